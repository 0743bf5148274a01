//! The rows of a story put into the columns of a page.

use std::collections::VecDeque;
use std::ops::Range;

use super::body::Body;
use super::columns::{Placed, RowShape, fill_wide};
use super::desk::Desk;
use super::story::OpenPage;
use crate::page::{Item, Mark, Pt, Rect};

/// The longest line that is easy to read, for a story in a single column.
pub const WIDEST_COLUMN: Pt = 336.0;

/// Puts rows into the columns of the open page, and tells which areas they fill. Returns the line below the longest one.
pub fn place_columns(
    desk: &mut Desk<'_, '_>,
    open: &mut OpenPage,
    body: &mut Body,
    filled: &[Vec<Placed>],
    tops: &[u32],
    areas: &mut Vec<(usize, Rect)>,
) -> Option<u32> {
    let columns = tops.len();
    let mut ends = None;
    let page = desk.layout.pages.len();
    let width = desk.sheet.column_width(columns).min(WIDEST_COLUMN);
    let first = areas.len();
    for (column, (rows, &top)) in filled.iter().zip(tops).enumerate() {
        let x = if columns == 1 && desk.right_to_left {
            desk.sheet.left + desk.sheet.measure - width
        } else {
            desk.sheet.column_left(column, columns, desk.right_to_left)
        };
        let line = top + place_rows_of(desk, &mut open.items, body, rows, (x, desk.sheet.line_top(top)));
        if !rows.is_empty() {
            ends = ends.max(Some(line));
            let y = desk.sheet.line_top(top);
            areas.push((page, Rect { x, y, width, height: desk.sheet.line_top(line) - y }));
        }
    }
    if desk.sheet.column_rules {
        open.items
            .extend(areas.get(first..).unwrap_or_default().windows(2).filter_map(|pair| rule_between(desk, pair)));
    }
    ends
}

/// Puts rows below each other from a place on. Returns how many lines they take.
pub fn place_rows_of(
    desk: &Desk<'_, '_>,
    to: &mut Vec<Item>,
    body: &mut Body,
    rows: &[Placed],
    (x, top): (Pt, Pt),
) -> u32 {
    let at = |line: u32| (x, top + line as Pt * desk.sheet.leading);
    let mut line = 0;
    for placed in rows {
        let next_goes_on = body.rows.get(placed.row + 1).and_then(|row| row.continues.clone());
        let Some(row) = body.rows.get_mut(placed.row) else { continue };
        line += placed.blank;
        if let Some(table) = row.continues.as_ref().filter(|_| placed.with_head) {
            put(to, table.head.iter().cloned(), at(line));
            line += table.lines;
        }
        put(to, std::mem::take(&mut row.items), at(line));
        line += row.shape.lines;
        // The column ends inside a table.
        if let Some(table) = next_goes_on.filter(|_| rows.last() == Some(placed)) {
            put(to, [table.closing_rule.clone()], at(line));
        }
    }
    line
}

/// Puts what stands over all columns into these lines of the open page, as far as they hold it. Returns the line below.
pub fn place_wide(
    desk: &Desk<'_, '_>,
    open: &mut OpenPage,
    body: &mut Body,
    shapes: &[RowShape],
    wide: &mut VecDeque<usize>,
    lines: Range<u32>,
) -> u32 {
    if wide.is_empty() || lines.is_empty() {
        return lines.start;
    }
    let alone = lines == (0..desk.sheet.lines);
    let placed = fill_wide(shapes, wide, lines.end - lines.start, alone);
    let Some(last) = placed.last().and_then(|last| shapes.get(last.row)) else { return lines.start };
    let at = (desk.sheet.left, desk.sheet.line_top(lines.start));
    let below = lines.start + place_rows_of(desk, &mut open.items, body, &placed, at);
    // The next row may go on with the table.
    below.saturating_add(last.blank_after.max(1)).min(desk.sheet.lines)
}

/// As high as the columns stand side by side.
fn rule_between(desk: &Desk<'_, '_>, columns: &[(usize, Rect)]) -> Option<Item> {
    let [(_, one), (_, other)] = columns else { return None };
    let scale = &desk.sheet.scale;
    let top = one.y.max(other.y) + desk.sheet.baseline - scale.body_cap_height;
    let bottom = (one.y + one.height).max(other.y + other.height) - desk.sheet.leading + desk.sheet.baseline;
    let x = one.x.max(other.x) - desk.sheet.gutter / 2.0 - scale.hair / 2.0;
    let area = Rect { x, y: top, width: scale.hair, height: bottom - top };
    (area.height > 0.0).then_some(Item { owner: None, mark: Mark::Fill(area, scale.rule_colour) })
}

fn put(to: &mut Vec<Item>, items: impl IntoIterator<Item = Item>, (x, y): (Pt, Pt)) {
    to.extend(items.into_iter().map(|mut item| {
        item.move_by(x, y);
        item
    }));
}
