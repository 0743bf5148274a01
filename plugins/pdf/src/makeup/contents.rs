//! The table of contents: every story by section, with its page.

use super::body::{Row, place};
use super::columns::RowShape;
use super::desk::Desk;
use super::front::{Front, linked};
use crate::page::{Item, Mark, NodeId, Pt, Rect, Role, Target};
use crate::text::set_lines::Alignment;
use crate::text::style::{RichText, Style};

/// What the page numbers take at the end of the lines.
const NUMBER_WIDTH: Pt = 22.0;
/// Dots lead from a headline to its page.
const DOT: Pt = 0.6;
const DOT_PITCH: Pt = 4.0;
const DOT_GAP: Pt = 4.0;

/// The rows of the contents, set for a column.
pub fn rows(desk: &mut Desk<'_, '_>, front: &Front<'_>, width: Pt) -> Vec<Row> {
    let scale = &desk.sheet.scale;
    let mut contents = Contents { width, rows: Vec::new() };
    let table = desk.layout.structure.add(None, Role::Contents);
    let words = desk.words.contents;
    contents.title(desk, words, scale.kicker, table, 0);
    let mut story = 0;
    for section in front.sections {
        let parent = if section.title.trim().is_empty() {
            table
        } else {
            let node = desk.layout.structure.add(Some(table), Role::Contents);
            let blank_before = u32::from(!contents.rows.is_empty());
            contents.title(desk, &section.title, scale.teaser_kicker, node, blank_before);
            node
        };
        for _ in 0..section.stories {
            contents.entry(desk, front, story, parent);
            story += 1;
        }
    }
    contents.rows
}

struct Contents {
    width: Pt,
    rows: Vec<Row>,
}

impl Contents {
    fn title(&mut self, desk: &mut Desk<'_, '_>, words: &str, style: Style, parent: NodeId, blank_before: u32) {
        if words.trim().is_empty() {
            return;
        }
        let node = desk.layout.structure.add(Some(parent), Role::Caption);
        let measure = desk.measure(self.width, Alignment::Start);
        for (index, line) in desk.set(RichText::new(words, style), &measure, Some(node)).into_iter().enumerate() {
            let blank_before = if index == 0 { blank_before } else { 0 };
            let mut items = Vec::new();
            place(&mut items, line, 0.0, desk.sheet.baseline);
            self.rows.push(Row {
                shape: RowShape { lines: 1, blank_before, keep_with_next: true, ..RowShape::default() },
                items,
                continues: None,
            });
        }
    }

    fn entry(&mut self, desk: &mut Desk<'_, '_>, front: &Front<'_>, story: usize, parent: NodeId) {
        let scale = &desk.sheet.scale;
        let Some(teaser) = front.teasers.get(story) else { return };
        let entry = desk.layout.structure.add(Some(parent), Role::ContentsEntry);
        front.say_language(desk, entry, teaser);
        let reference = desk.layout.structure.add(Some(entry), Role::Reference);
        let link = desk.link(Target::Story(story));
        let node = desk.layout.structure.add(Some(reference), Role::Link(link));
        let measure = desk.measure(self.width - NUMBER_WIDTH, Alignment::Start);
        let mut lines = desk.set(RichText::new(&teaser.headline, scale.contents_entry), &measure, Some(node));
        linked(&mut lines, node, link, scale.contents_entry.size, desk.right_to_left.then_some(measure.width));
        let offset = if desk.right_to_left { NUMBER_WIDTH } else { 0.0 };
        let first = self.rows.len();
        let mut end = 0.0;
        for line in lines {
            end = line.width;
            let mut items = Vec::new();
            place(&mut items, line, offset, desk.sheet.baseline);
            self.rows.push(Row {
                shape: RowShape { lines: 1, blank_before: 0, keep_with_next: true, ..RowShape::default() },
                items,
                continues: None,
            });
        }
        let (number, number_width) = match front.folio(story) {
            Some(folio) => desk.set_one_line(RichText::new(&folio.to_string(), scale.page_number), Some(node)),
            None => (Vec::new(), 0.0),
        };
        let leader = leader(desk, self.width, end, number_width);
        if let Some(row) = self.rows.last_mut().filter(|row| !row.items.is_empty()) {
            let x = if desk.right_to_left { 0.0 } else { self.width - number_width };
            row.items.extend(leader);
            row.items.extend(number.into_iter().map(|mut item| {
                item.move_by(x, desk.sheet.baseline);
                item
            }));
        }
        if !teaser.byline.is_empty() {
            let node = desk.layout.structure.add(Some(entry), Role::Paragraph);
            let byline = RichText::new(&teaser.byline, scale.contents_byline);
            let measure = desk.measure(self.width, Alignment::Start);
            for line in desk.set(byline, &measure, Some(node)) {
                let mut items = Vec::new();
                place(&mut items, line, 0.0, desk.sheet.baseline - 1.6);
                self.rows.push(Row {
                    shape: RowShape { lines: 1, blank_before: 0, keep_with_next: true, ..RowShape::default() },
                    items,
                    continues: None,
                });
            }
        }
        if let Some(row) = self.rows.get_mut(first..).and_then(<[Row]>::last_mut) {
            row.shape.keep_with_next = false;
        }
    }
}

/// Dots from where a headline ends to where its page number begins, on a raster of their own.
fn leader(desk: &Desk<'_, '_>, width: Pt, end: Pt, number_width: Pt) -> Vec<Item> {
    let scale = &desk.sheet.scale;
    let last = width - number_width - DOT_GAP;
    let mut dots = Vec::new();
    // Counted from the right edge, so that the dots of all lines stand below each other.
    let mut from_edge = DOT_PITCH;
    while width - from_edge > end + DOT_GAP {
        if width - from_edge < last {
            let x = if desk.right_to_left { from_edge - DOT } else { width - from_edge };
            let area = Rect { x, y: desk.sheet.baseline - DOT, width: DOT, height: DOT };
            dots.push(Item { owner: None, mark: Mark::Fill(area, scale.rule_colour) });
        }
        from_edge += DOT_PITCH;
    }
    dots
}
