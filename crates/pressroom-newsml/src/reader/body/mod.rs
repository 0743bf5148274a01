//! `contentSet`: which of its renditions is the story's text, and its parts as the model's blocks.

mod blocks;
mod figure;
mod head;
mod inlines;
mod notes;
mod plain;
mod role;
mod table;

use std::collections::BTreeSet;
use std::ops::Range;

use pressroom_core::{Article, Block, Inline, Paragraph, Removed, RemovedKind};
use pressroom_html_read::{Passage, passages_told};

use super::codes;
use super::context::Context;
use super::pictures::Pictures;
use super::tree::{self, Element, Mode, Node};

/// The namespaces that a body's elements belong to.
const XHTML: &str = pressroom_xhtml::NAMESPACE;
const NITF: &str = "http://iptc.org/std/NITF/2006-10-18/";

pub struct Body<'a, 'p> {
    pub context: &'a mut Context<'p>,
    pub article: &'a mut Article,
    pub pictures: &'a mut Pictures,
    /// Elements that are reported already.
    unknown: BTreeSet<String>,
    /// Whether any of the story's text has come.
    started: bool,
    /// The names of the text's notes.
    notes: BTreeSet<String>,
    in_note: bool,
    among_notes: bool,
}

/// Reads the text of an item into the article.
pub fn read<'t>(
    content: impl Iterator<Item = &'t Element>,
    item: &Element,
    article: &mut Article,
    pictures: &mut Pictures,
    context: &mut Context<'_>,
) {
    let parts: Vec<&Element> = content.collect();
    let mut texts: Vec<&Element> = parts.iter().copied().filter(|part| rank(part) > 0).collect();
    let mut body = Body {
        context,
        article,
        pictures,
        unknown: BTreeSet::new(),
        started: false,
        notes: BTreeSet::new(),
        in_note: false,
        among_notes: false,
    };
    // The best form first; the file's order decides between equals.
    texts.sort_by_key(|part| std::cmp::Reverse(rank(part)));
    match texts.split_first() {
        Some((best, others)) => {
            body.languages(best);
            body.rendition(best);
            body.other_renditions(best, others);
        }
        None => body.no_text(&parts, item),
    }
    if !context.own {
        pressroom_html_read::without_dateline(article);
    }
}

/// How well a part of the content tells the story's text; 0 if it is none.
fn rank(part: &Element) -> u8 {
    let has_text = part
        .descendants()
        .any(|e| e.children.iter().any(|node| matches!(node, Node::Text(t) if !t.text.trim().is_empty())));
    let is_media =
        part.value("contenttype").is_some_and(|t| ["image/", "video/", "audio/"].iter().any(|k| t.starts_with(k)));
    match part.name.as_str() {
        _ if !has_text || is_media => 0,
        // `DataContent` is what NewsML 1 calls it.
        "DataContent" if part.elements().next().is_none() => 1,
        "inlineXML" | "DataContent" => {
            let known = part
                .descendants()
                .skip(1)
                .any(|e| matches!(e.name.to_ascii_lowercase().as_str(), "html" | "nitf" | "body" | "p"));
            if known { 4 } else { 3 }
        }
        "inlineData" if part.value("contenttype").is_some_and(|t| t.contains("html")) => 2,
        "inlineData" => 1,
        _ => 0,
    }
}

impl Body<'_, '_> {
    /// Passages in other languages than the story's.
    fn languages(&mut self, part: &Element) {
        let tags = part.descendants().skip(1).filter_map(|element| element.language().or(element.find("lang")));
        let said = tags.filter(|tag| !tag.value.trim().is_empty());
        let passages: Vec<Passage> = said
            .map(|tag| Passage { language: tag.value.trim().to_owned(), span: self.context.places.span(&tag.at) })
            .collect();
        let told = passages_told(&passages, &self.article.language);
        self.context.diagnostics.extend(told);
    }

    fn rendition(&mut self, part: &Element) {
        self.content_type(part);
        self.namespace(part);
        let blocks = if part.elements().next().is_none() {
            self.text_only(part)
        } else {
            self.notes = notes::names(part);
            let blocks = self.blocks(&part.children);
            if blocks.is_empty() { Vec::new() } else { blocks }
        };
        self.article.body.extend(blocks);
    }

    /// No elements: escaped or quoted HTML, base64, or plain text.
    fn text_only(&mut self, part: &Element) -> Vec<Block> {
        let encoding = part.value("encoding").map(|word| super::values::code_of(word).to_ascii_lowercase());
        let at = part.children.iter().find_map(|node| match node {
            Node::Text(text) if !text.text.trim().is_empty() => Some((text.at.clone(), text.cdata)),
            Node::Text(_) | Node::Element(_) => None,
        });
        let Some((at, cdata)) = at else { return Vec::new() };
        let mut text = part.text();
        let single = part.children.len() == 1 && cdata;
        if let Some(encoding) = &encoding {
            let bytes = if encoding == "base64" { plain::base64(&text) } else { None };
            match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
                Some(decoded) => text = decoded,
                None => {
                    self.context.notice(codes::BAD_INLINE_DATA, &part.at, &[("encoding", encoding)]);
                    self.remove(&text, RemovedKind::Leftover, &at);
                    return Vec::new();
                }
            }
        }
        let is_plain = part.value("contenttype").is_some_and(|said| said.starts_with("text/plain"));
        let paragraphs = match is_plain.then(|| plain::in_paragraph_tags(&text)).flatten() {
            Some(segments) => segments.into_iter().flat_map(plain::paragraphs).collect(),
            None => plain::paragraphs(&text),
        };
        if plain::is_markup(&text) && plain::in_paragraph_tags(&text).is_none_or(|_| !is_plain) {
            // Only in a CDATA section does each character stand in the file as it is in the text.
            let exact = (single && encoding.is_none()).then_some(at.start);
            return self.fragment(&text, exact, &at);
        }
        let span = self.context.places.span(&at);
        paragraphs
            .into_iter()
            .map(|text| Block::Paragraph(Paragraph { content: vec![Inline::text(text)], span: Some(span.clone()) }))
            .collect()
    }

    /// HTML in a text, as browsers read it.
    fn fragment(&mut self, text: &str, exact: Option<usize>, at: &Range<usize>) -> Vec<Block> {
        let Ok(mut tree) = tree::parse(text, Mode::Html) else {
            self.remove(text, RemovedKind::Leftover, at);
            return Vec::new();
        };
        relocate(&mut tree.roots, exact, at);
        for fault in &tree.faults {
            let place = moved(&fault.at, exact, at);
            let args: Vec<_> = fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            self.context.notice(fault.code, &place, &args);
        }
        self.notes = tree.roots.iter().filter_map(Node::element).flat_map(notes::names).collect();
        self.blocks(&tree.roots)
    }

    /// What the type says, and what is there.
    fn content_type(&mut self, part: &Element) {
        let Some(said) = part.value("contenttype") else { return };
        let said_lower = said.to_ascii_lowercase();
        let root = part.elements().next();
        let found = match root.map(|root| root.name.to_ascii_lowercase()).as_deref() {
            Some("nitf") => "application/nitf+xml",
            Some("html") => "application/xhtml+xml",
            Some(_) => return,
            None if plain::is_markup(&part.text()) => "text/html",
            None => return,
        };
        let agrees = match found {
            "application/nitf+xml" => said_lower.contains("nitf"),
            _ => said_lower.contains("html"),
        };
        if !agrees {
            let at = part.find("contenttype").map_or(part.at.clone(), |attribute| attribute.at.clone());
            self.context.notice(codes::OTHER_CONTENT, &at, &[("contenttype", said), ("found", found)]);
        }
    }

    fn namespace(&mut self, part: &Element) {
        let Some(root) = part.elements().next().filter(|_| part.name != "DataContent") else { return };
        let namespace = root.namespace.as_deref().unwrap_or_default();
        let html =
            matches!(root.name.to_ascii_lowercase().as_str(), "html" | "body" | "p" | "div" | "article" | "section");
        let nitf = root.name == "nitf";
        if (html && namespace != XHTML) || (nitf && namespace != NITF) {
            let shown = if namespace.is_empty() { "-" } else { namespace };
            let args = [("namespace", shown), ("element", root.name.as_str())];
            self.context.notice(codes::HTML_NAMESPACE, &root.at, &args);
        }
    }

    /// The same text in other forms is in the model already; what they say otherwise is kept with what was taken out.
    fn other_renditions(&mut self, best: &Element, others: &[&Element]) {
        let letters = |part: &Element| part.text().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if others.is_empty() {
            return;
        }
        self.context.notice(codes::MORE_RENDITIONS, &best.at, &[("count", &(others.len() + 1).to_string())]);
        let chosen = letters(best);
        for other in others.iter().filter(|other| letters(other) != chosen) {
            self.remove(&other.line(), RemovedKind::Leftover, &(other.at.start..other.end));
        }
    }

    fn no_text(&mut self, parts: &[&Element], item: &Element) {
        let is_text = |part: &&&Element| {
            let said = part.value("contenttype").unwrap_or("text/html");
            part.name == "remoteContent" && !["image/", "video/", "audio/"].iter().any(|kind| said.starts_with(kind))
        };
        let remote =
            parts.iter().find(is_text).and_then(|part| Some((part, part.value("href").or(part.value("residref"))?)));
        match remote {
            Some((part, href)) => self.context.notice(codes::TEXT_ELSEWHERE, &part.at, &[("href", href)]),
            None => self.context.notice(codes::NO_TEXT, &item.at, &[]),
        }
    }

    pub fn remove(&mut self, text: &str, kind: RemovedKind, at: &Range<usize>) {
        let text = text.trim();
        if !text.is_empty() {
            let span = Some(self.context.places.span(at));
            self.article.removed.push(Removed { text: text.to_owned(), kind, span });
        }
    }

    /// An element that is no part of a story: its text is kept with what was taken out.
    pub fn leave_out(&mut self, element: &Element) {
        if element.name.eq_ignore_ascii_case("head") {
            return self.page_head(element);
        }
        let text = element.line();
        if !text.is_empty() {
            let shown = tree::shown(&text);
            self.context.notice(codes::LEFT_OUT, &element.at, &[("element", &element.name), ("text", &shown)]);
            self.remove(&text, RemovedKind::Leftover, &(element.at.start..element.end));
        }
    }

    pub fn unknown(&mut self, element: &Element) {
        if self.unknown.insert(element.name.clone()) {
            self.context.notice(codes::UNKNOWN_ELEMENT, &element.at, &[("element", &element.name)]);
        }
    }
}

fn moved(at: &Range<usize>, exact: Option<usize>, whole: &Range<usize>) -> Range<usize> {
    match exact {
        Some(base) => base + at.start..base + at.end,
        None => whole.clone(),
    }
}

/// The places of a fragment's nodes, as places of the file.
fn relocate(nodes: &mut [Node], exact: Option<usize>, whole: &Range<usize>) {
    for node in nodes {
        match node {
            Node::Text(text) => text.at = moved(&text.at, exact, whole),
            Node::Element(element) => {
                element.end = moved(&(element.end..element.end), exact, whole).end;
                element.at = moved(&element.at, exact, whole);
                for attribute in &mut element.attributes {
                    attribute.at = moved(&attribute.at, exact, whole);
                }
                relocate(&mut element.children, exact, whole);
            }
        }
    }
}
