//! The files of a story that a plugin has open.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path};
use std::sync::Arc;

use pressroom_core::Diagnostic;
use pressroom_plugin::abi::{ISSUE_RESOURCE, ORIGINAL_RESOURCE};

use crate::codes;
use crate::conversion::{Conversion, Story};

/// What one job may have open at once.
const MAX_OPEN: usize = 64;

#[derive(Default)]
pub(crate) struct Resources {
    open: BTreeMap<u64, File>,
    last: u64,
    /// Each file is complained about once.
    refused: BTreeSet<(u32, String)>,
}

impl Resources {
    /// Opens a file that the model of that story, or of the edition, names. The handle and the size in bytes; or why not,
    /// unless that has been said.
    pub fn open(
        &mut self,
        conversion: &Conversion,
        article: u32,
        file: &str,
    ) -> Result<(u64, u64), Option<Diagnostic>> {
        let story = usize::try_from(article).ok().and_then(|index| conversion.stories.get(index));
        if file == ORIGINAL_RESOURCE {
            let opened = self.original(conversion, story.map(Arc::as_ref));
            return self.opened(article, file, opened);
        }
        let folder = if article == ISSUE_RESOURCE {
            let edition = conversion.issue.as_ref();
            let covers = |cover: &pressroom_core::Asset| cover.file == file;
            edition.filter(|edition| edition.issue.cover.as_ref().is_some_and(covers)).map(|edition| &edition.folder)
        } else {
            story.filter(|story| story.names_asset(file)).map(|story| &story.folder)
        };
        let opened = match folder {
            None => {
                let foreign = Diagnostic::new(codes::NOT_AN_ASSET).arg("plugin", conversion.plugin.id());
                Err(foreign.arg("file", file.escape_debug()))
            }
            Some(_) if self.open.len() >= MAX_OPEN => Err(unreadable(file, &format!("{MAX_OPEN} files are open"))),
            Some(folder) => open_below(folder, file).map_err(|error| unreadable(file, &error)),
        };
        if let (Ok(_), Some(story)) = (&opened, story) {
            story.note_opened(file);
        }
        self.opened(article, file, opened)
    }

    /// The file that the story was read from.
    fn original(&self, conversion: &Conversion, story: Option<&Story>) -> Result<(File, u64), Diagnostic> {
        let manifest = &conversion.plugin.manifest;
        let name = story.and_then(|story| story.original_name(manifest)).unwrap_or_default();
        match story.and_then(|story| story.open_original(manifest)) {
            None => Err(Diagnostic::new(codes::NOT_YOUR_ORIGINAL)
                .arg("plugin", conversion.plugin.id())
                .arg("document", &conversion.input)),
            Some(_) if self.open.len() >= MAX_OPEN => Err(unreadable(name, &format!("{MAX_OPEN} files are open"))),
            Some(opened) => {
                opened.map_err(|error| Diagnostic::new(codes::ORIGINAL_LOST).arg("file", name).arg("reason", error))
            }
        }
    }

    /// Keeps what was opened; or says why it was not, once.
    fn opened(
        &mut self,
        article: u32,
        file: &str,
        opened: Result<(File, u64), Diagnostic>,
    ) -> Result<(u64, u64), Option<Diagnostic>> {
        match opened {
            Ok((opened, size)) => {
                self.last += 1;
                self.open.insert(self.last, opened);
                Ok((self.last, size))
            }
            Err(diagnostic) => {
                let first = self.refused.len() < MAX_OPEN && self.refused.insert((article, file.to_owned()));
                Err(first.then_some(diagnostic))
            }
        }
    }

    #[cfg(unix)]
    pub fn get(&self, handle: u64) -> Option<&File> {
        self.open.get(&handle)
    }

    pub fn read(&mut self, handle: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.open.get_mut(&handle).ok_or(io::ErrorKind::NotFound)?.read(buffer)
    }

    pub fn close(&mut self, handle: u64) {
        self.open.remove(&handle);
    }
}

fn unreadable(file: &str, reason: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(codes::ASSET_UNREADABLE).arg("file", file).arg("reason", reason)
}

/// Opens a regular file that lies inside the folder, links included.
///
/// Who reads the story decides this as well, to tell the user early and with a place. Here it is decided for safety: a model
/// may come from anywhere, and a link may have changed since.
fn open_below(folder: &Path, file: &str) -> io::Result<(File, u64)> {
    let relative = Path::new(file);
    if !relative.components().all(|component| matches!(component, Component::Normal(_))) {
        return Err(io::Error::other("it is outside the story's folder"));
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let real = folder.join(relative).canonicalize()?;
    if !real.starts_with(folder.canonicalize()?) {
        return Err(io::Error::other("it is outside the story's folder"));
    }
    // Opening a pipe or a device could wait for ever, so look first.
    if !real.metadata()?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let opened = File::open(real)?;
    let size = opened.metadata()?.len();
    Ok((opened, size))
}
