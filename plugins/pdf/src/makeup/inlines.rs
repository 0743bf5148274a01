//! The model's inlines to styled text.

use pressroom_core::{Diagnostic, Inline, Span, losses, plain_text};

use super::desk::{Desk, FORMAT};
use super::notes;
use crate::page::{NodeId, Role};
use crate::text::style::{LINE_BREAK, RichText, Style};

/// Smaller letters above or below the line, in parts of the size.
const SCRIPT_SIZE: f32 = 0.66;
const SUPERSCRIPT_RISE: f32 = 0.36;
const SUBSCRIPT_RISE: f32 = -0.14;
/// Mark-up nested deeper than this reads like what it stands in.
const DEEPEST_NESTING: usize = 32;

/// Adds inlines of a paragraph that is `node`.
pub fn push_inlines(
    desk: &mut Desk<'_, '_>,
    rich: &mut RichText,
    inlines: &[Inline],
    style: Style,
    node: NodeId,
    source: &Option<Span>,
) {
    let mut place = Place { node, source, link: None, link_node: None, depth: 0 };
    push(desk, rich, inlines, style, &mut place);
}

struct Place<'s> {
    node: NodeId,
    source: &'s Option<Span>,
    link: Option<usize>,
    link_node: Option<NodeId>,
    depth: usize,
}

fn push(desk: &mut Desk<'_, '_>, rich: &mut RichText, inlines: &[Inline], style: Style, place: &mut Place<'_>) {
    if place.depth > DEEPEST_NESTING {
        rich.push_linked(&plain_text(inlines), style, place.link_node, place.link);
        return;
    }
    place.depth += 1;
    for inline in inlines {
        match inline {
            Inline::Text { text } => rich.push_linked(text, style, place.link_node, place.link),
            Inline::Strong(nested) => {
                push(desk, rich, &nested.content, Style { face: style.face.bold(), ..style }, place);
            }
            Inline::Emphasis(nested) => {
                push(desk, rich, &nested.content, Style { face: style.face.italic(), ..style }, place);
            }
            Inline::Superscript(nested) => {
                push(desk, rich, &nested.content, superscript(style), place);
            }
            Inline::Subscript(nested) => push(desk, rich, &nested.content, script(style, SUBSCRIPT_RISE), place),
            Inline::Link(link) => {
                let outer = (place.link, place.link_node);
                if outer.0.is_none() && !plain_text(&link.content).trim().is_empty() {
                    let index = desk.address(&link.href);
                    place.link = Some(index);
                    place.link_node = Some(desk.layout.structure.add(Some(place.node), Role::Link(index)));
                }
                push(desk, rich, &link.content, style, place);
                (place.link, place.link_node) = outer;
            }
            // A mark that stands in raised text is raised already.
            Inline::NoteReference(reference) => {
                let raised = if style.rise > 0.0 { style } else { superscript(style) };
                let outer = (place.link, place.link_node);
                if outer.0.is_some() {
                    notes::mark_in_link(desk, reference, place.node, place.source);
                } else if let Some((node, link)) = notes::mark(desk, reference, place.node, place.source) {
                    (place.link, place.link_node) = (Some(link), Some(node));
                }
                push(desk, rich, &reference.content, raised, place);
                (place.link, place.link_node) = outer;
            }
            Inline::LineBreak => {
                let mut letter = [0; 4];
                rich.push_linked(LINE_BREAK.encode_utf8(&mut letter), style, place.link_node, place.link);
            }
            Inline::Unknown(unknown) => {
                let text = plain_text(std::slice::from_ref(inline));
                rich.push_linked(&text, style, place.link_node, place.link);
                let lost = Diagnostic::new(losses::INLINE_FLATTENED).arg("format", FORMAT).arg("kind", unknown.kind());
                desk.diagnostics.push(lost.at(place.source));
            }
        }
    }
    place.depth -= 1;
}

pub fn superscript(style: Style) -> Style {
    script(style, SUPERSCRIPT_RISE)
}

fn script(style: Style, rise: f32) -> Style {
    Style { size: style.size * SCRIPT_SIZE, rise: style.rise + style.size * rise, ..style }
}
