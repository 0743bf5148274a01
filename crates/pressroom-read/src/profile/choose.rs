//! Which profile a story is laid out by, from evidence in the copy.

use super::phrases::{Case, Lexicon, word_starts};
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
const LINES_LOOKED_AT: usize = 32;
const LAST_LINES: usize = 4;
const DATELINE_WITHIN: usize = 16;
const SECTION_WITHIN: usize = 6;
/// As much of a line's ends as labels and signatures need.
const EDGE_BYTES: usize = 120;

/// What a copy says that profiles are chosen by.
struct Evidence<'l> {
    dateline_agency: Option<&'l str>,
    /// Lines that name an agency early, as datelines do, up to the first that has a dateline of a known form.
    early: Vec<&'l str>,
    /// The first lines, as lists of sections have them.
    head: Vec<String>,
    /// An agency at the end of a line, and whether a credit's label stands there too.
    mentions: Vec<(&'l str, bool)>,
    /// Ends of lines that have some profile's sign.
    signs: Vec<&'l str>,
}

/// The profile that the copy speaks for most, with a confidence from 0 to 1.
pub fn choose(lines: &[Line]) -> Option<(&'static Profile, f32)> {
    let generic = named(GENERIC)?;
    let evidence = gather(lines, generic);
    let mut best: Option<(&Shipped, f32)> = None;
    for shipped in shipped::all().iter().filter(|shipped| shipped.own.name != GENERIC) {
        let confidence = weigh(shipped, &evidence);
        if confidence >= ENOUGH && best.is_none_or(|(_, most)| confidence > most) {
            best = Some((shipped, confidence));
        }
    }
    let known = evidence.dateline_agency.is_some();
    let best = best.map(|(shipped, confidence)| (shipped.complete(), confidence));
    best.or(Some((generic, if known { GENERIC_DATELINE } else { GENERIC_CONFIDENCE })))
}

fn gather<'l>(lines: &'l [Line], generic: &Profile) -> Evidence<'l> {
    let mut found = Evidence {
        dateline_agency: None,
        early: Vec::new(),
        head: Vec::new(),
        mentions: Vec::new(),
        signs: Vec::new(),
    };
    for line in lines.iter().take(DATELINE_WITHIN).filter(|line| generic.dateline.names_agency_early(&line.text)) {
        found.early.push(&line.text);
        let dateline = generic.dateline.find(&line.text);
        found.dateline_agency = dateline.and_then(|dateline| line.text.get(dateline.agency?));
        // Other lines count only where none has a dateline.
        if found.dateline_agency.is_some() {
            break;
        }
    }
    found.head.extend(lines.iter().take(SECTION_WITHIN).filter_map(|line| Lexicon::form_of(&line.text)));
    let tail = lines.len().saturating_sub(LAST_LINES);
    let near = lines.iter().enumerate().filter(|(index, _)| *index < LINES_LOOKED_AT || *index >= tail);
    for (_, line) in near {
        let text = line.text.as_str();
        let end = text.get(text.ceil_char_boundary(text.len().saturating_sub(EDGE_BYTES))..).unwrap_or_default();
        let short = text.len() <= EDGE_BYTES * 2;
        // A credit has a mark; running text that ends as a sentence has neither credit nor sign.
        if !short && !end.contains(['/', '(', '（', ':', '：', '©', '[']) {
            continue;
        }
        for edge in [end, text.get(..text.floor_char_boundary(EDGE_BYTES)).unwrap_or_default()] {
            if shipped::signs().find(edge, Case::Exact).is_some() {
                found.signs.push(edge);
            }
            if text.len() <= EDGE_BYTES {
                break;
            }
        }
        let agencies = || {
            word_starts(end).filter_map(|at| {
                let length = generic.dateline.agencies.prefix(end.get(at..)?, Case::Exact)?;
                end.get(at..at + length)
            })
        };
        if agencies().next().is_some() {
            let labelled = generic.figure.credit_labels.find(end, Case::Exact).is_some()
                || generic.figure.credit_starts.find(end, Case::Exact).is_some();
            found.mentions.extend(agencies().map(|agency| (agency, labelled)));
        }
    }
    found
}

/// An agency in a dateline is strong evidence; signs, sections and credits add to it or stand in for it.
fn weigh(shipped: &Shipped, evidence: &Evidence<'_>) -> f32 {
    let profile = &shipped.own;
    let own = |text: &str| profile.dateline.agencies.find(text, Case::Exact).is_some();
    let named = evidence.dateline_agency.is_some_and(own);
    let dateline =
        named || (evidence.dateline_agency.is_none() && evidence.early.iter().any(|line| own_form(shipped, line)));
    let credit = evidence.mentions.iter().any(|(agency, labelled)| *labelled && own(agency));
    let mention = evidence.mentions.iter().any(|(agency, labelled)| !labelled && own(agency));
    let section = evidence.head.iter().any(|line| profile.head.sections.has_form(line));
    let sign =
        !profile.signs.is_empty() && evidence.signs.iter().any(|edge| profile.signs.find(edge, Case::Exact).is_some());
    let weigh = |found: bool, weight: f32| if found { weight } else { 0.0 };
    let matter = weigh(section, 0.25) + weigh(mention, 0.2) + weigh(sign, 0.55) + weigh(credit, 0.3);
    (weigh(dateline, KNOWN_AGENCY) + matter).min(0.99)
}

/// A dateline in a form that only this profile has.
fn own_form(shipped: &Shipped, line: &str) -> bool {
    let own = |text: &str| shipped.own.dateline.agencies.find(text, Case::Exact).is_some();
    let start = line.get(..line.floor_char_boundary(EDGE_BYTES)).unwrap_or(line);
    own(start) && {
        let found = shipped.complete().dateline.find(line);
        found.and_then(|found| line.get(found.agency?)).is_some_and(own)
    }
}
