//! The page model to printpdf: pages and operators, with every piece marked as a part of the structure or as furniture.

mod fonts;
mod pictures;
mod text;

use std::collections::BTreeMap;

use printpdf::{
    Color, CurTransMat, DictItem, Greyscale, Op, PaintMode, PdfDocument, PdfPage, Pt as PdfPt, Rect as PdfRect, Rgb,
    XObjectTransform,
};

use self::fonts::EmbeddedFonts;
use crate::page::{Colour, Item, Layout, Mark, NodeId, Page, Pt, Rect, Role, Structure};
use crate::text::fonts::Fonts;

/// What was drawn, and which structure element each marked piece belongs to.
pub struct Drawn {
    pub document: PdfDocument,
    pub pages: Vec<DrawnPage>,
}

/// The marked content of one page.
#[derive(Debug, Default)]
pub struct DrawnPage {
    /// The element of each marked-content identifier, from 0.
    pub marked: Vec<NodeId>,
    pub links: Vec<DrawnLink>,
}

#[derive(Clone, Copy, Debug)]
pub struct DrawnLink {
    /// `None` leads somewhere without being a part of the story.
    pub node: Option<NodeId>,
    /// Index into [`Layout::links`].
    pub link: usize,
    /// Left, bottom, right, top; y grows up, as in PDF.
    pub area: [Pt; 4],
}

pub fn draw(layout: &Layout, fonts: &Fonts) -> Result<Drawn, String> {
    let mut document = PdfDocument::new("");
    let embedded = EmbeddedFonts::of(layout, fonts)?;
    embedded.add_to(&mut document);
    pictures::add(&mut document, &layout.pictures);
    let mut pages = Vec::with_capacity(layout.pages.len());
    for page in &layout.pages {
        let (ops, drawn) = draw_page(page, layout, &embedded);
        let area = PdfRect::from_wh(PdfPt(page.width), PdfPt(page.height));
        document.pages.push(PdfPage { media_box: area.clone(), trim_box: area.clone(), crop_box: area, ops });
        pages.push(drawn);
    }
    Ok(Drawn { document, pages })
}

fn draw_page(page: &Page, layout: &Layout, embedded: &EmbeddedFonts) -> (Vec<Op>, DrawnPage) {
    let mut drawn = DrawnPage::default();
    let mut ops = Vec::new();
    let items = in_story_order(page, &layout.structure);
    for group in items.chunk_by(|a, b| a.owner == b.owner) {
        let owner = group.first().and_then(|item| item.owner);
        let drawable = group.iter().any(|item| !matches!(item.mark, Mark::Link(..)));
        if drawable {
            ops.push(begin(owner, &layout.structure, &mut drawn));
        }
        let mut pen = text::Pen::new(embedded, page.height);
        for item in group {
            match &item.mark {
                Mark::Glyphs(run) => pen.show(run, &mut ops),
                Mark::Fill(area, colour) => {
                    pen.lift(&mut ops);
                    fill(area, *colour, page.height, &mut ops);
                }
                Mark::Picture(index, area) => {
                    pen.lift(&mut ops);
                    picture(*index, area, layout, page.height, &mut ops);
                }
                Mark::Link(link, area) => {
                    let bottom = page.height - area.y - area.height;
                    let corners = [area.x, bottom, area.x + area.width, bottom + area.height];
                    drawn.links.push(DrawnLink { node: item.owner, link: *link, area: corners });
                }
            }
        }
        pen.lift(&mut ops);
        if drawable {
            ops.push(Op::EndMarkedContent);
        }
    }
    (ops, drawn)
}

/// Furniture first, then the story's parts in reading order, whatever stands above what on the page: a reader that
/// follows the content stream reads the story as it was written.
fn in_story_order<'p>(page: &'p Page, structure: &Structure) -> Vec<&'p Item> {
    let mut items: Vec<(Option<NodeId>, &Item)> =
        page.items.iter().map(|item| (item.owner.map(|node| block_of(node, structure)), item)).collect();
    items.sort_by_key(|(block, _)| *block);
    items.into_iter().map(|(_, item)| item).collect()
}

/// The paragraph that a link stands in; any other element itself. Words around a link keep their order.
fn block_of(node: NodeId, structure: &Structure) -> NodeId {
    let mut at = node;
    while let Some(found) = structure.nodes.get(at.0 as usize) {
        match (&found.role, found.parent) {
            (Role::Link(_), Some(parent)) => at = parent,
            (_, Some(_) | None) => break,
        }
    }
    at
}

fn begin(owner: Option<NodeId>, structure: &Structure, drawn: &mut DrawnPage) -> Op {
    let node = owner.and_then(|owner| Some((owner, structure.nodes.get(owner.0 as usize)?)));
    let Some((owner, node)) = node else {
        return Op::BeginMarkedContent { tag: "Artifact".to_owned() };
    };
    let identifier = drawn.marked.len() as i64;
    drawn.marked.push(owner);
    let properties = DictItem::Dict { map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(identifier))]) };
    Op::BeginMarkedContentWithProperties { tag: tag(&node.role), properties }
}

/// The standard structure type of a part (ISO 32000-1, 14.8.4).
pub fn tag(role: &Role) -> String {
    match role {
        Role::Document => "Document",
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
        Role::Link(_) => "Link",
    }
    .to_owned()
}

fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Grey(percent) => Color::Greyscale(Greyscale { percent, icc_profile: None }),
        Colour::Rgb([r, g, b]) => Color::Rgb(Rgb { r, g, b, icc_profile: None }),
    }
}

fn fill(area: &Rect, fill_colour: Colour, page_height: Pt, ops: &mut Vec<Op>) {
    ops.push(Op::SetFillColor { col: colour(fill_colour) });
    let rectangle = PdfRect {
        x: PdfPt(rounded(area.x)),
        y: PdfPt(rounded(page_height - area.y - area.height)),
        width: PdfPt(rounded(area.width)),
        height: PdfPt(rounded(area.height)),
        mode: Some(PaintMode::Fill),
        winding_order: None,
    };
    ops.push(Op::DrawRectangle { rectangle });
}

fn picture(index: usize, area: &Rect, layout: &Layout, page_height: Pt, ops: &mut Vec<Op>) {
    let Some(picture) = layout.pictures.get(index) else { return };
    let [a, b, c, d, e, f] = picture.turn.matrix();
    let (x, y) = (area.x, page_height - area.y - area.height);
    let (w, h) = (area.width, area.height);
    let matrix = [a * w, b * h, c * w, d * h, e * w + x, f * h + y].map(rounded);
    ops.push(Op::SaveGraphicsState);
    ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
    let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
    ops.push(Op::UseXobject { id: pictures::id(index), transform });
    ops.push(Op::RestoreGraphicsState);
}

/// To a thousandth of a point: no printer shows less, and the numbers stay short.
fn rounded(length: Pt) -> Pt {
    (length * 1000.0).round() / 1000.0
}
