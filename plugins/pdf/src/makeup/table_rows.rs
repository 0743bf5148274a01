//! A table's cells put on the grid of lines.

use std::ops::Range;
use std::rc::Rc;

use super::bands::Grid;
use super::body::{Body, Continuation, Frame, hairline, place};
use super::columns::RowShape;
use super::desk::Desk;
use super::table::MOST_COLUMNS;
use crate::page::{Mark, Pt};
use crate::text::set_lines::SetLine;

/// Lines of a table that stays in one column of the page.
const MOST_KEPT_TOGETHER: usize = 10;

/// A cell with its lines.
pub struct SetCell {
    pub band: usize,
    pub row: usize,
    pub rows: usize,
    /// As shown in its band.
    pub column: usize,
    pub columns: usize,
    pub left: Pt,
    pub lines: Vec<SetLine>,
}

/// How many rows a table has, and how many of them are its head.
#[derive(Clone, Copy)]
pub struct Rows {
    pub count: usize,
    pub heads: usize,
}

/// Puts the cells on the grid of lines: each row as high as its cells need, the last row of a cell over several rows as
/// high as what is left of it.
pub fn place_rows(
    desk: &mut Desk<'_, '_>,
    body: &mut Body,
    rows: Rows,
    mut cells: Vec<SetCell>,
    grid: &Grid,
    frame: &Frame,
) {
    let scale = &desk.sheet.scale;
    let Rows { count: rows, heads } = rows;
    let mut heights = vec![0_usize; rows];
    let mut tall: Vec<&SetCell> = cells.iter().filter(|cell| cell.rows > 1).collect();
    for cell in cells.iter().filter(|cell| cell.rows == 1) {
        if let Some(height) = heights.get_mut(cell.row) {
            *height = (*height).max(cell.lines.len());
        }
    }
    tall.sort_by_key(|cell| cell.row + cell.rows);
    for cell in tall {
        let Some(taken) = heights.get_mut(cell.row..cell.row + cell.rows) else { continue };
        let lacking = cell.lines.len().saturating_sub(taken.iter().sum());
        if let Some(last) = taken.last_mut() {
            *last += lacking;
        }
    }
    // A row that only has cells from above still takes its line.
    let first_row = body.rows.len();
    // A small table is not divided between columns.
    let small = heights.iter().sum::<usize>() <= MOST_KEPT_TOGETHER;
    let mut starts = Vec::with_capacity(rows);
    for (row, height) in heights.iter().enumerate() {
        starts.push(body.rows.len() - first_row);
        for index in 0..*height {
            let last = row + 1 == rows && index + 1 == *height;
            let kept = row == 0 || row < heads || index + 1 < *height || (small && !last);
            body.row(RowShape { lines: 1, keep_with_next: kept, ..RowShape::default() }, Vec::new());
        }
    }
    for cell in &mut cells {
        let Some(start) = starts.get(cell.row) else { continue };
        for (index, line) in std::mem::take(&mut cell.lines).into_iter().enumerate() {
            if let Some(row) = body.rows.get_mut(first_row + start + index) {
                place(&mut row.items, line, cell.left, desk.sheet.baseline);
            }
        }
    }
    let crossed = crossed(&cells, rows);
    for (row, ((start, height), crossed)) in starts.iter().zip(&heights).zip(crossed).enumerate() {
        let Some(first) = body.rows.get_mut(first_row + start).filter(|_| *height > 0) else { continue };
        let colour = if row == 0 { scale.body.colour } else { scale.rule_colour };
        if crossed == 0 {
            first.items.push(hairline(scale, frame.x, 1.0, frame.width, colour));
            continue;
        }
        // No rule through a cell that goes on.
        for shown in (0..grid.widths.len()).filter(|shown| crossed & (1 << shown) == 0) {
            let (left, width) = grid.shown_area(shown, 1, frame, desk.right_to_left);
            first.items.push(hairline(scale, frame.x + left, 1.0, width, colour));
        }
    }
    let head_lines = starts.get(heads).copied().unwrap_or_default();
    let continuation = Rc::new(continuation(desk, body, first_row..first_row + head_lines, frame));
    for start in starts.iter().skip(heads.max(1)) {
        if let Some(row) = body.rows.get_mut(first_row + start) {
            row.shape.head_again = continuation.lines;
            row.continues = Some(Rc::clone(&continuation));
        }
    }
}

/// What stands where a table with these rows at its head goes on in another column.
fn continuation(desk: &Desk<'_, '_>, body: &Body, head: Range<usize>, frame: &Frame) -> Continuation {
    /// A head that takes more of a column is not shown again.
    const MOST_OF_A_COLUMN: u32 = 5;
    let scale = &desk.sheet.scale;
    let closing_rule = hairline(scale, frame.x, 1.0, frame.width, scale.rule_colour);
    let lines = u32::try_from(head.len()).unwrap_or(u32::MAX);
    if lines > desk.sheet.lines / MOST_OF_A_COLUMN {
        return Continuation { head: Vec::new(), lines: 0, closing_rule };
    }
    let mut items = Vec::new();
    for (line, row) in body.rows.get(head).unwrap_or_default().iter().enumerate() {
        let seen = row.items.iter().filter(|item| !matches!(item.mark, Mark::Link(..)));
        items.extend(seen.cloned().map(|mut item| {
            item.owner = None;
            item.move_by(0.0, line as Pt * body.leading);
            item
        }));
    }
    Continuation { head: items, lines, closing_rule }
}

/// For each row the columns, one bit each, whose cell reaches into it from above.
fn crossed(cells: &[SetCell], rows: usize) -> Vec<u128> {
    let mut crossed = vec![0; rows];
    for cell in cells.iter().filter(|cell| cell.rows > 1) {
        let columns = (cell.column..cell.column + cell.columns).take_while(|column| *column <= MOST_COLUMNS);
        let bits = columns.fold(0_u128, |bits, column| bits | 1 << column);
        let below = crossed.get_mut(cell.row + 1..(cell.row + cell.rows).min(rows)).unwrap_or_default();
        below.iter_mut().for_each(|row| *row |= bits);
    }
    crossed
}
