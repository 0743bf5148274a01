use pressroom_core::losses::{BLOCK_DROPPED, BLOCK_FLATTENED};
use pressroom_core::{Block, Crosshead, Embed, List, PullQuote, Quote, UnknownBlock};

use crate::writer::{MAX_NESTING, Writer};
use crate::{attribute, safe_href};

impl Writer<'_> {
    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            // A part without a place of its own is reported at that of its container.
            let outer = self.span.clone();
            if let Some(span) = block.span() {
                self.span = Some(span.clone());
            }
            self.block(block);
            self.span = outer;
        }
    }

    /// A body whose first paragraph begins with mark-up of the caller's; where there is none, that is one by itself, at
    /// the end.
    pub fn body(&mut self, body: &[Block], opening: &str) {
        let first = body.iter().position(|block| matches!(block, Block::Paragraph(_)));
        let (before, rest) = body.split_at(first.unwrap_or(body.len()));
        self.blocks(before);
        self.raw("<p>");
        self.raw(opening);
        let after = match rest.split_first() {
            Some((Block::Paragraph(first), after)) => {
                self.span.clone_from(&first.span);
                self.inlines(&first.content);
                self.span = None;
                after
            }
            Some(_) | None => rest,
        };
        self.raw("</p>\n");
        self.blocks(after);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                self.raw("<p>");
                self.inlines(&paragraph.content);
                self.raw("</p>\n");
            }
            Block::Crosshead(crosshead) => self.crosshead(crosshead),
            Block::List(list) => self.list(list),
            Block::Quote(quote) => self.quote(quote),
            Block::PullQuote(pull_quote) => self.pull_quote(pull_quote),
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
            Block::Note(note) => self.note(note),
            Block::Rule(_) => self.raw("<hr/>\n"),
            Block::Embed(embed) => self.embed(embed),
            Block::Unknown(unknown) => self.unknown_block(unknown),
        }
    }

    /// Headings never skip a level, whatever the copy says: assistive technology navigates by them. The level that the
    /// story gave is kept beside, where it differs.
    fn crosshead(&mut self, crosshead: &Crosshead) {
        const DEEPEST: u8 = 6;
        self.open_levels.retain(|&open| open < crosshead.level);
        let above = u8::try_from(self.open_levels.len()).unwrap_or(DEEPEST);
        self.open_levels.push(crosshead.level);
        let heading = self.style.crosshead_level.saturating_add(above).clamp(1, DEEPEST);
        self.raw(&format!("<h{heading}"));
        if crosshead.level != above + 1 {
            attribute(self.out, "data-level", &crosshead.level.to_string());
        }
        self.raw(">");
        self.inlines(&crosshead.content);
        self.raw(&format!("</h{heading}>\n"));
    }

    /// Whether one more container may open; if not, the loss is reported and only its content should be written.
    pub(crate) fn may_open(&mut self, kind: &str) -> bool {
        let fits = self.depth < MAX_NESTING;
        if !fits {
            self.lose(BLOCK_FLATTENED, kind);
        }
        fits
    }

    pub(crate) fn inside(&mut self, open: &str, close: &str, content: impl FnOnce(&mut Self)) {
        self.depth += 1;
        self.raw(open);
        content(self);
        self.raw(close);
        self.depth -= 1;
    }

    fn list(&mut self, list: &List) {
        if !self.may_open("list") {
            return list.items.iter().for_each(|item| self.blocks(item));
        }
        let (open, close) = if list.ordered { ("<ol>\n", "</ol>\n") } else { ("<ul>\n", "</ul>\n") };
        self.inside(open, close, |writer| list.items.iter().for_each(|item| writer.item(item)));
    }

    fn item(&mut self, item: &[Block]) {
        self.raw("<li>");
        match item {
            // An item that is one paragraph needs no `p` of its own.
            [Block::Paragraph(paragraph)] => self.inlines(&paragraph.content),
            _ => {
                self.raw("\n");
                self.blocks(item);
            }
        }
        self.raw("</li>\n");
    }

    fn quote(&mut self, quote: &Quote) {
        if !self.may_open("quote") {
            self.blocks(&quote.content);
            return self.paragraph_of(quote.attribution.as_deref());
        }
        self.inside("<blockquote>\n", "</blockquote>\n", |writer| {
            writer.blocks(&quote.content);
            writer.attribution(quote.attribution.as_deref());
        });
    }

    fn attribution(&mut self, attribution: Option<&str>) {
        if let Some(attribution) = attribution {
            self.raw("<footer>");
            self.name(attribution);
            self.raw("</footer>\n");
        }
    }

    fn pull_quote(&mut self, pull_quote: &PullQuote) {
        self.raw("<aside class=\"pull-quote\" role=\"doc-pullquote\">\n<p>");
        self.inlines(&pull_quote.content);
        self.raw("</p>\n");
        self.attribution(pull_quote.attribution.as_deref());
        self.raw("</aside>\n");
    }

    fn embed(&mut self, embed: &Embed) {
        self.raw("<p class=\"embed\">");
        let words = embed.title.as_deref().unwrap_or(&embed.href);
        match safe_href(&embed.href) {
            Some(href) => {
                self.raw("<a");
                attribute(self.out, "href", &href);
                self.raw(">");
                self.text(words);
                self.raw("</a>");
            }
            None => {
                self.lose(BLOCK_FLATTENED, "embed");
                self.text(words);
            }
        }
        self.raw("</p>\n");
    }

    fn unknown_block(&mut self, unknown: &UnknownBlock) {
        let text = unknown.text();
        if text.is_empty() {
            self.lose(BLOCK_DROPPED, unknown.kind());
            return;
        }
        self.lose(BLOCK_FLATTENED, unknown.kind());
        self.paragraph_of(Some(&text));
    }

    fn paragraph_of(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.raw("<p>");
            self.text(text);
            self.raw("</p>\n");
        }
    }
}
