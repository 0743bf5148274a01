//! The section that the agency files the story under: a name from its list, or a short line above the headline.

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const RULE: &str = "section";
const MAX_WORDS_BY_FORM: usize = 4;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let head = sheet.whole_before(sheet.lead.unwrap_or(0));
    let text = |row: &usize| sheet.rows.get(*row).map(Row::rest).unwrap_or_default();
    let listed = head.iter().copied().find(|row| profile.head.sections.has(text(row)));
    let by_form = || {
        let first = *head.first().filter(|_| profile.head.by_form)?;
        let longer = shape::words(text(head.get(1)?)) > shape::words(text(&first));
        let plain = text(&first).chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '&' | ','));
        (longer && plain && shape::words(text(&first)) <= MAX_WORDS_BY_FORM).then_some(first)
    };
    let found = listed.map(|row| (row, 0.98)).or_else(|| by_form().map(|row| (row, 0.65)));
    if let Some((row, confidence)) = found {
        let section = sheet.take_rest(row, Claim { part: Part::Section, rule: RULE, confidence });
        sheet.article.section = Some(section);
    }
}
