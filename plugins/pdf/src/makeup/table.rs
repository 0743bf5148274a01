//! Tables as a simple grid in the column. One too wide for it is set in bands of columns below each other.

use pressroom_core::{Code, Diagnostic, Span, Table, TableCell, TableRow};

use super::bands::{Band, Grid, NARROWEST_CELL, Wanted, bands};
use super::body::{Body, Frame, Row, hairline};
use super::columns::{self, RowShape};
use super::desk::Desk;
use super::grid::{self, Place};
use super::inlines::push_inlines;
use super::table_rows::{Rows, SetCell, place_rows};
use super::type_scale::TypeScale;
use crate::page::{HeaderScope, NodeId, Pt, Role};
use crate::text::set_lines::{Alignment, longest_word, natural_width, set_paragraph};
use crate::text::style::{RichText, Style};

/// More columns than this cannot be read at any width of paper.
pub const MOST_COLUMNS: usize = 64;
/// Only so many rows are measured to find the columns' widths.
const MEASURED_ROWS: usize = 60;
/// Of a cell, to the same end.
const MEASURED_LETTERS: usize = 500;
/// One word takes at most this part of the table's width, and is broken rather than take more.
const WIDEST_WORD: f32 = 0.6;

const WIDE: columns::Place = columns::Place::Wide;

/// `{columns}` `{parts}`: a table that is too wide for its place is set in parts below each other.
const TABLE_DIVIDED: Code = Code::note("PDF20");

pub fn set(desk: &mut Desk<'_, '_>, body: &mut Body, table: &Table, frame: &Frame) {
    let node = desk.layout.structure.add(Some(frame.node), Role::Table);
    let placed = grid::places(table, MOST_COLUMNS);
    let bands = Bands::of(desk, &placed, &table.span, frame.width);
    // A table that a column has no room for stands over all columns, if that keeps more of it together.
    if bands.parts.len() > 1 && frame.may_be_wide(desk) {
        let wide_frame = Frame { x: 0.0, width: desk.sheet.measure, ..*frame };
        let wide = Bands::of(desk, &placed, &table.span, wide_frame.width);
        if wide.parts.len() < bands.parts.len() {
            let mut apart = Body::empty(desk);
            apart.space(1);
            set_in(desk, &mut apart, table, &placed, &wide, &wide_frame, node);
            if let Some(last) = apart.rows.last_mut() {
                last.shape.blank_after = 1;
            }
            body.rows
                .extend(apart.rows.into_iter().map(|row| Row { shape: RowShape { place: WIDE, ..row.shape }, ..row }));
            return;
        }
    }
    body.space(1);
    set_in(desk, body, table, &placed, &bands, frame, node);
    body.space(1);
    body.start_flush();
}

/// What the columns of a table ask for, and which of them stand beside each other.
struct Bands {
    wanted: Vec<Wanted>,
    parts: Vec<Band>,
}

impl Bands {
    fn of(desk: &mut Desk<'_, '_>, placed: &[Place<'_>], source: &Option<Span>, width: Pt) -> Bands {
        let wanted = wanted_widths(desk, placed, source, width);
        let parts = bands(&wanted, width);
        Bands { wanted, parts }
    }
}

fn set_in(
    desk: &mut Desk<'_, '_>,
    body: &mut Body,
    table: &Table,
    placed: &[Place<'_>],
    bands: &Bands,
    frame: &Frame,
    node: NodeId,
) {
    let scale = &desk.sheet.scale;
    if let Some(caption) = table.caption.as_deref().filter(|caption| !caption.trim().is_empty()) {
        let caption_node = desk.layout.structure.add(Some(node), Role::Caption);
        let style = Style { face: scale.table.face.bold(), ..scale.table };
        let measure = desk.measure(frame.width, Alignment::Start);
        for line in desk.set(RichText::new(caption, style).at(&table.span), &measure, Some(caption_node)) {
            body.line(line, frame.x, true);
        }
    }
    let Bands { wanted, parts } = bands;
    if parts.len() > 1 {
        let told = Diagnostic::new(TABLE_DIVIDED).arg("columns", wanted.len()).arg("parts", parts.len());
        desk.diagnostics.push(told.at(&table.span));
    }
    let numeric: Vec<bool> = (0..wanted.len()).map(|column| is_numeric(placed, column)).collect();
    let grids: Vec<Grid> = parts.iter().map(|band| Grid::new(band, wanted, frame.width)).collect();
    let cells = set_cells(desk, table, placed, &Columns { node, numeric: &numeric, grids: &grids }, frame);
    let mut by_band: Vec<Vec<SetCell>> = grids.iter().map(|_| Vec::new()).collect();
    for cell in cells {
        if let Some(band) = by_band.get_mut(cell.band) {
            band.push(cell);
        }
    }
    let heads = head_rows(table);
    for (index, (cells, grid)) in by_band.into_iter().zip(&grids).enumerate() {
        if index > 0 {
            body.space(1);
        }
        place_rows(desk, body, Rows { count: table.rows.len(), heads }, cells, grid, frame);
        if let Some(row) = body.rows.last_mut().filter(|_| !table.rows.is_empty()) {
            let bottom = row.shape.lines as Pt * body.leading;
            row.items.push(hairline(scale, frame.x, bottom + 1.0, frame.width, scale.rule_colour));
        }
    }
}

/// Rows of nothing but headers at the top of a table. 0 where one reaches down into the rows below.
fn head_rows(table: &Table) -> usize {
    let is_head = |row: &&TableRow| !row.cells.is_empty() && row.cells.iter().all(|cell| cell.header);
    let count = table.rows.iter().take_while(is_head).count();
    let reaches = |(at, row): (usize, &TableRow)| {
        row.cells.iter().any(|cell| at.saturating_add(usize::try_from(cell.row_span).unwrap_or(usize::MAX)) > count)
    };
    let closed = count < table.rows.len() && !table.rows.iter().take(count).enumerate().any(reaches);
    if closed { count } else { 0 }
}

fn cell_style(scale: &TypeScale, cell: &TableCell) -> Style {
    if cell.header { Style { face: scale.table.face.bold(), ..scale.table } } else { scale.table }
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
