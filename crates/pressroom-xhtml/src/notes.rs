//! Notes and the marks that lead to them (DPUB-ARIA 1.1, `doc-noteref`, `doc-footnote`, `doc-backlink`).

use std::collections::{BTreeMap, BTreeSet};

use pressroom_core::losses::{INLINE_FLATTENED, NOTE_MISSING, NOTE_TWICE};
use pressroom_core::{Block, Diagnostic, Note, NoteReference, note_references, notes, plain_text};

use crate::writer::{MAX_NESTING, Writer};
use crate::{attribute, escape};

/// What leads from a mark to its note and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes<'a> {
    /// For systems: marks link to notes, whose names stay as they are where HTML can hold them.
    Linked,
    /// For readers: a note shows its mark, and links back to the text by these words.
    LeadingBack(Back<'a>),
    /// The same in EPUB, where reading systems may open a note over the page (`epub:type`).
    OpeningOver(Back<'a>),
}

/// The words of a link from a note to its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Back<'a> {
    pub words: &'a str,
    /// BCP 47, where it is not that of the story.
    pub language: Option<&'a str>,
}

/// The notes of a body by their names, and how far the writing is.
#[derive(Default)]
pub(crate) struct Names {
    by_note: BTreeMap<String, Named>,
}

struct Named {
    /// `id` in the document.
    anchor: String,
    /// The marks that lead here, in all and written so far.
    marks: usize,
    marks_written: usize,
    /// What the first mark shows.
    mark: String,
    written: bool,
}

impl Names {
    pub fn of(body: &[Block], style: Notes<'_>) -> Self {
        let anchors = match style {
            Notes::Linked => note_anchors(body, Some("")),
            Notes::LeadingBack(_) | Notes::OpeningOver(_) => note_anchors(body, None),
        };
        let named = |anchor| Named { anchor, marks: 0, marks_written: 0, mark: String::new(), written: false };
        let mut names = Names { by_note: anchors.into_iter().map(|(note, anchor)| (note, named(anchor))).collect() };
        if names.by_note.is_empty() {
            return names;
        }
        for reference in note_references(body) {
            if let Some(named) = names.by_note.get_mut(&reference.note) {
                if named.marks == 0 {
                    named.mark = plain_text(&reference.content);
                }
                named.marks += 1;
            }
        }
        names
    }
}

/// The `id` in a document of each note that has a name, by that name. With `kept`, a name that any document can hold stays,
/// behind that prefix; others are counted.
pub fn note_anchors(body: &[Block], kept: Option<&str>) -> BTreeMap<String, String> {
    let ids: BTreeSet<&str> = notes(body).into_iter().filter_map(|note| note.id.as_deref()).collect();
    let mut anchors: BTreeMap<String, String> = BTreeMap::new();
    if let Some(prefix) = kept {
        let stay = ids.iter().filter(|id| is_name(id));
        anchors.extend(stay.map(|id| ((*id).to_owned(), format!("{prefix}{id}"))));
    }
    let mut number = 0;
    for id in notes(body).into_iter().filter_map(|note| note.id.as_deref()) {
        if anchors.contains_key(id) {
            continue;
        }
        let made = loop {
            number += 1;
            let made = format!("note-{number}");
            if kept.is_none() || !ids.contains(made.as_str()) {
                break made;
            }
        };
        anchors.insert(id.to_owned(), format!("{}{made}", kept.unwrap_or_default()));
    }
    anchors
}

/// Whether it can be an `id` in any document and stand in an address as it is.
fn is_name(id: &str) -> bool {
    let mut bytes = id.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

/// The `id` of the nth mark that leads to a note; the first is 1.
fn mark_anchor(note: &str, number: usize) -> String {
    if number == 1 { format!("{note}-mark") } else { format!("{note}-mark-{number}") }
}

impl Writer<'_> {
    /// A mark, raised unless what is around it is.
    pub(crate) fn note_reference(&mut self, reference: &NoteReference, depth: usize, within: Within) {
        let raised = !within.raised;
        let open = if raised { "<sup>" } else { "" };
        let close = if raised { "</sup>" } else { "" };
        let inner = Within { raised: true, ..within };
        let fits = depth < MAX_NESTING && !within.link;
        let anchors = self.names.by_note.get_mut(&reference.note).map(|named| {
            named.marks_written += 1;
            (named.anchor.clone(), mark_anchor(&named.anchor, named.marks_written))
        });
        self.raw(open);
        match anchors {
            None => {
                let loss = Diagnostic::new(NOTE_MISSING).arg("format", self.style.format);
                let loss = loss.arg("note", &reference.note).arg("text", plain_text(&reference.content));
                self.losses.push(loss.at(&self.span));
                self.nested(&reference.content, depth, inner);
            }
            // The note still leads back here.
            Some((_, mark)) if !fits => {
                self.lose(INLINE_FLATTENED, "note_reference");
                self.raw("<span");
                self.mark_anchor(&mark);
                self.raw(">");
                self.nested(&reference.content, depth, inner);
                self.raw("</span>");
            }
            Some((note, mark)) => {
                self.raw("<a role=\"doc-noteref\"");
                self.mark_anchor(&mark);
                if matches!(self.style.notes, Notes::OpeningOver(_)) {
                    self.raw(" epub:type=\"noteref\"");
                }
                attribute(self.out, "href", &format!("#{note}"));
                self.raw(">");
                self.nested(&reference.content, depth + 1, Within { link: true, ..inner });
                self.raw("</a>");
            }
        }
        self.raw(close);
    }

    fn mark_anchor(&mut self, mark: &str) {
        match self.style.notes {
            Notes::Linked => {}
            Notes::LeadingBack(_) | Notes::OpeningOver(_) => attribute(self.out, "id", mark),
        }
    }

    pub(crate) fn note(&mut self, note: &Note) {
        let name = self.claim(note);
        if !self.may_open("note") {
            // Marks still find where it begins.
            if let Some((anchor, _, _)) = &name {
                self.raw("<span");
                attribute(self.out, "id", anchor);
                self.raw("></span>");
            }
            return self.blocks(&note.content);
        }
        let Some((anchor, marks, mark)) = name else {
            return self.inside("<aside class=\"note\" role=\"note\">\n", "</aside>\n", |writer| {
                writer.blocks(&note.content);
            });
        };
        let mut open = String::from("<aside class=\"note\"");
        attribute(&mut open, "id", &anchor);
        open.push_str(" role=\"doc-footnote\"");
        let back = match self.style.notes {
            Notes::Linked => None,
            Notes::LeadingBack(back) => Some(back),
            Notes::OpeningOver(back) => {
                open.push_str(" epub:type=\"footnote\"");
                Some(back)
            }
        };
        open.push_str(">\n");
        self.inside(&open, "</aside>\n", |writer| match back.filter(|_| marks > 0) {
            Some(back) => writer.note_leading_back(note, &mark, &back_links(&anchor, marks, back)),
            None => writer.blocks(&note.content),
        });
    }

    /// The mark before the first words, the links back behind the last.
    fn note_leading_back(&mut self, note: &Note, mark: &str, back: &str) {
        let (first, rest) = match note.content.split_first() {
            Some((Block::Paragraph(first), rest)) => (Some(first), rest),
            Some(_) | None => (None, note.content.as_slice()),
        };
        self.raw("<p>");
        if !mark.trim().is_empty() {
            self.raw("<span class=\"note-mark\">");
            self.text(mark.trim());
            self.raw("</span> ");
        }
        let Some(first) = first else {
            self.raw("</p>\n");
            self.blocks(rest);
            self.raw("<p>");
            self.raw(back);
            return self.raw("</p>\n");
        };
        self.inlines(&first.content);
        match rest.split_last() {
            None => {
                self.raw(" ");
                self.raw(back);
                self.raw("</p>\n");
            }
            Some((Block::Paragraph(last), between)) => {
                self.raw("</p>\n");
                self.blocks(between);
                self.raw("<p>");
                self.inlines(&last.content);
                self.raw(" ");
                self.raw(back);
                self.raw("</p>\n");
            }
            Some(_) => {
                self.raw("</p>\n");
                self.blocks(rest);
                self.raw("<p>");
                self.raw(back);
                self.raw("</p>\n");
            }
        }
    }

    /// The note's `id`, how many marks lead to it and what they show; `None` for one without a name of its own.
    fn claim(&mut self, note: &Note) -> Option<(String, usize, String)> {
        let id = note.id.as_deref()?;
        let named = self.names.by_note.get_mut(id)?;
        if std::mem::replace(&mut named.written, true) {
            let loss = Diagnostic::new(NOTE_TWICE).arg("format", self.style.format).arg("note", id);
            self.losses.push(loss.at(&self.span));
            return None;
        }
        Some((named.anchor.clone(), named.marks, named.mark.clone()))
    }
}

/// One link for each mark, its number beside the words when there are several.
fn back_links(anchor: &str, marks: usize, back: Back<'_>) -> String {
    let mut out = String::new();
    for number in 1..=marks {
        out.push_str(if number == 1 { "" } else { " " });
        out.push_str("<a class=\"back\" role=\"doc-backlink\"");
        attribute(&mut out, "href", &format!("#{}", mark_anchor(anchor, number)));
        if let Some(tag) = back.language {
            attribute(&mut out, "lang", tag);
            attribute(&mut out, "xml:lang", tag);
        }
        out.push('>');
        out.push_str(&escape(back.words));
        if marks > 1 {
            out.push_str(&format!(" ({number})"));
        }
        out.push_str("</a>");
    }
    out
}

/// What an inline stands in.
#[derive(Clone, Copy, Default)]
pub(crate) struct Within {
    pub link: bool,
    pub raised: bool,
}
