//! An edition: every story made up and drawn, one at a time, then the pages before them that tell where each begins.

use pressroom_core::{Article, Block, Direction, Figure, Issue, Text, plain_text};
use pressroom_plugin::{Error, Job};

use crate::draw::{Drawn, Press};
use crate::finish::Metadata;
use crate::makeup::desk::Desk;
use crate::makeup::front::{self, Front, FrontPicture, Teaser};
use crate::makeup::sheet::{Design, Sheet};
use crate::makeup::story::{self, Edition};
use crate::makeup::words::Words;
use crate::makeup::writing::Writing;
use crate::page::{Layout, NodeId, Role, Section, Structure};
use crate::picture::shelf::{Owner, Shelf};
use crate::report::Reports;
use crate::text::fonts::Fonts;

/// Stories that share pages are held in memory together until they are drawn: after so many pages one begins a new page.
const MOST_PAGES_TOGETHER: usize = 32;

/// An edition's pages, and the sections for the outline.
pub struct Made {
    pub drawn: Drawn,
    pub sections: Vec<Section>,
    pub metadata: Metadata,
}

pub fn make(
    job: &Job<'_>,
    mut issue: Issue,
    fonts: &Fonts,
    design: &Design,
    press: &mut Press<'_>,
    shelf: &mut Shelf<'_>,
) -> Result<Made, Error> {
    let (order, sections) = order(&issue, job.article_count());
    let mut teasers = Vec::with_capacity(order.len());
    let mut direction = Direction::Ltr;
    for &index in &order {
        let article = job.article_at(index)?;
        // A publication that does not tell its language speaks that of its first story.
        if teasers.is_empty() {
            issue.publication.language.get_or_insert_with(|| article.language.clone());
            direction = article.direction;
        }
        teasers.push(Teaser::of(&article));
    }
    let language = issue.publication.language.clone().unwrap_or_default();
    let writing = Writing::of_issue(&issue, &language, direction);
    let sheet = Sheet::new(design, writing.script);
    let mut reports = Reports::new(job);

    let set_front = |front: &Front<'_>, shelf: &mut Shelf<'_>| {
        let mut layout = Layout::default();
        let mut desk = Desk::new(fonts, &sheet, &mut layout, &writing, shelf, Owner::Issue);
        front::make_up(&mut desk, front);
        let missing = std::mem::take(&mut desk.shaper.missing);
        (layout, missing)
    };
    // The contents take as many pages with numbers as without.
    let unnumbered = Front { issue: &issue, teasers: &teasers, sections: &sections, folios: &[], picture: None };
    let pages_before = set_front(&unnumbered, shelf).0.pages.len();

    let words = Words::of(&language);
    let mut edition = Edition {
        title: issue.publication.title.clone(),
        date: issue.date.map(|date| words.date(&date)).unwrap_or_default(),
        words,
        ..Edition::default()
    };
    // Stories that share a page are drawn together.
    let mut drawn_together: Vec<Drawn> = Vec::new();
    let mut folios = Vec::with_capacity(order.len());
    let mut starts = section_starts(&sections);
    let mut layout = Layout { folios_before: u32::try_from(pages_before).unwrap_or(u32::MAX), ..Layout::default() };
    for (position, &index) in order.iter().enumerate() {
        let article = job.article_at(index)?;
        let opened = starts.next_if_at(position);
        edition.opens_section = opened.is_some();
        edition.section = opened.unwrap_or(edition.section);
        let place = StoryPlace { fonts, design, index, edition: &edition };
        let below = layout.pages.len() < MOST_PAGES_TOGETHER
            && place.set(&mut layout, shelf, &mut reports, &article, Position::BelowAnother);
        if !below {
            let folios_before = layout.pages.last().map_or(layout.folios_before, |last| last.folio);
            let made = std::mem::replace(&mut layout, Layout { folios_before, ..Layout::default() });
            if !made.pages.is_empty() {
                drawn_together.push(press.draw(made, shelf).map_err(Error::new)?);
            }
            place.set(&mut layout, shelf, &mut reports, &article, Position::OwnPage);
        }
        let first = layout.stories.last().and_then(|story| layout.pages.get(story.page));
        folios.push(first.map_or(0, |page| page.folio));
        job.progress(position + 1, order.len())?;
    }
    if !layout.pages.is_empty() {
        drawn_together.push(press.draw(layout, shelf).map_err(Error::new)?);
    }

    let picture = front_picture(job, &issue, &order, &drawn_together, shelf)?;
    let front = Front { issue: &issue, teasers: &teasers, sections: &sections, folios: &folios, picture };
    let (layout, missing) = set_front(&front, shelf);
    reports.story(&[], &missing);

    let mut drawn = Drawn::default();
    let document = drawn.structure.add(None, Role::Document);
    drawn.append(press.draw(layout, shelf).map_err(Error::new)?, &[document]);
    let mut parents = SectionNodes { document, sections: &sections, open: None };
    for stories in drawn_together {
        let first = drawn.stories.len();
        let parents: Vec<NodeId> =
            (first..first + stories.stories.len()).map(|story| parents.of(story, &mut drawn.structure)).collect();
        drawn.append(stories, &parents);
    }
    let metadata = metadata(&issue, writing.right_to_left);
    Ok(Made { drawn, sections, metadata })
}

/// The parts of the structure that stories belong to, made as the stories come.
struct SectionNodes<'s> {
    document: NodeId,
    /// Those that have not begun.
    sections: &'s [Section],
    /// Of the section that has, and its last story, in the whole document.
    open: Option<(NodeId, usize)>,
}

impl SectionNodes<'_> {
    /// Stories come in order.
    fn of(&mut self, story: usize, structure: &mut Structure) -> NodeId {
        if let Some((node, _)) = self.open.filter(|(_, last)| story <= *last) {
            return node;
        }
        let Some((section, rest)) = self.sections.split_first() else { return self.document };
        self.sections = rest;
        let title = section.title.trim();
        let node = if title.is_empty() {
            self.document
        } else {
            structure.add(Some(self.document), Role::Section { title: section.title.clone() })
        };
        self.open = Some((node, story + section.stories.saturating_sub(1)));
        node
    }
}

/// The stories' positions in the job in the order of the edition, each once, and the sections that they fall into. A
/// story that no section names comes last.
fn order(issue: &Issue, count: usize) -> (Vec<usize>, Vec<Section>) {
    let mut taken = vec![false; count];
    let mut order = Vec::with_capacity(count);
    let mut sections = Vec::with_capacity(issue.sections.len());
    for section in &issue.sections {
        let before = order.len();
        for &index in &section.articles {
            if let Some(taken) = taken.get_mut(index as usize).filter(|taken| !**taken) {
                *taken = true;
                order.push(index as usize);
            }
        }
        if order.len() > before {
            sections.push(Section { title: section.title.clone(), stories: order.len() - before });
        }
    }
    let rest: Vec<usize> = taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(index, _)| index).collect();
    if !rest.is_empty() {
        sections.push(Section { title: String::new(), stories: rest.len() });
        order.extend(rest);
    }
    (order, sections)
}

/// What a story is set with.
struct StoryPlace<'e> {
    fonts: &'e Fonts,
    design: &'e Design,
    /// In the job.
    index: usize,
    edition: &'e Edition,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    OwnPage,
    BelowAnother,
}

impl StoryPlace<'_> {
    /// Returns whether the story found room.
    fn set(
        &self,
        layout: &mut Layout,
        shelf: &mut Shelf<'_>,
        reports: &mut Reports<'_>,
        article: &Article,
        position: Position,
    ) -> bool {
        let owner = Owner::Story(self.index);
        let writing = Writing::of(article);
        let sheet = Sheet::new(self.design, writing.script);
        let mut desk = Desk::new(self.fonts, &sheet, layout, &writing, shelf, owner);
        desk.heading_offset = 1;
        let found_room = match position {
            Position::OwnPage => {
                story::make_up(&mut desk, article, Some(self.edition));
                true
            }
            Position::BelowAnother => story::make_up_below(&mut desk, article, self.edition, may_be_short(article)),
        };
        if found_room {
            reports.story(&desk.diagnostics, &desk.shaper.missing);
        }
        found_room
    }
}

/// Whether a story could stand whole below another: with a longer one that is not even tried.
fn may_be_short(article: &Article) -> bool {
    const MOST_LETTERS: usize = 4_000;
    let letters = |block: &Block| match block {
        Block::Paragraph(paragraph) => plain_text(&paragraph.content).len(),
        Block::Crosshead(_)
        | Block::List(_)
        | Block::Quote(_)
        | Block::PullQuote(_)
        | Block::Figure(_)
        | Block::Table(_)
        | Block::Note(_)
        | Block::Rule(_)
        | Block::Embed(_)
        | Block::Unknown(_) => 0,
    };
    article.body.iter().map(letters).sum::<usize>() < MOST_LETTERS
}

/// Position of each section's first story, and its title.
struct SectionStarts<'s> {
    sections: std::slice::Iter<'s, Section>,
    next: usize,
}

fn section_starts(sections: &[Section]) -> SectionStarts<'_> {
    SectionStarts { sections: sections.iter(), next: 0 }
}

impl SectionStarts<'_> {
    fn next_if_at(&mut self, position: usize) -> Option<String> {
        if position != self.next {
            return None;
        }
        let section = self.sections.next()?;
        self.next += section.stories;
        Some(section.title.clone())
    }
}

/// The cover; without one the lead story's first picture. A cover that a story shows too has that story's caption.
fn front_picture(
    job: &Job<'_>,
    issue: &Issue,
    order: &[usize],
    stories: &[Drawn],
    shelf: &mut Shelf<'_>,
) -> Result<Option<FrontPicture>, Error> {
    let shows = |picture: usize| {
        let mut first = 0;
        for drawn in stories {
            let shown = drawn.pages.iter().flat_map(|page| &page.pictures).find(|shown| shown.picture == picture);
            if let Some(shown) = shown {
                return Some(first + shown.node.map_or(0, |node| drawn.story_of(node)));
            }
            first += drawn.stories.len();
        }
        None
    };
    // One that cannot be used is the host's to report: it has read the file already.
    let cover = issue.cover.as_ref().and_then(|cover| shelf.take(Owner::Issue, &cover.file).ok());
    let first = || stories.first()?.pages.iter().flat_map(|page| &page.pictures).map(|shown| shown.picture).min();
    let Some(picture) = cover.or_else(first) else { return Ok(None) };
    let Some(story) = shows(picture) else {
        let figure = Figure { alt: issue.title.clone(), ..Figure::default() };
        return Ok(Some(FrontPicture { picture, figure, story: None }));
    };
    let Some(&index) = order.get(story) else { return Ok(None) };
    let article = job.article_at(index)?;
    let figure = figures(&article).find(|figure| {
        let asset = figure.asset.as_ref();
        asset.is_some_and(|asset| shelf.take(Owner::Story(index), &asset.file) == Ok(picture))
    });
    let figure = figure.cloned().unwrap_or_default();
    Ok(Some(FrontPicture { picture, figure, story: Some(story) }))
}

fn figures(article: &Article) -> impl Iterator<Item = &Figure> {
    article.body.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None })
}

fn metadata(issue: &Issue, right_to_left: bool) -> Metadata {
    let publication = &issue.publication;
    let date = issue.date.map(|date| Words::of(publication.language.as_deref().unwrap_or_default()).date(&date));
    let title = issue.title.as_ref().map(|Text { text, .. }| text.clone());
    let parts = [Some(publication.title.clone()), title.or(issue.number.clone()).or(date)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    Metadata {
        title: if parts.is_empty() { issue.id.clone().unwrap_or_else(|| "-".to_owned()) } else { parts.join(", ") },
        authors: publication.publisher.iter().cloned().collect(),
        language: publication.language.clone().unwrap_or_default(),
        updated: issue.updated,
        right_to_left,
        ..Metadata::default()
    }
}
