//! The one place where mark-up is put together: elements always close, and text is always escaped.

use std::collections::{BTreeMap, BTreeSet};

use pressroom_core::{Code, Diagnostic, Span, losses};
use pressroom_xhtml::{attribute, escape, is_xml_character};

use super::Style;

/// Names are the writer's own words; a value of `None` is no attribute.
pub type Attributes<'a> = [(&'a str, Option<&'a str>)];

/// Containers, and inlines, inside each other. Deeper ones are written without their element, text and order kept.
pub const MAX_NESTING: usize = 24;

pub struct Xml<'a> {
    out: &'a mut String,
    pub style: &'a Style<'a>,
    pub losses: &'a mut Vec<Diagnostic>,
    /// The block being written, for losses.
    pub span: Option<Span>,
    /// Containers that are open.
    pub depth: usize,
    /// The `id` of each note that has a name, by that name.
    pub notes: BTreeMap<String, String>,
    /// Those that are written.
    claimed: BTreeSet<String>,
}

impl<'a> Xml<'a> {
    pub fn new(out: &'a mut String, style: &'a Style<'a>, losses: &'a mut Vec<Diagnostic>) -> Self {
        Xml { out, style, losses, span: None, depth: 0, notes: BTreeMap::new(), claimed: BTreeSet::new() }
    }

    /// The `id` of the note of this name; only the first has it.
    pub fn claim(&mut self, note: &str) -> Option<String> {
        let anchor = self.notes.get(note).cloned()?;
        if self.claimed.insert(anchor.clone()) {
            return Some(anchor);
        }
        let loss = Diagnostic::new(losses::NOTE_TWICE).arg("format", self.style.format).arg("note", note);
        self.losses.push(loss.at(&self.span));
        None
    }

    /// An element on lines of its own around what `content` writes.
    pub fn element(&mut self, name: &str, attributes: &Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.open(name, attributes, ">\n");
        content(self);
        self.close(name);
        self.new_line();
    }

    /// An element inside a text, where white space would show.
    pub fn inside(&mut self, name: &str, attributes: &Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.open(name, attributes, ">");
        content(self);
        self.close(name);
    }

    /// An element of text, on a line of its own.
    pub fn line(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) {
        self.inside(name, attributes, |xml| xml.text(text));
        self.new_line();
    }

    pub fn empty(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.open(name, attributes, "/>");
        self.new_line();
    }

    pub fn break_line(&mut self) {
        self.out.push_str("<br/>");
    }

    pub fn new_line(&mut self) {
        self.out.push('\n');
    }

    pub fn text(&mut self, text: &str) {
        self.notice_forbidden(text);
        self.out.push_str(&escape(text));
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>, end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            if let Some(value) = value {
                self.notice_forbidden(value);
                attribute(self.out, key, value);
            }
        }
        self.out.push_str(end);
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn notice_forbidden(&mut self, text: &str) {
        if let Some(character) = text.chars().find(|&c| !is_xml_character(c)) {
            let code_point = format!("U+{:04X}", u32::from(character));
            let loss = Diagnostic::new(losses::CHARACTER_REPLACED).arg("character", code_point);
            self.losses.push(loss.arg("format", self.style.format).at(&self.span));
        }
    }

    /// A loss whose wording takes `{format}` and `{kind}`.
    pub fn lose(&mut self, code: Code, kind: &str) {
        let loss = Diagnostic::new(code).arg("format", self.style.format).arg("kind", kind);
        self.losses.push(loss.at(&self.span));
    }

    /// Head matter, or a detail of a block, that NITF has no place for.
    pub fn lose_field(&mut self, field: &str, place: Option<&Span>) {
        let loss = Diagnostic::new(losses::FIELD_DROPPED).arg("format", self.style.format).arg("field", field);
        self.losses.push(loss.at(place.or(self.span.as_ref())));
    }
}
