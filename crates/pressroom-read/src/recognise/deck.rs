//! The deck: what is left between the headline and the lead. Headlines of other stories may stand there too.

use super::shape;
use crate::profile::Profile;
use crate::profile::phrases::Case;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const SURE_WORDS: usize = 8;

/// `Utl.:` before a deck, ` =` after it.
fn take_marks(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    let claim = Claim { part: Part::Label, rule: "deck", confidence: 0.85 };
    let label =
        profile.head.deck_labels.prefix(sheet.rest(row), Case::Any).filter(|label| *label < sheet.rest(row).len());
    if let Some(label) = label {
        let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
        sheet.take(row, start..start + label, claim);
    }
    take_closing_mark(sheet, row);
    label.is_some()
}

/// ` =` at the end of a headline or deck: more of the head, or the text, follows.
pub fn take_closing_mark(sheet: &mut Sheet, row: usize) {
    if let Some(before) = sheet.rest(row).strip_suffix(" =").map(str::len)
        && before > 0
    {
        let range = sheet.rows.get(row).map(|row| row.rest_range()).unwrap_or_default();
        let claim = Claim { part: Part::Separator, rule: "head", confidence: 0.95 };
        sheet.take(row, range.start + before..range.end, claim);
    }
}

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    if !profile.head.deck {
        return;
    }
    let no_headline = sheet.article.headline.is_none();
    let mut deck_ended = false;
    let mut in_list = false;
    let open = |row: &Row| row.is_open() && row.only_has(Part::Located);
    let rows: Vec<usize> = (0..sheet.lead.unwrap_or(0)).filter(|row| sheet.rows.get(*row).is_some_and(open)).collect();
    let alone = rows.len() == 1
        && (sheet.article.dateline.is_some()
            || rows.iter().any(|row| sheet.rows.get(row + 1).is_some_and(|next| next.has_part(Part::Byline))));
    for row in rows {
        let labelled = take_marks(sheet, row, profile);
        let text = sheet.rest(row);
        let running = shape::is_running_text(text);
        if no_headline && !running && !labelled {
            continue;
        }
        if let Some(bullet) = shape::bullet(text) {
            let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
            sheet.take(row, start..start + bullet, Claim { part: Part::Separator, rule: "deck", confidence: 0.8 });
            let deck = sheet.take_rest(row, Claim { part: Part::Deck, rule: "deck", confidence: 0.8 });
            sheet.article.deck.push(deck);
            continue;
        }
        // After a whole sentence, a line without an end is another story's headline.
        if deck_ended && !shape::ends_sentence(text) && shape::words(text) >= SURE_WORDS / 2 {
            sheet.take_rest(row, Claim { part: Part::Leftover, rule: "related headline", confidence: 0.6 });
            continue;
        }
        // Something short between headline and lead may also be a date or a page's furniture.
        // The points of a summary below its heading, which a page has.
        let listed = row.checked_sub(1).and_then(|row| sheet.rows.get(row)).is_some_and(|before| {
            before.has_part(Part::Leftover)
                || (before.has_part(Part::Deck) && !shape::ends_sentence(&before.text) && in_list)
        });
        in_list = listed;
        let confidence = if labelled {
            0.9
        } else {
            match (running || shape::words(text) >= SURE_WORDS, no_headline) {
                (true, false) => 0.9,
                (true, true) => 0.6,
                (false, _) if listed && !no_headline => 0.65,
                // The only line between headline and dateline or byline.
                (false, false) if alone && shape::words(text) >= 3 && !shape::is_name(text, 6) => 0.65,
                (false, _) => 0.5,
            }
        };
        deck_ended |= running;
        let deck = sheet.take_rest(row, Claim { part: Part::Deck, rule: "deck", confidence });
        sheet.article.deck.push(deck);
    }
}
