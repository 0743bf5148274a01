//! The epub output plugin: a story, or an issue of many, as an EPUB 3.3 book.
//!
//! `pressroom-pages` plans what is in it; `assemble` has epub-builder put the `pages` together; `finish` completes what epub-builder
//! cannot say, and adds the pictures, one at a time.
#![deny(unsafe_code)]

mod accessibility;
mod assemble;
mod finish;
mod fonts;
mod metadata;
mod options;
mod pages;
mod sources;
mod thumbnails;

#[cfg(test)]
mod tests;

use pressroom_core::Code;
use pressroom_pages::names::Naming;
use pressroom_pages::{Codes, Edition, NoteOpening, Output, WideTables};
use pressroom_plugin::{Error, Job, OutputPlugin, export_plugin};

use crate::metadata::Metadata;
use crate::options::Options;

const OUTPUT: Output = Output {
    format: "EPUB",
    naming: Naming::Numbered,
    codes: Codes {
        no_headline: Code::warning("EPUB01"),
        not_described: Code::warning("EPUB02"),
        bad_language: Code::warning("EPUB03"),
        no_byline: Code::note("EPUB07"),
        no_stories: Code::error("EPUB04"),
    },
    tables: WideTables::Stack,
    notes: NoteOpening::OverPage,
};

struct Epub;

impl OutputPlugin for Epub {
    fn new(_: &pressroom_plugin::Options) -> Result<Self, Error> {
        Ok(Epub)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let options: Options = job.options()?;
        let mut metadata = job.issue()?.as_ref().map(Metadata::of_issue);
        let book = Edition::plan(job, &OUTPUT, |article, story| match &mut metadata {
            Some(metadata) => metadata.add_story(article, story),
            None => metadata = Some(Metadata::of_story(article, story)),
        })?;
        let thumbnails = thumbnails::make(job, &book, &options)?;
        let text = assemble::text(job, &book, &thumbnails)?;
        let plan = finish::Plan { book: &book, metadata: &metadata.unwrap_or_default(), options: &options, thumbnails };
        finish::write(job, &plan, text)
    }
}

export_plugin!(Epub, include_str!("../manifest.json"));
