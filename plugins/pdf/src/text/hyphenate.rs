//! Where a word may be divided, in the languages that do so.

use hypher::Lang;

/// Letters that stay together at a word's start and end.
const LETTERS_BEFORE: usize = 3;
const LETTERS_AFTER: usize = 3;
/// Shorter words are not worth a hyphen.
const SHORTEST_WORD: usize = 7;
/// Longer ones are addresses and the like.
const LONGEST_WORD_BYTES: usize = 60;

/// The hyphenation of a language (a BCP 47 tag). `None` where words are not divided, as in Vietnamese.
pub fn language(tag: &str) -> Option<Lang> {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
    Lang::from_iso(code)
}

/// Byte offsets in `text` where a word may be divided with a hyphen.
pub fn points(text: &str, language: Lang) -> Vec<usize> {
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

fn divide(text: &str, from: usize, to: usize, language: Lang, points: &mut Vec<usize>) {
    let word = text.get(from..to).unwrap_or_default();
    if word.len() > LONGEST_WORD_BYTES || word.chars().count() < SHORTEST_WORD {
        return;
    }
    let mut at = from;
    for syllable in hypher::hyphenate_bounded(word, language, LETTERS_BEFORE, LETTERS_AFTER) {
        at += syllable.len();
        if at < to {
            points.push(at);
        }
    }
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
        let parts: Vec<&str> = found.iter().map(|&at| &text[at..]).collect();
        assert!(parts.contains(&"nary hyphenation."), "{parts:?}");
        assert!(points("short word", language("en").unwrap()).is_empty());
    }
}
