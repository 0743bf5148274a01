//! A file as a tree, whatever its faults: XML where it is well-formed, and as much of it as can be made out where not.
//! Every fault has its place. Depth, number of elements and expansion of entities are limited; nothing is ever fetched.

mod doctype;
mod element;
mod open;
mod parse;
mod references;

use std::ops::Range;

use pressroom_core::Code;

pub use element::{Attribute, Element, Node, Text, is_space, one_line};
pub use parse::{Mode, parse, shown};

/// Elements inside elements. Deeper ones are read without their element, text kept.
pub const MAX_DEPTH: usize = 200;
/// Real messages have some ten thousand.
pub const MAX_ELEMENTS: usize = 1_000_000;
pub const MAX_ATTRIBUTES: usize = 200;
/// Faults that are listed one by one.
pub const MAX_FAULTS: usize = 500;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Tree {
    /// More than one only when the file is several documents, one after the other.
    pub roots: Vec<Node>,
    pub faults: Vec<Fault>,
    /// Faults beyond [`MAX_FAULTS`].
    pub further_faults: usize,
}

/// Something wrong, by its place in the text.
#[derive(Clone, Debug)]
pub struct Fault {
    pub code: Code,
    pub at: Range<usize>,
    pub args: Vec<(&'static str, String)>,
}
