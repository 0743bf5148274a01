//! The picture at the head of a story, and where the columns below the head begin.

use pressroom_core::{Block, Figure};

use super::body::hairline;
use super::columns::{Cursor, RowShape, fill_balanced};
use super::desk::Desk;
use super::figure::{self, FigureNodes};
use super::story::FEWEST_LINES_BELOW;
use crate::page::{Item, NodeId, Pt};

/// Between the head and what stands below it.
const BELOW_HEAD: Pt = 9.0;
/// Between the rule below the head and the grid line of the text.
const RULE_TO_LINE: Pt = 3.0;
/// Between a caption, or the rule below it, and the capitals of the text below.
const BELOW_FIGURE: Pt = 7.0;
/// A picture takes at most this part of a page's height.
const TALLEST_LEAD_PICTURE: f32 = 0.52;
/// Height over width from which a picture counts as upright.
const UPRIGHT: f32 = 0.95;

/// The figure that stands at the head of the story.
#[derive(Clone, Copy)]
pub struct Lead<'s> {
    /// Position in the body.
    pub block: usize,
    pub figure: &'s Figure,
    pub picture: usize,
    pub nodes: FigureNodes,
}

pub fn lead_figure<'s>(desk: &mut Desk<'_, '_>, blocks: &'s [Block]) -> Option<Lead<'s>> {
    // The nodes are made when the figure's turn in the story comes.
    let none = FigureNodes { picture: None, caption: NodeId(0) };
    for (block, figure) in blocks.iter().enumerate() {
        if let Block::Figure(figure) = figure
            && let Some(picture) = figure::picture(desk, figure)
        {
            return Some(Lead { block, figure, picture, nodes: none });
        }
    }
    None
}

/// What stands between head and text, and where the columns begin.
pub struct BelowHead {
    pub items: Vec<Item>,
    pub tops: Vec<u32>,
}

/// Chooses the lead picture's width: the widest with which the story stays on the page.
pub fn below_head(
    desk: &mut Desk<'_, '_>,
    lead: Option<&Lead<'_>>,
    shapes: &[RowShape],
    columns: usize,
    y: Pt,
) -> BelowHead {
    let lines = desk.sheet.lines;
    let start = if y > desk.sheet.top { y + BELOW_HEAD } else { y };
    let Some(lead) = lead else {
        let items = if y > desk.sheet.top { vec![rule_below_head(desk, start)] } else { Vec::new() };
        return BelowHead { items, tops: vec![desk.sheet.line_at(start + RULE_TO_LINE); columns] };
    };
    let widest = if figure::proportion(desk, lead.picture) < UPRIGHT { columns } else { columns.saturating_sub(1) };
    let mut first: Option<BelowHead> = None;
    for span in (1..=widest.max(1)).rev() {
        let plan = with_lead(desk, lead, columns, span, start);
        let filled = fill_balanced(shapes, &Cursor::default(), &plan.tops, lines, lines);
        let fits = filled.next.columns_are_done(shapes);
        if fits {
            return plan;
        }
        // A long story: better text beside the picture than hardly any below it.
        let shallow = plan.tops.iter().all(|&top| lines.saturating_sub(top) < 2 * FEWEST_LINES_BELOW);
        if first.is_none() || shallow {
            first = Some(plan);
        }
    }
    first.unwrap_or(BelowHead { items: Vec::new(), tops: vec![desk.sheet.line_at(start); columns] })
}

fn rule_below_head(desk: &Desk<'_, '_>, y: Pt) -> Item {
    let scale = &desk.sheet.scale;
    hairline(scale, desk.sheet.left, y, desk.sheet.measure, scale.rule_colour)
}

fn with_lead(desk: &mut Desk<'_, '_>, lead: &Lead<'_>, columns: usize, span: usize, start: Pt) -> BelowHead {
    let scale = &desk.sheet.scale;
    let sheet = *desk.sheet;
    let whole = span >= columns;
    let width = if whole { sheet.measure } else { sheet.span_width(span, columns) };
    let first_line = sheet.line_at(start + RULE_TO_LINE);
    // Beside text, the picture's upper edge stands where the capitals of the first line do.
    let top = if whole { start } else { sheet.line_top(first_line) + desk.sheet.baseline - scale.body_cap_height };
    let tallest = (sheet.height * TALLEST_LEAD_PICTURE).min(sheet.bottom() - top - 4.0 * desk.sheet.leading);
    let (mut items, height) = figure::set(desk, lead.figure, lead.picture, lead.nodes, width, tallest);
    let left = if desk.right_to_left { sheet.left + sheet.measure - width } else { sheet.left };
    items.iter_mut().for_each(|item| item.move_by(left, top));
    let mut bottom = top + height;
    if whole {
        const CAPTION_TO_RULE: Pt = 4.0;
        bottom += CAPTION_TO_RULE;
        items.push(hairline(scale, left, bottom, width, scale.rule_colour));
    }
    if !whole && start > sheet.top {
        items.push(rule_below_head(desk, start));
    }
    let below = sheet
        .line_at(bottom + sheet.opened(BELOW_FIGURE) - (desk.sheet.baseline - scale.body_cap_height))
        .min(sheet.lines);
    let tops = (0..columns).map(|column| if column < span { below } else { first_line }).collect();
    BelowHead { items, tops }
}
