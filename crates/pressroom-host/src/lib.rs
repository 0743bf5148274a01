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
//! Only this crate touches the disk for a plugin, and only `library` has unsafe code. A worker confines itself before it
//! loads its plugin; `platform` says how. A plugin's fault ends one
//! conversion and is blamed on the plugin and the document.
#![deny(unsafe_code)]

pub mod codes;
pub mod conformance;
mod conversion;
mod discover;
mod job;
pub mod landing;
mod library;
mod lockfile;
pub mod nearest;
mod object_file;
pub mod options;
mod original;
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
mod trial;
mod trust;
#[cfg(unix)]
mod worker;

pub use conversion::{Conversion, Edition, Outcome, Story};
pub use discover::{Discovery, FolderState, Looked, Plugin, Verdict, discover, read_plugin};
pub use landing::{Landed, Ready, land_all};
pub use lockfile::{LOCK_FILE, Lock, Sum};
pub use original::OriginalFile;
pub use platform::{Sandbox, SandboxOffer, sandbox_offer, worker_main};
pub use pool::run;
pub use settings::{
    DEFAULT_MEMORY_BYTES, DEFAULT_OUTPUT_BYTES, DEFAULT_TIMEOUT, Settings, WORKER_ARGUMENT, Watch, WorkerCommand,
};
pub use spill::Spill;
pub use trial::try_loading;
