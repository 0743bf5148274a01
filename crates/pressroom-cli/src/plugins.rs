//! The plugins of an invocation.

use std::path::PathBuf;

use pressroom_core::Diagnostic;
use pressroom_host::search::{SearchDir, search_path};
use pressroom_host::{Discovery, Lock};

use crate::desk::{house_above, read_house};

/// Finds plugins: the given folders first, then the usual places. Runs none of their code.
pub fn discover(folders: &[PathBuf]) -> Discovery {
    pressroom_host::discover(&search(folders))
}

fn search(folders: &[PathBuf]) -> Vec<SearchDir> {
    let exe = std::env::current_exe().unwrap_or_default();
    search_path(folders, |name| std::env::var_os(name), &exe)
}

/// The plugins of commands that have no story: those that stories in the current directory would get.
pub struct Here {
    pub found: Discovery,
    pub folder: PathBuf,
    /// The house's file, if there is one.
    pub house: Option<PathBuf>,
    /// The lock file that holds here.
    pub lock: Result<Option<Lock>, Diagnostic>,
    /// What is wrong with the house's file; its plugin folders are not known then.
    pub fault: Option<Diagnostic>,
}

impl Here {
    pub fn look(flags: &[PathBuf]) -> Self {
        let folder = std::env::current_dir().unwrap_or_default();
        let house = house_above(&folder);
        let read = house.as_deref().map(read_house).unwrap_or_default();
        let of_house = read.house.plugin_dirs.iter().map(|named| read.folder.join(named));
        let folders: Vec<PathBuf> = flags.iter().cloned().chain(of_house).collect();
        let fault = read.fault.map(|(fault, _)| fault);
        Here { found: discover(&folders), lock: Lock::find(&folder), folder, house, fault }
    }
}
