//! Runs of text.

use pressroom_core::{Inline, LinkText, Nested, NoteReference};

use super::Body;
use super::role::Role;
use crate::reader::codes;
use crate::reader::tree::{Element, Node, is_space};

impl Body<'_, '_> {
    pub fn inlines(&mut self, nodes: &[Node], out: &mut Vec<Inline>, preformatted: bool) {
        for node in nodes {
            match node {
                Node::Text(text) => push_text(out, &text.text, preformatted),
                Node::Element(element) => self.inline(element, out, preformatted),
            }
        }
    }

    pub fn inline(&mut self, element: &Element, out: &mut Vec<Inline>, preformatted: bool) {
        let nested = |body: &mut Self| {
            let mut content = Vec::new();
            body.inlines(&element.children, &mut content, preformatted);
            Nested { content }
        };
        match Role::of(element) {
            Role::Strong => out.push(Inline::Strong(nested(self))),
            Role::Emphasis => out.push(Inline::Emphasis(nested(self))),
            Role::Subscript => out.push(Inline::Subscript(nested(self))),
            Role::Superscript => {
                let mut nested = nested(self);
                // A mark is raised by what it is.
                match nested.content.pop() {
                    Some(mark @ Inline::NoteReference(_)) if nested.content.is_empty() => out.push(mark),
                    last => {
                        nested.content.extend(last);
                        out.push(Inline::Superscript(nested));
                    }
                }
            }
            Role::Link if self.mark(element, out, preformatted) => {}
            Role::Plain if self.is_mark_of_note(element) => drop(self.take_off(element)),
            Role::Link => match address(element) {
                Some(href) => {
                    let content = nested(self).content;
                    out.push(Inline::Link(LinkText { href: href.to_owned(), content }));
                }
                None => {
                    if let Some(href) = element.value("href") {
                        self.context.notice(codes::FLATTENED, &element.at, &[("element", &format!("a {href}"))]);
                    }
                    self.inlines(&element.children, out, preformatted);
                }
            },
            Role::Break => {
                out.push(Inline::LineBreak);
                // `<br>` never closed holds what follows it.
                self.inlines(&element.children, out, preformatted);
            }
            Role::LeftOut => self.leave_out(element),
            Role::Unknown => {
                self.unknown(element);
                self.inlines(&element.children, out, preformatted);
            }
            Role::Plain => self.inlines(&element.children, out, preformatted),
            // Blocks where only text may stand: each begins on a line of its own.
            _ => {
                if out.last().is_some_and(|last| *last != Inline::LineBreak) {
                    out.push(Inline::LineBreak);
                }
                self.inlines(&element.children, out, preformatted);
            }
        }
    }
}

/// An absolute IRI.
fn address(element: &Element) -> Option<&str> {
    let href = element.value("href")?;
    pressroom_xhtml::safe_href(href).map(|_| href)
}

fn push_text(out: &mut Vec<Inline>, text: &str, preformatted: bool) {
    if preformatted {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                out.push(Inline::LineBreak);
            }
            append(out, line);
        }
    } else {
        append(out, text);
    }
}

fn append(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text { text: before }) => before.push_str(text),
        Some(_) | None => out.push(Inline::text(text)),
    }
}

/// White space as a page shows it: a run with a line break in it is one space, none stands at a line's ends. Several
/// spaces on one line stay, as somebody typed them.
pub fn tidy(content: Vec<Inline>) -> Vec<Inline> {
    let mut after_space = true;
    let mut content = tidied(content, &mut after_space);
    trim_end(&mut content);
    while matches!(content.first(), Some(Inline::LineBreak)) {
        content.remove(0);
    }
    content
}

fn tidied(content: Vec<Inline>, after_space: &mut bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        let nested = |nested: Nested, after_space: &mut bool| Nested { content: tidied(nested.content, after_space) };
        match inline {
            Inline::Text { text } => append(&mut out, &collapsed(&text, after_space)),
            Inline::Strong(inner) => push_nested(&mut out, nested(inner, after_space), Inline::Strong),
            Inline::Emphasis(inner) => push_nested(&mut out, nested(inner, after_space), Inline::Emphasis),
            Inline::Subscript(inner) => push_nested(&mut out, nested(inner, after_space), Inline::Subscript),
            Inline::Superscript(inner) => push_nested(&mut out, nested(inner, after_space), Inline::Superscript),
            Inline::Link(link) => {
                let content = tidied(link.content, after_space);
                if !content.is_empty() {
                    out.push(Inline::Link(LinkText { href: link.href, content }));
                }
            }
            Inline::NoteReference(reference) => {
                let content = tidied(reference.content, after_space);
                if !content.is_empty() {
                    out.push(Inline::NoteReference(NoteReference { note: reference.note, content }));
                }
            }
            Inline::LineBreak => {
                trim_end_spaces(&mut out);
                out.push(Inline::LineBreak);
                *after_space = true;
            }
            Inline::Unknown(unknown) => out.push(Inline::Unknown(unknown)),
        }
    }
    out
}

fn push_nested(out: &mut Vec<Inline>, nested: Nested, make: fn(Nested) -> Inline) {
    if !nested.content.is_empty() {
        out.push(make(nested));
    }
}

fn collapsed(text: &str, after_space: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
        let (spaces, after) = rest.split_at(run);
        if !spaces.is_empty() {
            if !*after_space {
                out.push_str(if spaces.bytes().all(|byte| byte == b' ') { spaces } else { " " });
            }
            *after_space = true;
        }
        let word = after.find(is_space).unwrap_or(after.len());
        let (word, after) = after.split_at(word);
        if !word.is_empty() {
            out.push_str(word);
            *after_space = false;
        }
        rest = after;
    }
    out
}

fn trim_end_spaces(content: &mut Vec<Inline>) {
    if let Some(Inline::Text { text }) = content.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
        if text.is_empty() {
            content.pop();
        }
    }
}

/// Spaces and line breaks at the end of a block say nothing.
fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    return;
                }
            }
            Inline::LineBreak => {}
            Inline::Strong(nested)
            | Inline::Emphasis(nested)
            | Inline::Subscript(nested)
            | Inline::Superscript(nested) => {
                trim_end(&mut nested.content);
                if !nested.content.is_empty() {
                    return;
                }
            }
            Inline::Link(link) => {
                trim_end(&mut link.content);
                if !link.content.is_empty() {
                    return;
                }
            }
            Inline::NoteReference(reference) => {
                trim_end(&mut reference.content);
                if !reference.content.is_empty() {
                    return;
                }
            }
            Inline::Unknown(_) => return,
        }
        content.pop();
    }
}
