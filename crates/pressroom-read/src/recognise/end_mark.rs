//! What says that the story ends: `/.` glued to its last sentence, or a mark on a line of its own.

use crate::profile::Profile;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    for index in 0..sheet.rows.len() {
        let Some(row) = sheet.rows.get(index) else { continue };
        let (text, range) = (row.rest(), row.rest_range());
        let mark = if profile.end.alone.iter().any(|mark| mark == text) {
            text.len()
        } else {
            let glued =
                profile.end.glued.iter().filter(|mark| text.ends_with(mark.as_str()) && text.len() > mark.len());
            glued.map(String::len).max().unwrap_or(0)
        };
        if mark > 0 {
            let claim = Claim { part: Part::EndMark, rule: "end mark", confidence: 0.97 };
            sheet.take(index, range.end - mark..range.end, claim);
            sheet.ends.push(index);
        }
    }
}
