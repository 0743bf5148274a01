//! Which profile a story is laid out by, from evidence in the copy.

use super::Profile;
use super::shipped::{self, GENERIC};
use crate::lines::Line;

/// Below it the generic profile is used.
const ENOUGH: f32 = 0.5;
/// What the generic profile's confidence is: it claims nothing.
const GENERIC_CONFIDENCE: f32 = 0.3;
/// What a dateline weighs whose agency the profile names.
const KNOWN_AGENCY: f32 = 0.75;
/// Datelines, sections and labels stand near the top.
const LINES_LOOKED_AT: usize = 40;

/// The profile that the copy speaks for most, with a confidence from 0 to 1.
pub fn choose(lines: &[Line]) -> Option<(&'static Profile, f32)> {
    let mut best: Option<(&Profile, f32)> = None;
    for profile in shipped::all().iter().filter(|profile| profile.name != GENERIC) {
        let confidence = evidence(profile, lines);
        if confidence >= ENOUGH && best.is_none_or(|(_, most)| confidence > most) {
            best = Some((profile, confidence));
        }
    }
    best.or_else(|| Some((shipped::named(GENERIC)?, GENERIC_CONFIDENCE)))
}

/// An agency in a dateline is strong evidence; its sections, credits and leftovers add to it or stand in for it.
fn evidence(profile: &Profile, lines: &[Line]) -> f32 {
    let (mut dateline, mut section, mut credit, mut leftover, mut mention) = (0.0f32, false, false, false, false);
    let tail = lines.len().saturating_sub(3);
    for (index, line) in lines.iter().enumerate().filter(|(index, _)| *index < LINES_LOOKED_AT || *index >= tail) {
        let text = line.text.as_str();
        // Nothing says more than a dateline with an agency that the profile knows.
        if dateline < KNOWN_AGENCY
            && let Some(found) = profile.dateline.find(text)
        {
            let known = found.agency.and_then(|at| text.get(at)).is_some_and(|agency| profile.dateline.knows(agency));
            dateline = dateline.max(if known { KNOWN_AGENCY } else { 0.4 });
        }
        section |= index < 6 && profile.head.sections.has(text);
        let labelled = profile.figure.credit_labels.iter().any(|label| text.contains(label.as_str()));
        let named = profile.dateline.agencies.iter().any(|agency| text.contains(agency.as_str()));
        credit |= labelled && named;
        mention |= !labelled && named;
        leftover |= profile.leftovers.lines.has(text);
    }
    let weigh = |found: bool, weight: f32| if found { weight } else { 0.0 };
    let matter = weigh(section, 0.25) + weigh(leftover, 0.15) + weigh(mention, 0.2);
    let sum = dateline + weigh(credit, 0.3) + matter;
    sum.min(0.99)
}
