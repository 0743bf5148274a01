//! NewsML-G2 2.35, conformance level power, as a library: writer, reader, linter, comparison.
//!
//! A story becomes a `newsMessage` that holds one item for its text and one for each of its pictures; an issue one with the
//! items of all its stories and a package of them. Files are named
//! for the parts of the standard that they write; the module `xml` alone puts bytes out, so that nothing ill-formed can.
//!
//! | model | NewsML-G2 |
//! |---|---|
//! | id, version, language, direction | `newsItem` `@guid` `@version` `@xml:lang` `@dir` |
//! | copyright, usage_terms | `rightsInfo`: `copyrightNotice`, `usageTerms` |
//! | provider, updated, embargo, status, ed_note, signals, links | `itemMeta` |
//! | section | `itemMeta/service`, a code of the writer's own scheme |
//! | created, urgency, located, source, byline, contributors, genre, keywords, subjects, slugline | `contentMeta` |
//! | headline, deck | `headline`; `headline` with the writer's own role `deck` |
//! | dateline, byline, credit_line, summary | `dateline`, `by`, `creditline`, `description` role `drol:summary` |
//! | body | `contentSet/inlineXML`, XHTML5 |
//! | figure with an asset | a `newsItem` of class `ninat:picture`, linked from the text |
//! | issue | a `packageItem`: a group for the issue, one for each section, references to their items |
//! | issue: cover, number, ISSN, date, nameplate, imprint | `contentMeta`: `icon`, `altId`, `description`, by own codes |
#![forbid(unsafe_code)]

mod body;
pub mod codes;
mod concept;
mod content_meta;
mod diff;
mod edition;
mod ids;
mod item_meta;
mod lint;
mod message;
mod package_item;
mod picture_item;
mod reader;
mod rights;
mod story;
mod text_item;
mod vocabulary;
mod xml;

use std::io;

use pressroom_core::Diagnostic;

pub use edition::edition;
pub use diff::{Diff, Difference, Said, diff};
pub use lint::{Lint, codes as lint_codes, lint};
pub use message::message;
pub use reader::{MAX_INPUT_BYTES, Story, read, recognises};

/// What the house decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageOptions {
    /// Who distributes the stories that do not say so themselves.
    pub provider: Option<String>,
    /// Stands before the id of a story whose id is not an IRI, such as `urn:newsml:example.org:`.
    pub guid_prefix: Option<String>,
}

/// Why no message was written, or not all of one.
#[derive(Debug)]
pub enum Failure {
    /// A story or the issue cannot be a valid item.
    Story(Box<Diagnostic>),
    /// The output took no more bytes.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Failure::Story(Box::new(diagnostic))
    }
}
