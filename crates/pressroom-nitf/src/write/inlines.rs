//! Text with its mark-up. NITF has one kind of emphasis, and raises and lowers only inside a number.

use pressroom_core::losses::{INLINE_FLATTENED, NOTE_MISSING};
use pressroom_core::{Diagnostic, Inline, LinkText, NoteReference, plain_text};
use pressroom_xhtml::safe_href;

use super::xml::{Attributes, MAX_NESTING, Xml};
use crate::words::{NOTE_MARK, STRONG};

/// An element of inlines, on a line of its own.
pub fn line(xml: &mut Xml<'_>, name: &str, attributes: &Attributes<'_>, content: &[Inline]) {
    xml.inside(name, attributes, |xml| inlines(xml, content));
    xml.new_line();
}

pub fn inlines(xml: &mut Xml<'_>, content: &[Inline]) {
    nested(xml, content, 0, false);
}

/// `depth` counts inlines that are open; `in_link` says whether one of them is a link.
fn nested(xml: &mut Xml<'_>, content: &[Inline], depth: usize, in_link: bool) {
    for inline in content {
        match inline {
            Inline::Text { text } => xml.text(text),
            Inline::Strong(strong) => emphasis(xml, Some(STRONG), &strong.content, depth, in_link),
            Inline::Emphasis(emphasised) => emphasis(xml, None, &emphasised.content, depth, in_link),
            Inline::Link(link) => write_link(xml, link, depth, in_link),
            Inline::Subscript(low) => number(xml, "sub", &low.content),
            Inline::Superscript(high) => number(xml, "sup", &high.content),
            Inline::NoteReference(reference) => write_mark(xml, reference, depth, in_link),
            Inline::LineBreak => xml.break_line(),
            Inline::Unknown(unknown) => {
                xml.lose(INLINE_FLATTENED, unknown.kind());
                xml.text(&plain_text(std::slice::from_ref(inline)));
            }
        }
    }
}

fn emphasis(xml: &mut Xml<'_>, class: Option<&str>, content: &[Inline], depth: usize, in_link: bool) {
    if depth >= MAX_NESTING {
        xml.lose(INLINE_FLATTENED, class.unwrap_or("emphasis"));
        return nested(xml, content, depth, in_link);
    }
    xml.inside("em", &[("class", class)], |xml| nested(xml, content, depth + 1, in_link));
}

/// `num` holds plain text only.
fn number(xml: &mut Xml<'_>, element: &str, content: &[Inline]) {
    if content.iter().any(|inline| !matches!(inline, Inline::Text { .. })) {
        xml.lose(INLINE_FLATTENED, &format!("mark-up in `{element}`"));
    }
    xml.inside("num", &[], |xml| xml.inside(element, &[], |xml| xml.text(&plain_text(content))));
}

/// NITF has footnotes (`fn`) and no element that leads to them: a link to the note's `id` does, as everywhere on the web.
fn write_mark(xml: &mut Xml<'_>, mark: &NoteReference, depth: usize, in_link: bool) {
    let anchor = xml.notes.get(&mark.note).map(|anchor| format!("#{anchor}"));
    if anchor.is_none() {
        let loss = Diagnostic::new(NOTE_MISSING).arg("format", xml.style.format).arg("note", &mark.note);
        xml.losses.push(loss.arg("text", plain_text(&mark.content)).at(&xml.span));
        return number(xml, "sup", &mark.content);
    }
    let Some(href) = anchor.filter(|_| !in_link && depth < MAX_NESTING) else {
        xml.lose(INLINE_FLATTENED, "note_reference");
        return number(xml, "sup", &mark.content);
    };
    let attributes = [("class", Some(NOTE_MARK)), ("href", Some(href.as_str()))];
    xml.inside("a", &attributes, |xml| nested(xml, &mark.content, depth + 1, true));
}

/// A link inside a link keeps its words only, as readers could not follow both.
fn write_link(xml: &mut Xml<'_>, link: &LinkText, depth: usize, in_link: bool) {
    let href = safe_href(&link.href).filter(|_| !in_link && depth < MAX_NESTING);
    let Some(href) = href else {
        let loss = Diagnostic::new(INLINE_FLATTENED).arg("format", xml.style.format).arg("kind", "link");
        xml.losses.push(loss.arg("href", &link.href).at(&xml.span));
        return nested(xml, &link.content, depth, in_link);
    };
    xml.inside("a", &[("href", Some(&href))], |xml| nested(xml, &link.content, depth + 1, true));
}
