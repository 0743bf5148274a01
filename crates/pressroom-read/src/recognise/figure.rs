//! A picture's caption and credit. The credit has a label or names an agency as credits do; the caption stands before
//! it, after it, or on the line before.

mod credit;

use std::ops::Range;

use pressroom_core::{Block, Figure, Text};

use super::{byline, shape};
use crate::profile::phrases::Case;
use crate::profile::{CreditPosition, Profile};
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;
use credit::{Found, MAX_CAPTION_WORDS};

const RULE: &str = "figure";
const HEAD_ROWS: usize = 8;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    for row in 0..sheet.rows.len() {
        if is_below_name(sheet, row, profile) {
            take_below_name(sheet, row);
        } else if sheet.lead != Some(row) && !take_label(sheet, row, profile) {
            take_row(sheet, row, profile);
        }
    }
}

/// Whether an agency's name stands alone below a person's, and that below a caption, all three without blank lines where
/// blank lines part the rest.
pub fn is_below_name(sheet: &Sheet, row: usize, profile: &Profile) -> bool {
    let (Some(name), Some(caption)) = (row.checked_sub(1), row.checked_sub(2)) else { return false };
    if !sheet.has_gaps || caption == 0 || !profile.dateline.is_agency(sheet.rest(row)) {
        return false;
    }
    let whole = |row: usize| sheet.rows.get(row).is_some_and(|row| row.is_whole() && row.is_open());
    let glued = |row: usize| sheet.rows.get(row).is_some_and(|row| !row.gap);
    let words = shape::words(sheet.rest(caption));
    glued(row)
        && glued(name)
        && !glued(caption)
        && [row, name, caption].into_iter().all(whole)
        && sheet.lead != Some(caption)
        && (3..=MAX_CAPTION_WORDS).contains(&words)
        && super::people::is_person(sheet.rest(name), profile)
        && super::people::is_cased(sheet.rest(name))
        && !super::byline::has_label(sheet.rest(caption), profile)
}

fn take_below_name(sheet: &mut Sheet, row: usize) {
    let claim = |part| Claim { part, rule: RULE, confidence: 0.75 };
    let caption = sheet.take_rest(row - 2, claim(Part::Caption));
    let mut credit = sheet.take_rest(row - 1, claim(Part::Credit));
    let agency = sheet.take_rest(row, claim(Part::Credit));
    credit.text = format!("{} {}", credit.text, agency.text);
    credit.span = credit.span.zip(agency.span).map(|(first, last)| first.to(&last));
    let span = caption.span.clone().zip(credit.span.clone()).map(|(first, last)| first.to(&last));
    let figure = Figure { caption: Some(caption), credit: Some(credit), span, ..Figure::default() };
    sheet.blocks.insert(row - 2, Block::Figure(figure));
}

/// A caption's label alone on a line: `Image caption,`.
fn take_label(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    let label = is_label(sheet.rest(row), profile) && sheet.rows.get(row).is_some_and(Row::is_whole);
    let is_caption = |next: &Row| next.is_open() && next.is_whole() && shape::words(next.rest()) <= MAX_CAPTION_WORDS;
    let found = label && sheet.rows.get(row + 1).is_some_and(is_caption);
    if found {
        sheet.take_rest(row, Claim { part: Part::Label, rule: RULE, confidence: 0.9 });
        if credit::find(sheet.rest(row + 1), profile).is_none() {
            let text = sheet.take_rest(row + 1, Claim { part: Part::Caption, rule: RULE, confidence: 0.85 });
            // A credit just above waits for its caption.
            let above = row.checked_sub(1).and_then(|above| sheet.blocks.get_mut(&above));
            match above {
                Some(Block::Figure(figure)) if figure.caption.is_none() => {
                    figure.span = figure.span.take().zip(text.span.clone()).map(|(first, last)| first.to(&last));
                    figure.caption = Some(text);
                }
                Some(_) | None => {
                    let figure = Figure { span: text.span.clone(), caption: Some(text), ..Figure::default() };
                    sheet.blocks.insert(row + 1, Block::Figure(figure));
                }
            }
        }
    }
    found
}

/// Whether the line is a caption's label and nothing else; a colon or comma may miss.
fn is_label(text: &str, profile: &Profile) -> bool {
    const MAX_BYTES: usize = 60;
    let bare = text.trim_end_matches([':', '：', ',', '،', ' ']);
    !bare.is_empty()
        && text.len() <= MAX_BYTES
        && [":", ","].iter().any(|mark| profile.figure.caption_labels.is(&format!("{bare}{mark}"), Case::Exact))
}

fn take_row(sheet: &mut Sheet, index: usize, profile: &Profile) {
    let Some(row) = sheet.rows.get(index).filter(|row| row.is_open()) else { return };
    let text = row.rest();
    let found = match credit::find(text, profile) {
        Some(found) => found,
        None if is_unlabelled_credit(sheet, index, profile) => Found::whole(text),
        None => return,
    };
    // `Source: Elm News` in the head, with no caption beside it, is the story's own.
    let sourced = profile.byline.sources.prefix(text, Case::Any).is_some();
    if sourced && found.caption.is_empty() && sheet.lead.is_none_or(|lead| index < lead) && index < HEAD_ROWS {
        return;
    }
    if repeats(sheet, index, &found) {
        sheet.take_rest(index, Claim { part: Part::Leftover, rule: "repeated caption", confidence: 0.85 });
        return;
    }
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
    let labelled_below = sheet.rows.get(index + 1).is_some_and(|next| is_label(next.rest(), profile));
    if figure.caption.is_none()
        && !labelled_below
        && let Some((row, confidence)) = caption_beside(sheet, index, profile)
    {
        strip_caption_label(sheet, row, profile);
        figure.caption = Some(sheet.take_rest(row, Claim { part: Part::Caption, rule: RULE, confidence }));
        first_row = row.min(index);
    }
    while let Some(row) = caption_goes_on_above(sheet, first_row, &figure) {
        let first = sheet.take_rest(row, Claim { part: Part::Caption, rule: RULE, confidence: 0.8 });
        let rest = figure.caption.take().unwrap_or_default();
        let span = first.span.zip(rest.span).map(|(first, last)| first.to(&last));
        figure.caption = Some(Text { text: format!("{} {}", first.text, rest.text), span });
        first_row = row;
    }
    let spans = [&figure.caption, &figure.credit_label, &figure.credit].into_iter().flatten();
    let spans = spans.filter_map(|text: &Text| text.span.clone());
    figure.span = spans.reduce(|whole, span| whole.to(&span));
    // A page gives the caption twice: once as the picture's alternative text.
    let told = figure.caption.as_ref().map(|caption| caption.text.clone());
    if let Some(before) = first_row.checked_sub(1)
        && told.as_deref() == Some(sheet.rest(before))
        && sheet.rows.get(before).is_some_and(Row::is_whole)
    {
        sheet.take_rest(before, Claim { part: Part::Leftover, rule: "repeated caption", confidence: 0.85 });
    }
    sheet.blocks.insert(first_row, Block::Figure(figure));
}

/// The row above a caption's first line, when the caption was broken there: glued to it, and in the middle of a sentence.
fn caption_goes_on_above(sheet: &Sheet, first_row: usize, figure: &Figure) -> Option<usize> {
    const MAX_LINES: usize = 4;
    let caption = figure.caption.as_ref()?;
    let above = first_row.checked_sub(1).filter(|above| *above > 0 && sheet.lead != Some(*above))?;
    let glued = sheet.has_gaps && sheet.rows.get(first_row).is_some_and(|row| !row.gap);
    let row = sheet.rows.get(above).filter(|row| row.is_whole() && row.is_open())?;
    let begins = (0..MAX_LINES).filter_map(|lines| above.checked_sub(lines));
    let apart = begins.take_while(|at| sheet.rows.get(*at).is_some_and(|row| row.is_whole() && row.is_open()));
    let apart = apart.into_iter().any(|at| at > 0 && sheet.rows.get(at).is_some_and(|row| row.gap));
    let short = shape::words(row.rest()) + shape::words(&caption.text) <= MAX_CAPTION_WORDS;
    (glued && apart && short && !shape::ends_sentence(row.rest())).then_some(above)
}

/// Whether the row says again what the figure of the row before it says.
fn repeats(sheet: &Sheet, index: usize, found: &Found) -> bool {
    let before = index.checked_sub(1).and_then(|before| sheet.blocks.get(&before));
    let Some(Block::Figure(figure)) = before else { return false };
    let text = sheet.rest(index);
    let caption = text.get(found.caption.clone()).unwrap_or_default();
    let caption = caption.get(gallery_mark(caption)..).unwrap_or_default();
    let told = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone()).unwrap_or_default();
    !caption.is_empty()
        && told(&figure.caption) == caption
        && text.get(found.credit.clone()).unwrap_or_default().starts_with(&told(&figure.credit))
}

/// The bytes of `[1/2] `, `1 of 4 | ` or `Item 1 of 2 ` at the start of a caption.
fn gallery_mark(caption: &str) -> usize {
    let counted = caption.strip_prefix("Item ").unwrap_or(caption);
    let numbers = |text: &str| {
        let mut numbers = text.trim().split(" of ").flat_map(|text| text.split('/')).map(str::trim);
        let all = numbers.clone().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        all && numbers.nth(1).is_some()
    };
    if let Some((_, rest)) = counted.split_once(" | ").filter(|(mark, _)| mark.len() < 12 && numbers(mark)) {
        return caption.len() - rest.trim_start().len();
    }
    if counted.len() < caption.len() {
        let words = counted.match_indices(' ').nth(2).map(|(at, _)| at);
        if let Some(at) = words.filter(|at| counted.get(..*at).is_some_and(numbers)) {
            return caption.len() - counted.get(at..).unwrap_or_default().trim_start().len();
        }
    }
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

/// The row that holds the caption of a credit that has its own.
fn caption_beside(sheet: &Sheet, index: usize, profile: &Profile) -> Option<(usize, f32)> {
    match profile.figure.credit_position {
        CreditPosition::AfterCaption => caption_before(sheet, index),
        CreditPosition::BeforeCaption => caption_after(sheet, index),
        CreditPosition::Either => caption_before(sheet, index).or_else(|| caption_after(sheet, index)),
    }
}

/// Thai ends no sentence with a mark; a longer line is a paragraph.
const UNSTOPPED_CAPTION_WORDS: usize = 20;

fn is_unstopped(text: &str) -> bool {
    text.chars().take(20).any(|c| matches!(c as u32, 0x0E00..=0x0EFF)) && !shape::ends_sentence(text)
}

/// Whether a sentence ends before the line does.
fn has_sentences(text: &str) -> bool {
    let stops = [". ", "! ", "? ", "। ", "။ ", "។ ", "。", "؟ ", "۔ "];
    stops.iter().any(|stop| text.match_indices(stop).any(|(at, _)| at + stop.len() < text.len() && at > 20))
}

/// Whether running text, or the lead, stands above a row.
fn told_before(sheet: &Sheet, row: usize) -> bool {
    sheet.lead.is_some_and(|lead| lead < row)
        || sheet.rows.iter().take(row).any(|row| shape::is_running_text(&row.text))
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
        // The story's first paragraph, and one of several sentences, are text.
        false if shape::is_running_text(text) && (has_sentences(text) || !told_before(sheet, before)) => None,
        false if is_unstopped(text) && shape::words(text) > UNSTOPPED_CAPTION_WORDS => None,
        // What somebody said is the story; a whole sentence may be.
        false if shape::ends_sentence(text) && text.starts_with(['"', '“', '«', '„', '‘', '「']) => None,
        false if !shape::is_running_text(text) => Some((before, 0.8)),
        false => (shape::words(text) <= MAX_CAPTION_WORDS / 2).then_some((before, 0.55)),
        true if shape::ends_sentence(text) || shape::is_running_text(text) => None,
        true => Some((before, 0.7)),
    }
}

/// The row after a credit, glued to it.
fn caption_after(sheet: &Sheet, index: usize) -> Option<(usize, f32)> {
    let row = sheet.rows.get(index + 1).filter(|row| row.is_whole() && row.is_open() && !row.gap)?;
    // Without blank lines, a short line that is no sentence, below a credit that stands below what somebody said.
    let said = index.checked_sub(1).is_some_and(|before| shape::ends_sentence(sheet.rest(before)));
    if !sheet.has_gaps && said && sheet.lead != Some(index + 1) {
        const MAX_WORDS: usize = 20;
        let text = row.rest();
        let line = shape::words(text) <= MAX_WORDS && !shape::ends_sentence(text);
        let text_after = sheet.rows.get(index + 2).is_some_and(|next| shape::is_running_text(next.rest()));
        return (line && text_after).then_some((index + 1, 0.65));
    }
    let apart = sheet.rows.get(index + 2).is_none_or(|next| next.gap);
    let fits = shape::words(row.rest()) <= MAX_CAPTION_WORDS && sheet.lead != Some(index + 1);
    (sheet.has_gaps && sheet.rows.get(index)?.gap && apart && fits).then_some((index + 1, 0.85))
}
