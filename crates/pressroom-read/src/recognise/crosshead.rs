//! A crosshead: a short line without a full stop that stands apart between paragraphs. A related story's headline looks
//! the same, so a long one is not sure.

use pressroom_core::{Block, Crosshead, Inline};

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const MAX_WORDS: usize = 12;
const SURE_WORDS: usize = 7;

pub fn take(sheet: &mut Sheet, _: &Profile) {
    let Some(lead) = sheet.lead else { return };
    for index in lead + 1..sheet.rows.len() {
        let Some(confidence) = looks_like(sheet, index) else { continue };
        let text = sheet.take_rest(index, Claim { part: Part::Crosshead, rule: "crosshead", confidence });
        let content = vec![Inline::Text { text: text.text }];
        sheet.blocks.insert(index, Block::Crosshead(Crosshead { level: 1, content, span: text.span }));
    }
}

fn looks_like(sheet: &Sheet, index: usize) -> Option<f32> {
    let row = sheet.rows.get(index).filter(|row| row.is_whole() && row.gap)?;
    let next = sheet.rows.get(index + 1).filter(|next| next.gap && next.is_open())?;
    let text = row.rest();
    let words = shape::words(text);
    let starts = text.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphanumeric());
    let short = (1..=MAX_WORDS).contains(&words) && !shape::ends_sentence(text) && !shape::breaks_off(text);
    let before_text = shape::is_running_text(next.rest());
    (starts && short && before_text).then_some(if words <= SURE_WORDS { 0.7 } else { 0.5 })
}
