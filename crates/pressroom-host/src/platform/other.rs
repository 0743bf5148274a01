//! Systems without Unix's sockets and signals, such as Windows: plugins run in the host's own process.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Access, Sandbox, SandboxOffer};

/// No worker processes here yet.
pub(crate) const HAS_WORKERS: bool = false;

/// Access lists are not looked at: an installation's folders are protected by the system.
pub(crate) fn access(_path: &Path) -> io::Result<Option<Access>> {
    Ok(None)
}

pub fn sandbox_offer() -> SandboxOffer {
    SandboxOffer { sandbox: Sandbox::Absent, by: std::env::consts::OS.to_owned() }
}

/// A copy under a name of its own: a loaded library cannot be replaced here, but the one that was checked could be.
pub(crate) fn sealed_copy(bytes: &[u8], _name: &Path) -> io::Result<(File, PathBuf)> {
    let copy = tempfile::NamedTempFile::new()?;
    std::fs::write(copy.path(), bytes)?;
    let (file, path) = copy.keep().map_err(|error| error.error)?;
    Ok((file, path))
}

pub fn worker_main() -> ExitCode {
    ExitCode::FAILURE
}
