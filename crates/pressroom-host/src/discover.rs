//! Which plugins there are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pressroom_core::{Diagnostic, Severity};
use pressroom_plugin::Manifest;

use crate::lockfile::Sum;
use crate::object_file::{self, Described, Refusal};
use crate::search::{Origin, SearchDir};
use crate::{codes, nearest, trust};

/// A plugin that was found. None of its code has run.
#[derive(Clone, Debug)]
pub struct Plugin {
    pub manifest: Manifest,
    pub path: PathBuf,
    pub origin: Origin,
    /// Files with the same id further down the search path.
    pub shadows: Vec<PathBuf>,
    /// The manifest as it stands in the file; the loaded library has to say the same.
    pub(crate) raw_manifest: Vec<u8>,
    /// What the bytes that are loaded have to have; from [`crate::Lock::check`].
    pub(crate) sum: Option<Sum>,
}

impl Plugin {
    pub fn id(&self) -> &str {
        &self.manifest.id
    }
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// By id.
    pub plugins: Vec<Arc<Plugin>>,
    /// Files that look like plugins and are not loaded, each with the reason. Warnings: it takes a plugin that is wanted and
    /// not there to make an error.
    pub refused: Vec<Diagnostic>,
    pub warnings: Vec<Diagnostic>,
    pub searched: Vec<SearchDir>,
}

impl Discovery {
    /// The plugin of an id, or what to tell the user.
    pub fn find(&self, id: &str) -> Result<Arc<Plugin>, Diagnostic> {
        if let Some(plugin) = self.plugins.iter().find(|plugin| plugin.id() == id) {
            return Ok(plugin.clone());
        }
        if let Some(none) = self.none_found() {
            return Err(none);
        }
        let known = nearest::by_likeness(id, self.plugins.iter().map(|plugin| plugin.id()));
        let refused: Vec<&str> =
            self.refused.iter().filter_map(|refused| Some(refused.args.get("path")?.as_str())).collect();
        let code = if refused.is_empty() { codes::UNKNOWN_PLUGIN } else { codes::UNKNOWN_OR_REFUSED };
        let unknown = Diagnostic::new(code).arg("id", id).arg("known", known.join(", "));
        Err(if refused.is_empty() { unknown } else { unknown.arg("refused", refused.join(", ")) })
    }

    fn refuse(&mut self, reason: Diagnostic) {
        self.refused.push(Diagnostic { severity: Severity::Warning, ..reason });
    }

    /// That there is no plugin at all, and where it looked.
    pub fn none_found(&self) -> Option<Diagnostic> {
        let searched: Vec<String> = self.searched.iter().map(|dir| dir.path.display().to_string()).collect();
        self.plugins.is_empty().then(|| Diagnostic::new(codes::NO_PLUGINS).arg("searched", searched.join(", ")))
    }
}

/// Looks for plugins. The first file of an id wins; inside a folder files are taken by name.
pub fn discover(dirs: &[SearchDir]) -> Discovery {
    let mut found = Discovery { searched: dirs.to_vec(), ..Discovery::default() };
    let mut by_id: BTreeMap<String, Plugin> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for dir in dirs {
        let Some(folder) = real_folder(dir, &mut found) else { continue };
        if !seen.insert(folder.clone()) {
            continue;
        }
        let files = match library_files(&folder) {
            Ok(files) => files,
            Err(error) => {
                let unreadable = Diagnostic::new(codes::UNREADABLE).arg("path", folder.display());
                found.refuse(unreadable.arg("reason", error));
                continue;
            }
        };
        if files.is_empty() || !trusted(&folder, &mut found) {
            continue;
        }
        for file in files {
            take_file(&file, dir.origin, &mut found, &mut by_id);
        }
    }
    found.plugins = by_id.into_values().map(Arc::new).collect();
    found
}

/// The folder without links in its path, when it is one that may be searched.
fn real_folder(dir: &SearchDir, found: &mut Discovery) -> Option<PathBuf> {
    if dir.path.is_relative() {
        found.warnings.push(Diagnostic::new(codes::FOLDER_RELATIVE).arg("path", dir.path.display()));
        return None;
    }
    let folder = dir.path.canonicalize().ok().filter(|path| path.is_dir());
    if folder.is_none() && matches!(dir.origin, Origin::Flag | Origin::Environment) {
        found.warnings.push(Diagnostic::new(codes::FOLDER_MISSING).arg("path", dir.path.display()));
    }
    folder
}

/// The shared libraries of a folder, by name.
fn library_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == std::env::consts::DLL_EXTENSION) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn take_file(file: &Path, origin: Origin, found: &mut Discovery, by_id: &mut BTreeMap<String, Plugin>) {
    let Described { manifest, raw } = match object_file::read(file) {
        Ok(described) => described,
        // A folder of plugins should hold nothing else; the executable's own may hold anything.
        Err(Refusal::Unrelated) if origin == Origin::Executable => return,
        Err(Refusal::Unrelated) => {
            found.refuse(Diagnostic::new(codes::NOT_A_PLUGIN).arg("path", file.display()));
            return;
        }
        Err(Refusal::Faulty(diagnostic)) => {
            found.refuse(diagnostic);
            return;
        }
    };
    // A link leads to a file in a folder of its own, which has to be as safe.
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let elsewhere = real.parent().filter(|parent| Some(*parent) != file.parent());
    if !elsewhere.is_none_or(|parent| trusted(parent, found)) || !trusted(&real, found) {
        return;
    }
    match by_id.get_mut(&manifest.id) {
        Some(first) => first.shadows.push(file.to_owned()),
        None => {
            let id = manifest.id.clone();
            let plugin = Plugin { manifest, path: file.to_owned(), origin, shadows: Vec::new(), raw_manifest: raw, sum: None };
            by_id.insert(id, plugin);
        }
    }
}

fn trusted(path: &Path, found: &mut Discovery) -> bool {
    match trust::check(path) {
        Ok(warning) => {
            found.warnings.extend(warning);
            true
        }
        Err(refused) => {
            found.refuse(refused);
            false
        }
    }
}

/// The manifest of one file, whoever owns it.
pub fn read_plugin(path: &Path) -> Result<Manifest, Diagnostic> {
    match object_file::read(path) {
        Ok(described) => Ok(described.manifest),
        Err(Refusal::Unrelated) => Err(Diagnostic::new(codes::NOT_A_PLUGIN).arg("path", path.display())),
        Err(Refusal::Faulty(diagnostic)) => Err(diagnostic),
    }
}
