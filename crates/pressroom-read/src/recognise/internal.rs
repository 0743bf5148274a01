//! What was written for editors and must not be printed: notes, fenced parts, contacts, sign-offs, routing lines.

use pressroom_core::Diagnostic;
use pressroom_core::checks::is_internal_note;

use super::shape;
use crate::codes;
use crate::pattern::digit;
use crate::profile::Profile;
use crate::profile::phrases::Case;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const RULE: &str = "not for publication";
/// Sign-offs stand in the last rows.
const SIGNED_WITHIN: usize = 6;
const MAX_NOTE_WORDS: usize = 120;
/// Messages quote at most this much.
const QUOTED_CHARS: usize = 60;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let mut taken = Vec::new();
    take_fenced(sheet, profile, &mut taken);
    for row in 0..sheet.rows.len() {
        if take_note(sheet, row, profile) || take_line(sheet, row, profile) {
            taken.push(row);
        }
    }
    take_signatures(sheet, profile, &mut taken);
    taken.sort_unstable();
    taken.dedup();
    let Some(first) = taken.first().and_then(|row| sheet.rows.get(*row)) else { return };
    let quoted: String = first.text.chars().take(QUOTED_CHARS).collect();
    let found = Diagnostic::new(codes::NOT_FOR_PUBLICATION).arg("count", taken.len()).arg("text", quoted);
    let spans = taken.iter().filter_map(|row| sheet.whole_span(*row));
    sheet.diagnostics.push(spans.fold(found, |found, span| found.at(&span)));
}

fn claim(confidence: f32) -> Claim {
    Claim { part: Part::Internal, rule: RULE, confidence }
}

/// `Eds: ...`: the words go into the story's note for editors.
fn take_note(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    let text = sheet.rest(row);
    let bare = text.trim_start_matches(['(', '[', '*', '-', '–', '—', '#', '!', '+', '=', '^', ' ', '【', '（', '※']);
    let Some(label) = profile.internal.notes.prefix(bare, Case::Any) else { return false };
    if shape::words(text) > MAX_NOTE_WORDS {
        return false;
    }
    let lead_in = text.len() - bare.len();
    let words = bare.get(label..).unwrap_or_default().trim_start_matches([':', '：', '-', '–', '—', ' ']);
    let start = lead_in + bare.len() - words.len();
    let words = words.trim_end_matches([')', ']', '）', '】', '*', '=', ' ']);
    if words.is_empty() {
        sheet.take_rest(row, claim(0.95));
        return true;
    }
    let pieces = [(start..start + words.len(), Part::EditorsNote)];
    let mut texts = sheet.carve(row, &pieces, claim(0.95));
    if let Some(note) = texts.pop() {
        sheet.add_note(note);
    }
    true
}

/// Contacts, routing, and what the common lexicon of notes has.
fn take_line(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    let text = sheet.rest(row);
    let found =
        !text.is_empty() && (profile.internal.routing.prefix(text, Case::Exact).is_some() || is_internal_note(text));
    if found {
        sheet.take_rest(row, claim(0.9));
    }
    found
}

/// A part between a line that says that it must not be printed and a line that ends it.
fn take_fenced(sheet: &mut Sheet, profile: &Profile, taken: &mut Vec<usize>) {
    let mut row = 0;
    while row < sheet.rows.len() {
        if !opens(sheet.rest(row), profile) {
            row += 1;
            continue;
        }
        let close = (row + 1..sheet.rows.len()).find(|at| closes(sheet.rest(*at), profile));
        // Another fence begins where this one ends, unless the same words stand on both sides.
        let again = |close: usize| opens(sheet.rest(close), profile) && sheet.rest(close) != sheet.rest(row);
        let end = close.map_or_else(|| unclosed_end(sheet, row), |close| if again(close) { close } else { close + 1 });
        for at in row..end {
            if sheet.rows.get(at).is_some_and(|row| row.is_open()) {
                sheet.take_rest(at, claim(if close.is_some() || row > 0 { 0.95 } else { 0.6 }));
                taken.push(at);
            }
        }
        row = end.max(row + 1);
    }
}

/// Without an end, a fence after the story's first text holds to the end of the copy; one above it, or one that its text
/// is glued to, to the next blank line.
fn unclosed_end(sheet: &Sheet, row: usize) -> usize {
    let after_text = sheet.rows.iter().take(row).any(|row| shape::is_running_text(row.rest()));
    let glued = sheet.rows.get(row + 1).is_some_and(|row| !row.gap);
    if after_text && !(glued && sheet.has_gaps) {
        return sheet.rows.len();
    }
    let next_gap = (row + 1..sheet.rows.len()).find(|at| sheet.rows.get(*at).is_some_and(|row| row.gap));
    let end = if after_text { sheet.rows.len() } else { row + 1 };
    next_gap.filter(|_| sheet.has_gaps).unwrap_or(end)
}

fn opens(text: &str, profile: &Profile) -> bool {
    const MAX_WORDS: usize = 16;
    if text.is_empty() || shape::has_words(text, MAX_WORDS + 1) {
        return false;
    }
    let decorated = !text.starts_with(|c: char| c.is_alphanumeric());
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let Some(length) = profile.internal.fences.prefix(bare, Case::Any) else { return false };
    let rest = bare.get(length..).unwrap_or_default();
    decorated || rest.trim().is_empty() || text.ends_with([':', '：']) || bare.chars().all(|c| !c.is_lowercase())
}

fn closes(text: &str, profile: &Profile) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let marks = !text.is_empty() && bare.is_empty() && text.chars().filter(|c| !c.is_whitespace()).count() >= 3;
    marks || profile.internal.fence_ends.prefix(bare, Case::Any).is_some() || opens(text, profile)
}

/// Initials of those who sent the story (`abc/def/gh`), with the agency's or without.
fn take_signatures(sheet: &mut Sheet, profile: &Profile, taken: &mut Vec<usize>) {
    let open: Vec<usize> = (0..sheet.rows.len())
        .rev()
        .filter(|row| sheet.rows.get(*row).is_some_and(|r| r.is_open()))
        .take(SIGNED_WITHIN)
        .collect();
    for row in open {
        let after_end = || {
            let texts = sheet.rows.iter().take(row).position(|row| shape::is_running_text(row.rest()));
            let mut between = sheet.rows.iter().take(row).skip(texts.unwrap_or(row));
            between.any(|row| profile.end.alone.has(row.rest()))
        };
        if row > 1
            && (is_signature(sheet.rest(row), profile)
                || is_contact(sheet.rest(row))
                || is_desk_code(sheet.rest(row))
                || is_desk_names(sheet, row, profile)
                || crate::framing::is_stamp(sheet.rest(row))
                || (is_number(sheet.rest(row)) && after_end()))
        {
            sheet.take_rest(row, claim(0.85));
            taken.push(row);
        }
    }
}

/// `YXX-AB/CD`: a desk's code and the senders'.
fn is_desk_code(text: &str) -> bool {
    const MAX_CHARS: usize = 16;
    let tokens = || text.split(['-', '/']);
    let code = |token: &str| (1..=4).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_uppercase());
    text.len() <= MAX_CHARS && text.contains('/') && tokens().count() >= 3 && tokens().all(code)
}

/// An agency's name and the first names of its desk, last of all, in a script without capitals: `भाषा राजेश मनीषा`.
fn is_desk_names(sheet: &Sheet, row: usize, profile: &Profile) -> bool {
    const MAX_WORDS: usize = 4;
    const MAX_NAME_CHARS: usize = 12;
    let text = sheet.rest(row);
    let last = || {
        let mut below = sheet.rows.iter().skip(row + 1).filter(|row| row.is_open());
        below.all(|row| row.rest().split_whitespace().nth(2).is_none())
    };
    if super::people::is_cased(text)
        || shape::ends_sentence(text)
        || text.split_whitespace().nth(MAX_WORDS).is_some()
        || !last()
    {
        return false;
    }
    let Some((0, agency)) = profile.dateline.agency_in(text) else { return false };
    let names: Vec<&str> = text.get(agency..).unwrap_or_default().split_whitespace().collect();
    let short = |name: &&str| {
        name.chars().count() <= MAX_NAME_CHARS && name.chars().all(|c| c.is_alphabetic() || crate::pattern::is_mark(c))
    };
    !names.is_empty() && text.contains(' ') && names.iter().all(short)
}

/// `-- Elm Newsroom +99 1 555 0100`: a desk and its telephone.
fn is_contact(text: &str) -> bool {
    const MOST_WITH_ADDRESS: usize = 4;
    let address = |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if text.contains('@')
        && text.split_whitespace().any(address)
        && text.split_whitespace().count() <= MOST_WITH_ADDRESS
        && !shape::ends_sentence(text)
    {
        return true;
    }
    const MAX_WORDS: usize = 12;
    const MIN_DIGITS: usize = 8;
    let Some((_, number)) = text.split_once('+') else { return false };
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.' | '/'));
    plain && digits >= MIN_DIGITS && text.split_whitespace().count() <= MAX_WORDS
}

/// `0123`, `15:30`: a message's number or time, after the story's end.
fn is_number(text: &str) -> bool {
    const MAX_LETTERS: usize = 4;
    const MAX_CHARS: usize = 16;
    let digits = || text.chars().filter(|c| digit(*c).is_some()).count();
    let letters = || text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().nth(MAX_CHARS).is_none() && digits() >= 3 && letters() <= MAX_LETTERS
}

fn is_signature(text: &str, profile: &Profile) -> bool {
    const MAX_CHARS: usize = 40;
    if text.chars().nth(MAX_CHARS).is_some() {
        return false;
    }
    let agency = profile.dateline.agency_in(text).filter(|(at, _)| *at == 0).map_or(0, |(_, length)| length);
    let rest = text.get(agency..).unwrap_or_default();
    let tokens: Vec<&str> = rest.split([' ', '/', '-', '.', ',']).filter(|token| !token.is_empty()).collect();
    // `Com/Sim`, last of all.
    let desks = |token: &&str| (1..=3).contains(&token.chars().count()) && token.chars().all(char::is_alphabetic);
    if agency == 0
        && !text.contains(' ')
        && text.contains('/')
        && (2..=3).contains(&tokens.len())
        && tokens.iter().all(desks)
    {
        return true;
    }
    let initials = |token: &&str| {
        (1..=5).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let parted = rest.contains(['/', '-']) || agency > 0;
    // `ADF // RBH`, and in Arabic, which has no small letters, `سم/غد/ص ك`.
    let capitals = rest.contains("//") && tokens.len() >= 2;
    let short = |token: &&str| (1..=3).contains(&token.chars().count()) && token.chars().all(char::is_alphabetic);
    let caseless = !super::people::is_cased(rest) && rest.contains('/') && tokens.len() >= 2;
    if (capitals || caseless) && tokens.iter().all(|token| short(token) && !token.chars().any(char::is_lowercase)) {
        return true;
    }
    (if agency > 0 { !tokens.is_empty() } else { tokens.len() >= 2 }) && parted && tokens.iter().all(initials)
}
