//! Total-fit line breaking: all lines of a paragraph are chosen together.
//!
//! Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11 (1981). Knows no fonts and
//! no text: only widths and the places where a line may end.

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
    width: Vec<f64>,
    stretch: Vec<f64>,
    shrink: Vec<f64>,
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

fn between(sums: &[f64], start: usize, end: usize) -> f64 {
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

/// What a pass over a paragraph allows.
#[derive(Clone, Copy, PartialEq)]
struct Limits {
    /// Lines that shrink further are overfull.
    smallest_ratio: f64,
    largest_ratio: f64,
    /// Words may be divided.
    hyphens: bool,
}

/// Lines may shrink this far while spaces and letters share it as usual, and so far with letters taking more.
const SMALLEST_RATIO: f64 = -1.0;
const TIGHTEST_RATIO: f64 = -1.15;
/// Passes that are tried until one keeps within its limits and leaves no word alone on the last line.
const PASSES: [Limits; 5] = [
    Limits { smallest_ratio: SMALLEST_RATIO, largest_ratio: 0.8, hyphens: false },
    Limits { smallest_ratio: SMALLEST_RATIO, largest_ratio: 1.0, hyphens: true },
    Limits { smallest_ratio: SMALLEST_RATIO, largest_ratio: 1.6, hyphens: true },
    Limits { smallest_ratio: TIGHTEST_RATIO, largest_ratio: 1.6, hyphens: true },
    Limits { smallest_ratio: TIGHTEST_RATIO, largest_ratio: 2.2, hyphens: true },
];
/// Only to keep a part of a word, or a very short one, from standing alone on the last line.
const LAST_RESORT: Limits = Limits { smallest_ratio: TIGHTEST_RATIO, largest_ratio: 3.0, hyphens: true };
/// Longer paragraphs get one pass within limits.
const MOST_IN_ALL_PASSES: usize = 20_000;
/// Takes anything.
const LOOSE: Limits = Limits { smallest_ratio: TIGHTEST_RATIO, largest_ratio: f64::INFINITY, hyphens: true };
const FITNESS_DEMERITS: f64 = 6_000.0;
const DOUBLE_HYPHEN_DEMERITS: f64 = 12_000.0;
/// For a last line of one word, or shorter than `SHORT_LAST_LINE` of the width.
const ORPHAN_WORD_DEMERITS: f64 = 400_000.0;
const SHORT_LAST_LINE: f64 = 0.2;
/// Of a ragged line's width: a line shorter by this is as bad as one stretched to the full.
const RAGGED_SLACK: f64 = 0.3;
const OVERFULL_DEMERITS: f64 = 1e9;
/// Beyond this badness grows evenly with the ratio: one very bad line must not drown all other differences in rounding,
/// nor may a worse one be as good.
const LARGE_BADNESS: f64 = 10_000.0;
const LARGEST_RATIO: f64 = 1_000.0;

/// So many beginnings of a line are followed at a time. A line of words has far fewer; a chain of zero-width spaces has
/// no end of them.
const MOST_ACTIVE: usize = 512;

struct Node {
    /// The opportunity that the line before ended at; `None` for the paragraph's start.
    at: Option<usize>,
    demerits: f64,
    fitness: u8,
    previous: Option<usize>,
    /// Of the line that ends here.
    ratio: f64,
}

/// Chooses the lines. The last opportunity is the paragraph's end.
pub fn break_lines(measures: &Measures, opportunities: &[Opportunity], setting: &Setting) -> Vec<Line> {
    let with = |limits: Limits| Pass { measures, opportunities, setting, limits };
    let passes = match (setting.justified, opportunities.len() > MOST_IN_ALL_PASSES) {
        (true, false) => PASSES.as_slice(),
        // Nobody sees in what is no paragraph any more whether its lines could stand a little better.
        (true, true) => PASSES.get(2..3).unwrap_or_default(),
        // A short line may be the better one: where the others would end inside a word of Chinese.
        (false, _) => PASSES.get(4..).unwrap_or_default(),
    };
    let mut lonely: Option<Lonely> = None;
    for &limits in passes.iter().chain(&[LAST_RESORT]) {
        if limits == LAST_RESORT && lonely.as_ref().is_none_or(|known| known.ending == Ending::Word) {
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

/// How a paragraph ends, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    /// In a line of some words, or in its only line.
    Full,
    /// In a line of one whole word.
    Word,
    /// In a line of hardly anything, or of a part of a word.
    Fragment,
}

struct Lonely {
    lines: Vec<Line>,
    ending: Ending,
}

struct Pass<'a> {
    measures: &'a Measures,
    opportunities: &'a [Opportunity],
    setting: &'a Setting,
    limits: Limits,
}

struct Candidate {
    from: usize,
    demerits: f64,
    ratio: f64,
}

impl Pass<'_> {
    /// `None` when no way to break keeps within this pass's limits.
    fn run(&self) -> Option<Vec<Line>> {
        let mut nodes = vec![Node { at: None, demerits: 0.0, fitness: 1, previous: None, ratio: 0.0 }];
        let mut active = vec![0];
        for (index, opportunity) in self.opportunities.iter().enumerate() {
            let last = index + 1 == self.opportunities.len();
            if opportunity.hyphenated && !self.limits.hyphens && !last && !opportunity.forced {
                continue;
            }
            let mut best: [Option<Candidate>; 4] = [None, None, None, None];
            let mut fallback: Option<(usize, f64)> = None;
            active.retain(|&from| {
                let Some(node) = nodes.get(from) else { return false };
                let ratio = self.ratio(node.at, opportunity, last);
                let overfull = ratio < self.limits.smallest_ratio;
                if !overfull && ratio <= self.limits.largest_ratio {
                    let fitness = fitness_of(ratio);
                    let demerits = node.demerits + self.demerits(node, opportunity, ratio, fitness, last);
                    if let Some(slot) = best.get_mut(usize::from(fitness))
                        && slot.as_ref().is_none_or(|known| demerits < known.demerits)
                    {
                        *slot = Some(Candidate { from, demerits, ratio });
                    }
                }
                // The latest leaves the least standing out.
                let latest = |known: Option<&Node>| known.is_none_or(|known| node.at >= known.at);
                if overfull && latest(fallback.and_then(|(known, _)| nodes.get(known))) {
                    fallback = Some((from, node.demerits));
                }
                !overfull && !opportunity.forced
            });
            for (fitness, candidate) in best.into_iter().enumerate() {
                let Some(candidate) = candidate else { continue };
                active.push(nodes.len());
                nodes.push(Node {
                    at: Some(index),
                    demerits: candidate.demerits,
                    fitness: fitness as u8,
                    previous: Some(candidate.from),
                    ratio: candidate.ratio,
                });
            }
            if active.len() > MOST_ACTIVE {
                // Not the first: all that is seen may fit on its line.
                active.drain(1..=active.len() - MOST_ACTIVE);
            }
            if active.is_empty() {
                // Nothing fits. Only the last pass takes a line that stands out of the column.
                let (from, demerits) = fallback.filter(|_| self.limits.largest_ratio.is_infinite())?;
                active.push(nodes.len());
                nodes.push(Node {
                    at: Some(index),
                    demerits: demerits + OVERFULL_DEMERITS,
                    fitness: 1,
                    previous: Some(from),
                    ratio: self.limits.smallest_ratio,
                });
            }
        }
        let least = |a: &&usize, b: &&usize| {
            let demerits = |at: &usize| nodes.get(*at).map_or(f64::INFINITY, |node| node.demerits);
            demerits(a).total_cmp(&demerits(b))
        };
        let end = active.iter().min_by(least)?;
        Some(self.lines(&nodes, *end))
    }

    fn ending(&self, lines: &[Line]) -> Ending {
        let [.., before, last] = lines else { return Ending::Full };
        let narrow = self.measures.width(last.start, last.end) < f64::from(self.setting.width) * SHORT_LAST_LINE;
        if !self.is_short(last.start, last.end) {
            Ending::Full
        } else if before.hyphenated || narrow {
            Ending::Fragment
        } else {
            Ending::Word
        }
    }

    fn indent(&self, from: Option<usize>) -> Pt {
        if from.is_none() { self.setting.indent } else { 0.0 }
    }

    fn start(&self, from: Option<usize>) -> (usize, Pt) {
        match from.and_then(|at| self.opportunities.get(at)) {
            Some(opportunity) => (opportunity.next, opportunity.hang_start),
            None => (0, self.setting.hang_start),
        }
    }

    fn ratio(&self, from: Option<usize>, to: &Opportunity, last: bool) -> f64 {
        let (start, hang_start) = self.start(from);
        let hang = if self.setting.justified { hang_start + to.hang_end } else { 0.0 };
        let natural = self.measures.width(start, to.end) + f64::from(to.hyphen - hang);
        let slack = f64::from(self.setting.width - self.indent(from)) - natural;
        // Nothing moves away from the last box.
        let stretch = between(&self.measures.stretch, start, to.end.saturating_sub(1));
        let shrink = between(&self.measures.shrink, start, to.end.saturating_sub(1));
        const ROUNDING: f64 = 1e-3;
        if !self.setting.justified {
            return if slack < -ROUNDING {
                f64::NEG_INFINITY
            } else if last || to.forced {
                0.0
            } else {
                slack.max(0.0) / (f64::from(self.setting.width) * RAGGED_SLACK)
            };
        }
        if slack >= 0.0 {
            if last || to.forced {
                0.0
            } else if stretch > 0.0 {
                slack / stretch
            } else if slack < ROUNDING {
                0.0
            } else {
                f64::MAX
            }
        } else if shrink > 0.0 {
            slack / shrink
        } else if slack > -ROUNDING {
            0.0
        } else {
            f64::NEG_INFINITY
        }
    }

    fn demerits(&self, node: &Node, to: &Opportunity, ratio: f64, fitness: u8, last: bool) -> f64 {
        let badness = badness(ratio.abs());
        let mut demerits = (10.0 + badness).powi(2) + to.cost.powi(2);
        if node.fitness.abs_diff(fitness) > 1 {
            demerits += FITNESS_DEMERITS;
        }
        let before = node.at.and_then(|at| self.opportunities.get(at));
        if to.hyphenated && before.is_some_and(|before| before.hyphenated) {
            demerits += DOUBLE_HYPHEN_DEMERITS;
        }
        if last && node.at.is_some() {
            let (start, _) = self.start(node.at);
            if self.is_short(start, to.end) {
                demerits += ORPHAN_WORD_DEMERITS;
            }
            if before.is_some_and(|before| before.hyphenated) {
                demerits += if self.is_short(start, to.end) { ORPHAN_WORD_DEMERITS } else { DOUBLE_HYPHEN_DEMERITS };
            }
        }
        demerits
    }

    /// Whether a last line is one word or hardly more.
    fn is_short(&self, start: usize, end: usize) -> bool {
        if self.measures.width(start, end) < f64::from(self.setting.width) * SHORT_LAST_LINE {
            return true;
        }
        // Scripts without spaces have words all the same: where a line may end without a hyphen.
        let from = self.opportunities.partition_point(|opportunity| opportunity.next <= start);
        let inside = self.opportunities.iter().skip(from).take_while(|opportunity| opportunity.next < end);
        inside.filter(|opportunity| !opportunity.hyphenated).count() == 0
    }

    fn lines(&self, nodes: &[Node], end: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut at = Some(end);
        while let Some(node) = at.and_then(|at| nodes.get(at)) {
            let from = node.previous.and_then(|previous| nodes.get(previous));
            if let (Some(from), Some(to)) = (from, node.at.and_then(|index| self.opportunities.get(index))) {
                let (start, hang_start) = self.start(from.at);
                lines.push(Line {
                    start,
                    end: to.end.max(start),
                    next: to.next.max(start),
                    indent: self.indent(from.at),
                    hang_start: if self.setting.justified { hang_start } else { 0.0 },
                    hyphenated: to.hyphenated,
                    ratio: if self.setting.justified { node.ratio } else { 0.0 },
                });
            }
            at = node.previous;
        }
        lines.reverse();
        lines
    }
}

fn badness(ratio: f64) -> f64 {
    let large = (LARGE_BADNESS / 100.0).cbrt();
    if ratio <= large { 100.0 * ratio.powi(3) } else { LARGE_BADNESS * ratio.min(LARGEST_RATIO) / large }
}

/// Tight, decent, loose, very loose.
fn fitness_of(ratio: f64) -> u8 {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
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
        Setting { width, indent: 0.0, hang_start: 0.0, justified: true }
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
