//! The deck: what is left between the headline and a dateline. Without a dateline nothing tells it from the lead.

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const SURE_WORDS: usize = 8;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    if !profile.head.deck || sheet.article.dateline.is_none() || sheet.article.headline.is_none() {
        return;
    }
    for row in sheet.whole_before(sheet.lead.unwrap_or(0)) {
        let text = sheet.rows.get(row).map(Row::rest).unwrap_or_default();
        // Something short between headline and lead may also be a date or a page's furniture.
        let confidence = if shape::is_running_text(text) || shape::words(text) >= SURE_WORDS { 0.9 } else { 0.5 };
        let deck = sheet.take_rest(row, Claim { part: Part::Deck, rule: "deck", confidence });
        sheet.article.deck.push(deck);
    }
}
