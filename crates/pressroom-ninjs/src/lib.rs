//! ninjs (News in JSON) as a library: a writer of 3.1 and a reader of 1.x to 3.x and of Superdesk's dialect.
//!
//! | model | ninjs 3.1 |
//! |---|---|
//! | id, version, language | `uri`, `version`, `language` |
//! | direction | `dir` of the body's XHTML |
//! | updated, created, embargo | `versionCreated`, `contentCreated`, `embargoedUntil` |
//! | created without a time, the dateline's date | `descriptions`, roles `contentCreated`, `datelineDate` |
//! | status, urgency, ed_note, slugline | `pubStatus`, `urgency`, `edNote`, `slugline` |
//! | headline, deck, summary | `headlines`, roles `main`, `subhead`; `descriptions`, role `summary` |
//! | byline, contributors | `by`; `people`, rel `author`, `contributor`; role and affiliation as `contactInfo` |
//! | dateline | `located`; `descriptions`, role `dateline`; `infoSources`, role `datelineAgency` |
//! | located | `places` |
//! | subjects, section, keywords, signals | `subjects`, rel `about`, `section`, `keyword`, `signal` |
//! | genre | `genres` |
//! | provider, source, credit_line | `infoSources`, roles `provider`, `source`, `creditline` |
//! | copyright_holder, copyright, usage_terms | `copyrightHolder`, `copyrightNotice`, `usageTerms` |
//! | body | `bodies`, XHTML |
//! | figures with a picture | `associations` of type picture with `renditions` |
//! | links | `associations`, representationType `partial` |
#![forbid(unsafe_code)]

pub mod codes;
mod concepts;
mod read;
mod uri;
mod words;
mod write;

use std::io;

use pressroom_core::Diagnostic;

pub use read::{MAX_INPUT_BYTES, Story, read, read_in_zone, recognises};
pub use write::edition::edition;
pub use write::{Options, document};

/// Why no item was written, or not all of one.
#[derive(Debug)]
pub enum Failure {
    /// A story or the issue cannot be a valid item.
    Story(Box<Diagnostic>),
    /// The output took no more bytes.
    Output(io::Error),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Failure::Story(Box::new(diagnostic))
    }
}
