//! Systems without Unix's sockets and signals, such as Windows: plugins run in the host's own process.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::Access;

/// No worker processes here yet.
pub(crate) const HAS_WORKERS: bool = false;

/// Access lists are not looked at: an installation's folders are protected by the system.
pub(crate) fn access(_path: &Path) -> io::Result<Option<Access>> {
    Ok(None)
}

pub fn worker_main() -> ExitCode {
    ExitCode::FAILURE
}
