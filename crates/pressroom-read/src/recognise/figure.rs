//! A picture's caption and credit. The credit has a label or names an agency as credits do; the caption stands before
//! it, after it, or on the line before.

mod credit;

use std::ops::Range;

use pressroom_core::{Block, Figure, Text};

use super::{byline, shape};
use crate::profile::Profile;
use crate::profile::phrases::Case;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;
use credit::{Found, MAX_CAPTION_WORDS};

const RULE: &str = "figure";

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    for row in 0..sheet.rows.len() {
        if sheet.lead != Some(row) {
            take_row(sheet, row, profile);
        }
    }
}

fn take_row(sheet: &mut Sheet, index: usize, profile: &Profile) {
    let Some(row) = sheet.rows.get(index).filter(|row| row.is_open()) else { return };
    let text = row.rest();
    let found = match credit::find(text, profile) {
        Some(found) => found,
        None if is_unlabelled_credit(sheet, index, profile) => Found::whole(text),
        None => return,
    };
    let handout = found.handout;
    let illustration = found.illustration;
    let claim = |part| Claim { part, rule: RULE, confidence: found.confidence };

    let mut figure = Figure { handout, illustration, ..Figure::default() };
    let mut first_row = index;
    let mut parts: Vec<(Range<usize>, Part)> = Vec::new();
    // `[1/2]` counts a gallery's pictures.
    let counted = text.get(found.caption.clone()).map_or(0, gallery_mark);
    let caption = found.caption.start + counted..found.caption.end;
    for (range, part) in [(&caption, Part::Caption), (&found.telling, Part::CreditLabel), (&found.credit, Part::Credit)]
    {
        if !range.is_empty() {
            parts.push((range.clone(), part));
        }
    }
    parts.sort_by_key(|(range, _)| range.start);
    let texts = sheet.carve(index, &parts, claim(Part::Label));
    for ((_, part), text) in parts.iter().zip(texts) {
        match part {
            Part::Caption => figure.caption = Some(text),
            Part::CreditLabel => figure.credit_label = Some(text),
            _ => figure.credit = Some(text),
        }
    }
    if figure.caption.is_none()
        && let Some((row, confidence)) = caption_before(sheet, index).or_else(|| caption_after(sheet, index))
    {
        strip_caption_label(sheet, row, profile);
        figure.caption = Some(sheet.take_rest(row, Claim { part: Part::Caption, rule: RULE, confidence }));
        first_row = row.min(index);
    }
    let spans = [&figure.caption, &figure.credit_label, &figure.credit].into_iter().flatten();
    let spans = spans.filter_map(|text: &Text| text.span.clone());
    figure.span = spans.reduce(|whole, span| whole.to(&span));
    sheet.blocks.insert(first_row, Block::Figure(figure));
}

/// The bytes of `[1/2] ` at the start of a caption.
fn gallery_mark(caption: &str) -> usize {
    let inner = caption.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let numbers = |text: &str| text.split('/').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    match inner {
        Some((mark, rest)) if mark.contains('/') && numbers(mark) => caption.len() - rest.trim_start().len(),
        _ => 0,
    }
}

/// `Caption: ` before a caption goes as a label.
fn strip_caption_label(sheet: &mut Sheet, row: usize, profile: &Profile) {
    if let Some(label) = profile.figure.caption_labels.prefix(sheet.rest(row), Case::Exact) {
        let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
        sheet.take(row, start..start + label, Claim { part: Part::Label, rule: RULE, confidence: 0.9 });
    }
}

/// `An Nhiên/TTXVN` below a caption, without a label, in the middle of the story.
fn is_unlabelled_credit(sheet: &Sheet, index: usize, profile: &Profile) -> bool {
    const MAX_WORDS: usize = 8;
    let text = sheet.rest(index);
    let Some((_, agency)) = text.rsplit_once('/') else { return false };
    let credit = shape::words(text) <= MAX_WORDS
        && profile.dateline.is_agency(agency.trim())
        && byline::Line::bare(text, profile).is_some();
    let last = sheet.rows.iter().rposition(Row::is_open) == Some(index);
    let below = sheet.rows.get(index).is_some_and(|row| !row.gap) && caption_before(sheet, index).is_some();
    credit && (below || !last)
}

/// The row before a credit, when it can be a caption. A blank line between makes it less sure; the lead, a headline that
/// nothing stands before, and running text of several sentences are none.
fn caption_before(sheet: &Sheet, index: usize) -> Option<(usize, f32)> {
    let before = index.checked_sub(1)?;
    if sheet.lead == Some(before) {
        return None;
    }
    let row = sheet.rows.get(before).filter(|row| row.is_whole() && row.is_open())?;
    let gap = sheet.rows.get(index)?.gap;
    let text: &str = row.rest();
    if shape::words(text) > MAX_CAPTION_WORDS {
        return None;
    }
    // The first line of copy is its headline, unless the credit is glued to it where blank lines part the rest.
    if before == 0 {
        return (!gap && sheet.has_gaps).then_some((before, 0.8));
    }
    match gap {
        false if sheet.has_gaps => Some((before, 0.95)),
        false => {
            (!shape::is_running_text(text) || shape::words(text) <= MAX_CAPTION_WORDS / 2).then_some((before, 0.8))
        }
        true if shape::ends_sentence(text) => None,
        true => Some((before, 0.7)),
    }
}

/// The row after a credit, glued to it.
fn caption_after(sheet: &Sheet, index: usize) -> Option<(usize, f32)> {
    let row = sheet.rows.get(index + 1).filter(|row| row.is_whole() && row.is_open() && !row.gap)?;
    let apart = sheet.rows.get(index + 2).is_none_or(|next| next.gap);
    let fits = shape::words(row.rest()) <= MAX_CAPTION_WORDS && sheet.lead != Some(index + 1);
    (sheet.has_gaps && sheet.rows.get(index)?.gap && apart && fits).then_some((index + 1, 0.85))
}
