//! Puts the outputs of one conversion on disk: all of them or none.
//!
//! Bytes go to a temporary file in the folder where the output will stand. Only when the plugin is done are they renamed
//! into place, so that every file under its own name is whole at every moment, and an older good file stays until then.
//! Files are not synced: a rename survives a killed process, and a sync would cost more than the conversion.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use pressroom_core::Diagnostic;
use pressroom_plugin::Manifest;
use sha2::{Digest, Sha256};

use crate::{codes, output_name, platform};

/// What one conversion may write.
const MAX_OUTPUT_BYTES: u64 = 2 * 1024 * 1024 * 1024;
const MAX_OUTPUTS: usize = 10_000;

const TEMPORARY_PREFIX: &str = ".pressroom-";
const TEMPORARY_SUFFIX: &str = ".tmp";

/// Where the main output lands.
pub fn main_path(folder: &Path, stem: &str, manifest: &Manifest) -> PathBuf {
    folder.join(format!("{stem}{}", manifest.suffix))
}

/// The folder of all other outputs. `STEM.ID` alone would be the main output's own name for a plugin such as pdf.
pub fn further_folder(folder: &Path, stem: &str, id: &str) -> PathBuf {
    folder.join(format!("{stem}.{id}-files"))
}

/// Writes one file, whole or not at all.
pub fn land(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let temporary = temporary_in(folder);
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // Whether or not it was made, it must not stay.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A file on disk, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landed {
    pub path: PathBuf,
    pub bytes: u64,
    /// Of the content, taken as it was written.
    pub sha256: [u8; 32],
}

/// The outputs of a conversion that went well, whole, beside the places where they are to stand. Dropped, it leaves nothing
/// behind.
pub struct Ready(Landing);

impl Ready {
    /// Puts all outputs in their places, or none. The main output comes first.
    pub fn land(self) -> Result<Vec<Landed>, Diagnostic> {
        self.0.commit()
    }
}

/// Removes temporary files that a process which is no more has left in a folder.
pub fn remove_stale(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| {
            let owner = name.strip_prefix(TEMPORARY_PREFIX)?.strip_suffix(TEMPORARY_SUFFIX)?;
            let (process, start) = owner.rsplit_once('-')?.0.split_once('-')?;
            Some((process.parse::<u32>().ok()?, start.to_owned()))
        });
        // In a container each run may have the same number, so that alone does not tell one's own files.
        let stale = owner.is_some_and(|(process, start)| {
            if process == std::process::id() { start != this_start() } else { !platform::is_running(process) }
        });
        if stale {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Tells this run from others with the same process number.
fn this_start() -> &'static str {
    static START: OnceLock<String> = OnceLock::new();
    START.get_or_init(|| {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        format!("{:x}", since.as_nanos())
    })
}

/// The outputs of one conversion while it is under way. Dropped, it leaves nothing behind.
pub(crate) struct Landing {
    plugin: String,
    main: PathBuf,
    further: PathBuf,
    outputs: Vec<Output>,
    /// Output name -> its position. Plugins may write to several outputs in turn.
    positions: BTreeMap<String, usize>,
    /// Collision key of each name, and of each folder on the way to it -> the name.
    taken: BTreeMap<String, String>,
    /// The output written last, so that a plugin with many outputs does not use up all descriptors.
    open: Option<(usize, File)>,
    /// Made for this conversion; removed again if it fails.
    folders: Vec<PathBuf>,
    bytes: u64,
}

struct Output {
    target: PathBuf,
    temporary: PathBuf,
    bytes: u64,
    digest: Sha256,
}

impl Landing {
    /// For a plugin's main output, and the folder of its others.
    pub fn new(plugin: &str, main: PathBuf, further: PathBuf) -> Self {
        Landing {
            plugin: plugin.to_owned(),
            main,
            further,
            outputs: Vec::new(),
            positions: BTreeMap::new(),
            taken: BTreeMap::new(),
            open: None,
            folders: Vec::new(),
            bytes: 0,
        }
    }

    /// Appends to an output, which the first call makes.
    pub fn write(&mut self, name: &str, data: &[u8]) -> Result<(), Diagnostic> {
        self.bytes = self.bytes.saturating_add(data.len() as u64);
        if self.bytes > MAX_OUTPUT_BYTES {
            return Err(self.fault(codes::TOO_MANY_BYTES).arg("limit", MAX_OUTPUT_BYTES));
        }
        let position = match self.positions.get(name) {
            Some(position) => *position,
            None => self.begin(name)?,
        };
        let Some(output) = self.outputs.get_mut(position) else { return Ok(()) };
        let cannot_write = |error| write_fault(&output.target, &error);
        let file = match &mut self.open {
            Some((last, file)) if *last == position => file,
            _ => {
                let file = OpenOptions::new().append(true).open(&output.temporary).map_err(cannot_write)?;
                &mut self.open.insert((position, file)).1
            }
        };
        file.write_all(data).map_err(cannot_write)?;
        output.bytes += data.len() as u64;
        output.digest.update(data);
        Ok(())
    }

    fn fault(&self, code: pressroom_core::Code) -> Diagnostic {
        Diagnostic::new(code).arg("plugin", &self.plugin)
    }

    fn begin(&mut self, name: &str) -> Result<usize, Diagnostic> {
        if self.outputs.len() >= MAX_OUTPUTS {
            return Err(self.fault(codes::TOO_MANY_OUTPUTS).arg("limit", MAX_OUTPUTS));
        }
        let target = if name.is_empty() { self.main.clone() } else { self.further_target(name)? };
        let fault = |error| write_fault(&target, &error);
        if target.is_dir() {
            return Err(fault(io::ErrorKind::IsADirectory.into()));
        }
        let folder = target.parent().unwrap_or(Path::new("")).to_owned();
        // The folder of main outputs is swept once for all conversions.
        if !name.is_empty() && !self.outputs.iter().any(|output| output.target.parent() == Some(&folder)) {
            let _ = remove_stale(&folder);
        }
        self.make_folder(&folder).map_err(fault)?;
        let temporary = temporary_in(&folder);
        let file = OpenOptions::new().append(true).create_new(true).open(&temporary).map_err(fault)?;
        let position = self.outputs.len();
        self.outputs.push(Output { target, temporary, bytes: 0, digest: Sha256::new() });
        self.positions.insert(name.to_owned(), position);
        self.open = Some((position, file));
        Ok(position)
    }

    fn further_target(&mut self, name: &str) -> Result<PathBuf, Diagnostic> {
        if !output_name::is_allowed(name) {
            return Err(self.fault(codes::BAD_OUTPUT_NAME).arg("name", name.escape_debug()));
        }
        let key = output_name::collision_key(name);
        let above = key.match_indices('/').filter_map(|(end, _)| key.get(..end));
        let as_file =
            above.clone().chain([key.as_str()]).find_map(|path| self.taken.get(path).filter(|n| !n.is_empty()));
        let as_folder = self.taken.get(&key);
        if let Some(other) = as_file.or(as_folder) {
            let collide = self.fault(codes::OUTPUT_NAMES_COLLIDE).arg("name", name);
            return Err(collide.arg("other", if other.is_empty() { format!("{key}/") } else { other.clone() }));
        }
        // Folders are noted with an empty name: files may share them.
        let folders: Vec<String> = above.map(str::to_owned).collect();
        self.taken.extend(folders.into_iter().map(|folder| (folder, String::new())));
        self.taken.insert(key, name.to_owned());
        Ok(self.further.join(name))
    }

    /// Makes a folder and those above it, remembering which.
    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        for path in missing.into_iter().rev() {
            match fs::create_dir(path) {
                Ok(()) => self.folders.push(path.to_owned()),
                // Another conversion was quicker.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// All bytes are written. Many conversions may wait to be landed without holding a file each.
    pub fn ready(mut self) -> Ready {
        self.open = None;
        Ready(self)
    }

    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
    }

    /// Renames everything into place, the main output last. On an error what stood there before stands there again.
    fn commit(mut self) -> Result<Vec<Landed>, Diagnostic> {
        self.open = None;
        let main_last = |output: &Output| output.target == self.main;
        self.outputs.sort_by_key(main_last);
        let alone = self.outputs.len() == 1;
        let mut done: Vec<(&Output, Option<PathBuf>)> = Vec::new();
        for output in &self.outputs {
            let moved = if alone { Ok(None) } else { keep_old(&output.target) }
                .and_then(|old| fs::rename(&output.temporary, &output.target).map(|()| old));
            match moved {
                Ok(old) => done.push((output, old)),
                Err(error) => {
                    put_back(&done);
                    return Err(write_fault(&output.target, &error));
                }
            }
        }
        for (_, old) in &done {
            if let Some(old) = old {
                // What is left then is a recognisable temporary file, which the next run removes.
                let _ = fs::remove_file(old);
            }
        }
        let done = self.outputs.drain(..).map(|Output { target: path, bytes, digest, .. }| Landed {
            path,
            bytes,
            sha256: digest.finalize().into(),
        });
        let mut landed: Vec<Landed> = done.collect();
        landed.rotate_right(1);
        self.folders.clear();
        Ok(landed)
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        self.open = None;
        for output in &self.outputs {
            // Renamed ones are gone from here; of the others nothing must stay, and there is nobody left to tell.
            let _ = fs::remove_file(&output.temporary);
        }
        for folder in self.folders.iter().rev() {
            // Fails when another conversion has put something there, as it should.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A second name for the file that is about to be replaced. `None` when there is none.
fn keep_old(target: &Path) -> io::Result<Option<PathBuf>> {
    let old = temporary_in(target.parent().unwrap_or(Path::new("")));
    match fs::hard_link(target, &old) {
        Ok(()) => Ok(Some(old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // A file system without hard links.
        Err(_) => fs::copy(target, &old).map(|_| Some(old)),
    }
}

fn put_back(done: &[(&Output, Option<PathBuf>)]) {
    for (output, old) in done {
        // The first error is the one that is reported; these are attempts to leave things as they were.
        let _ = match old {
            Some(old) => fs::rename(old, &output.target),
            None => fs::remove_file(&output.target),
        };
    }
}

/// Short whatever the target's name is, and told from other files by its process.
fn temporary_in(folder: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let (process, start) = (std::process::id(), this_start());
    folder.join(format!("{TEMPORARY_PREFIX}{process}-{start}-{count}{TEMPORARY_SUFFIX}"))
}

fn write_fault(target: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Diagnostic::new(codes::DISK_FULL).arg("path", target.display())
        }
        _ => Diagnostic::new(codes::CANNOT_WRITE).arg("path", target.display()).arg("reason", error),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_named() {
        // The kernel's own device that is always full.
        let error = OpenOptions::new().write(true).open("/dev/full").unwrap().write_all(b"x").unwrap_err();
        assert_eq!(write_fault(Path::new("x"), &error).code, codes::DISK_FULL.id);
    }

    #[test]
    fn a_failure_half_way_puts_everything_back() {
        let folder = std::env::temp_dir().join(format!("pressroom-landing-{}", std::process::id()));
        fs::create_dir_all(folder.join("x.id")).unwrap();
        fs::write(folder.join("x.id/a"), "old").unwrap();
        let mut landing = Landing::new("id", folder.join("x.out"), folder.join("x.id"));
        for name in ["", "a", "b", "c"] {
            landing.write(name, b"new").unwrap();
        }
        // Comes in the way after the output was begun: `a` and `b` have been renamed by then.
        fs::create_dir(folder.join("x.id/c")).unwrap();
        assert_eq!(landing.commit().unwrap_err().code, codes::CANNOT_WRITE.id);
        assert_eq!(fs::read_to_string(folder.join("x.id/a")).unwrap(), "old");
        let mut left: Vec<_> = fs::read_dir(folder.join("x.id")).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["a", "c"]);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
