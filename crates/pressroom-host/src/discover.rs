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
    /// In order, with what was made of every file.
    pub searched: Vec<Looked>,
}

/// A folder of the search path, and what was found in it.
#[derive(Debug)]
pub struct Looked {
    pub dir: SearchDir,
    pub state: FolderState,
    pub files: Vec<(PathBuf, Verdict)>,
}

#[derive(Debug)]
pub enum FolderState {
    Searched,
    Missing,
    /// Would mean the current directory.
    Relative,
    /// It was searched already, under another name or for another reason.
    Again,
    /// No plugin is loaded from it, for this reason.
    Closed(Diagnostic),
}

/// What was made of a file.
#[derive(Debug)]
pub enum Verdict {
    Taken {
        id: String,
    },
    /// Another file has the same id and comes first.
    Shadowed {
        id: String,
        by: PathBuf,
    },
    Refused(Diagnostic),
    /// A library of something else, beside the executable.
    Unrelated,
    /// Its name does not end as a library's does here, so that nobody has looked into it.
    OtherName,
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
        let searched: Vec<String> = self.searched.iter().map(|looked| looked.dir.path.display().to_string()).collect();
        self.plugins.is_empty().then(|| Diagnostic::new(codes::NO_PLUGINS).arg("searched", searched.join(", ")))
    }
}

/// Looks for plugins. The first file of an id wins; inside a folder files are taken by name.
pub fn discover(dirs: &[SearchDir]) -> Discovery {
    let mut found = Discovery::default();
    let mut by_id: BTreeMap<String, Plugin> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for dir in dirs {
        let mut looked = Looked { dir: dir.clone(), state: FolderState::Searched, files: Vec::new() };
        looked.state = look(dir, &mut seen, &mut looked.files, &mut found, &mut by_id);
        found.searched.push(looked);
    }
    found.plugins = by_id.into_values().map(Arc::new).collect();
    found
}

fn look(
    dir: &SearchDir,
    seen: &mut BTreeSet<PathBuf>,
    looked_at: &mut Vec<(PathBuf, Verdict)>,
    found: &mut Discovery,
    by_id: &mut BTreeMap<String, Plugin>,
) -> FolderState {
    if dir.path.is_relative() {
        found.warnings.push(Diagnostic::new(codes::FOLDER_RELATIVE).arg("path", dir.path.display()));
        return FolderState::Relative;
    }
    // Without links in its path.
    let Some(folder) = dir.path.canonicalize().ok().filter(|path| path.is_dir()) else {
        if matches!(dir.origin, Origin::Flag | Origin::Environment) {
            found.warnings.push(Diagnostic::new(codes::FOLDER_MISSING).arg("path", dir.path.display()));
        }
        return FolderState::Missing;
    };
    if !seen.insert(folder.clone()) {
        return FolderState::Again;
    }
    let (libraries, others) = match files(&folder) {
        Ok(files) => files,
        Err(error) => {
            let unreadable = Diagnostic::new(codes::UNREADABLE).arg("path", folder.display()).arg("reason", error);
            found.refuse(unreadable.clone());
            return FolderState::Closed(unreadable);
        }
    };
    // Beside the executable anything may lie.
    let others = others.into_iter().filter(|_| dir.origin != Origin::Executable);
    looked_at.extend(others.map(|path| (path, Verdict::OtherName)));
    if libraries.is_empty() {
        return FolderState::Searched;
    }
    match trust::check(&folder) {
        Ok(warning) => found.warnings.extend(warning),
        Err(refused) => {
            found.refuse(refused.clone());
            looked_at.extend(libraries.into_iter().map(|path| (path, Verdict::Refused(refused.clone()))));
            return FolderState::Closed(refused);
        }
    }
    for file in libraries {
        let verdict = take_file(&file, dir.origin, found, by_id);
        if let Verdict::Refused(reason) = &verdict {
            found.refuse(reason.clone());
        }
        looked_at.push((file, verdict));
    }
    FolderState::Searched
}

/// The shared libraries of a folder, and its other files, by name.
fn files(folder: &Path) -> std::io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let paths: std::io::Result<Vec<PathBuf>> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths?;
    paths.sort();
    let is_library =
        |path: &PathBuf| path.extension().is_some_and(|extension| extension == std::env::consts::DLL_EXTENSION);
    Ok(paths.into_iter().partition(is_library))
}

fn take_file(file: &Path, origin: Origin, found: &mut Discovery, by_id: &mut BTreeMap<String, Plugin>) -> Verdict {
    let Described { manifest, raw } = match object_file::read(file) {
        Ok(described) => described,
        // A folder of plugins should hold nothing else; the executable's own may hold anything.
        Err(Refusal::Unrelated) if origin == Origin::Executable => return Verdict::Unrelated,
        Err(Refusal::Unrelated) => {
            return Verdict::Refused(Diagnostic::new(codes::NOT_A_PLUGIN).arg("path", file.display()));
        }
        Err(Refusal::Faulty(diagnostic)) => return Verdict::Refused(diagnostic),
    };
    // A link leads to a file in a folder of its own, which has to be as safe.
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let elsewhere = real.parent().filter(|parent| Some(*parent) != file.parent());
    for path in elsewhere.into_iter().chain([real.as_path()]) {
        match trust::check(path) {
            Ok(warning) => found.warnings.extend(warning),
            Err(refused) => return Verdict::Refused(refused),
        }
    }
    let id = manifest.id.clone();
    match by_id.get_mut(&id) {
        Some(first) => {
            first.shadows.push(file.to_owned());
            Verdict::Shadowed { id, by: first.path.clone() }
        }
        None => {
            let plugin =
                Plugin { manifest, path: file.to_owned(), origin, shadows: Vec::new(), raw_manifest: raw, sum: None };
            by_id.insert(id.clone(), plugin);
            Verdict::Taken { id }
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
