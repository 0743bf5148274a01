//! The nitf output plugin: a shell around `pressroom-nitf`.
#![deny(unsafe_code)]

use std::io::Write;

use pressroom_nitf::{Entry, contents, document};
use pressroom_plugin::{Diagnostic, Error, Job, Options, OutputPlugin, export_plugin};

struct Nitf;

impl OutputPlugin for Nitf {
    fn new(_config: &Options) -> Result<Self, Error> {
        Ok(Nitf)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let Some(issue) = job.issue()? else { return write(job, "", document(&job.article()?)?) };
        // NITF holds one story: an edition is a document for each, and one that lists them.
        let count = job.article_count();
        let mut entries = Vec::with_capacity(count);
        for index in 0..count {
            job.progress(index, count)?;
            let article = job.article_at(index)?;
            write(job, &format!("{:03}.nitf.xml", index + 1), document(&article)?)?;
            entries.push(Entry::of(&article));
        }
        write(job, "", contents(&issue, &entries)?)
    }
}

fn write(job: &Job<'_>, name: &str, (xml, noticed): (String, Vec<Diagnostic>)) -> Result<(), Error> {
    noticed.iter().for_each(|diagnostic| job.report(diagnostic));
    let mut out = job.output(name)?;
    out.write_all(xml.as_bytes())?;
    out.finish()
}

export_plugin!(Nitf, include_str!("../manifest.json"));

#[cfg(test)]
mod tests;
