//! Lines of about the same length, for headlines.

use super::break_lines::{Setting, break_lines};
use super::elastic::measures;
use super::fonts::Fonts;
use super::opportunities::opportunities;
use super::set_lines::Measure;
use super::shape::Shaped;
use crate::page::Pt;

/// The narrowest width that takes the text in as few lines as `width` does, so that all lines are about as long.
pub fn balanced_width(fonts: &Fonts, shaped: &Shaped, measure: &Measure) -> (Pt, usize) {
    const STEPS: usize = 12;
    /// Of more lines than a headline has nobody sees whether they are alike.
    const MOST_BALANCED: usize = 12;
    let measures = measures(shaped);
    let opportunities = opportunities(fonts, shaped, measure);
    let count = |width: Pt| {
        let setting = Setting { width, indent: 0.0, hang_start: 0.0, justified: false };
        break_lines(&measures, &opportunities, &setting).len()
    };
    let fewest = count(measure.width);
    if fewest > MOST_BALANCED {
        return (measure.width, fewest);
    }
    let (mut too_narrow, mut fits) = (0.0, measure.width);
    for _ in 0..STEPS {
        let middle = (too_narrow + fits) / 2.0;
        let setting = Setting { width: middle, indent: 0.0, hang_start: 0.0, justified: false };
        let lines = break_lines(&measures, &opportunities, &setting);
        let overfull = lines.iter().any(|line| measures.width(line.start, line.end) > f64::from(middle) + 0.01);
        if lines.len() > fewest || overfull { too_narrow = middle } else { fits = middle }
    }
    (fits, fewest)
}
