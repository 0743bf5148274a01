//! What differs between systems. Linux is tested; the rest is written after its documentation.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(target_os = "linux")]
pub(crate) use linux::*;
#[cfg(all(unix, not(target_os = "linux")))]
mod unconfined;
#[cfg(not(unix))]
pub(crate) use other::*;
#[cfg(all(unix, not(target_os = "linux")))]
pub(crate) use unconfined::*;
#[cfg(unix)]
pub(crate) use unix::*;

#[cfg(target_os = "linux")]
pub use linux::sandbox_offer;
#[cfg(not(unix))]
pub use other::sandbox_offer;
#[cfg(all(unix, not(target_os = "linux")))]
pub use unconfined::sandbox_offer;

#[cfg(unix)]
pub use crate::worker::worker_main;
#[cfg(not(unix))]
pub use other::worker_main;

/// Who may write a file.
pub(crate) struct Access {
    pub owner: u32,
    pub group: u32,
    /// Permission bits.
    pub mode: u32,
    /// The user that this process acts for.
    pub user: u32,
}

/// How far the system keeps a plugin from files and sockets that are none of its business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sandbox {
    /// As far as this Pressroom asks for.
    Whole,
    /// Files are kept from it; an older kernel cannot do all of the rest.
    Partly,
    /// The system has nothing for it, or refuses it.
    Absent,
}

/// What of a sandbox the system offers, as far as can be told without entering one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SandboxOffer {
    pub sandbox: Sandbox,
    /// Such as `Landlock ABI 7`.
    pub by: String,
}

/// How a process ended.
#[cfg(unix)]
pub(crate) struct Finished {
    pub status: std::process::ExitStatus,
    /// The most memory that it held at once.
    pub peak_bytes: u64,
}
