//! What every part of the reader needs: where things stand, and where to say what was noticed.

use std::ops::Range;

use pressroom_core::time::TimeZone;
use pressroom_core::{Code, Diagnostic, Text};

use super::places::Places;
use super::tree::Element;

pub struct Context<'p> {
    pub places: &'p Places,
    pub diagnostics: Vec<Diagnostic>,
    /// The item's language, for choosing among names.
    pub language: String,
    /// The zone that a time without one is taken to be in: what the item's other times say.
    pub zone: TimeZone,
    /// Whether anybody says so; UTC when not.
    pub zone_known: bool,
    /// Written by Pressroom: everything stands where the model says, and nothing is to be made out.
    pub own: bool,
}

impl Context<'_> {
    pub fn notice(&mut self, code: Code, at: &Range<usize>, args: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::new(code);
        for (name, value) in args {
            diagnostic = diagnostic.arg(name, value);
        }
        self.diagnostics.push(diagnostic.at(&self.places.span(at)));
    }

    /// An element's text with its place; `None` when it says nothing.
    pub fn text(&self, element: &Element) -> Option<Text> {
        let text = paragraphs(element);
        (!text.is_empty()).then(|| Text::at(text, self.places.span(&(element.at.start..element.end))))
    }

    /// The same on one line.
    pub fn line(&self, element: &Element) -> Option<Text> {
        let text = element.line();
        (!text.is_empty()).then(|| Text::at(text, self.places.span(&(element.at.start..element.end))))
    }
}

/// An element's text; paragraphs and lists in it, which some agencies have even in notes, are kept apart.
pub fn paragraphs(element: &Element) -> String {
    let has_blocks = element.descendants().skip(1).any(|inner| is_block(&inner.name));
    if !has_blocks {
        return trimmed_lines(&element.text());
    }
    let mut out = String::new();
    push_blocks(element, &mut out);
    trimmed_lines(&out)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "br" | "div" | "section" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "tr" | "ul" | "ol" | "header"
    )
}

fn push_blocks(element: &Element, out: &mut String) {
    use super::tree::{Node, one_line};
    for node in &element.children {
        match node {
            Node::Text(text) if text.text.trim().is_empty() => out.push(' '),
            Node::Text(text) => {
                let spaced = |edge: Option<char>| edge.is_some_and(super::tree::is_space);
                if spaced(text.text.chars().next()) {
                    out.push(' ');
                }
                out.push_str(&one_line(&text.text));
                if spaced(text.text.chars().last()) {
                    out.push(' ');
                }
            }
            Node::Element(inner) => {
                let block = is_block(&inner.name);
                if block && !out.ends_with('\n') {
                    out.push('\n');
                }
                push_blocks(inner, out);
                if block && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
        }
    }
}

/// Lines as they are, without spaces at their ends when mark-up indented them.
fn trimmed_lines(text: &str) -> String {
    let text = text.trim_matches(super::tree::is_space);
    if !text.contains('\n') {
        return text.to_owned();
    }
    let lines = text.lines().map(|line| line.trim_matches(super::tree::is_space));
    // One empty line parts paragraphs; more come from mark-up.
    let mut out: Vec<&str> = Vec::new();
    for line in lines {
        if !line.is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
            out.push(line);
        }
    }
    out.join("\n")
}
