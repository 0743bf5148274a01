//! The file as a tree of elements, however ill-formed: what does not end is ended, what ends without a start is told.

use std::collections::BTreeSet;
use std::sync::Arc;

use pressroom_core::{Code, Diagnostic, Span, Text};
use pressroom_html_read::{At, Attributes, Cursor, Place, Places, Run, Sink, Syntax, feed};

use crate::codes;

/// Elements inside each other; deeper ones are taken out, their text stays.
const MAX_DEPTH: usize = 64;

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Attributes,
    pub children: Vec<Node>,
    /// Its start tag.
    pub start: (At, At),
    /// Behind its end tag.
    pub end: At,
}

#[derive(Debug)]
pub enum Node {
    Element(Element),
    /// `quoted`: in a CDATA section.
    Text {
        text: String,
        start: At,
        end: At,
        quoted: bool,
    },
}

pub struct Tree {
    pub root: Element,
    pub diagnostics: Vec<Diagnostic>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name)
    }

    /// An attribute that says something.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(str::trim).filter(|value| !value.is_empty())
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text { .. } => None,
        })
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    pub fn children_named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The elements of this name that lie in no other of it.
    pub fn outermost<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.outermost(name, found);
            }
        }
    }

    /// All its text, white space as it shows; `None` when there is none. Elements of these names are left out.
    pub fn text_without(&self, names: &[&str], file: &Arc<str>) -> Option<Text> {
        let mut run = Run::default();
        self.push_text(names, &mut run);
        let span = run.span(file);
        Some(Text { text: run.plain(), span }).filter(|text| !text.text.is_empty())
    }

    pub fn text(&self, file: &Arc<str>) -> Option<Text> {
        self.text_without(&[], file)
    }

    fn push_text(&self, names: &[&str], run: &mut Run) {
        for node in &self.children {
            match node {
                Node::Text { text, start, end, .. } => run.push_text(&[], text, *start, *end),
                Node::Element(element) if names.contains(&&*element.name) => {}
                Node::Element(element) => {
                    let on_its_own = matches!(element.name.as_str(), "p" | "hl2" | "br" | "li" | "block");
                    if on_its_own {
                        run.separate();
                    }
                    element.push_text(names, run);
                    if on_its_own {
                        run.separate();
                    }
                }
            }
        }
    }

    pub fn span(&self, file: &Arc<str>) -> Span {
        let ((line, column), _) = self.start;
        let (end_line, end_column) = self.end;
        Span { file: file.clone(), line, column, end_line, end_column }
    }
}

pub fn parse(file: &Arc<str>, text: &str) -> Tree {
    let mark_up = without_document_type(text);
    let mut builder = Builder {
        source: text,
        places: Place::start(file.clone()).cursor(text),
        file: file.clone(),
        open: vec![Element::default()],
        beyond: 0,
        entities: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    feed(&mark_up, Syntax::Xml, &mut builder);
    builder.finish()
}

/// The document type blanked out, so that all else keeps its place. It may hold declarations in brackets.
fn without_document_type(text: &str) -> std::borrow::Cow<'_, str> {
    let Some(start) = text.find("<!DOCTYPE") else { return text.into() };
    let Some(rest) = text.get(start..) else { return text.into() };
    let (mut depth, mut quote) = (0_usize, None);
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        match (c, quote) {
            (_, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('<' | '[', None) => depth += 1,
            ('>' | ']', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            end = at + c.len_utf8();
            break;
        }
    }
    // One that never ends is not taken for one: the story would be gone with it.
    if depth > 0 {
        return text.into();
    }
    let blank: String =
        rest.get(..end).unwrap_or_default().bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
    let before = text.get(..start).unwrap_or_default();
    let after = rest.get(end..).unwrap_or_default();
    format!("{before}{blank}{after}").into()
}

struct Builder<'t> {
    source: &'t str,
    places: Cursor<'t>,
    file: Arc<str>,
    /// The first is around the whole file.
    open: Vec<Element>,
    /// Elements beyond `MAX_DEPTH`.
    beyond: usize,
    entities: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

/// HTML's two, which old files write without an end.
fn never_holds_anything(name: &str) -> bool {
    matches!(name, "br" | "hr")
}

impl Builder<'_> {
    fn report(&mut self, code: Code, name: &'static str, value: &str, (from, to): (At, At)) {
        let span = Span { file: self.file.clone(), line: from.0, column: from.1, end_line: to.0, end_column: to.1 };
        self.diagnostics.push(Diagnostic::new(code).arg(name, value).at(&span));
    }

    fn close_top(&mut self, at: At) {
        if self.open.len() > 1
            && let Some(mut element) = self.open.pop()
        {
            element.end = at;
            if let Some(outer) = self.open.last_mut() {
                outer.children.push(Node::Element(element));
            }
        }
    }

    fn finish(mut self) -> Tree {
        let end = self.places.at(self.source.len());
        while self.open.len() > 1 {
            self.report_not_closed();
            self.close_top(end);
        }
        Tree { root: self.open.pop().unwrap_or_default(), diagnostics: self.diagnostics }
    }

    fn report_not_closed(&mut self) {
        if let Some((name, start)) = self.open.last().map(|element| (element.name.clone(), element.start)) {
            self.report(codes::NOT_CLOSED, "element", &name, start);
        }
    }

    /// Entities that XML and HTML do not know stay in the text as they are written.
    fn notice_entities(&mut self, text: &str, raw: &str, place: (At, At)) {
        for piece in raw.split('&').skip(1) {
            let Some((name, _)) = piece.split_once(';') else { continue };
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
            let entity = format!("&{name};");
            if is_name && name.len() < 32 && !self.entities.contains(&entity) && text.contains(&entity) {
                // `&amp;name;` reads alike and is no fault.
                if !raw.contains(&format!("&amp;{name};")) {
                    self.report(codes::ENTITY_UNKNOWN, "entity", &entity, place);
                }
                self.entities.insert(entity);
            }
        }
    }
}

impl Sink for Builder<'_> {
    fn start(&mut self, name: &str, attributes: Attributes, from: usize, to: usize) {
        let start = (self.places.at(from), self.places.at(to));
        let element = Element { name: name.to_owned(), attributes, children: Vec::new(), start, end: start.1 };
        if never_holds_anything(name) {
            if let Some(open) = self.open.last_mut() {
                open.children.push(Node::Element(element));
            }
        } else if self.open.len() > MAX_DEPTH {
            if self.beyond == 0 {
                self.report(codes::TOO_DEEP, "limit", &MAX_DEPTH.to_string(), start);
            }
            self.beyond += 1;
        } else {
            self.open.push(element);
        }
    }

    fn text(&mut self, text: &str, from: usize, to: usize) {
        let (start, end) = (self.places.at(from), self.places.at(to));
        let quoted = self.source.get(..from).is_some_and(|before| before.ends_with("<![CDATA["));
        if text.contains('&') && !quoted {
            let source = self.source;
            self.notice_entities(text, source.get(from..to).unwrap_or_default(), (start, end));
        }
        if let Some(open) = self.open.last_mut() {
            open.children.push(Node::Text { text: text.to_owned(), start, end, quoted });
        }
    }

    fn end(&mut self, name: &str, at: usize) {
        let at = self.places.at(at);
        if never_holds_anything(name) {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(index) = self.open.iter().skip(1).rposition(|element| element.name == name).map(|index| index + 1)
        else {
            return self.report(codes::NOT_OPENED, "element", name, (at, at));
        };
        while self.open.len() > index + 1 {
            self.report_not_closed();
            self.close_top(at);
        }
        self.close_top(at);
    }
}
