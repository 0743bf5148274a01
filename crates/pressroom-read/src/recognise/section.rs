//! The section by form alone: a short line above the headline.

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const MAX_WORDS_BY_FORM: usize = 4;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    if sheet.article.section.is_some() || !profile.head.by_form {
        return;
    }
    let head = sheet.whole_before(sheet.lead.unwrap_or(0));
    let [first, second, ..] = head.as_slice() else { return };
    let (text, next) = (sheet.rest(*first), sheet.rest(*second));
    let longer = shape::words(next) > shape::words(text) && !shape::is_running_text(next);
    let plain =
        text.chars().all(|c| c.is_alphabetic() || crate::pattern::is_mark(c) || matches!(c, ' ' | '-' | '&' | ','));
    if longer && plain && shape::words(text) <= MAX_WORDS_BY_FORM {
        let section = sheet.take_rest(*first, Claim { part: Part::Section, rule: "section", confidence: 0.65 });
        sheet.article.section = Some(section);
    }
}
