//! What of a folder can be a story: never a file outside of it, a picture, a TOML file or a hidden one.

use std::cell::OnceCell;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use pressroom_core::{Code, Diagnostic};
use unicode_normalization::UnicodeNormalization;

use super::issue_codes::{
    FOLDER_TOO_LARGE, FOLDER_UNREADABLE, NAME_NOT_UNICODE, NOT_A_STORY, STORY_MISSING, STORY_OUTSIDE,
};

/// Endings of files that stand beside stories and never are stories themselves.
pub const NOT_STORIES: &[&str] =
    &["toml", "jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "heic", "avif", "svg", "bmp"];

/// Folders inside folders are searched this deep.
const MAX_DEPTH: usize = 32;
/// Files and folders that a search looks at.
const MAX_LISTED: usize = 100_000;

/// `*` stays within a folder, and neither it nor `**` means hidden files.
const MATCHING: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

pub(super) struct StoryFolder {
    folder: PathBuf,
    listing: OnceCell<Listing>,
}

pub(super) struct FoundFile {
    /// Relative to the folder, with `/`.
    pub name: String,
    pub path: PathBuf,
    /// Links resolved: two names of one file have the same.
    pub real: PathBuf,
}

#[derive(Default)]
struct Listing {
    /// Relative names, sorted.
    names: Vec<String>,
    problems: Vec<Diagnostic>,
    looked_at: usize,
}

impl StoryFolder {
    pub fn new(folder: &Path) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        StoryFolder { folder: folder.to_path_buf(), listing: OnceCell::new() }
    }

    /// A story by its name.
    pub fn file(&self, name: &str) -> Result<FoundFile, Diagnostic> {
        let problem = |code: Code| Diagnostic::new(code).arg("story", name);
        if !stays_inside(name) {
            return Err(problem(STORY_OUTSIDE));
        }
        if !may_be_story(name) {
            return Err(problem(NOT_A_STORY));
        }
        let path = self.folder.join(name);
        let missing = |error| problem(STORY_MISSING).arg("reason", error);
        let root = self.folder.canonicalize().map_err(missing)?;
        let real = path.canonicalize().map_err(missing)?;
        if !real.starts_with(&root) {
            return Err(problem(STORY_OUTSIDE));
        }
        if !real.is_file() {
            return Err(problem(NOT_A_STORY));
        }
        let parts = Path::new(name).components().filter(|part| *part != Component::CurDir);
        let name = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        Ok(FoundFile { name, path, real })
    }

    /// The stories that a pattern means, sorted by name, and what kept it from finding all of them.
    pub fn matching(&self, pattern: &Pattern) -> (Vec<FoundFile>, Vec<Diagnostic>) {
        if !stays_inside(pattern.as_str()) {
            return (Vec::new(), vec![Diagnostic::new(STORY_OUTSIDE).arg("story", pattern)]);
        }
        let listing = self.listing.get_or_init(|| {
            let mut listing = Listing::default();
            listing.walk(&self.folder, "", MAX_DEPTH);
            listing.names.sort();
            listing
        });
        let (mut found, mut problems) = (Vec::new(), listing.problems.clone());
        for name in &listing.names {
            if pattern.matches_with(&name.nfc().collect::<String>(), MATCHING) {
                match self.file(name) {
                    Ok(file) => found.push(file),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        (found, problems)
    }
}

impl Listing {
    fn walk(&mut self, folder: &Path, below: &str, depth: usize) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(folder, &error),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.unreadable(folder, &error),
            };
            self.looked_at += 1;
            if self.looked_at >= MAX_LISTED || depth == 0 {
                if self.problems.iter().all(|problem| problem.code != FOLDER_TOO_LARGE.id) {
                    self.problems.push(Diagnostic::new(FOLDER_TOO_LARGE).arg("limit", MAX_LISTED));
                }
                return;
            }
            let file_name = entry.file_name();
            let Some(name) = file_name.to_str() else {
                self.problems.push(Diagnostic::new(NAME_NOT_UNICODE).arg("file", entry.path().display()));
                continue;
            };
            let name = format!("{below}{name}");
            // A link to a folder is not followed: it could lead back to where we came from.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !file_name.to_string_lossy().starts_with('.') {
                    self.walk(&entry.path(), &format!("{name}/"), depth - 1);
                }
            } else if may_be_story(&name) && !entry.path().is_dir() {
                self.names.push(name);
            }
        }
    }

    fn unreadable(&mut self, folder: &Path, error: &std::io::Error) {
        let problem = Diagnostic::new(FOLDER_UNREADABLE).arg("folder", folder.display()).arg("reason", error);
        self.problems.push(problem);
    }
}

/// Relative, without a way up. A backslash is a separator elsewhere: one name must mean the same file everywhere.
fn stays_inside(name: &str) -> bool {
    let plain = Path::new(name).components().all(|part| match part {
        Component::Normal(_) | Component::CurDir => true,
        Component::Prefix(_) | Component::RootDir | Component::ParentDir => false,
    });
    plain && !name.is_empty() && !name.contains(['\\', '\0'])
}

fn may_be_story(name: &str) -> bool {
    let path = Path::new(name);
    let hidden = path.components().any(|part| match part {
        Component::Normal(part) => part.to_string_lossy().starts_with('.'),
        Component::Prefix(_) | Component::RootDir | Component::ParentDir | Component::CurDir => false,
    });
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    !hidden && !NOT_STORIES.contains(&extension.as_str())
}
