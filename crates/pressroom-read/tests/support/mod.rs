//! What the tests share.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use pressroom_core::{Block, Diagnostic, plain_text};
use pressroom_read::{Reading, Settings, Source, read};

pub const FILE: &str = "story.txt";
pub const TAY_NINH: &str = include_str!("../../../../samples/tay-ninh/story.txt");

pub fn read_bytes(bytes: &[u8]) -> Result<Reading, Vec<Diagnostic>> {
    read(&Source { name: FILE, bytes }, &Settings::default())
}

pub fn read_text(text: &str) -> Reading {
    read_bytes(text.as_bytes()).expect("the text is read")
}

/// `CODE line:column` for each diagnostic.
pub fn shown(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(code_and_place).collect()
}

pub fn code_and_place(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.labels.first().map(|label| format!(" {}:{}", label.span.line, label.span.column));
    format!("{}{}", diagnostic.code, place.unwrap_or_default())
}

/// `part|text` for each piece of the source.
pub fn parts(reading: &Reading) -> Vec<String> {
    reading.trace.iter().map(|trace| format!("{}|{}", trace.part.as_str(), trace.text)).collect()
}

/// The body in short: `kind|text`.
pub fn body(reading: &Reading) -> Vec<String> {
    reading.article.body.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => format!("paragraph|{}", plain_text(&paragraph.content)),
        Block::Crosshead(crosshead) => format!("crosshead|{}", plain_text(&crosshead.content)),
        Block::Figure(figure) => {
            let text =
                |text: &Option<pressroom_core::Text>| text.as_ref().map_or("-".to_owned(), |text| text.text.clone());
            format!("figure|{}|{}", text(&figure.caption), text(&figure.credit))
        }
        Block::Rule(_) => "rule".to_owned(),
        other => format!("{other:?}"),
    }
}
