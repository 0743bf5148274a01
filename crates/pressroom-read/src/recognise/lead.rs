//! Where the story begins when no dateline says so: its first running text.

use super::shape;
use crate::profile::Profile;
use crate::sheet::Sheet;

pub fn find(sheet: &mut Sheet, _: &Profile) {
    if sheet.lead.is_some() {
        return;
    }
    let open = sheet.whole_before(sheet.rows.len());
    let is_text = |row: &usize| sheet.rows.get(*row).is_some_and(|row| shape::is_running_text(row.rest()));
    // Without any running text, all that follows the first line is the story.
    let lead = open.iter().copied().find(is_text).or_else(|| open.get(1).or(open.first()).copied());
    sheet.lead = lead;
}
