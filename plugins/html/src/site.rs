//! Writes the folder: every page, the style sheet, the pictures as they are.

use std::io::{Read, Write};

use pressroom_pages::names::INDEX;
use pressroom_pages::pictures::{self, Picture};
use pressroom_pages::story::Neighbours;
use pressroom_pages::{Edition, Section};
use pressroom_plugin::{Error, Job};

use crate::options::Options;
use crate::pages::{self, IMPRINT, STYLESHEET};

const STYLE: &str = include_str!("style.css");

/// Of a picture, at a time.
const PIECE_BYTES: usize = 256 * 1024;

pub struct Site<'j> {
    job: &'j Job<'j>,
    pub edition: Edition,
    /// The address of the folder on the web, with its last `/`.
    pub base: Option<String>,
}

impl<'j> Site<'j> {
    pub fn new(job: &'j Job<'j>, edition: Edition, options: &Options) -> Self {
        Site { job, edition, base: options.base(job) }
    }

    pub fn write(&self) -> Result<(), Error> {
        if self.edition.issue.is_some() {
            self.page(INDEX, pages::front::page(self))?;
            for section in &self.edition.sections {
                self.section(section)?;
            }
            if let Some(page) = pages::imprint::page(self) {
                self.page(IMPRINT, page)?;
            }
        }
        self.stories()?;
        self.file(STYLESHEET, STYLE.as_bytes())?;
        self.pictures()
    }

    fn section(&self, section: &Section) -> Result<(), Error> {
        match &section.title {
            Some(title) => self.page(&section.path, pages::section::page(self, section, title)),
            None => Ok(()),
        }
    }

    fn stories(&self) -> Result<(), Error> {
        let stories: Vec<_> = self.edition.stories().collect();
        for (number, story) in stories.iter().enumerate() {
            self.job.progress(number, self.edition.steps())?;
            let article = match &self.edition.issue {
                Some(_) => self.job.article_at(story.index)?,
                None => self.job.article()?,
            };
            let previous = number.checked_sub(1).and_then(|before| stories.get(before)).copied();
            let neighbours = Neighbours { previous, next: stories.get(number + 1).copied() };
            let mut losses = Vec::new();
            let page = pages::story::page(self, story, article, neighbours, &mut losses);
            losses.iter().for_each(|loss| self.job.report(loss));
            self.page(&story.path, page)?;
        }
        Ok(())
    }

    fn pictures(&self) -> Result<(), Error> {
        let (stories, steps) = (self.edition.stories().count(), self.edition.steps());
        let mut piece = vec![0; PIECE_BYTES];
        for (at, picture) in self.edition.stories().flat_map(|story| &story.pictures).chain(self.cover()).enumerate() {
            self.job.progress(stories + at, steps)?;
            // It could be opened when the site was planned; that it cannot be now fails the site.
            let mut resource = pictures::open(self.job, picture.owner, &picture.file)?;
            let mut output = self.job.output(&picture.path)?;
            loop {
                match resource.read(&mut piece)? {
                    0 => break,
                    count => output.write_all(piece.get(..count).unwrap_or_default())?,
                }
            }
            output.finish()?;
        }
        Ok(())
    }

    /// The issue's cover, which nothing but a network shows, and that by its address.
    pub fn cover(&self) -> Option<&Picture> {
        self.edition.cover.as_ref().filter(|_| self.base.is_some())
    }

    fn page(&self, path: &str, html: String) -> Result<(), Error> {
        // The index is the main output.
        self.file(if path == INDEX { "" } else { path }, html.as_bytes())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let mut output = self.job.output(name)?;
        output.write_all(bytes)?;
        output.finish()
    }
}
