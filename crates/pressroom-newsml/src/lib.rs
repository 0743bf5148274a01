//! NewsML-G2 2.35, conformance level power, as a library: writer, reader, linter, comparison.
//!
//! A story becomes an item for its text and one for each of its pictures; an issue the items of all its stories and a
//! package of them. They travel in one `newsMessage` or as files of their own. Files are named for the parts of the
//! standard that they write; the module `xml` alone makes mark-up, so that nothing ill-formed can go out. Where every
//! field of the model goes is said in docs/newsml.md.
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
mod media;
mod message;
mod nitf;
mod options;
mod outputs;
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

pub use diff::{Diff, Difference, Said, diff};
pub use edition::edition;
pub use ids::short_name;
pub use lint::{Lint, codes as lint_codes, lint};
pub use media::{Media, MediaCopy};
pub use message::{message, story};
pub use options::{Body, CATALOG, GROUP_ROLES, NewsmlOptions, STANDARD_VERSION, Wrapper};
pub use outputs::Outputs;
pub use reader::{MAX_INPUT_BYTES, Story, read, read_in_zone, recognises};

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
