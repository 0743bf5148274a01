//! The place that the story is filed under, on a line of its own before the lead.

use pressroom_core::{Located, Text};

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const RULE: &str = "located";
const MAX_WORDS_BY_FORM: usize = 4;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let head = sheet.whole_before(sheet.lead.unwrap_or(0));
    let text = |row: &usize| sheet.rows.get(*row).map(Row::rest).unwrap_or_default();
    let listed = head.iter().copied().find(|row| profile.head.places.has(text(row)));
    // By form alone, only below the headline.
    let name = |row: &usize| shape::is_name(text(row), MAX_WORDS_BY_FORM);
    let by_form = || head.iter().skip(1).copied().find(|row| profile.head.by_form && name(row));
    let found = listed.map(|row| (row, 0.98)).or_else(|| by_form().map(|row| (row, 0.75)));
    if let Some((row, confidence)) = found {
        let Text { text, span } = sheet.take_rest(row, Claim { part: Part::Located, rule: RULE, confidence });
        sheet.article.located.push(Located { name: text, code: None, span });
    }
}
