//! Which row stands in which column. Counts lines of the grid; knows nothing of what stands in them.

use std::collections::VecDeque;

/// A row's claim on a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowShape {
    /// Lines of the grid that the row takes.
    pub lines: u32,
    /// Empty lines before it, except at the top of a column.
    pub blank_before: u32,
    pub blank_after: u32,
    /// No column ends after this row: a crosshead, or a line whose neighbour would be a widow or an orphan.
    pub keep_with_next: bool,
    /// Lines of a table's head that is shown again above the row where it begins a column.
    pub head_again: u32,
    pub place: Place,
}

/// Whether what follows a row may stand before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Where its turn comes.
    #[default]
    InTurn,
    /// A picture: where a column has no room for it, the text goes on, and it heads the next column.
    Floating,
    /// Over all columns: at the top of the next page, or below the story's last columns.
    Wide,
}

/// A row in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    pub row: usize,
    /// Empty lines before it.
    pub blank: u32,
    /// The head of its table stands above it again.
    pub with_head: bool,
}

/// How far the rows have found their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The next row in turn.
    pub at: usize,
    /// Rows before it that wait for the top of a column.
    waiting: VecDeque<usize>,
    /// Rows before it that wait for a place over all columns.
    pub wide: VecDeque<usize>,
}

impl Cursor {
    /// Whether all rows that stand in columns have found their places.
    pub fn columns_are_done(&self, rows: &[RowShape]) -> bool {
        self.at >= rows.len() && self.waiting.is_empty()
    }
}

/// Columns in reading order, and where the rows go on after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub columns: Vec<Vec<Placed>>,
    pub next: Cursor,
}

/// So many pictures wait for a column at a time: the text must not run ahead of more.
const MOST_WAITING: usize = 3;

/// Fills columns of the given heights with the rows that follow. `full_height` is that of an empty page's column: what
/// does not fit there fits nowhere and is broken up or stands out.
pub fn fill(rows: &[RowShape], from: &Cursor, heights: &[u32], full_height: u32) -> Filled {
    let mut next = from.clone();
    let columns = heights.iter().map(|&height| fill_column(rows, &mut next, height, full_height)).collect();
    Filled { columns, next }
}

fn fill_column(rows: &[RowShape], cursor: &mut Cursor, height: u32, full_height: u32) -> Vec<Placed> {
    let begun = cursor.clone();
    let mut placed: Vec<Placed> = Vec::new();
    let (mut used, mut blank_after) = (0_u32, 0);
    // Rows that have waited come first; a table's head is shown again below them.
    let (mut at_top, mut only_pictures) = (true, true);
    let mut good_end: Option<(usize, Cursor)> = None;
    loop {
        let has_waited = cursor.waiting.front().copied().filter(|_| at_top);
        let index = has_waited.unwrap_or(cursor.at);
        let Some(row) = rows.get(index) else { return placed };
        at_top = has_waited.is_some();
        if row.place == Place::Wide {
            cursor.wide.push_back(index);
            cursor.at += 1;
            continue;
        }
        let kept = placed.last().and_then(|last| rows.get(last.row)).is_some_and(|before| before.keep_with_next);
        if !placed.is_empty() && !kept {
            good_end = Some((placed.len(), cursor.clone()));
        }
        let blank = if placed.is_empty() { 0 } else { row.blank_before.max(blank_after) };
        let with_head = only_pictures && row.head_again > 0;
        let needed = row.lines.saturating_add(blank).saturating_add(if with_head { row.head_again } else { 0 });
        let fits = needed <= height.saturating_sub(used);
        let may_wait = row.place == Place::Floating && (!placed.is_empty() || height < full_height);
        match has_waited {
            Some(_) if !fits && may_wait => {
                at_top = false;
                continue;
            }
            // Pictures keep their order.
            None if may_wait && (!fits || !cursor.waiting.is_empty()) && cursor.waiting.len() < MOST_WAITING => {
                cursor.waiting.push_back(index);
                cursor.at += 1;
                continue;
            }
            Some(_) | None => {}
        }
        if !fits {
            if let Some((count, end)) = good_end {
                placed.truncate(count);
                *cursor = end;
                return placed;
            }
            if height < full_height {
                // A taller column will take the whole of it.
                *cursor = begun;
                return Vec::new();
            }
            if !placed.is_empty() {
                return placed;
            }
        }
        placed.push(Placed { row: index, blank, with_head });
        used = used.saturating_add(needed);
        blank_after = row.blank_after;
        only_pictures &= row.place == Place::Floating;
        match has_waited {
            Some(_) => drop(cursor.waiting.pop_front()),
            None => cursor.at += 1,
        }
    }
}

/// Takes those of the waiting rows that lines over all columns hold. What is alone on a page is placed all the same.
pub fn fill_wide(rows: &[RowShape], wide: &mut VecDeque<usize>, lines: u32, alone: bool) -> Vec<Placed> {
    /// Less of a table is not begun.
    const FEWEST_LINES: u32 = 6;
    let most = usize::try_from(lines).unwrap_or(usize::MAX).saturating_add(1);
    let waiting: Vec<usize> = wide.iter().copied().take(most).collect();
    let shape = |row: &usize| RowShape { place: Place::InTurn, ..rows.get(*row).copied().unwrap_or_default() };
    let shapes: Vec<RowShape> = waiting.iter().map(shape).collect();
    let mut cursor = Cursor::default();
    let full_height = if alone { lines } else { u32::MAX };
    let placed = fill_column(&shapes, &mut cursor, lines, full_height);
    let taken: u32 = placed.iter().filter_map(|placed| shapes.get(placed.row)).map(|shape| shape.lines).sum();
    if taken < FEWEST_LINES && placed.len() < waiting.len() && !alone {
        return Vec::new();
    }
    wide.drain(..placed.len());
    let in_story = |placed: Placed| Placed { row: waiting.get(placed.row).copied().unwrap_or_default(), ..placed };
    placed.into_iter().map(in_story).collect()
}

/// Fills columns that begin at `tops` and end at `bottom`; when all that is left fits, ends them as high as they can all
/// end together.
pub fn fill_balanced(rows: &[RowShape], from: &Cursor, tops: &[u32], bottom: u32, full_height: u32) -> Filled {
    let heights = |bottom: u32| -> Vec<u32> { tops.iter().map(|&top| bottom.saturating_sub(top)).collect() };
    let whole = fill(rows, from, &heights(bottom), full_height);
    if !whole.next.columns_are_done(rows) {
        return whole;
    }
    let left = rows.get(from.at..).unwrap_or_default().iter().filter(|row| row.place != Place::Wide);
    let waiting = from.waiting.iter().filter_map(|&row| rows.get(row));
    let lines: u32 = left.chain(waiting).map(|row| row.lines).sum();
    let spread = |bottom: u32| heights(bottom).iter().sum::<u32>();
    let highest = tops.iter().copied().min().unwrap_or_default();
    // Not even room for the rows alone above this.
    let least = (highest..=bottom).find(|&bottom| spread(bottom) >= lines).unwrap_or(bottom);
    let ends = (least..bottom).map(|bottom| (bottom, fill(rows, from, &heights(bottom), full_height)));
    let (bottom, filled) =
        ends.into_iter().find(|(_, filled)| filled.next.columns_are_done(rows)).unwrap_or((bottom, whole));
    evened(rows, from, (tops, bottom, full_height), filled)
}

/// Lines that stay together may leave the last column much shorter than the others: then the first ones may end a little
/// above them.
fn evened(rows: &[RowShape], from: &Cursor, (tops, bottom, full_height): (&[u32], u32, u32), filled: Filled) -> Filled {
    const NOT_SEEN: u32 = 2;
    const MOST_ABOVE: u32 = 3;
    let unevenness = |filled: &Filled| {
        let height = |placed: &Placed| {
            let row = rows.get(placed.row).copied().unwrap_or_default();
            row.lines + placed.blank + if placed.with_head { row.head_again } else { 0 }
        };
        let ends = filled.columns.iter().zip(tops).map(|(column, top)| top + column.iter().map(height).sum::<u32>());
        ends.clone().max().unwrap_or_default() - ends.min().unwrap_or_default()
    };
    let mut best = (unevenness(&filled), filled);
    for above in 1..=MOST_ABOVE.min(bottom) {
        for first in 1..tops.len() {
            if best.0 <= NOT_SEEN {
                return best.1;
            }
            let end = |column: usize| if column < first { bottom - above } else { bottom };
            let heights: Vec<u32> = tops.iter().enumerate().map(|(at, &top)| end(at).saturating_sub(top)).collect();
            let filled = fill(rows, from, &heights, full_height);
            let uneven = unevenness(&filled);
            if filled.next.columns_are_done(rows) && uneven < best.0 {
                best = (uneven, filled);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn picture(lines: u32) -> RowShape {
        RowShape { lines, blank_before: 1, blank_after: 1, place: Place::Floating, ..RowShape::default() }
    }

    fn start() -> Cursor {
        Cursor::default()
    }

    /// Lines that each column's rows take.
    fn heights(rows: &[RowShape], filled: &Filled) -> Vec<u32> {
        let height = |placed: &Placed| {
            rows[placed.row].lines + placed.blank + if placed.with_head { rows[placed.row].head_again } else { 0 }
        };
        filled.columns.iter().map(|column| column.iter().map(height).sum()).collect()
    }

    /// The rows of each column.
    fn rows_of(filled: &Filled) -> Vec<Vec<usize>> {
        filled.columns.iter().map(|column| column.iter().map(|placed| placed.row).collect()).collect()
    }

    fn ranges(ranges: &[std::ops::Range<usize>]) -> Vec<Vec<usize>> {
        ranges.iter().map(|range| range.clone().collect()).collect()
    }

    #[test]
    fn what_fits_is_spread_evenly() {
        let rows = lines(20);
        assert_eq!(heights(&rows, &fill_balanced(&rows, &start(), &[0, 0, 0], 50, 50)), [7, 7, 6]);
        // Under a picture that covers two columns of three.
        assert_eq!(heights(&rows, &fill_balanced(&rows, &start(), &[5, 5, 0], 50, 50)), [5, 5, 10]);
    }

    #[test]
    fn the_last_column_is_not_left_much_shorter() {
        // Paragraphs that cannot be divided: three to a column and a short one over.
        let rows: Vec<RowShape> =
            std::iter::repeat_with(|| paragraph(3)).take(9).flatten().chain(paragraph(2)).collect();
        assert_eq!(heights(&rows, &fill_balanced(&rows, &start(), &[0, 0, 0, 0], 50, 50)), [6, 6, 9, 8]);
    }

    #[test]
    fn what_does_not_fit_fills_the_page() {
        let rows = lines(100);
        let filled = fill_balanced(&rows, &start(), &[0, 0, 0], 30, 30);
        assert_eq!(rows_of(&filled), ranges(&[0..30, 30..60, 60..90]));
        assert_eq!(rows_of(&fill_balanced(&rows, &filled.next, &[0], 30, 30)), [(90..100).collect::<Vec<usize>>()]);
    }

    #[test]
    fn no_widow_and_no_orphan() {
        let rows: Vec<RowShape> = [paragraph(5), paragraph(5), paragraph(3), paragraph(4)].concat();
        // A column of 6 would leave one line of the second paragraph below the first: it moves on.
        let columns = fill(&rows, &start(), &[6, 6, 6], 6);
        assert_eq!(rows_of(&columns), ranges(&[0..5, 5..10, 10..15]));
    }

    #[test]
    fn a_crosshead_never_ends_a_column() {
        let mut rows = lines(4);
        rows.push(RowShape { lines: 1, blank_before: 1, keep_with_next: true, ..RowShape::default() });
        rows.extend(lines(4));
        assert_eq!(rows_of(&fill(&rows, &start(), &[6, 6], 6)), ranges(&[0..4, 4..9]));
    }

    #[test]
    fn the_head_of_a_table_takes_its_lines_in_each_column() {
        let mut rows = vec![RowShape { lines: 1, head_again: 2, ..RowShape::default() }; 30];
        rows[..2].fill(RowShape { lines: 1, keep_with_next: true, ..RowShape::default() });
        let filled = fill(&rows, &start(), &[10, 10, 10, 10], 10);
        assert_eq!(rows_of(&filled), ranges(&[0..10, 10..18, 18..26, 26..30]));
        let filled = fill_balanced(&rows[..16], &start(), &[0, 0], 20, 20);
        assert_eq!(heights(&rows, &filled), [9, 9]);
    }

    #[test]
    fn text_flows_past_a_picture_that_has_no_room_and_pictures_keep_their_order() {
        let mut rows = lines(20);
        rows.insert(5, picture(6));
        rows.insert(8, picture(2));
        let filled = fill(&rows, &start(), &[9, 30], 30);
        let [first, second] = &rows_of(&filled)[..] else { panic!("two columns") };
        assert_eq!(*first, [0, 1, 2, 3, 4, 6, 7, 9, 10]);
        assert_eq!(second[..3], [5, 8, 11]);
        assert!(filled.next.columns_are_done(&rows));
        // Air around it, but none between the lines that it left.
        assert_eq!(heights(&rows, &filled), [9, 6 + 1 + 2 + 1 + 11]);
    }

    #[test]
    fn what_stands_over_all_columns_waits_beside_them() {
        let mut rows = lines(9);
        rows.insert(4, RowShape { lines: 12, place: Place::Wide, ..RowShape::default() });
        let filled = fill_balanced(&rows, &start(), &[0, 0, 0], 30, 30);
        assert_eq!(heights(&rows, &filled), [3, 3, 3]);
        assert_eq!(filled.next.wide, [4]);
    }

    #[test]
    fn what_no_column_holds_is_placed_all_the_same() {
        let tall = [RowShape { lines: 99, ..RowShape::default() }, RowShape { lines: 1, ..RowShape::default() }];
        assert_eq!(rows_of(&fill(&tall, &start(), &[10, 10], 10)), ranges(&[0..1, 1..2]));
        let pictures = [picture(99), picture(99)];
        assert_eq!(rows_of(&fill(&pictures, &start(), &[10, 10], 10)), ranges(&[0..1, 1..2]));
        // But not in a short column when a page has taller ones.
        let mut rows = lines(2);
        rows[0] = RowShape { lines: 8, ..RowShape::default() };
        assert_eq!(rows_of(&fill(&rows, &start(), &[5, 10], 10)), ranges(&[0..0, 0..2]));
        let kept = vec![RowShape { lines: 1, keep_with_next: true, ..RowShape::default() }; 25];
        assert_eq!(rows_of(&fill(&kept, &start(), &[10, 10, 10], 10)), ranges(&[0..10, 10..20, 20..25]));
    }
}
