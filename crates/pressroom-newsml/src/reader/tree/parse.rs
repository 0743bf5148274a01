//! The walk through a file, tag by tag. It never goes back, so that its time grows with the file alone.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pressroom_core::{Code, Diagnostic};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::open::{Open, closes_before, is_void};
use super::{Attribute, Element, Fault, MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_FAULTS, Node, Text, Tree};
use crate::reader::codes;

/// How strictly the text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Xml,
    /// As browsers read it: names in any case, `br` without an end, `li` and `p` that end where the next begins.
    Html,
}

pub(super) struct Parser<'t> {
    pub text: &'t str,
    pub at: usize,
    pub mode: Mode,
    pub tree: Tree,
    pub open: Vec<Open>,
    pub namespaces: HashMap<String, Vec<Arc<str>>>,
    /// Entities that the file declares, expanded.
    pub entities: HashMap<String, String>,
    /// Bytes that entities have become so far.
    pub expanded: usize,
    elements: usize,
    /// Elements that are open beyond the depth that is kept.
    skipped: usize,
}

/// Reads what can be read. The one error is a file with more elements than any message has.
pub fn parse(text: &str, mode: Mode) -> Result<Tree, Diagnostic> {
    let mut parser = Parser {
        text,
        at: 0,
        mode,
        tree: Tree::default(),
        open: Vec::new(),
        namespaces: HashMap::new(),
        entities: HashMap::new(),
        expanded: 0,
        elements: 0,
        skipped: 0,
    };
    parser.run()?;
    Ok(parser.tree)
}

impl<'t> Parser<'t> {
    fn run(&mut self) -> Result<(), Diagnostic> {
        while self.at < self.text.len() {
            let rest = self.rest();
            if !rest.starts_with('<') {
                self.character_data();
            } else if rest.starts_with("<!--") {
                self.skip_to("-->", 4);
            } else if rest.starts_with("<![CDATA[") {
                self.cdata();
            } else if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
                self.doctype();
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.skip_to(">", 2);
            } else if rest.starts_with("</") {
                self.end_tag();
            } else if rest[1..].starts_with(is_name_start) {
                self.start_tag()?;
            } else {
                self.fault(codes::STRAY_BRACKET, self.at..self.at + 1, &[]);
                self.push_text("<".to_owned(), self.at..self.at + 1, false);
                self.at += 1;
            }
        }
        while let Some(open) = self.open.pop() {
            if self.mode == Mode::Xml {
                let name = open.element.qualified();
                self.fault(codes::NEVER_CLOSED, open.element.at.clone(), &[("element", &name)]);
            }
            self.close(open, self.text.len());
        }
        Ok(())
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn fault(&mut self, code: Code, at: Range<usize>, args: &[(&'static str, &str)]) {
        if self.tree.faults.len() >= MAX_FAULTS {
            self.tree.further_faults += 1;
            return;
        }
        let args = args.iter().map(|(name, value)| (*name, shown(value))).collect();
        self.tree.faults.push(Fault { code, at, args });
    }

    fn skip_to(&mut self, end: &str, from: usize) {
        match self.rest().get(from..).and_then(|rest| rest.find(end)) {
            Some(found) => self.at += from + found + end.len(),
            None => {
                self.fault(
                    codes::NEVER_CLOSED,
                    self.at..self.at + from.min(self.text.len() - self.at),
                    &[("element", "<!--")],
                );
                self.at = self.text.len();
            }
        }
    }

    fn cdata(&mut self) {
        const START: usize = "<![CDATA[".len();
        let begin = self.at + START;
        let rest = self.text.get(begin..).unwrap_or_default();
        let length = rest.find("]]>");
        if length.is_none() {
            self.fault(codes::NEVER_CLOSED, self.at..begin, &[("element", "<![CDATA[")]);
        }
        let end = begin + length.unwrap_or(rest.len());
        self.push_text(self.text.get(begin..end).unwrap_or_default().to_owned(), begin..end, true);
        self.at = if length.is_some() { end + 3 } else { end };
    }

    fn character_data(&mut self) {
        let length = self.rest().find('<').unwrap_or(self.rest().len());
        let at = self.at..self.at + length;
        let raw = self.text.get(at.clone()).unwrap_or_default();
        self.at = at.end;
        let text = self.resolved(raw, at.start);
        self.push_text(text, at, false);
    }

    fn push_text(&mut self, text: String, at: Range<usize>, cdata: bool) {
        if text.is_empty() {
            return;
        }
        let text = if is_nfc(&text) { text } else { text.nfc().collect() };
        match self.open.last_mut() {
            Some(open) => open.element.children.push(Node::Text(Text { text, at, cdata })),
            None => {
                if self.mode == Mode::Xml && !text.trim().is_empty() {
                    let from = text.trim();
                    self.fault(codes::TEXT_OUTSIDE, at.clone(), &[("text", from)]);
                }
                self.tree.roots.push(Node::Text(Text { text, at, cdata }));
            }
        }
    }

    fn end_tag(&mut self) {
        let start = self.at;
        let rest = self.text.get(start + 2..).unwrap_or_default();
        let length = rest.find(['>', '<']).unwrap_or(rest.len());
        let closed = rest.get(length..).is_some_and(|after| after.starts_with('>'));
        self.at = start + 2 + length + usize::from(closed);
        let mut name = rest.get(..length).unwrap_or_default().trim().to_owned();
        if self.mode == Mode::Html {
            name.make_ascii_lowercase();
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let matches = |open: &Open| open.tag == name || (open.tag.eq_ignore_ascii_case(&name));
        let Some(depth) = self.open.iter().rposition(matches) else {
            // `</br>` and the like say nothing.
            if !(self.mode == Mode::Html || is_void(&name)) {
                self.fault(codes::NEVER_OPENED, start..self.at, &[("element", &name)]);
            }
            return;
        };
        while self.open.len() > depth + 1 {
            let Some(open) = self.open.pop() else { break };
            if self.mode == Mode::Xml {
                let inner = open.tag.clone();
                self.fault(codes::NEVER_CLOSED, open.element.at.clone(), &[("element", &inner)]);
            }
            self.close(open, start);
        }
        if let Some(open) = self.open.pop() {
            self.close(open, self.at);
        }
    }

    pub(super) fn close(&mut self, mut open: Open, end: usize) {
        open.element.end = end;
        for prefix in &open.declared {
            if let Some(stack) = self.namespaces.get_mut(prefix) {
                stack.pop();
            }
        }
        let node = Node::Element(open.element);
        match self.open.last_mut() {
            Some(parent) => parent.element.children.push(node),
            None => self.tree.roots.push(node),
        }
    }

    fn start_tag(&mut self) -> Result<(), Diagnostic> {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or_default();
        let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let mut tag = rest.get(..length).unwrap_or_default().to_owned();
        if self.mode == Mode::Html {
            tag.make_ascii_lowercase();
        }
        self.at = start + 1 + length;
        let (attributes, self_closing) = self.attributes();
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(Diagnostic::new(codes::TOO_MANY_ELEMENTS).arg("limit", MAX_ELEMENTS));
        }
        let at = start..self.at;
        if self.mode == Mode::Html {
            while self.open.last().is_some_and(|open| closes_before(&open.tag, &tag)) {
                if let Some(open) = self.open.pop() {
                    self.close(open, start);
                }
            }
        }
        if self.open.is_empty() && self.mode == Mode::Xml && self.tree.roots.iter().any(|root| root.element().is_some())
        {
            self.fault(codes::SECOND_ROOT, at.clone(), &[("element", &tag)]);
        }
        if self.open.len() >= MAX_DEPTH {
            if self.skipped == 0 {
                self.fault(codes::TOO_DEEP, at, &[("limit", &MAX_DEPTH.to_string())]);
            }
            self.skipped += usize::from(!self_closing);
            return Ok(());
        }
        let open = self.opened(tag, attributes, at);
        if self_closing || (self.mode == Mode::Html && is_void(&open.tag)) {
            self.close(open, self.at);
        } else if self.mode == Mode::Html && matches!(open.tag.as_str(), "script" | "style" | "textarea") {
            self.raw_text(open);
        } else {
            self.open.push(open);
        }
        Ok(())
    }

    /// What stands in a script is no mark-up.
    fn raw_text(&mut self, mut open: Open) {
        let rest = self.rest();
        let end = format!("</{}", open.tag);
        let mut search = rest.match_indices("</").map(|(at, _)| at);
        let is_end = |at: &usize| rest.get(*at..*at + end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(&end));
        let length = search.find(is_end).unwrap_or(rest.len());
        let at = self.at..self.at + length;
        let text = rest.get(..length).unwrap_or_default().to_owned();
        open.element.children.push(Node::Text(Text { text, at, cdata: true }));
        self.at += length;
        self.open.push(open);
    }

    fn attributes(&mut self) -> (Vec<Attribute>, bool) {
        let mut attributes: Vec<Attribute> = Vec::new();
        loop {
            self.at += self.rest().find(|c: char| !c.is_whitespace()).unwrap_or(self.rest().len());
            let rest = self.rest();
            if rest.is_empty() || rest.starts_with('<') {
                let from = self.at.saturating_sub(1);
                self.fault(codes::BAD_TAG, from..self.at, &[]);
                return (attributes, false);
            }
            if rest.starts_with("/>") {
                self.at += 2;
                return (attributes, true);
            }
            if rest.starts_with('>') {
                self.at += 1;
                return (attributes, false);
            }
            if !rest.starts_with(is_name_start) {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                if self.mode == Mode::Xml {
                    self.fault(codes::BAD_TAG, self.at..self.at + length, &[]);
                }
                self.at += length;
                continue;
            }
            let attribute = self.attribute();
            let twice = attributes
                .iter()
                .take(MAX_ATTRIBUTES)
                .any(|known| known.name == attribute.name && known.prefix == attribute.prefix);
            if twice {
                self.fault(codes::BAD_ATTRIBUTE, attribute.at, &[("attribute", &attribute.name)]);
            } else if attributes.len() >= MAX_ATTRIBUTES {
                if attributes.len() == MAX_ATTRIBUTES {
                    let limit = MAX_ATTRIBUTES.to_string();
                    self.fault(codes::TOO_MANY_ATTRIBUTES, attribute.at.clone(), &[("limit", &limit)]);
                    attributes.push(attribute);
                }
            } else {
                attributes.push(attribute);
            }
        }
    }

    fn attribute(&mut self) -> Attribute {
        let start = self.at;
        let rest = self.rest();
        let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let mut name = rest.get(..length).unwrap_or_default().to_owned();
        self.at += length;
        let spaces = |text: &str| text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len());
        let before_equals = spaces(self.rest());
        let mut value = String::new();
        if self.rest().get(before_equals..).is_some_and(|rest| rest.starts_with('=')) {
            self.at += before_equals + 1;
            self.at += spaces(self.rest());
            value = self.attribute_value(&name, start);
        } else if self.mode == Mode::Xml {
            self.fault(codes::BAD_ATTRIBUTE, start..self.at, &[("attribute", &name)]);
        }
        if self.mode == Mode::Html {
            name.make_ascii_lowercase();
        }
        let (prefix, name) = split(&name);
        Attribute { prefix: prefix.to_owned(), name: name.to_owned(), value, at: start..self.at }
    }

    fn attribute_value(&mut self, name: &str, start: usize) -> String {
        let rest = self.rest();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<')).unwrap_or(rest.len());
            // `<br clear=all/>`
            let length = if rest.get(..length).is_some_and(|v| v.ends_with('/'))
                && rest.get(length..).is_some_and(|r| r.starts_with('>'))
            {
                length - 1
            } else {
                length
            };
            let from = self.at;
            self.at += length;
            if self.mode == Mode::Xml {
                self.fault(codes::BAD_ATTRIBUTE, start..self.at, &[("attribute", name)]);
            }
            return self.resolved(rest.get(..length).unwrap_or_default(), from);
        };
        let inside = rest.get(1..).unwrap_or_default();
        let first = inside.find([quote, '<']).unwrap_or(inside.len());
        let mut end = first;
        let mut after = first + 2;
        if !inside.get(first..).is_some_and(|rest| rest.starts_with(quote)) {
            // No quote before the next `<`: either it was forgotten, or the value holds a `<`.
            match inside.get(..first).and_then(|region| region.find('>')) {
                Some(close) => (end, after) = (close, close + 1),
                None => {
                    let tail = inside.get(first..).unwrap_or_default();
                    let stop = tail.find([quote, '>']).unwrap_or(tail.len());
                    end = first + stop;
                    after = end + 1 + usize::from(tail.get(stop..).is_some_and(|rest| rest.starts_with(quote)));
                }
            }
            self.fault(codes::BAD_ATTRIBUTE, start..self.at + 1, &[("attribute", name)]);
        }
        let from = self.at + 1;
        self.at = (self.at + after).min(self.text.len());
        let value = self.resolved(inside.get(..end).unwrap_or_default(), from);
        let value = value.replace(['\n', '\t', '\r'], " ");
        if is_nfc(&value) { value } else { value.nfc().collect() }
    }

    /// An element with its namespace.
    fn opened(&mut self, tag: String, attributes: Vec<Attribute>, at: Range<usize>) -> Open {
        let mut declared = Vec::new();
        for attribute in &attributes {
            let prefix = match (attribute.prefix.as_str(), attribute.name.as_str()) {
                ("", "xmlns") => "",
                ("xmlns", prefix) => prefix,
                _ => continue,
            };
            self.namespaces.entry(prefix.to_owned()).or_default().push(attribute.value.trim().into());
            declared.push(prefix.to_owned());
        }
        let (prefix, name) = split(&tag);
        let namespace = self.namespaces.get(prefix).and_then(|stack| stack.last()).filter(|uri| !uri.is_empty());
        let (namespace, unknown) = (namespace.cloned(), namespace.is_none() && !prefix.is_empty() && prefix != "xml");
        if unknown && self.mode == Mode::Xml {
            self.fault(codes::UNDECLARED_PREFIX, at.clone(), &[("prefix", prefix)]);
        }
        let (prefix, name) = (prefix.to_owned(), name.to_owned());
        let element = Element { prefix, name, namespace, attributes, children: Vec::new(), end: at.end, at };
        Open { tag, element, declared }
    }
}

fn split(name: &str) -> (&str, &str) {
    match name.split_once(':') {
        Some((prefix, local)) if !prefix.is_empty() && !local.is_empty() => (prefix, local),
        Some(_) | None => ("", name),
    }
}

fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | ':')
}

fn is_name(c: char) -> bool {
    is_name_start(c) || c.is_numeric() || matches!(c, '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}')
}

/// As much of a text as a message quotes.
pub fn shown(text: &str) -> String {
    const QUOTED_CHARS: usize = 60;
    let mut start: String = text.chars().take(QUOTED_CHARS).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
