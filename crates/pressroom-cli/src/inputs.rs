//! Which stories an invocation names, and where their outputs go.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use pressroom_core::{Code, Diagnostic};
use pressroom_read::files::NOT_STORIES;
use unicode_normalization::UnicodeNormalization;

use crate::parts::Part;

const NO_SUCH_FILE: Code = Code::error("A001");
const UNREADABLE: Code = Code::error("A002");
const SAME_OUTPUT: Code = Code::error("A003");
const OUTPUT_IS_INPUT: Code = Code::error("A004");
const NOTHING_IN_FOLDER: Code = Code::warning("A005");
const NAME_NOT_UNICODE: Code = Code::error("A006");
const NOT_A_STORY: Code = Code::error("A018");
/// `{path}`: a pipe or a device.
const NOT_A_FILE: Code = Code::error("A062");
/// `{path}` `{limit}`: megabytes.
const SETTINGS_TOO_LARGE: Code = Code::error("A061");

/// An edition of thousands of stories is far below it.
const MAX_SETTINGS_BYTES: u64 = 2 << 20;

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
    /// Which of the file's stories it is, when the file holds several.
    pub part: Option<Part>,
}

#[derive(Clone, Debug)]
pub enum InputSource {
    /// Its bytes, read before anything else: nothing may wait for a keyboard once signals are caught.
    Stdin(Arc<[u8]>),
    File(PathBuf),
}

impl Input {
    /// The folder that the story's own files are found in.
    pub fn folder(&self) -> PathBuf {
        match &self.source {
            InputSource::Stdin(_) => PathBuf::from("."),
            InputSource::File(path) => match path.parent() {
                Some(folder) if folder != Path::new("") => folder.to_path_buf(),
                Some(_) | None => PathBuf::from("."),
            },
        }
    }

    /// The `.toml` that speaks of this story: `STEM.toml`, or `STEM-2.toml` for the second story of a file.
    pub fn own_toml(&self) -> Option<PathBuf> {
        let InputSource::File(path) = &self.source else { return None };
        let Some(part) = &self.part else { return Some(path.with_extension("toml")) };
        let mut name = path.file_stem()?.to_os_string();
        name.push(format!("-{}.toml", part.number));
        Some(path.with_file_name(name))
    }
}

/// An input's bytes, up to what a story may have.
pub fn read_bytes(input: &Input) -> Result<Cow<'_, [u8]>, Diagnostic> {
    match &input.source {
        InputSource::Stdin(bytes) => Ok(Cow::Borrowed(bytes)),
        // What a pipe gives can be read but once, and opening one that nobody writes into never ends.
        InputSource::File(path) if path.metadata().is_ok_and(|found| !found.is_file()) => {
            Err(Diagnostic::new(NOT_A_FILE).arg("path", path.display()))
        }
        InputSource::File(path) => {
            let read = std::fs::File::open(path).and_then(read_limited);
            read.map(Cow::Owned).map_err(|error| unreadable(path, &error))
        }
    }
}

/// A file in which a desk says something: a story's, an edition's or the house's .toml, a profile.
pub fn read_settings(path: &Path) -> Result<String, Diagnostic> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MAX_SETTINGS_BYTES + 1).read_to_end(&mut bytes));
    let length = read.map_err(|error| unreadable(path, &error))?;
    if length as u64 > MAX_SETTINGS_BYTES {
        let limit = MAX_SETTINGS_BYTES >> 20;
        return Err(Diagnostic::new(SETTINGS_TOO_LARGE).arg("path", path.display()).arg("limit", limit));
    }
    String::from_utf8(bytes).map_err(|error| unreadable(path, &std::io::Error::other(error.utf8_error())))
}

/// The stories that the arguments name, in a fixed order, and what could not be found. A searched folder may hold the
/// folder that outputs go to, which is left out.
pub fn expand(arguments: &[PathBuf], out: Option<&Path>) -> (Vec<Input>, Vec<Diagnostic>) {
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    let out = out.and_then(|folder| folder.canonicalize().ok());
    for argument in arguments {
        if argument == Path::new("-") {
            let name = "stdin".to_owned();
            match read_limited(std::io::stdin().lock()) {
                Ok(bytes) => {
                    let source = InputSource::Stdin(bytes.into());
                    inputs.push(Input { source, stem: name.clone(), name, subfolder: PathBuf::new(), part: None });
                }
                Err(error) => problems.push(unreadable(argument, &error)),
            }
        } else if argument.is_dir() {
            let before = inputs.len();
            let mut walk = Walk { out: out.as_deref(), inputs: &mut inputs, problems: &mut problems };
            walk.folder(argument, Path::new(""), MAX_DEPTH);
            if inputs.len() == before {
                problems.push(Diagnostic::new(NOTHING_IN_FOLDER).arg("path", argument.display()));
            }
        } else if argument.extension().is_some_and(|extension| extension == "toml") {
            problems.push(Diagnostic::new(NOT_A_STORY).arg("path", argument.display()));
        } else {
            add_file(argument, Path::new(""), &mut inputs, &mut problems);
        }
    }
    (inputs, problems)
}

/// All bytes, and one past what a story may have, so that the reader can say that there are more.
pub fn read_limited(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(pressroom_read::MAX_INPUT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn add_file(path: &Path, subfolder: &Path, inputs: &mut Vec<Input>, problems: &mut Vec<Diagnostic>) {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    match (path.try_exists(), stem) {
        (Ok(true), Some(stem)) => inputs.push(Input {
            source: InputSource::File(path.to_path_buf()),
            name: path.display().to_string(),
            stem: stem.nfc().collect(),
            subfolder: subfolder.to_path_buf(),
            part: None,
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

/// A search through a folder.
struct Walk<'w> {
    out: Option<&'w Path>,
    inputs: &'w mut Vec<Input>,
    problems: &'w mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, below: &Path, depth: usize) {
        let entries = match std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(error) => return self.problems.push(unreadable(folder, &error)),
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
            // Pipes and devices are none: opening one could wait for ever.
            if path.is_file() {
                add_file(&path, below, self.inputs, self.problems);
            } else if path.is_dir() && depth > 0 && !path.is_symlink() && !self.is_out(&path) {
                // A link could lead back to where we came from.
                self.folder(&path, &below.join(&name), depth - 1);
            }
        }
    }

    fn is_out(&self, folder: &Path) -> bool {
        self.out.is_some_and(|out| folder.canonicalize().is_ok_and(|real| real == out))
    }
}

/// A file that a conversion will write.
pub struct Target<'i> {
    /// The input's name.
    pub input: &'i str,
    /// What writes it: a plugin's id.
    pub by: &'i str,
    pub path: PathBuf,
}

/// Refuses, before any work, outputs that would overwrite each other or an input. Names that differ only in case are
/// the same name: the folder may be carried to a system that thinks so.
pub fn refuse_collisions(inputs: &[Input], targets: &[Target<'_>]) -> Vec<Diagnostic> {
    let files = inputs.iter().filter_map(|input| match &input.source {
        InputSource::File(path) => Some((absolute(path), input)),
        InputSource::Stdin(_) => None,
    });
    let read: BTreeMap<String, &Input> = files.collect();
    let mut written: BTreeMap<String, &Target<'_>> = BTreeMap::new();
    let mut refused = Vec::new();
    for target in targets {
        let key = absolute(&target.path);
        if let Some(input) = read.get(&key) {
            refused
                .push(Diagnostic::new(OUTPUT_IS_INPUT).arg("output", target.path.display()).arg("input", &input.name));
        }
        if let Some(first) = written.insert(key, target) {
            // One input twice: two plugins have the same suffix.
            let name = |one: &Target<'_>| {
                if first.input == target.input { format!("{} ({})", one.input, one.by) } else { one.input.to_owned() }
            };
            let collision = Diagnostic::new(SAME_OUTPUT).arg("output", target.path.display());
            refused.push(collision.arg("first", name(first)).arg("second", name(target)));
        }
    }
    refused
}

/// The path from the root, links resolved where its folder exists, normalized and case-folded for comparison.
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
