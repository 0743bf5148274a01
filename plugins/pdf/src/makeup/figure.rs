//! Pictures with their captions and credits.

use pressroom_core::Figure;

use super::body::{Body, Frame, hairline};
use super::columns::Place;
use super::desk::Desk;
use crate::page::{Item, Mark, NodeId, Pt, Rect, Role};
use crate::text::set_lines::{Alignment, SetLine};
use crate::text::style::RichText;

/// Between a picture's lower edge and its caption's first baseline.
const PICTURE_TO_CAPTION: Pt = 11.0;
/// A picture and its caption leave room for some text.
const TALLEST_IN_COLUMN: f32 = 0.8;

/// Height over width of pictures that are too small in a single column.
const PANORAMA: f32 = 0.4;

/// The parts of a figure in the structure.
#[derive(Clone, Copy, Debug)]
pub struct FigureNodes {
    /// `None` for a picture that says nothing to those who cannot see it.
    pub picture: Option<NodeId>,
    pub caption: NodeId,
}

impl FigureNodes {
    pub fn add(desk: &mut Desk<'_, '_>, figure: &Figure, parent: Option<NodeId>) -> FigureNodes {
        let structure = &mut desk.layout.structure;
        let group = structure.add(parent, Role::FigureGroup);
        // Nobody invents a description; the caption is what the desk says of the picture.
        let words = figure.alt.as_deref().or(figure.caption.as_deref()).or(figure.credit.as_deref());
        let alt = words.filter(|words| !words.trim().is_empty());
        let picture = alt.map(|alt| structure.add(Some(group), Role::Figure { alt: alt.to_owned() }));
        FigureNodes { picture, caption: structure.add(Some(group), Role::Caption) }
    }
}

/// The picture of a figure, if it has one that can be used.
pub fn picture(desk: &mut Desk<'_, '_>, figure: &Figure) -> Option<usize> {
    let asset = figure.asset.as_ref()?;
    desk.picture(&asset.file, &figure.span)
}

/// Height over width of a picture as seen.
pub fn proportion(desk: &Desk<'_, '_>, picture: usize) -> f32 {
    let size = desk.shelf.pictures.get(picture).map(|picture| picture.seen_size);
    size.map_or(1.0, |(width, height)| height / width.max(1.0))
}

/// Caption and credit as one paragraph.
pub fn caption_lines(desk: &mut Desk<'_, '_>, figure: &Figure, width: Pt, nodes: FigureNodes) -> Vec<SetLine> {
    let scale = &desk.sheet.scale;
    let mut text = RichText::default();
    if let Some(caption) = &figure.caption {
        text.push(caption, scale.caption);
        text = text.at(&caption.span);
    }
    if let Some(credit) = figure.credit.as_ref().filter(|credit| !credit.trim().is_empty()) {
        if !text.is_blank() {
            text.push(" ", scale.wide_gap);
        }
        let own = figure.credit_label.as_ref().filter(|label| !label.trim().is_empty());
        match own {
            Some(label) => text.push(&format!("{} ", label.trim_end()), scale.credit),
            // Its credit says what it is; it is no photo of what the story tells. (A handout is one, and its credit says
            // whose.)
            None if figure.illustration => {}
            None => text.push(desk.words.photo, scale.credit),
        }
        text.glue();
        text.push(credit, scale.credit);
    }
    if text.is_blank() {
        return Vec::new();
    }
    let measure = desk.measure(width, Alignment::Start);
    desk.set(text, &measure, Some(nodes.caption))
}

/// Picture and caption from their upper left corner, and their height. The picture keeps below `tallest`.
pub fn set(
    desk: &mut Desk<'_, '_>,
    figure: &Figure,
    picture: usize,
    nodes: FigureNodes,
    width: Pt,
    tallest: Pt,
) -> (Vec<Item>, Pt) {
    let scale = &desk.sheet.scale;
    let caption = caption_lines(desk, figure, width, nodes);
    let proportion = proportion(desk, picture);
    let full_height = width * proportion;
    let height = full_height.min(tallest.max(desk.sheet.leading));
    let seen_width = height / proportion.max(f32::MIN_POSITIVE);
    // A picture that is narrower than its place stands where lines begin.
    let x = if desk.right_to_left { width - seen_width } else { 0.0 };
    let area = Rect { x, y: 0.0, width: seen_width, height };
    let mut items = vec![Item { owner: nodes.picture, mark: Mark::Picture(picture, area) }];
    let mut bottom = height;
    for (index, line) in caption.into_iter().enumerate() {
        let baseline =
            height + desk.sheet.opened(PICTURE_TO_CAPTION) + index as Pt * desk.sheet.opened(scale.caption_leading);
        super::body::place(&mut items, line, 0.0, baseline);
        bottom = baseline + 3.0;
    }
    (items, bottom)
}

/// A figure in the flow of a column, or over all columns.
pub fn in_column(desk: &mut Desk<'_, '_>, body: &mut Body, figure: &Figure, frame: &Frame) {
    let scale = &desk.sheet.scale;
    let picture = picture(desk, figure);
    let nodes = FigureNodes::add(desk, figure, Some(frame.node));
    let Some(picture) = picture else {
        without_picture(desk, body, figure, nodes, frame);
        return;
    };
    let column_height = desk.sheet.lines as Pt * desk.sheet.leading;
    let wide = proportion(desk, picture) < PANORAMA && frame.may_be_wide(desk);
    let (x, width, place) =
        if wide { (0.0, desk.sheet.measure, Place::Wide) } else { (frame.x, frame.width, Place::Floating) };
    let (mut items, height) = set(desk, figure, picture, nodes, width, column_height * TALLEST_IN_COLUMN);
    // The picture's upper edge stands where capitals of the line beside it do.
    let top = desk.sheet.baseline - scale.body_cap_height;
    items.iter_mut().for_each(|item| item.move_by(x, top));
    body.block_row(height + top, items, place);
}

/// The words of a figure whose picture is missing stay in the story, between rules.
fn without_picture(desk: &mut Desk<'_, '_>, body: &mut Body, figure: &Figure, nodes: FigureNodes, frame: &Frame) {
    let scale = &desk.sheet.scale;
    let lines = caption_lines(desk, figure, frame.width, nodes);
    if lines.is_empty() {
        return;
    }
    body.space(1);
    let last = lines.len() - 1;
    for (index, line) in lines.into_iter().enumerate() {
        body.line(line, frame.x, index < last);
        let Some(row) = body.rows.last_mut() else { continue };
        if index == 0 {
            row.items.push(hairline(scale, frame.x, -1.0, frame.width, scale.rule_colour));
        }
        if index == last {
            row.items.push(hairline(scale, frame.x, desk.sheet.leading + 2.0, frame.width, scale.rule_colour));
        }
    }
    body.space(1);
    body.start_flush();
}
