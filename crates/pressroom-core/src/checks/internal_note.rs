//! A line that was written for editors and would be printed: an embargo in words, a note to the desk, a contact.
//!
//! The rule only tells. What looks like a note may be the story's own words, and nothing here may take them out.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Rule;
use super::texts::{Passage, Place, passages};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

pub const RULE: Rule = Rule { code: Code::warning("C011"), check };

/// A diagnostic quotes at most this much of a line.
const QUOTED_CHARS: usize = 60;
/// A longer line holds more than a contact.
const MAX_CONTACT_CHARS: usize = 160;
/// Telephone numbers have no fewer digits, with the area's.
const MIN_PHONE_DIGITS: usize = 9;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    phrases: Vec<String>,
    capitals: Vec<String>,
    labels: Vec<String>,
    contacts: Vec<String>,
    leads_to_time: Vec<String>,
}

/// The first letters, small, of what a note begins with: most lines have another.
static FIRST_LETTERS: LazyLock<String> = LazyLock::new(|| {
    let entries = [&LEXICON.phrases, &LEXICON.capitals, &LEXICON.labels].into_iter().flatten();
    entries.filter_map(|entry| entry.chars().next()?.to_lowercase().next()).collect()
});

/// Constant data, parsed once. That it parses, the tests say.
static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(include_str!("../../lexicons/internal.toml")).unwrap_or_default());

fn check(article: &Article) -> Vec<Diagnostic> {
    let passages = passages(article);
    let found = passages.iter().filter(|passage| may_hold_a_note(passage) && is_note(&passage.text));
    found
        .map(|passage| {
            Diagnostic::new(RULE.code).arg("text", quoted(&passage.text)).at(&passage.span_of(0..passage.text.len()))
        })
        .collect()
}

fn may_hold_a_note(passage: &Passage<'_>) -> bool {
    match passage.place {
        Place::Headline | Place::Deck | Place::Body | Place::Crosshead | Place::Caption | Place::Matter => true,
        Place::Credit => false,
    }
}

/// Whether a line reads as if it was written for editors.
pub fn is_note(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_start_matches(['(', '[', '*', '-', '–', '—', '#', '!', ' ']);
    let bracketed = text.starts_with(['(', '[']);
    let double_bracket = text.starts_with("((") && text.trim_end_matches(['.', ' ']).ends_with("))");
    double_bracket || begins_like_a_note(inner, bracketed) || is_contact(text)
}

fn begins_like_a_note(text: &str, bracketed: bool) -> bool {
    let first = text.chars().next().and_then(|first| first.to_lowercase().next());
    if !first.is_some_and(|first| FIRST_LETTERS.contains(first)) {
        return false;
    }
    let lexicon = &*LEXICON;
    let after = |entry: &str| after_words(text, entry);
    // In capitals a headline has them too (`EMBARGO ON OIL LIFTED`): a time has to follow.
    let as_written = |entry: &str| text.strip_prefix(entry).filter(|rest| !goes_on(rest) && says_when(rest));
    let marked = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with([':', '!', ')', ']', '-', '–', '—']) || (bracketed && rest.starts_with(','))
    };
    lexicon.phrases.iter().any(|entry| after(entry).is_some())
        || lexicon.capitals.iter().any(|entry| as_written(entry).is_some())
        || lexicon.labels.iter().any(|entry| after(entry).is_some_and(marked))
}

/// Whether a number or nothing but marks follows, or a word that leads to a time.
fn says_when(rest: &str) -> bool {
    let bare = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let leads = LEXICON.leads_to_time.iter().any(|word| after_words(bare, word).is_some());
    bare.is_empty() || bare.starts_with(|c: char| c.is_ascii_digit()) || leads
}

/// What stands after these words, in whatever capitals, when the text begins with them.
fn after_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    // Most lines differ in their first letter already.
    let (first, wanted) = (text.bytes().next()?, words.bytes().next()?);
    if wanted.is_ascii() && first.is_ascii() && !first.eq_ignore_ascii_case(&wanted) {
        return None;
    }
    let mut rest = text.chars();
    for wanted in words.chars() {
        let found = rest.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str()).filter(|rest| !goes_on(rest))
}

/// Whether a word goes on here.
fn goes_on(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// Nothing but addresses and telephone numbers, with a word before them or without.
fn is_contact(text: &str) -> bool {
    if text.chars().count() > MAX_CONTACT_CHARS {
        return false;
    }
    let mut rest = text;
    let mut labelled = false;
    while let Some(after) = LEXICON.contacts.iter().filter_map(|word| after_words(rest, word)).min_by_key(|s| s.len()) {
        labelled = true;
        rest = after.trim_start_matches([':', '.', ' ', '/']);
    }
    let (mut addresses, mut digits) = (0, 0);
    for token in rest.split([' ', '\u{A0}', ',', ';', '|']).filter(|token| !token.is_empty()) {
        let bare = token.trim_matches(['(', ')', '<', '>', '.', ':']);
        if is_address(bare) {
            addresses += 1;
        } else if bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | '/' | '–')) {
            digits += bare.bytes().filter(u8::is_ascii_digit).count();
        } else if !LEXICON.contacts.iter().any(|word| after_words(bare, word) == Some("")) {
            return false;
        }
    }
    let phone = digits >= MIN_PHONE_DIGITS && (labelled || rest.starts_with(['+', '0', '(']));
    addresses > 0 || phone
}

fn is_address(token: &str) -> bool {
    let Some((name, host)) = token.split_once('@') else { return false };
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._-+".contains(c));
    plain(name) && plain(host) && host.contains('.')
}

fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(QUOTED_CHARS).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_parses() {
        assert!(LEXICON.phrases.len() > 5 && LEXICON.contacts.len() > 5);
    }

    #[test]
    fn notes_are_known_by_how_they_begin() {
        for note in [
            "EMBARGO 17h ngày 4/5",
            "CẤM PHÁT TRƯỚC 17 GIỜ",
            "KHÔNG PHÁT TRƯỚC 17 GIỜ NGÀY 4/5",
            "Ghi chú BTV: chưa kiểm chứng",
            "(Không đăng: chờ xác minh)",
            "Không đăng",
            "Not for publication before noon",
            "Eds: updates with quotes",
            "EDS NOTE - photo to follow",
            "((an.elm@example.org; +84 24 3825 0001))",
            "an.elm@example.org",
            "ĐT: 024 3825 0001",
            "+84 24 3825 0001, an.elm@example.org",
            "Tel. 024-3825-0001 / Email: an@example.org",
        ] {
            assert!(is_note(note), "{note}");
        }
    }

    #[test]
    fn a_storys_own_words_are_no_notes() {
        for clean in [
            "Embargo on oil is lifted",
            "Không đăng kiểm, nhiều xe bị phạt",
            "Không đăng ảnh trẻ em lên mạng",
            "Cấm phát sóng quảng cáo rượu",
            "EDSA reopens",
            "Editors of the paper met on Sunday.",
            "Tel Aviv opens its port",
            "Ngày 4/5, lễ hội khai mạc.",
            "2024-05-04",
            "12.345.678.900",
            "Điện thoại 112 luôn có người trực.",
            "(Theo báo cáo)",
            "",
        ] {
            assert!(!is_note(clean), "{clean}");
        }
    }
}
