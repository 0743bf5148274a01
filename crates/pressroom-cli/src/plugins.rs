//! The plugins of an invocation.

use std::path::PathBuf;

use pressroom_host::Discovery;
use pressroom_host::search::search_path;

/// Finds plugins: the given folders first, then the usual places. Runs none of their code.
pub fn discover(folders: &[PathBuf]) -> Discovery {
    let exe = std::env::current_exe().unwrap_or_default();
    pressroom_host::discover(&search_path(folders, |name| std::env::var_os(name), &exe))
}
