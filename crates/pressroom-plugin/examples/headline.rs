//! A whole plugin: the headline of a story as a file of its own.
#![deny(unsafe_code)]

use std::io::Write;

use pressroom_plugin::{Error, Job, Options, OutputPlugin, export_plugin};

struct Headline;

impl OutputPlugin for Headline {
    fn new(_config: &Options) -> Result<Self, Error> {
        Ok(Headline)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let article = job.article()?;
        let mut out = job.output("")?;
        writeln!(out, "{}", article.headline.as_deref().unwrap_or("no headline"))?;
        out.finish()
    }
}

export_plugin!(
    Headline,
    r#"{ "id": "headline", "name": "Headline", "version": "0.1.0", "kind": "output", "abi": "1.0", "suffix": ".txt",
         "media_type": "text/plain", "scope": ["article"], "audience": "reader" }"#
);
