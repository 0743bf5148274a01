//! The parts of a body, in reading order. Text that stands outside every paragraph becomes one; nothing is dropped.

use std::ops::Range;

use pressroom_core::{Block, Crosshead, Embed, Inline, List, Note, Paragraph, PullQuote, Quote, Rule, plain_text};

use super::Body;
use super::inlines::tidy;
use super::notes;
use super::role::{Role, class_says, has_class, holds_block};
use crate::reader::codes;
use crate::reader::tree::{Element, Node};

/// Text that waits for its paragraph to end.
#[derive(Default)]
pub struct Pending {
    content: Vec<Inline>,
    at: Option<Range<usize>>,
}

impl Pending {
    fn extend(&mut self, at: &Range<usize>) {
        let start = self.at.as_ref().map_or(at.start, |known| known.start);
        self.at = Some(start..at.end.max(start));
    }
}

fn is_paragraph(element: &Element) -> bool {
    matches!(element.name.to_ascii_lowercase().as_str(), "p" | "par" | "para" | "paragraph")
}

fn holds_only_elements(element: &Element) -> bool {
    let says = |node: &Node| matches!(node, Node::Text(text) if !text.text.trim().is_empty());
    !is_paragraph(element) && !element.children.iter().any(says)
}

impl Body<'_, '_> {
    /// The blocks of some nodes.
    pub fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let (mut out, mut pending) = (Vec::new(), Pending::default());
        self.walk(nodes.iter(), &mut out, &mut pending, false);
        self.flush(&mut out, &mut pending);
        out
    }

    /// The same of nodes that do not stand together.
    pub fn blocks_of(&mut self, nodes: &[&Node]) -> Vec<Block> {
        let (mut out, mut pending) = (Vec::new(), Pending::default());
        self.walk(nodes.iter().copied(), &mut out, &mut pending, false);
        self.flush(&mut out, &mut pending);
        out
    }

    fn walk<'n>(
        &mut self,
        nodes: impl Iterator<Item = &'n Node>,
        out: &mut Vec<Block>,
        pending: &mut Pending,
        preformatted: bool,
    ) {
        for node in nodes {
            match node {
                Node::Text(text) => {
                    if !text.text.trim().is_empty() {
                        pending.extend(&text.at);
                    }
                    self.inlines(std::slice::from_ref(node), &mut pending.content, preformatted);
                }
                Node::Element(element) => self.element(element, out, pending, preformatted),
            }
        }
    }

    fn element(&mut self, element: &Element, out: &mut Vec<Block>, pending: &mut Pending, preformatted: bool) {
        let role = Role::of(element);
        if self.is_named_note(element) {
            self.flush(out, pending);
            return self.named_note(element, out);
        }
        if !role.is_block() && !holds_block(element) {
            if role != Role::LeftOut {
                pending.extend(&(element.at.start..element.end));
            }
            return self.inline(element, &mut pending.content, preformatted);
        }
        self.flush(out, pending);
        let span = Some(self.context.places.span(&(element.at.start..element.end)));
        match role {
            Role::Container | Role::Aside if notes::holds(element) => {
                let outer = std::mem::replace(&mut self.among_notes, true);
                self.container(element, out);
                self.among_notes = outer;
            }
            // The one above a list of notes is part of the list's form.
            Role::Rule if self.among_notes && !self.in_note => {}
            Role::Container if !self.is_typeset(element) => self.container(element, out),
            Role::Container | Role::Preformatted => {
                self.walk(element.children.iter(), out, pending, true);
                self.flush(out, pending);
            }
            Role::Crosshead(level) => self.crosshead(element, level, out),
            Role::List { ordered } => {
                let items = self.list_items(element);
                // Notes that were items stand by themselves.
                let named: Vec<&Element> = element.elements().filter(|item| self.is_named_note(item)).collect();
                named.into_iter().for_each(|note| self.named_note(note, out));
                if !items.is_empty() {
                    out.push(Block::List(List { ordered, items, span }));
                }
            }
            // An item without its list.
            Role::Item => {
                let items = vec![self.blocks(&element.children)];
                if items.iter().any(|item| !item.is_empty()) {
                    out.push(Block::List(List { ordered: false, items, span }));
                }
            }
            Role::Quote => out.extend(self.quote(element)),
            Role::Aside => self.aside(element, out),
            Role::Figure => self.figure(element, out),
            Role::Image => {
                out.extend(self.image(element));
                // `<img>` never closed.
                let inside = self.blocks(&element.children);
                out.extend(inside);
            }
            Role::Embed => self.embed(element, out),
            Role::Table => out.extend(self.table(element)),
            Role::Rule => {
                out.push(Block::Rule(Rule { span }));
                let inside = self.blocks(&element.children);
                out.extend(inside);
            }
            Role::StoryHead => self.story_head(element, out),
            Role::LeftOut => self.leave_out(element),
            Role::Strong | Role::Emphasis | Role::Subscript | Role::Superscript | Role::Link => {
                self.context.notice(codes::FLATTENED, &element.at, &[("element", &element.name)]);
                self.container(element, out);
            }
            Role::Break | Role::Plain => self.container(element, out),
            Role::Unknown => {
                self.unknown(element);
                self.container(element, out);
            }
        }
    }

    fn container(&mut self, element: &Element, out: &mut Vec<Block>) {
        if has_class(element, "embed")
            && let Some(embed) = self.embedded_link(element)
        {
            return out.push(embed);
        }
        if element.name.eq_ignore_ascii_case("header") {
            return self.page_header(element, out);
        }
        if self.is_head_matter(element) {
            return;
        }
        let before = out.len();
        let blocks = match holds_only_elements(element) {
            true => self.parts(&element.children),
            false => self.blocks(&element.children),
        };
        out.extend(blocks);
        // One paragraph has the place of its element.
        if let Some([Block::Paragraph(paragraph)]) = out.get_mut(before..) {
            paragraph.span = Some(self.context.places.span(&(element.at.start..element.end)));
        }
    }

    /// The blocks of an element that holds no text itself: what is not known there is a paragraph, not a word of one.
    fn parts(&mut self, nodes: &[Node]) -> Vec<Block> {
        let (mut out, mut pending) = (Vec::new(), Pending::default());
        for node in nodes {
            let unknown = node.element().filter(|inner| Role::of(inner) == Role::Unknown && !holds_block(inner));
            match unknown {
                Some(inner) => {
                    self.flush(&mut out, &mut pending);
                    self.unknown(inner);
                    self.walk(inner.children.iter(), &mut out, &mut pending, false);
                    self.flush(&mut out, &mut pending);
                }
                None => self.walk(std::iter::once(node), &mut out, &mut pending, false),
            }
        }
        self.flush(&mut out, &mut pending);
        out
    }

    /// A paragraph of lines in columns, as results come: its line ends are meant.
    fn is_typeset(&self, element: &Element) -> bool {
        const LINES_IN_COLUMNS: usize = 3;
        if self.context.own || !is_paragraph(element) || element.elements().next().is_some() {
            return false;
        }
        let text = element.text();
        let in_columns = |line: &&str| line.trim().contains("  ");
        text.lines().filter(in_columns).count() >= LINES_IN_COLUMNS
    }

    /// Ends a paragraph. Two line breaks in a row end one as well: many systems have no other paragraphs.
    pub fn flush(&mut self, out: &mut Vec<Block>, pending: &mut Pending) {
        let Pending { content, at } = std::mem::take(pending);
        let span = at.map(|at| self.context.places.span(&at));
        let is_blank = |inline: &Inline| matches!(inline, Inline::Text { text } if text.trim().is_empty());
        let mut runs: Vec<Vec<Inline>> = vec![Vec::new()];
        let mut breaks = 0;
        for inline in content {
            match (&inline, runs.last_mut()) {
                (_, Some(run)) if self.context.own => run.push(inline),
                (Inline::LineBreak, _) => breaks += 1,
                (blank, Some(_)) if breaks > 0 && is_blank(blank) => {}
                (_, Some(run)) => {
                    match breaks {
                        0 => run.push(inline),
                        1 => run.extend([Inline::LineBreak, inline]),
                        _ => runs.push(vec![inline]),
                    }
                    breaks = 0;
                }
                (_, None) => {}
            }
        }
        for run in runs {
            let content = tidy(run);
            if !plain_text(&content).trim().is_empty() {
                self.started = true;
                out.push(Block::Paragraph(Paragraph { content, span: span.clone() }));
            }
        }
    }

    fn crosshead(&mut self, element: &Element, level: u8, out: &mut Vec<Block>) {
        if holds_block(element) {
            return self.container(element, out);
        }
        let mut content = Vec::new();
        self.inlines(&element.children, &mut content, false);
        let content = tidy(content);
        let text = plain_text(&content);
        if text.trim().is_empty() || self.is_story_headline(element, &text) {
            return;
        }
        let own = element.value("data-level").or_else(|| element.value("class")?.strip_prefix("level-"));
        let level = own.and_then(|level| level.parse().ok()).unwrap_or(level);
        let span = Some(self.context.places.span(&(element.at.start..element.end)));
        out.push(Block::Crosshead(Crosshead { level, content, span }));
    }

    fn list_items(&mut self, list: &Element) -> Vec<Vec<Block>> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        for node in &list.children {
            let blocks = match node {
                Node::Element(element) if self.is_named_note(element) => continue,
                Node::Element(element) if Role::of(element) == Role::Item => self.blocks(&element.children),
                // Text or a list right inside a list belongs to the item before it.
                other => {
                    let stray = self.blocks(std::slice::from_ref(other));
                    if let Some(last) = items.last_mut() {
                        last.extend(stray);
                        continue;
                    }
                    stray
                }
            };
            if !blocks.is_empty() {
                items.push(blocks);
            }
        }
        items
    }

    /// The quoted, and who said it: `footer`, `cite` or NITF's `credit` at its end.
    fn quote(&mut self, element: &Element) -> Option<Block> {
        let span = Some(self.context.places.span(&(element.at.start..element.end)));
        let (attribution, rest) = split_attribution(element);
        let inner = only_paragraph(rest);
        if class_says(element, &["pullquote", "pull-quote", "pull_quote"]) && !inner.iter().any(is_block_element) {
            let mut content = Vec::new();
            self.inlines(inner, &mut content, false);
            let content = tidy(content);
            let says = !content.is_empty() || attribution.is_some();
            return says.then_some(Block::PullQuote(PullQuote { content, attribution, span }));
        }
        let content = self.blocks(rest);
        (!content.is_empty() || attribution.is_some()).then_some(Block::Quote(Quote { content, attribution, span }))
    }

    fn aside(&mut self, element: &Element, out: &mut Vec<Block>) {
        let span = Some(self.context.places.span(&(element.at.start..element.end)));
        let pulled = class_says(element, &["pull-quote", "pullquote", "pull_quote"])
            || element.value("role") == Some("doc-pullquote");
        let (attribution, rest) = split_attribution(element);
        let paragraphs: Vec<&Element> = rest.iter().filter_map(Node::element).collect();
        let beside = rest.iter().any(|node| matches!(node, Node::Text(text) if !text.text.trim().is_empty()));
        if let (true, [paragraph]) = (pulled && !beside, paragraphs.as_slice()) {
            let mut content = Vec::new();
            self.inlines(&paragraph.children, &mut content, false);
            let content = tidy(content);
            if !content.is_empty() && !holds_block(paragraph) {
                return out.push(Block::PullQuote(PullQuote { content, attribution, span }));
            }
        }
        let content = self.blocks(&element.children);
        if !content.is_empty() {
            out.push(Block::Note(Note { id: None, content, span }));
        }
    }

    /// A film, a sound, a frame: by its address, when it has one that works anywhere.
    fn embed(&mut self, element: &Element, out: &mut Vec<Block>) {
        let own = ["src", "data", "href"].iter().find_map(|name| element.value(name));
        let source = element.descendants().skip(1).filter(|inner| inner.name.eq_ignore_ascii_case("source"));
        let address = own.or_else(|| source.into_iter().find_map(|source| source.value("src")));
        let address = address.map(|address| match address.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => address.to_owned(),
        });
        match address.filter(|address| pressroom_xhtml::safe_href(address).is_some()) {
            Some(href) => {
                let title = element.value("title").map(str::to_owned);
                let span = Some(self.context.places.span(&(element.at.start..element.end)));
                out.push(Block::Embed(Embed { href, title, span }));
            }
            None => self.context.notice(codes::MEDIA_DROPPED, &element.at, &[("element", &element.name)]),
        }
        // What is shown where films cannot be.
        let inside = self.blocks(&element.children);
        out.extend(inside);
    }

    /// `p` of class `embed` with one link and nothing else.
    fn embedded_link(&mut self, element: &Element) -> Option<Block> {
        let mut links = element.elements();
        let (link, none) = (links.next()?, links.next());
        let alone = none.is_none() && Role::of(link) == Role::Link && link.line() == element.line();
        let href = link.value("href").filter(|_| alone)?.to_owned();
        let words = link.line();
        let title = (words != href && !words.is_empty()).then_some(words);
        let span = Some(self.context.places.span(&(element.at.start..element.end)));
        Some(Block::Embed(Embed { href, title, span }))
    }
}

/// What the one paragraph of a quotation holds, however it is wrapped.
fn only_paragraph(nodes: &[Node]) -> &[Node] {
    let mut said = nodes.iter().filter(|node| !matches!(node, Node::Text(text) if text.text.trim().is_empty()));
    match (said.next(), said.next()) {
        (Some(Node::Element(element)), None) if Role::of(element) == Role::Container => {
            only_paragraph(&element.children)
        }
        (_, _) => nodes,
    }
}

fn is_block_element(node: &Node) -> bool {
    node.element().is_some_and(|element| Role::of(element).is_block() || holds_block(element))
}

/// The last element names who said it.
fn split_attribution(element: &Element) -> (Option<String>, &[Node]) {
    let children = element.children.as_slice();
    let last = children.iter().rposition(|node| match node {
        Node::Element(_) => true,
        Node::Text(text) => !text.text.trim().is_empty(),
    });
    let named = last.and_then(|last| children.get(last)).and_then(Node::element).filter(|element| {
        matches!(element.name.to_ascii_lowercase().as_str(), "footer" | "cite" | "credit") && !holds_block(element)
    });
    let attribution = named.map(Element::line).filter(|text| !text.is_empty());
    match (&attribution, last.and_then(|last| children.get(..last))) {
        (Some(_), Some(before)) => (attribution, before),
        (_, _) => (attribution, children),
    }
}
