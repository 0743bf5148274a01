//! A place in the deck or headline that nothing else in the story names: often the wrong place.
//!
//! What is a place is told by the word before it, in the languages that [`PLACE_WORDS`] has; in any other, only by form.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::Rule;
use super::texts::{Passage, Place, Word, passages, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

pub const RULE: Rule = Rule { code: Code::warning("C004"), check };

/// Words that stand before the names of places, by language.
const PLACE_WORDS: &[(&str, &[&str])] = &[
    ("vi", &["tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "đảo", "tại", "ở", "tp", "vùng", "miền", "bàn"]),
    ("en", &["in", "near", "from", "at", "outside", "across"]),
];
/// Names that follow those words and are no places.
const TIMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// Words that share so many first letters are forms of one: `Berlin`, `Berliner`.
const STEM_CHARS: usize = 5;
/// A deck with more names is no deck.
const MAX_NAMES: usize = 50;

fn check(article: &Article) -> Vec<Diagnostic> {
    let passages = passages(article);
    let language = article.language.split('-').next().unwrap_or_default();
    let place_words = PLACE_WORDS.iter().find(|(tag, _)| *tag == language).map(|(_, words)| *words);
    // Few stories have such a name, and most of these name it again soon.
    let lowered: Vec<LazyCell<String, _>> =
        passages.iter().map(|passage| LazyCell::new(|| passage.text.to_lowercase())).collect();
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let in_head = matches!(passage.place, Place::Headline | Place::Deck);
        let words = words(&passage.text);
        if !in_head || is_title_case(&words) {
            continue;
        }
        let is_written = |lower: &str| {
            let mut others = lowered.iter().enumerate().filter(|(other, _)| *other != index);
            others.any(|(_, text)| text.contains(lower))
        };
        let elsewhere = || passages.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, passage)| passage);
        for name in names(&words, place_words).into_iter().take(MAX_NAMES) {
            let (Some(first), Some(last)) = (name.first(), name.last()) else { continue };
            let range = first.range.start..last.range.end;
            let text = passage.text.get(range.clone()).unwrap_or_default();
            let lower = text.to_lowercase();
            let known = match place_words {
                Some(_) => is_written(&lower),
                None => is_written(&lower) || is_in_other_forms(name, elsewhere()),
            };
            if known || TIMES.contains(&lower.as_str()) {
                continue;
            }
            let rival = article.located.first().filter(|place| place.name.to_lowercase() != lower);
            let diagnostic = Diagnostic::new(RULE.code).arg("name", text).at(&passage.span_of(range));
            found.push(diagnostic.at(rival.and_then(|place| place.span.as_ref())));
        }
    }
    found
}

/// Runs of capitalized words that may be places: after a place word where the language has some, else of two words at
/// least.
fn names<'w, 'a>(words: &'w [Word<'a>], place_words: Option<&[&str]>) -> Vec<&'w [Word<'a>]> {
    let part = |word: &Word<'_>| word.is_capitalized() && !word.is_all_capitals() && !word.starts_sentence;
    let mut runs = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let rest = words.get(start..).unwrap_or_default();
        let first = rest.first().is_some_and(part);
        let more = rest.iter().skip(1).take_while(|word| part(word) && word.follows_on).count();
        if first {
            runs.push((start, start + 1 + more));
        }
        start += if first { 1 + more } else { 1 };
    }
    let is_place = |(start, end): &(usize, usize)| {
        let before = start.checked_sub(1).and_then(|before| words.get(before)).map(|word| word.text.to_lowercase());
        let follows = words.get(*start).is_some_and(|word| word.follows_on);
        match place_words {
            Some(known) => follows && before.is_some_and(|before| known.contains(&before.as_str())),
            None => end - start >= 2,
        }
    };
    runs.iter().filter(|run| is_place(run)).filter_map(|(start, end)| words.get(*start..*end)).collect()
}

/// Whether each of the name's words is elsewhere in some form: `Berliner Landgericht` for `Landgericht Berlin`.
fn is_in_other_forms<'p>(name: &[Word<'_>], elsewhere: impl Iterator<Item = &'p Passage<'p>>) -> bool {
    let mut stems: BTreeSet<String> = name.iter().map(|word| stem(word.text)).collect();
    for passage in elsewhere {
        for word in words(&passage.text).iter().filter(|word| word.is_capitalized()) {
            stems.remove(&stem(word.text));
        }
    }
    stems.is_empty()
}

fn stem(word: &str) -> String {
    word.chars().take(STEM_CHARS).collect::<String>().to_lowercase()
}

/// Headlines of some languages set most words with a capital: there it tells nothing.
fn is_title_case(words: &[Word<'_>]) -> bool {
    let capitals = words.iter().filter(|word| word.is_capitalized()).count();
    words.len() > 3 && capitals * 3 > words.len() * 2
}
