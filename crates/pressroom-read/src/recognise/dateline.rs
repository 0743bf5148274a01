//! Agency, place and date before the lead, by the profile's grammar. Only the dateline and what parts it from the lead
//! are taken: a date that belongs to the first sentence stays in it.

use pressroom_core::{Dateline, Text};

use super::shape;
use crate::pattern::Found;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const RULE: &str = "dateline";
/// A dateline stands near the top; head matter before it has few lines.
const ROWS_LOOKED_AT: usize = 16;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let rows = sheet.rows.iter().enumerate().take(ROWS_LOOKED_AT);
    let found = rows.filter(|(_, row)| row.is_open()).find_map(|(index, row)| Some((index, find(row, profile)?)));
    let Some((index, found)) = found else { return };
    let Some(row) = sheet.rows.get(index) else { return };

    let start = row.rest_range().start;
    let at = |range: std::ops::Range<usize>| start + range.start..start + range.end;
    let piece = |range: &Option<std::ops::Range<usize>>| range.clone().and_then(|range| row.rest().get(range));
    let mut dateline = Dateline {
        agency: piece(&found.agency).map(str::to_owned),
        place: piece(&found.place).map(str::to_owned),
        date: found.date(),
        ..Dateline::default()
    };
    let text_end = found.dash.as_ref().map_or(found.end, |dash| dash.start);
    let text_end =
        row.rest().get(..text_end).map_or(text_end, |text| text.trim_end_matches([' ', '\u{A0}', ':']).len());
    let colon = row.rest().get(text_end..found.end).is_some_and(|rest| rest.starts_with(':'));
    let confidence = match &dateline.agency {
        Some(agency) if profile.dateline.knows(agency) => 0.97,
        Some(_) => 0.85,
        None => 0.6,
    };
    let claim = |part| Claim { part, rule: RULE, confidence };
    let Text { text, span } = sheet.take(index, at(0..text_end), claim(Part::Dateline));
    (dateline.text, dateline.span) = (text, span);
    if let Some(dash) = found.dash {
        sheet.take(index, at(dash), claim(Part::Separator));
    } else if colon {
        sheet.take(index, at(text_end..found.end), claim(Part::Separator));
    }
    // A dateline on a line of its own stands before the lead's line.
    let lead = match sheet.rows.get(index) {
        Some(row) if row.is_open() => Some(index),
        _ => (index + 1 < sheet.rows.len()).then_some(index + 1),
    };
    if dateline.date.is_none() {
        let first = lead.and_then(|lead| sheet.rows.get(lead)).map(Row::rest).unwrap_or_default();
        dateline.date = profile.dateline.lead_date(first);
    }
    if profile.dateline.agency_is_source {
        sheet.article.source = dateline.agency.as_deref().map(Text::new);
    }
    sheet.lead = lead;
    sheet.article.dateline = Some(dateline);
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
    let end = text.char_indices().nth(LOOKED_AT_CHARS).map_or(text.len(), |(at, _)| at);
    let start = text.get(..end).unwrap_or_default();
    let first = profile.dateline.agencies.iter().filter_map(|agency| start.strip_prefix(agency.as_str()));
    let first = first.map(str::trim_start).any(|rest| rest.starts_with(['(', '[', '-', '–', '—', ':']));
    let in_bracket = start.split_once('(').and_then(|(place, rest)| Some((place, rest.split_once(')')?.0)));
    let bracket = in_bracket.is_some_and(|(place, inner)| {
        let place = place.trim().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | ',' | ' '));
        let mut words = inner.split(|c: char| !c.is_alphanumeric());
        shape::is_name(place, MAX_PLACE_WORDS) && words.any(|word| profile.dateline.knows(word))
    });
    first || bracket
}

fn find(row: &Row, profile: &Profile) -> Option<Found> {
    let text = row.rest();
    let found = profile.dateline.find(text)?;
    // An agency's name alone on a line signs a story off.
    (found.end < text.len() || found.dash.is_some() || found.place.is_some()).then_some(found)
}
