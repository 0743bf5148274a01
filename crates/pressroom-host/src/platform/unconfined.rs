//! Unix systems other than Linux: neither their sandboxes nor their memory limits are used yet.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{Sandbox, SandboxOffer};

/// Their limits do not count memory that is mapped, which is where large blocks come from.
pub(crate) fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

pub(crate) fn enter_sandbox(_readable: &[PathBuf]) -> Sandbox {
    Sandbox::Absent
}

pub fn sandbox_offer() -> SandboxOffer {
    SandboxOffer { sandbox: Sandbox::Absent, by: std::env::consts::OS.to_owned() }
}

/// A copy that only the user can change; it goes when it has been loaded.
pub(crate) fn sealed_copy(bytes: &[u8], _name: &Path) -> io::Result<(TempPath, PathBuf)> {
    let copy = tempfile::NamedTempFile::new()?;
    std::fs::write(copy.path(), bytes)?;
    let copy = copy.into_temp_path();
    let path = copy.to_path_buf();
    Ok((copy, path))
}
