//! Who wrote the story: names after a label, or alone on the last line.

use std::ops::Range;

use pressroom_core::{Person, Text};

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const RULE: &str = "byline";
const MAX_NAME_WORDS: usize = 6;
/// A longer line names nobody, or too many.
const MAX_LINE_BYTES: usize = 400;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let rows = sheet.rows.iter().enumerate();
    let may_be = |(index, row): &(usize, &Row)| sheet.lead != Some(*index) && is_whole_line(sheet, *index, row);
    let labelled = rows.filter(may_be).find_map(|(index, row)| {
        let text = row.rest();
        let label =
            profile.byline.labels.iter().filter(|label| text.starts_with(label.as_str())).map(String::len).max()?;
        Some((index, label, Names::of(text, label, profile)?))
    });
    if let Some((index, label, names)) = labelled {
        names.take(sheet, index, label, 0.95);
        return;
    }
    let Some((index, confidence)) = last_line(sheet) else { return };
    let text = sheet.rows.get(index).map(Row::rest).unwrap_or_default();
    if let Some(names) = Names::of(text, 0, profile) {
        names.take(sheet, index, 0, confidence);
    }
}

/// Nothing was taken of the row but an end mark.
fn is_whole_line(sheet: &Sheet, index: usize, row: &Row) -> bool {
    row.is_whole() || (sheet.ends.contains(&index) && row.is_open() && row.rest_range().start == 0 && row.pieces() == 1)
}

/// Byte ranges of a line's names and of the agency that they belong to.
struct Names {
    names: Vec<Range<usize>>,
    affiliation: Option<Range<usize>>,
}

impl Names {
    fn of(text: &str, start: usize, profile: &Profile) -> Option<Self> {
        let (end, affiliation) = match affiliation(text, start, profile) {
            Some((end, range)) => (end, Some(range)),
            None => (text.len(), None),
        };
        let names = split_names(text, start..end, &profile.byline.joiners);
        are_names(text, &names).then_some(Names { names, affiliation })
    }

    fn take(self, sheet: &mut Sheet, row: usize, label: usize, confidence: f32) {
        let start = sheet.rows.get(row).map(Row::rest_range).unwrap_or_default().start;
        take_names(sheet, row, label, &self.names, confidence);
        if let Some(range) = self.affiliation {
            take_affiliation(sheet, row, start + range.start..start + range.end, confidence);
        }
    }
}

/// What the end of the line says of the names' agency, and where the names end: `N (TTXVN)`, `N/TTXVN`.
fn affiliation(text: &str, start: usize, profile: &Profile) -> Option<(usize, Range<usize>)> {
    let agencies = &profile.dateline.agencies;
    if let Some(inner) = text.strip_suffix(')') {
        let open = inner.rfind('(').filter(|open| *open >= start)?;
        let named = |inner: &str| agencies.iter().any(|agency| inner.contains(agency.as_str()));
        return inner.get(open + 1..).is_some_and(named).then_some((open, open + 1..inner.len()));
    }
    let marks = profile.byline.affiliation_marks.iter();
    let last = marks.filter_map(|mark| Some((text.rfind(mark.as_str())?, mark.len()))).max()?;
    let agency = last.0 + last.1..text.len();
    let named = last.0 >= start && text.get(agency.clone()).is_some_and(|name| profile.dateline.knows(name));
    named.then_some((last.0, agency))
}

/// Takes the agency after the last name, and the marks around it. The range counts from the row's start.
fn take_affiliation(sheet: &mut Sheet, row: usize, range: Range<usize>, confidence: f32) {
    let Some(rest) = sheet.rows.get(row).map(Row::rest_range) else { return };
    let claim = |part| Claim { part, rule: RULE, confidence };
    sheet.take(row, rest.start..range.start, claim(Part::Separator));
    let agency = sheet.take(row, range.clone(), claim(Part::Byline));
    if range.end < rest.end {
        sheet.take(row, range.end..rest.end, claim(Part::Separator));
    }
    if let Some(person) = sheet.article.byline.last_mut() {
        person.affiliation = Some(agency.text);
    }
}

/// The last row that is left, when it stands apart. After an end mark it is hardly anything else.
fn last_line(sheet: &Sheet) -> Option<(usize, f32)> {
    let last = sheet.rows.iter().rposition(Row::is_open)?;
    let row = sheet.rows.get(last).filter(|row| is_whole_line(sheet, last, row))?;
    let ended = sheet.ends.iter().any(|end| *end < last);
    let body_before = sheet.lead.map_or(last > 1, |lead| lead < last);
    ((row.gap || ended) && body_before).then_some((last, if ended { 0.95 } else { 0.75 }))
}

/// Byte ranges of the names between joiners; none of a line that is too long.
fn split_names(text: &str, range: Range<usize>, joiners: &[String]) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    if text.len() > MAX_LINE_BYTES {
        return names;
    }
    let mut start = range.start;
    while let Some(rest) = text.get(start..range.end) {
        let next = joiners.iter().filter_map(|joiner| Some((rest.find(joiner.as_str())?, joiner.len()))).min();
        let Some((at, length)) = next.filter(|(_, length)| *length > 0) else { break };
        names.push(start..start + at);
        start += at + length;
    }
    names.push(start..range.end);
    names.into_iter().map(|name| trimmed(text, name)).collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// A name alone has two words at least: one word may be a place or a crosshead.
fn are_names(text: &str, names: &[Range<usize>]) -> bool {
    let names: Vec<&str> = names.iter().filter_map(|name| text.get(name.clone())).collect();
    let whole = |name: &&str| shape::is_name(name, MAX_NAME_WORDS) && name.split_whitespace().count() >= 2;
    !names.is_empty() && names.iter().all(whole)
}

fn take_names(sheet: &mut Sheet, row: usize, label: usize, names: &[Range<usize>], confidence: f32) {
    let start = sheet.rows.get(row).map(Row::rest_range).unwrap_or_default().start;
    let claim = |part| Claim { part, rule: RULE, confidence };
    if label > 0 {
        sheet.take(row, start..start + label, claim(Part::Label));
    }
    let mut end = label;
    for name in names {
        if name.start > end && end > label {
            sheet.take(row, start + end..start + name.start, claim(Part::Separator));
        }
        let Text { text, span } = sheet.take(row, start + name.start..start + name.end, claim(Part::Byline));
        sheet.article.byline.push(Person { name: text, span, ..Person::default() });
        end = name.end;
    }
}
