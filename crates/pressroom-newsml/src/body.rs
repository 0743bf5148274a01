//! `contentSet`: the story as an XHTML5 document that stands alone.

use std::io;

use pressroom_core::{Block, Figure, Inline, plain_text};
use pressroom_xhtml::{Picture, Style, attribute, blocks, escape};

use crate::ids::href_of_file;
use crate::story::{Story, file_of};
use crate::xml::{FORMAT, Xml};

pub fn write<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    let style =
        Style { format: FORMAT, crosshead_level: 2, picture: &picture, credit_label: "", scrolling_tables: None };
    let html = document(story, &style, xml);
    let words = words(&story.article.body).to_string();
    xml.element("contentSet", &[], |xml| {
        xml.mark_up("inlineXML", &[("contenttype", "application/xhtml+xml"), ("wordcount", &words)], &html)
    })
}

/// The picture by the same reference as in its own item, so that a receiver can join the two.
fn picture(figure: &Figure) -> Option<Picture> {
    let asset = file_of(figure)?;
    Some(Picture { src: href_of_file(&asset.file), width: asset.width, height: asset.height })
}

fn document<W>(story: &Story<'_>, style: &Style<'_>, xml: &mut Xml<W>) -> String {
    let article = story.article;
    let mut html = String::from("<html");
    attribute(&mut html, "xmlns", pressroom_xhtml::NAMESPACE);
    attribute(&mut html, "xml:lang", story.language);
    attribute(&mut html, "lang", story.language);
    if let Some(direction) = story.direction() {
        attribute(&mut html, "dir", direction);
    }
    let title = article.headline.as_deref().or(article.slugline.as_deref()).unwrap_or(&story.guid);
    html.push_str("><head><meta charset=\"utf-8\"/><title>");
    html.push_str(&escape(title));
    html.push_str("</title></head><body><article>\n");
    if let Some(headline) = &article.headline {
        html.push_str(&format!("<h1>{}</h1>\n", escape(headline)));
    }
    for deck in &article.deck {
        html.push_str(&format!("<p class=\"deck\">{}</p>\n", escape(deck)));
    }
    blocks(&mut html, &article.body, style, &mut xml.diagnostics);
    html.push_str("</article></body></html>");
    html
}

/// The words of a story's blocks, as its readers count them: what stands between spaces.
fn words(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => inline_words(&paragraph.content),
            Block::Crosshead(crosshead) => inline_words(&crosshead.content),
            Block::List(list) => list.items.iter().map(|item| words(item)).sum(),
            Block::Quote(quote) => words(&quote.content),
            Block::Note(note) => words(&note.content),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).map(|cell| inline_words(&cell.content)).sum()
            }
            Block::Unknown(unknown) => text_words(&unknown.text()),
            // A pull quote repeats the story; captions and embeds stand beside it.
            Block::PullQuote(_) | Block::Figure(_) | Block::Rule(_) | Block::Embed(_) => 0,
        })
        .sum()
}

fn inline_words(content: &[Inline]) -> usize {
    text_words(&plain_text(content))
}

fn text_words(text: &str) -> usize {
    text.split_whitespace().count()
}
