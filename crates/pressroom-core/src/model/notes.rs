//! Notes and the marks that lead to them, wherever in a body they stand.

use super::{Block, Inline, Note, NoteReference};

/// The notes of a body in reading order, also those inside lists, quotes and notes.
pub fn notes(blocks: &[Block]) -> Vec<&Note> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Note(note) => {
                found.push(note);
                found.extend(notes(&note.content));
            }
            Block::List(list) => list.items.iter().for_each(|item| found.extend(notes(item))),
            Block::Quote(quote) => found.extend(notes(&quote.content)),
            Block::Paragraph(_)
            | Block::Crosshead(_)
            | Block::PullQuote(_)
            | Block::Figure(_)
            | Block::Table(_)
            | Block::Rule(_)
            | Block::Embed(_)
            | Block::Unknown(_) => {}
        }
    }
    found
}

/// The marks of a body in reading order.
pub fn note_references(blocks: &[Block]) -> Vec<&NoteReference> {
    let mut found = Vec::new();
    blocks.iter().for_each(|block| in_block(block, &mut found));
    found
}

fn in_block<'b>(block: &'b Block, found: &mut Vec<&'b NoteReference>) {
    match block {
        Block::Paragraph(paragraph) => in_text(&paragraph.content, found),
        Block::Crosshead(crosshead) => in_text(&crosshead.content, found),
        Block::PullQuote(pull_quote) => in_text(&pull_quote.content, found),
        Block::List(list) => list.items.iter().flatten().for_each(|inner| in_block(inner, found)),
        Block::Quote(quote) => quote.content.iter().for_each(|inner| in_block(inner, found)),
        Block::Note(note) => note.content.iter().for_each(|inner| in_block(inner, found)),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.for_each(|cell| in_text(&cell.content, found));
        }
        Block::Figure(_) | Block::Rule(_) | Block::Embed(_) | Block::Unknown(_) => {}
    }
}

fn in_text<'b>(content: &'b [Inline], found: &mut Vec<&'b NoteReference>) {
    for inline in content {
        match inline {
            Inline::NoteReference(reference) => {
                found.push(reference);
                in_text(&reference.content, found);
            }
            Inline::Strong(nested)
            | Inline::Emphasis(nested)
            | Inline::Subscript(nested)
            | Inline::Superscript(nested) => in_text(&nested.content, found),
            Inline::Link(link) => in_text(&link.content, found),
            Inline::Text { .. } | Inline::LineBreak | Inline::Unknown(_) => {}
        }
    }
}
