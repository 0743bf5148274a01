//! What a document was made from, to travel in it: NewsML-G2, and the copy as it came in where readers may have all of it.

mod originals;

use pressroom_core::Code;
use pressroom_core::{Article, Diagnostic, Issue, Severity};
use pressroom_newsml::{Failure, Media, NewsmlOptions, edition, message};
use pressroom_plugin::{Error, Job};

use crate::finish::attachments::Attachment;

/// `{reason}`: no NewsML-G2 can be made of the story, so that the PDF comes without it.
const NOT_EMBEDDED: Code = Code::loss("PDF12");
/// `{codes}`: what the embedded NewsML-G2 does not say.
const EMBEDDED_WITH_LOSSES: Code = Code::loss("PDF13");

const NEWSML_NAME: &str = "newsml-g2.xml";

pub fn of_story(job: &Job<'_>, article: &Article) -> Vec<Attachment> {
    let mut content = Vec::new();
    let newsml = match message(&mut content, article, &NewsmlOptions::default()) {
        Ok(noticed) => attached(job, content, &noticed),
        Err(failure) => not_attached(job, &failure),
    };
    let originals = originals::of(job, article.original.iter().map(|original| (0, original.clone())));
    newsml.into_iter().chain(originals).collect()
}

/// An edition's stories are read once more, one at a time.
pub fn of_issue(job: &Job<'_>, issue: &Issue) -> Result<Vec<Attachment>, Error> {
    let mut originals = Vec::new();
    let mut content = Vec::new();
    let mut take = |_: &str, bytes: &[u8]| {
        content.extend_from_slice(bytes);
        Ok(())
    };
    let stories = job.articles().map(|article| Ok((article.map_err(Stopped::Job)?, Media::default())));
    let newsml = match edition(&mut take, issue, &Media::default(), stories, &NewsmlOptions::default()) {
        Ok(noticed) => attached(job, content, &noticed),
        Err(Stopped::Newsml(failure)) => not_attached(job, &failure),
        Err(Stopped::Job(error)) => return Err(error),
    };
    // Not on the way above, which ends at a story that cannot be NewsML-G2.
    for (index, article) in job.articles().enumerate() {
        originals.extend(article?.original.map(|original| (index, original)));
    }
    Ok(newsml.into_iter().chain(originals::of(job, originals)).collect())
}

enum Stopped {
    Newsml(Failure),
    Job(Error),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Stopped::Newsml(failure)
    }
}

fn attached(job: &Job<'_>, content: Vec<u8>, noticed: &[Diagnostic]) -> Option<Attachment> {
    let mut codes: Vec<&str> =
        noticed.iter().filter(|one| one.severity == Severity::Loss).map(|one| one.code.as_ref()).collect();
    codes.sort_unstable();
    codes.dedup();
    if !codes.is_empty() {
        job.report(&Diagnostic::new(EMBEDDED_WITH_LOSSES).arg("codes", codes.join(", ")));
    }
    Some(Attachment {
        name: NEWSML_NAME.to_owned(),
        media_type: "application/vnd.iptc.g2.newsmessage+xml".to_owned(),
        description: "NewsML-G2",
        content,
    })
}

fn not_attached(job: &Job<'_>, failure: &Failure) -> Option<Attachment> {
    let reason = match failure {
        Failure::Story(diagnostic) => {
            let values: Vec<&str> = diagnostic.args.values().map(String::as_str).collect();
            format!("{} {}", diagnostic.code, values.join(", "))
        }
        Failure::Output(error) => error.to_string(),
    };
    job.report(&Diagnostic::new(NOT_EMBEDDED).arg("reason", reason));
    None
}
