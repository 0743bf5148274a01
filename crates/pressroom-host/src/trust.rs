//! Whose files are loaded: a library runs with all the rights of its user, so nobody else may be able to write it.
//!
//! A file, and the folder it lies in, must belong to root or to the user, and must not be writable by everybody. A group
//! that may write is warned about, unless it is the user's own (the same number as the user's, as on systems that give
//! every user a group; their umask of 002 builds such files).

use std::path::Path;

use pressroom_core::Diagnostic;

use crate::codes;
use crate::platform;

/// `Err`: not to be loaded. `Ok(Some(_))`: to be loaded with a warning.
pub(crate) fn check(path: &Path) -> Result<Option<Diagnostic>, Diagnostic> {
    let shown = &path.display();
    let access = platform::access(path)
        .map_err(|error| Diagnostic::new(codes::UNREADABLE).arg("path", shown).arg("reason", error))?;
    let Some(access) = access else { return Ok(None) };
    if access.owner != 0 && access.owner != access.user {
        let foreign = Diagnostic::new(codes::FOREIGN_OWNER).arg("path", shown);
        return Err(foreign.arg("owner", access.owner).arg("user", access.user));
    }
    if access.mode & WORLD_WRITE != 0 {
        return Err(Diagnostic::new(codes::WORLD_WRITABLE).arg("path", shown));
    }
    let own_group = access.group == 0 || access.group == access.user;
    let warn = access.mode & GROUP_WRITE != 0 && !own_group;
    Ok(warn.then(|| Diagnostic::new(codes::GROUP_WRITABLE).arg("path", shown)))
}

const WORLD_WRITE: u32 = 0o002;
const GROUP_WRITE: u32 = 0o020;
