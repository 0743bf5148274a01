//! Which stories an invocation names, and where their outputs go.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use pressroom_core::{Code, Diagnostic};
use pressroom_read::files::NOT_STORIES;
use unicode_normalization::UnicodeNormalization;

const NO_SUCH_FILE: Code = Code::error("A001");
const UNREADABLE: Code = Code::error("A002");
const SAME_OUTPUT: Code = Code::error("A003");
const OUTPUT_IS_INPUT: Code = Code::error("A004");
const NOTHING_IN_FOLDER: Code = Code::warning("A005");
const NAME_NOT_UNICODE: Code = Code::error("A006");

/// Folders inside folders are followed this deep.
const MAX_DEPTH: usize = 32;

/// One story to read.
#[derive(Clone, Debug)]
pub struct Input {
    pub source: InputSource,
    /// As the user would name it.
    pub name: String,
    /// NFC; outputs are named by it.
    pub stem: String,
    /// Below the output folder: where in a searched folder the story stood.
    pub subfolder: PathBuf,
}

#[derive(Clone, Debug)]
pub enum InputSource {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// The folder that the story's own files are found in.
    pub fn folder(&self) -> PathBuf {
        match &self.source {
            InputSource::Stdin => PathBuf::from("."),
            InputSource::File(path) => match path.parent() {
                Some(folder) if folder != Path::new("") => folder.to_path_buf(),
                Some(_) | None => PathBuf::from("."),
            },
        }
    }
}

/// The stories that the arguments name, in a fixed order, and what could not be found.
pub fn expand(arguments: &[PathBuf]) -> (Vec<Input>, Vec<Diagnostic>) {
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    for argument in arguments {
        if argument == Path::new("-") {
            let name = "stdin".to_owned();
            inputs.push(Input { source: InputSource::Stdin, stem: name.clone(), name, subfolder: PathBuf::new() });
        } else if argument.is_dir() {
            let before = inputs.len();
            walk(argument, Path::new(""), MAX_DEPTH, &mut inputs, &mut problems);
            if inputs.len() == before {
                problems.push(Diagnostic::new(NOTHING_IN_FOLDER).arg("path", argument.display()));
            }
        } else {
            add_file(argument, Path::new(""), &mut inputs, &mut problems);
        }
    }
    (inputs, problems)
}

fn add_file(path: &Path, subfolder: &Path, inputs: &mut Vec<Input>, problems: &mut Vec<Diagnostic>) {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    match (path.try_exists(), stem) {
        (Ok(true), Some(stem)) => inputs.push(Input {
            source: InputSource::File(path.to_path_buf()),
            name: path.display().to_string(),
            stem: stem.nfc().collect(),
            subfolder: subfolder.to_path_buf(),
        }),
        (Ok(true), None) => problems.push(Diagnostic::new(NAME_NOT_UNICODE).arg("path", path.display())),
        (Ok(false), _) => problems.push(Diagnostic::new(NO_SUCH_FILE).arg("path", path.display())),
        (Err(error), _) => problems.push(unreadable(path, &error)),
    }
}

/// A file or folder that the system does not let us read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(UNREADABLE).arg("path", path.display()).arg("reason", error)
}

fn walk(folder: &Path, below: &Path, depth: usize, inputs: &mut Vec<Input>, problems: &mut Vec<Diagnostic>) {
    let entries = match std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => entries,
        Err(error) => return problems.push(unreadable(folder, &error)),
    };
    let mut paths: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    // The file system's order differs between machines.
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if name.starts_with('.') || NOT_STORIES.contains(&extension.as_str()) {
            continue;
        }
        if !path.is_dir() {
            add_file(&path, below, inputs, problems);
        } else if depth > 0 && !path.is_symlink() {
            // A link could lead back to where we came from.
            walk(&path, &below.join(&name), depth - 1, inputs, problems);
        }
    }
}

/// A file that a conversion will write: whose it is, and its path.
pub struct Target<'i> {
    pub input: &'i Input,
    pub path: PathBuf,
}

/// Refuses, before any work, outputs that would overwrite each other or an input. Names that differ only in case are
/// the same name: the folder may be carried to a system that thinks so.
pub fn refuse_collisions(inputs: &[Input], targets: &[Target<'_>]) -> Vec<Diagnostic> {
    let files = inputs.iter().filter_map(|input| match &input.source {
        InputSource::File(path) => Some((absolute(path), input)),
        InputSource::Stdin => None,
    });
    let read: BTreeMap<String, &Input> = files.collect();
    let mut written: BTreeMap<String, &Input> = BTreeMap::new();
    let mut refused = Vec::new();
    for target in targets {
        let key = absolute(&target.path);
        if let Some(input) = read.get(&key) {
            refused
                .push(Diagnostic::new(OUTPUT_IS_INPUT).arg("output", target.path.display()).arg("input", &input.name));
        }
        if let Some(first) = written.insert(key, target.input) {
            let collision = Diagnostic::new(SAME_OUTPUT).arg("output", target.path.display());
            refused.push(collision.arg("first", &first.name).arg("second", &target.input.name));
        }
    }
    refused
}

/// The path from the root, links of its folder resolved as far as it exists, normalized and case-folded for comparison.
fn absolute(path: &Path) -> String {
    let mut whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if let (Some(folder), Some(name)) = (whole.parent(), whole.file_name())
        && let Ok(real) = folder.canonicalize()
    {
        whole = real.join(name);
    }
    let parts = whole.components().filter(|part| *part != Component::CurDir);
    let joined: PathBuf = parts.collect();
    joined.to_string_lossy().nfc().collect::<String>().to_lowercase()
}
