//! Who else worked on the story: `(Reporting by A in B; Editing by C)`, `Biên tập: A`, `A contributed to this report.`

use std::ops::Range;

use pressroom_core::Person;

use super::people;
use crate::profile::phrases::{Case, Phrases};
use crate::profile::{Contributors, Profile};
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const RULE: &str = "contributors";
const MAX_BYTES: usize = 600;
/// They stand near the copy's ends.
const HEAD_ROWS: usize = 8;
const TAIL_ROWS: usize = 10;

/// A name, where it stands, and what that person did.
type Named = (Range<usize>, &'static str);

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let rows = sheet.rows.len();
    for row in 0..rows {
        let text = sheet.rest(row);
        if row >= HEAD_ROWS && row + TAIL_ROWS < rows {
            continue;
        }
        if text.is_empty() || text.len() > MAX_BYTES {
            continue;
        }
        let Some(named) = clauses(text, profile).or_else(|| sentence(text, profile)) else { continue };
        let pieces: Vec<(Range<usize>, Part)> =
            named.iter().map(|(range, _)| (range.clone(), Part::Contributor)).collect();
        let texts = sheet.carve(row, &pieces, Claim { part: Part::Label, rule: RULE, confidence: 0.9 });
        for (text, (_, role)) in texts.into_iter().zip(&named) {
            let person =
                Person { name: text.text, role: Some((*role).to_owned()), span: text.span, ..Person::default() };
            sheet.article.contributors.push(person);
        }
    }
}

fn roles(phrases: &Contributors) -> [(&Phrases, &'static str); 6] {
    [
        (&phrases.reporter, "reporter"),
        (&phrases.writer, "writer"),
        (&phrases.editor, "editor"),
        (&phrases.translator, "translator"),
        (&phrases.photographer, "photographer"),
        (&phrases.contributor, "contributor"),
    ]
}

/// The longest role phrase that the text begins with.
fn role(text: &str, phrases: &Contributors) -> Option<(usize, &'static str)> {
    let found = roles(phrases).into_iter().filter_map(|(words, role)| Some((words.prefix(text, Case::Any)?, role)));
    found.max_by_key(|(length, _)| *length)
}

/// Clauses that begin with a role. The first one must; a later one that does not is left out of the names.
fn clauses(text: &str, profile: &Profile) -> Option<Vec<Named>> {
    let inner = people::trimmed_of(text, 0..text.len(), &['(', ')', '（', '）', '[', ']', '【', '】', '.', '。', ' ']);
    // Most lines do not begin with one, and where a clause ends is a longer question.
    role(text.get(inner.clone())?.trim_start_matches([' ', '\u{A0}']), &profile.contributors)?;
    let mut named = Vec::new();
    let mut start = inner.start;
    let mut first = true;
    while start < inner.end {
        let rest = text.get(start..inner.end)?;
        let end = start + clause_end(rest, profile);
        let clause = people::trimmed_of(text, start..end, &[' ', '\u{A0}']);
        start = end + text.get(end..)?.chars().next().map_or(1, char::len_utf8);
        let words = text.get(clause.clone())?;
        match role(words, &profile.contributors) {
            Some((length, role)) => {
                let names = names(text, clause.start + length..clause.end, profile);
                match names {
                    Some(names) => named.extend(names.into_iter().map(|range| (range, role))),
                    None if first => return None,
                    None => {}
                }
            }
            None if first => return None,
            None => {}
        }
        first = false;
    }
    (!named.is_empty()).then_some(named)
}

/// Where a clause ends: at a mark, or at a dash that a role follows.
fn clause_end(text: &str, profile: &Profile) -> usize {
    let mark = text.find([';', '；', '|', '。']).unwrap_or(text.len());
    let dashes = text.match_indices([',', '-', '–', '/']).map(|(at, _)| at).filter(|at| *at < mark);
    let mut before_role = dashes.filter(|at| {
        let after = text.get(*at..).unwrap_or_default().trim_start_matches(['-', '–', '/', ',', ' ']);
        role(after, &profile.contributors).is_some()
    });
    before_role.next().unwrap_or(mark)
}

/// `AP writers A in B and C in D contributed to this report.`
fn sentence(text: &str, profile: &Profile) -> Option<Vec<Named>> {
    let endings = &profile.contributors.endings;
    if endings.is_empty() || text.len() > MAX_BYTES / 2 {
        return None;
    }
    let (at, length) = endings.find(text, Case::Any)?;
    let closed = text.get(at + length..)?.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    if !closed {
        return None;
    }
    // `A reported from B. AP writer C contributed to this report.`: the last sentence names them.
    let last = text.get(..at)?.rfind(". ").map_or(0, |stop| stop + 2);
    let (text, at, offset) = (text.get(last..)?, at - last, last);
    let start = role(text, &profile.contributors).map_or(0, |(length, _)| length);
    let agency = profile.dateline.agency_in(text.get(..at)?).filter(|(place, _)| *place == 0 && start == 0);
    let start = agency.map_or(start, |(_, length)| {
        let after = text.get(length..).unwrap_or_default();
        let role = role(after.trim_start(), &profile.contributors).map_or(0, |(role, _)| role);
        length + (after.len() - after.trim_start().len()) + role
    });
    let names = names(text, start..at, profile)?;
    let moved = |range: Range<usize>| range.start + offset..range.end + offset;
    Some(names.into_iter().map(|range| (moved(range), "contributor")).collect())
}

/// Names between joiners; where a person was goes with what parts the names.
fn names(text: &str, range: Range<usize>, profile: &Profile) -> Option<Vec<Range<usize>>> {
    let start =
        range.start + text.get(range.clone())?.find(|c: char| !matches!(c, ':' | '：' | ' ' | '\u{A0}' | ','))?;
    let mut names = Vec::new();
    for piece in people::split(text, start..range.end, &profile.byline.joiners) {
        let words = text.get(piece.clone())?;
        let place = profile.contributors.places.find(words, Case::Exact).map(|(at, _)| at);
        let bracket = words.find([',', '(', '/']);
        let end = place.into_iter().chain(bracket).min().unwrap_or(words.len());
        let name = people::trimmed_of(text, piece.start..piece.start + end, &[' ', '\u{A0}', ',']);
        let told = text.get(name.clone())?;
        let listed_place = profile.head.places.has(told) && !names.is_empty();
        let agency = profile.dateline.is_agency(told);
        if people::is_person(told, profile) && !listed_place && !agency {
            names.push(name);
        } else if names.is_empty() {
            return None;
        }
    }
    (!names.is_empty()).then_some(names)
}
