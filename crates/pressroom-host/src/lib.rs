//! The host: finds plugins, runs them in worker processes, and lands what they write on disk.
//!
//! ```text
//! search     where plugins may lie, in order
//! discover   object_file (read, not run) + trust -> Plugin
//! options    what the user gave, typed by the plugin's schema
//! run        pool -> process (the host's side) | worker (the plugin's side) over protocol
//! job        serves a plugin's calls: outputs -> landing, pictures -> resources, diagnostics
//! ```
//!
//! Only this crate touches the disk for a plugin, and only `library` has unsafe code. A plugin's fault ends one
//! conversion and is blamed on the plugin and the document.
#![deny(unsafe_code)]

pub mod codes;
pub mod conformance;
mod conversion;
mod discover;
mod job;
pub mod landing;
mod library;
pub mod nearest;
mod object_file;
pub mod options;
mod output_name;
mod platform;
mod pool;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod protocol;
mod resources;
pub mod search;
mod seat;
mod settings;
mod spill;
mod temporary;
mod trust;
#[cfg(unix)]
mod worker;

pub use conversion::{Conversion, Edition, Outcome, Story};
pub use discover::{Discovery, Plugin, discover, read_plugin};
pub use landing::{Landed, Ready, land_all};
pub use platform::worker_main;
pub use pool::run;
pub use settings::{DEFAULT_TIMEOUT, Settings, WORKER_ARGUMENT, Watch, WorkerCommand};
pub use spill::Spill;
