//! What differs between systems. Linux is tested; the rest is written after its documentation.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(crate) use other::*;
#[cfg(unix)]
pub(crate) use unix::*;

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
