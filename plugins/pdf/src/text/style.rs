//! Text with its styles, before it is shaped.

use pressroom_core::Span;

use super::fonts::Face;
use crate::page::{Colour, NodeId, Pt};

/// How a stretch of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub face: Face,
    pub size: Pt,
    pub colour: Colour,
    /// Above the baseline; below 0 for subscripts.
    pub rise: Pt,
    /// Capitals and small letters as small capitals, where the font has them.
    pub small_caps: bool,
    /// Added between letters, in parts of the size.
    pub tracking_em: f32,
}

impl Style {
    pub const fn new(face: Face, size: Pt) -> Self {
        Style { face, size, colour: Colour::BLACK, rise: 0.0, small_caps: false, tracking_em: 0.0 }
    }

    pub const fn coloured(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }
}

/// A stretch of one style.
#[derive(Clone, Debug)]
pub struct StyledRange {
    /// Where the stretch ends in the text, in bytes; it starts where the one before ends.
    pub end: usize,
    pub style: Style,
    /// The node that the stretch belongs to instead of the paragraph's own, such as a link.
    pub node: Option<NodeId>,
    /// Index into the layout's links.
    pub link: Option<usize>,
}

/// A paragraph's text and its styles.
#[derive(Clone, Debug, Default)]
pub struct RichText {
    pub text: String,
    pub ranges: Vec<StyledRange>,
    /// Where no line ends although a space stands there, in bytes.
    pub glued: Vec<usize>,
    /// Where the text stands in the source.
    pub source: Option<Span>,
}

/// Forces a line to end. Not part of any text: the reader never leaves one inside.
pub const LINE_BREAK: char = '\u{2028}';

impl RichText {
    pub fn new(text: &str, style: Style) -> Self {
        let mut rich = RichText::default();
        rich.push(text, style);
        rich
    }

    pub fn at(mut self, source: &Option<Span>) -> Self {
        self.source.clone_from(source);
        self
    }

    pub fn push(&mut self, text: &str, style: Style) {
        self.push_linked(text, style, None, None);
    }

    pub fn push_linked(&mut self, text: &str, style: Style, node: Option<NodeId>, link: Option<usize>) {
        if text.is_empty() {
            return;
        }
        // Whatever kind of white space it was, on a line it is a space.
        self.text.extend(text.chars().map(|letter| if matches!(letter, '\t' | '\n' | '\r') { ' ' } else { letter }));
        let end = self.text.len();
        match self.ranges.last_mut() {
            Some(last) if last.style == style && last.node == node && last.link == link => last.end = end,
            Some(_) | None => self.ranges.push(StyledRange { end, style, node, link }),
        }
    }

    /// Keeps the last word so far and the next one on one line.
    pub fn glue(&mut self) {
        self.glued.push(self.text.len());
    }

    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}
