//! Each story's NewsML-G2 in the book, for programs: what the page shows, with its codes and identifiers.

use pressroom_newsml::{Failure, NewsmlOptions, message};
use pressroom_pages::{Edition, Story};
use pressroom_plugin::{Error, Job};

/// The media type of a `newsMessage` (NewsML-G2 specification, 3.5).
pub const MEDIA_TYPE: &str = "application/vnd.iptc.g2.newsmessage+xml";

/// Where a story's record lies in the book.
pub fn path(story: &Story) -> String {
    format!("sources/{}.newsml.xml", story.path.trim_end_matches(".xhtml"))
}

/// The story as a message of its items. The host has taken out what is internal, since this is a reader's output.
pub fn record(job: &Job<'_>, book: &Edition, story: &Story) -> Result<Vec<u8>, Error> {
    let article = match &book.issue {
        Some(_) => job.article_at(story.index)?,
        None => job.article()?,
    };
    let mut bytes = Vec::new();
    let noticed = message(&mut bytes, &article, &NewsmlOptions::default()).map_err(|failure| match failure {
        Failure::Story(diagnostic) => Error::from(*diagnostic),
        Failure::Output(error) => Error::from(error),
    })?;
    noticed.iter().for_each(|diagnostic| job.report(diagnostic));
    Ok(bytes)
}
