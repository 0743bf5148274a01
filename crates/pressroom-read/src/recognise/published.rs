//! A page's line of date and time: `Thứ Bảy, 4/5/2024, 17:30 (GMT+7)`, `Updated 5:30 PM EDT, May 7, 2024`.

use pressroom_core::{Date, Moment};

use super::byline;
use crate::pattern::digit;
use crate::profile::Profile;
use crate::profile::phrases::{Case, word_starts};
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const RULE: &str = "published";
const HEAD_ROWS: usize = 12;
const TAIL_ROWS: usize = 4;
const MAX_BYTES: usize = 160;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let rows = sheet.rows.len();
    for row in 0..rows {
        if row >= HEAD_ROWS && row + TAIL_ROWS < rows {
            continue;
        }
        let whole = sheet.rows.get(row).is_some_and(|row| row.is_whole() && row.is_open());
        if !whole || sheet.rest(row).len() > MAX_BYTES {
            continue;
        }
        let claim = Claim { part: Part::Date, rule: RULE, confidence: 0.9 };
        let date = if let Some(date) = only_date(sheet.rest(row), profile) {
            sheet.take_rest(row, claim);
            date
        } else if let Some((at, line, date)) = after_names(sheet.rest(row), profile) {
            let range = sheet.rows.get(row).map(|row| row.rest_range()).unwrap_or_default();
            sheet.take(row, range.start + at..range.end, claim);
            line.take(sheet, row, 0.9);
            date
        } else if let Some((at, line, date)) = before_source(sheet.rest(row), profile) {
            let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
            sheet.take(row, start..start + at, claim);
            line.take(sheet, row, 0.9);
            date
        } else {
            continue;
        };
        if row < HEAD_ROWS {
            sheet.head_marks.push(row);
        }
        if sheet.article.created.is_none() && date.complete().is_some() {
            sheet.article.created = Some(Moment::Date(date));
        }
    }
}

/// `N 12/03/2024 09:15`, `By N | May 7, 2024`: names before the date. Where the date begins, the names, the date.
fn after_names(text: &str, profile: &Profile) -> Option<(usize, byline::Line, Date)> {
    let day = text.char_indices().find(|(_, c)| digit(*c).is_some()).map(|(at, _)| at)?;
    let starts: Vec<usize> = word_starts(text).filter(|at| *at <= day && *at > 0).collect();
    starts.into_iter().find_map(|at| {
        let date = only_date(text.get(at..)?, profile)?;
        let names = text.get(..at)?.trim_end_matches([' ', '|', '-', '–', '—', ',', '•', '·', '/']);
        let line = byline::labelled(names, profile).or_else(|| byline::Line::bare(names, profile))?;
        Some((names.len(), line, date))
    })
}

/// `2024-05-07 09:15 来源：X`: where the source's label begins, the source, the date.
fn before_source(text: &str, profile: &Profile) -> Option<(usize, byline::Line, Date)> {
    let (at, length) = profile.byline.sources.find(text, Case::Any).filter(|(at, _)| *at > 0)?;
    let date = only_date(text.get(..at)?, profile)?;
    let source = byline::Line::source(text.get(at..)?, length, profile, false)?;
    Some((at, source, date))
}

/// The first date of a line that has nothing else but a time, a zone and words such as `Updated`.
fn only_date(text: &str, profile: &Profile) -> Option<Date> {
    if text.len() > MAX_BYTES || !text.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let mut date: Option<Date> = None;
    let mut at = 0;
    let starts: Vec<usize> = word_starts(text).collect();
    for start in starts {
        if start < at {
            continue;
        }
        let rest = text.get(start..)?;
        if let Some(found) = profile.dateline.date_at(rest) {
            date = date.or(found.date());
            at = start + found.end;
            continue;
        }
        let word = [
            profile.dateline.weekdays.prefix(rest, Case::Any),
            profile.head.date_words.prefix(rest, Case::Any),
            profile.lifecycle.zones.keys().filter(|zone| rest.starts_with(zone.as_str())).map(String::len).max(),
            time(rest),
        ];
        match word.into_iter().flatten().max() {
            Some(length) => at = start + length,
            None if rest.starts_with(|c: char| !c.is_alphanumeric()) => {}
            None => return None,
        }
    }
    date
}

/// `17:30:05`, `5:30`, `17h30`, `17.30`, `+7`.
fn time(text: &str) -> Option<usize> {
    let mut numbers = 0;
    let mut length = 0;
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            numbers += 1;
        } else if !matches!(c, ':' | 'h' | '.' | '+') || numbers == 0 {
            length = at;
            break;
        }
        length = at + c.len_utf8();
    }
    (numbers > 0 && numbers <= 6).then_some(length)
}
