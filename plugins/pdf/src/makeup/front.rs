//! The front page of an edition: nameplate, date line, lead story, picture, teasers, contents and imprint. Contents that
//! find no room there go on over further pages.

use pressroom_core::{Article, Figure, Issue, Person};

use super::body::{Row, hairline, place};
use super::columns::{Cursor, Placed, RowShape, fill};
use super::desk::Desk;
use super::furniture::{self, RunningWords};
use super::sheet::Sheet;
use super::story::OpenPage;
use super::{contents, imprint, teasers};
use crate::page::{Item, Mark, NodeId, Pt, Rect, Role, Section};
use crate::text::set_lines::{Alignment, SetLine, natural_width};
use crate::text::style::RichText;

/// What the front page says of a story.
#[derive(Clone, Debug, Default)]
pub struct Teaser {
    pub headline: String,
    pub deck: String,
    pub byline: String,
    pub language: String,
}

/// What the front page is made from.
pub struct Front<'e> {
    pub issue: &'e Issue,
    /// Of all stories, in order.
    pub teasers: &'e [Teaser],
    pub sections: &'e [Section],
    /// Of each story's first page; empty as long as they are not known.
    pub folios: &'e [u32],
    pub picture: Option<FrontPicture>,
}

#[derive(Clone, Debug)]
pub struct FrontPicture {
    /// Index into the shelf.
    pub picture: usize,
    /// With the caption's words; a cover that no story shows has none.
    pub figure: Figure,
    /// The story that it belongs to.
    pub story: Option<usize>,
}

/// Above the nameplate's letters, in parts of their size.
const NAMEPLATE_BASELINE: f32 = 0.86;
const NAMEPLATE_TO_RULE: f32 = 0.24;
/// The nameplate takes at most these parts of the measure: its width, and its size.
const WIDEST_NAMEPLATE: f32 = 0.9;
const LARGEST_NAMEPLATE: f32 = 1.0 / 6.4;
/// An imprint takes at most this part of the front page.
const TALLEST_IMPRINT: f32 = 0.2;
/// More than any press prints beyond the edges; what is too much is not drawn.
const BEYOND_PAPER: Pt = 60.0;
const BELOW_BAND: Pt = 3.0;
pub const MOST_TEASER_ROWS: usize = 4;
/// Between the parts of the page.
pub const GAP: Pt = 12.0;

impl Teaser {
    pub fn of(article: &Article) -> Teaser {
        let names: Vec<&str> = article.byline.iter().map(person).filter(|name| !name.trim().is_empty()).collect();
        Teaser {
            headline: title_of(article),
            deck: article.deck.first().map(|deck| deck.text.clone()).unwrap_or_default(),
            byline: names.join(", "),
            language: article.language.clone(),
        }
    }
}

fn person(person: &Person) -> &str {
    &person.name
}

/// The headline, or the nearest that names a story without one.
pub fn title_of(article: &Article) -> String {
    [&article.headline, &article.slugline, &article.section]
        .into_iter()
        .flatten()
        .map(|text| text.text.clone())
        .find(|text| !text.trim().is_empty())
        .or_else(|| article.id.clone())
        .unwrap_or_else(|| "-".to_owned())
}

impl Front<'_> {
    pub fn folio(&self, story: usize) -> Option<u32> {
        self.folios.get(story).copied()
    }

    pub fn section_of(&self, story: usize) -> &str {
        let mut first = 0;
        for section in self.sections {
            first += section.stories;
            if story < first {
                return &section.title;
            }
        }
        ""
    }

    /// Marks a part that is in another language than the publication.
    pub fn say_language(&self, desk: &mut Desk<'_, '_>, node: NodeId, teaser: &Teaser) {
        if self.issue.publication.language.as_deref() != Some(&teaser.language)
            && let Some(node) = desk.layout.structure.nodes.get_mut(node.0 as usize)
        {
            node.language = Some(teaser.language.clone());
        }
    }

    /// The stories after the lead: the first of each section, then the second of each ...
    pub fn in_turn(&self) -> Vec<usize> {
        let mut starts = Vec::with_capacity(self.sections.len());
        let mut first = 0;
        for section in self.sections {
            starts.push(first..first + section.stories);
            first += section.stories;
        }
        let most = self.sections.iter().map(|section| section.stories).max().unwrap_or_default();
        let shown = |story: &usize| *story == 0 || self.picture.as_ref().and_then(|shown| shown.story) == Some(*story);
        (0..most.min(2 * MOST_TEASER_ROWS + 2))
            .flat_map(|turn| starts.iter().filter_map(move |stories| stories.clone().nth(turn)))
            .filter(|story| !shown(story))
            .collect()
    }
}

/// Makes up the front page and the contents.
pub fn make_up(desk: &mut Desk<'_, '_>, front: &Front<'_>) {
    let scale = &desk.sheet.scale;
    let sheet = *desk.sheet;
    let mut open = OpenPage::default();
    let top = nameplate(desk, front.issue, &mut open.items);
    let first_line = sheet.line_at(top + GAP);

    // The structure has the imprint last, and the page at its foot: it is set twice, first to learn its height.
    let before = desk.layout.structure.nodes.len();
    let (_, imprint_height) = imprint::block(desk, &front.issue.publication);
    desk.layout.structure.nodes.truncate(before);
    let imprint_fits = imprint_height <= sheet.height * TALLEST_IMPRINT;
    let foot = sheet.foot_line + 2.0;
    let bottom = if imprint_height > 0.0 && imprint_fits { foot - imprint_height - GAP } else { foot };
    let last_line = (((bottom - sheet.top) / desk.sheet.leading).floor().max(0.0) as u32).max(first_line);

    let columns = front_columns(&sheet);
    let contents_column = if desk.right_to_left { 0 } else { columns.saturating_sub(1) };
    let contents_x = sheet.column_left(contents_column, columns, false);
    let main_columns = columns.saturating_sub(1).max(1);
    let main = Rect {
        x: if desk.right_to_left { sheet.column_left(1, columns, false) } else { sheet.left },
        y: sheet.line_top(first_line),
        width: sheet.span_width(main_columns, columns),
        height: sheet.line_top(last_line) - sheet.line_top(first_line),
    };
    teasers::main_column(desk, front, main, &mut open.items);

    let column_width = sheet.column_width(columns);
    let mut rows = contents::rows(desk, front, column_width);
    if imprint_fits {
        let (items, height) = imprint::block(desk, &front.issue.publication);
        if height > 0.0 {
            let y = foot - height;
            open.items.push(hairline(scale, sheet.left, y - 1.0, sheet.measure, scale.rule_colour));
            open.items.extend(moved(items, 0.0, y));
        }
    } else {
        rows.extend(imprint::rows(desk, &front.issue.publication));
    }
    let divider = if desk.right_to_left { main.x } else { contents_x } - sheet.gutter / 2.0;
    let above = desk.sheet.baseline - scale.body_cap_height;
    let divider = Rect { x: divider - 0.25, y: main.y + above, width: 0.5, height: main.height - above };
    open.items.push(Item { owner: None, mark: Mark::Fill(divider, scale.rule_colour) });
    place_contents(desk, open, rows, contents_x, (first_line, last_line));

    let words = RunningWords {
        paper: front.issue.publication.title.clone(),
        date: front.issue.date.map(|date| desk.words.date(&date)).unwrap_or_default(),
        headline: desk.words.contents.to_owned(),
        section: desk.words.contents.to_owned(),
        words: desk.words,
    };
    let pages = desk.layout.pages.len();
    furniture::add(desk, 1..pages, &words);
}

/// The contents take one column, the lead and the teasers the others, however few columns the stories have.
fn front_columns(sheet: &super::sheet::Sheet) -> usize {
    const NARROWEST: Pt = 100.0;
    let least = if sheet.column_width(3) < NARROWEST { 2 } else { 3 };
    sheet.columns.max(least)
}

/// Returns where the head of the page ends.
fn nameplate(desk: &mut Desk<'_, '_>, issue: &Issue, items: &mut Vec<Item>) -> Pt {
    let scale = &desk.sheet.scale;
    let sheet = *desk.sheet;
    let mut y = sheet.head_line - 10.0;
    let publication = &issue.publication;
    let title = publication.nameplate.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&publication.title);
    let title = if title.trim().is_empty() { issue.title.as_deref().unwrap_or_default() } else { title };
    if !title.trim().is_empty() {
        let node = desk.layout.structure.add(None, Role::Heading(1));
        const TRIED: Pt = 100.0;
        let shaped = desk.shape(RichText::new(title, scale.nameplate(TRIED)));
        let widest = sheet.measure * WIDEST_NAMEPLATE / natural_width(&shaped).max(1.0) * TRIED;
        let size = widest.min(sheet.measure * LARGEST_NAMEPLATE).max(24.0);
        let text = RichText::new(title, scale.nameplate(size));
        let measure = desk.measure(sheet.measure, Alignment::Start);
        for line in desk.set(text, &measure, Some(node)) {
            y += size * NAMEPLATE_BASELINE;
            // Lines are set where they begin.
            let room = if sheet.nameplate_centred { (sheet.measure - line.width) / 2.0 } else { 0.0 };
            place(items, line, sheet.left + if desk.right_to_left { -room } else { room }, y);
        }
        y += size * NAMEPLATE_TO_RULE;
        if let Some(colour) = sheet.nameplate_band {
            // To the edges of the paper, and as far beyond them as the press prints.
            let area = Rect {
                x: -BEYOND_PAPER,
                y: -BEYOND_PAPER,
                width: sheet.width + 2.0 * BEYOND_PAPER,
                height: y + BEYOND_PAPER,
            };
            items.push(Item { owner: None, mark: Mark::Fill(area, colour) });
            y += BELOW_BAND;
        }
    }
    let date = issue.date.map(|date| desk.words.full_date(&date)).unwrap_or_default();
    let number = issue.number.as_deref().map(|number| desk.words.number(number)).unwrap_or_default();
    // A title that only says number and date again is not said twice.
    let year = issue.date.and_then(|date| date.year()).map(|year| year.to_string());
    let repeats = |title: &str| {
        !number.is_empty() && title.contains(&number) && year.as_ref().is_none_or(|year| title.contains(year.as_str()))
    };
    let own = issue.title.as_deref().filter(|own| !repeats(own) && *own != title).unwrap_or_default();
    if [date.as_str(), own, &number].iter().all(|words| words.trim().is_empty()) {
        return y;
    }
    const ROOM: Pt = 15.0;
    let rule_colour = scale.headline(0.0).colour;
    if sheet.nameplate_band.is_none() {
        items.push(hairline(scale, sheet.left, y, sheet.measure, rule_colour));
    }
    let node = desk.layout.structure.add(None, Role::Paragraph);
    let words = [(date.as_str(), 0.0), (own, 0.5), (number.as_str(), 1.0)];
    for (words, part) in words.into_iter().filter(|(words, _)| !words.trim().is_empty()) {
        let (set, width) = desk.set_one_line(RichText::new(words, scale.date_line), Some(node));
        let part = if desk.right_to_left { 1.0 - part } else { part };
        items.extend(moved(set, sheet.left + (sheet.measure - width) * part, y + 10.8));
    }
    y += ROOM;
    let rule = Rect { x: sheet.left, y, width: sheet.measure, height: scale.head_rule };
    items.push(Item { owner: None, mark: Mark::Fill(rule, rule_colour) });
    y + scale.head_rule
}

/// Fills the column on the front page, and then pages of columns.
fn place_contents(desk: &mut Desk<'_, '_>, mut open: OpenPage, rows: Vec<Row>, x: Pt, lines: (u32, u32)) {
    let sheet = *desk.sheet;
    let shapes: Vec<RowShape> = rows.iter().map(|row| row.shape).collect();
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    let (first, last) = lines;
    let mut filled = fill(&shapes, &Cursor::default(), &[last.saturating_sub(first)], sheet.lines);
    for column in &filled.columns {
        put(&sheet, &mut open, &mut rows, column, (x, first));
    }
    open.close(desk);
    while !filled.next.columns_are_done(&shapes) {
        filled = fill(&shapes, &filled.next, &vec![sheet.lines; sheet.columns], sheet.lines);
        let mut open = OpenPage::default();
        for (column, placed) in filled.columns.iter().enumerate() {
            let x = sheet.column_left(column, sheet.columns, desk.right_to_left);
            put(&sheet, &mut open, &mut rows, placed, (x, 0));
        }
        open.close(desk);
    }
}

/// Puts rows in a column from its left edge and its first line on.
fn put(sheet: &Sheet, open: &mut OpenPage, rows: &mut [Option<Row>], column: &[Placed], (x, mut line): (Pt, u32)) {
    for placed in column {
        let Some(row) = rows.get_mut(placed.row).and_then(Option::take) else { continue };
        line += placed.blank;
        open.items.extend(moved(row.items, x, sheet.line_top(line)));
        line += row.shape.lines;
    }
}

/// Makes lines lead somewhere, without the line under them that links in the text have. `width` is that of the measure
/// where lines stand at its right edge.
pub fn linked(lines: &mut [SetLine], node: NodeId, link: usize, size: Pt, width: Option<Pt>) {
    for line in lines {
        let x = width.map_or(0.0, |width| width - line.width);
        let area = Rect { x, y: -size * 0.8, width: line.width, height: size * 1.1 };
        line.items.push(Item { owner: Some(node), mark: Mark::Link(link, area) });
    }
}

pub fn moved(items: Vec<Item>, dx: Pt, dy: Pt) -> impl Iterator<Item = Item> {
    items.into_iter().map(move |mut item| {
        item.move_by(dx, dy);
        item
    })
}
