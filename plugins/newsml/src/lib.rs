//! The newsml output plugin: a shell around `pressroom-newsml`.
#![deny(unsafe_code)]

use pressroom_newsml::{Failure, MessageOptions, edition, message};
use pressroom_plugin::model::Article;
use pressroom_plugin::{Error, Job, Options, OutputPlugin, export_plugin};
use serde::Deserialize;

struct Newsml;

/// The options of manifest.json.
#[derive(Deserialize)]
struct NewsmlOptions {
    provider: Option<String>,
    guid_prefix: Option<String>,
}

impl OutputPlugin for Newsml {
    fn new(_config: &Options) -> Result<Self, Error> {
        Ok(Newsml)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let NewsmlOptions { provider, guid_prefix } = job.options()?;
        let options = MessageOptions { provider, guid_prefix };
        let mut out = job.output("")?;
        let noticed = match job.issue()? {
            None => message(&mut out, &job.article()?, &options).map_err(Stopped::from),
            Some(issue) => edition(&mut out, &issue, stories(job), &options),
        };
        noticed.map_err(|Stopped(error)| error)?.iter().for_each(|diagnostic| job.report(diagnostic));
        out.finish()
    }
}

/// One story at a time, so that an issue is never held as a whole.
fn stories<'j>(job: &'j Job<'_>) -> impl Iterator<Item = Result<Article, Stopped>> + 'j {
    let count = job.article_count();
    (0..count).map(move |index| {
        job.progress(index, count).map_err(Stopped)?;
        job.article_at(index).map_err(Stopped)
    })
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

export_plugin!(Newsml, include_str!("../manifest.json"));

#[cfg(test)]
mod tests;
