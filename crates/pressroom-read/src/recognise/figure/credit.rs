//! Finding the credit in a line: after a label, in a bracket, or by an agency's own form.

use std::ops::Range;

use super::super::{people, shape};
use crate::profile::phrases::{Case, word_starts};
use crate::profile::{CreditPosition, Profile};

/// A longer text after a label is a sentence that happens to begin like a credit.
const MAX_CREDIT_WORDS: usize = 12;
/// A longer text before a credit is a paragraph that names its source.
pub const MAX_CAPTION_WORDS: usize = 80;
/// Credits without a label are believed after shorter captions only.
const MAX_UNLABELLED_CAPTION_WORDS: usize = 60;
/// A credit stands in the last bytes of its line.
const LOOKED_AT_BYTES: usize = 280;

/// Byte ranges of a row that carries a credit. An empty one means that there is none.
#[derive(Default)]
pub struct Found {
    pub caption: Range<usize>,
    /// A label that says what the picture is.
    pub telling: Range<usize>,
    pub credit: Range<usize>,
    pub handout: bool,
    pub illustration: bool,
    pub confidence: f32,
}

impl Found {
    /// A row that is a credit and nothing else.
    pub fn whole(text: &str) -> Self {
        Found { credit: 0..text.len(), confidence: 0.7, ..Found::default() }
    }
}

pub fn find(text: &str, profile: &Profile) -> Option<Found> {
    let text = without_tail(text, profile);
    if !may_hold_credit(text) {
        return None;
    }
    let first = match profile.figure.credit_position {
        CreditPosition::AfterCaption => None,
        CreditPosition::BeforeCaption | CreditPosition::Either => at_start(text, profile),
    };
    let found = first.or_else(|| labelled(text, profile)).or_else(|| by_form(text, profile));
    let mut found = found.or_else(|| telling_alone(text, profile))?;
    found.credit.end = found.credit.start + furniture_start(text.get(found.credit.clone())?, profile);
    let credit = text.get(found.credit.clone())?;
    found.handout = profile.figure.handout.find(credit, Case::Any).is_some();
    let label = text.get(found.telling.clone())?;
    let illustrates = |text: &str| profile.figure.illustration.find(text, Case::Any).is_some();
    found.illustration = illustrates(label) || illustrates(credit);
    Some(found)
}

/// `Caption. (사진=N) 2024.05.07. photo@elm.example *재판매 금지`: what an agency sets after a credit in a bracket.
fn without_tail<'t>(text: &'t str, profile: &Profile) -> &'t str {
    const MAX_WORDS: usize = 10;
    if !text.contains('@') {
        return text;
    }
    let end = text.rfind(|c| profile.figure.brackets.close(c));
    let parted = end.and_then(|end| Some(text.split_at(end + text.get(end..)?.chars().next()?.len_utf8())));
    match parted {
        Some((before, tail)) if tail.contains('@') && tail.split_whitespace().count() <= MAX_WORDS => before,
        Some(_) | None => text,
    }
}

/// Where a page's words after a credit begin: `REUTERS/N Purchase Licensing Rights`.
fn furniture_start(credit: &str, profile: &Profile) -> usize {
    let starts = word_starts(credit).skip(1).filter(|at| {
        let rest = credit.get(*at..).unwrap_or_default();
        !rest.starts_with(['©', '(', '#']) && profile.leftovers.begins.prefix(rest, Case::Exact).is_some()
    });
    let at = starts.into_iter().next().unwrap_or(credit.len());
    credit.get(..at).map_or(at, |text| text.trim_end_matches([' ', '.', ',', '|', '\u{A0}']).len())
}

/// A quick look that spares most paragraphs the search: a credit is short, or has a mark near the end of its line.
fn may_hold_credit(text: &str) -> bool {
    const SHORT_BYTES: usize = 120;
    const MARKED_WITHIN_BYTES: usize = 200;
    let end = text.get(text.ceil_char_boundary(text.len().saturating_sub(MARKED_WITHIN_BYTES))..).unwrap_or_default();
    let marks = ['/', ':', '：', '៖', '=', '＝', '©', ')', ']', '）', '】', '摄', '攝'];
    // A byte that one of the marks begins with; letters of most scripts begin with others.
    let begins = |byte: u8| matches!(byte, b'/' | b':' | b'=' | b')' | b']' | 0xC2 | 0xE3 | 0xE6 | 0xEF);
    let may_be_marked = || end.bytes().fold(false, |any, byte| any | begins(byte)) || end.contains('៖');
    let named = || end.contains("oto") && (end.contains("Photo") || end.contains("Foto"));
    text.len() <= SHORT_BYTES || (may_be_marked() && end.contains(marks)) || named()
}

/// The tail of the text that may hold a credit, and where it begins.
fn tail(text: &str) -> (usize, &str) {
    let start = text.ceil_char_boundary(text.len().saturating_sub(LOOKED_AT_BYTES));
    (start, text.get(start..).unwrap_or_default())
}

/// `Caption. Ảnh: N/TTXVN`, `Caption (Photo: N)`, `Ảnh minh họa: N`: the last label of the line.
fn labelled(text: &str, profile: &Profile) -> Option<Found> {
    let (start, tail) = tail(text);
    let labels = word_starts(tail).filter_map(|at| {
        let rest = tail.get(at..)?;
        let plain = profile.figure.credit_labels.prefix(rest, Case::Exact);
        let telling = profile.figure.telling_labels.prefix(rest, Case::Exact);
        let length = plain.max(telling)?;
        begins_label(text.get(..start + at)?, profile).then_some((start + at, length, telling == Some(length)))
    });
    // Of two labels that overlap, such as `Nguồn ảnh:`, the longer; of two apart, the last that fits.
    let mut all: Vec<(usize, usize, bool)> = Vec::new();
    for (at, length, telling) in labels {
        if all.last().is_none_or(|(before, longest, _)| at >= before + longest) {
            all.push((at, length, telling));
        }
    }
    all.into_iter().rev().find_map(|(at, length, telling)| after_label(text, at, length, telling, profile))
}

fn after_label(text: &str, at: usize, length: usize, telling: bool, profile: &Profile) -> Option<Found> {
    let before = text.get(..at)?.trim_end();
    let bracket = before.ends_with(|c| profile.figure.brackets.open(c));
    let caption = before_credit(before, profile);
    let after = text.get(at + length..)?;
    let credit_start = at + length + (after.len() - after.trim_start().len());
    let close = if bracket {
        let inner = text.get(credit_start..)?.trim_end_matches(['.', ' ', '。']);
        inner.strip_suffix(|c| profile.figure.brackets.close(c))?
    } else {
        after.trim().trim_end_matches(['|', ' '])
    };
    let credit_end = credit_start + close.trim_end().len();
    let credit = text.get(credit_start..credit_end)?;
    // `写真：` before words too long for a name is a caption's label.
    const MAX_EAST_ASIAN_CHARS: usize = 18;
    let east_asian = credit.chars().next().is_some_and(people::is_east_asian);
    if caption.is_empty() && !bracket && east_asian && credit.chars().count() > MAX_EAST_ASIAN_CHARS {
        let caption = credit_start..credit_end;
        return Some(Found { caption, confidence: 0.7, ..Found::default() });
    }
    let names_agency = profile.dateline.agency_in(credit).is_some();
    let proper = credit.chars().next().is_some_and(|c| !c.is_lowercase() && (c.is_alphanumeric() || c == '©'));
    let sentence = credit.ends_with('.') && shape::words(credit) > MAX_CREDIT_WORDS / 2;
    let fits = shape::words(credit) <= MAX_CREDIT_WORDS && shape::words(caption) <= MAX_CAPTION_WORDS && !sentence;
    // A label in running text needs a bracket, an agency or the end of a sentence before it to be believed.
    let sure = caption.is_empty()
        || bracket
        || names_agency
        || shape::ends_sentence(caption)
        || people::is_person(credit, profile);
    let label = if telling { at..at + length } else { 0..0 };
    (proper && fits && sure).then(|| Found {
        caption: 0..caption.len(),
        telling: trimmed(text, label),
        credit: credit_start..credit_end,
        confidence: if names_agency { 0.95 } else { 0.8 },
        ..Found::default()
    })
}

/// A caption's line up to its credit, without what parts the two.
fn before_credit<'t>(text: &'t str, profile: &Profile) -> &'t str {
    let figure = &profile.figure;
    let parts = |c: char| c == ' ' || figure.brackets.open(c) || figure.separators.contains(&c);
    text.trim_end_matches(parts).trim_end()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    people::trimmed_of(text, range, &[' ', '\u{A0}'])
}

/// A label stands at the start, after a bracket, or after the end of a sentence or a space.
fn begins_label(before: &str, profile: &Profile) -> bool {
    before.chars().last().is_none_or(|c| {
        c.is_whitespace()
            || profile.figure.brackets.open(c)
            || matches!(c, '.' | '!' | '?' | '…' | '。' | '|' | '"' | '”' | ')' | '/')
    })
}

/// `(AP Photo/N)`, `REUTERS/N`, `© N/AFP`, `(N/AFP)`, `新华社记者N摄`.
fn by_form(text: &str, profile: &Profile) -> Option<Found> {
    in_bracket(text, profile).or_else(|| open(text, profile)).or_else(|| ended(text, profile))
}

/// The bracket that the line ends with.
fn in_bracket(text: &str, profile: &Profile) -> Option<Found> {
    let (start, tail) = tail(text);
    let bare = tail.trim_end_matches(['.', ' ', '。']);
    let inner_end = bare.strip_suffix(|c| profile.figure.brackets.close(c))?.len();
    let open = bare.get(..inner_end)?.rfind(|c| profile.figure.brackets.open(c))?;
    let inner_start = open + bare.get(open..)?.chars().next()?.len_utf8();
    let inner = bare.get(inner_start..inner_end)?;
    let caption = text.get(..start + open)?.trim_end();
    let credit = is_credit(inner, profile);
    let fits = shape::words(caption) <= MAX_UNLABELLED_CAPTION_WORDS && !is_name_line(caption, profile);
    (credit && fits).then(|| Found {
        caption: 0..caption.len(),
        credit: start + inner_start..start + inner_end,
        confidence: 0.9,
        ..Found::default()
    })
}

fn is_name_line(text: &str, profile: &Profile) -> bool {
    const MAX_EAST_ASIAN_CHARS: usize = 5;
    let east = text.chars().next().is_some_and(people::is_east_asian);
    let too_long = east && text.chars().count() > MAX_EAST_ASIAN_CHARS;
    !text.is_empty() && !too_long && shape::words(text) <= 6 && people::is_person(text, profile)
}

/// Whether the words are a credit as an agency writes it: `AP Photo/N`, `N/AFP`, `N - TTXVN`, `Xinhua/N`.
fn is_credit(text: &str, profile: &Profile) -> bool {
    let text = text.get(..furniture_start(text, profile)).unwrap_or(text);
    if text.is_empty() || shape::words(text) > MAX_CREDIT_WORDS {
        return false;
    }
    if profile.figure.credit_starts.prefix(text, Case::Exact).is_some() {
        return true;
    }
    if profile.figure.credit_ends.iter().any(|end| text.ends_with(end.as_str()) && text.len() > end.len()) {
        return true;
    }
    let parted = profile.byline.affiliation_marks.iter().filter_map(|mark| text.split_once(mark.as_str()));
    let mut parted = parted.map(|(first, last)| (first.trim(), last.trim()));
    parted.any(|(first, last)| {
        let agency = |part: &str| profile.dateline.is_agency(part.rsplit('/').next().unwrap_or(part));
        (people::is_person(first, profile) && !agency(first) && agency(last))
            || (profile.dateline.is_agency(first)
                && people::is_person(last, profile)
                && !agency(last)
                && people::is_cased(last)
                && last.contains(' '))
    })
}

/// A credit that no bracket holds: it is the whole line, or follows the end of the caption's last sentence.
fn open(text: &str, profile: &Profile) -> Option<Found> {
    let (start, tail) = tail(text);
    let mut places = word_starts(tail)
        .filter(|at| profile.figure.credit_starts.prefix(tail.get(*at..).unwrap_or_default(), Case::Exact).is_some());
    let at = start + places.next()?;
    let before = text.get(..at)?.trim_end();
    let caption = before_credit(before, profile);
    let marked = caption.is_empty() || shape::ends_sentence(caption) || caption.len() < before.len();
    let credit = text.get(at..)?;
    let end = credit.trim_end_matches(['.', ' ', ')', ']']).len();
    let fits = shape::words(credit) <= MAX_CREDIT_WORDS && shape::words(caption) <= MAX_UNLABELLED_CAPTION_WORDS;
    (marked && fits && end > 0).then(|| Found {
        caption: 0..caption.len(),
        credit: at..at + end,
        confidence: 0.85,
        ..Found::default()
    })
}

/// `新华社记者N摄` after the caption or alone.
fn ended(text: &str, profile: &Profile) -> Option<Found> {
    const MAX_CHARS: usize = 20;
    const MAX_NAME_CHARS: usize = 8;
    let bare = text.trim_end_matches(['.', ' ', '。']);
    let end = profile.figure.credit_ends.iter().filter(|end| bare.ends_with(end.as_str())).map(String::len).max()?;
    let (start, tail) = tail(bare);
    let at = start
        + tail
            .rfind(['。', ' ', '\u{3000}', '！', '.'])
            .map_or(0, |at| at + tail.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    // `新华社记者 N 摄`: the spaces belong to it.
    let sentence = start + tail.rfind(['。', '！', '\u{3000}']).map_or(0, |at| at + '。'.len_utf8());
    let spaced_out = bare.get(sentence..).is_some_and(|credit| {
        let short = credit.chars().count() <= MAX_CHARS;
        let named = credit.trim().chars().count() <= MAX_NAME_CHARS && (credit.trim_start() != credit || sentence == 0);
        short && (named || profile.dateline.agency_in(credit.trim_start()).is_some_and(|(at, _)| at == 0))
    });
    let at = if spaced_out && (sentence > start || start == 0) { sentence } else { at };
    let at = at + bare.get(at..).map_or(0, |credit| credit.len() - credit.trim_start().len());
    let credit = bare.get(at..)?;
    let agency = profile.dateline.agency_in(credit).is_some_and(|(at, _)| at == 0);
    let caption = text.get(..at)?.trim_end();
    let short = credit.chars().count() <= MAX_CHARS && credit.len() > end;
    let spaced = !people::is_cased(credit);
    (short
        && spaced
        && (agency || caption.is_empty() || shape::ends_sentence(caption))
        && shape::words(caption) <= MAX_UNLABELLED_CAPTION_WORDS)
        .then(|| Found {
            caption: 0..caption.len(),
            credit: at..bare.len(),
            confidence: if agency { 0.9 } else { 0.7 },
            ..Found::default()
        })
}

/// `(Photo: N/AFP) Caption`, `[사진=연합뉴스] Caption`: a bracketed credit before the caption.
fn at_start(text: &str, profile: &Profile) -> Option<Found> {
    let open = text.chars().next().filter(|c| profile.figure.brackets.open(*c))?;
    let close = text.find(|c| profile.figure.brackets.close(c))?;
    let inner_start = open.len_utf8();
    let inner = text.get(inner_start..close)?;
    let label = profile.figure.credit_labels.prefix(inner, Case::Exact).unwrap_or(0);
    let credit = trimmed(text, inner_start + label..close);
    let is_one = (label > 0 && shape::words(inner) <= MAX_CREDIT_WORDS) || is_credit(inner, profile);
    let after = close + text.get(close..)?.chars().next()?.len_utf8();
    let caption = trimmed(text, after..text.len());
    let words = shape::words(text.get(caption.clone())?);
    (is_one && !credit.is_empty() && (1..=MAX_UNLABELLED_CAPTION_WORDS).contains(&words)).then(|| Found {
        caption,
        credit,
        confidence: 0.85,
        ..Found::default()
    })
}

/// `(Ảnh minh họa)`, `Symbolbild`: a picture that nobody is named for.
fn telling_alone(text: &str, profile: &Profile) -> Option<Found> {
    let (start, tail) = tail(text);
    let bare = tail.trim_end_matches([')', ']', '.', ' ', '）', '】']);
    let places = word_starts(bare).filter(|at| {
        let rest = bare.get(*at..).unwrap_or_default();
        profile.figure.illustration.is(rest.trim_end_matches(':'), Case::Exact)
    });
    let at = places.last()?;
    let before = text.get(..start + at)?.trim_end();
    let caption = before_credit(before, profile);
    let marked = caption.is_empty() || caption.len() < before.len() || shape::ends_sentence(caption);
    (marked && shape::words(caption) <= MAX_UNLABELLED_CAPTION_WORDS).then(|| Found {
        caption: 0..caption.len(),
        telling: start + at..start + bare.len(),
        confidence: 0.85,
        ..Found::default()
    })
}
