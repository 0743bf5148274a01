//! The ninjs output plugin: a shell around `pressroom-ninjs`.
#![deny(unsafe_code)]

use std::io::Write;

use pressroom_ninjs::{Failure, document, edition};
use pressroom_plugin::{Error, Job, Options, OutputPlugin, export_plugin};
use serde::Deserialize;

struct Ninjs;

/// The options of manifest.json.
#[derive(Deserialize)]
struct NinjsOptions {
    uri_prefix: Option<String>,
    picture_base: Option<String>,
}

impl OutputPlugin for Ninjs {
    fn new(_config: &Options) -> Result<Self, Error> {
        Ok(Ninjs)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let NinjsOptions { uri_prefix, picture_base } = job.options()?;
        let options = pressroom_ninjs::Options { uri_prefix, picture_base };
        let mut out = job.output("")?;
        let noticed = match job.issue()? {
            None => {
                let (json, noticed) = document(&job.article()?, &options).map_err(Stopped::from)?;
                out.write_all(json.as_bytes())?;
                noticed
            }
            Some(issue) => {
                let count = u32::try_from(job.article_count()).unwrap_or(u32::MAX);
                let mut done = 0;
                // One story at a time, so that an issue is never held as a whole.
                let story = |position: u32| {
                    job.progress(done, job.article_count()).map_err(Stopped)?;
                    done += 1;
                    job.article_at(position as usize).map_err(Stopped)
                };
                edition(&mut out, &issue, count, story, &options)?
            }
        };
        noticed.iter().for_each(|diagnostic| job.report(diagnostic));
        out.finish()
    }
}

/// The SDK's error, made of the library's.
struct Stopped(Error);

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Stopped(match failure {
            Failure::Story(diagnostic) => Error::from(*diagnostic),
            Failure::Output(error) => Error::from(error),
        })
    }
}

impl From<Stopped> for Error {
    fn from(Stopped(error): Stopped) -> Self {
        error
    }
}

export_plugin!(Ninjs, include_str!("../manifest.json"));

#[cfg(test)]
mod tests;
