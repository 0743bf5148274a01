//! The paper: its size, margins, columns and baseline grid.

use super::type_scale::{BASELINE, HEADLINE_BASELINE, HEADLINE_LEADING, LEADING};
use crate::options::Paper;
use crate::page::Pt;
use crate::text::scripts::Script;

const POINTS_PER_MM: Pt = 72.0 / 25.4;

/// A page's geometry. All columns are equally wide, and all text stands on one grid of lines that ends at `bottom`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    pub width: Pt,
    pub height: Pt,
    pub left: Pt,
    /// Of the type area.
    pub measure: Pt,
    pub columns: usize,
    pub gutter: Pt,
    /// Where the running head's line stands.
    pub head_line: Pt,
    /// Upper edge of the grid's first line.
    pub top: Pt,
    /// Lines of the grid.
    pub lines: u32,
    /// Where the folio's line stands.
    pub foot_line: Pt,
    /// Of the grid.
    pub leading: Pt,
    /// From the top of a grid line to its baseline.
    pub baseline: Pt,
    /// Both in parts of a headline's size.
    pub headline_leading: f32,
    pub headline_baseline: f32,
    /// Leading in parts of that of Latin text.
    openness: f32,
}

impl Sheet {
    /// Of a paper, with the leading that a script needs.
    pub fn new(paper: Paper, script: Script) -> Self {
        let (width_mm, height_mm, margin_mm, columns) = match paper {
            Paper::A4 => (210.0, 297.0, 15.0, 3),
            Paper::Letter => (215.9, 279.4, 15.0, 3),
            Paper::Tabloid => (280.0, 430.0, 15.0, 4),
            Paper::Berliner => (315.0, 470.0, 15.0, 5),
            Paper::Broadsheet => (375.0, 600.0, 17.0, 6),
        };
        const HEAD_TO_GRID: Pt = 14.0;
        const GRID_TO_FOOT: Pt = 20.0;
        let (width, height) = (width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM);
        let margin = margin_mm * POINTS_PER_MM;
        let head_line = margin + 8.0;
        let foot_line = height - margin + 6.0;
        let top = head_line + HEAD_TO_GRID;
        let openness = script.openness();
        let leading = LEADING * openness;
        let lines = ((foot_line - GRID_TO_FOOT - top) / leading).floor() as u32;
        // What the grid does not use goes above it.
        let top = foot_line - GRID_TO_FOOT - lines as Pt * leading;
        Sheet {
            width,
            height,
            left: margin,
            measure: width - 2.0 * margin,
            columns,
            gutter: 16.0,
            head_line,
            top,
            lines,
            foot_line,
            leading,
            baseline: BASELINE * openness,
            headline_leading: HEADLINE_LEADING * script.headline_openness(),
            headline_baseline: HEADLINE_BASELINE * script.headline_openness(),
            openness,
        }
    }

    /// The leading of text that stands on no grid, from that of Latin text.
    pub fn opened(&self, leading: Pt) -> Pt {
        leading * self.openness
    }

    /// Upper edge of a line of the grid.
    pub fn line_top(&self, line: u32) -> Pt {
        self.top + line as Pt * self.leading
    }

    /// The first line of the grid that begins at `y` or below.
    pub fn line_at(&self, y: Pt) -> u32 {
        (((y - self.top) / self.leading) - 0.01).ceil().max(0.0) as u32
    }

    pub fn bottom(&self) -> Pt {
        self.line_top(self.lines)
    }

    /// Width of one column when the measure is divided into `columns`.
    pub fn column_width(&self, columns: usize) -> Pt {
        let columns = columns.max(1) as Pt;
        (self.measure - (columns - 1.0) * self.gutter) / columns
    }

    /// Width of `span` neighbouring columns of `columns`.
    pub fn span_width(&self, span: usize, columns: usize) -> Pt {
        let span = span.max(1) as Pt;
        span * self.column_width(columns) + (span - 1.0) * self.gutter
    }

    /// Left edge of a column, counted from 0 in reading order.
    pub fn column_left(&self, column: usize, columns: usize, right_to_left: bool) -> Pt {
        let from_left = if right_to_left { columns.saturating_sub(column + 1) } else { column };
        self.left + from_left as Pt * (self.column_width(columns) + self.gutter)
    }
}
