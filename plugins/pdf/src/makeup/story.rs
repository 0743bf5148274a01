//! One story to pages: what stands where.

use pressroom_core::{Article, Text};

use super::body::{Body, Frame};
use super::columns::{Cursor, RowShape, fill_balanced};
use super::desk::Desk;
use super::end_matter;
use super::furniture::{self, RunningWords};
use super::head::{self, HeadLine};
use super::lead::{Lead, below_head, lead_figure};
use super::notes::NoteMarks;
use super::placing::{WIDEST_COLUMN, place_columns, place_wide};
use super::words::Words;
use crate::page::{Colour, Item, Mark, NodeId, Page, Pt, Rect, Role, StoryOnPages};
use crate::text::set_lines::Alignment;

/// Fewer lines than this in each column look like leftovers: then the story gets fewer columns.
const FEWEST_LINES: u32 = 7;

/// What an edition puts around its stories.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// Of the publication.
    pub title: String,
    pub date: String,
    /// Of the section that the story stands in.
    pub section: String,
    /// The story opens its section.
    pub opens_section: bool,
    /// In the publication's language.
    pub words: Words,
}

/// Between a story and the one below it on the same page: to the rule, and from there on.
const STORY_TO_RULE: Pt = 14.0;
const RULE_TO_STORY: Pt = 12.0;
/// A story that is set whole below another needs this part of the page at least, and one that goes on over the next page
/// this part.
const LEAST_ROOM: f32 = 0.25;
const ROOM_TO_BEGIN: f32 = 0.3;
/// A section begins a page, unless more than this part of the last one would stay empty.
const ROOM_FOR_SECTION: f32 = 0.45;
/// Fewer lines than this in a column do not begin a story that goes on.
const FEWEST_LINES_TO_BEGIN: u32 = 8;

/// Fewer lines than this below a head or a picture are not begun on that page.
pub const FEWEST_LINES_BELOW: u32 = 5;

/// Makes up a story on pages of its own. The first gets the folio after the last page's.
pub fn make_up(desk: &mut Desk<'_, '_>, article: &Article, edition: Option<&Edition>) {
    let first_page = desk.layout.pages.len();
    let top = desk.sheet.top;
    set(desk, article, edition, OpenPage::default(), top);
    let pages = first_page..desk.layout.pages.len();
    furniture::add(desk, pages, &running_words(desk, article, edition));
}

/// Makes up a story below the last one on its page, and over further pages where much of that page is free. Returns
/// whether it found room there; otherwise the layout is as it was, and the desk of no more use. `may_fit` tells whether it
/// is worth trying to set it there whole.
pub fn make_up_below(desk: &mut Desk<'_, '_>, article: &Article, edition: &Edition, may_fit: bool) -> bool {
    let sheet = *desk.sheet;
    let before = Begun::of(desk);
    let (pages, stories) = (desk.layout.pages.len(), desk.layout.stories.len());
    let Some(mut page) = desk.layout.pages.pop() else { return false };
    let items = page.items.len();
    let end = page.items.iter().filter(|item| item.owner.is_some()).map(lower_edge).fold(sheet.top, Pt::max);
    let start = end + STORY_TO_RULE + RULE_TO_STORY;
    let room = sheet.bottom() - start;
    let least = if edition.opens_section {
        ROOM_FOR_SECTION
    } else if may_fit {
        LEAST_ROOM
    } else {
        ROOM_TO_BEGIN
    };
    if room < sheet.height * least {
        desk.layout.pages.push(page);
        return false;
    }
    let rule = Rect { x: sheet.left, y: end + STORY_TO_RULE, width: sheet.measure, height: 1.0 };
    page.items.push(Item { owner: None, mark: Mark::Fill(rule, Colour::BLACK) });
    let open = OpenPage { items: std::mem::take(&mut page.items) };
    set(desk, article, Some(edition), open, start);
    let made = desk.layout.pages.len();
    if made == pages || (room >= sheet.height * ROOM_TO_BEGIN && begins_well(desk, pages - 1)) {
        furniture::add_continued(desk, pages..made, &running_words(desk, article, Some(edition)));
        return true;
    }
    page.items = desk.layout.pages.get_mut(pages - 1).map(|made| std::mem::take(&mut made.items)).unwrap_or_default();
    page.items.truncate(items);
    desk.layout.pages.truncate(pages - 1);
    desk.layout.stories.truncate(stories);
    before.go_back(desk);
    desk.layout.pages.push(page);
    false
}

/// Whether the last story has text enough in the columns of the page that it shares.
fn begins_well(desk: &Desk<'_, '_>, page: usize) -> bool {
    let least = FEWEST_LINES_TO_BEGIN as Pt * desk.sheet.leading;
    let areas = desk.layout.stories.last().map(|story| story.areas.as_slice()).unwrap_or_default();
    let mut here = areas.iter().filter(|(on, _)| *on == page).peekable();
    here.peek().is_some() && here.all(|(_, area)| area.height >= least)
}

/// The lowest that a part of a story reaches.
fn lower_edge(item: &Item) -> Pt {
    const BELOW_BASELINE: f32 = 0.25;
    match &item.mark {
        Mark::Glyphs(run) => run.y + run.size * BELOW_BASELINE,
        Mark::Fill(area, _) | Mark::Picture(_, area) | Mark::Link(_, area) => area.y + area.height,
    }
}

/// Sets a story from `top` of the open page on.
fn set(desk: &mut Desk<'_, '_>, article: &Article, edition: Option<&Edition>, mut open: OpenPage, top: Pt) {
    let story = desk.layout.structure.add(None, Role::Story);
    if let Some(node) = desk.layout.structure.nodes.get_mut(story.0 as usize) {
        node.language = Some(article.language.clone());
    }
    let below_another = top > desk.sheet.top;
    let head = head::set(desk, article, edition, below_another, story);
    let lead = lead_figure(desk, &article.body);
    let (mut body, columns) = set_body(desk, article, story, lead.as_ref().map(|lead| lead.block));

    let first_page = desk.layout.pages.len();
    let mut y = place_head(desk, &mut open, head, top);
    let lead = lead.zip(body.lead_figure_nodes).map(|(lead, nodes)| Lead { nodes, ..lead });
    let shapes: Vec<RowShape> = body.rows.iter().map(|row| row.shape).collect();
    if y > desk.sheet.line_top(desk.sheet.lines.saturating_sub(FEWEST_LINES_BELOW)) && !shapes.is_empty() {
        open.close(desk);
        y = desk.sheet.top;
    }
    let mut plan = below_head(desk, lead.as_ref(), &shapes, columns, y);
    open.items.append(&mut plan.items);

    let mut areas = Vec::new();
    let mut tops = plan.tops;
    let mut cursor = Cursor::default();
    let lines = desk.sheet.lines;
    loop {
        let filled = fill_balanced(&shapes, &cursor, &tops, lines, lines);
        let ends = place_columns(desk, &mut open, &mut body, &filled.columns, &tops, &mut areas);
        cursor = filled.next;
        let done = cursor.columns_are_done(&shapes);
        if done {
            let below = ends.map_or_else(|| tops.iter().copied().max().unwrap_or_default(), |end| end + 1);
            place_wide(desk, &mut open, &mut body, &shapes, &mut cursor.wide, below..lines);
        }
        if done && cursor.wide.is_empty() {
            break;
        }
        open.close(desk);
        // Below what stands over all columns there is room for some text, or there is none left.
        let room = if done { lines } else { lines.saturating_sub(FEWEST_LINES_BELOW) };
        let top = place_wide(desk, &mut open, &mut body, &shapes, &mut cursor.wide, 0..room);
        tops = vec![top; columns];
    }
    open.close(desk);
    let title = article.headline.as_deref().or(article.slugline.as_deref()).unwrap_or_default().to_owned();
    desk.layout.stories.push(StoryOnPages { title, page: first_page, areas });
}

/// The body in as many columns as look well for its length.
fn set_body(desk: &mut Desk<'_, '_>, article: &Article, story: NodeId, lead: Option<usize>) -> (Body, usize) {
    let scale = &desk.sheet.scale;
    let mut columns = desk.sheet.columns;
    let before = Begun::of(desk);
    loop {
        let width = desk.sheet.column_width(columns).min(WIDEST_COLUMN);
        let frame = Frame { x: 0.0, width, node: story, style: scale.body, alignment: Alignment::Justified, depth: 0 };
        let dateline = article.dateline.as_ref().filter(|dateline| !dateline.text.trim().is_empty());
        let dateline = dateline.map(|dateline| Text { text: dateline.text.clone(), span: dateline.span.clone() });
        desk.notes = NoteMarks::of(&article.body);
        let mut body = Body::set(desk, &article.body, &frame, dateline, lead);
        end_matter::add(desk, &mut body, article, &frame);
        let lines: u32 = body.rows.iter().map(|row| row.shape.lines + row.shape.blank_before).sum();
        if columns == 1 || lines >= FEWEST_LINES.saturating_mul(columns as u32) {
            return (body, columns);
        }
        columns -= 1;
        before.go_back(desk);
    }
}

/// How much of the layout stood before something that may be set anew.
struct Begun {
    nodes: usize,
    links: usize,
    diagnostics: usize,
    missing: usize,
}

impl Begun {
    fn of(desk: &Desk<'_, '_>) -> Self {
        Begun {
            nodes: desk.layout.structure.nodes.len(),
            links: desk.layout.links.len(),
            diagnostics: desk.diagnostics.len(),
            missing: desk.shaper.missing.len(),
        }
    }

    fn go_back(&self, desk: &mut Desk<'_, '_>) {
        desk.layout.structure.nodes.truncate(self.nodes);
        desk.layout.links.truncate(self.links);
        desk.diagnostics.truncate(self.diagnostics);
        desk.shaper.missing.truncate(self.missing);
    }
}

/// A page under construction.
#[derive(Default)]
pub struct OpenPage {
    pub items: Vec<Item>,
}

impl OpenPage {
    pub fn close(&mut self, desk: &mut Desk<'_, '_>) {
        let folio = desk.layout.pages.last().map_or(desk.layout.folios_before, |last| last.folio).saturating_add(1);
        let items = std::mem::take(&mut self.items);
        desk.layout.pages.push(Page { width: desk.sheet.width, height: desk.sheet.height, folio, items });
    }
}

/// Returns where the head ends on the open page.
fn place_head(desk: &mut Desk<'_, '_>, open: &mut OpenPage, head: Vec<HeadLine>, start: Pt) -> Pt {
    let mut y = start;
    for (index, line) in head.into_iter().enumerate() {
        let mut top = if index > 0 && y > desk.sheet.top { y + line.space_before } else { y };
        if top + line.height > desk.sheet.bottom() && y > desk.sheet.top {
            open.close(desk);
            top = desk.sheet.top;
        }
        open.items.extend(line.items.into_iter().map(|mut item| {
            item.move_by(desk.sheet.left, top);
            item
        }));
        y = top + line.height;
    }
    y
}

fn running_words(desk: &Desk<'_, '_>, article: &Article, edition: Option<&Edition>) -> RunningWords {
    let words = |text: &Option<Text>| text.as_deref().map(str::to_owned).unwrap_or_default();
    let headline = words(&article.headline);
    if let Some(edition) = edition {
        return RunningWords {
            paper: edition.title.clone(),
            date: edition.date.clone(),
            headline,
            section: edition.section.clone(),
            words: edition.words,
        };
    }
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    RunningWords {
        paper: article.provider.as_deref().or(agency).unwrap_or_default().to_owned(),
        date: article.story_date().map(|date| desk.words.date(&date)).unwrap_or_default(),
        headline,
        section: words(&article.section),
        words: desk.words,
    }
}
