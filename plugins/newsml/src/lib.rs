//! The newsml output plugin: a shell around `pressroom-newsml`.
#![deny(unsafe_code)]

mod copies;
mod files;
mod options;

use pressroom_newsml::{Failure, Media, edition, story};
use pressroom_plugin::model::Article;
use pressroom_plugin::{Error, Job, Options, OutputPlugin, export_plugin};

use crate::files::Files;
use crate::options::ManifestOptions;

struct Newsml;

impl OutputPlugin for Newsml {
    fn new(_config: &Options) -> Result<Self, Error> {
        Ok(Newsml)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let options: ManifestOptions = job.options()?;
        let copy = options.copies_media();
        let settings = options.settings();
        let mut files = Files::new(job)?;
        let noticed = match job.issue()? {
            None => {
                let (article, media) = given(job, 0, copy)?;
                story(&mut files, &article, &media, &settings).map_err(Stopped::from)
            }
            Some(issue) => {
                let media = if copy { copies::of_cover(job, &issue)? } else { Media::default() };
                edition(&mut files, &issue, &media, stories(job, copy), &settings)
            }
        };
        noticed.map_err(|Stopped(error)| error)?.iter().for_each(|diagnostic| job.report(diagnostic));
        files.finish()
    }
}

/// One story at a time, so that an issue is never held as a whole.
fn stories<'j>(job: &'j Job<'_>, copy: bool) -> impl Iterator<Item = Result<(Article, Media), Stopped>> + 'j {
    let count = job.article_count();
    (0..count).map(move |index| {
        job.progress(index, count).map_err(Stopped)?;
        given(job, index, copy).map_err(Stopped)
    })
}

/// A story, and copies of its pictures if there are to be any.
fn given(job: &Job<'_>, index: usize, copy: bool) -> Result<(Article, Media), Error> {
    let article = job.article_at(index)?;
    let media = if copy { copies::of_story(job, index, &article)? } else { Media::default() };
    Ok((article, media))
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
