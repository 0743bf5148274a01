//! Agency, place and date before the lead, by the profile's grammar. Only the dateline and what parts it from the lead
//! are taken: a date that belongs to the first sentence stays in it.

use std::ops::Range;

use pressroom_core::{Dateline, Person, Text};

use super::{people, shape};
use crate::pattern::Found;
use crate::profile::Profile;
use crate::profile::phrases::Case;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const RULE: &str = "dateline";
/// A dateline stands near the top; head matter before it has few lines.
const ROWS_LOOKED_AT: usize = 20;
/// Past so much running text the story has begun without one.
const TEXTS_LOOKED_AT: usize = 4;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let mut texts = 0;
    let mut found = None;
    for (index, row) in sheet.rows.iter().enumerate().take(ROWS_LOOKED_AT).filter(|(_, row)| row.is_open()) {
        let fits = |found: &Found| found.end < row.rest().len() || heads_text(sheet, index, found, profile);
        // `Von Ada Fink, dpa =`
        let is_date_word = |found: &Found| {
            let place = found.place.clone().filter(|_| found.agency.is_none()).and_then(|place| row.rest().get(place));
            place.is_some_and(|place| profile.head.date_words.is(place, Case::Any))
        };
        // Capitals in a bracket, as `(OFFICIAL)`, are an agency when the story follows.
        let is_mark = |found: &Found| {
            let known = found
                .agency
                .clone()
                .and_then(|agency| row.rest().get(agency))
                .is_none_or(|a| profile.dateline.knows(a));
            let follows = row.rest().get(found.end..).is_some_and(shape::is_running_text);
            // `【中央社】` before a headline is none either.
            let bare = found.place.is_none() && found.date().is_none() && found.dash.is_none() && found.names.is_none();
            let bracket = row.rest().starts_with(['(', '[', '（', '［', '【']);
            (!known || (bare && bracket)) && found.place.is_none() && !follows && found.end < row.rest().len()
        };
        let byline = || super::byline::labelled(row.rest(), profile).is_some();
        found = find(row, profile)
            .filter(fits)
            .filter(|_| !byline())
            .filter(|found| !is_date_word(found) && !is_mark(found))
            .map(|found| (index, found));
        texts += usize::from(shape::is_running_text(row.rest()));
        if found.is_some() || texts >= TEXTS_LOOKED_AT {
            break;
        }
    }
    let found = found.or_else(|| told_place(sheet, profile));
    let Some((index, found)) = found else { return };
    let Some(row) = sheet.rows.get(index) else { return };

    let piece = |range: &Option<Range<usize>>| range.clone().and_then(|range| row.rest().get(range));
    let mut dateline = Dateline {
        agency: piece(&found.agency).map(str::to_owned),
        place: piece(&found.place).map(str::to_owned),
        date: found.date(),
        ..Dateline::default()
    };
    let confidence = match &dateline.agency {
        Some(agency) if profile.dateline.knows(agency) => 0.97,
        Some(_) => 0.85,
        None if dateline.date.is_some() => 0.75,
        None => 0.65,
    };
    let claim = |part| Claim { part, rule: RULE, confidence };
    let start = row.rest_range().start;
    let at = |range: Range<usize>| start + range.start..start + range.end;
    let text_end = text_end(row.rest(), &found);
    let names = found.names.clone().map(|names| people::split(row.rest(), names, &profile.byline.joiners));

    let Text { text, span } = sheet.take(index, at(0..text_end), claim(Part::Dateline));
    (dateline.text, dateline.span) = (text, span);
    let mut taken = text_end;
    for name in names.into_iter().flatten() {
        take_gap(sheet, index, at(taken..name.start), claim(Part::Label));
        // A line above may have told it.
        let words = sheet.rows.get(index).and_then(|row| row.text.get(at(name.clone()))).unwrap_or_default();
        let told = sheet.article.byline.iter().any(|person| person.name == words);
        let part = if told { Part::Label } else { Part::Byline };
        let Text { text, span } = sheet.take(index, at(name.clone()), claim(part));
        if !told {
            sheet.article.byline.push(Person { name: text, span, ..Person::default() });
        }
        taken = name.end;
    }
    take_gap(sheet, index, at(taken..found.end), claim(Part::Separator));

    // A dateline on a line of its own stands before the lead's line.
    let lead = match sheet.rows.get(index) {
        Some(row) if row.is_open() => Some(index),
        _ => (index + 1..sheet.rows.len()).find(|row| sheet.rows.get(*row).is_some_and(Row::is_open)),
    };
    if dateline.date.is_none() {
        let first = lead.map(|lead| sheet.rest(lead)).unwrap_or_default();
        dateline.date = profile.dateline.lead_date(first);
    }
    if profile.dateline.agency_is_source && sheet.article.source.is_none() {
        sheet.article.source = dateline.agency.as_deref().map(Text::new);
    }
    sheet.lead = lead;
    sheet.article.dateline = Some(dateline);
}

fn take_gap(sheet: &mut Sheet, row: usize, range: Range<usize>, claim: Claim) {
    let text = sheet.rows.get(row).and_then(|row| row.text.get(range.clone())).unwrap_or_default();
    if !text.trim().is_empty() {
        sheet.take(row, range, claim);
    }
}

/// `Grünsee - Der Regen begann ...`: a place that no list has, before a dash and running text, when the headline or the
/// text names it again. A pair of dashes is no such dash.
fn told_place(sheet: &Sheet, profile: &Profile) -> Option<(usize, Found)> {
    const MAX_WORDS: usize = 3;
    const MAX_CASELESS_CHARS: usize = 16;
    const PAIR_WITHIN_CHARS: usize = 120;
    let row = (0..sheet.rows.len().min(ROWS_LOOKED_AT))
        .find(|row| sheet.rows.get(*row).is_some_and(|row| row.is_open() && shape::is_running_text(row.rest())))?;
    let text = sheet.rest(row);
    let (at, mark) = [" - ", " – ", " — ", "៖ "].iter().filter_map(|mark| Some((text.find(mark)?, *mark))).min()?;
    let (place, rest) = (text.get(..at)?, text.get(at + mark.len()..)?);
    let cased = people::is_cased(place);
    let named = match cased {
        true => {
            shape::is_name(place, MAX_WORDS)
                && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '«' | '„'))
        }
        false => {
            place.chars().count() <= MAX_CASELESS_CHARS
                && place.split_whitespace().count() <= MAX_WORDS
                && place.chars().all(|c| c.is_alphabetic() || crate::pattern::is_mark(c) || c == ' ')
        }
    };
    let near = rest.char_indices().nth(PAIR_WITHIN_CHARS).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
    let person =
        profile.byline.surnames.is(place.split_whitespace().next()?, Case::Exact) && !profile.head.places.has(place);
    let again = || {
        let above = sheet.rows.iter().take(row).any(|row| row.text.contains(place));
        above || rest.contains(place) || super::head::is_told_again(sheet, row, place)
    };
    let one_dash = mark == "៖ " || !near.contains(mark);
    if !named || person || !one_dash || place.is_empty() || !shape::is_running_text(rest) || !again() {
        return None;
    }
    Some((row, Found { end: at + mark.len(), place: Some(0..at), dash: Some(at..at + mark.len()), ..Found::default() }))
}

/// Whether a dateline that has a line to itself stands where one does: above running text, and not for a person.
fn heads_text(sheet: &Sheet, index: usize, found: &Found, profile: &Profile) -> bool {
    const TEXTS_BEFORE: usize = 2;
    const LEAD_WORDS: usize = 8;
    let text = sheet.rest(index);
    let before = sheet.rows.iter().take(index).filter(|row| shape::is_running_text(row.rest())).count();
    let next = sheet.rows.iter().skip(index + 1).find(|row| row.is_open());
    let place = found.place.as_ref().and_then(|place| text.get(place.clone())).unwrap_or_default();
    let first = place.split_whitespace().next().unwrap_or_default();
    let person = profile.byline.surnames.is(first, Case::Exact) && !profile.head.places.has(place);
    before <= TEXTS_BEFORE
        && !person
        && next.is_some_and(|row| shape::is_running_text(row.rest()) || shape::words(row.rest()) >= LEAD_WORDS)
}

/// Where the dateline's own text ends: before what parts it from the lead.
fn text_end(text: &str, found: &Found) -> usize {
    let end = found.text_end.or(found.dash.as_ref().map(|dash| dash.start).filter(|start| {
        // In `(ANSA) - ROMA, 7 MAG - ` only the last dash is the separator.
        found.place.as_ref().is_none_or(|place| place.end <= *start)
            && found.agency.as_ref().is_none_or(|agency| agency.end <= *start)
    }));
    let end = end.unwrap_or(found.end);
    text.get(..end).map_or(end, |text| {
        text.trim_end_matches([' ', '\u{A0}', ':', '៖', '：', '=', '-', '–', '—', '\u{3000}']).len()
    })
}

/// A lead that begins like a dateline of no known form stays whole, and less sure: somebody should look at it.
pub fn doubt(sheet: &mut Sheet, profile: &Profile) {
    let lead = sheet.lead.and_then(|lead| sheet.rows.get(lead));
    sheet.unsure_lead =
        sheet.article.dateline.is_none() && lead.is_some_and(|row| begins_like_one(row.rest(), profile));
}

/// An agency that the profile names stands first with a bracket or dash after it, or in a bracket after a place.
fn begins_like_one(text: &str, profile: &Profile) -> bool {
    const LOOKED_AT_CHARS: usize = 60;
    const MAX_PLACE_WORDS: usize = 6;
    if profile.dateline.attributions.prefix(text, Case::Any).is_some() {
        return false;
    }
    let end = text.char_indices().nth(LOOKED_AT_CHARS).map_or(text.len(), |(at, _)| at);
    let start = text.get(..end).unwrap_or_default();
    let first =
        profile.dateline.agency_in(start).filter(|(at, _)| *at == 0).and_then(|(_, length)| start.get(length..));
    let first = first.map(str::trim_start).is_some_and(|rest| rest.starts_with(['(', '[', '-', '–', '—', ':']));
    let in_bracket = start.split_once('(').and_then(|(place, rest)| Some((place, rest.split_once(')')?.0)));
    let bracket = in_bracket.is_some_and(|(place, inner)| {
        let place = place.trim().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | ',' | ' '));
        shape::is_name(place, MAX_PLACE_WORDS) && profile.dateline.agency_in(inner).is_some()
    });
    first || bracket
}

fn find(row: &Row, profile: &Profile) -> Option<Found> {
    let text = row.rest();
    let found = profile.dateline.find(text)?;
    // An agency's name alone on a line signs a story off.
    (found.end < text.len() || found.dash.is_some() || found.place.is_some()).then_some(found)
}
