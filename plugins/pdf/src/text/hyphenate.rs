//! Where a word may be divided, in the languages that do so.

use hypher::Lang;

/// Letters that stay together at a word's start and end.
const FEWEST_BEFORE: usize = 2;
const FEWEST_AFTER: usize = 2;
/// With fewer before or after the hyphen, or in a shorter word, it is a last resort.
const GOOD_BEFORE: usize = 3;
const GOOD_AFTER: usize = 3;
const GOOD_WORD: usize = 7;
const SHORTEST_WORD: usize = 5;
/// Longer ones are addresses and the like.
const LONGEST_WORD_BYTES: usize = 60;

/// The hyphenation of a language (a BCP 47 tag). `None` where words are not divided, as in Vietnamese.
pub fn language(tag: &str) -> Option<Lang> {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
    Lang::from_iso(code)
}

/// A place where a word may be divided with a hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Byte offset in the text.
    pub at: usize,
    /// A short end is torn off.
    pub poor: bool,
}

pub fn points(text: &str, language: Lang) -> Vec<Point> {
    let mut points = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, letter) in ends {
        if letter.is_alphabetic() {
            start = start.or(Some(at));
        } else if let Some(from) = start.take() {
            divide(text, from, at, language, &mut points);
        }
    }
    points
}

fn divide(text: &str, from: usize, to: usize, language: Lang, points: &mut Vec<Point>) {
    let word = text.get(from..to).unwrap_or_default();
    let letters = word.chars().count();
    if word.len() > LONGEST_WORD_BYTES || letters < SHORTEST_WORD || word.contains(has_no_hyphens) {
        return;
    }
    // Abbreviations stay whole, and names like OpenData in their parts.
    let capitals = word.chars().skip(1).any(char::is_uppercase);
    if capitals {
        let inner = word.char_indices().skip(FEWEST_BEFORE);
        let starts = inner.filter(|(at, letter)| {
            let small = |letter: Option<char>| letter.is_some_and(char::is_lowercase);
            letter.is_uppercase() && small(word[..*at].chars().next_back()) && small(word[*at..].chars().nth(1))
        });
        points.extend(starts.map(|(at, _)| Point { at: from + at, poor: true }));
        return;
    }
    let (mut at, mut before) = (from, 0);
    for syllable in hypher::hyphenate_bounded(word, language, FEWEST_BEFORE, FEWEST_AFTER) {
        at += syllable.len();
        before += syllable.chars().count();
        if at < to {
            let poor = letters < GOOD_WORD || before < GOOD_BEFORE || letters - before < GOOD_AFTER;
            points.push(Point { at, poor });
        }
    }
}

/// Of scripts from Hebrew to those of India, which newspapers do not divide.
fn has_no_hyphens(letter: char) -> bool {
    ('\u{590}'..'\u{10a0}').contains(&letter)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_never_divided_and_english_is() {
        assert!(language("vi").is_none() && language("vi-VN").is_none());
        let text = "An extraordinary hyphenation.";
        let found = points(text, language("en-GB").unwrap());
        let parts: Vec<(&str, bool)> = found.iter().map(|point| (&text[point.at..], point.poor)).collect();
        assert!(parts.contains(&("nary hyphenation.", false)), "{parts:?}");
        assert!(points("EXTRAORDINARY", language("en").unwrap()).is_empty());
        assert_eq!(points("OpenHyphenation", language("en").unwrap()), [Point { at: 4, poor: true }]);
        assert!(points("विद्यार्थियों", language("hi").unwrap_or(Lang::English)).is_empty());
        assert!(points("four word", language("en").unwrap()).is_empty());
        assert!(points("water", language("en").unwrap()).iter().all(|point| point.poor));
    }
}
