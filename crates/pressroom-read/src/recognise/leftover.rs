//! A web page's furniture: lines that the profile lists.

use crate::profile::Profile;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    for row in 0..sheet.rows.len() {
        if sheet.rows.get(row).is_some_and(|row| profile.leftovers.lines.has(row.rest())) {
            sheet.take_rest(row, Claim { part: Part::Leftover, rule: "leftover", confidence: 0.98 });
        }
    }
}
