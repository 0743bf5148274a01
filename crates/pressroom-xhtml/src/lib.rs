//! The blocks of a story as XHTML5 (HTML's elements in XML syntax), for every output that is made of it.
//!
//! | model | XHTML |
//! |---|---|
//! | paragraph, crosshead | `p`, `h2` to `h6` |
//! | list, its items | `ul` or `ol`, `li` |
//! | quote, its attribution | `blockquote`, a last `footer` |
//! | pull quote | `aside` with role `doc-pullquote`, class `pull-quote` |
//! | figure | `figure`, `img`, `figcaption` with `span`s of class `caption` and `credit`, in the latter one of class `credit-label` |
//! | table | `table`, `caption`, `thead` of leading header rows, `tbody`, `th` with `scope` |
//! | note | `aside` with role `note`, class `note` |
//! | note with an id | the same with role `doc-footnote`, for readers with its mark (`span` of class `note-mark`) and a link back (role `doc-backlink`, class `back`) |
//! | note reference | in `sup`, `a` with role `doc-noteref` |
//! | a name, caption or credit that runs against the text, for readers | in `bdi` |
//! | rule | `hr` |
//! | embed | `p` of class `embed` with a link |
//! | strong, emphasis, link, sub- and superscript, line break | `strong`, `em`, `a`, `sub`, `sup`, `br` |
//!
//! What comes out is well-formed inside any element of namespace [`NAMESPACE`], whatever goes in. Each block ends with a
//! line feed. The classes above are part of the promise: style sheets and readers go by them.
#![forbid(unsafe_code)]

pub mod bidi;
mod blocks;
mod escape;
mod figure;
mod href;
mod inlines;
mod notes;
mod table;
mod writer;

use pressroom_core::{Block, Diagnostic, Direction, Figure};

pub use escape::{attribute, escape, is_xml_character, is_xml_text};
pub use href::{href_of_file, safe_href};
pub use notes::{Back, Notes, note_anchors};

/// `class` of a `figure` whose picture was handed out, or only illustrates.
pub const HANDOUT: &str = "photo-handout";
pub const ILLUSTRATION: &str = "photo-illustration";

/// The namespace that the elements belong to. The caller declares it.
pub const NAMESPACE: &str = "http://www.w3.org/1999/xhtml";

/// What differs from output to output.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// The output's name in losses, such as `EPUB`.
    pub format: &'a str,
    /// The heading of a crosshead of level 1: 2 means `h2`.
    pub crosshead_level: u8,
    /// Where a figure's picture is. `None` leaves the `img` out: caption and credit stay, and the loss is the caller's to
    /// report.
    pub picture: &'a dyn Fn(&Figure) -> Option<Picture>,
    /// Stands before a credit, with its space: `Ảnh: `. May be empty.
    pub credit_label: &'a str,
    pub tables: Tables<'a>,
    pub notes: Notes<'a>,
    /// Of the text, where readers see it: names, captions and credits that run against it are set apart (`bdi`). Systems get
    /// the words alone.
    pub direction: Option<Direction>,
}

impl<'a> Style<'a> {
    /// For systems: what the model says and no more, crossheads from `h2`.
    pub fn for_systems(format: &'a str, picture: &'a dyn Fn(&Figure) -> Option<Picture>) -> Self {
        Style {
            format,
            crosshead_level: 2,
            picture,
            credit_label: "",
            tables: Tables::Plain,
            notes: Notes::Linked,
            direction: None,
        }
    }
}

/// How a table that is wider than the page is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables<'a> {
    Plain,
    /// Each in a `div` of class `table` that can be scrolled, named by the caption or else by this word.
    Scrolling(&'a str),
    /// Of class `stacks` in a `div` of class `stacking`, and each cell knows its column's header as `data-label`: a style sheet can set the rows one below
    /// another. Tables with cells that span, or without a single row of headers, stay plain.
    Stacking,
}

/// The picture of a figure as a page refers to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// A relative or absolute URL, already percent-encoded where needed.
    pub src: String,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// Appends the blocks. What the format cannot hold is added to `losses`, with the block's place.
pub fn blocks(out: &mut String, blocks: &[Block], style: &Style<'_>, losses: &mut Vec<Diagnostic>) {
    writer::Writer::new(out, blocks, style, losses).blocks(blocks);
}

/// The same, where the first paragraph begins with `opening`: mark-up such as a dateline.
pub fn body(out: &mut String, body: &[Block], opening: &str, style: &Style<'_>, losses: &mut Vec<Diagnostic>) {
    writer::Writer::new(out, body, style, losses).body(body, opening);
}
