//! The page model to PDF: the pages' operators, with every piece marked as a part of the structure or as furniture, and
//! printpdf's document of pages and fonts.
//!
//! One story is drawn at a time. What stays of it is small: its compressed pages and what they are made of.

mod content;
mod fonts;
mod marks;
mod text;

use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions, Pt as PdfPt, Rect as PdfRect};

use self::content::Content;
use self::fonts::UsedGlyphs;
pub use self::marks::MARKS_BEYOND_BLEED;
use crate::deflate::Deflate;
use crate::page::{Colour, Item, Layout, Mark, NodeId, Page, Pt, Rect, Role, StoryOnPages, Structure, Target};
use crate::picture::shelf::Shelf;
use crate::text::fonts::Fonts;

/// Draws layouts, one after the other, with fonts that are cut down to what all of them use.
pub struct Press<'f> {
    fonts: &'f Fonts,
    /// How far the press prints beyond the trimmed page; 0 for no press.
    pub bleed: Pt,
    used: UsedGlyphs,
    deflate: Deflate,
}

/// What was drawn, and which structure element each marked piece belongs to.
#[derive(Debug, Default)]
pub struct Drawn {
    pub pages: Vec<DrawnPage>,
    pub structure: Structure,
    pub links: Vec<Target>,
    pub stories: Vec<StoryOnPages>,
}

#[derive(Debug, Default)]
pub struct DrawnPage {
    pub width: Pt,
    pub height: Pt,
    pub folio: u32,
    /// The operators, deflated.
    pub content: Vec<u8>,
    /// The element of each marked-content identifier, from 0.
    pub marked: Vec<NodeId>,
    /// Of each such piece the upper edge; y grows up.
    pub tops: Vec<Pt>,
    pub links: Vec<DrawnLink>,
    pub pictures: Vec<DrawnPicture>,
}

#[derive(Clone, Copy, Debug)]
pub struct DrawnLink {
    /// `None` leads somewhere without being a part of the story.
    pub node: Option<NodeId>,
    /// Index into [`Drawn::links`].
    pub link: usize,
    pub area: Corners,
}

#[derive(Clone, Copy, Debug)]
pub struct DrawnPicture {
    pub node: Option<NodeId>,
    /// Index into the shelf.
    pub picture: usize,
    pub area: Corners,
}

/// Left, bottom, right, top; y grows up, as in PDF.
pub type Corners = [Pt; 4];

impl<'f> Press<'f> {
    pub fn new(fonts: &'f Fonts, bleed: Pt) -> Self {
        Press { fonts, bleed, used: UsedGlyphs::default(), deflate: Deflate::new() }
    }

    pub fn draw(&mut self, layout: Layout, shelf: &Shelf<'_>) -> Result<Drawn, String> {
        let items = layout.pages.iter().flat_map(|page| &page.items);
        for item in items {
            if let Mark::Glyphs(run) = &item.mark {
                self.used.learn(run, self.fonts);
            }
        }
        let mut pages = Vec::with_capacity(layout.pages.len());
        for page in &layout.pages {
            let (mut content, mut drawn) = draw_page(page, &layout.structure, &self.used, shelf, self.bleed);
            if self.bleed > 0.0 {
                marks::crop(page, self.bleed, &mut content);
            }
            drawn.content = self.deflate.deflated(&content.into_bytes()).ok_or("a page cannot be compressed")?;
            pages.push(drawn);
        }
        Ok(Drawn { pages, structure: layout.structure, links: layout.links, stories: layout.stories })
    }

    /// A document with blank pages of these sizes and all fonts.
    pub fn document(&self, pages: &[DrawnPage]) -> Result<lopdf::Document, String> {
        let mut document = PdfDocument::new("");
        let mut specimen = Some(self.used.embed(&mut document, self.fonts)?);
        for page in pages {
            document.pages.push(blank(page.width, page.height, specimen.take().unwrap_or_default()));
        }
        Ok(written(&document))
    }
}

impl Drawn {
    /// Which of the stories a part belongs to, counted from 0.
    pub fn story_of(&self, node: NodeId) -> usize {
        let before = self.structure.nodes.iter().take(node.0 as usize);
        before.filter(|node| node.role == Role::Story).count().saturating_sub(1)
    }

    /// Adds what was drawn apart, each story's structure below its own of `parents`, everything else below the first.
    pub fn append(&mut self, mut other: Drawn, parents: &[NodeId]) {
        let mut parents = parents.iter().copied();
        let Some(mut parent) = parents.next() else { return };
        let mut first = true;
        let pages = self.pages.len();
        let nodes = u32::try_from(self.structure.nodes.len()).unwrap_or(u32::MAX);
        let links = self.links.len();
        let moved = |node: NodeId| NodeId(node.0.saturating_add(nodes));
        for node in &mut other.structure.nodes {
            if node.parent.is_none() && node.role == Role::Story && !std::mem::take(&mut first) {
                parent = parents.next().unwrap_or(parent);
            }
            node.parent = Some(node.parent.map_or(parent, moved));
            if let Role::Link(link) = &mut node.role {
                *link += links;
            }
        }
        for link in &mut other.links {
            if let Target::Part { node, .. } = link {
                *node = moved(*node);
            }
        }
        for page in &mut other.pages {
            page.marked.iter_mut().for_each(|node| *node = moved(*node));
            page.pictures.iter_mut().for_each(|picture| picture.node = picture.node.map(moved));
            for link in &mut page.links {
                link.node = link.node.map(moved);
                link.link += links;
            }
        }
        for story in &mut other.stories {
            story.page += pages;
            story.areas.iter_mut().for_each(|(page, _)| *page += pages);
        }
        self.pages.append(&mut other.pages);
        self.structure.nodes.append(&mut other.structure.nodes);
        self.links.append(&mut other.links);
        self.stories.append(&mut other.stories);
    }
}

fn blank(width: Pt, height: Pt, ops: Vec<Op>) -> PdfPage {
    let area = PdfRect::from_wh(PdfPt(width), PdfPt(height));
    PdfPage { media_box: area.clone(), trim_box: area.clone(), crop_box: area, ops }
}

fn written(document: &PdfDocument) -> lopdf::Document {
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        // Pictures go in as they are.
        image_optimization: None,
    };
    document.to_lopdf_document(&options, &mut Vec::new())
}

/// The resource name of a picture of the shelf.
pub fn picture_name(index: usize) -> String {
    format!("Picture{}", index + 1)
}

fn draw_page(
    page: &Page,
    structure: &Structure,
    used: &UsedGlyphs,
    shelf: &Shelf<'_>,
    bleed: Pt,
) -> (Content, DrawnPage) {
    let (width, height, folio) = (page.width, page.height, page.folio);
    let mut drawn = DrawnPage { width, height, folio, ..DrawnPage::default() };
    let mut out = Content::default();
    let items = in_story_order(page, structure);
    for group in items.chunk_by(|a, b| a.owner == b.owner) {
        let owner = group.first().and_then(|item| item.owner);
        let drawable = group.iter().any(|item| !matches!(item.mark, Mark::Link(..)));
        if drawable {
            let top = group.iter().map(|item| upper_edge(&item.mark)).fold(page.height, Pt::min);
            begin(owner, structure, page.height - top, &mut drawn, &mut out);
        }
        let mut pen = text::Pen::new(used, page.height);
        for item in group {
            match &item.mark {
                Mark::Glyphs(run) => pen.show(run, &mut out),
                Mark::Fill(area, colour) => {
                    pen.lift(&mut out);
                    fill(&within(area, page, bleed), *colour, page.height, &mut out);
                }
                Mark::Picture(index, area) => {
                    pen.lift(&mut out);
                    picture(*index, area, shelf, page.height, &mut out);
                    let area = corners(area, page.height);
                    drawn.pictures.push(DrawnPicture { node: item.owner, picture: *index, area });
                }
                Mark::Link(link, area) => {
                    let area = corners(area, page.height);
                    drawn.links.push(DrawnLink { node: item.owner, link: *link, area });
                }
            }
        }
        pen.lift(&mut out);
        if drawable {
            out.end_marked();
        }
    }
    (out, drawn)
}

/// What of an area the press prints.
fn within(area: &Rect, page: &Page, bleed: Pt) -> Rect {
    let (left, top) = (area.x.max(-bleed), area.y.max(-bleed));
    let right = (area.x + area.width).min(page.width + bleed);
    let bottom = (area.y + area.height).min(page.height + bleed);
    Rect { x: left, y: top, width: (right - left).max(0.0), height: (bottom - top).max(0.0) }
}

fn corners(area: &Rect, page_height: Pt) -> Corners {
    let bottom = page_height - area.y - area.height;
    [area.x, bottom, area.x + area.width, bottom + area.height]
}

/// Furniture first, then the story's parts in reading order, whatever stands above what on the page: a reader that
/// follows the content stream reads the story as it was written.
fn in_story_order<'p>(page: &'p Page, structure: &Structure) -> Vec<&'p Item> {
    let mut items: Vec<(Option<NodeId>, &Item)> =
        page.items.iter().map(|item| (item.owner.map(|node| block_of(node, structure)), item)).collect();
    items.sort_by_key(|(block, _)| *block);
    items.into_iter().map(|(_, item)| item).collect()
}

/// The paragraph that a link or a note's mark stands in; any other element itself. Words around a link keep their order.
fn block_of(node: NodeId, structure: &Structure) -> NodeId {
    let mut at = node;
    while let Some(found) = structure.nodes.get(at.0 as usize) {
        match (&found.role, found.parent) {
            (Role::Link(_) | Role::Reference, Some(parent)) => at = parent,
            (_, Some(_) | None) => break,
        }
    }
    at
}

fn upper_edge(mark: &Mark) -> Pt {
    match mark {
        Mark::Glyphs(run) => run.y - run.size,
        Mark::Fill(area, _) | Mark::Picture(_, area) | Mark::Link(_, area) => area.y,
    }
}

fn begin(owner: Option<NodeId>, structure: &Structure, top: Pt, drawn: &mut DrawnPage, out: &mut Content) {
    let node = owner.and_then(|owner| Some((owner, structure.nodes.get(owner.0 as usize)?)));
    let Some((owner, node)) = node else {
        out.begin_artifact();
        return;
    };
    out.begin_part(&tag(&node.role), drawn.marked.len());
    drawn.marked.push(owner);
    drawn.tops.push(top);
}

/// The standard structure type of a part (ISO 32000-1, 14.8.4).
pub fn tag(role: &Role) -> String {
    match role {
        Role::Document => "Document",
        Role::Section { .. } => "Sect",
        Role::Story => "Art",
        Role::Heading(level) => return format!("H{}", (*level).clamp(1, 6)),
        Role::Paragraph => "P",
        Role::Quote => "BlockQuote",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::ListLabel => "Lbl",
        Role::ListBody => "LBody",
        Role::FigureGroup => "Div",
        Role::Figure { .. } => "Figure",
        Role::Caption => "Caption",
        Role::Table => "Table",
        Role::TableRow => "TR",
        Role::TableCell { header: Some(_), .. } => "TH",
        Role::TableCell { header: None, .. } => "TD",
        Role::Note => "Note",
        Role::Contents => "TOC",
        Role::ContentsEntry => "TOCI",
        Role::Reference => "Reference",
        Role::Link(_) => "Link",
    }
    .to_owned()
}

fn fill(area: &Rect, colour: Colour, page_height: Pt, out: &mut Content) {
    out.fill_colour(colour);
    out.rectangle([area.x, page_height - area.y - area.height, area.width, area.height]);
}

fn picture(index: usize, area: &Rect, shelf: &Shelf<'_>, page_height: Pt, out: &mut Content) {
    let Some(picture) = shelf.pictures.get(index) else { return };
    let [a, b, c, d, e, f] = picture.turn.matrix();
    let (x, y) = (area.x, page_height - area.y - area.height);
    let (w, h) = (area.width, area.height);
    out.picture(&picture_name(index), [a * w, b * h, c * w, d * h, e * w + x, f * h + y]);
}

/// To a thousandth of a point: no printer shows less, and the numbers stay short.
fn rounded(length: Pt) -> Pt {
    (length * 1000.0).round() / 1000.0
}
