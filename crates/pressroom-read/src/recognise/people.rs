//! What names of people look like, and where one ends and the next begins.

use std::ops::Range;

use super::shape;
use crate::pattern::is_mark;
use crate::profile::Profile;
use crate::profile::phrases::{Case, is_spaceless};

const MAX_NAME_WORDS: usize = 6;
/// Names in scripts without capitals: nothing but their length tells them.
const MAX_CASELESS_CHARS: usize = 24;
const MAX_CASELESS_WORDS: usize = 4;
/// Most names of Chinese, Japanese and Korean people have no more letters; foreign ones in a dot.
const MAX_EAST_ASIAN_CHARS: usize = 12;

/// Whether a text can be one person's name, after a label or between names that are.
pub fn is_person(text: &str, profile: &Profile) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if is_cased(text) {
        let words: Vec<&str> = text.split([' ', '\u{A0}']).filter(|word| !word.is_empty()).collect();
        let particle = |word: &str| profile.byline.particles.is(word, Case::Exact);
        let proper = |word: &&str| shape::is_name(word, 1) || particle(word);
        let capital = words.iter().any(|word| shape::is_name(word, 1));
        return capital && words.len() <= MAX_NAME_WORDS && words.iter().all(proper);
    }
    let letters = text.chars().count();
    let plain = text
        .chars()
        .all(|c| c.is_alphabetic() || is_mark(c) || matches!(c, ' ' | '\u{A0}' | '·' | '・' | '.' | '-' | '\''));
    let most = if is_east_asian(first) { MAX_EAST_ASIAN_CHARS } else { MAX_CASELESS_CHARS };
    plain
        && first.is_alphabetic()
        && (2..=most).contains(&letters)
        && text.split_whitespace().count() <= MAX_CASELESS_WORDS
}

pub fn is_east_asian(c: char) -> bool {
    (is_spaceless(c) && c as u32 >= 0x3005) || matches!(c as u32, 0xAC00..=0xD7A3)
}

pub fn is_cased(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// Byte ranges between joiners, trimmed.
pub fn split(text: &str, range: Range<usize>, joiners: &[String]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    // A space alone joins names only where names have none.
    let spaceless = text.get(range.clone()).is_some_and(|text| text.chars().next().is_some_and(is_east_asian));
    let joiners = || joiners.iter().filter(|joiner| !joiner.is_empty() && (spaceless || joiner.as_str() != " "));
    let firsts: String = joiners().filter_map(|joiner| joiner.chars().next()).collect();
    let inner = text.get(range.clone()).unwrap_or_default();
    for (at, _) in inner.char_indices().filter(|(_, c)| firsts.contains(*c)) {
        let at = range.start + at;
        let rest = text.get(at..range.end).unwrap_or_default();
        let longest = joiners().filter(|joiner| rest.starts_with(joiner.as_str())).map(String::len).max();
        if let Some(length) = longest.filter(|_| at >= start) {
            pieces.push(start..at);
            start = at + length;
        }
    }
    pieces.push(start..range.end);
    let pieces = pieces.into_iter().map(|piece| trimmed_of(text, piece, &[' ', '\u{A0}', '\u{3000}']));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// A range without these characters at its ends.
pub fn trimmed_of(text: &str, range: Range<usize>, characters: &[char]) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (piece.len() - piece.trim_start_matches(characters).len());
    let inner = piece.trim_matches(characters);
    start..start + inner.len()
}
