//! The headline: the first line left before the lead, when it looks like one. Nothing is promoted to it.

use super::shape;
use crate::profile::Profile;
use crate::profile::phrases::Case;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const MAX_WORDS: usize = 44;
/// Fewer words may be anything, when no layout speaks for them.
const SURE_WORDS: usize = 3;
const FEW_LETTERS: usize = 8;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let Some(row) = first_before_lead(sheet, profile) else { return };
    let dateline = sheet.article.dateline.is_some();
    let stops = |text: &str| text.ends_with(['.', '。', '។', '៕', '۔']) && !text.ends_with("...");
    let stopped = stops(sheet.rest(row)) && heads_dateline(sheet, row, profile);
    let full_stop = stops(sheet.rest(row)) && !stopped;
    take_agency(sheet, row, profile);
    super::deck::take_closing_mark(sheet, row);
    let text = sheet.rest(row);
    if shape::words(text) > MAX_WORDS
        || shape::breaks_off(text)
        || full_stop
        || shape::bullet(text).is_some()
        || !text.chars().any(char::is_alphabetic)
    {
        return;
    }
    // Below the byline and a page's furniture stands a summary.
    let part_before = |part| sheet.rows.iter().take(row).any(|row| row.has_part(part));
    let furniture =
        row.checked_sub(1).and_then(|row| sheet.rows.get(row)).is_some_and(|row| row.has_part(Part::Leftover));
    if furniture && part_before(Part::Byline) {
        return;
    }
    if is_kicker(sheet, row) {
        return take_kicker(sheet, row, profile);
    }
    let few = shape::words(text) < SURE_WORDS && text.chars().count() < FEW_LETTERS * 3;
    // Between agency layout and a line of unknown copy lies what the profile knows of the rest.
    let confidence = match (dateline, profile.head.by_form) {
        (true, _) if stopped => 0.65,
        // `SUCESOS INUNDACIONES` may be a catchline above a headline that is not there.
        (true, false) if is_shouted(text) && shape::words(text) < SURE_WORDS => 0.5,
        (true, true) => 0.95,
        (true, false) => 0.8,
        (false, true) => 0.75,
        (false, false) if few => 0.4,
        (false, false) => 0.65,
    };
    let headline = sheet.take_rest(row, Claim { part: Part::Headline, rule: "headline", confidence });
    sheet.article.headline = Some(headline);
}

/// Whether one short sentence stands first, apart, right above the dateline of an agency that the profile knows: some
/// close their headlines with a full stop.
fn heads_dateline(sheet: &Sheet, row: usize, profile: &Profile) -> bool {
    const MOST_WORDS: usize = 14;
    let text = sheet.rest(row);
    let first = sheet.rows.iter().position(|row| row.is_open() || row.pieces() > 0) == Some(row);
    let next = (row + 1..sheet.rows.len()).find(|next| !sheet.rest(*next).is_empty());
    let agency = sheet.article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let one = text.match_indices(". ").all(|(at, _)| at < 4);
    first
        && one
        && next.is_some_and(|next| sheet.lead == Some(next))
        && agency.is_some_and(|agency| profile.dateline.knows(agency))
        && shape::words(text) <= MOST_WORDS
        && !text.starts_with(['"', '“', '«', '„', '「'])
}

/// `【中央社】` before a headline, `(AFP)` after it: whose it is.
fn take_agency(sheet: &mut Sheet, row: usize, profile: &Profile) {
    const PAIRS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('（', '）'), ('【', '】'), ('［', '］'), ('〔', '〕')];
    let text = sheet.rest(row);
    let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
    let range = PAIRS.iter().find_map(|(open, close)| {
        if let Some((inner, rest)) = text.strip_prefix(*open).and_then(|rest| rest.split_once(*close))
            && profile.dateline.is_agency(inner)
            && !rest.trim().is_empty()
        {
            return Some(0..text.len() - rest.len());
        }
        let (before, inner) = text.strip_suffix(*close)?.rsplit_once(*open)?;
        (profile.dateline.is_agency(inner) && !before.trim().is_empty()).then_some(before.trim_end().len()..text.len())
    });
    if let Some(range) = range {
        let claim = Claim { part: Part::Label, rule: "agency", confidence: 0.85 };
        sheet.take(row, start + range.start..start + range.end, claim);
    }
}

/// Few words, each with a capital, above a longer line that is no sentence: a part of the paper, or a subject.
fn is_kicker(sheet: &Sheet, row: usize) -> bool {
    const MOST_WORDS: usize = 3;
    const HEADLINE_WORDS: usize = 5;
    let text = sheet.rest(row);
    let next = sheet.whole_before(sheet.lead.unwrap_or(0)).into_iter().find(|next| *next > row);
    let Some(next) = next.map(|next| sheet.rest(next)) else { return false };
    let after_section =
        row.checked_sub(1).and_then(|row| sheet.rows.get(row)).is_some_and(|row| row.has_part(Part::Section));
    let stands_out = is_shouted(text) != is_shouted(next) || (after_section && shape::is_name(text, MOST_WORDS));
    stands_out
        && shape::words(text) <= MOST_WORDS
        && shape::bullet(next).is_none()
        && shape::words(next) >= HEADLINE_WORDS
        && !shape::ends_sentence(text)
        && !shape::is_running_text(next)
}

fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

fn take_kicker(sheet: &mut Sheet, row: usize, profile: &Profile) {
    let section = sheet.article.section.is_none();
    let part = if section { Part::Section } else { Part::Label };
    let text = sheet.take_rest(row, Claim { part, rule: "kicker", confidence: 0.65 });
    if section {
        sheet.article.section = Some(text);
    }
    take(sheet, profile);
}

/// The first row before the lead of which nothing was taken but a word such as `UPDATE 1-`.
fn first_before_lead(sheet: &Sheet, profile: &Profile) -> Option<usize> {
    let lead = sheet.lead.unwrap_or(0);
    // An address belongs to a desk or a page.
    let address = |row: &Row| row.rest().contains('@') || row.rest().contains("://") || row.rest().starts_with("www.");
    let may_be = |row: &Row| {
        row.is_open()
            && row.only_has(Part::Lifecycle)
            && !address(row)
            && profile.head.deck_labels.prefix(row.rest(), Case::Any).is_none()
    };
    sheet.rows.iter().take(lead).position(may_be)
}
