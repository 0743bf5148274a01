//! Write an output plugin for Pressroom.
//!
//! A plugin is a shared library with one exported symbol. It gets stories as data and gives back named bytes; it never
//! touches the disk. In Rust it is a type that implements [`OutputPlugin`], and one line that exports it:
//!
//! ```no_run
//! use std::io::Write;
//!
//! use pressroom_plugin::{Error, Job, Options, OutputPlugin, export_plugin, model::Block, model::plain_text};
//!
//! struct Text;
//!
//! impl OutputPlugin for Text {
//!     fn new(_config: &Options) -> Result<Self, Error> {
//!         Ok(Text)
//!     }
//!
//!     fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
//!         let article = job.article()?;
//!         let mut out = job.output("")?;
//!         for block in &article.body {
//!             if let Block::Paragraph(paragraph) = block {
//!                 writeln!(out, "{}\n", plain_text(&paragraph.content))?;
//!             }
//!         }
//!         out.finish()
//!     }
//! }
//!
//! export_plugin!(
//!     Text,
//!     r#"{ "id": "text", "name": "Plain text", "version": "0.1.0", "kind": "output", "abi": "1.0",
//!          "suffix": ".txt", "media_type": "text/plain", "scope": ["article"], "audience": "reader" }"#
//! );
//! # fn main() {}
//! ```

pub mod abi;
mod error;
mod export;
mod job;
pub mod manifest;
pub mod serve;
pub mod testing;

pub use error::Error;
#[doc(hidden)]
pub use export::__private;
pub use job::{Job, Options, Output, Resource};
pub use manifest::Manifest;
pub use pressroom_core as core;
pub use pressroom_core::model;
pub use pressroom_core::{Code, Diagnostic, Severity};

/// An output plugin. One instance serves many jobs, one after another or at once.
pub trait OutputPlugin: Sized + Send + Sync + 'static {
    /// Makes an instance. Options are validated against the manifest and filled with its defaults.
    fn new(config: &Options) -> Result<Self, Error>;

    /// Writes the outputs of one job. On an error nothing of the job lands on disk.
    fn convert(&self, job: &Job<'_>) -> Result<(), Error>;
}
