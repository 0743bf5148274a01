//! Tables as a simple grid in the column.

use pressroom_core::{Span, Table, TableCell};

use super::body::{Body, Frame, hairline, place};
use super::columns::RowShape;
use super::desk::Desk;
use super::grid::{self, Place};
use super::inlines::push_inlines;
use super::type_scale::TypeScale;
use crate::page::{HeaderScope, NodeId, Pt, Role};
use crate::text::set_lines::{Alignment, SetLine, natural_width};
use crate::text::style::{RichText, Style};

const CELL_GAP: Pt = 6.0;
/// More columns than this cannot be read at any width of paper.
const MOST_COLUMNS: usize = 64;
/// Only so many rows are measured to find the columns' widths.
const MEASURED_ROWS: usize = 60;
const NARROWEST_CELL: Pt = 8.0;

pub fn set(desk: &mut Desk<'_, '_>, body: &mut Body, table: &Table, frame: &Frame) {
    let scale = &desk.sheet.scale;
    let node = desk.layout.structure.add(Some(frame.node), Role::Table);
    body.space(1);
    if let Some(caption) = table.caption.as_deref().filter(|caption| !caption.trim().is_empty()) {
        let caption_node = desk.layout.structure.add(Some(node), Role::Caption);
        let style = Style { face: scale.table.face.bold(), ..scale.table };
        let measure = desk.measure(frame.width, Alignment::Start);
        for line in desk.set(RichText::new(caption, style).at(&table.span), &measure, Some(caption_node)) {
            body.line(line, frame.x, true);
        }
    }
    let placed = grid::places(table, MOST_COLUMNS);
    let widths = column_widths(desk, &placed, &table.span, frame.width);
    let lefts: Vec<Pt> = widths
        .iter()
        .scan(0.0, |x, width| {
            let left = *x;
            *x += width + CELL_GAP;
            Some(left)
        })
        .collect();
    let numeric = (0..widths.len()).map(|column| is_numeric(&placed, column)).collect();
    let grid = Grid { numeric, widths, lefts, node };
    let cells = set_cells(desk, table, &placed, &grid, frame);
    place_rows(desk, body, table.rows.len(), cells, &grid, frame);
    if let Some(row) = body.rows.last_mut().filter(|_| !table.rows.is_empty()) {
        let bottom = row.shape.lines as Pt * body.leading;
        row.items.push(hairline(scale, frame.x, bottom + 1.0, frame.width, scale.rule_colour));
    }
    body.space(1);
    body.start_flush();
}

fn cell_style(scale: &TypeScale, cell: &TableCell) -> Style {
    if cell.header { Style { face: scale.table.face.bold(), ..scale.table } } else { scale.table }
}

/// As wide as their longest cells, squeezed together where the column is too narrow for that.
fn column_widths(desk: &mut Desk<'_, '_>, placed: &[Place<'_>], source: &Option<Span>, width: Pt) -> Vec<Pt> {
    let count = placed.iter().map(|place| place.column + place.columns).max().unwrap_or(1).clamp(1, MOST_COLUMNS);
    let mut natural: Vec<Pt> = vec![NARROWEST_CELL; count];
    for place in placed.iter().filter(|place| place.row < MEASURED_ROWS && place.columns == 1) {
        let text =
            RichText::new(&pressroom_core::plain_text(&place.cell.content), cell_style(&desk.sheet.scale, place.cell))
                .at(source);
        let wanted = natural_width(&desk.shape(text)).min(width);
        if let Some(widest) = natural.get_mut(place.column) {
            *widest = widest.max(wanted);
        }
    }
    let room = (width - CELL_GAP * (count - 1) as Pt).max(NARROWEST_CELL * count as Pt);
    let total: Pt = natural.iter().sum();
    if total <= room {
        let spare = (room - total) / count as Pt;
        return natural.iter().map(|width| width + spare).collect();
    }
    // Narrow columns keep what they need; wide ones share the rest.
    let fair = room / count as Pt;
    let kept: Pt = natural.iter().filter(|&&width| width <= fair).sum();
    let wide: Pt = natural.iter().filter(|&&width| width > fair).sum();
    natural.iter().map(|&width| if width <= fair { width } else { width / wide * (room - kept) }).collect()
}

/// Where the columns stand: from the side where lines begin.
struct Grid {
    node: NodeId,
    widths: Vec<Pt>,
    lefts: Vec<Pt>,
    /// Columns of numbers, which stand at the right.
    numeric: Vec<bool>,
}

impl Grid {
    /// Left edge and width of some columns, from the frame's left edge.
    fn area(&self, column: usize, columns: usize, frame: &Frame, right_to_left: bool) -> (Pt, Pt) {
        let last = (column + columns).min(self.widths.len()).max(column + 1) - 1;
        let left = self.lefts.get(column).copied().unwrap_or_default();
        let right =
            self.lefts.get(last).copied().unwrap_or_default() + self.widths.get(last).copied().unwrap_or(frame.width);
        let width = (right - left).max(NARROWEST_CELL);
        (if right_to_left { frame.width - left - width } else { left }, width)
    }
}

fn is_numeric(placed: &[Place<'_>], column: usize) -> bool {
    let here = placed.iter().filter(|place| place.row < MEASURED_ROWS && place.column == column && !place.cell.header);
    let texts: Vec<String> = here.map(|place| pressroom_core::plain_text(&place.cell.content)).collect();
    let number = |text: &str| text.chars().any(char::is_numeric) && !text.chars().any(char::is_alphabetic);
    !texts.is_empty() && texts.iter().all(|text| number(text))
}

/// A cell with its lines.
struct SetCell {
    row: usize,
    rows: usize,
    column: usize,
    columns: usize,
    left: Pt,
    lines: Vec<SetLine>,
}

fn set_cells(desk: &mut Desk<'_, '_>, table: &Table, placed: &[Place<'_>], grid: &Grid, frame: &Frame) -> Vec<SetCell> {
    let mut cells = Vec::with_capacity(placed.len());
    let mut placed = placed.iter().peekable();
    for row in 0..table.rows.len() {
        let node = desk.layout.structure.add(Some(grid.node), Role::TableRow);
        while let Some(place) = placed.next_if(|place| place.row == row) {
            let header = place.cell.header.then_some(if row == 0 { HeaderScope::Column } else { HeaderScope::Row });
            let span = |cells: usize| u32::try_from(cells).unwrap_or(u32::MAX);
            let role = Role::TableCell { header, columns: span(place.columns), rows: span(place.rows) };
            let cell_node = desk.layout.structure.add(Some(node), role);
            let (left, width) = grid.area(place.column, place.columns, frame, desk.right_to_left);
            let mut text = RichText::default();
            push_inlines(
                desk,
                &mut text,
                &place.cell.content,
                cell_style(&desk.sheet.scale, place.cell),
                cell_node,
                &table.span,
            );
            let text = text.at(&table.span);
            // Units below units: at the right, also where lines begin there.
            let at_end = grid.numeric.get(place.column) == Some(&true) && place.columns == 1 && !desk.right_to_left;
            let alignment = if at_end { Alignment::End } else { Alignment::Start };
            let measure = desk.measure(width, alignment);
            let lines = desk.set(text, &measure, Some(cell_node));
            let Place { row, rows, column, columns, .. } = *place;
            cells.push(SetCell { row, rows, column, columns, left: frame.x + left, lines });
        }
    }
    cells
}

/// Puts the cells on the grid of lines: each row as high as its cells need, the last row of a cell over several rows as
/// high as what is left of it.
fn place_rows(
    desk: &mut Desk<'_, '_>,
    body: &mut Body,
    rows: usize,
    mut cells: Vec<SetCell>,
    grid: &Grid,
    frame: &Frame,
) {
    let scale = &desk.sheet.scale;
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
    let mut starts = Vec::with_capacity(rows);
    for (row, height) in heights.iter().enumerate() {
        starts.push(body.rows.len() - first_row);
        for index in 0..*height {
            let kept = row == 0 || index + 1 < *height;
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
    for (row, (start, height)) in starts.iter().zip(&heights).enumerate() {
        let Some(first) = body.rows.get_mut(first_row + start).filter(|_| *height > 0) else { continue };
        let crossing = |cell: &&SetCell| cell.row < row && row < cell.row + cell.rows;
        let crossed: Vec<(usize, usize)> =
            cells.iter().filter(crossing).map(|cell| (cell.column, cell.column + cell.columns)).collect();
        let colour = if row == 0 { scale.body.colour } else { scale.rule_colour };
        if crossed.is_empty() {
            first.items.push(hairline(scale, frame.x, 1.0, frame.width, colour));
            continue;
        }
        // No rule through a cell that goes on.
        for column in 0..grid.widths.len() {
            if !crossed.iter().any(|(from, to)| (*from..*to).contains(&column)) {
                let (left, width) = grid.area(column, 1, frame, desk.right_to_left);
                first.items.push(hairline(scale, frame.x + left, 1.0, width, colour));
            }
        }
    }
}
