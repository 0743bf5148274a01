//! What each start tag does.

use pressroom_core::{Block, Embed, List, PullQuote, Quote, Rule, Span};

use crate::attributes::Attributes;
use crate::elements::{is_block, is_left_out, is_silent};
use crate::href::link_target;
use crate::machine::Machine;
use crate::open::{CaptionPart, Kind, OpenFigure, OpenNote};
use crate::run::Style;
use crate::{codes, figure, notes, table};

impl Machine {
    pub(crate) fn start_element(&mut self, name: &str, attributes: &Attributes) {
        if is_left_out(name) {
            if !is_silent(name) {
                self.notice(codes::LEFT_OUT, "element", name);
            }
            return self.leave_out(name);
        }
        if is_block(name) {
            self.start_block(name, attributes);
        } else {
            self.start_inline(name, attributes);
        }
    }

    fn start_inline(&mut self, name: &str, attributes: &Attributes) {
        match name {
            "br" => self.line_break(),
            "hr" => self.rule(),
            "img" | "image" => figure::image(self, attributes),
            "b" | "strong" => self.begin_style(name, Style::Strong),
            "i" | "em" | "dfn" | "var" => self.begin_style(name, Style::Emphasis),
            "cite" if self.attributes_quote() => self.open(name, Kind::Attribution),
            "cite" => self.begin_style(name, Style::Emphasis),
            "sub" => self.begin_style(name, Style::Subscript),
            "sup" => self.begin_style(name, Style::Superscript),
            "a" if self.in_note() && notes::is_back_link(attributes) => self.take_off_label(name),
            "span" if self.in_note() && attributes.has_class("note-mark") => self.take_off_label(name),
            "a" => self.link(attributes),
            "iframe" | "embed" => self.frame(name, attributes),
            "video" | "audio" => self.media(name, attributes),
            "source" => self.source(attributes),
            "span" => self.span(attributes),
            // Of nothing else does the model know more than its text.
            _ => {}
        }
    }

    fn rule(&mut self) {
        self.close_nearest(&["p"], &["table", "td", "th", "caption"]);
        self.flush();
        // The one above a list of notes is part of the list's form.
        let among_notes = self.stack.iter().any(|open| matches!(open.kind, Kind::Notes)) && !self.in_note();
        if !self.in_text() && !among_notes {
            let span = self.span_here();
            self.push(Block::Rule(Rule { span: Some(span) }));
        }
    }

    pub(crate) fn span_here(&self) -> Span {
        let ((line, column), (end_line, end_column)) = self.here;
        Span { file: self.file.clone(), line, column, end_line, end_column }
    }

    fn link(&mut self, attributes: &Attributes) {
        // HTML closes an open link where another begins.
        self.end_style("a");
        let style = match attributes.get("href") {
            Some(href) => match link_target(href) {
                Some(target) => Style::Link(target.to_owned()),
                None => match notes::fragment(href) {
                    Some(name) => {
                        if notes::is_mark(attributes) {
                            self.marks.insert(name.clone());
                        }
                        Style::Mark(name)
                    }
                    None => {
                        if !href.trim_start().starts_with('#') {
                            self.notice(codes::LINK_UNUSABLE, "href", href);
                        }
                        Style::Plain
                    }
                },
            },
            None => Style::Plain,
        };
        self.begin_style("a", style);
    }

    /// A page inside the page. What stands in the element is for browsers that know none.
    fn frame(&mut self, name: &str, attributes: &Attributes) {
        self.flush();
        let href = attributes.get("src").or(attributes.get("data-src")).unwrap_or_default();
        // `//host/path` is of the page's own scheme, which nobody knows; the web's is https.
        let href = if href.starts_with("//") { format!("https:{href}") } else { href.to_owned() };
        match link_target(&href) {
            Some(target) => {
                let title = attributes.get("title").filter(|title| !title.is_empty()).map(str::to_owned);
                let embed = Embed { href: target.to_owned(), title, span: Some(self.span_here()) };
                self.push(Block::Embed(embed));
            }
            None => self.notice(codes::LINK_UNUSABLE, "href", &href),
        }
        self.leave_out(name);
    }

    fn media(&mut self, name: &str, attributes: &Attributes) {
        self.flush();
        let href = attributes.get("src").unwrap_or_default().to_owned();
        let title = attributes.get("title").filter(|title| !title.is_empty()).map(str::to_owned);
        self.open(name, Kind::Media(Embed { href, title, span: None }));
    }

    fn source(&mut self, attributes: &Attributes) {
        let src = attributes.get("src");
        if let (Some(open), Some(src)) = (self.stack.last_mut(), src)
            && let Kind::Media(embed) = &mut open.kind
            && embed.href.is_empty()
        {
            embed.href = src.to_owned();
        }
    }

    /// Inside a caption, a span may tell caption and credit apart.
    fn span(&mut self, attributes: &Attributes) {
        let in_caption = self.stack.iter().any(|open| matches!(open.kind, Kind::Caption));
        if !in_caption {
            return;
        }
        let part =
            [("credit-label", CaptionPart::Label), ("caption", CaptionPart::Caption), ("credit", CaptionPart::Credit)];
        let part = part.into_iter().find(|(class, _)| attributes.has_class(class));
        self.open("span", part.map_or(Kind::Inline, |(_, part)| Kind::CaptionPart(part)));
    }

    /// Whether a `cite` here names who is quoted: right inside a quotation, on a line of its own.
    fn attributes_quote(&self) -> bool {
        let innermost = self.stack.iter().rev().find(|open| !matches!(open.kind, Kind::Transparent));
        self.run.is_blank() && innermost.is_some_and(|open| matches!(open.kind, Kind::Quote(_)))
    }

    fn start_block(&mut self, name: &str, attributes: &Attributes) {
        self.close_nearest(&["p"], &["table", "td", "th", "caption", "figcaption"]);
        self.close_implied(name);
        self.flush();
        self.settle_language(attributes);
        if self.start_note(name, attributes) {
            return;
        }
        match name {
            "p" if attributes.has_class("deck") && self.at_head() => self.open(name, Kind::Deck),
            "p" if attributes.has_class("embed") => self.open(name, Kind::EmbedLink),
            "h1" if self.at_head() && self.html.headline.is_none() => self.open(name, Kind::Headline),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.open(name, Kind::Crosshead(level(name, attributes))),
            "pre" | "listing" | "xmp" | "plaintext" => self.open(name, Kind::Preformatted),
            "ul" | "menu" | "dir" => self.open(name, Kind::List(List::default())),
            "ol" => self.open(name, Kind::List(List { ordered: true, ..List::default() })),
            "li" if self.in_text() => self.open(name, Kind::Transparent),
            "li" => self.open(name, Kind::Item(Vec::new())),
            "blockquote" => self.open(name, Kind::Quote(Quote::default())),
            "footer" if self.in_quote() => self.open_attribution(name),
            "aside" if attributes.has_class("pull-quote") || attributes.has_role("doc-pullquote") => {
                self.open(name, Kind::PullQuote(PullQuote::default()));
            }
            "aside" => self.open(name, Kind::Note(OpenNote { id: id_of(attributes), blocks: Vec::new() })),
            "figure" => self.open(name, Kind::Figure(Box::new(OpenFigure::of(attributes)))),
            "figcaption" => {
                let kind = figure::caption(self);
                self.open(name, kind);
            }
            "table" | "caption" | "tr" | "td" | "th" => table::start(self, name, attributes),
            "dl" => {
                self.notice(codes::FLATTENED, "element", name);
                self.open(name, Kind::Transparent);
            }
            _ => self.open(name, Kind::Transparent),
        }
    }

    fn in_note(&self) -> bool {
        self.stack.iter().any(|open| matches!(open.kind, Kind::Note(_)))
    }

    /// Opens what is a note by its role, by where it stands, or because a mark led there.
    fn start_note(&mut self, name: &str, attributes: &Attributes) -> bool {
        let may_be_one = matches!(name, "aside" | "li" | "p" | "div" | "section" | "dd");
        let among_notes = self.stack.iter().any(|open| matches!(open.kind, Kind::Notes));
        if notes::holds_notes(attributes) && may_be_one {
            self.open(name, Kind::Notes);
            return true;
        }
        let id = id_of(attributes);
        let named = |id: &String| {
            let is_item = among_notes && !self.in_note() && matches!(name, "li" | "p" | "div");
            is_item || self.marks.contains(id) || notes::is_note(attributes)
        };
        let is_one = may_be_one && id.as_ref().is_some_and(named) && !self.in_text();
        if is_one {
            self.notes_told.extend(id.clone());
            self.open(name, Kind::Note(OpenNote { id, blocks: Vec::new() }));
        }
        is_one
    }

    /// What HTML closes by itself where an element of this name begins (HTML, 13.1.2.4).
    fn close_implied(&mut self, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close_nearest(
                    &["h1", "h2", "h3", "h4", "h5", "h6"],
                    &["li", "td", "th", "blockquote", "aside", "div"],
                );
            }
            "li" => self.close_nearest(&["li"], &["ul", "ol", "menu", "dir", "td", "th"]),
            "dt" | "dd" => self.close_nearest(&["dt", "dd"], &["dl", "td", "th"]),
            "tr" => self.close_nearest(&["tr"], &["table"]),
            "td" | "th" => self.close_nearest(&["td", "th", "caption"], &["table", "tr"]),
            "thead" | "tbody" | "tfoot" => self.close_nearest(&["thead", "tbody", "tfoot", "caption"], &["table"]),
            _ => {}
        }
    }

    /// Whether nothing of the text has come yet.
    fn at_head(&self) -> bool {
        let inside = self.stack.iter().any(|open| !matches!(open.kind, Kind::Transparent));
        !inside && self.html.blocks.is_empty()
    }

    fn in_quote(&self) -> bool {
        let innermost = self.stack.iter().rev().find(|open| !matches!(open.kind, Kind::Transparent));
        innermost.is_some_and(|open| matches!(open.kind, Kind::Quote(_) | Kind::PullQuote(_)))
    }

    /// Also inside a pull quote, which otherwise holds but one text.
    fn open_attribution(&mut self, name: &str) {
        let outer = Some(std::mem::take(&mut self.run));
        let start = self.here.0;
        self.stack.push(crate::open::Open { name: name.to_owned(), kind: Kind::Attribution, start, outer });
    }
}

fn id_of(attributes: &Attributes) -> Option<String> {
    attributes.get("id").filter(|id| !id.is_empty()).map(str::to_owned)
}

/// `h2` stands right below the headline. `data-level` is what pressroom-xhtml keeps beside.
fn level(name: &str, attributes: &Attributes) -> u8 {
    const DEEPEST: u8 = 5;
    let rank = name.strip_prefix('h').and_then(|rank| rank.parse::<u8>().ok()).unwrap_or(2);
    let told = attributes.number("data-level").and_then(|level| u8::try_from(level).ok());
    told.unwrap_or_else(|| rank.saturating_sub(1).clamp(1, DEEPEST))
}
