//! The paper: its size, margins, columns and baseline grid.

use super::type_scale::{BASELINE, HEADLINE_BASELINE, HEADLINE_LEADING, TypeScale};
use crate::options::{POINTS_PER_MM, Paper};
use crate::page::{Colour, Pt};
use crate::text::scripts::Script;
use crate::theme::Theme;

/// What a house decides of all its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Design {
    pub paper: Paper,
    /// 0 for as many as suit the paper.
    pub columns: usize,
    pub theme: Theme,
}

impl Design {
    /// Pixels that a picture over the whole measure needs on a screen.
    pub fn screen_pixels(&self) -> u32 {
        const PIXELS_PER_INCH: Pt = 150.0;
        (Sheet::new(self, Script::Latin).measure / 72.0 * PIXELS_PER_INCH).round() as u32
    }
}

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
    pub scale: TypeScale,
    /// Rules stand between columns.
    pub column_rules: bool,
    pub head_centred: bool,
    pub nameplate_centred: bool,
    /// What the nameplate stands on.
    pub nameplate_band: Option<Colour>,
}

impl Sheet {
    /// Of a paper, with the leading that a script needs.
    pub fn new(design: &Design, script: Script) -> Self {
        let theme = &design.theme;
        let (width_mm, height_mm, margin_mm, columns) = match design.paper {
            Paper::A4 => (210.0, 297.0, 15.0, theme.columns.a4),
            Paper::Letter => (215.9, 279.4, 15.0, theme.columns.letter),
            Paper::Tabloid => (280.0, 430.0, 15.0, theme.columns.tabloid),
            Paper::Berliner => (315.0, 470.0, 15.0, theme.columns.berliner),
            Paper::Broadsheet => (375.0, 600.0, 17.0, theme.columns.broadsheet),
            Paper::Custom { width, height } => {
                let margin: f32 = width.min(height) / 14.0;
                let margin = margin.clamp(8.0, 20.0);
                // As wide as on A4.
                let column = 180.0 / theme.columns.a4 as f32;
                (width, height, margin, ((width - 2.0 * margin) / column).round().max(1.0) as usize)
            }
        };
        let gutter = theme.columns.gutter;
        let measure = (width_mm - 2.0 * margin_mm) * POINTS_PER_MM;
        // A column narrower than this holds no words.
        const NARROWEST: Pt = 60.0;
        let most = ((measure + gutter) / (NARROWEST + gutter)).floor().max(1.0) as usize;
        let columns = if design.columns == 0 { columns } else { design.columns }.min(most);
        const HEAD_TO_GRID: Pt = 14.0;
        const GRID_TO_FOOT: Pt = 20.0;
        let (width, height) = (width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM);
        let margin = margin_mm * POINTS_PER_MM;
        let head_line = margin + 8.0;
        let foot_line = height - margin + 6.0;
        let top = head_line + HEAD_TO_GRID;
        let openness = script.openness();
        let leading = theme.sizes.leading.max(theme.sizes.body) * openness;
        let lines = ((foot_line - GRID_TO_FOOT - top) / leading).floor() as u32;
        // What the grid does not use goes above it.
        let top = foot_line - GRID_TO_FOOT - lines as Pt * leading;
        Sheet {
            width,
            height,
            left: margin,
            measure,
            columns,
            gutter,
            head_line,
            top,
            lines,
            foot_line,
            leading,
            baseline: BASELINE * leading,
            headline_leading: HEADLINE_LEADING * script.headline_openness(),
            headline_baseline: HEADLINE_BASELINE * script.headline_openness(),
            openness,
            scale: TypeScale::of(theme),
            column_rules: theme.rules.columns,
            head_centred: theme.head_centred,
            nameplate_centred: theme.nameplate_centred,
            nameplate_band: theme.nameplate_band.then_some(theme.colours.accent),
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
