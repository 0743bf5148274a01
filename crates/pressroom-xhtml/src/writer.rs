use pressroom_core::{Block, Code, Diagnostic, Direction, Span, losses};

use crate::notes::Names;
use crate::{Style, attribute, bidi, escape, is_xml_character, is_xml_text};

/// Containers inside containers. Deeper ones are written without their element, text and order kept.
pub(crate) const MAX_NESTING: usize = 24;

/// Where the writing stands.
pub(crate) struct Writer<'a> {
    pub out: &'a mut String,
    pub style: &'a Style<'a>,
    pub losses: &'a mut Vec<Diagnostic>,
    /// The block being written, for losses.
    pub span: Option<Span>,
    /// Containers that are open.
    pub depth: usize,
    /// The levels of the last crosshead and of those above it, rising.
    pub open_levels: Vec<u8>,
    pub names: Names,
}

impl<'a> Writer<'a> {
    /// `body` is all that will be written: notes and their marks may stand anywhere in it.
    pub fn new(out: &'a mut String, body: &[Block], style: &'a Style<'a>, losses: &'a mut Vec<Diagnostic>) -> Self {
        let names = Names::of(body, style.notes);
        Writer { out, style, losses, span: None, depth: 0, open_levels: Vec::new(), names }
    }

    pub fn raw(&mut self, mark_up: &str) {
        self.out.push_str(mark_up);
    }

    pub fn text(&mut self, text: &str) {
        if !is_xml_text(text)
            && let Some(character) = text.chars().find(|&c| !is_xml_character(c))
        {
            let code_point = format!("U+{:04X}", u32::from(character));
            let loss = Diagnostic::new(losses::CHARACTER_REPLACED).arg("character", code_point);
            self.losses.push(loss.arg("format", self.style.format).at(&self.span));
        }
        let escaped = escape(text);
        self.out.push_str(&escaped);
    }

    /// Names that may run against what is around it.
    pub fn name(&mut self, text: &str) {
        let Some(around) = self.style.direction else { return self.text(text) };
        self.pieces(&bidi::pieces(text, around), around);
    }

    /// Sentences, which end with a full stop of their own: only one that runs against what is around it as a whole is set
    /// apart.
    pub fn passage(&mut self, text: &str) {
        match self.style.direction {
            Some(around) if bidi::whole(text, around) == Some(true) => self.pieces(&[(text, true)], around),
            Some(_) | None => self.text(text),
        }
    }

    fn pieces(&mut self, pieces: &[(&str, bool)], around: Direction) {
        for &(piece, against) in pieces {
            if against {
                self.raw("<bdi");
                attribute(self.out, "dir", bidi::against(around));
                self.raw(">");
            }
            self.text(piece);
            self.raw(if against { "</bdi>" } else { "" });
        }
    }

    /// A loss whose wording takes `{format}` and `{kind}`.
    pub fn lose(&mut self, code: Code, kind: &str) {
        let loss = Diagnostic::new(code).arg("format", self.style.format).arg("kind", kind);
        self.losses.push(loss.at(&self.span));
    }

    /// Head matter or an attribute without a place.
    pub fn lose_field(&mut self, field: &str) {
        let loss = Diagnostic::new(losses::FIELD_DROPPED).arg("format", self.style.format).arg("field", field);
        self.losses.push(loss.at(&self.span));
    }
}
