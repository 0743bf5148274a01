//! The headline: the first line left before the lead, when it looks like one. Nothing is promoted to it.

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const MAX_WORDS: usize = 44;
/// Fewer words may be anything, when no layout speaks for them.
const SURE_WORDS: usize = 3;
const FEW_LETTERS: usize = 8;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let Some(row) = first_before_lead(sheet) else { return };
    let text = sheet.rest(row);
    let dateline = sheet.article.dateline.is_some();
    let full_stop = text.ends_with(['.', '。', '។', '៕', '۔']) && !text.ends_with("...");
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
        (true, true) => 0.95,
        (true, false) => 0.8,
        (false, true) => 0.75,
        (false, false) if few => 0.4,
        (false, false) => 0.65,
    };
    let headline = sheet.take_rest(row, Claim { part: Part::Headline, rule: "headline", confidence });
    sheet.article.headline = Some(headline);
}

/// Few words, each with a capital, above a longer line that is no sentence: a part of the paper, or a subject.
fn is_kicker(sheet: &Sheet, row: usize) -> bool {
    const MOST_WORDS: usize = 3;
    const HEADLINE_WORDS: usize = 5;
    let text = sheet.rest(row);
    let next = sheet.whole_before(sheet.lead.unwrap_or(0)).into_iter().find(|next| *next > row);
    let Some(next) = next.map(|next| sheet.rest(next)) else { return false };
    let shouted = |text: &str| text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    let after_section =
        row.checked_sub(1).and_then(|row| sheet.rows.get(row)).is_some_and(|row| row.has_part(Part::Section));
    let stands_out = (shouted(text) && !shouted(next)) || (after_section && shape::is_name(text, MOST_WORDS));
    stands_out
        && shape::words(text) <= MOST_WORDS
        && shape::bullet(next).is_none()
        && shape::words(next) >= HEADLINE_WORDS
        && !shape::ends_sentence(text)
        && !shape::is_running_text(next)
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
fn first_before_lead(sheet: &Sheet) -> Option<usize> {
    let lead = sheet.lead.unwrap_or(0);
    let may_be = |row: &Row| row.is_open() && row.only_has(Part::Lifecycle);
    sheet.rows.iter().take(lead).position(may_be)
}
