//! What stands around the stories on every page: running head, folio, rules. No part of any story.

use std::ops::Range;

use super::body::hairline;
use super::desk::Desk;
use super::words::Words;
use crate::page::{Item, Mark, Pt, Rect};
use crate::text::style::{RichText, Style};

/// The words of the running head and foot; empty ones are left out.
#[derive(Clone, Debug, Default)]
pub struct RunningWords {
    /// Whose paper it is: the publication, or who provides the story.
    pub paper: String,
    pub date: String,
    /// Of the story, for the pages after its first.
    pub headline: String,
    pub section: String,
    /// In whose language the page numbers are.
    pub words: Words,
}

/// Between words at the two ends of a line.
const SMALLEST_GAP: Pt = 24.0;

/// Adds the furniture of a story's pages.
pub fn add(desk: &mut Desk<'_, '_>, pages: Range<usize>, words: &RunningWords) {
    let first = pages.start;
    add_from(desk, pages, Some(first), words);
}

/// Adds the furniture of pages on which a story goes on that began on another's page.
pub fn add_continued(desk: &mut Desk<'_, '_>, pages: Range<usize>, words: &RunningWords) {
    add_from(desk, pages, None, words);
}

fn add_from(desk: &mut Desk<'_, '_>, pages: Range<usize>, first: Option<usize>, words: &RunningWords) {
    let scale = &desk.sheet.scale;
    for page in pages {
        let mut items = Vec::new();
        let sheet = *desk.sheet;
        if first == Some(page) {
            line(desk, &mut items, sheet.head_line, (&words.paper, scale.furniture_strong), &words.date);
            let rule = Rect { x: sheet.left, y: sheet.head_line + 6.0, width: sheet.measure, height: scale.head_rule };
            items.push(Item { owner: None, mark: Mark::Fill(rule, scale.headline(0.0).colour) });
        } else {
            line(desk, &mut items, sheet.head_line, (&words.headline, scale.furniture), &words.paper);
            items.push(hairline(scale, sheet.left, sheet.head_line + 6.0, sheet.measure, scale.rule_colour));
        }
        let folio = desk.layout.pages.get(page).map_or(1, |page| page.folio);
        let folio = words.words.folio(folio);
        items.push(hairline(scale, sheet.left, sheet.foot_line - 11.0, sheet.measure, scale.rule_colour));
        line(desk, &mut items, sheet.foot_line, (&words.section, scale.furniture), &folio);
        if let Some(page) = desk.layout.pages.get_mut(page) {
            page.items.extend(items);
        }
    }
}

/// Words at both ends of a line; the first ones are cut where there is no room for both.
fn line(desk: &mut Desk<'_, '_>, items: &mut Vec<Item>, baseline: Pt, first: (&str, Style), last: &str) {
    let scale = &desk.sheet.scale;
    let sheet = *desk.sheet;
    let (last_items, last_width) = desk.set_one_line(RichText::new(last, scale.furniture), None);
    let room = sheet.measure - last_width - SMALLEST_GAP;
    let (first_items, first_width) = cut_to_fit(desk, first.0, first.1, room);
    let (first_x, last_x) = if desk.right_to_left {
        (sheet.left + sheet.measure - first_width, sheet.left)
    } else {
        (sheet.left, sheet.left + sheet.measure - last_width)
    };
    for (set, x) in [(first_items, first_x), (last_items, last_x)] {
        items.extend(set.into_iter().map(|mut item| {
            item.move_by(x, baseline);
            item
        }));
    }
}

fn cut_to_fit(desk: &mut Desk<'_, '_>, words: &str, style: Style, room: Pt) -> (Vec<Item>, Pt) {
    /// No running head has room for more; a longer text is not even tried.
    const MOST_CHARACTERS: usize = 200;
    let mut kept: String = words.chars().take(MOST_CHARACTERS).collect();
    let mut cut = kept.len() < words.len();
    loop {
        let text = if cut { format!("{kept}…") } else { kept.clone() };
        let (items, width) = desk.set_one_line(RichText::new(&text, style), None);
        if width <= room || kept.is_empty() {
            return (items, width);
        }
        cut = true;
        match kept.trim_end().rfind(' ') {
            Some(at) => kept.truncate(at),
            None => kept.clear(),
        }
    }
}
