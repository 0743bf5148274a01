//! Arabic words drawn longer by the stroke between two joined letters (kashida), where a line's spaces alone would have to
//! grow too far. The text stays as it is: the stroke stands for no letter.

use super::fonts::Fonts;
use super::scripts::Script;
use super::shape::{Cluster, ClusterKind, Shaped};
use crate::page::Pt;

pub const TATWEEL: char = '\u{640}';
/// Of a stroke, in parts of the size: longer ones tear a word apart.
const LONGEST_EM: f32 = 0.8;
/// Shorter words are not drawn longer.
const FEWEST_LETTERS: usize = 3;

/// Where strokes stand in a line, and how long they all are.
#[derive(Clone, Debug, Default)]
pub struct Kashidas {
    /// Clusters of the line after which a stroke is drawn, in their order.
    after: Vec<usize>,
    each: Pt,
}

impl Kashidas {
    /// Strokes that take as much of `lacking` as they may, at most one a word. Returns with them what they take.
    pub fn of(fonts: &Fonts, shaped: &Shaped, line: &[Cluster], lacking: Pt) -> (Kashidas, Pt) {
        let is_arabic = |cluster: &Cluster| cluster.script == Script::Arabic && cluster.kind == ClusterKind::Word;
        if lacking <= 0.0 || !line.iter().any(is_arabic) {
            return (Kashidas::default(), 0.0);
        }
        let mut after = Vec::new();
        let mut start = 0;
        let words = line.chunk_by(|a, b| is_arabic(a) == is_arabic(b) && a.font == b.font && a.range == b.range);
        for word in words {
            if word.len() >= FEWEST_LETTERS && word.first().is_some_and(is_arabic) && has_stroke(fonts, word) {
                after.extend(best_place(shaped, word).map(|at| start + at));
            }
            start += word.len();
        }
        let size = line.first().map_or(0.0, |cluster| shaped.size(cluster));
        let each = (lacking / after.len().max(1) as Pt).min(size * LONGEST_EM);
        let taken = each * after.len() as Pt;
        (Kashidas { after, each }, taken)
    }

    /// Length of the stroke after a cluster of the line; 0 for none.
    pub fn after(&self, at: usize) -> Pt {
        if self.after.binary_search(&at).is_ok() { self.each } else { 0.0 }
    }
}

fn has_stroke(fonts: &Fonts, word: &[Cluster]) -> bool {
    let font = word.first().and_then(|first| fonts.get(first.font));
    font.is_some_and(|font| font.glyph_of(TATWEEL).is_some_and(|glyph| font.width_thousandths(glyph) > 0))
}

/// Of the places where two letters of a word join that which calligraphers take first; of equal ones the last.
fn best_place(shaped: &Shaped, word: &[Cluster]) -> Option<usize> {
    let pairs = word.windows(2).enumerate().filter_map(|(at, pair)| {
        let [before, after] = pair else { return None };
        let (before, after) = (shaped.letters(before), shaped.letters(after));
        let (first, second) = (before.chars().rev().find(is_letter)?, after.chars().find(is_letter)?);
        let torn = before.contains('\u{200c}') || after.starts_with('\u{200c}');
        let joined = joins_next(first) && second != 'ء' && !torn;
        // What stands as one word everywhere is left alone, and so is the join of a letter with its likeness.
        let rank = rank(first, second, at + 2 == word.len());
        joined.then_some((rank, at))
    });
    pairs.max().map(|(_, at)| at)
}

fn rank(first: char, second: char, last: bool) -> u8 {
    match (first, second) {
        ('ل', 'ل') => 0,
        ('س' | 'ش' | 'ص' | 'ض', _) => 5,
        (_, 'ة' | 'ه' | 'د' | 'ذ') if last => 4,
        (_, 'ا' | 'أ' | 'ل' | 'ك' | 'ک' | 'گ' | 'ط' | 'ظ') if last => 3,
        (_, 'ر' | 'ز' | 'ي' | 'ى' | 'ی') if last => 2,
        (_, _) => 1,
    }
}

fn is_letter(letter: &char) -> bool {
    matches!(letter, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{66f}' | '\u{671}'..='\u{6d3}' | '\u{6d5}' | '\u{6fa}'..='\u{6ff}')
}

/// Whether a letter joins with the one after it (Unicode, ArabicShaping.txt: those of type D).
fn joins_next(letter: char) -> bool {
    let ends = matches!(letter,
        '\u{621}'..='\u{625}' | '\u{627}' | '\u{629}' | '\u{62f}'..='\u{632}' | '\u{648}' | '\u{671}'..='\u{677}'
        | '\u{688}'..='\u{699}' | '\u{6c0}' | '\u{6c3}'..='\u{6cb}' | '\u{6cd}' | '\u{6cf}' | '\u{6d2}'..='\u{6d3}' | '\u{6d5}');
    is_letter(&letter) && !ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_that_join_are_drawn_apart() {
        for (first, joins) in [
            ('ب', true),
            ('س', true),
            ('ی', true),
            ('ا', false),
            ('د', false),
            ('و', false),
            ('ة', false),
            ('ء', false),
        ] {
            assert_eq!(joins_next(first), joins, "{first}");
        }
        assert!(rank('س', 'م', false) > rank('م', 'ة', true));
    }
}
