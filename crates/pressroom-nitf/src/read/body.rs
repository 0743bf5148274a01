//! `body.content`: NITF's mark-up by the names that HTML has for it.

use pressroom_core::{Block, Diagnostic};
use pressroom_html_read::{At, Attributes, Machine, Sink, Syntax, passages_told};

use super::fields::Fields;
use super::media;
use super::tree::{Element, Node};
use crate::codes;
use crate::words::{LEVEL, PULL_QUOTE, STRONG};

pub fn read(fields: &mut Fields, content: &Element) {
    let mut blocks = blocks(fields, content);
    fields.article.body.append(&mut blocks);
}

/// What an element holds, as blocks.
pub fn blocks(fields: &mut Fields, content: &Element) -> Vec<Block> {
    let mut machine = Machine::new(fields.file.clone());
    let repeated = lead_that_is_repeated(fields, content);
    for node in &content.children {
        match (node, repeated) {
            (Node::Element(element), Some(lead)) if std::ptr::eq(element, lead) => {
                let span = element.span(&fields.file);
                fields.diagnostics.push(Diagnostic::new(codes::LEAD_TWICE).at(&span));
            }
            _ => feed_node(fields, &mut machine, node),
        }
    }
    let html = machine.finish();
    fields.diagnostics.extend(html.diagnostics);
    fields.article.removed.extend(html.removed);
    fields.diagnostics.extend(passages_told(&html.passages, &fields.article.language));
    html.blocks
}

/// Archives give the lead in a block of its own and again at the start of the full text.
fn lead_that_is_repeated<'e>(fields: &Fields, content: &'e Element) -> Option<&'e Element> {
    let block = |class: &str| content.children_named("block").find(|block| block.value("class") == Some(class));
    let (lead, full) = (block("lead_paragraph")?, block("full_text")?);
    let (lead_text, full_text) = (lead.text(&fields.file)?, full.text(&fields.file)?);
    full_text.text.starts_with(&lead_text.text).then_some(lead)
}

fn feed_node(fields: &mut Fields, machine: &mut Machine, node: &Node) {
    match node {
        // Where editors write HTML, systems quote it whole.
        Node::Text { text, start, quoted: true, .. } if is_html(text) => {
            pressroom_html_read::feed(text, Syntax::Html, &mut Quoted { machine, at: *start });
        }
        Node::Text { text, start, end, .. } => machine.text(text, *start, *end),
        Node::Element(element) => feed(fields, machine, element),
    }
}

/// Tags that are closed, line breaks, or HTML's names of characters.
fn is_html(text: &str) -> bool {
    text.contains("</") || text.contains("<br") || (text.contains('&') && text.contains(';'))
}

/// All of it has the place of its section.
struct Quoted<'m> {
    machine: &'m mut Machine,
    at: At,
}

impl Sink for Quoted<'_> {
    fn start(&mut self, name: &str, attributes: Attributes, _from: usize, _to: usize) {
        self.machine.start(name, &attributes, self.at, self.at);
    }

    fn text(&mut self, text: &str, _from: usize, _to: usize) {
        self.machine.text(text, self.at, self.at);
    }

    fn end(&mut self, name: &str, _at: usize) {
        self.machine.end(name, self.at);
    }
}

fn feed(fields: &mut Fields, machine: &mut Machine, element: &Element) {
    let inner = |fields: &mut Fields, machine: &mut Machine| {
        element.children.iter().for_each(|node| feed_node(fields, machine, node));
    };
    match element.name.as_str() {
        "media" => {
            if let Some(block) = media::read(fields, element) {
                machine.block(block);
            }
        }
        "frac" => fraction(machine, element),
        // About the block, not of its text.
        "tobject" | "key-list" | "classifier" | "nitf-table-metadata" | "table-reference" => {
            if element.text(&fields.file).is_some() {
                fields.report(codes::NOT_READ, element);
            }
        }
        _ => match html_name(element) {
            None => inner(fields, machine),
            Some(name) => {
                let ((from, to), end) = (element.start, element.end);
                machine.start(name, &html_attributes(element), from, to);
                inner(fields, machine);
                machine.end(name, end);
            }
        },
    }
}

/// HTML's name for an element; `None` when only its content matters.
fn html_name(element: &Element) -> Option<&'static str> {
    let name = match element.name.as_str() {
        "p" | "datasource" | "byline" | "dateline" => "p",
        "hl1" | "hl2" => "h2",
        "ul" => "ul",
        "ol" => "ol",
        "li" => "li",
        "dl" => "dl",
        "dt" => "dt",
        "dd" => "dd",
        "pre" => "pre",
        "hr" => "hr",
        "br" => "br",
        "bq" if element.value("class") == Some(PULL_QUOTE) => "aside",
        "bq" => "blockquote",
        "credit" => "footer",
        "note" | "fn" => "aside",
        "block" | "body.content" | "abstract" | "nitf-table" | "custom-table" | "hedline" | "headline" => "div",
        "table" => "table",
        "caption" => "caption",
        "thead" => "thead",
        "tbody" => "tbody",
        "tfoot" => "tfoot",
        "tr" => "tr",
        "th" => "th",
        "td" => "td",
        "a" => "a",
        "em" if is_strong(element) => "strong",
        "em" => "em",
        "sub" => "sub",
        "sup" => "sup",
        _ => return None,
    };
    Some(name)
}

/// NITF has one emphasis, and its users tell the kinds apart by class.
fn is_strong(element: &Element) -> bool {
    let class = element.value("class").unwrap_or_default().to_ascii_lowercase();
    class == STRONG || class.starts_with("bold") || class == "b"
}

/// Of an element's attributes only those that mean the same in HTML.
fn html_attributes(element: &Element) -> Attributes {
    let mut attributes: Vec<(String, String)> = element
        .attributes
        .0
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "href" | "colspan" | "rowspan" | "id" | "lang" | "xml:lang"))
        .cloned()
        .collect();
    let mut add = |name: &str, value: &str| attributes.push((name.to_owned(), value.to_owned()));
    match element.name.as_str() {
        "hl1" | "hl2" => {
            let level = element.value("class").and_then(|class| class.strip_prefix(LEVEL));
            add("data-level", level.unwrap_or("1"));
        }
        "bq" => add("class", PULL_QUOTE),
        "fn" => add("role", "doc-footnote"),
        _ => {}
    }
    Attributes(attributes)
}

/// `1/2`: without the stroke it would read as twelve.
fn fraction(machine: &mut Machine, element: &Element) {
    let has_stroke = element.child("frac-sep").is_some();
    let text = |machine: &mut Machine, element: &Element| {
        for node in &element.children {
            if let Node::Text { text, start, end, .. } = node {
                machine.text(text, *start, *end);
            }
        }
    };
    for part in element.elements() {
        let at: At = part.start.0;
        if part.name == "denom" && !has_stroke {
            machine.text("/", at, at);
        }
        text(machine, part);
    }
}
