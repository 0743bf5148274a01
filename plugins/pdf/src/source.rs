//! What a document was made from, to travel in it: NewsML-G2. The copy as it came in never reaches a plugin.

use pressroom_core::Code;
use pressroom_core::{Article, Diagnostic, Issue, Severity};
use pressroom_newsml::{Failure, Media, NewsmlOptions, edition, message};
use pressroom_plugin::{Error, Job};

use crate::finish::attachments::Attachment;

/// `{reason}`: no NewsML-G2 can be made of the story, so that the PDF comes without it.
const NOT_EMBEDDED: Code = Code::loss("PDF12");
/// `{codes}`: what the embedded NewsML-G2 does not say.
const EMBEDDED_WITH_LOSSES: Code = Code::loss("PDF13");

pub fn of_story(job: &Job<'_>, article: &Article) -> Option<Attachment> {
    let mut content = Vec::new();
    match message(&mut content, article, &NewsmlOptions::default()) {
        Ok(noticed) => attached(job, content, &noticed),
        Err(failure) => not_attached(job, &failure),
    }
}

/// An edition's stories are read once more, one at a time.
pub fn of_issue(job: &Job<'_>, issue: &Issue) -> Result<Option<Attachment>, Error> {
    let mut content = Vec::new();
    let mut take = |_: &str, bytes: &[u8]| {
        content.extend_from_slice(bytes);
        Ok(())
    };
    let stories = job.articles().map(|article| Ok((article.map_err(Stopped::Job)?, Media::default())));
    match edition(&mut take, issue, &Media::default(), stories, &NewsmlOptions::default()) {
        Ok(noticed) => Ok(attached(job, content, &noticed)),
        Err(Stopped::Newsml(failure)) => Ok(not_attached(job, &failure)),
        Err(Stopped::Job(error)) => Err(error),
    }
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
        name: "newsml-g2.xml",
        media_type: "application/vnd.iptc.g2.newsmessage+xml",
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
