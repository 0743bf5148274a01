//! Support of the end-to-end tests: the built command, a scratch folder, golden files, outside validators.
//!
//! A helper that cannot do its work panics: here that is a test's failure.
#![forbid(unsafe_code)]
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod command;
mod golden;
mod scratch;
mod validators;

pub use command::{Run, built_folder, pressroom, pressroom_in};
pub use golden::golden;
pub use scratch::Scratch;
pub use validators::{fonts, schemas, system_tool, validator};

use std::path::PathBuf;

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_path_buf()
}
