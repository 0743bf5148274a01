//! The conformance kit: what every output plugin has to do, tried on a built library.
//!
//! ```text
//! supervise   the parent: one child process for each test, so that a crash or a hang is a result
//! child       the child: loads the plugin, runs one test, leaves a record
//! bench       an opened plugin, and jobs for it from stories
//! sink        what the plugin calls: keeps its outputs, refuses what the test wants refused
//! tests/      the tests, a concern a file
//! ```
#![forbid(unsafe_code)]

mod bench;
mod child;
pub mod codes;
mod record;
mod sink;
mod stories;
mod supervise;
mod tests;

pub use child::{CHILD_ARGUMENT, child_main};
pub use record::Verdict;
pub use supervise::{Outcome, Settings, check, run_one};
pub use tests::{Group, Test};
