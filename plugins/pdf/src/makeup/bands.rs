//! How wide a table's columns are, and which of them stand beside each other.

use super::body::Frame;
use crate::page::Pt;

const CELL_GAP: Pt = 6.0;
pub const NARROWEST_CELL: Pt = 8.0;
/// So wide a first column is shown again beside columns that stand in a part of their own.
const WIDEST_SHOWN_AGAIN: f32 = 0.4;

/// What a column of a table asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Of its longest word: with less, words are torn.
    pub least: Pt,
    /// Of its longest cell on one line.
    pub whole: Pt,
}

/// Some neighbouring columns that fit beside each other, and whether the first column of all is shown before them again.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    pub columns: std::ops::Range<usize>,
    pub again: bool,
}

/// All columns in one band, or as many as fit beside each other with their words whole.
pub fn bands(wanted: &[Wanted], width: Pt) -> Vec<Band> {
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
pub struct Grid {
    pub band: Band,
    pub widths: Vec<Pt>,
    lefts: Vec<Pt>,
}

impl Grid {
    /// No column narrower than its longest word; what is left goes to those whose cells do not fit on a line, and then
    /// to all alike.
    pub fn new(band: &Band, wanted: &[Wanted], width: Pt) -> Grid {
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
    pub fn area(&self, column: usize, columns: usize, frame: &Frame, right_to_left: bool) -> (Pt, Pt) {
        let shown = column.saturating_sub(self.band.columns.start) + usize::from(self.band.again);
        self.shown_area(shown, columns, frame, right_to_left)
    }

    /// The same, with columns counted as they are shown.
    pub fn shown_area(&self, shown: usize, columns: usize, frame: &Frame, right_to_left: bool) -> (Pt, Pt) {
        let last = (shown + columns).min(self.widths.len()).max(shown + 1) - 1;
        let left = self.lefts.get(shown).copied().unwrap_or_default();
        let right =
            self.lefts.get(last).copied().unwrap_or_default() + self.widths.get(last).copied().unwrap_or(frame.width);
        let width = (right - left).max(NARROWEST_CELL);
        (if right_to_left { frame.width - left - width } else { left }, width)
    }
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
