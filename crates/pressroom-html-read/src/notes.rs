//! Notes and their marks, in the forms that HTML and EPUB have for them: DPUB-ARIA's roles, EPUB's types, and the classes
//! and raised links of those who write neither.

use std::collections::BTreeSet;

use pressroom_core::{Block, Diagnostic, Inline, Note, Removed, RemovedKind, Span, notes, plain_text};

use crate::attributes::Attributes;
use crate::codes::MARK_WITHOUT_NOTE;
use crate::machine::Machine;
use crate::run::{Style, is_white};

/// An element, by what its attributes say of it.
pub trait Says {
    /// The value of `role`, `class`, `epub:type` or another.
    fn says(&self, attribute: &str) -> Option<&str>;
}

impl Says for Attributes {
    fn says(&self, attribute: &str) -> Option<&str> {
        self.get(attribute)
    }
}

fn has(element: &impl Says, attribute: &str, words: &[&str]) -> bool {
    let value = element.says(attribute).unwrap_or_default();
    value.split_ascii_whitespace().any(|one| words.iter().any(|word| one.eq_ignore_ascii_case(word)))
}

/// One note.
pub fn is_note(element: &impl Says) -> bool {
    has(element, "role", &["doc-footnote", "doc-endnote"])
        || has(element, "epub:type", &["footnote", "endnote", "rearnote", "note"])
}

/// What holds the notes of a text. Its items and paragraphs that have a name are notes.
pub fn holds_notes(element: &impl Says) -> bool {
    has(element, "role", &["doc-endnotes"])
        || has(element, "epub:type", &["footnotes", "endnotes", "rearnotes"])
        || has(element, "class", &["footnotes", "endnotes", "footnote-list"])
}

/// A link that says that it is a mark. A raised link into the page is one as well.
pub fn is_mark(element: &impl Says) -> bool {
    has(element, "role", &["doc-noteref"])
        || has(element, "epub:type", &["noteref"])
        || has(element, "class", &["footnote-ref", "footnote-reference", "noteref"])
        || element.says("data-footnote-ref").is_some()
}

/// A link that says that it leads from a note to its mark.
pub fn is_back_link(element: &impl Says) -> bool {
    has(element, "role", &["doc-backlink"])
        || has(element, "epub:type", &["backlink"])
        || has(element, "class", &["footnote-back", "footnote-backref", "footnote-backlink", "reversefootnote"])
        || element.says("data-footnote-backref").is_some()
}

/// The name in the page that a link leads to.
pub fn fragment(href: &str) -> Option<String> {
    let name = href.trim().strip_prefix('#').filter(|name| !name.is_empty())?;
    Some(crate::href::file_of_href(name))
}

/// What a link in a note shows that says nothing but "up there": an arrow, a number, a sign.
pub fn is_only_a_sign(text: &str) -> bool {
    !text.chars().any(char::is_alphabetic)
}

impl Machine {
    /// Once everything is read it is known which links lead to notes. The others are ordinary text, as before.
    pub(crate) fn settle_notes(&mut self) {
        let mut names: BTreeSet<String> =
            notes(&self.html.blocks).into_iter().filter_map(|note| note.id.clone()).collect();
        if names.is_empty() && !self.styles.iter().any(|style| matches!(style, Style::Mark(_))) {
            return;
        }
        let told = &self.notes_told;
        // A box that only has a name, and that no mark leads to, is no footnote.
        names.retain(|name| told.contains(name) || self.marks.contains(name));
        let mut settling = Settling {
            names,
            marks: &self.marks,
            here: None,
            removed: &mut self.html.removed,
            diagnostics: &mut self.html.diagnostics,
        };
        settling.blocks(&mut self.html.blocks, None);
    }
}

struct Settling<'a> {
    names: BTreeSet<String>,
    /// Names that marks lead to, be they notes' or not.
    marks: &'a BTreeSet<String>,
    /// The block that the text is in.
    here: Option<Span>,
    removed: &'a mut Vec<Removed>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Settling<'_> {
    /// `note` is the place of the note that the blocks are in.
    fn blocks(&mut self, blocks: &mut Vec<Block>, note: Option<&Option<Span>>) {
        for block in blocks.iter_mut() {
            if let Some(span) = block.span() {
                self.here = Some(span.clone());
            }
            match block {
                Block::Paragraph(paragraph) => self.inlines(&mut paragraph.content, note),
                Block::Crosshead(crosshead) => self.inlines(&mut crosshead.content, note),
                Block::PullQuote(pull_quote) => self.inlines(&mut pull_quote.content, note),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.blocks(item, note)),
                Block::Quote(quote) => self.blocks(&mut quote.content, note),
                Block::Note(Note { id, content, span }) => {
                    *id = id.take().filter(|id| self.names.contains(id));
                    let inside = id.is_some().then_some(&*span);
                    self.blocks(content, inside.or(note));
                }
                Block::Table(table) => {
                    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                    cells.for_each(|cell| self.inlines(&mut cell.content, note));
                }
                Block::Figure(_) | Block::Rule(_) | Block::Embed(_) | Block::Unknown(_) => {}
            }
        }
        let is_empty = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.content.is_empty());
        blocks.retain(|block| !is_empty(block));
    }

    fn inlines(&mut self, content: &mut Vec<Inline>, note: Option<&Option<Span>>) {
        let mut changed = false;
        let mut out = Vec::with_capacity(content.len());
        for mut inline in std::mem::take(content) {
            match &mut inline {
                Inline::Strong(nested)
                | Inline::Emphasis(nested)
                | Inline::Subscript(nested)
                | Inline::Superscript(nested) => self.inlines(&mut nested.content, note),
                Inline::Link(link) => self.inlines(&mut link.content, note),
                Inline::NoteReference(reference) => self.inlines(&mut reference.content, note),
                Inline::Text { .. } | Inline::LineBreak | Inline::Unknown(_) => {}
            }
            match inline {
                Inline::NoteReference(reference) if !self.names.contains(&reference.note) => {
                    changed = true;
                    let text = plain_text(&reference.content);
                    match note {
                        Some(span) if is_only_a_sign(&text) => {
                            let span = span.clone();
                            self.removed.push(Removed { text, kind: RemovedKind::Label, span });
                        }
                        Some(_) | None => {
                            if self.marks.contains(&reference.note) {
                                let found = Diagnostic::new(MARK_WITHOUT_NOTE).arg("text", text);
                                self.diagnostics.push(found.arg("name", &reference.note).at(&self.here));
                            }
                            reference.content.into_iter().for_each(|inner| append(&mut out, inner));
                        }
                    }
                }
                // `<sup><a>1</a></sup>` and `<a><sup>1</sup></a>` are one thing: outputs raise it.
                Inline::Superscript(mut nested) => match nested.content.pop() {
                    Some(mark @ Inline::NoteReference(_)) if nested.content.is_empty() => append(&mut out, mark),
                    Some(last) => {
                        nested.content.push(last);
                        append(&mut out, Inline::Superscript(nested));
                    }
                    // Only a link back was in it.
                    None => changed = true,
                },
                Inline::NoteReference(mut reference) => {
                    if let [Inline::Superscript(raised)] = reference.content.as_mut_slice() {
                        reference.content = std::mem::take(&mut raised.content);
                    }
                    append(&mut out, Inline::NoteReference(reference));
                }
                other => append(&mut out, other),
            }
        }
        if changed {
            trim(&mut out);
        }
        *content = out;
    }
}

fn append(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text { text: before }), Inline::Text { text }) => before.push_str(&text),
        (_, inline) => out.push(inline),
    }
}

/// The space that stood beside what was taken away.
fn trim(content: &mut Vec<Inline>) {
    if let Some(Inline::Text { text }) = content.last_mut() {
        text.truncate(text.trim_end_matches(is_white).len());
        if text.is_empty() {
            content.pop();
        }
    }
    if let Some(Inline::Text { text }) = content.first_mut() {
        *text = text.trim_start_matches(is_white).to_owned();
        if text.is_empty() {
            content.remove(0);
        }
    }
}
