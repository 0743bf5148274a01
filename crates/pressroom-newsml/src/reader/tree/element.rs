use std::ops::Range;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub enum Node {
    Element(Element),
    Text(Text),
}

#[derive(Clone, Debug)]
pub struct Element {
    pub prefix: String,
    /// Without its prefix, as written; in lower case when the file was read as HTML.
    pub name: String,
    pub namespace: Option<Arc<str>>,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Node>,
    /// The start tag.
    pub at: Range<usize>,
    /// After the end tag.
    pub end: usize,
}

#[derive(Clone, Debug)]
pub struct Attribute {
    pub prefix: String,
    pub name: String,
    pub value: String,
    pub at: Range<usize>,
}

#[derive(Clone, Debug)]
pub struct Text {
    pub text: String,
    pub at: Range<usize>,
    /// From a CDATA section: what looks like mark-up in it stands in the file as it is.
    pub cdata: bool,
}

impl Element {
    /// The value of an attribute without prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.find(name).map(|attribute| attribute.value.as_str())
    }

    /// The value, when it says anything.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(str::trim).filter(|value| !value.is_empty())
    }

    pub fn find(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.prefix.is_empty() && attribute.name == name)
    }

    pub fn language(&self) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.prefix == "xml" && attribute.name == "lang")
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Its text and that of all it holds, as it stands.
    pub fn text(&self) -> String {
        let mut out = String::new();
        push_text(&self.children, &mut out);
        out
    }

    /// Its text on one line.
    pub fn line(&self) -> String {
        one_line(&self.text())
    }

    /// Itself and all elements in it, in document order.
    pub fn descendants(&self) -> Descendants<'_> {
        Descendants { rest: vec![self] }
    }

    /// As written, with its prefix.
    pub fn qualified(&self) -> String {
        if self.prefix.is_empty() { self.name.clone() } else { format!("{}:{}", self.prefix, self.name) }
    }
}

impl Node {
    pub fn element(&self) -> Option<&Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }
}

pub struct Descendants<'e> {
    rest: Vec<&'e Element>,
}

impl<'e> Iterator for Descendants<'e> {
    type Item = &'e Element;

    fn next(&mut self) -> Option<&'e Element> {
        let next = self.rest.pop()?;
        let from = self.rest.len();
        self.rest.extend(next.elements());
        self.rest[from..].reverse();
        Some(next)
    }
}

pub fn push_text(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(&text.text),
            Node::Element(element) => push_text(&element.children, out),
        }
    }
}

/// White space of XML, which is not all that Unicode calls so: a no-break space is text.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Runs of white space with a line break or tab become one space; none stays at the ends.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_matches(is_space);
    while let Some(start) = rest.find(is_space) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let end = from.find(|c| !is_space(c)).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        out.push_str(if run.bytes().all(|b| b == b' ') { run } else { " " });
        rest = after;
    }
    out.push_str(rest);
    out
}
