//! The book's text, put together by epub-builder: pages, style sheet, fonts and the container around them.
//!
//! What epub-builder does not say of a book, or says wrongly, is added by `finish`.

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};
use pressroom_core::Direction;
use pressroom_pages::story::Neighbours;
use pressroom_pages::{Edition, Section};
use pressroom_plugin::{Error, Job};
use uuid::Uuid;

use crate::fonts::{self, Letters};
use crate::pages::{self, CONTENTS, COVER, IMPRINT};
use crate::thumbnails::Thumbnails;

const STYLE: &str = include_str!("style.css");

/// Levels of the table of contents.
const TOP_LEVEL: i32 = 1;
const BELOW_SECTION: i32 = 2;

/// An EPUB in memory, without its pictures. Stories are decoded one at a time.
pub fn text(job: &Job<'_>, book: &Edition, thumbnails: &Thumbnails) -> Result<Vec<u8>, Error> {
    let mut assembly = Assembly::new(book)?;
    if let Some(issue) = &book.issue {
        assembly.page(COVER, None, pages::cover::page(book, issue))?;
        assembly.page(CONTENTS, None, pages::contents::page(book, thumbnails))?;
    }
    let stories: Vec<_> = book.stories().collect();
    let (mut number, steps) = (0, book.steps());
    for section in &book.sections {
        let level = assembly.section(book, section, thumbnails)?;
        for story in &section.stories {
            job.progress(number, steps)?;
            let article = match &book.issue {
                Some(_) => job.article_at(story.index)?,
                None => job.article()?,
            };
            let previous = number.checked_sub(1).and_then(|before| stories.get(before)).copied();
            let neighbours = Neighbours { previous, next: stories.get(number + 1).copied() };
            let mut losses = Vec::new();
            let page = pages::story::page(book, story, article, neighbours, &mut losses);
            losses.iter().for_each(|loss| job.report(loss));
            assembly.page(&story.path, Some((&story.headline, level)), page)?;
            number += 1;
        }
    }
    if let Some(page) = book.issue.as_ref().and_then(|issue| pages::imprint::page(book, issue)) {
        assembly.page(IMPRINT, Some((book.words().imprint, TOP_LEVEL)), page)?;
    }
    assembly.finish()
}

struct Assembly {
    builder: EpubBuilder<ZipLibrary>,
    /// Whatever the pages are written with, mark-up included, which is ASCII.
    letters: Letters,
}

impl Assembly {
    fn new(book: &Edition) -> Result<Self, Error> {
        let mut builder = EpubBuilder::new(ZipLibrary::new().map_err(failed)?).map_err(failed)?;
        builder.epub_version(EpubVersion::V33);
        builder.set_title(book.title.as_str());
        builder.set_toc_name(book.words().contents);
        builder.set_generator("Pressroom");
        let direction = match book.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        builder.metadata("direction", direction).map_err(failed)?;
        // Both stand in for what `finish` writes; left unset, one would be random and the other the clock's.
        builder.set_uuid(Uuid::nil());
        builder.set_modified_date(chrono::DateTime::UNIX_EPOCH);
        builder.stylesheet(STYLE.as_bytes()).map_err(failed)?;
        Ok(Assembly { builder, letters: Letters::empty() })
    }

    /// The section's title page, if it has one; returns the level of its stories in the table of contents.
    fn section(&mut self, book: &Edition, section: &Section, thumbnails: &Thumbnails) -> Result<i32, Error> {
        let Some(title) = &section.title else { return Ok(TOP_LEVEL) };
        self.page(&section.path, Some((title, TOP_LEVEL)), pages::section::page(book, section, title, thumbnails))?;
        Ok(BELOW_SECTION)
    }

    /// Adds a page to the reading order and, with a title and level, to the table of contents.
    fn page(&mut self, path: &str, entry: Option<(&str, i32)>, xhtml: String) -> Result<(), Error> {
        self.letters.extend(xhtml.chars().map(u32::from));
        let mut content = EpubContent::new(path, xhtml.as_bytes());
        if let Some((title, level)) = entry {
            // epub-builder escapes it, but keeps characters that XML cannot hold.
            let legal = |c: char| if pressroom_xhtml::is_xml_character(c) { c } else { char::REPLACEMENT_CHARACTER };
            content = content.title(title.chars().map(legal).collect::<String>()).level(level);
        }
        self.builder.add_content(content).map(|_| ()).map_err(failed)
    }

    fn finish(mut self) -> Result<Vec<u8>, Error> {
        for face in &fonts::FACES {
            let font = fonts::subset(&face.font, &self.letters)?;
            self.builder.add_resource(face.path, font.as_slice(), "font/ttf").map_err(failed)?;
        }
        self.builder.add_resource(fonts::LICENCE_PATH, fonts::licence().as_bytes(), "text/plain").map_err(failed)?;
        let mut epub = Vec::new();
        self.builder.generate(&mut epub).map_err(failed)?;
        Ok(epub)
    }
}

fn failed(error: epub_builder::Error) -> Error {
    Error::new(format_args!("the book cannot be put together: {error}"))
}
