//! What press law wants printed: publisher, licence, editors, address.

use pressroom_core::Publication;

use super::body::{Row, place};
use super::columns::RowShape;
use super::desk::Desk;
use crate::page::{Item, Pt, Role};
use crate::text::set_lines::{Alignment, SetLine};
use crate::text::style::RichText;

/// The imprint's lines in the order given, a paragraph each.
fn paragraphs(desk: &mut Desk<'_, '_>, publication: &Publication, width: Pt) -> Vec<Vec<SetLine>> {
    let scale = &desk.sheet.scale;
    let mut texts: Vec<RichText> = Vec::new();
    let said = |words: &str| publication.imprint.iter().any(|line| line.text.contains(words));
    if let Some(publisher) = publication.publisher.as_deref().filter(|words| !words.trim().is_empty() && !said(words)) {
        texts.push(RichText::new(publisher, scale.imprint_label));
    }
    if let Some(issn) = publication.issn.as_deref().filter(|words| !words.trim().is_empty() && !said(words)) {
        let mut text = RichText::new("ISSN ", scale.imprint_label);
        text.push(issn, scale.imprint);
        texts.push(text);
    }
    for line in &publication.imprint {
        let mut text = RichText::default();
        if !line.label.trim().is_empty() {
            text.push(&line.label, scale.imprint_label);
            text.push(": ", scale.imprint_label);
        }
        text.push(&line.text, scale.imprint);
        texts.push(text);
    }
    let measure = desk.measure(width, Alignment::Start);
    let mut paragraphs = Vec::with_capacity(texts.len());
    for text in texts.into_iter().filter(|text| !text.is_blank()) {
        let node = desk.layout.structure.add(None, Role::Paragraph);
        paragraphs.push(desk.set(text, &measure, Some(node)));
    }
    paragraphs
}

/// As a block over the whole measure, from its upper left corner, and its height; 0 when there is nothing to say.
pub fn block(desk: &mut Desk<'_, '_>, publication: &Publication) -> (Vec<Item>, Pt) {
    let scale = &desk.sheet.scale;
    let columns = desk.sheet.columns;
    let paragraphs = paragraphs(desk, publication, desk.sheet.column_width(columns));
    let total: usize = paragraphs.iter().map(Vec::len).sum();
    if total == 0 {
        return (Vec::new(), 0.0);
    }
    // The lowest height at which no paragraph has to be divided.
    let fits = |height: usize| {
        let (mut column, mut used) = (1, 0);
        for paragraph in &paragraphs {
            if used + paragraph.len() > height && used > 0 {
                column += 1;
                used = 0;
            }
            used += paragraph.len();
        }
        column <= columns
    };
    let height = (total.div_ceil(columns)..total).find(|&height| fits(height)).unwrap_or(total);
    let mut items = Vec::new();
    let (mut column, mut used, mut lowest) = (0, 0, 0);
    for paragraph in paragraphs {
        if used + paragraph.len() > height && used > 0 {
            column += 1;
            used = 0;
        }
        let x = desk.sheet.column_left(column, columns, desk.right_to_left);
        for line in paragraph {
            used += 1;
            place(&mut items, line, x, used as Pt * desk.sheet.opened(scale.imprint_leading));
        }
        lowest = lowest.max(used);
    }
    (items, lowest as Pt * desk.sheet.opened(scale.imprint_leading) + 2.0)
}

/// As rows of a column, for an imprint too long for the front page.
pub fn rows(desk: &mut Desk<'_, '_>, publication: &Publication) -> Vec<Row> {
    let width = desk.sheet.column_width(desk.sheet.columns);
    let mut rows = Vec::new();
    for (paragraph, lines) in paragraphs(desk, publication, width).into_iter().enumerate() {
        for line in lines {
            let mut items = Vec::new();
            place(&mut items, line, 0.0, desk.sheet.baseline);
            let blank_before = if paragraph == 0 && rows.is_empty() { 2 } else { 0 };
            rows.push(Row {
                shape: RowShape { lines: 1, blank_before, keep_with_next: false, ..RowShape::default() },
                items,
                continues: None,
            });
        }
    }
    rows
}
