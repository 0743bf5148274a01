//! One pass of total-fit line breaking: the best lines within given limits.

use super::break_lines::{Line, Measures, Opportunity, Setting, between};
use crate::page::Pt;

/// What a pass over a paragraph allows.
#[derive(Clone, Copy, PartialEq)]
pub struct Limits {
    /// Lines that shrink further are overfull.
    pub smallest_ratio: f64,
    pub largest_ratio: f64,
    /// Words may be divided.
    pub hyphens: bool,
}

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

/// How a paragraph ends, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// In a line of some words, or in its only line.
    Full,
    /// In a line of one whole word.
    Word,
    /// In a line of hardly anything, or of a part of a word.
    Fragment,
}

pub struct Pass<'a> {
    pub measures: &'a Measures,
    pub opportunities: &'a [Opportunity],
    pub setting: &'a Setting,
    pub limits: Limits,
}

struct Candidate {
    from: usize,
    demerits: f64,
    ratio: f64,
}

impl Pass<'_> {
    /// `None` when no way to break keeps within this pass's limits.
    pub fn run(&self) -> Option<Vec<Line>> {
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

    pub fn ending(&self, lines: &[Line]) -> Ending {
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
