//! What the copy says of its own life: updates, corrections, kills, embargoes. The words are taken off the headline;
//! the story's `signals`, `status` and `embargo` say it from then on.

use std::ops::Range;

use pressroom_core::{DateTime, Diagnostic, Embargo, Signal, Status, Text};

use super::shape;
use crate::codes;
use crate::pattern::digit;
use crate::profile::phrases::Case;
use crate::profile::{Action, Lifecycle, Marks, Profile};
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const RULE: &str = "lifecycle";
/// Such words stand above the headline or before it.
const ROWS_LOOKED_AT: usize = 10;
/// Of these, the first ones may be the headline.
const HEADLINE_WITHIN: usize = 5;
/// A headline has hardly more of them: `REFILE-UPDATE 2-`.
const MAX_PREFIXES: usize = 4;
/// A longer row is the story's text.
const MAX_ROW_BYTES: usize = 1200;
const MAX_NOTE_WORDS: usize = 60;
const MAX_SLUG_WORDS: usize = 10;

/// What a word says of the story.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Update,
    Correction,
    Kill,
    Label,
}

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    for row in 0..sheet.rows.len().min(ROWS_LOOKED_AT) {
        // A dateline begins the story itself.
        let text = sheet.rest(row);
        let long = text.len() > MAX_ROW_BYTES;
        let dateline = profile.dateline.names_agency_early(text)
            && profile.dateline.find(text).is_some_and(|found| found.agency.is_some());
        if long || dateline {
            break;
        }
        if !take_embargo(sheet, row, profile)
            && !take_note(sheet, row, profile)
            && !take_slug(sheet, row, profile)
            && row < HEADLINE_WITHIN
        {
            take_brackets(sheet, row, profile);
            take_prefixes(sheet, row, profile);
            take_brackets(sheet, row, profile);
        }
    }
    tell_below(sheet, profile);
}

/// What the last paragraphs say to readers stays text, and is said of the story as well.
fn tell_below(sheet: &mut Sheet, profile: &Profile) {
    const ROWS: usize = 6;
    let rows = sheet.rows.len();
    for row in rows.saturating_sub(ROWS).max(1)..rows {
        let text = sheet.rest(row);
        let bare = text.trim_start_matches(['(', '[', '*', '_', '-', '–', '—', ' ']);
        let found = all(&profile.lifecycle).into_iter().find_map(|marks| {
            let length = marks.0.below.prefix(bare, Case::Any)?;
            Some((marks, bare.get(..length)?.to_owned()))
        });
        if let Some((marks, word)) = found {
            let span = sheet.row_span(row);
            apply(sheet, marks, &word, Text { text: word.clone(), span });
        }
    }
}

fn all(words: &Lifecycle) -> [(&Marks, Says); 4] {
    [
        (&words.kill, Says::Kill),
        (&words.correction, Says::Correction),
        (&words.update, Says::Update),
        (&words.label, Says::Label),
    ]
}

fn apply(sheet: &mut Sheet, (words, says): (&Marks, Says), word: &str, row_text: Text) {
    let (signal, means) = match says {
        Says::Update => (Some(Signal::Update), "update"),
        Says::Correction => (Some(Signal::Correction), "correction"),
        Says::Kill => (None, "canceled"),
        // It says nothing unless the profile makes something of it.
        Says::Label if words.action.is_none() => return,
        Says::Label => (None, "label"),
    };
    if let Some(signal) = signal
        && !sheet.article.signals.contains(&signal)
    {
        sheet.article.signals.push(signal);
    }
    let code = match words.action {
        Some(Action::Block) | None if says == Says::Kill => {
            sheet.article.status = Status::Canceled;
            codes::LIFECYCLE
        }
        Some(Action::Block) => {
            // A kill on the same story says more.
            if sheet.article.status == Status::Usable {
                sheet.article.status = Status::Withheld;
            }
            codes::LIFECYCLE
        }
        Some(Action::Warn) => codes::LIFECYCLE_WARNING,
        Some(Action::Metadata) | None => codes::LIFECYCLE,
    };
    sheet.diagnostics.push(Diagnostic::new(code).arg("word", word.trim()).arg("means", means).at(&row_text.span));
}

fn claim(confidence: f32) -> Claim {
    Claim { part: Part::Lifecycle, rule: RULE, confidence }
}

/// `CORRECTED-`, `UPDATE 2-`, `2ND LEAD `: one after the other, off the start of the row.
fn take_prefixes(sheet: &mut Sheet, row: usize, profile: &Profile) {
    for _ in 0..MAX_PREFIXES {
        let text = sheet.rest(row);
        let found = all(&profile.lifecycle).into_iter().filter_map(|marks| Some((prefix(text, marks.0)?, marks)));
        // `Updated: 7 May 2024` is a page's date.
        let found = found.filter(|(length, _)| {
            let rest = text.get(*length..).unwrap_or_default();
            profile.dateline.date_at(rest).is_none_or(|date| date.date().is_none_or(|date| date.complete().is_none()))
        });
        let Some((length, marks)) = found.max_by_key(|(length, _)| *length) else { return };
        // A kill may say nothing else; other words alone on a line belong to the line below them.
        let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
        let taken = sheet.take(row, start..start + length, claim(0.95));
        let word = taken.text.clone();
        apply(sheet, marks, &word, taken);
    }
}

/// The bytes of a word with its number and mark.
fn prefix(text: &str, words: &Marks) -> Option<usize> {
    let marked = words.before.prefix(text, Case::Any).and_then(|length| after_mark(text, length));
    let bare = words.bare.prefix(text, Case::Exact).and_then(|length| {
        let rest = text.get(length..)?;
        let space = rest.len() - rest.trim_start().len();
        // The headline follows; a mark may stand between.
        (space > 0 || rest.is_empty()).then(|| after_mark(text, length).unwrap_or(length + space))
    });
    marked.max(bare)
}

/// Where the headline begins after a word, its number and a mark. A small hyphen makes a compound of a word in small
/// letters: `Update-Zyklus`.
fn after_mark(text: &str, word: usize) -> Option<usize> {
    const MAX_NUMBER_DIGITS: usize = 2;
    let shouted = text.get(..word)?.chars().all(|c| !c.is_lowercase());
    let rest = text.get(word..)?;
    // The phrase has its mark.
    if text.get(..word)?.ends_with([':', '：', ']', '】']) {
        return Some(text.len() - rest.trim_start().len());
    }
    if rest.trim().is_empty() {
        return Some(text.len());
    }
    let number = rest.trim_start();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=MAX_NUMBER_DIGITS).contains(&digits) && !number.get(digits..)?.starts_with(['/', '.', '%']);
    let after = if numbered { number.get(digits..)? } else { rest };
    let spaced = after.trim_start();
    let mark = spaced.chars().next()?;
    let is_mark = match mark {
        ':' | '：' | '–' | '—' | '=' => true,
        '-' => shouted || numbered || spaced.len() < after.len(),
        _ => false,
    };
    if is_mark {
        let rest = spaced.get(mark.len_utf8()..)?;
        // `Updated 9:15 PM`
        if numbered && mark == ':' && rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        return Some(text.len() - rest.trim_start_matches(['-', ' ', '\u{A0}']).len());
    }
    (numbered && shouted && spaced.len() < after.len()).then(|| text.len() - spaced.len())
}

/// `(종합)` after the headline, `【更新】` or `(2nd LD)` before it.
fn take_brackets(sheet: &mut Sheet, row: usize, profile: &Profile) {
    let text = sheet.rest(row);
    let Some((range, inner)) = bracket_at_start(text).into_iter().chain(bracket_at_end(text)).find(|(_, inner)| {
        let bare = bare(inner);
        all(&profile.lifecycle).iter().any(|(words, _)| words.bracket.has(bare))
    }) else {
        return;
    };
    let bare = bare(inner).to_owned();
    let Some(marks) = all(&profile.lifecycle).into_iter().find(|(words, _)| words.bracket.has(&bare)) else {
        return;
    };
    let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
    let taken = sheet.take(row, start + range.start..start + range.end, claim(0.95));
    apply(sheet, marks, &bare, taken);
}

/// The words without the version's number: `종합2보`, `UPDATE 1`.
fn bare(inner: &str) -> &str {
    inner.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

const BRACKETS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('（', '）'), ('【', '】'), ('［', '］'), ('<', '>')];

fn bracket_at_start(text: &str) -> Option<(Range<usize>, &str)> {
    let (open, close) = BRACKETS.iter().find(|(open, _)| text.starts_with(*open))?;
    let end = text.find(*close)?;
    Some((0..end + close.len_utf8(), text.get(open.len_utf8()..end)?))
}

fn bracket_at_end(text: &str) -> Option<(Range<usize>, &str)> {
    let (open, close) = BRACKETS.iter().find(|(_, close)| text.ends_with(*close))?;
    let start = text.rfind(*open)?;
    Some((start..text.len(), text.get(start + open.len_utf8()..text.len() - close.len_utf8())?))
}

/// `(Adds analyst's comment)`: what changed, for editors.
fn take_note(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    let text = sheet.rest(row);
    let Some((range, inner)) = bracket_at_start(text).filter(|(range, _)| range.end == text.len()) else {
        return false;
    };
    if shape::words(inner) > MAX_NOTE_WORDS {
        return false;
    }
    let notes = all(&profile.lifecycle);
    let Some(marks) = notes
        .into_iter()
        .find(|(words, _)| [&words.notes, &words.before].iter().any(|list| list.prefix(inner, Case::Any).is_some()))
    else {
        return false;
    };
    let inner_start = text.chars().next().map_or(0, char::len_utf8);
    let word = inner.split_whitespace().next().unwrap_or_default().to_owned();
    let pieces = [(inner_start..inner_start + inner.len(), Part::EditorsNote)];
    debug_assert!(range.end >= inner_start + inner.len());
    let mut texts = sheet.carve(row, &pieces, Claim { part: Part::Internal, rule: RULE, confidence: 0.95 });
    if let Some(note) = texts.pop() {
        apply(sheet, marks, &word, note.clone());
        sheet.add_note(note);
    }
    true
}

/// `Elm Port, 1st Ld-Writethru, 450`
fn take_slug(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    let text = sheet.rest(row);
    if shape::has_words(text, MAX_SLUG_WORDS + 1) || sheet.article.slugline.is_some() {
        return false;
    }
    let found = all(&profile.lifecycle).into_iter().find_map(|marks| {
        let (at, length) = marks.0.slug.find(text, Case::Any)?;
        // A word that other lines may have too stands at an end of the slug.
        let word = text.get(at..at + length)?;
        let sure = word.contains(['-', ' ']) || at == 0 || at + length == text.len();
        sure.then(|| (word.to_owned(), marks))
    });
    let Some((word, marks)) = found else { return false };
    let slug = sheet.take_rest(row, Claim { part: Part::Slugline, rule: RULE, confidence: 0.9 });
    apply(sheet, marks, &word, slug.clone());
    sheet.article.slugline = Some(slug);
    true
}

/// A line that holds the story back. A time or a mark has to follow: `EMBARGO ON OIL LIFTED` is a headline.
fn take_embargo(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    const MAX_WORDS: usize = 30;
    let text = sheet.rest(row);
    let bare = text.trim_start_matches(['(', '[', '*', '-', '–', '—', '#', '!', '+', '=', ' ', '【', '（']);
    let Some(length) = profile.lifecycle.embargo.prefix(bare, Case::Any) else { return false };
    let rest = bare.get(length..).unwrap_or_default();
    let closed = rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    let timed = rest.chars().any(|c| digit(c).is_some());
    if shape::words(text) > MAX_WORDS || !(closed || timed) {
        return false;
    }
    let until = moment(rest, profile);
    let taken = sheet.take_rest(row, claim(0.95));
    if sheet.article.embargo.is_none() {
        let code = match profile.lifecycle.embargo_action {
            Some(Action::Metadata) => codes::LIFECYCLE,
            Some(Action::Warn) => codes::LIFECYCLE_WARNING,
            Some(Action::Block) | None if until.is_some() => codes::LIFECYCLE,
            Some(Action::Block) | None => codes::EMBARGO_UNREAD,
        };
        let told = Diagnostic::new(code).arg("word", &taken.text).arg("means", "embargo").at(&taken.span);
        sheet.diagnostics.push(told);
        // An embargo in the model is a hold; a layout that does not mean one has the words told alone.
        if matches!(profile.lifecycle.embargo_action, Some(Action::Block) | None) {
            sheet.article.embargo = Some(Embargo { until, span: taken.span });
        }
    }
    true
}

/// The moment that the words name, when they give date, time and zone. A part that is missing is not guessed.
fn moment(text: &str, profile: &Profile) -> Option<DateTime> {
    let word_starts = || crate::profile::phrases::word_starts(text);
    let date = word_starts().find_map(|at| {
        let date = profile.dateline.date_at(text.get(at..)?)?.date()?;
        date.complete()
    })?;
    let (hour, minute) = word_starts().find_map(|at| time_of_day(text, at))?;
    let offset = profile.lifecycle.zones.iter().filter_map(|(name, offset)| {
        let at = text.find(name.as_str())?;
        let whole = text.get(at + name.len()..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
        let begins = text.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphabetic());
        (whole && begins).then_some((name.len(), offset))
    });
    let (_, offset) = offset.max()?;
    let (year, month, day) = date;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{offset}").parse().ok()
}

/// `17:30`, `17.30`, `17h30`, `17h`, `0001`.
fn time_of_day(text: &str, at: usize) -> Option<(u8, u8)> {
    let rest = text.get(at..)?;
    if text.get(..at)?.ends_with(['/', '.', ':', '-']) {
        return None;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..)?;
    let two = |text: &str| text.get(..2).filter(|two| two.bytes().all(|b| b.is_ascii_digit()))?.parse::<u8>().ok();
    let (hour, minute) = match digits {
        4 if after.trim_start().starts_with(|c: char| c.is_uppercase()) => (two(rest)?, two(rest.get(2..)?)?),
        1 | 2 => {
            let hour = rest.get(..digits)?.parse().ok()?;
            let minutes = after.strip_prefix([':', 'h', 'H', '.']).and_then(two);
            let hour_alone =
                after.trim_start().starts_with(['h', 'H', '時', '点', '시']) || after.trim_start().starts_with("giờ");
            match minutes {
                Some(minute) => (hour, minute),
                None if hour_alone => (hour, 0),
                None => return None,
            }
        }
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}
