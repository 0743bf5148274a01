//! A crosshead: a short line without a full stop that stands apart between paragraphs. A related story's headline looks
//! the same, so a long one is not sure, and several in a row are none.

use pressroom_core::{Block, Crosshead, Inline};

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

/// Headlines of other stories that follow one another have this many words at least, one of them.
const RELATED_WORDS: usize = 7;
const RELATED_MAX_WORDS: usize = 30;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let Some(lead) = sheet.lead else { return };
    (lead + 1..sheet.rows.len()).for_each(|row| take_dashed(sheet, row));
    let mut row = lead + 1;
    while row < sheet.rows.len() {
        let run = (row..sheet.rows.len()).take_while(|row| stands_apart(sheet, *row)).count();
        if run > 1 {
            take_related(sheet, row..row + run);
        } else if run == 1 {
            take_one(sheet, row, profile);
        }
        row += run.max(1);
    }
}

/// `- "Everything shook" -`: words between two dashes, alone in their paragraph.
fn take_dashed(sheet: &mut Sheet, row: usize) {
    const MAX_WORDS: usize = 10;
    const DASHES: [char; 3] = ['-', '–', '—'];
    let open = sheet.rows.get(row).is_some_and(|row| row.is_whole() && row.is_open());
    let text = sheet.rest(row);
    let inner = text.strip_prefix(DASHES).and_then(|rest| rest.strip_suffix(DASHES)).map(str::trim).unwrap_or_default();
    let spaced = text.chars().nth(1) == Some(' ') && text.chars().rev().nth(1) == Some(' ');
    let next = sheet.rows.get(row + 1).is_some_and(|next| shape::is_running_text(next.rest()));
    let words = shape::words(inner);
    if !open || !spaced || !next || words == 0 || words > MAX_WORDS || !inner.contains(char::is_alphabetic) {
        return;
    }
    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
    let pieces = [(start..start + inner.len(), Part::Crosshead)];
    let claim = Claim { part: Part::Separator, rule: "crosshead", confidence: 0.85 };
    for text in sheet.carve(row, &pieces, claim) {
        let content = vec![Inline::Text { text: text.text }];
        sheet.blocks.insert(row, Block::Crosshead(Crosshead { level: 1, content, span: text.span }));
    }
}

fn take_one(sheet: &mut Sheet, row: usize, profile: &Profile) {
    let words = shape::words(sheet.rest(row));
    let next = sheet.rows.get(row + 1).filter(|next| next.is_open() && (next.gap || !sheet.has_gaps));
    if words > profile.crosshead.max_words || !next.is_some_and(|next| shape::is_running_text(next.rest())) {
        return;
    }
    let confidence = if words <= profile.crosshead.sure_words { 0.7 } else { 0.5 };
    let text = sheet.take_rest(row, Claim { part: Part::Crosshead, rule: "crosshead", confidence });
    let content = vec![Inline::Text { text: text.text }];
    sheet.blocks.insert(row, Block::Crosshead(Crosshead { level: 1, content, span: text.span }));
}

/// Two headlines or more between paragraphs are other stories'.
fn take_related(sheet: &mut Sheet, rows: std::ops::Range<usize>) {
    let words: Vec<usize> = rows.clone().map(|row| shape::words(sheet.rest(row))).collect();
    let next = sheet.rows.get(rows.end).is_some_and(|row| shape::is_running_text(row.rest()));
    let headlines = words.iter().all(|words| (RELATED_WORDS..=RELATED_MAX_WORDS).contains(words));
    if headlines && next {
        for row in rows {
            sheet.take_rest(row, Claim { part: Part::Leftover, rule: "related headline", confidence: 0.6 });
        }
    }
}

fn stands_apart(sheet: &Sheet, index: usize) -> bool {
    let Some(row) = sheet.rows.get(index).filter(|row| row.is_whole() && row.is_open()) else { return false };
    if sheet.has_gaps && !row.gap {
        return false;
    }
    let text = row.rest();
    let starts = text.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphanumeric());
    starts && !shape::ends_sentence(text) && !shape::breaks_off(text) && !shape::has_words(text, RELATED_MAX_WORDS + 1)
}
