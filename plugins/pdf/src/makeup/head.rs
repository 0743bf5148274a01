//! What stands above a story: kicker, headline, deck, byline and place.

use pressroom_core::{Article, Person, Text};

use super::body::place;
use super::desk::Desk;
use super::story::Edition;
use super::type_scale as scale;
use crate::page::{Item, Mark, NodeId, Pt, Rect, Role};
use crate::text::balance::{Balanced, balanced};
use crate::text::set_lines::{Alignment, SetLine, natural_width, set_paragraph};
use crate::text::style::{RichText, Style};

/// A line of the head: items from the measure's left edge and the line's upper edge.
#[derive(Debug, Default)]
pub struct HeadLine {
    /// Left out at the top of a page.
    pub space_before: Pt,
    pub height: Pt,
    /// Of what stands on it.
    pub width: Pt,
    pub items: Vec<Item>,
}

/// Sizes are tried in this order of the lines they may take: a headline is large in two lines rather than small in one.
const LINES_AND_SMALLEST_SIZE: [(usize, Pt); 4] = [(2, 28.0), (3, 24.0), (4, 18.0), (6, 14.0)];

/// What takes more lines at the smallest size is set like a heading inside the story.
const MOST_LINES_OF_A_HEADLINE: f32 = 9.0;
const NO_HEADLINE_SIZE: Pt = 11.0;

/// Between a line of a headline and one below it with capitals that carry two accents, in parts of the size.
const TALL_CAPITALS_ROOM: f32 = 0.09;

/// Sets the head and adds its parts to the structure.
pub fn set(
    desk: &mut Desk<'_, '_>,
    article: &Article,
    edition: Option<&Edition>,
    below_another: bool,
    story: NodeId,
) -> Vec<HeadLine> {
    let scale = &desk.sheet.scale;
    let mut lines = Vec::new();
    kicker(desk, article.section.as_ref(), edition, story, &mut lines);
    let largest = if below_another { scale.largest_second_headline } else { scale.largest_headline };
    headline(desk, article.headline.as_ref(), largest, story, &mut lines);
    deck(desk, &article.deck, story, &mut lines);
    byline(desk, article, story, &mut lines);
    if desk.sheet.head_centred {
        for line in &mut lines {
            let room = (desk.sheet.measure - line.width).max(0.0) / 2.0;
            let dx = if desk.right_to_left { -room } else { room };
            line.items.iter_mut().for_each(|item| item.move_by(dx, 0.0));
        }
    }
    lines
}

/// The section. In an edition it stands over the section's first story, and over others only where they say more.
fn kicker(
    desk: &mut Desk<'_, '_>,
    own: Option<&Text>,
    edition: Option<&Edition>,
    story: NodeId,
    lines: &mut Vec<HeadLine>,
) {
    let scale = &desk.sheet.scale;
    const HEIGHT: Pt = 15.0;
    const BASELINE: Pt = 11.0;
    let own = own.filter(|text| !text.trim().is_empty() && edition.is_none_or(|edition| edition.section != text.text));
    let opened = edition.filter(|edition| edition.opens_section).map(|edition| edition.section.as_str());
    let mut text = RichText::default();
    if let Some(section) = opened.filter(|section| !section.trim().is_empty()) {
        text.push(section, scale.kicker);
    }
    if let Some(own) = own {
        if !text.is_blank() {
            text.push(" / ", scale.kicker.coloured(scale.rule_colour));
        }
        text.push(own, scale.kicker);
        text = text.at(&own.span);
    }
    if text.is_blank() {
        return;
    }
    let node = desk.layout.structure.add(Some(story), Role::Paragraph);
    let measure = desk.measure(desk.sheet.measure, Alignment::Start);
    for line in desk.set(text, &measure, Some(node)) {
        push(lines, line, 0.0, desk.sheet.opened(HEIGHT), desk.sheet.opened(BASELINE));
    }
}

fn headline(desk: &mut Desk<'_, '_>, headline: Option<&Text>, largest: f32, story: NodeId, lines: &mut Vec<HeadLine>) {
    let scale = &desk.sheet.scale;
    let Some(headline) = headline.filter(|text| !text.trim().is_empty()) else { return };
    let node = desk.layout.structure.add(Some(story), Role::Heading(1 + desk.heading_offset));
    let measure = desk.measure(desk.sheet.measure, Alignment::Start);
    let size = fitting_size(desk, headline, largest);
    let shaped = desk.shape(RichText::new(headline, scale.headline(size)).at(&headline.span));
    let mut narrow = measure;
    narrow.width = balanced(desk.fonts, &shaped, &measure).width.min(measure.width) + 0.01;
    let set = set_paragraph(desk.fonts, &shaped, &narrow, Some(node));
    for (index, line) in set.into_iter().enumerate() {
        let mut line = line;
        if desk.right_to_left {
            // Set at the right edge of the narrow measure: move it to that of the page.
            line.items.iter_mut().for_each(|item| item.move_by(measure.width - narrow.width, 0.0));
        }
        let space_before = match index {
            0 => size * 0.06,
            _ if stands_tall(&line) => size * TALL_CAPITALS_ROOM,
            _ => 0.0,
        };
        push(lines, line, space_before, size * desk.sheet.headline_leading, size * desk.sheet.headline_baseline);
    }
}

/// Whether a line has Vietnamese capitals with two accents above each other.
fn stands_tall(line: &SetLine) -> bool {
    let tall = |letter: char| {
        let stacked = matches!(letter, '\u{1ea4}'..='\u{1eab}' | '\u{1eae}'..='\u{1eb5}' | '\u{1ebe}'..='\u{1ec5}' | '\u{1ed0}'..='\u{1ed7}');
        stacked && letter.is_uppercase()
    };
    line.items.iter().any(|item| matches!(&item.mark, Mark::Glyphs(run) if run.text.chars().any(tall)))
}

/// The largest size that keeps the headline to few lines.
fn fitting_size(desk: &mut Desk<'_, '_>, headline: &Text, largest_part: f32) -> Pt {
    let scale = &desk.sheet.scale;
    let [largest, ..] = scale::HEADLINE_SIZES;
    // Shaped once: everything but the size is the same.
    let shaped = desk.shape(RichText::new(headline, scale.headline(largest)));
    let smallest = scale::HEADLINE_SIZES.last().copied().unwrap_or(largest);
    let most_lines = LINES_AND_SMALLEST_SIZE.iter().map(|(lines, _)| *lines).max().unwrap_or_default();
    // No headline, but text that stands where one is expected: no size keeps it to few lines.
    let fewest_lines = natural_width(&shaped) * smallest / largest / desk.sheet.measure;
    if fewest_lines > most_lines as Pt {
        return if fewest_lines > MOST_LINES_OF_A_HEADLINE { NO_HEADLINE_SIZE } else { smallest };
    }
    let squared = desk.shaper.script.is_squared();
    let set_at = |size: Pt| {
        let mut measure = desk.measure(desk.sheet.measure * largest / size, Alignment::Start);
        measure.hyphens = None;
        if squared {
            let Balanced { lines, torn, .. } = balanced(desk.fonts, &shaped, &measure);
            return (size, lines, torn);
        }
        (size, set_paragraph(desk.fonts, &shaped, &measure, None).len(), false)
    };
    let largest_here = desk.sheet.measure * largest_part;
    let sizes = scale::HEADLINE_SIZES.into_iter().filter(|&size| size <= largest_here);
    let set: Vec<(Pt, usize, bool)> = sizes.map(set_at).collect();
    // Rather smaller than with a word in two lines, where words are not told apart by spaces.
    for may_tear in [false, true] {
        for (most_lines, smallest) in LINES_AND_SMALLEST_SIZE {
            let fits = |&&(size, lines, torn): &&(Pt, usize, bool)| {
                lines <= most_lines && size >= smallest && (may_tear || !torn)
            };
            if let Some(&(size, ..)) = set.iter().find(fits) {
                return size;
            }
        }
    }
    smallest
}

fn deck(desk: &mut Desk<'_, '_>, deck: &[Text], story: NodeId, lines: &mut Vec<HeadLine>) {
    let scale = &desk.sheet.scale;
    const BEFORE: Pt = 5.0;
    for paragraph in deck.iter().filter(|paragraph| !paragraph.trim().is_empty()) {
        let node = desk.layout.structure.add(Some(story), Role::Paragraph);
        let measure = desk.measure(desk.sheet.measure, Alignment::Start);
        let set = desk.set(RichText::new(paragraph, scale.deck).at(&paragraph.span), &measure, Some(node));
        for (index, line) in set.into_iter().enumerate() {
            push(
                lines,
                line,
                if index == 0 { BEFORE } else { 0.0 },
                desk.sheet.opened(scale.deck_leading),
                desk.sheet.opened(13.4),
            );
        }
    }
}

/// Who wrote it and where it comes from, on one line when there is room.
fn byline(desk: &mut Desk<'_, '_>, article: &Article, story: NodeId, lines: &mut Vec<HeadLine>) {
    let scale = &desk.sheet.scale;
    const BEFORE: Pt = 6.0;
    const HEIGHT: Pt = 13.0;
    const BASELINE: Pt = 10.0;
    const GAP: Pt = 16.0;
    let mut parts: Vec<RichText> = Vec::new();
    let people: Vec<&Person> = article.byline.iter().filter(|person| !person.name.trim().is_empty()).collect();
    if !people.is_empty() {
        let mut text = RichText::default().at(&people.first().and_then(|person| person.span.clone()));
        for (index, person) in people.iter().enumerate() {
            if index > 0 {
                text.push(", ", scale.byline);
            }
            push_person(&mut text, person, scale.byline, scale.place);
        }
        parts.push(text);
    }
    let places: Vec<&str> = article.located.iter().map(|place| place.name.as_str()).collect();
    let places = places.join(", ");
    if !places.trim().is_empty() {
        let span = article.located.first().and_then(|place| place.span.clone());
        parts.push(RichText::new(&places, scale.place).at(&span));
    }

    let mut x = 0.0;
    for (index, part) in parts.into_iter().enumerate() {
        let node = desk.layout.structure.add(Some(story), Role::Paragraph);
        let measure = desk.measure(desk.sheet.measure, Alignment::Start);
        let shaped = desk.shape(part);
        let width = natural_width(&shaped);
        let beside = index > 0 && x + GAP + width <= measure.width;
        if let (true, Some(last)) = (beside, lines.last_mut()) {
            let set = set_paragraph(desk.fonts, &shaped, &measure, Some(node));
            const BAR: Pt = 0.6;
            let bar_x = if desk.right_to_left { measure.width - x - GAP / 2.0 - BAR } else { x + GAP / 2.0 };
            let bar = Rect { x: bar_x, y: desk.sheet.opened(BASELINE) - 7.5, width: BAR, height: 9.0 };
            let bar = Item { owner: None, mark: Mark::Fill(bar, scale.rule_colour) };
            let mirror = if desk.right_to_left { -1.0 } else { 1.0 };
            for line in set {
                place(&mut last.items, line, mirror * (x + GAP), desk.sheet.opened(BASELINE));
            }
            last.items.push(bar);
            x += GAP + width;
            last.width = x;
        } else {
            for line in set_paragraph(desk.fonts, &shaped, &measure, Some(node)) {
                x = line.width;
                let before = if index == 0 { BEFORE } else { 0.0 };
                push(lines, line, before, desk.sheet.opened(HEIGHT), desk.sheet.opened(BASELINE));
            }
        }
    }
}

/// A name, what its bearer did for the story, and for whom.
pub fn push_person(text: &mut RichText, person: &Person, name: Style, rest: Style) {
    let said = |words: &Option<String>| words.clone().filter(|words| !words.trim().is_empty());
    text.push(&person.name, name);
    if let Some(role) = said(&person.role) {
        text.push(&format!(" ({role})"), rest);
    }
    if let Some(affiliation) = said(&person.affiliation) {
        text.push(&format!(" {affiliation}"), rest);
    }
}

fn push(lines: &mut Vec<HeadLine>, line: SetLine, space_before: Pt, height: Pt, baseline: Pt) {
    let (mut items, width) = (Vec::new(), line.width);
    place(&mut items, line, 0.0, baseline);
    lines.push(HeadLine { space_before, height, width, items });
}
