//! The rows of a story put into the columns of a page.

use super::body::Body;
use super::columns::Columns;
use super::desk::Desk;
use super::story::OpenPage;
use crate::page::{Item, Mark, Pt, Rect};

/// The longest line that is easy to read, for a story in a single column.
pub const WIDEST_COLUMN: Pt = 336.0;

/// Puts rows into the columns of the open page, and tells which areas they fill.
pub fn place_columns(
    desk: &mut Desk<'_, '_>,
    open: &mut OpenPage,
    body: &mut Body,
    filled: &Columns,
    tops: &[u32],
    columns: usize,
    areas: &mut Vec<(usize, Rect)>,
) {
    let page = desk.layout.pages.len();
    let width = desk.sheet.column_width(columns).min(WIDEST_COLUMN);
    let first = areas.len();
    for (column, (rows, &top)) in filled.iter().zip(tops).enumerate() {
        let x = if columns == 1 && desk.right_to_left {
            desk.sheet.left + desk.sheet.measure - width
        } else {
            desk.sheet.column_left(column, columns, desk.right_to_left)
        };
        let mut line = top;
        for (index, row) in body.rows.get_mut(rows.clone()).unwrap_or_default().iter_mut().enumerate() {
            match row.continues.as_ref().filter(|_| index == 0) {
                Some(table) => {
                    put(&mut open.items, table.head.iter().cloned(), (x, desk.sheet.line_top(line)));
                    line += table.lines;
                }
                None => line += if index == 0 { 0 } else { row.shape.blank_before },
            }
            let y = desk.sheet.line_top(line);
            put(&mut open.items, std::mem::take(&mut row.items), (x, y));
            line += row.shape.lines;
        }
        let goes_on = body.rows.get(rows.end).and_then(|row| row.continues.as_ref());
        if let Some(table) = goes_on.filter(|_| !rows.is_empty()) {
            put(&mut open.items, [table.closing_rule.clone()], (x, desk.sheet.line_top(line)));
        }
        if !rows.is_empty() {
            let y = desk.sheet.line_top(top);
            areas.push((page, Rect { x, y, width, height: desk.sheet.line_top(line) - y }));
        }
    }
    if desk.sheet.column_rules {
        open.items
            .extend(areas.get(first..).unwrap_or_default().windows(2).filter_map(|pair| rule_between(desk, pair)));
    }
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
