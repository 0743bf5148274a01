//! The html output plugin: a story, or an issue of many, as a folder of static pages for the web.
//!
//! `pressroom-pages` plans what is in it; `site` writes the `pages`, the style sheet and the pictures, one at a time. There
//! is no script and nothing is fetched from elsewhere.
#![deny(unsafe_code)]

mod options;
mod pages;
mod site;
mod social;

#[cfg(test)]
mod tests;

use pressroom_core::Code;
use pressroom_pages::names::Naming;
use pressroom_pages::{Codes, Edition, NoteOpening, Output, WideTables};
use pressroom_plugin::{Error, Job, OutputPlugin, export_plugin};

use crate::options::Options;
use crate::site::Site;

const OUTPUT: Output = Output {
    format: "HTML",
    naming: Naming::Readable,
    codes: Codes {
        no_headline: Code::warning("HTML01"),
        not_described: Code::warning("HTML02"),
        bad_language: Code::warning("HTML03"),
        no_byline: Code::note("HTML06"),
        no_stories: Code::error("HTML04"),
    },
    tables: WideTables::Scroll,
    notes: NoteOpening::InPlace,
};

struct Html;

impl OutputPlugin for Html {
    fn new(_: &pressroom_plugin::Options) -> Result<Self, Error> {
        Ok(Html)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let options: Options = job.options()?;
        let edition = Edition::plan(job, &OUTPUT, |_, _| {})?;
        Site::new(job, edition, &options).write()
    }
}

export_plugin!(Html, include_str!("../manifest.json"));
