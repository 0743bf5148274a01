//! The one place where bytes go out: elements always close, and text is always escaped.

use std::borrow::Cow;
use std::io;

use pressroom_core::{Diagnostic, Span, losses};
use pressroom_xhtml::{attribute, escape, is_xml_character};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};

/// The format's name in losses.
pub const FORMAT: &str = "NewsML-G2";

/// Names are the writer's own words; values are anything.
pub type Attributes<'a> = [(&'a str, &'a str)];

pub struct Xml<W> {
    writer: Writer<W>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<W: io::Write> Xml<W> {
    pub fn new(out: W, diagnostics: Vec<Diagnostic>) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Xml { writer, diagnostics })
    }

    /// Ends the last line. Gives back what was noticed.
    pub fn finish(mut self) -> io::Result<Vec<Diagnostic>> {
        self.writer.get_mut().write_all(b"\n")?;
        Ok(self.diagnostics)
    }

    /// An element around what `content` writes.
    pub fn element<E: From<io::Error>>(
        &mut self,
        name: &str,
        attributes: &Attributes<'_>,
        content: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        let start = self.start(name, attributes);
        self.writer.write_event(Event::Start(start.borrow()))?;
        content(self)?;
        Ok(self.writer.write_event(Event::End(start.to_end()))?)
    }

    pub fn empty(&mut self, name: &str, attributes: &Attributes<'_>) -> io::Result<()> {
        let start = self.start(name, attributes);
        self.writer.write_event(Event::Empty(start))
    }

    pub fn text(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) -> io::Result<()> {
        self.notice_forbidden(text);
        self.mark_up(name, attributes, &escape(text))
    }

    /// For elements whose type admits no line breaks or tabs (`g2normalizedString`): they become spaces.
    pub fn line(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) -> io::Result<()> {
        self.text(name, attributes, &one_line(text))
    }

    /// An element around well-formed mark-up.
    pub fn mark_up(&mut self, name: &str, attributes: &Attributes<'_>, mark_up: &str) -> io::Result<()> {
        self.element(name, attributes, |xml| xml.writer.write_event(Event::Text(BytesText::from_escaped(mark_up))))
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) -> BytesStart<'static> {
        let mut content = name.to_owned();
        for (key, value) in attributes {
            self.notice_forbidden(value);
            attribute(&mut content, key, value);
        }
        BytesStart::from_content(content, name.len())
    }

    fn notice_forbidden(&mut self, text: &str) {
        if let Some(character) = text.chars().find(|&c| !is_xml_character(c)) {
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
