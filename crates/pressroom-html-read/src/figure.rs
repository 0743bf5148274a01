//! Pictures and their captions.

use pressroom_core::{Asset, Block, Figure, Inline, Paragraph, Span, Text, plain_text};

use crate::attributes::Attributes;
use crate::codes;
use crate::href::{file_of_href, media_type_of_file};
use crate::machine::Machine;
use crate::open::{CaptionPart, Kind, OpenFigure};
use crate::run::Run;

/// Pictures no larger than this count visits.
const COUNTING_PIXELS: u32 = 1;

pub fn image(machine: &mut Machine, attributes: &Attributes) {
    let (width, height) = (attributes.number("width"), attributes.number("height"));
    let counts = |pixels: Option<u32>| pixels.is_some_and(|pixels| pixels <= COUNTING_PIXELS);
    if counts(width) && counts(height) {
        return machine.notice(codes::LEFT_OUT, "element", "img");
    }
    let alt = attributes.get("alt");
    // Pages that load pictures late keep the address elsewhere.
    let sources =
        ["src", "data-src", "data-original", "data-lazy-src"].into_iter().filter_map(|name| attributes.get(name));
    let source = sources.map(str::trim).find(|source| is_usable(source));
    let span = Some(machine.span_here());
    let asset = source.map(|source| {
        let file = file_of_href(source);
        let media_type = media_type_of_file(&file).to_owned();
        Asset { file, media_type, width, height, size: None }
    });
    if asset.is_none() {
        machine.notice(codes::PICTURE_WITHOUT_ADDRESS, "alt", &alt.map(|alt| format!(": {alt}")).unwrap_or_default());
    }
    let alt = alt.map(|alt| Text { text: one_line(alt), span: span.clone() });
    if let Some(open) = open_figure(machine).filter(|open| !open.has_picture) {
        open.has_picture = true;
        open.figure.asset = asset;
        open.figure.alt = alt;
        return;
    }
    if asset.is_none() {
        return;
    }
    if !machine.in_text() {
        machine.flush();
    }
    machine.push(Block::Figure(Figure { asset, alt, span, ..Figure::default() }));
}

fn is_usable(source: &str) -> bool {
    let scheme = source.split(':').next().unwrap_or_default().to_ascii_lowercase();
    !source.is_empty() && !matches!(scheme.as_str(), "data" | "blob" | "javascript" | "about")
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn open_figure(machine: &mut Machine) -> Option<&mut OpenFigure> {
    machine.stack.iter_mut().rev().find_map(|open| match &mut open.kind {
        Kind::Figure(figure) => Some(&mut **figure),
        _ => None,
    })
}

/// A caption that belongs to no figure is ordinary text.
pub fn caption(machine: &mut Machine) -> Kind {
    if open_figure(machine).is_some() { Kind::Caption } else { Kind::Transparent }
}

pub fn close_caption(machine: &mut Machine, run: Run) {
    close_part(machine, CaptionPart::Caption, run);
}

pub fn close_part(machine: &mut Machine, part: CaptionPart, run: Run) {
    let Some(text) = machine.text_of(run) else { return };
    match open_figure(machine) {
        Some(open) => open.set(part, text),
        None => {
            let content = vec![Inline::text(text.text)];
            machine.push(Block::Paragraph(Paragraph { content, span: text.span }));
        }
    }
}

/// A figure may hold a picture, a table, a quotation: the caption goes to what it captions.
pub fn close(machine: &mut Machine, open: OpenFigure, span: Option<Span>) {
    let OpenFigure { mut figure, has_picture, mut blocks } = open;
    let captioned = figure.caption.is_some() || figure.credit.is_some();
    if !has_picture {
        match (blocks.as_mut_slice(), figure.caption.take()) {
            ([Block::Table(table)], Some(caption)) if table.caption.is_none() => table.caption = Some(caption.text),
            ([Block::Quote(quote)], Some(caption)) if quote.attribution.is_none() => {
                quote.attribution = Some(caption.text);
            }
            ([Block::Figure(inner)], Some(caption)) if inner.caption.is_none() => {
                inner.caption = Some(caption);
                inner.credit = inner.credit.take().or(figure.credit.take());
                inner.credit_label = inner.credit_label.take().or(figure.credit_label.take());
            }
            (_, caption) => figure.caption = caption,
        }
    } else if !captioned && let [Block::Paragraph(paragraph)] = blocks.as_slice() {
        // A line below a picture, without the element for it.
        figure.caption = Some(Text { text: plain_text(&paragraph.content), span: paragraph.span.clone() });
        blocks.clear();
    }
    let words = [&figure.caption, &figure.credit, &figure.credit_label];
    if figure.asset.is_some() || words.into_iter().any(Option::is_some) {
        machine.push(Block::Figure(Figure { span, ..figure }));
    }
    blocks.into_iter().for_each(|block| machine.push(block));
}
