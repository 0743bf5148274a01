//! The page model: what stands where, and what it is. Knows nothing of PDF, and nothing of stories.
//!
//! Lengths are points (1/72 inch). On a page x grows to the right from the left edge and y grows *down* from the top
//! edge.

use crate::text::fonts::FontId;

/// Points, 1/72 inch.
pub type Pt = f32;

/// The made-up pages of one story, or of what stands before the stories.
#[derive(Debug, Default)]
pub struct Layout {
    /// Folio of the first page, less one.
    pub folios_before: u32,
    pub pages: Vec<Page>,
    pub structure: Structure,
    /// Where links lead.
    pub links: Vec<Target>,
    /// Stories in order, for the outline and the article threads.
    pub stories: Vec<StoryOnPages>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Address(String),
    /// The story at this position of the whole document.
    Story(usize),
    /// A part of the structure, where it begins; with the words that lead there.
    Part {
        node: NodeId,
        words: String,
    },
}

/// Where a story begins and which areas it fills, in reading order.
#[derive(Clone, Debug, Default)]
pub struct StoryOnPages {
    pub title: String,
    pub page: usize,
    /// Page (from 0) and area of each column that the story's text fills.
    pub areas: Vec<(usize, Rect)>,
}

/// A part of an edition.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub title: String,
    /// How many of the document's stories belong to it: each section has those after the one before.
    pub stories: usize,
}

#[derive(Debug)]
pub struct Page {
    pub width: Pt,
    pub height: Pt,
    /// The printed page number.
    pub folio: u32,
    pub items: Vec<Item>,
}

/// Something drawn, and the part of the structure that it belongs to.
#[derive(Clone, Debug)]
pub struct Item {
    /// `None` for rules, folios and other furniture that is no part of any story.
    pub owner: Option<NodeId>,
    pub mark: Mark,
}

#[derive(Clone, Debug)]
pub enum Mark {
    Glyphs(GlyphRun),
    Fill(Rect, Colour),
    /// Index into the [`crate::picture::shelf::Shelf`].
    Picture(usize, Rect),
    /// A place that leads to [`Layout::links`]; drawn by the reader's program.
    Link(usize, Rect),
}

impl Item {
    pub fn move_by(&mut self, dx: Pt, dy: Pt) {
        match &mut self.mark {
            Mark::Glyphs(run) => {
                run.x += dx;
                run.y += dy;
            }
            Mark::Fill(rect, _) | Mark::Picture(_, rect) | Mark::Link(_, rect) => {
                rect.x += dx;
                rect.y += dy;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x: Pt,
    /// Of the upper edge.
    pub y: Pt,
    pub width: Pt,
    pub height: Pt,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Colour {
    /// 0 is black, as the press wants body text: one ink.
    Grey(f32),
    Rgb([f32; 3]),
}

impl Colour {
    pub const BLACK: Colour = Colour::Grey(0.0);

    /// Of red, green and blue; the same of all is grey, for a single ink.
    pub fn of_bytes([red, green, blue]: [u8; 3]) -> Colour {
        let part = |byte: u8| f32::from(byte) / 255.0;
        if red == green && green == blue { Colour::Grey(part(red)) } else { Colour::Rgb([red, green, blue].map(part)) }
    }
}

/// Glyphs of one font and size on one baseline.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    pub x: Pt,
    /// Of the baseline.
    pub y: Pt,
    pub font: FontId,
    pub size: Pt,
    pub colour: Colour,
    /// Added after every glyph, already within the glyphs' advances.
    pub tracking: Pt,
    /// Glyphs are drawn so much wider, in parts of their width. Advances and offsets have it in them.
    pub widened: f32,
    pub glyphs: Vec<Glyph>,
    /// The text that the glyphs stand for, cluster by cluster.
    pub text: String,
    /// BCP 47, where it differs from the story's.
    pub language: Option<&'static str>,
}

#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub id: u16,
    /// To the next glyph's origin.
    pub advance: Pt,
    /// From the pen to where the glyph is drawn; up is positive.
    pub offset: (Pt, Pt),
    /// Bytes of the run's text from here. The first glyph of a cluster has them all, the others 0.
    pub text: (u32, u32),
}

/// The parts that the pages are made of, in reading order.
#[derive(Debug, Default)]
pub struct Structure {
    pub nodes: Vec<Node>,
}

/// Position in [`Structure::nodes`]; nodes are added in reading order, so this orders the content too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub u32);

#[derive(Clone, Debug)]
pub struct Node {
    pub parent: Option<NodeId>,
    pub role: Role,
    /// BCP 47, where it differs from the parent's.
    pub language: Option<String>,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    Document,
    Section {
        title: String,
    },
    Story,
    Heading(u8),
    Paragraph,
    Quote,
    List,
    ListItem,
    ListLabel,
    ListBody,
    /// A picture with the words that belong to it.
    FigureGroup,
    Figure {
        alt: String,
    },
    Caption,
    Table,
    TableRow,
    TableCell {
        /// `None` for a cell that is no header.
        header: Option<HeaderScope>,
        columns: u32,
        rows: u32,
    },
    Note,
    /// A table of contents, an entry of it, and the words that lead to a story.
    Contents,
    ContentsEntry,
    Reference,
    /// Index into [`Layout::links`].
    Link(usize),
}

/// What a table's header cell is the header of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderScope {
    Column,
    Row,
}

impl Structure {
    pub fn add(&mut self, parent: Option<NodeId>, role: Role) -> NodeId {
        // A story has far fewer parts than this can count.
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { parent, role, language: None });
        id
    }
}
