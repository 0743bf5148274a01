//! What says that the story ends: `/.` glued to its last sentence, a mark on a line of its own, or the agency's name.

use pressroom_core::{Block, Rule};

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

/// Sign-offs stand in the last rows.
const SIGNED_WITHIN: usize = 8;
/// A story of one paragraph has as many words.
const BRIEF_WORDS: usize = 12;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let open = sheet.rows.iter().filter(|row| row.is_open()).count();
    let mut seen = 0;
    let mut texts = 0;
    for index in 0..sheet.rows.len() {
        let Some(row) = sheet.rows.get(index).filter(|row| row.is_open()) else { continue };
        seen += 1;
        let (text, range) = (row.rest(), row.rest_range());
        // Above the story's text the same words are something else: an agency's name, a line of marks.
        let after_text = texts > 0 || sheet.rows.len() <= 2;
        texts += usize::from(shape::is_running_text(text));
        let alone = (profile.end.alone.has(text) || profile.end.alone.has(inner(text)))
            && !super::figure::is_below_name(sheet, index, profile);
        if alone && after_text && RULES.contains(&text) && goes_on(sheet, index) {
            let text = sheet.take_rest(index, Claim { part: Part::Separator, rule: "rule", confidence: 0.9 });
            sheet.blocks.insert(index, Block::Rule(Rule { span: text.span }));
            continue;
        }
        let mark = if alone && after_text {
            text.len()
        } else {
            let glued =
                profile.end.glued.iter().filter(|mark| text.ends_with(mark.as_str()) && text.len() > mark.len());
            glued.map(String::len).max().unwrap_or(0)
        };
        let begun = texts > 0 || shape::words(text) >= BRIEF_WORDS;
        let mark = if mark == 0 && begun && is_signed_mark(text, profile) { text.len() } else { mark };
        let mark = if mark == 0 && begun && is_desk_sign(text, profile) { text.len() } else { mark };
        let mark = if mark == 0 && begun && open - seen < SIGNED_WITHIN { sign_off(text, profile) } else { mark };
        if mark > 0 {
            let claim = Claim { part: Part::EndMark, rule: "end mark", confidence: 0.97 };
            sheet.take(index, range.end - mark..range.end, claim);
            sheet.ends.push(index);
            // `./. (TTXVN)` has two.
            let rest = sheet.rest(index);
            let more = profile.end.glued.iter().filter(|mark| rest.ends_with(mark.as_str()) && rest.len() > mark.len());
            let more = more.map(String::len).max().unwrap_or(0);
            if more > 0 {
                let end = sheet.rows.get(index).map(|row| row.rest_range().end).unwrap_or_default();
                sheet.take(index, end - more..end, claim);
            }
        }
    }
}

/// Lines of marks that part a story's parts when text follows them.
const RULES: &[&str] = &["___", "__", "_____", "***", "* * *", "---"];

/// Whether the story's text goes on below.
fn goes_on(sheet: &Sheet, index: usize) -> bool {
    sheet.rows.iter().skip(index + 1).any(|row| row.is_open() && shape::is_running_text(row.rest()))
}

/// `(Schluss) abc/def`: a mark in a bracket, and the senders' initials.
fn is_signed_mark(text: &str, profile: &Profile) -> bool {
    const MAX_BYTES: usize = 40;
    let parted = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    text.len() <= MAX_BYTES
        && parted.is_some_and(|(word, rest)| {
            let initials = |c: char| c.is_ascii_lowercase() || matches!(c, '/' | ' ' | '-');
            profile.end.alone.has(word) && !rest.trim().is_empty() && rest.chars().all(initials)
        })
}

/// `(Fin/Adnkronos)`: a desk's letters and the agency.
fn is_desk_sign(text: &str, profile: &Profile) -> bool {
    const MOST_LETTERS: usize = 4;
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.and_then(|inner| inner.split_once('/')).is_some_and(|(desk, agency)| {
        (2..=MOST_LETTERS).contains(&desk.chars().count())
            && desk.chars().all(char::is_alphabetic)
            && profile.dateline.is_agency(agency)
    })
}

/// What stands inside a line's brackets or dashes.
fn inner(text: &str) -> &str {
    const MAX_BYTES: usize = 40;
    if text.len() > MAX_BYTES {
        ""
    } else {
        text.trim_matches(['(', ')', '（', '）', '[', ']', '<', '>', '-', '–', '—', '=', '*', ' '])
    }
}

/// The bytes of a signature that the row ends with: after the end of a sentence, or all of the row.
fn sign_off(text: &str, profile: &Profile) -> usize {
    const LOOKED_AT_BYTES: usize = 80;
    let tail_start = text.ceil_char_boundary(text.len().saturating_sub(LOOKED_AT_BYTES));
    let Some(tail) = text.get(tail_start..) else { return 0 };
    let starts = tail
        .char_indices()
        .filter(|(_, c)| matches!(c, '(' | '（' | '=' | '/' | '-' | '–' | '—' | '[' | '<' | '【'))
        .map(|(at, _)| at);
    for at in starts.chain((tail_start == 0).then_some(0)) {
        let Some(rest) = tail.get(at..) else { continue };
        let before = text.get(..tail_start + at).unwrap_or_default().trim_end();
        let after_sentence = before.is_empty() || shape::ends_sentence(before) || before.ends_with("/.");
        if !after_sentence {
            continue;
        }
        let whole = |form| {
            profile
                .dateline
                .match_pattern(form, rest)
                .is_some_and(|found| rest.get(found.end..).is_some_and(|rest| matches!(rest, "" | "." | "。")))
        };
        if profile.end.sign_offs.iter().any(whole) {
            return rest.len();
        }
    }
    // A word such as `Enditem` or `完` in brackets after the last sentence.
    let last = tail.rfind(['(', '（', '[', '【', ' ', '\u{3000}']).map_or(0, |at| at);
    let word = tail.get(last..).unwrap_or_default();
    let before = text.get(..tail_start + last).unwrap_or_default().trim_end();
    let marked = profile.end.alone.has(word.trim())
        || (word.starts_with(['(', '（', '[', '【']) && profile.end.alone.has(inner(word)));
    if marked && shape::ends_sentence(before) { text.len() - before.len() } else { 0 }
}
