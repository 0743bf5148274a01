//! Where the story begins when no dateline says so: its first running text after the head matter that marks itself.

use super::shape;
use crate::profile::Profile;
use crate::sheet::Sheet;

/// A story that has not begun by then has no head.
const ROWS_LOOKED_AT: usize = 60;
/// Head matter has no more paragraphs: what stands before a byline or a date after them is the story.
const MAX_DECK_TEXTS: usize = 2;

pub fn find(sheet: &mut Sheet, profile: &Profile) {
    if sheet.lead.is_some() {
        return;
    }
    let open = sheet.whole_before(sheet.rows.len().min(ROWS_LOOKED_AT));
    let is_text = |row: &usize| shape::is_running_text(sheet.rest(*row));
    let texts: Vec<usize> = open.iter().copied().filter(is_text).collect();
    let after = |mark: usize| texts.iter().copied().find(|text| *text > mark);
    let before = |mark: usize| texts.iter().filter(|text| **text < mark).count();
    let marks = sheet.head_marks.iter().copied().filter(|mark| before(*mark) <= MAX_DECK_TEXTS);
    let marked = marks.max().and_then(after).filter(|lead| before(*lead) <= MAX_DECK_TEXTS);
    let first = texts.first().copied();
    // A page that always has one: its first paragraph below the headline is the deck.
    let deck = || {
        let first = first.filter(|first| open.first() != Some(first))?;
        after(first).filter(|_| profile.head.deck_without_dateline && texts.len() > MAX_DECK_TEXTS)
    };
    let lead = marked.filter(|lead| Some(*lead) != first).or_else(deck).or(marked).or(first);
    // Without any running text, all that follows the first line is the story.
    sheet.lead = lead.or_else(|| open.get(1).or(open.first()).copied());
}
