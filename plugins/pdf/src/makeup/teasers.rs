//! What the front page tells of its stories: the lead, the picture with its words, rows of teasers.

use super::body::{hairline, place};
use super::desk::Desk;
use super::figure::{self, FigureNodes};
use super::front::{Front, FrontPicture, GAP, MOST_TEASER_ROWS, Teaser, linked, moved};
use super::type_scale as scale;
use crate::page::{Item, Mark, NodeId, Pt, Rect, Role, Target};
use crate::text::balance::{Balanced, balanced};
use crate::text::set_lines::{Alignment, SetLine, set_paragraph};
use crate::text::style::{RichText, Style};

/// The picture takes at most this part of the page's height, and gives way for teasers down to the second.
const TALLEST_PICTURE: f32 = 0.42;
const SMALLEST_PICTURE: f32 = 0.24;
/// A picture higher than wide by this has its words beside it, and takes at most this part of the column's width.
const UPRIGHT: f32 = 1.15;
const WIDEST_UPRIGHT: f32 = 0.6;
const KICKER_LEADING: Pt = 14.0;

/// A block of the main column: items from its upper left corner.
#[derive(Default)]
struct Set {
    items: Vec<Item>,
    height: Pt,
}

impl Set {
    fn line(&mut self, line: SetLine, x: Pt, leading: Pt, baseline: Pt) {
        place(&mut self.items, line, x, self.height + baseline);
        self.height += leading;
    }
}

/// Lead story, picture and as many teasers as find room.
pub fn main_column(desk: &mut Desk<'_, '_>, front: &Front<'_>, area: Rect, items: &mut Vec<Item>) {
    let scale = &desk.sheet.scale;
    let mut y = area.y;
    let bottom = area.y + area.height;
    if !front.teasers.is_empty() {
        let lead = lead(desk, front, area.width);
        y += lead.height + GAP;
        items.extend(moved(lead.items, area.x, area.y));
    }
    let stories = front.in_turn();
    let nodes = desk.layout.structure.nodes.len();
    let links = desk.layout.links.len();
    // Set to learn the heights; the picture comes before them in the structure.
    let heights: Vec<Pt> = teaser_rows(desk, front, &stories, area.width).iter().map(|row| row.height + GAP).collect();
    desk.layout.structure.nodes.truncate(nodes);
    desk.layout.links.truncate(links);

    let mut room = bottom - y;
    let mut shown = 0;
    if let Some(picture) = &front.picture {
        let page_height = desk.sheet.height;
        let proportion = figure::proportion(desk, picture.picture);
        let widest = if stands_beside(desk, picture) { area.width * WIDEST_UPRIGHT } else { area.width };
        let full = (widest * proportion).min(page_height * TALLEST_PICTURE);
        let least = full.min(page_height * SMALLEST_PICTURE);
        let (_, below) = picture_block(desk, front, picture, area.width, full);
        desk.layout.structure.nodes.truncate(nodes);
        desk.layout.links.truncate(links);
        let words = below - full + GAP;
        while shown < heights.len() && heights.iter().take(shown + 1).sum::<Pt>() + words + least <= room {
            shown += 1;
        }
        let tallest = (room - words - heights.iter().take(shown).sum::<Pt>()).min(full);
        if tallest >= least.min(page_height * SMALLEST_PICTURE / 2.0) {
            let (set, height) = picture_block(desk, front, picture, area.width, tallest);
            items.extend(moved(set, area.x, y));
            y += height + GAP;
            room -= height + GAP;
        }
    }
    while shown < heights.len() && heights.iter().take(shown + 1).sum::<Pt>() - GAP <= room {
        shown += 1;
    }
    let stories: Vec<usize> = stories.into_iter().take(2 * shown).collect();
    for row in teaser_rows(desk, front, &stories, area.width) {
        items.push(hairline(scale, area.x, y, area.width, scale.rule_colour));
        items.extend(moved(row.items, area.x, y + GAP * 0.6));
        y += row.height + GAP;
    }
}

/// The first story: kicker, a large headline, deck, byline and page.
fn lead(desk: &mut Desk<'_, '_>, front: &Front<'_>, width: Pt) -> Set {
    let scale = &desk.sheet.scale;
    let mut set = Set::default();
    let Some(teaser) = front.teasers.first() else { return set };
    kicker_of(desk, front, 0, width, &mut set);
    let part = teaser_parts(desk, front, 0);
    let mut measure = desk.measure(width, Alignment::Start);
    measure.hyphens = None;
    const MOST_LINES: usize = 3;
    let fitting = |size: &Pt| *size <= width / 9.0;
    let mut chosen = None;
    for size in scale::HEADLINE_SIZES.into_iter().filter(fitting) {
        let shaped = desk.shape(RichText::new(&teaser.headline, scale.headline(size)));
        let Balanced { width, lines, torn } = balanced(desk.fonts, &shaped, &measure);
        chosen = Some((size, shaped, width));
        if lines <= MOST_LINES && !torn {
            break;
        }
    }
    if let Some((size, shaped, balanced)) = chosen {
        let mut narrow = measure;
        narrow.width = balanced + 0.01;
        let mut lines = set_paragraph(desk.fonts, &shaped, &narrow, Some(part.link_node));
        linked(&mut lines, part.link_node, part.link, size, desk.right_to_left.then_some(narrow.width));
        let x = if desk.right_to_left { width - narrow.width } else { 0.0 };
        for line in lines {
            set.line(line, x, size * desk.sheet.headline_leading, size * desk.sheet.headline_baseline);
        }
    }
    if !teaser.deck.trim().is_empty() {
        set.height += 4.0;
        for line in desk.set(RichText::new(&teaser.deck, scale.lead_deck), &measure, Some(part.deck)) {
            set.line(line, 0.0, desk.sheet.opened(scale.lead_deck_leading), desk.sheet.opened(12.4));
        }
    }
    page_line(desk, front, 0, width, part.page, &mut set);
    set
}

/// The parts of a teaser in the structure.
struct TeaserParts {
    link_node: NodeId,
    link: usize,
    deck: NodeId,
    page: NodeId,
}

fn teaser_parts(desk: &mut Desk<'_, '_>, front: &Front<'_>, story: usize) -> TeaserParts {
    let headline = desk.layout.structure.add(None, Role::Paragraph);
    let link = desk.link(Target::Story(story));
    let link_node = desk.layout.structure.add(Some(headline), Role::Link(link));
    let deck = desk.layout.structure.add(None, Role::Paragraph);
    let page = desk.layout.structure.add(None, Role::Paragraph);
    if let Some(teaser) = front.teasers.get(story) {
        front.say_language(desk, headline, teaser);
        front.say_language(desk, deck, teaser);
    }
    TeaserParts { link_node, link, deck, page }
}

/// The section that a story stands in.
fn kicker_of(desk: &mut Desk<'_, '_>, front: &Front<'_>, story: usize, width: Pt, set: &mut Set) {
    let scale = &desk.sheet.scale;
    let words = front.section_of(story).to_owned();
    if words.trim().is_empty() {
        return;
    }
    let node = desk.layout.structure.add(None, Role::Paragraph);
    let measure = desk.measure(width, Alignment::Start);
    for line in desk.set(RichText::new(&words, scale.teaser_kicker), &measure, Some(node)) {
        set.line(line, 0.0, desk.sheet.opened(KICKER_LEADING), desk.sheet.baseline);
    }
}

/// Who wrote it and where it stands.
fn page_line(desk: &mut Desk<'_, '_>, front: &Front<'_>, story: usize, width: Pt, node: NodeId, set: &mut Set) {
    let scale = &desk.sheet.scale;
    let mut text = RichText::default();
    let byline = front.teasers.get(story).map(|teaser| teaser.byline.clone()).unwrap_or_default();
    text.push(&byline, scale.contents_byline);
    if let Some(folio) = front.folio(story) {
        if !text.is_blank() {
            text.push("  ", scale.contents_byline);
        }
        text.push(&desk.words.folio(folio), Style { size: 7.8, ..scale.page_number });
    }
    if text.is_blank() {
        return;
    }
    set.height += 2.0;
    let measure = desk.measure(width, Alignment::Start);
    for line in desk.set(text, &measure, Some(node)) {
        set.line(line, 0.0, desk.sheet.opened(11.0), desk.sheet.opened(8.0));
    }
}

/// Two teasers beside each other.
fn teaser_rows(desk: &mut Desk<'_, '_>, front: &Front<'_>, stories: &[usize], width: Pt) -> Vec<Set> {
    let gutter = desk.sheet.gutter;
    let each = (width - gutter) / 2.0;
    let mut rows = Vec::new();
    for pair in stories.chunks(2).take(MOST_TEASER_ROWS) {
        let mut row = Set::default();
        for (index, &story) in pair.iter().enumerate() {
            let set = teaser(desk, front, story, each);
            let from_left = if desk.right_to_left { 1 - index } else { index };
            row.items.extend(moved(set.items, from_left as Pt * (each + gutter), 0.0));
            row.height = row.height.max(set.height);
        }
        rows.push(row);
    }
    rows
}

fn teaser(desk: &mut Desk<'_, '_>, front: &Front<'_>, story: usize, width: Pt) -> Set {
    let mut set = Set::default();
    kicker_of(desk, front, story, width, &mut set);
    teaser_words(desk, front, story, width, &mut set);
    set
}

/// Headline, deck, byline and page.
fn teaser_words(desk: &mut Desk<'_, '_>, front: &Front<'_>, story: usize, width: Pt, set: &mut Set) {
    let scale = &desk.sheet.scale;
    let Some(teaser) = front.teasers.get(story) else { return };
    let part = teaser_parts(desk, front, story);
    headline(desk, teaser, width, &part, set);
    if !teaser.deck.trim().is_empty() {
        set.height += 2.0;
        let measure = desk.measure(width, Alignment::Start);
        for line in desk.set(RichText::new(&teaser.deck, scale.teaser_deck), &measure, Some(part.deck)) {
            set.line(line, 0.0, desk.sheet.leading, desk.sheet.baseline);
        }
    }
    page_line(desk, front, story, width, part.page, set);
}

fn headline(desk: &mut Desk<'_, '_>, teaser: &Teaser, width: Pt, part: &TeaserParts, set: &mut Set) {
    let scale = &desk.sheet.scale;
    let mut measure = desk.measure(width, Alignment::Start);
    measure.hyphens = None;
    let mut lines = desk.set(RichText::new(&teaser.headline, scale.teaser), &measure, Some(part.link_node));
    linked(&mut lines, part.link_node, part.link, scale.teaser.size, desk.right_to_left.then_some(width));
    for line in lines {
        set.line(line, 0.0, desk.sheet.opened(scale.teaser_leading), desk.sheet.opened(12.6));
    }
}

/// The picture with its caption, and below it the headline of the story it belongs to, unless that is the lead.
fn picture_block(
    desk: &mut Desk<'_, '_>,
    front: &Front<'_>,
    picture: &FrontPicture,
    width: Pt,
    tallest: Pt,
) -> (Vec<Item>, Pt) {
    let group = NodeId(desk.layout.structure.nodes.len() as u32);
    let nodes = FigureNodes::add(desk, &picture.figure, None);
    let story = picture.story.and_then(|story| Some((story, front.teasers.get(story)?)));
    if let Some((_, teaser)) = story {
        front.say_language(desk, group, teaser);
    }
    if stands_beside(desk, picture) {
        let seen_width = tallest / figure::proportion(desk, picture.picture).max(f32::MIN_POSITIVE);
        return beside(desk, front, picture, nodes, (seen_width, width, tallest));
    }
    let (items, height) = figure::set(desk, &picture.figure, picture.picture, nodes, width, tallest);
    let mut set = Set { items, height };
    if let Some((story, _)) = story.filter(|(story, _)| *story != 0) {
        set.height += 5.0;
        teaser_words(desk, front, story, width, &mut set);
    }
    (set.items, set.height)
}

/// Whether a picture is upright and has words to stand beside it.
fn stands_beside(desk: &Desk<'_, '_>, picture: &FrontPicture) -> bool {
    let words = picture.figure.caption.is_some() || picture.figure.credit.is_some();
    let headline = picture.story.is_some_and(|story| story != 0);
    (words || headline) && figure::proportion(desk, picture.picture) > UPRIGHT
}

/// A narrow picture with its words at its side: the story's headline above, the caption at the foot.
fn beside(
    desk: &mut Desk<'_, '_>,
    front: &Front<'_>,
    picture: &FrontPicture,
    nodes: FigureNodes,
    (seen_width, width, height): (Pt, Pt, Pt),
) -> (Vec<Item>, Pt) {
    let scale = &desk.sheet.scale;
    let left = seen_width + desk.sheet.gutter;
    let room = width - left;
    let mirrored = |x: Pt, of: Pt| if desk.right_to_left { width - x - of } else { x };
    let (picture_x, words_x) = (mirrored(0.0, seen_width), mirrored(left, room));
    let area = Rect { x: picture_x, y: 0.0, width: seen_width, height };
    let mut items = vec![Item { owner: nodes.picture, mark: Mark::Picture(picture.picture, area) }];

    let caption = figure::caption_lines(desk, &picture.figure, room, nodes);
    let caption_height = caption.len() as Pt * desk.sheet.opened(scale.caption_leading);
    let mut words = Set::default();
    if let Some(story) = picture.story.filter(|story| *story != 0) {
        kicker_of(desk, front, story, room, &mut words);
        teaser_words(desk, front, story, room, &mut words);
    }
    // The last line of the caption stands at the picture's foot, where there is room.
    words.height = (words.height + GAP).max(height - caption_height);
    for line in caption {
        words.line(line, 0.0, desk.sheet.opened(scale.caption_leading), desk.sheet.opened(8.2));
    }
    let words_height = words.height;
    items.extend(moved(words.items, words_x, 0.0));
    (items, words_height.max(height))
}
