//! Crop marks: where the press cuts the sheet. They stand outside of what may be printed on.

use super::content::Content;
use super::fill;
use crate::options::POINTS_PER_MM;
use crate::page::{Colour, Page, Pt, Rect};

/// From the bleed to the marks.
const GAP: Pt = POINTS_PER_MM;
const LENGTH: Pt = 5.0 * POINTS_PER_MM;
const THICKNESS: Pt = 0.25;
/// What the sheet needs beyond the bleed: gap, mark, and a little room.
pub const MARKS_BEYOND_BLEED: Pt = GAP + LENGTH + POINTS_PER_MM;

pub fn crop(page: &Page, bleed: Pt, out: &mut Content) {
    out.begin_artifact();
    // From the trimmed page to a mark that lies before its upper or left edge, or behind the other one.
    let (before, behind) = (-bleed - GAP - LENGTH, bleed + GAP);
    for (x, beside) in [(0.0, before), (page.width, page.width + behind)] {
        for (y, above) in [(0.0, before), (page.height, page.height + behind)] {
            let across = Rect { x: beside, y: y - THICKNESS / 2.0, width: LENGTH, height: THICKNESS };
            let upright = Rect { x: x - THICKNESS / 2.0, y: above, width: THICKNESS, height: LENGTH };
            fill(&across, Colour::BLACK, page.height, out);
            fill(&upright, Colour::BLACK, page.height, out);
        }
    }
    out.end_marked();
}
