//! `body.content`: the story's blocks.

use pressroom_core::losses::{BLOCK_DROPPED, BLOCK_FLATTENED};
use pressroom_core::{Block, Crosshead, List, Note, PullQuote, Quote, UnknownBlock};

use super::xml::{Attributes, MAX_NESTING, Xml};
use super::{inlines, media, table};
use crate::words::{LEVEL, PULL_QUOTE};

/// The whole text, whose first paragraph is its lead.
pub fn body(xml: &mut Xml<'_>, body: &[Block]) {
    let lead = body.iter().position(|block| matches!(block, Block::Paragraph(_)));
    for (index, block) in body.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) if Some(index) == lead => {
                xml.span.clone_from(&paragraph.span);
                inlines::line(xml, "p", &[("lede", Some("true"))], &paragraph.content);
                xml.span = None;
            }
            _ => blocks(xml, std::slice::from_ref(block)),
        }
    }
}

pub fn blocks(xml: &mut Xml<'_>, blocks: &[Block]) {
    for block in blocks {
        // A part without a place of its own is reported at that of its container.
        let outer = xml.span.clone();
        if let Some(span) = block.span() {
            xml.span = Some(span.clone());
        }
        write(xml, block);
        xml.span = outer;
    }
}

fn write(xml: &mut Xml<'_>, block: &Block) {
    match block {
        Block::Paragraph(paragraph) => inlines::line(xml, "p", &[], &paragraph.content),
        Block::Crosshead(crosshead) => write_crosshead(xml, crosshead),
        Block::List(list) => write_list(xml, list),
        Block::Quote(quote) => write_quote(xml, quote),
        Block::PullQuote(pull_quote) => write_pull_quote(xml, pull_quote),
        Block::Figure(figure) => media::figure(xml, figure),
        Block::Table(table) => table::write(xml, table),
        Block::Note(note) => write_note(xml, note),
        Block::Rule(_) => xml.empty("hr", &[]),
        Block::Embed(embed) => media::embed(xml, embed),
        Block::Unknown(unknown) => write_unknown(xml, unknown),
    }
}

/// NITF has one kind of heading inside the text; the level is kept beside it.
fn write_crosshead(xml: &mut Xml<'_>, crosshead: &Crosshead) {
    let class = (crosshead.level != 1).then(|| format!("{LEVEL}{}", crosshead.level));
    inlines::line(xml, "hl2", &[("class", class.as_deref())], &crosshead.content);
}

/// Whether one more container may open; if not, the loss is reported and only its content should be written.
fn may_open(xml: &mut Xml<'_>, kind: &str) -> bool {
    let fits = xml.depth < MAX_NESTING;
    if !fits {
        xml.lose(BLOCK_FLATTENED, kind);
    }
    fits
}

fn container(xml: &mut Xml<'_>, name: &str, attributes: &Attributes<'_>, content: impl FnOnce(&mut Xml<'_>)) {
    xml.depth += 1;
    xml.element(name, attributes, content);
    xml.depth -= 1;
}

fn write_list(xml: &mut Xml<'_>, list: &List) {
    if list.items.is_empty() {
        // The schema wants an item of every list.
        return xml.lose(BLOCK_DROPPED, "list");
    }
    if !may_open(xml, "list") {
        return list.items.iter().for_each(|item| blocks(xml, item));
    }
    container(xml, if list.ordered { "ol" } else { "ul" }, &[], |xml| {
        list.items.iter().for_each(|item| match item.as_slice() {
            // An item that is one paragraph needs no `p` of its own.
            [Block::Paragraph(paragraph)] => inlines::line(xml, "li", &[], &paragraph.content),
            _ => xml.element("li", &[], |xml| blocks(xml, item)),
        });
    });
}

fn write_quote(xml: &mut Xml<'_>, quote: &Quote) {
    if !may_open(xml, "quote") {
        blocks(xml, &quote.content);
        if let Some(attribution) = &quote.attribution {
            xml.line("p", &[], attribution);
        }
        return;
    }
    container(xml, "bq", &[], |xml| {
        xml.element("block", &[], |xml| blocks(xml, &quote.content));
        credit(xml, quote.attribution.as_deref());
    });
}

fn credit(xml: &mut Xml<'_>, attribution: Option<&str>) {
    if let Some(attribution) = attribution {
        xml.line("credit", &[], attribution);
    }
}

fn write_pull_quote(xml: &mut Xml<'_>, pull_quote: &PullQuote) {
    xml.element("bq", &[("class", Some(PULL_QUOTE))], |xml| {
        xml.element("block", &[], |xml| inlines::line(xml, "p", &[], &pull_quote.content));
        credit(xml, pull_quote.attribution.as_deref());
    });
}

fn write_note(xml: &mut Xml<'_>, note: &Note) {
    let anchor = note.id.as_ref().and_then(|id| xml.claim(id));
    let fits = may_open(xml, "note");
    if !fits {
        if let Some(anchor) = &anchor {
            // Marks still find where it begins.
            xml.element("fn", &[("id", Some(anchor))], |xml| xml.element("body.content", &[], |_| {}));
        }
        return blocks(xml, &note.content);
    }
    let name = if anchor.is_some() { "fn" } else { "note" };
    container(xml, name, &[("id", anchor.as_deref())], |xml| {
        xml.element("body.content", &[], |xml| blocks(xml, &note.content))
    });
}

fn write_unknown(xml: &mut Xml<'_>, unknown: &UnknownBlock) {
    let text = unknown.text();
    if text.is_empty() {
        return xml.lose(BLOCK_DROPPED, unknown.kind());
    }
    xml.lose(BLOCK_FLATTENED, unknown.kind());
    xml.line("p", &[], &text);
}
