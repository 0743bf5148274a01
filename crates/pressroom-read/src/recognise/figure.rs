//! A picture's caption and credit: the credit has a label, the caption stands before it.

use std::ops::Range;

use pressroom_core::{Block, Figure};

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const RULE: &str = "figure";
/// A longer text after a label is a sentence that happens to begin like a credit.
const MAX_CREDIT_WORDS: usize = 12;
/// A longer text before a credit is a paragraph that names its source.
const MAX_CAPTION_WORDS: usize = 80;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    for row in 0..sheet.rows.len() {
        if sheet.lead != Some(row) {
            take_row(sheet, row, profile);
        }
    }
}

fn take_row(sheet: &mut Sheet, index: usize, profile: &Profile) {
    let Some(row) = sheet.rows.get(index).filter(|row| row.is_open()) else { return };
    let Some(found) = find(row.rest(), profile) else { return };
    let start = row.rest_range().start;
    let at = |range: &Range<usize>| start + range.start..start + range.end;
    let confidence = if found.names_agency { 0.95 } else { 0.8 };
    let claim = |part| Claim { part, rule: RULE, confidence };

    let mut figure = Figure::default();
    let mut first_row = index;
    if found.caption.is_empty() {
        if let Some((row, confidence)) = caption_before(sheet, index) {
            let caption = sheet.take_rest(row, Claim { part: Part::Caption, rule: RULE, confidence });
            figure.span.clone_from(&caption.span);
            figure.caption = Some(caption);
            first_row = row;
        }
    } else {
        let caption = sheet.take(index, at(&found.caption), claim(Part::Caption));
        figure.span.clone_from(&caption.span);
        figure.caption = Some(caption);
    }
    if !found.bare_label {
        sheet.take(index, at(&found.label), claim(Part::Label));
    }
    if !found.telling.is_empty() {
        figure.credit_label = Some(sheet.take(index, at(&found.telling), claim(Part::CreditLabel)));
    }
    let credit = sheet.take(index, at(&found.credit), claim(Part::Credit));
    if let Some(close) = found.close {
        sheet.take(index, at(&close), claim(Part::Separator));
    }
    figure.span = match (figure.span.take(), &credit.span) {
        (Some(caption), Some(credit)) => Some(caption.to(credit)),
        (caption, credit) => caption.or_else(|| credit.clone()),
    };
    figure.credit = Some(credit);
    sheet.blocks.insert(first_row, Block::Figure(figure));
}

/// Byte ranges of a row that carries a credit.
struct Found {
    caption: Range<usize>,
    /// With its white space, and the bracket before it.
    label: Range<usize>,
    /// A label that says what the picture is; empty when it says no more than that it is a photo.
    telling: Range<usize>,
    /// Nothing but white space stands in `label`.
    bare_label: bool,
    credit: Range<usize>,
    close: Option<Range<usize>>,
    names_agency: bool,
}

fn find(text: &str, profile: &Profile) -> Option<Found> {
    let labels = profile.figure.credit_labels.iter().chain(&profile.figure.telling_labels);
    let places = labels.filter_map(|label| Some((text.rfind(label.as_str())?, label.len())));
    let starts = places.filter(|(at, _)| begins_label(text.get(..*at).unwrap_or_default()));
    // The last label, and of two that begin there the longer.
    let (at, length) = starts.max()?;
    let before = text.get(..at)?.trim_end();
    let bracket = before.ends_with(['(', '[']);
    let caption = before.trim_end_matches(['(', '[']).trim_end();
    let after = text.get(at + length..)?;
    let credit_start = at + length + (after.len() - after.trim_start().len());
    let close = if bracket {
        text.get(credit_start..)?.trim_end_matches(['.', ' ']).strip_suffix([')', ']'])?
    } else {
        after.trim()
    };
    let credit_end = credit_start + close.trim_end().len();
    let credit = text.get(credit_start..credit_end)?;
    let names_agency = profile.dateline.agencies.iter().any(|agency| credit.contains(agency.as_str()));
    let telling = profile.figure.telling_labels.iter().any(|label| text.get(at..at + length) == Some(label.as_str()));
    let proper = credit.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphanumeric());
    let fits = shape::words(credit) <= MAX_CREDIT_WORDS && shape::words(caption) <= MAX_CAPTION_WORDS;
    // A label in running text needs a bracket or an agency to be believed.
    let sure = caption.is_empty() || bracket || names_agency;
    let label = caption.len()..if telling { at } else { credit_start };
    (proper && fits && sure).then(|| Found {
        caption: 0..caption.len(),
        bare_label: text.get(label.clone()).is_none_or(|label| label.trim().is_empty()),
        label,
        telling: if telling { at..at + length } else { at..at },
        credit: credit_start..credit_end,
        close: (credit_end < text.len()).then_some(credit_end..text.len()),
        names_agency,
    })
}

/// A label stands at the start, after a bracket, or after the end of a sentence or a space.
fn begins_label(before: &str) -> bool {
    before.chars().last().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '.' | '!' | '?' | '…'))
}

/// The row before a credit, when it can be a caption. A blank line between makes it less sure; the lead, a headline that
/// nothing stands before, and running text of several sentences are none.
fn caption_before(sheet: &Sheet, index: usize) -> Option<(usize, f32)> {
    let before = index.checked_sub(1)?;
    if sheet.lead == Some(before) || before == 0 {
        return None;
    }
    let row = sheet.rows.get(before).filter(|row| row.is_whole() && row.is_open())?;
    let text: &str = row.rest();
    if shape::words(text) > MAX_CAPTION_WORDS {
        return None;
    }
    match sheet.rows.get(index)?.gap {
        false => Some((before, 0.95)),
        true if shape::ends_sentence(text) => None,
        true => Some((before, 0.7)),
    }
}
