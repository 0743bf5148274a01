//! Lines of about the same length, for headlines.

use super::break_lines::{Line, Measures, Opportunity, Setting, break_lines};
use super::elastic::measures;
use super::fonts::Fonts;
use super::opportunities::{INSIDE_SQUARED_WORD_COST, opportunities};
use super::set_lines::Measure;
use super::shape::Shaped;
use crate::page::Pt;

/// How a headline's lines come out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balanced {
    /// That the lines are to be set in.
    pub width: Pt,
    pub lines: usize,
    /// A line ends inside a word of Chinese or Japanese.
    pub torn: bool,
}

/// The narrowest width that takes the text in as few lines as the measure does, so that all lines are about as long. Where
/// lines may end nearly anywhere, they rather end well than alike.
pub fn balanced(fonts: &Fonts, shaped: &Shaped, measure: &Measure) -> Balanced {
    /// Of more lines than a headline has nobody sees whether they are alike.
    const MOST_BALANCED: usize = 12;
    let text = Text { measures: measures(shaped), opportunities: opportunities(fonts, shaped, measure) };
    let lines = text.lines(measure.width).len();
    if lines > MOST_BALANCED {
        return Balanced { width: measure.width, lines, torn: false };
    }
    let narrowest = text.narrowest(lines, measure.width);
    if lines > 1 && shaped.clusters.iter().any(|cluster| cluster.script.is_squared()) {
        return text.ending_well(lines, narrowest, measure.width);
    }
    Balanced { width: narrowest, lines, torn: false }
}

struct Text {
    measures: Measures,
    opportunities: Vec<Opportunity>,
}

impl Text {
    fn lines(&self, width: Pt) -> Vec<Line> {
        let setting = Setting { width, indent: 0.0, hang_start: 0.0, justified: false, long_words: false };
        break_lines(&self.measures, &self.opportunities, &setting)
    }

    fn width(&self, line: &Line) -> f64 {
        self.measures.width(line.start, line.end)
    }

    fn narrowest(&self, fewest: usize, widest: Pt) -> Pt {
        const STEPS: usize = 12;
        let (mut too_narrow, mut fits) = (0.0, widest);
        for _ in 0..STEPS {
            let middle = (too_narrow + fits) / 2.0;
            let lines = self.lines(middle);
            let overfull = lines.iter().any(|line| self.width(line) > f64::from(middle) + 0.01);
            if lines.len() > fewest || overfull { too_narrow = middle } else { fits = middle }
        }
        fits
    }

    /// Of some widths the one where lines end at the best places; of alike ones that where they are most alike.
    fn ending_well(&self, lines: usize, narrowest: Pt, widest: Pt) -> Balanced {
        const STEPS: u16 = 16;
        /// What a last line of no width at all is as bad as: somewhat less than two ends inside a phrase.
        const UNEVEN_COST: f64 = 100.0;
        let mut best = Balanced { width: narrowest, lines, torn: true };
        let mut least = f64::INFINITY;
        for step in 0..=STEPS {
            let width = narrowest + (widest - narrowest) * f32::from(step) / f32::from(STEPS);
            let set = self.lines(width);
            if set.len() != lines {
                continue;
            }
            let widths = set.iter().map(|line| self.width(line));
            let (shortest, longest) =
                widths.fold((f64::MAX, f64::MIN_POSITIVE), |(low, high), width| (low.min(width), high.max(width)));
            let ends = set.iter().take(lines - 1).map(|line| self.cost_of_end(line));
            let torn = ends.clone().any(|cost| cost >= INSIDE_SQUARED_WORD_COST);
            let cost = ends.sum::<f64>() + UNEVEN_COST * (1.0 - shortest / longest);
            if cost < least {
                least = cost;
                best = Balanced { width, lines, torn };
            }
        }
        best
    }

    fn cost_of_end(&self, line: &Line) -> f64 {
        let at = self.opportunities.partition_point(|opportunity| opportunity.next < line.next);
        self.opportunities.get(at).map_or(0.0, |opportunity| opportunity.cost)
    }
}
