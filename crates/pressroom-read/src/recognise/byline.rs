//! Who wrote the story: names after a label, before a word such as `기자`, or alone on the last line.

use std::ops::Range;

use pressroom_core::{Located, Person, Text};

use super::{people, shape};
use crate::profile::Profile;
use crate::profile::phrases::Case;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const RULE: &str = "byline";
/// A longer line names nobody, or too many.
const MAX_LINE_BYTES: usize = 400;
/// Labelled bylines stand in the head or near the end.
const HEAD_ROWS: usize = 12;
const TAIL_ROWS: usize = 8;
/// What somebody is, after the name, has hardly more words.
const MAX_ROLE_WORDS: usize = 5;
/// The page's own furniture may follow a name that is the last line of the story.
const SHORT_WORDS: usize = 3;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let rows = sheet.rows.len();
    for index in 0..rows {
        if index >= HEAD_ROWS && index + TAIL_ROWS < rows {
            continue;
        }
        let may_be =
            sheet.rows.get(index).is_some_and(|row| sheet.lead != Some(index) && is_whole_line(sheet, index, row));
        if !may_be {
            continue;
        }
        if let Some(line) = labelled(sheet.rest(index), profile) {
            let text = sheet.rest(index);
            let told = |name: &Range<usize>| {
                let name = text.get(name.clone()).unwrap_or_default();
                sheet.article.byline.iter().any(|person| person.name == name)
            };
            if !line.names.is_empty() && line.source.is_none() && line.names.iter().all(told) {
                sheet.take_rest(index, Claim { part: Part::Label, rule: RULE, confidence: 0.85 });
                continue;
            }
            let before_lead = sheet.lead.is_none_or(|lead| index < lead);
            // A second label in the tail is another story's.
            let first_source = sheet.article.source.as_ref().is_none_or(|source| source.span.is_none());
            let wanted = sheet.article.byline.is_empty() || before_lead || line.names.is_empty();
            if wanted && (line.source.is_none() || first_source) {
                line.take(sheet, index, 0.95);
                take_affiliation_line(sheet, index + 1, profile);
                if index < HEAD_ROWS {
                    sheet.head_marks.push(index);
                }
            }
        }
    }
    if !sheet.article.byline.is_empty() {
        return;
    }
    let Some((index, confidence)) = last_line(sheet, profile) else { return };
    if let Some(line) = Line::bare(sheet.rest(index), profile) {
        line.take(sheet, index, confidence);
    } else {
        take_above_furniture(sheet, profile);
    }
}

/// Nothing was taken of the row but an end mark.
fn is_whole_line(sheet: &Sheet, index: usize, row: &Row) -> bool {
    row.is_open()
        && (row.is_whole() || (sheet.ends.contains(&index) && row.rest_range().start == 0 && row.pieces() <= 2))
}

/// `Associated Press` below `By JANE ELM`.
fn take_affiliation_line(sheet: &mut Sheet, row: usize, profile: &Profile) {
    let text = sheet.rest(row).trim_start_matches("The ");
    // `BBC News, Elm Port`
    let text = text.split_once(", ").filter(|(_, place)| shape::is_name(place, 3)).map_or(text, |(agency, _)| agency);
    let whole = sheet.rows.get(row).is_some_and(Row::is_whole);
    let agency = profile.dateline.is_agency(text)
        || text.strip_suffix(" Writer").is_some_and(|text| profile.dateline.is_agency(text));
    if whole && agency && sheet.article.byline.last().is_some_and(|person| person.affiliation.is_none()) {
        let text = sheet.take_rest(row, Claim { part: Part::Byline, rule: RULE, confidence: 0.9 });
        if let Some(person) = sheet.article.byline.last_mut() {
            person.affiliation = Some(text.text);
        }
    }
}

/// Byte ranges of a line's names and of what it says about them.
#[derive(Default)]
pub struct Line {
    names: Vec<Range<usize>>,
    affiliation: Option<Range<usize>>,
    source: Option<Range<usize>>,
    place: Option<Range<usize>>,
}

/// Whether a line begins with a byline's label.
pub fn has_label(text: &str, profile: &Profile) -> bool {
    profile.byline.labels.prefix(text, Case::Exact).is_some()
}

pub fn labelled(text: &str, profile: &Profile) -> Option<Line> {
    // `Von N, dpa =`
    let text = text.trim_end_matches([' ', '=']);
    if text.len() > MAX_LINE_BYTES || text.is_empty() {
        return None;
    }
    if let Some(label) = profile.byline.labels.prefix(text, Case::Exact) {
        let after = text.get(label..)?;
        let start = label + (after.len() - after.trim_start_matches([':', '：', ' ', '\u{A0}']).len());
        return Line::of(text, start, profile, false).or_else(|| Line::source(text, label, profile, true));
    }
    if let Some(label) = profile.byline.sources.prefix(text.trim_start_matches(['(', '（']), Case::Any) {
        let bracket = text.len() - text.trim_start_matches(['(', '（']).len();
        return Line::source(text, bracket + label, profile, false);
    }
    suffixed(text, profile)
}

/// `홍길동 기자 hong@example.org`
fn suffixed(text: &str, profile: &Profile) -> Option<Line> {
    const AROUND: [char; 6] = ['(', ')', '[', ']', '=', ' '];
    // Most lines end in another letter than any suffix does.
    let last = text.split_whitespace().rev().find(|token| !token.contains('@'))?.trim_end_matches(AROUND);
    let fits = |suffix: &String| last.is_empty() || suffix.chars().next_back() == last.chars().next_back();
    if !profile.byline.suffixes.iter().any(fits) {
        return None;
    }
    let bare = text.split_whitespace().filter(|token| !token.contains('@')).collect::<Vec<_>>().join(" ");
    let bare = bare.trim_matches(AROUND);
    let suffix =
        profile.byline.suffixes.iter().filter(|suffix| bare.ends_with(suffix.as_str())).max_by_key(|s| s.len())?;
    let names_end = text.find(suffix.as_str())?;
    let open = text.get(..names_end)?.rfind(['(', '[', '=']).map_or(0, |at| at + 1);
    let names = people::split(text, open..names_end, &profile.byline.joiners);
    let short = names.iter().all(|name| {
        text.get(name.clone()).is_some_and(|name| people::is_person(name, profile) && name.chars().count() <= 8)
    });
    (short && !names.is_empty()).then(|| Line { names, ..Line::default() })
}

impl Line {
    /// A line that may be names and nothing else. One word alone may be a place or a crosshead.
    pub fn bare(text: &str, profile: &Profile) -> Option<Self> {
        if text.len() > MAX_LINE_BYTES || !people::is_cased(text) {
            return None;
        }
        Line::of(text, 0, profile, true)
    }

    fn of(text: &str, start: usize, profile: &Profile, bare: bool) -> Option<Self> {
        let mut line = Line::default();
        let mut end = text.len();
        if let Some(found) = bracket(text, start, profile) {
            (end, line) = found;
        } else if let Some((at, range)) = after_mark(text, start, profile) {
            (end, line.affiliation) = (at, Some(range));
        }
        let pieces = people::split(text, start..end, &profile.byline.joiners);
        let mut role = false;
        for piece in pieces {
            let words = text.get(piece.clone())?;
            let agency = words.strip_prefix("The ").unwrap_or(words);
            if !line.names.is_empty() && line.affiliation.is_none() && profile.dateline.is_agency(agency) {
                line.affiliation = Some(piece);
                continue;
            }
            // `By A, B and C, Willow Bend Post`: after the last of several names stands whose they are.
            let after_last = match line.names.as_slice() {
                [.., before, last] if !bare => {
                    let parted = |range: Range<usize>| text.get(range).unwrap_or_default().trim() == ",";
                    !parted(before.end..last.start) && parted(last.end..piece.start)
                }
                _ => false,
            };
            if after_last && line.affiliation.is_none() && words.split_whitespace().count() >= 2 {
                line.affiliation = Some(piece);
                continue;
            }
            if !line.names.is_empty()
                && line.affiliation.is_none()
                && profile.byline.roles.prefix(words, Case::Any).is_some()
            {
                line.affiliation = Some(piece);
                role = true;
                continue;
            }
            // `Ana Prado – Repórter da Agência Lume - Ribeira Alta`
            if role && line.place.is_none() && !bare && shape::is_name(words, 3) {
                line.place = Some(piece);
                continue;
            }
            let one_word = words.split_whitespace().count() < 2 && people::is_cased(words);
            let after_comma = text.get(..piece.start)?.trim_end().ends_with(',');
            if !line.names.is_empty()
                && after_comma
                && (one_word || profile.head.places.has(words))
                && shape::is_name(words, 4)
                && !bare
            {
                line.place = Some(piece);
                continue;
            }
            if !people::is_person(words, profile) || (bare && one_word) || profile.dateline.is_agency(agency) {
                // `By Ada Elm, senior correspondent`, `Por Ana Prado, g1 Rio Claro`
                let last = piece.end == end && !shape::ends_sentence(words) && shape::words(words) <= MAX_ROLE_WORDS;
                let full =
                    line.names.first().and_then(|name| text.get(name.clone())).is_some_and(|name| name.contains(' '));
                if bare || !last || !full || line.affiliation.is_some() {
                    return None;
                }
                line.affiliation = Some(piece);
                continue;
            }
            line.names.push(piece);
        }
        (!line.names.is_empty()).then_some(line)
    }

    /// `Theo Reuters`, `(theo VnExpress)`
    pub fn source(text: &str, start: usize, profile: &Profile, only_known: bool) -> Option<Self> {
        const MAX_WORDS: usize = 4;
        let range = people::trimmed_of(text, start..text.len(), &[':', ' ', '(', ')', '（', '）', '.']);
        let name = text.get(range.clone())?;
        let known = profile.dateline.knows(name) && shape::words(name) <= MAX_WORDS + 2;
        let capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase() && c.is_alphabetic());
        let proper = shape::words(name) <= MAX_WORDS && name.split(' ').all(capital);
        (known || (proper && !only_known && !name.is_empty())).then(|| Line { source: Some(range), ..Line::default() })
    }

    pub fn take(self, sheet: &mut Sheet, row: usize, confidence: f32) {
        let mut pieces: Vec<(Range<usize>, Part)> =
            self.names.iter().map(|range| (range.clone(), Part::Byline)).collect();
        let others = [(self.affiliation, Part::Byline), (self.place, Part::Located), (self.source, Part::Source)];
        let affiliation = others.first().and_then(|(range, _)| range.clone());
        pieces.extend(others.into_iter().filter_map(|(range, part)| Some((range?, part))));
        pieces.sort_by_key(|(range, _)| range.start);
        let first = pieces.first().map_or(0, |(range, _)| range.start);
        let rest_start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
        if first > 0 {
            sheet.take(row, rest_start..rest_start + first, Claim { part: Part::Label, rule: RULE, confidence });
        }
        let shifted: Vec<_> =
            pieces.iter().map(|(range, part)| (range.start - first..range.end - first, *part)).collect();
        // What is left begins where the first piece does.
        let texts = sheet.carve(row, &shifted, Claim { part: Part::Separator, rule: RULE, confidence });
        for ((range, part), text) in pieces.into_iter().zip(texts) {
            let Text { text, span } = text;
            match part {
                Part::Located => sheet.article.located.push(Located { name: text, code: None, span }),
                Part::Source => sheet.article.source = Some(Text { text, span }),
                _ if affiliation.as_ref() == Some(&range) => {
                    if let Some(person) = sheet.article.byline.last_mut() {
                        person.affiliation = Some(text);
                    }
                }
                _ => sheet.article.byline.push(Person { name: text, span, ..Person::default() }),
            }
        }
    }
}

/// What the bracket at the end of the line says of the names: `N (TTXVN)`, `N (theo Reuters)`. And where the names end.
fn bracket(text: &str, start: usize, profile: &Profile) -> Option<(usize, Line)> {
    let inner_end = text.strip_suffix([')', '）'])?.len();
    let open = text.get(..inner_end)?.rfind(['(', '（']).filter(|open| *open >= start)?;
    let inner_start = open + text.get(open..)?.chars().next()?.len_utf8();
    let inner = text.get(inner_start..inner_end)?;
    if let Some(label) = profile.byline.sources.prefix(inner, Case::Any) {
        let source = people::trimmed_of(text, inner_start + label..inner_end, &[':', ' ']);
        return Some((open, Line { source: Some(source), ..Line::default() }));
    }
    let agency = profile.dateline.agency_in(inner)?;
    (agency.0 < inner.len()).then(|| (open, Line { affiliation: Some(inner_start..inner_end), ..Line::default() }))
}

/// The agency after a mark at the end of the line, `N/TTXVN`, and where the names end.
fn after_mark(text: &str, start: usize, profile: &Profile) -> Option<(usize, Range<usize>)> {
    let marks = profile.byline.affiliation_marks.iter();
    let (at, length) = marks.filter_map(|mark| Some((text.rfind(mark.as_str())?, mark.len()))).max()?;
    let agency = at + length..text.len();
    let named = at >= start && text.get(agency.clone()).is_some_and(|name| profile.dateline.is_agency(name));
    named.then_some((at, agency))
}

/// Names with a known surname first, above lines of a page's furniture that no list has.
fn take_above_furniture(sheet: &mut Sheet, profile: &Profile) {
    const ROWS: usize = 4;
    let open: Vec<usize> =
        (0..sheet.rows.len()).rev().filter(|row| sheet.rows.get(*row).is_some_and(Row::is_open)).take(ROWS).collect();
    for (above, row) in open.iter().enumerate() {
        let text = sheet.rest(*row);
        let first = text.split_whitespace().next().unwrap_or_default();
        let case = if first.chars().all(char::is_uppercase) { Case::Any } else { Case::Exact };
        if above > 0
            && profile.byline.surnames.is(first, case)
            && sheet.rows.get(*row).is_some_and(Row::is_whole)
            && sheet.lead.is_none_or(|lead| lead < *row)
            && let Some(line) = Line::bare(text, profile)
        {
            return line.take(sheet, *row, 0.75);
        }
        if shape::ends_sentence(text) || shape::is_running_text(text) {
            return;
        }
    }
}

/// The last row that is left, when it stands apart. After an end mark it is hardly anything else.
fn last_line(sheet: &Sheet, profile: &Profile) -> Option<(usize, f32)> {
    let last = sheet.rows.iter().rposition(Row::is_open)?;
    let row = sheet.rows.get(last).filter(|row| is_whole_line(sheet, last, row))?;
    let ended = sheet.ends.iter().any(|end| *end < last);
    let body_before = sheet.lead.map_or(last > 1, |lead| lead < last);
    let text = row.rest();
    let first = text.split_whitespace().next().unwrap_or_default();
    let surname = profile.byline.surnames.is(first, Case::Exact);
    let several_lines_a_paragraph = sheet.has_gaps && !row.gap;
    let confidence = match (ended, surname) {
        (true, _) => 0.95,
        (false, true) => 0.85,
        (false, false) if shape::words(text) <= SHORT_WORDS + 2 => 0.75,
        (false, false) => 0.65,
    };
    (body_before && (ended || surname || !several_lines_a_paragraph)).then_some((last, confidence))
}
