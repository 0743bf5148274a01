//! Which profile a story is laid out by, from evidence in the copy.

use super::phrases::Case;
use super::shipped::{self, GENERIC, Shipped};
use super::{Profile, named};
use crate::lines::Line;

/// Below it the generic profile is used.
const ENOUGH: f32 = 0.5;
/// What the generic profile's confidence is when nothing speaks for any: it claims nothing.
const GENERIC_CONFIDENCE: f32 = 0.3;
/// A dateline of a known form whose agency has no profile of its own.
const GENERIC_DATELINE: f32 = 0.6;
/// What a dateline weighs whose agency the profile names.
const KNOWN_AGENCY: f32 = 0.75;
/// Datelines, sections and labels stand near the top.
const LINES_LOOKED_AT: usize = 40;
const DATELINE_WITHIN: usize = 16;

/// The profile that the copy speaks for most, with a confidence from 0 to 1.
pub fn choose(lines: &[Line]) -> Option<(&'static Profile, f32)> {
    let generic = named(GENERIC)?;
    let found = lines.iter().take(DATELINE_WITHIN).map(|line| line.text.as_str());
    let dateline = found.filter_map(|text| Some((text, generic.dateline.find(text)?))).next();
    let agency = dateline.as_ref().and_then(|(text, found)| text.get(found.agency.clone()?));

    let mut best: Option<(&Profile, f32)> = None;
    for shipped in shipped::all().iter().filter(|shipped| shipped.profile.name != GENERIC) {
        let confidence = evidence(shipped, lines, agency);
        if confidence >= ENOUGH && best.is_none_or(|(_, most)| confidence > most) {
            best = Some((&shipped.profile, confidence));
        }
    }
    best.or(Some((generic, if agency.is_some() { GENERIC_DATELINE } else { GENERIC_CONFIDENCE })))
}

/// An agency in a dateline is strong evidence; signs, sections and credits add to it or stand in for it.
fn evidence(shipped: &Shipped, lines: &[Line], dateline_agency: Option<&str>) -> f32 {
    let Shipped { profile, own_agencies, own_sections } = shipped;
    let own = |text: &str| own_agencies.find(text, Case::Exact).is_some();
    let dateline = if dateline_agency.is_some_and(own) {
        KNOWN_AGENCY
    } else if lines.iter().take(DATELINE_WITHIN).any(|line| own_form(profile, own_agencies, &line.text)) {
        KNOWN_AGENCY
    } else {
        0.0
    };
    let (mut section, mut credit, mut mention, mut sign) = (false, false, false, false);
    let tail = lines.len().saturating_sub(4);
    for (index, line) in lines.iter().enumerate().filter(|(index, _)| *index < LINES_LOOKED_AT || *index >= tail) {
        section |= index < 6 && own_sections.has(&line.text);
        let (start, end) = edges(&line.text);
        sign |= !profile.signs.is_empty()
            && (profile.signs.find(start, Case::Exact).is_some() || profile.signs.find(end, Case::Exact).is_some());
        if !(credit && mention) && own(end) {
            let labelled = profile.figure.credit_labels.find(end, Case::Exact).is_some()
                || profile.figure.credit_starts.find(end, Case::Exact).is_some();
            credit |= labelled;
            mention |= !labelled;
        }
    }
    let weigh = |found: bool, weight: f32| if found { weight } else { 0.0 };
    let matter = weigh(section, 0.25) + weigh(mention, 0.2) + weigh(sign, 0.55);
    (dateline + weigh(credit, 0.3) + matter).min(0.99)
}

/// A dateline in a form that only this profile has.
fn own_form(profile: &Profile, own_agencies: &super::Phrases, text: &str) -> bool {
    let (start, _) = edges(text);
    own_agencies.find(start, Case::Exact).is_some()
        && profile.dateline.find(text).is_some_and(|found| {
            let agency = found.agency.and_then(|at| text.get(at));
            agency.is_some_and(|agency| own_agencies.find(agency, Case::Exact).is_some())
        })
}

/// The first and last letters of a line: as much as labels and signatures need.
fn edges(text: &str) -> (&str, &str) {
    const LOOKED_AT_BYTES: usize = 200;
    if text.len() <= LOOKED_AT_BYTES {
        return (text, text);
    }
    let end = text.floor_char_boundary(LOOKED_AT_BYTES);
    let start = text.ceil_char_boundary(text.len() - LOOKED_AT_BYTES);
    (text.get(..end).unwrap_or_default(), text.get(start..).unwrap_or_default())
}
