//! The pictures that a story's file attaches: `[[figures]]`.

use pressroom_core::{Article, Asset, Block, Diagnostic, Figure, Span, Text};
use serde::Deserialize;
use toml::de::DeTable;

use super::head_matter::Places;
use super::overridden::Overridden;
use super::toml_text::TomlText;
use super::values::{PlainText, Words};

/// One entry. `file` is relative to the story's folder and never leaves it.
#[derive(Clone, Debug, Default)]
pub struct FigureEntry {
    pub file: Option<Text>,
    pub alt: Option<Text>,
    pub caption: Option<Text>,
    pub credit: Option<Text>,
    /// Of the whole entry.
    pub span: Option<Span>,
}

/// The entry as TOML has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureTable {
    file: Option<Words>,
    alt: Option<PlainText>,
    caption: Option<Words>,
    credit: Option<Words>,
}

impl FigureEntry {
    pub(super) fn of(table: FigureTable, toml: &TomlText<'_>, places: &DeTable<'_>, span: Span) -> Self {
        let places = Places::of(toml, places);
        let text = |key, words: Option<String>| words.map(|text| Text { text, span: places.at(key, 0) });
        FigureEntry {
            file: text("file", table.file.map(|words| words.0)),
            alt: text("alt", table.alt.map(|text| text.0)),
            caption: text("caption", table.caption.map(|words| words.0)),
            credit: text("credit", table.credit.map(|words| words.0)),
            span: Some(span),
        }
    }

    fn put(&self, figure: &mut Figure, overridden: &mut Overridden) {
        let Figure { asset, caption, credit, alt, .. } = figure;
        if let Some(file) = &self.file {
            *asset = Some(Asset { file: file.text.clone(), ..Asset::default() });
        }
        let texts = [("alt", &self.alt, alt), ("caption", &self.caption, caption), ("credit", &self.credit, credit)];
        for (key, given, field) in texts {
            if let Some(given) = given {
                overridden.one(key, field, given.clone());
            }
        }
    }
}

/// Attaches entries in order to the figures found in the copy; further ones are appended to the body.
pub(super) fn apply(entries: &[FigureEntry], article: &mut Article) -> Vec<Diagnostic> {
    let mut overridden = Overridden::default();
    let mut rest = entries.iter();
    let figures = article.body.iter_mut().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        Block::Paragraph(_)
        | Block::Crosshead(_)
        | Block::List(_)
        | Block::Quote(_)
        | Block::PullQuote(_)
        | Block::Table(_)
        | Block::Note(_)
        | Block::Rule(_)
        | Block::Embed(_)
        | Block::Unknown(_) => None,
    });
    for (figure, entry) in figures.zip(rest.by_ref()) {
        entry.put(figure, &mut overridden);
    }
    for entry in rest {
        let mut figure = Figure { span: entry.span.clone(), ..Figure::default() };
        entry.put(&mut figure, &mut overridden);
        article.body.push(Block::Figure(figure));
    }
    overridden.keep(article)
}
