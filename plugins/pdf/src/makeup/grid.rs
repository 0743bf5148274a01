//! Which cells of a table's grid each of its cells takes.

use pressroom_core::{Table, TableCell};

/// A cell and its place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'t> {
    pub cell: &'t TableCell,
    pub row: usize,
    pub rows: usize,
    pub column: usize,
    pub columns: usize,
}

/// The cells in order. A cell moves on past those that reach down from above; one that finds no room before the last
/// column stands in it.
pub fn places(table: &Table, most_columns: usize) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    // For each column the first row that nothing reaches down into.
    let mut free_from = vec![0_usize; most_columns];
    for (row, cells) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in &cells.cells {
            while free_from.get(column).is_some_and(|&free| free > row) {
                column += 1;
            }
            let at = column.min(most_columns.saturating_sub(1));
            let span = |cells: u32| usize::try_from(cells.max(1)).unwrap_or(usize::MAX);
            let columns = span(cell.column_span).min(most_columns - at);
            let rows = span(cell.row_span).min(table.rows.len() - row);
            for free in free_from.iter_mut().skip(at).take(columns) {
                *free = row + rows;
            }
            places.push(Place { cell, row, rows, column: at, columns });
            column = at + columns;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use pressroom_core::{Inline, TableRow};

    use super::*;

    fn cell(columns: u32, rows: u32) -> TableCell {
        TableCell { header: false, column_span: columns, row_span: rows, content: vec![Inline::text("x")] }
    }

    #[test]
    fn cells_make_room_for_those_that_reach_down() {
        let rows =
            [vec![cell(1, 2), cell(2, 1), cell(1, 9)], vec![cell(1, 1), cell(1, 1), cell(1, 1)], vec![cell(7, 1)]];
        let rows = rows.map(|cells| TableRow { cells }).to_vec();
        let table = Table { rows, ..Table::default() };
        let at: Vec<(usize, usize, usize, usize)> =
            places(&table, 5).iter().map(|place| (place.row, place.column, place.rows, place.columns)).collect();
        let first = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 3, 1)];
        let second = [(1, 1, 1, 1), (1, 2, 1, 1), (1, 4, 1, 1)];
        assert_eq!(at, [&first[..], &second, &[(2, 0, 1, 5)]].concat());
    }
}
