//! The one place where mark-up is made: elements always close, and text is always escaped.

use std::borrow::Cow;

use pressroom_core::{Diagnostic, Span, losses};
use pressroom_xhtml::{attribute, escape, is_xml_character, is_xml_text};

/// The format's name in losses.
pub const FORMAT: &str = "NewsML-G2";

const INDENT: usize = 2;

/// Names are the writer's own words; values are anything.
pub type Attributes<'a> = [(&'a str, &'a str)];

/// A document that grows at its end.
pub struct Xml {
    text: String,
    /// Elements that are open.
    depth: usize,
    /// The last thing written was an element, so that what closes around it stands on a line of its own.
    after_element: bool,
    pub diagnostics: Vec<Diagnostic>,
}

impl Xml {
    pub fn new(diagnostics: Vec<Diagnostic>) -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned();
        Xml { text, depth: 0, after_element: false, diagnostics }
    }

    /// What was written since it was last taken, so that a long document need not be held.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Ends the last line.
    pub fn finish(mut self) -> (String, Vec<Diagnostic>) {
        self.text.push('\n');
        (self.text, self.diagnostics)
    }

    /// An element around what `content` writes.
    pub fn element(&mut self, name: &str, attributes: &Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        content(self);
        self.close(name);
    }

    /// The start of an element that [`Xml::close`] ends, for content that may fail.
    pub fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.text.push('>');
        self.depth += 1;
        self.after_element = false;
    }

    pub fn close(&mut self, name: &str) {
        self.depth -= 1;
        if self.after_element {
            self.new_line();
        }
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
        self.after_element = true;
    }

    pub fn empty(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str("/>");
        self.after_element = true;
    }

    pub fn text(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) {
        self.notice_forbidden(text);
        self.mark_up(name, attributes, &escape(text));
    }

    /// For elements whose type admits no line breaks or tabs (`g2normalizedString`): they become spaces.
    pub fn line(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) {
        self.text(name, attributes, &one_line(text));
    }

    /// An element around well-formed mark-up.
    pub fn mark_up(&mut self, name: &str, attributes: &Attributes<'_>, mark_up: &str) {
        self.open(name, attributes);
        self.text.push_str(mark_up);
        self.close(name);
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.new_line();
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.notice_forbidden(value);
            attribute(&mut self.text, key, value);
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', INDENT * self.depth));
    }

    fn notice_forbidden(&mut self, text: &str) {
        if !is_xml_text(text)
            && let Some(character) = text.chars().find(|&c| !is_xml_character(c))
        {
            let code_point = format!("U+{:04X}", u32::from(character));
            let loss = Diagnostic::new(losses::CHARACTER_REPLACED).arg("character", code_point);
            self.diagnostics.push(loss.arg("format", FORMAT));
        }
    }

    /// Head matter that NewsML-G2 has no place for.
    pub fn lose_field(&mut self, field: &str, place: Option<&Span>) {
        let loss = Diagnostic::new(losses::FIELD_DROPPED).arg("format", FORMAT).arg("field", field);
        self.diagnostics.push(loss.at(place));
    }
}

pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\t', '\n', '\r']) {
        Cow::Owned(text.replace("\r\n", " ").replace(['\t', '\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}
