//! Tables as a simple grid in the column. One too wide for it is set in bands of columns below each other.

use pressroom_core::{Code, Diagnostic, Span, Table, TableCell};

use super::body::{Body, Frame, hairline, place};
use super::columns::RowShape;
use super::desk::Desk;
use super::grid::{self, Place};
use super::inlines::push_inlines;
use super::type_scale::TypeScale;
use crate::page::{HeaderScope, NodeId, Pt, Role};
use crate::text::set_lines::{Alignment, SetLine, longest_word, natural_width, set_paragraph};
use crate::text::style::{RichText, Style};

const CELL_GAP: Pt = 6.0;
/// More columns than this cannot be read at any width of paper.
const MOST_COLUMNS: usize = 64;
/// Only so many rows are measured to find the columns' widths.
const MEASURED_ROWS: usize = 60;
/// Of a cell, to the same end.
const MEASURED_LETTERS: usize = 500;
/// Lines of a table that stays in one column of the page.
const MOST_KEPT_TOGETHER: usize = 10;
const NARROWEST_CELL: Pt = 8.0;
/// One word takes at most this part of the table's width, and is broken rather than take more.
const WIDEST_WORD: f32 = 0.6;
/// So wide a first column is shown again beside columns that stand in a part of their own.
const WIDEST_SHOWN_AGAIN: f32 = 0.4;

/// `{columns}` `{parts}`: a table that is too wide for its place is set in parts below each other.
const TABLE_DIVIDED: Code = Code::note("PDF20");

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
    let wanted = wanted_widths(desk, &placed, &table.span, frame.width);
    let bands = bands(&wanted, frame.width);
    if bands.len() > 1 {
        let told = Diagnostic::new(TABLE_DIVIDED).arg("columns", wanted.len()).arg("parts", bands.len());
        desk.diagnostics.push(told.at(&table.span));
    }
    let numeric: Vec<bool> = (0..wanted.len()).map(|column| is_numeric(&placed, column)).collect();
    let grids: Vec<Grid> = bands.iter().map(|band| Grid::new(band, &wanted, frame.width)).collect();
    let cells = set_cells(desk, table, &placed, &Columns { node, numeric: &numeric, grids: &grids }, frame);
    let mut by_band: Vec<Vec<SetCell>> = grids.iter().map(|_| Vec::new()).collect();
    for cell in cells {
        if let Some(band) = by_band.get_mut(cell.band) {
            band.push(cell);
        }
    }
    for (index, (cells, grid)) in by_band.into_iter().zip(&grids).enumerate() {
        if index > 0 {
            body.space(1);
        }
        place_rows(desk, body, table.rows.len(), cells, grid, frame);
        if let Some(row) = body.rows.last_mut().filter(|_| !table.rows.is_empty()) {
            let bottom = row.shape.lines as Pt * body.leading;
            row.items.push(hairline(scale, frame.x, bottom + 1.0, frame.width, scale.rule_colour));
        }
    }
    body.space(1);
    body.start_flush();
}

fn cell_style(scale: &TypeScale, cell: &TableCell) -> Style {
    if cell.header { Style { face: scale.table.face.bold(), ..scale.table } } else { scale.table }
}

/// What a column of a table asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Wanted {
    /// Of its longest word: with less, words are torn.
    least: Pt,
    /// Of its longest cell on one line.
    whole: Pt,
}

fn wanted_widths(desk: &mut Desk<'_, '_>, placed: &[Place<'_>], source: &Option<Span>, width: Pt) -> Vec<Wanted> {
    let count = placed.iter().map(|place| place.column + place.columns).max().unwrap_or(1).clamp(1, MOST_COLUMNS);
    let mut wanted = vec![Wanted { least: NARROWEST_CELL, whole: NARROWEST_CELL }; count];
    for place in placed.iter().filter(|place| place.row < MEASURED_ROWS && place.columns == 1) {
        let text: String = pressroom_core::plain_text(&place.cell.content).chars().take(MEASURED_LETTERS).collect();
        let shaped = desk.shaper.shape(RichText::new(&text, cell_style(&desk.sheet.scale, place.cell)).at(source));
        if let Some(widest) = wanted.get_mut(place.column) {
            widest.least = widest.least.max(longest_word(&shaped).min(width * WIDEST_WORD));
            widest.whole = widest.whole.max(natural_width(&shaped).min(width));
        }
    }
    wanted
}

/// Some neighbouring columns that fit beside each other, and whether the first column of all is shown before them again.
#[derive(Clone, Debug, PartialEq)]
struct Band {
    columns: std::ops::Range<usize>,
    again: bool,
}

/// All columns in one band, or as many as fit beside each other with their words whole.
fn bands(wanted: &[Wanted], width: Pt) -> Vec<Band> {
    const ROUNDING: Pt = 0.01;
    let first = wanted.first().map_or(0.0, |first| first.least + CELL_GAP);
    let again = first < width * WIDEST_SHOWN_AGAIN;
    let mut bands: Vec<Band> = Vec::new();
    let mut used = 0.0;
    for (column, wanted) in wanted.iter().enumerate() {
        match bands.last_mut() {
            Some(band) if used + CELL_GAP + wanted.least <= width + ROUNDING => {
                band.columns.end = column + 1;
                used += CELL_GAP + wanted.least;
            }
            Some(_) | None => {
                let again = again && column > 0;
                bands.push(Band { columns: column..column + 1, again });
                used = wanted.least + if again { first } else { 0.0 };
            }
        }
    }
    bands
}

/// Where the columns of a band stand: from the side where lines begin.
struct Grid {
    band: Band,
    widths: Vec<Pt>,
    lefts: Vec<Pt>,
}

impl Grid {
    /// No column narrower than its longest word; what is left goes to those whose cells do not fit on a line, and then
    /// to all alike.
    fn new(band: &Band, wanted: &[Wanted], width: Pt) -> Grid {
        let first = wanted.first().filter(|_| band.again).into_iter();
        let wanted: Vec<Wanted> = first.chain(wanted.get(band.columns.clone()).unwrap_or_default()).copied().collect();
        let room = width - CELL_GAP * wanted.len().saturating_sub(1) as Pt;
        let least: Pt = wanted.iter().map(|wanted| wanted.least).sum();
        let lacking: Pt = wanted.iter().map(|wanted| wanted.whole - wanted.least).sum();
        let spare = (room - least).max(0.0);
        let even = (spare - lacking).max(0.0) / wanted.len().max(1) as Pt;
        let part = if lacking > 0.0 { (spare / lacking).min(1.0) } else { 0.0 };
        let widths: Vec<Pt> =
            wanted.iter().map(|wanted| wanted.least + (wanted.whole - wanted.least) * part + even).collect();
        let lefts = widths.iter().scan(0.0, |x, width| {
            let left = *x;
            *x += width + CELL_GAP;
            Some(left)
        });
        Grid { band: band.clone(), lefts: lefts.collect(), widths }
    }

    /// Left edge and width of some of the table's columns, from the frame's left edge.
    fn area(&self, column: usize, columns: usize, frame: &Frame, right_to_left: bool) -> (Pt, Pt) {
        let shown = column.saturating_sub(self.band.columns.start) + usize::from(self.band.again);
        self.shown_area(shown, columns, frame, right_to_left)
    }

    /// The same, with columns counted as they are shown.
    fn shown_area(&self, shown: usize, columns: usize, frame: &Frame, right_to_left: bool) -> (Pt, Pt) {
        let last = (shown + columns).min(self.widths.len()).max(shown + 1) - 1;
        let left = self.lefts.get(shown).copied().unwrap_or_default();
        let right =
            self.lefts.get(last).copied().unwrap_or_default() + self.widths.get(last).copied().unwrap_or(frame.width);
        let width = (right - left).max(NARROWEST_CELL);
        (if right_to_left { frame.width - left - width } else { left }, width)
    }
}

/// The table's columns, in the bands that they stand in.
struct Columns<'g> {
    /// Of the table.
    node: NodeId,
    /// Columns of numbers, which stand at the right.
    numeric: &'g [bool],
    grids: &'g [Grid],
}

impl Columns<'_> {
    fn band_of(&self, column: usize) -> usize {
        self.grids.partition_point(|grid| grid.band.columns.end <= column).min(self.grids.len().saturating_sub(1))
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
    band: usize,
    row: usize,
    rows: usize,
    /// As shown in its band.
    column: usize,
    columns: usize,
    left: Pt,
    lines: Vec<SetLine>,
}

fn set_cells(
    desk: &mut Desk<'_, '_>,
    table: &Table,
    placed: &[Place<'_>],
    columns: &Columns<'_>,
    frame: &Frame,
) -> Vec<SetCell> {
    let mut cells = Vec::with_capacity(placed.len());
    let mut placed = placed.iter().peekable();
    for row in 0..table.rows.len() {
        let node = desk.layout.structure.add(Some(columns.node), Role::TableRow);
        while let Some(place) = placed.next_if(|place| place.row == row) {
            let header = place.cell.header.then_some(if row == 0 { HeaderScope::Column } else { HeaderScope::Row });
            let span = |cells: usize| u32::try_from(cells).unwrap_or(u32::MAX);
            let role = Role::TableCell { header, columns: span(place.columns), rows: span(place.rows) };
            let cell_node = desk.layout.structure.add(Some(node), role);
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
            // Units below units: at the right, also where lines begin there. Numbers in the first column, such as years,
            // name their rows.
            let numeric = place.column > 0 && columns.numeric.get(place.column) == Some(&true);
            let at_end = numeric && place.columns == 1 && !desk.right_to_left;
            let alignment = if at_end { Alignment::End } else { Alignment::Start };
            let shaped = desk.shape(text);
            let mut set = |desk: &Desk<'_, '_>, band: usize, shown: usize, area: (Pt, Pt), node: Option<NodeId>| {
                let measure = desk.measure(area.1, alignment);
                let lines = set_paragraph(desk.fonts, &shaped, &measure, node);
                let Place { row, rows, columns, .. } = *place;
                cells.push(SetCell { band, row, rows, column: shown, columns, left: frame.x + area.0, lines });
            };
            let band = columns.band_of(place.column);
            let Some(grid) = columns.grids.get(band) else { continue };
            let area = grid.area(place.column, place.columns, frame, desk.right_to_left);
            let shown = place.column.saturating_sub(grid.band.columns.start) + usize::from(grid.band.again);
            set(desk, band, shown, area, Some(cell_node));
            // Shown again it is no part of the story: it says what the other cells of its row are about.
            let first = place.column == 0 && place.columns == 1;
            for (band, grid) in columns.grids.iter().enumerate().filter(|(_, grid)| first && grid.band.again) {
                set(desk, band, 0, grid.shown_area(0, 1, frame, desk.right_to_left), None);
            }
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
    // A small table is not divided between columns.
    let small = heights.iter().sum::<usize>() <= MOST_KEPT_TOGETHER;
    let mut starts = Vec::with_capacity(rows);
    for (row, height) in heights.iter().enumerate() {
        starts.push(body.rows.len() - first_row);
        for index in 0..*height {
            let last = row + 1 == rows && index + 1 == *height;
            let kept = row == 0 || index + 1 < *height || (small && !last);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(least: &[Pt]) -> Vec<Wanted> {
        least.iter().map(|&least| Wanted { least, whole: 2.0 * least }).collect()
    }

    #[test]
    fn columns_that_fit_stay_beside_each_other_and_others_go_below() {
        let one = bands(&wanted(&[30.0, 40.0, 50.0]), 140.0);
        assert_eq!(one, [Band { columns: 0..3, again: false }]);
        let two = bands(&wanted(&[30.0, 40.0, 50.0, 20.0]), 140.0);
        assert_eq!(two, [Band { columns: 0..3, again: false }, Band { columns: 3..4, again: true }]);
        // A first column that takes much of the room is not shown again.
        let wide = bands(&wanted(&[90.0, 90.0]), 140.0);
        assert_eq!(wide, [Band { columns: 0..1, again: false }, Band { columns: 1..2, again: false }]);
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        let wanted = [Wanted { least: 30.0, whole: 30.0 }, Wanted { least: 40.0, whole: 400.0 }];
        let grid = Grid::new(&Band { columns: 0..2, again: false }, &wanted, 140.0);
        assert_eq!(grid.widths, [30.0, 104.0]);
        let grid = Grid::new(&Band { columns: 0..1, again: false }, &wanted, 140.0);
        assert_eq!(grid.widths, [140.0]);
    }
}
