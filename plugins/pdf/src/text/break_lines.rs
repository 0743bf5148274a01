//! Total-fit line breaking: all lines of a paragraph are chosen together.
//!
//! Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11 (1981). Knows no fonts and
//! no text: only widths and the places where a line may end.

use super::total_fit::{Ending, Limits, Pass};
use crate::page::Pt;

/// A place where a line may end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Opportunity {
    /// One past the last box of the line that is seen.
    pub end: usize,
    /// The first box of the line after; the spaces between vanish.
    pub next: usize,
    /// How bad it is to break here: 0 is a space between words, 50 a hyphen.
    pub cost: f64,
    /// Width of the hyphen that appears when a line ends here.
    pub hyphen: Pt,
    pub hyphenated: bool,
    /// The line ends here whatever it costs.
    pub forced: bool,
    /// How far the line's last mark may stand out of the column.
    pub hang_end: Pt,
    /// How far the next line's first mark may stand out of the column.
    pub hang_start: Pt,
}

/// Sums of the boxes before each box; one longer than the boxes.
#[derive(Clone, Debug)]
pub struct Measures {
    pub width: Vec<f64>,
    pub stretch: Vec<f64>,
    pub shrink: Vec<f64>,
}

impl Default for Measures {
    fn default() -> Self {
        Measures { width: vec![0.0], stretch: vec![0.0], shrink: vec![0.0] }
    }
}

impl Measures {
    pub fn push(&mut self, width: Pt, stretch: Pt, shrink: Pt) {
        let last = |sums: &[f64]| sums.last().copied().unwrap_or_default();
        self.width.push(last(&self.width) + f64::from(width));
        self.stretch.push(last(&self.stretch) + f64::from(stretch));
        self.shrink.push(last(&self.shrink) + f64::from(shrink));
    }

    /// Natural width of the boxes from `start` to before `end`.
    pub fn width(&self, start: usize, end: usize) -> f64 {
        between(&self.width, start, end)
    }
}

pub fn between(sums: &[f64], start: usize, end: usize) -> f64 {
    match (sums.get(start), sums.get(end)) {
        (Some(from), Some(to)) => (to - from).max(0.0),
        (Some(_) | None, _) => 0.0,
    }
}

/// What the lines have to fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    pub width: Pt,
    /// Of the first line.
    pub indent: Pt,
    /// How far a mark at the very start may stand out.
    pub hang_start: Pt,
    pub justified: bool,
    /// Words can be drawn longer, as in Arabic: loose lines look better than a lone last word.
    pub long_words: bool,
}

/// A chosen line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub start: usize,
    /// One past the last box that is seen.
    pub end: usize,
    /// One past the last box that belongs to the line, spaces at its end included.
    pub next: usize,
    pub indent: Pt,
    pub hang_start: Pt,
    pub hyphenated: bool,
    /// How much of the stretch (above 0) or of the shrink (below 0) the line takes. 0 for a line that is not justified.
    pub ratio: f64,
}

/// Lines may shrink this far while spaces and letters share it as usual, and so far with letters taking more.
const SMALLEST_RATIO: f64 = -1.0;
const TIGHT_RATIO: f64 = -1.35;
/// Only where a word would stand alone otherwise.
const TIGHTEST_RATIO: f64 = -1.7;
/// Passes that are tried until one keeps within its limits and leaves no word alone on the last line.
const PASSES: [Limits; 6] = [
    Limits { smallest_ratio: SMALLEST_RATIO, largest_ratio: 0.8, hyphens: false },
    Limits { smallest_ratio: SMALLEST_RATIO, largest_ratio: 1.0, hyphens: true },
    Limits { smallest_ratio: SMALLEST_RATIO, largest_ratio: 1.5, hyphens: true },
    Limits { smallest_ratio: TIGHT_RATIO, largest_ratio: 1.9, hyphens: true },
    Limits { smallest_ratio: TIGHT_RATIO, largest_ratio: 2.1, hyphens: true },
    Limits { smallest_ratio: TIGHTEST_RATIO, largest_ratio: 1.9, hyphens: true },
];
/// Where nothing keeps within those limits, or only a part of a word, or a very short one, stands alone on the last line.
const LAST_RESORT: Limits = Limits { smallest_ratio: TIGHTEST_RATIO, largest_ratio: 3.0, hyphens: true };
/// Longer paragraphs get one pass within limits.
const MOST_IN_ALL_PASSES: usize = 20_000;
/// Takes anything.
const LOOSE: Limits = Limits { smallest_ratio: TIGHT_RATIO, largest_ratio: f64::INFINITY, hyphens: true };
/// Chooses the lines. The last opportunity is the paragraph's end.
pub fn break_lines(measures: &Measures, opportunities: &[Opportunity], setting: &Setting) -> Vec<Line> {
    let with = |limits: Limits| Pass { measures, opportunities, setting, limits };
    let passes = match (setting.justified, opportunities.len() > MOST_IN_ALL_PASSES) {
        (true, false) => PASSES.as_slice(),
        // Nobody sees in what is no paragraph any more whether its lines could stand a little better.
        (true, true) => PASSES.get(2..3).unwrap_or_default(),
        // A short line may be the better one: where the others would end inside a word of Chinese.
        (false, _) => PASSES.get(4..5).unwrap_or_default(),
    };
    let mut lonely: Option<Lonely> = None;
    for &limits in passes.iter().chain(&[LAST_RESORT]) {
        if limits == LAST_RESORT
            && lonely.as_ref().is_some_and(|known| known.ending == Ending::Word && !setting.long_words)
        {
            break;
        }
        let pass = with(limits);
        let Some(lines) = pass.run() else { continue };
        let ending = pass.ending(&lines);
        if ending == Ending::Full {
            return lines;
        }
        if lonely.as_ref().is_none_or(|known| ending < known.ending) {
            lonely = Some(Lonely { lines, ending });
        }
    }
    // What the last pass allows is uglier than a lone last word.
    lonely.map(|lonely| lonely.lines).or_else(|| with(LOOSE).run()).unwrap_or_default()
}

struct Lonely {
    lines: Vec<Line>,
    ending: Ending,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by their widths, a space of 10 between (stretch 5, shrink 3).
    fn paragraph(words: &[f32]) -> (Measures, Vec<Opportunity>) {
        let mut measures = Measures::default();
        let mut opportunities = Vec::new();
        for (index, &word) in words.iter().enumerate() {
            measures.push(word, 0.0, 0.0);
            let end = 2 * index + 1;
            let last = index + 1 == words.len();
            opportunities.push(Opportunity { end, next: end + 1, forced: last, ..Opportunity::default() });
            if !last {
                measures.push(10.0, 5.0, 3.0);
            }
        }
        (measures, opportunities)
    }

    fn setting(width: f32) -> Setting {
        Setting { width, indent: 0.0, hang_start: 0.0, justified: true, long_words: false }
    }

    fn words_per_line(words: &[f32], width: f32) -> Vec<usize> {
        let (measures, opportunities) = paragraph(words);
        let lines = break_lines(&measures, &opportunities, &setting(width));
        lines.iter().map(|line| (line.end - line.start).div_ceil(2)).collect()
    }

    #[test]
    fn an_early_line_gives_way_for_a_later_one() {
        // Greedily: 40 40 | 40 | 95 | ..., the second line stretched without measure.
        assert_eq!(words_per_line(&[40.0, 40.0, 40.0, 50.0, 95.0, 40.0], 100.0), [2, 2, 1, 1]);
    }

    #[test]
    fn the_last_line_keeps_more_than_one_word_where_it_can() {
        // Eight to a line would fit best and leave one over.
        let lines = words_per_line(&[4.0; 17], 100.0);
        assert_eq!(lines.iter().sum::<usize>(), 17);
        assert!(lines.len() == 3 && lines[2] > 1, "{lines:?}");
    }

    #[test]
    fn justified_lines_reach_the_width_exactly() {
        let (measures, opportunities) = paragraph(&[33.0, 21.0, 27.0, 35.0, 24.0, 31.0, 22.0, 29.0]);
        let lines = break_lines(&measures, &opportunities, &setting(100.0));
        for line in lines.iter().take(lines.len() - 1) {
            let per_space = if line.ratio > 0.0 { 5.0 } else { 3.0 };
            let spaces = ((line.end - line.start) / 2) as f64;
            let set = measures.width(line.start, line.end) + spaces * per_space * line.ratio;
            assert!((set - 100.0).abs() < 1e-6, "{line:?}");
        }
    }

    #[test]
    fn a_word_wider_than_the_column_gets_a_line_and_nothing_is_lost() {
        assert_eq!(words_per_line(&[30.0, 500.0, 30.0], 100.0), [1, 1, 1]);
    }

    #[test]
    fn nothing_is_lost_where_only_hyphens_divide_and_one_comes_last() {
        let (measures, mut opportunities) = paragraph(&[40.0; 9]);
        opportunities.iter_mut().for_each(|opportunity| opportunity.hyphenated = true);
        let lines = break_lines(&measures, &opportunities, &setting(100.0));
        assert_eq!(lines.iter().map(|line| (line.end - line.start).div_ceil(2)).sum::<usize>(), 9);
    }

    #[test]
    fn places_without_width_are_followed_only_so_far() {
        let words = vec![0.0; 3_000];
        assert_eq!(words_per_line(&words, 1e6), [3_000]);
    }

    #[test]
    fn a_long_paragraph_takes_linear_work() {
        let words = vec![30.0; 100_000];
        assert_eq!(words_per_line(&words, 150.0).iter().sum::<usize>(), 100_000);
    }
}
