//! `STEM.toml`: what plain copy cannot say about a story.

use pressroom_core::{Article, Diagnostic, Span};
use toml::de::DeValue;

use super::figures::{self, FigureEntry, FigureTable};
use super::head_matter::{HeadMatter, Places};
use super::keys::fields_of;
use super::toml_text::TomlText;

#[derive(Clone, Debug, Default)]
pub struct StoryToml {
    pub head: HeadMatter,
    pub figures: Vec<FigureEntry>,
    places: Places,
}

const FIGURES: &str = "figures";

impl StoryToml {
    /// `name` is how messages call the file.
    pub fn parse(name: &str, text: &str) -> Result<Self, Diagnostic> {
        let toml = TomlText::new(name, text);
        let mut table = toml.table()?;
        let mut known = fields_of::<HeadMatter>().to_vec();
        known.push(FIGURES);
        toml.check_names(name, table.get_ref(), &known)?;
        let key = table.get_ref().keys().find(|key| key.get_ref() == FIGURES).cloned();
        let entries = key.and_then(|key| table.get_mut().remove(&key));
        let mut figures = Vec::new();
        if let Some(entries) = entries {
            let not_tables = || toml.bad_value(FIGURES, entries.span(), "write each picture as a table: [[figures]]");
            for entry in entries.get_ref().as_array().ok_or_else(not_tables)?.iter() {
                let DeValue::Table(fields) = entry.get_ref() else { return Err(not_tables()) };
                toml.check_keys::<FigureTable>("[[figures]]", fields)?;
                let table: FigureTable = toml.value(toml::Spanned::new(entry.span(), fields.clone()))?;
                figures.push(FigureEntry::of(table, &toml, fields, toml.span(entry.span())));
            }
        }
        let places = Places::of(&toml, table.get_ref());
        Ok(StoryToml { head: toml.value(table)?, figures, places })
    }

    /// Head matter replaces the copy's own; pictures are attached. The files are opened later, by
    /// [`assets::attach`](crate::assets::attach).
    pub fn apply(&self, article: &mut Article) -> Vec<Diagnostic> {
        let mut diagnostics = figures::apply(&self.figures, article);
        diagnostics.extend(self.head.apply(&self.places, article));
        diagnostics
    }

    /// Where the file says that the story has an earlier version, which makes an `id` due.
    pub fn asks_for_id(&self) -> Option<Span> {
        self.head.asks_for_id(&self.places)
    }
}
