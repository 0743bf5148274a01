//! Which row stands in which column. Counts lines of the grid; knows nothing of what stands in them.

use std::ops::Range;

/// A row's claim on a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowShape {
    /// Lines of the grid that the row takes.
    pub lines: u32,
    /// Empty lines before it, except at the top of a column.
    pub blank_before: u32,
    /// No column ends after this row: a crosshead, or a line whose neighbour would be a widow or an orphan.
    pub keep_with_next: bool,
    /// Lines of a table's head that is shown again above the row where it begins a column.
    pub head_again: u32,
}

/// The rows of each column, in reading order.
pub type Columns = Vec<Range<usize>>;

/// Fills columns of the given heights with rows from `start` on. `full_height` is that of an empty page's column: what
/// does not fit there fits nowhere and is broken up or stands out.
pub fn fill(rows: &[RowShape], start: usize, heights: &[u32], full_height: u32) -> Columns {
    let mut columns = Vec::with_capacity(heights.len());
    let mut at = start;
    for &height in heights {
        let end = column_end(rows, at, height, full_height);
        columns.push(at..end);
        at = end;
    }
    columns
}

/// The first row of the next column.
fn column_end(rows: &[RowShape], start: usize, height: u32, full_height: u32) -> usize {
    let mut used = 0;
    let mut allowed = start;
    for (index, row) in rows.iter().enumerate().skip(start) {
        if index > start && !rows.get(index - 1).is_some_and(|before| before.keep_with_next) {
            allowed = index;
        }
        let needed = row.lines.saturating_add(if index == start { row.head_again } else { row.blank_before });
        if needed > height.saturating_sub(used) {
            return if allowed > start {
                allowed
            } else if height < full_height {
                // A taller column will take the whole of it.
                start
            } else {
                index.max(start + 1)
            };
        }
        used += needed;
    }
    rows.len()
}

/// Fills columns that begin at `tops` and end at `bottom`; when all that is left fits, ends them as high as they can all
/// end together.
pub fn fill_balanced(rows: &[RowShape], start: usize, tops: &[u32], bottom: u32, full_height: u32) -> Columns {
    let heights = |bottom: u32| -> Vec<u32> { tops.iter().map(|&top| bottom.saturating_sub(top)).collect() };
    let whole = fill(rows, start, &heights(bottom), full_height);
    if whole.last().is_none_or(|last| last.end < rows.len()) {
        return whole;
    }
    let lines: u32 = rows.get(start..).unwrap_or_default().iter().map(|row| row.lines).sum();
    let spread = |bottom: u32| heights(bottom).iter().sum::<u32>();
    let highest = tops.iter().copied().min().unwrap_or_default();
    // Not even room for the rows alone above this.
    let least = (highest..=bottom).find(|&bottom| spread(bottom) >= lines).unwrap_or(bottom);
    (least..bottom)
        .map(|bottom| fill(rows, start, &heights(bottom), full_height))
        .find(|columns| columns.last().is_some_and(|last| last.end == rows.len()))
        .unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that a column's rows take.
    fn height(rows: &[RowShape], column: &Range<usize>) -> u32 {
        let rows = rows.get(column.clone()).unwrap_or_default();
        let all: u32 = rows.iter().map(|row| row.lines + row.blank_before).sum();
        all - rows.first().map_or(0, |first| first.blank_before)
    }

    fn lines(count: usize) -> Vec<RowShape> {
        vec![RowShape { lines: 1, ..RowShape::default() }; count]
    }

    /// A paragraph whose first and last two lines stay together.
    fn paragraph(count: usize) -> Vec<RowShape> {
        let mut rows = lines(count);
        for at in [0, count.saturating_sub(2)] {
            if count > 1 {
                rows[at].keep_with_next = true;
            }
        }
        rows
    }

    fn heights(rows: &[RowShape], columns: &Columns) -> Vec<u32> {
        columns.iter().map(|column| height(rows, column)).collect()
    }

    #[test]
    fn what_fits_is_spread_evenly() {
        let rows = lines(20);
        assert_eq!(heights(&rows, &fill_balanced(&rows, 0, &[0, 0, 0], 50, 50)), [7, 7, 6]);
        // Under a picture that covers two columns of three.
        assert_eq!(heights(&rows, &fill_balanced(&rows, 0, &[5, 5, 0], 50, 50)), [5, 5, 10]);
    }

    #[test]
    fn what_does_not_fit_fills_the_page() {
        let rows = lines(100);
        assert_eq!(fill_balanced(&rows, 0, &[0, 0, 0], 30, 30), [0..30, 30..60, 60..90]);
    }

    #[test]
    fn no_widow_and_no_orphan() {
        let rows: Vec<RowShape> = [paragraph(5), paragraph(5), paragraph(3), paragraph(4)].concat();
        // A column of 6 would leave one line of the second paragraph below the first: it moves on.
        let columns = fill(&rows, 0, &[6, 6, 6], 6);
        assert_eq!(columns, [0..5, 5..10, 10..15]);
    }

    #[test]
    fn a_crosshead_never_ends_a_column() {
        let mut rows = lines(4);
        rows.push(RowShape { lines: 1, blank_before: 1, keep_with_next: true, ..RowShape::default() });
        rows.extend(lines(4));
        assert_eq!(fill(&rows, 0, &[6, 6], 6), [0..4, 4..9]);
    }

    #[test]
    fn the_head_of_a_table_takes_its_lines_in_each_column() {
        let mut rows = vec![RowShape { lines: 1, head_again: 2, ..RowShape::default() }; 30];
        for head in 0..2 {
            rows[head] = RowShape { lines: 1, keep_with_next: true, ..RowShape::default() };
        }
        assert_eq!(fill(&rows, 0, &[10, 10, 10, 10], 10), [0..10, 10..18, 18..26, 26..30]);
        assert_eq!(fill_balanced(&rows[..16], 0, &[0, 0], 20, 20), [0..9, 9..16]);
    }

    #[test]
    fn what_no_column_holds_is_placed_all_the_same() {
        let tall = [RowShape { lines: 99, ..RowShape::default() }, RowShape { lines: 1, ..RowShape::default() }];
        assert_eq!(fill(&tall, 0, &[10, 10], 10), [0..1, 1..2]);
        // But not in a short column when a page has taller ones.
        let mut rows = lines(2);
        rows[0] = RowShape { lines: 8, ..RowShape::default() };
        assert_eq!(fill(&rows, 0, &[5, 10], 10), [0..0, 0..2]);
        let kept = vec![RowShape { lines: 1, keep_with_next: true, ..RowShape::default() }; 25];
        assert_eq!(fill(&kept, 0, &[10, 10, 10], 10), [0..10, 10..20, 20..25]);
    }
}
