//! Keeps what is open, closes what HTML closes by itself, and hands finished blocks to what holds them.

use std::collections::BTreeSet;
use std::sync::Arc;

use pressroom_core::{
    Block, Code, Crosshead, Diagnostic, Direction, Embed, List, Note, Paragraph, PullQuote, Quote, Removed,
    RemovedKind, Span, Text,
};

use crate::attributes::Attributes;
use crate::elements::{is_barrier, is_void};
use crate::languages::{MAX_PASSAGES, Passage};
use crate::open::{Kind, Open};
use crate::run::{At, Run, Style};
use crate::{Html, codes, figure, table};

/// Containers of the model inside each other. Each is several levels of JSON, of which plugins read 128.
const MAX_CONTAINERS: usize = 12;
/// Elements inside each other; deeper ones part paragraphs and are nothing else.
const MAX_OPEN: usize = 256;
/// Emphasis and links inside each other.
const MAX_STYLES: usize = 12;

/// Takes tags and text in order, and makes blocks of them. [`read`](crate::read) feeds it with HTML; a reader of another
/// format, whose text is marked up alike, may feed it by HTML's names.
pub struct Machine {
    pub(crate) file: Arc<str>,
    pub(crate) html: Html,
    pub(crate) stack: Vec<Open>,
    /// Elements beyond `MAX_OPEN`.
    beyond: usize,
    /// The element that is left out, and how many of its name are open inside it.
    left_out: Option<(String, usize)>,
    pub(crate) run: Run,
    pub(crate) styles: Vec<Style>,
    /// The styles of the text that comes next, outermost first, with the tag that set each.
    active: Vec<(String, usize)>,
    /// The tag being read.
    pub(crate) here: (At, At),
    noticed: BTreeSet<(&'static str, String)>,
    /// Names of elements that say that they are notes.
    pub(crate) notes_told: BTreeSet<String>,
    /// Names that raised links lead to.
    pub(crate) marks: BTreeSet<String>,
    /// The words of what is left out, when they are to be kept.
    kept: Option<Removed>,
}

impl Machine {
    /// `file` is the name that spans carry.
    pub fn new(file: Arc<str>) -> Self {
        Machine {
            file,
            html: Html::default(),
            stack: Vec::new(),
            beyond: 0,
            left_out: None,
            run: Run::default(),
            styles: Vec::new(),
            active: Vec::new(),
            here: ((1, 1), (1, 1)),
            noticed: BTreeSet::new(),
            notes_told: BTreeSet::new(),
            marks: BTreeSet::new(),
            kept: None,
        }
    }

    /// Closes what is open and gives back all that was made.
    pub fn finish(mut self) -> Html {
        while !self.stack.is_empty() {
            self.close_top();
        }
        self.flush();
        self.settle_notes();
        self.html
    }

    /// A start tag, by its name in lower case, from its first to behind its last character.
    pub fn start(&mut self, name: &str, attributes: &Attributes, from: At, to: At) {
        self.here = (from, to);
        match &mut self.left_out {
            Some((left_out, inside)) => *inside += usize::from(left_out == name),
            None => {
                self.note_language(attributes);
                self.start_element(name, attributes);
            }
        }
    }

    fn note_language(&mut self, attributes: &Attributes) {
        let language = attributes.get("xml:lang").or(attributes.get("lang")).map(str::trim);
        if let Some(language) = language.filter(|tag| !tag.is_empty())
            && self.html.passages.len() < MAX_PASSAGES
        {
            let passage = Passage { language: language.to_owned(), span: self.span_here() };
            self.html.passages.push(passage);
        }
    }

    /// Text between tags, its entities resolved.
    pub fn text(&mut self, text: &str, start: At, end: At) {
        self.here = (start, end);
        if let Some(kept) = &mut self.kept {
            kept.text.push_str(text);
        }
        let skips = self.left_out.is_some() || matches!(self.stack.last(), Some(Open { kind: Kind::Media(_), .. }));
        if skips {
            return;
        }
        let text = self.without_controls(text);
        let styles: Vec<usize> = self.active.iter().map(|(_, style)| *style).collect();
        if !self.stack.iter().rev().any(|open| matches!(open.kind, Kind::Preformatted)) {
            return self.run.push_text(&styles, &text, start, end);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.run.push_break(&styles);
            }
            self.run.push_text(&styles, line, start, end);
        }
    }

    /// What no document may hold (XML 1.0, 2.2) is left out of the text.
    fn without_controls<'t>(&mut self, text: &'t str) -> std::borrow::Cow<'t, str> {
        let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
        let Some(character) = text.chars().find(|&c| forbidden(c)) else { return text.into() };
        self.notice(codes::CONTROL_CHARACTER, "character", &format!("U+{:04X}", u32::from(character)));
        text.chars().filter(|&c| !forbidden(c)).collect::<String>().into()
    }

    /// An end tag; `at` is behind its last character.
    pub fn end(&mut self, name: &str, at: At) {
        self.here = (at, at);
        if let Some((left_out, inside)) = &mut self.left_out {
            if left_out == name {
                match inside.checked_sub(1) {
                    Some(fewer) => *inside = fewer,
                    None => {
                        self.left_out = None;
                        self.html.removed.extend(self.kept.take().filter(|kept| !kept.text.trim().is_empty()));
                    }
                }
            }
            return;
        }
        if let Some(last) = self.active.iter().rposition(|(tag, _)| tag == name) {
            self.active.remove(last);
            return;
        }
        if self.beyond > 0 && !is_void(name) {
            self.beyond -= 1;
            return;
        }
        let mut open = self.stack.iter().enumerate().rev();
        let reach = open.find(|(_, open)| open.name == name || (is_barrier(&open.name) && !is_barrier(name)));
        if let Some((index, Open { name: found, .. })) = reach
            && found == name
        {
            self.close_to(index);
        }
    }

    /// Leaves an element and all in it out.
    pub(crate) fn leave_out(&mut self, name: &str) {
        if !is_void(name) {
            self.left_out = Some((name.to_owned(), 0));
        }
    }

    /// The same, its words kept: they say only what the text is.
    pub(crate) fn take_off_label(&mut self, name: &str) {
        self.kept = Some(Removed { text: String::new(), kind: RemovedKind::Label, span: Some(self.span_here()) });
        self.leave_out(name);
    }

    pub(crate) fn begin_style(&mut self, tag: &str, style: Style) {
        if self.active.len() >= MAX_STYLES {
            return self.notice(codes::TOO_DEEP, "limit", &MAX_STYLES.to_string());
        }
        // A link that is raised, from outside or from inside, is a mark.
        let active = self.active.iter().filter_map(|(_, style)| self.styles.get(*style));
        for other in active.chain([&style]) {
            match (other, &style) {
                (Style::Mark(name), Style::Superscript) => drop(self.marks.insert(name.clone())),
                (Style::Superscript, Style::Mark(name)) => drop(self.marks.insert(name.clone())),
                (_, _) => {}
            }
        }
        self.active.push((tag.to_owned(), self.styles.len()));
        self.styles.push(style);
    }

    pub(crate) fn end_style(&mut self, tag: &str) {
        if let Some(last) = self.active.iter().rposition(|(open, _)| open == tag) {
            self.active.remove(last);
        }
    }

    pub(crate) fn line_break(&mut self) {
        let styles: Vec<usize> = self.active.iter().map(|(_, style)| *style).collect();
        // Two in a row part paragraphs, where there are paragraphs.
        if self.in_text() || !self.run.take_trailing_break() {
            self.run.push_break(&styles);
        } else {
            self.flush();
        }
    }

    /// Whether something is open that holds text and no blocks.
    pub(crate) fn in_text(&self) -> bool {
        self.stack.iter().any(|open| open.kind.holds_text())
    }

    /// Opens an element. In what holds text only, and below the limits, a container is opened as nothing but itself.
    pub(crate) fn open(&mut self, name: &str, kind: Kind) {
        let container = kind.is_container();
        let text_of_its_own = matches!(kind, Kind::Caption | Kind::CaptionPart(_) | Kind::Media(_));
        let kind = if container && self.in_text() {
            self.notice(codes::FLATTENED, "element", name);
            Kind::Transparent
        } else if container && self.containers() >= MAX_CONTAINERS {
            self.notice(codes::TOO_DEEP, "limit", &MAX_CONTAINERS.to_string());
            Kind::Transparent
        } else if kind.holds_text() && !text_of_its_own && self.in_text() {
            Kind::Transparent
        } else {
            kind
        };
        if self.stack.len() >= MAX_OPEN {
            self.beyond += 1;
            return self.notice(codes::TOO_DEEP, "limit", &MAX_OPEN.to_string());
        }
        let outer = kind.holds_text().then(|| std::mem::take(&mut self.run));
        self.stack.push(Open { name: name.to_owned(), kind, start: self.here.0, outer });
    }

    fn containers(&self) -> usize {
        self.stack.iter().filter(|open| open.kind.is_container()).count()
    }

    /// Closes the innermost of these, if one is open before any of `stop`.
    pub(crate) fn close_nearest(&mut self, names: &[&str], stop: &[&str]) {
        let mut open = self.stack.iter().enumerate().rev();
        let reach = open.find(|(_, open)| names.contains(&&*open.name) || stop.contains(&&*open.name));
        if let Some((index, Open { name, .. })) = reach
            && names.contains(&name.as_str())
        {
            self.close_to(index);
        }
    }

    fn close_to(&mut self, index: usize) {
        while self.stack.len() > index {
            self.close_top();
        }
    }

    /// Ends the paragraph that is being read, if any.
    pub(crate) fn flush(&mut self) {
        if self.in_text() {
            return self.run.separate();
        }
        let run = std::mem::take(&mut self.run);
        if run.is_blank() {
            return;
        }
        let span = run.span(&self.file);
        let content = run.inlines(&self.styles);
        if !content.is_empty() {
            self.push(Block::Paragraph(Paragraph { content, span }));
        }
    }

    /// A whole block, made by the caller.
    pub fn block(&mut self, block: Block) {
        if !self.in_text() {
            self.flush();
        }
        self.push(block);
    }

    /// Hands a block to what holds it.
    pub(crate) fn push(&mut self, block: Block) {
        for open in self.stack.iter_mut().rev() {
            match &mut open.kind {
                Kind::Item(blocks) => return blocks.push(block),
                Kind::Note(note) => return note.blocks.push(block),
                Kind::Quote(quote) => return quote.content.push(block),
                Kind::Figure(open) => return open.blocks.push(block),
                Kind::Table(table) => return table.before.push(block),
                // Outside its items, a list holds nothing: what stands there becomes one.
                Kind::List(list) => return list.items.push(vec![block]),
                Kind::Transparent
                | Kind::Notes
                | Kind::Inline
                | Kind::Preformatted
                | Kind::Headline
                | Kind::Deck
                | Kind::Crosshead(_)
                | Kind::EmbedLink
                | Kind::PullQuote(_)
                | Kind::Attribution
                | Kind::Caption
                | Kind::CaptionPart(_)
                | Kind::TableCaption
                | Kind::Row(_)
                | Kind::Cell(_)
                | Kind::Media(_) => {}
            }
        }
        self.html.blocks.push(block);
    }

    fn close_top(&mut self) {
        let holds_text = self.stack.last().is_some_and(|open| open.kind.holds_text());
        if !holds_text && !matches!(self.stack.last(), Some(Open { kind: Kind::Inline, .. })) {
            self.flush();
        }
        let Some(open) = self.stack.pop() else { return };
        let run = match open.outer {
            Some(outer) => std::mem::replace(&mut self.run, outer),
            None => Run::default(),
        };
        let (start, end) = (open.start, self.here.1);
        let span =
            Some(Span { file: self.file.clone(), line: start.0, column: start.1, end_line: end.0, end_column: end.1 });
        match open.kind {
            Kind::Transparent | Kind::Notes | Kind::Inline | Kind::Preformatted => {}
            Kind::Headline => self.html.headline = self.text_of(run),
            Kind::Deck => self.html.deck.extend(self.text_of(run)),
            Kind::Crosshead(level) => {
                let span = run.span(&self.file);
                let content = run.inlines(&self.styles);
                if !content.is_empty() {
                    self.push(Block::Crosshead(Crosshead { level, content, span }));
                }
            }
            Kind::EmbedLink => self.close_embed_link(run),
            Kind::List(list) if list.items.is_empty() => {}
            Kind::List(list) => self.push(Block::List(List { span, ..list })),
            Kind::Item(blocks) => self.push_item(blocks),
            Kind::Quote(quote) if quote.content.is_empty() && quote.attribution.is_none() => {}
            Kind::Quote(quote) => self.push(Block::Quote(Quote { span, ..quote })),
            Kind::PullQuote(pull_quote) => {
                let content = run.inlines(&self.styles);
                self.push(Block::PullQuote(PullQuote { content, span, ..pull_quote }));
            }
            Kind::Attribution => self.set_attribution(run),
            Kind::Note(note) if note.blocks.is_empty() => {}
            Kind::Note(note) => {
                let block = Block::Note(Note { id: note.id, content: note.blocks, span });
                if open.name == "li" { self.push_around_list(block) } else { self.push(block) }
            }
            Kind::Figure(open) => figure::close(self, *open, span),
            Kind::Caption => figure::close_caption(self, run),
            Kind::CaptionPart(part) => figure::close_part(self, part, run),
            Kind::Table(table) => table::close(self, table, span),
            Kind::TableCaption => table::close_caption(self, run),
            Kind::Row(cells) => table::close_row(self, cells),
            Kind::Cell(cell) => table::close_cell(self, cell, run),
            Kind::Media(embed) => self.close_media(embed, span),
        }
    }

    pub(crate) fn text_of(&self, run: Run) -> Option<Text> {
        let span = run.span(&self.file);
        Some(Text { text: run.plain(), span }).filter(|text| !text.text.is_empty())
    }

    /// A note that was an item of a list of notes stands by itself.
    fn push_around_list(&mut self, note: Block) {
        let Some(list) = self.stack.iter().rposition(|open| matches!(open.kind, Kind::List(_))) else {
            return self.push(note);
        };
        let inside = self.stack.split_off(list);
        self.push(note);
        self.stack.extend(inside);
    }

    /// An item that lies in no list is ordinary text.
    fn push_item(&mut self, blocks: Vec<Block>) {
        let list = self.stack.iter_mut().rev().find_map(|open| match &mut open.kind {
            Kind::List(list) => Some(list),
            _ => None,
        });
        match list {
            Some(list) => list.items.push(blocks),
            None => blocks.into_iter().for_each(|block| self.push(block)),
        }
    }

    fn close_embed_link(&mut self, run: Run) {
        let span = run.span(&self.file);
        let Some(href) = run.link(&self.styles).map(str::to_owned) else {
            let content = run.inlines(&self.styles);
            if !content.is_empty() {
                self.push(Block::Paragraph(Paragraph { content, span }));
            }
            return;
        };
        let title = self.text_of(run).map(|text| text.text).filter(|title| *title != href);
        self.push(Block::Embed(Embed { href, title, span }));
    }

    fn set_attribution(&mut self, run: Run) {
        let Some(text) = self.text_of(run) else { return };
        for open in self.stack.iter_mut().rev() {
            let place = match &mut open.kind {
                Kind::Quote(quote) => &mut quote.attribution,
                Kind::PullQuote(pull_quote) => &mut pull_quote.attribution,
                _ => continue,
            };
            *place = Some(match place.take() {
                Some(before) => format!("{before} {}", text.text),
                None => text.text,
            });
            return;
        }
    }

    fn close_media(&mut self, embed: Embed, span: Option<Span>) {
        match crate::href::link_target(&embed.href) {
            Some(href) => {
                let href = href.to_owned();
                self.push(Block::Embed(Embed { href, title: embed.title, span }));
            }
            None => self.notice(codes::LINK_UNUSABLE, "href", &embed.href.clone()),
        }
    }

    /// Reports something at the place being read: once a kind, or a page full of it would hide the rest.
    pub(crate) fn notice(&mut self, code: Code, name: &'static str, value: &str) {
        if !self.noticed.insert((code.id, value.to_owned())) {
            return;
        }
        let ((line, column), (end_line, end_column)) = self.here;
        let span = Span { file: self.file.clone(), line, column, end_line, end_column };
        self.html.diagnostics.push(Diagnostic::new(code).arg(name, value).at(&span));
    }

    /// The language and direction that the elements around the text give.
    pub(crate) fn settle_language(&mut self, attributes: &Attributes) {
        let begun = !self.run.is_blank() || !self.html.blocks.is_empty() || self.html.headline.is_some();
        if begun {
            return;
        }
        if let Some(language) = attributes.get("xml:lang").or(attributes.get("lang")).filter(|tag| !tag.is_empty()) {
            self.html.language = Some(language.to_owned());
        }
        match attributes.get("dir").map(str::to_ascii_lowercase).as_deref() {
            Some("rtl") => self.html.direction = Some(Direction::Rtl),
            Some("ltr") => self.html.direction = Some(Direction::Ltr),
            Some(_) | None => {}
        }
    }
}
