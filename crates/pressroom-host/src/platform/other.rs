//! Systems without Unix's sockets and signals, such as Windows: plugins run in the host's own process.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tempfile::TempPath;

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

/// A copy that only the user can change. One that is loaded cannot be removed here, and stays in the temporary folder.
pub(crate) fn sealed_copy(bytes: &[u8], _name: &Path) -> io::Result<(TempPath, PathBuf)> {
    let copy = tempfile::NamedTempFile::new()?;
    std::fs::write(copy.path(), bytes)?;
    let copy = copy.into_temp_path();
    let path = copy.to_path_buf();
    Ok((copy, path))
}

pub fn worker_main() -> ExitCode {
    ExitCode::FAILURE
}
