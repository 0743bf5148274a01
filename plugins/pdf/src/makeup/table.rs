//! Tables as a simple grid in the column.

use pressroom_core::{Table, TableCell, TableRow};

use super::body::{Body, Frame, hairline, place};
use super::columns::RowShape;
use super::desk::Desk;
use super::inlines::push_inlines;
use super::type_scale as scale;
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
    let node = desk.layout.structure.add(Some(frame.node), Role::Table);
    body.space(1);
    if let Some(caption) = table.caption.as_deref().filter(|caption| !caption.trim().is_empty()) {
        let caption_node = desk.layout.structure.add(Some(node), Role::Caption);
        let style = Style { face: scale::TABLE.face.bold(), ..scale::TABLE };
        let measure = desk.measure(frame.width, Alignment::Start);
        for line in desk.set(RichText::new(caption, style).at(&table.span), &measure, Some(caption_node)) {
            body.line(line, frame.x, true);
        }
    }
    let widths = column_widths(desk, table, frame.width);
    let lefts: Vec<Pt> = widths
        .iter()
        .scan(frame.x, |x, width| {
            let left = *x;
            *x += width + CELL_GAP;
            Some(left)
        })
        .collect();
    let grid =
        Grid { numeric: (0..widths.len()).map(|column| is_numeric(table, column)).collect(), widths, lefts, node };
    for (index, row) in table.rows.iter().enumerate() {
        set_row(desk, body, row, index == 0, &grid, frame);
    }
    if let Some(row) = body.rows.last_mut().filter(|_| !table.rows.is_empty()) {
        let bottom = row.shape.lines as Pt * desk.sheet.leading;
        row.items.push(hairline(frame.x, bottom + 1.0, frame.width, scale::RULE_GREY));
    }
    body.space(1);
    body.start_flush();
}

fn cell_style(cell: &TableCell) -> Style {
    if cell.header { Style { face: scale::TABLE.face.bold(), ..scale::TABLE } } else { scale::TABLE }
}

/// As wide as their longest cells, squeezed together where the column is too narrow for that.
fn column_widths(desk: &mut Desk<'_, '_>, table: &Table, width: Pt) -> Vec<Pt> {
    let count = table.rows.iter().map(|row| cells(row).map(|(_, _, span)| span).sum::<usize>()).max();
    let count = count.unwrap_or_default().clamp(1, MOST_COLUMNS);
    let mut natural: Vec<Pt> = vec![NARROWEST_CELL; count];
    for row in table.rows.iter().take(MEASURED_ROWS) {
        for (cell, column, span) in cells(row) {
            let text = RichText::new(&pressroom_core::plain_text(&cell.content), cell_style(cell));
            let wanted = natural_width(&desk.shape(text)).min(width);
            if let Some(widest) = natural.get_mut(column).filter(|_| span == 1) {
                *widest = widest.max(wanted);
            }
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

/// The cells of a row, with the column they begin in and how many they take.
fn cells(row: &TableRow) -> impl Iterator<Item = (&TableCell, usize, usize)> {
    row.cells.iter().scan(0, |column: &mut usize, cell| {
        let at = *column;
        let span = usize::try_from(cell.column_span.max(1)).unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS);
        *column = column.saturating_add(span);
        Some((cell, at, span))
    })
}

/// Where the columns stand.
struct Grid {
    node: NodeId,
    widths: Vec<Pt>,
    lefts: Vec<Pt>,
    /// Columns of numbers, which stand at the right.
    numeric: Vec<bool>,
}

fn is_numeric(table: &Table, column: usize) -> bool {
    let rows = table.rows.iter().take(MEASURED_ROWS);
    let here = rows.flat_map(cells).filter(|(cell, at, _)| *at == column && !cell.header);
    let texts: Vec<String> = here.map(|(cell, ..)| pressroom_core::plain_text(&cell.content)).collect();
    let number =
        |text: &str| text.chars().any(|letter| letter.is_ascii_digit()) && !text.chars().any(char::is_alphabetic);
    !texts.is_empty() && texts.iter().all(|text| number(text))
}

fn set_row(desk: &mut Desk<'_, '_>, body: &mut Body, row: &TableRow, first: bool, grid: &Grid, frame: &Frame) {
    let Grid { widths, lefts, numeric, .. } = grid;
    let node = desk.layout.structure.add(Some(grid.node), Role::TableRow);
    let mut columns: Vec<(Pt, Vec<SetLine>)> = Vec::new();
    for (cell, column, span) in cells(row) {
        let header = cell.header.then_some(if first { HeaderScope::Column } else { HeaderScope::Row });
        let (columns_taken, rows_taken) = (cell.column_span.max(1), cell.row_span.max(1));
        let role = Role::TableCell { header, columns: columns_taken, rows: rows_taken };
        let cell_node = desk.layout.structure.add(Some(node), role);
        // Cells beyond the last column stand in it rather than vanish.
        let at = column.min(lefts.len().saturating_sub(1));
        let last = (at + span).min(widths.len()).max(at + 1) - 1;
        let left = lefts.get(at).copied().unwrap_or(frame.x);
        let right = lefts.get(last).copied().unwrap_or(frame.x) + widths.get(last).copied().unwrap_or(frame.width);
        let mut text = RichText::default();
        push_inlines(desk, &mut text, &cell.content, cell_style(cell), cell_node, &None);
        let alignment = if numeric.get(at) == Some(&true) { Alignment::End } else { Alignment::Start };
        let measure = desk.measure((right - left).max(NARROWEST_CELL), alignment);
        columns.push((left, desk.set(text, &measure, Some(cell_node))));
    }
    let lines = columns.iter().map(|(_, lines)| lines.len()).max().unwrap_or_default();
    for index in 0..lines {
        let mut items = Vec::new();
        if index == 0 {
            let colour = if first { scale::BODY.colour } else { scale::RULE_GREY };
            items.push(hairline(frame.x, 1.0, frame.width, colour));
        }
        for (left, lines) in &mut columns {
            if let Some(line) = lines.get_mut(index) {
                place(&mut items, std::mem::take(line), *left, desk.sheet.baseline);
            }
        }
        body.row(RowShape { lines: 1, keep_with_next: first || index + 1 < lines, ..RowShape::default() }, items);
    }
}
