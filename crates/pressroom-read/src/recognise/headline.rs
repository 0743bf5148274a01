//! The headline: the first line left before the lead, when it looks like one. Nothing is promoted to it.

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const MAX_WORDS: usize = 40;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let Some(&row) = sheet.whole_before(sheet.lead.unwrap_or(0)).first() else { return };
    let text = sheet.rows.get(row).map(Row::rest).unwrap_or_default();
    let dateline = sheet.article.dateline.is_some();
    let full_stop = text.ends_with(['.', '。']) && !text.ends_with("...");
    if shape::words(text) > MAX_WORDS || shape::breaks_off(text) || full_stop {
        return;
    }
    // Between agency layout and a line of unknown copy lies what the profile knows of the rest.
    let confidence = match (dateline, profile.head.by_form) {
        (true, true) => 0.95,
        (true, false) => 0.8,
        (false, true) => 0.75,
        (false, false) if shape::words(text) < 3 => 0.4,
        (false, false) => 0.65,
    };
    let headline = sheet.take_rest(row, Claim { part: Part::Headline, rule: "headline", confidence });
    sheet.article.headline = Some(headline);
}
