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

/// The first row before the lead of which nothing was taken but a word such as `UPDATE 1-`.
fn first_before_lead(sheet: &Sheet) -> Option<usize> {
    let lead = sheet.lead.unwrap_or(0);
    let may_be = |row: &Row| row.is_open() && row.only_has(Part::Lifecycle);
    sheet.rows.iter().take(lead).position(may_be)
}
