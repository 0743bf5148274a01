//! The epub output plugin: a story, or an issue of many, as an EPUB 3.3 book.
//!
//! `book` plans what is in it; `assemble` has epub-builder put the `pages` together; `finish` completes what epub-builder
//! cannot say, and adds the pictures, one at a time.
#![deny(unsafe_code)]

mod accessibility;
mod assemble;
mod book;
mod finish;
mod fonts;
mod metadata;
mod options;
mod pages;
mod pictures;
mod words;

#[cfg(test)]
mod tests;

use pressroom_plugin::{Error, Job, OutputPlugin, export_plugin};

use crate::book::Book;
use crate::options::Options;

struct Epub;

impl OutputPlugin for Epub {
    fn new(_: &pressroom_plugin::Options) -> Result<Self, Error> {
        Ok(Epub)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let options: Options = job.options()?;
        let book = Book::plan(job)?;
        let text = assemble::text(job, &book)?;
        finish::write(job, &book, &options, text)
    }
}

export_plugin!(Epub, include_str!("../manifest.json"));
