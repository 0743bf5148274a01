//! Puts outputs on disk: all of a conversion's or none; of several conversions, such as an edition's, all or none.
//!
//! Bytes go to temporary files in the folder of the main output. Only when the plugin is done are they renamed into place,
//! so that every file under its own name is whole at every moment, and an older good file stays until then.
//! Files are not synced: a rename survives a killed process, and a sync would cost more than the conversion.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use pressroom_core::Diagnostic;
use pressroom_plugin::Manifest;
use sha2::{Digest, Sha256};

use crate::temporary::{Claim, make_folder, remove_folders};
use crate::{codes, output_name};

/// How many files one conversion may write.
const MAX_OUTPUTS: usize = 10_000;

/// Where the main output lands: a file, or the index of a folder that all outputs share.
pub fn main_path(folder: &Path, stem: &str, manifest: &Manifest) -> PathBuf {
    let whole = folder.join(format!("{stem}{}", manifest.suffix));
    match &manifest.index {
        Some(index) => whole.join(index),
        None => whole,
    }
}

/// The folder of all other outputs. `STEM.ID` alone would be the main output's own name for a plugin such as pdf.
pub fn further_folder(folder: &Path, stem: &str, manifest: &Manifest) -> PathBuf {
    match &manifest.index {
        Some(_) => folder.join(format!("{stem}{}", manifest.suffix)),
        None => folder.join(format!("{stem}.{}-files", manifest.id)),
    }
}

/// Writes one file, whole or not at all.
pub fn land(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let claim = Claim::on(folder_of(path))?;
    let temporary = claim.temporary();
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
        Ok(land_all(vec![self])?.into_iter().flatten().collect())
    }
}

/// Puts the outputs of several conversions in their places, or none of them. One list for each, in order, the main output
/// first. On an error what stood there before stands there again.
pub fn land_all(ready: Vec<Ready>) -> Result<Vec<Vec<Landed>>, Diagnostic> {
    let mut landings: Vec<Landing> = ready.into_iter().map(|Ready(landing)| landing).collect();
    // A single rename needs no way back.
    if landings.iter().map(|landing| landing.outputs.len()).sum::<usize>() > 1 {
        landings.iter_mut().try_for_each(Landing::keep_old)?;
    }
    let mut outputs: Vec<&mut Output> = landings.iter_mut().flat_map(|landing| &mut landing.outputs).collect();
    // Whoever finds a main output finds its further ones.
    outputs.sort_by_key(|output| output.is_main);
    let mut placed = Vec::new();
    for output in outputs {
        if let Err(error) = fs::rename(&output.temporary, &output.target) {
            put_back(placed);
            return Err(write_fault(&output.target, &error));
        }
        placed.push(output);
    }
    Ok(landings.into_iter().map(Landing::landed).collect())
}

/// As far as it can: the error that is reported is the one that made it necessary.
fn put_back(placed: Vec<&mut Output>) {
    for output in placed {
        // Taken, so that the only copy stays when it cannot be put back.
        let _ = match output.old.take() {
            Some(old) => fs::rename(old, &output.target),
            None => fs::remove_file(&output.target),
        };
    }
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
    /// Of further outputs; made for this conversion, and removed again if it fails.
    folders: Vec<PathBuf>,
    bytes: u64,
    max_bytes: u64,
    /// On the folder of the main output, from the first output on.
    claim: Option<Claim>,
}

struct Output {
    is_main: bool,
    target: PathBuf,
    temporary: PathBuf,
    /// A second name of the file that is being replaced.
    old: Option<PathBuf>,
    bytes: u64,
    digest: Sha256,
}

impl Landing {
    /// For a plugin's main output, and the folder of its others.
    pub fn new(plugin: &str, main: PathBuf, further: PathBuf, max_bytes: u64) -> Self {
        // In a folder that all outputs share, the main one's name is taken.
        let main_name = main.strip_prefix(&further).ok().and_then(Path::to_str);
        let taken = main_name.map(|name| (output_name::collision_key(name), name.to_owned()));
        Landing {
            plugin: plugin.to_owned(),
            main,
            further,
            outputs: Vec::new(),
            positions: BTreeMap::new(),
            taken: taken.into_iter().collect(),
            open: None,
            folders: Vec::new(),
            bytes: 0,
            max_bytes,
            claim: None,
        }
    }

    /// Appends to an output, which the first call makes.
    pub fn write(&mut self, name: &str, data: &[u8]) -> Result<(), Diagnostic> {
        self.bytes = self.bytes.saturating_add(data.len() as u64);
        if self.bytes > self.max_bytes {
            return Err(self.fault(codes::TOO_MANY_BYTES).arg("limit", self.max_bytes >> 20));
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
        let is_main = name.is_empty();
        let target = if is_main { self.main.clone() } else { self.further_target(name)? };
        let fault = |error| write_fault(&target, &error);
        if target.is_dir() {
            return Err(fault(io::ErrorKind::IsADirectory.into()));
        }
        let claim = match self.claim.take() {
            Some(claim) => claim,
            None => Claim::on(folder_of(&self.main)).map_err(fault)?,
        };
        let claim = self.claim.insert(claim);
        make_folder(folder_of(&target), &mut self.folders).map_err(fault)?;
        let temporary = claim.temporary();
        let file = OpenOptions::new().append(true).create_new(true).open(&temporary).map_err(fault)?;
        let position = self.outputs.len();
        self.outputs.push(Output { is_main, target, temporary, old: None, bytes: 0, digest: Sha256::new() });
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

    /// All bytes are written. Many conversions may wait to be landed without holding a file each.
    pub fn ready(mut self) -> Ready {
        self.open = None;
        Ready(self)
    }

    /// Whether the main output was begun.
    pub fn has_main(&self) -> bool {
        self.positions.contains_key("")
    }

    /// Gives every file that is about to be replaced a second name.
    fn keep_old(&mut self) -> Result<(), Diagnostic> {
        let Some(claim) = &self.claim else { return Ok(()) };
        for output in &mut self.outputs {
            // Noted first, so that half a copy does not stay.
            let old = output.old.insert(claim.temporary());
            let kept = match fs::hard_link(&output.target, &*old) {
                Ok(()) => Ok(()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    output.old = None;
                    Ok(())
                }
                // A file system without hard links.
                Err(_) => fs::copy(&output.target, &*old).map(drop),
            };
            kept.map_err(|error| write_fault(&output.target, &error))?;
        }
        Ok(())
    }

    /// All outputs are in their places.
    fn landed(mut self) -> Vec<Landed> {
        self.folders.clear();
        self.outputs.sort_by_key(|output| !output.is_main);
        let landed = self.outputs.iter().map(|Output { target, bytes, digest, .. }| Landed {
            path: target.clone(),
            bytes: *bytes,
            sha256: digest.clone().finalize().into(),
        });
        landed.collect()
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        self.open = None;
        for output in &self.outputs {
            // Renamed ones are gone from here; of the others nothing must stay, and there is nobody left to tell.
            let _ = fs::remove_file(&output.temporary);
            if let Some(old) = &output.old {
                let _ = fs::remove_file(old);
            }
        }
        remove_folders(&self.folders);
    }
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
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

    /// A new folder for one test.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("pressroom-landing-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The outputs of one conversion, each with the content `new`.
    fn written(folder: &Path, stem: &str, names: &[&str]) -> Landing {
        let mut landing =
            Landing::new("id", folder.join(format!("{stem}.out")), folder.join(format!("{stem}.id-files")), 1 << 20);
        for name in names {
            landing.write(name, b"new").unwrap();
        }
        landing
    }

    /// Every file below the folder with its content; the folder is removed.
    fn taken(folder: &Path) -> Vec<(String, String)> {
        let mut folders = vec![folder.to_owned()];
        let mut found = Vec::new();
        while let Some(below) = folders.pop() {
            for path in fs::read_dir(below).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(folder).unwrap().display().to_string();
                    found.push((name, fs::read_to_string(path).unwrap()));
                }
            }
        }
        fs::remove_dir_all(folder).unwrap();
        found.sort();
        found
    }

    #[test]
    fn a_failure_half_way_puts_everything_back() {
        let folder = folder("half-way");
        fs::create_dir_all(folder.join("x.id-files")).unwrap();
        let old = ["x.id-files/a", "x.id-files/c", "x.out"].map(|name| (name.to_owned(), "old".to_owned()));
        for (name, text) in &old {
            fs::write(folder.join(name), text).unwrap();
        }
        let landing = written(&folder, "x", &["", "a", "b", "c"]);
        // So that its rename fails, when `a` and `b` have been renamed.
        fs::remove_file(&landing.outputs.last().unwrap().temporary).unwrap();
        assert_eq!(landing.ready().land().unwrap_err().code, codes::CANNOT_WRITE.id);
        assert_eq!(taken(&folder), old);
    }

    #[test]
    fn several_conversions_land_as_a_set_or_not_at_all() {
        let folder = folder("set");
        let old = ["x.out", "z.out"].map(|name| (name.to_owned(), "old".to_owned()));
        for (name, text) in &old {
            fs::write(folder.join(name), text).unwrap();
        }
        let set =
            || [("x", &["a", ""][..]), ("y", &[""]), ("z", &["", "b"])].map(|(stem, n)| written(&folder, stem, n));
        let broken = set();
        // The last rename of all.
        fs::remove_file(&broken[2].outputs.first().unwrap().temporary).unwrap();
        assert_eq!(land_all(broken.map(Landing::ready).into()).unwrap_err().code, codes::CANNOT_WRITE.id);
        assert!(!folder.join("x.id-files").exists());
        let left: BTreeMap<_, _> = old.iter().map(|(name, _)| (folder.join(name), "old".to_owned())).collect();
        let stands = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        assert_eq!(
            stands.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect::<BTreeMap<_, _>>(),
            left
        );

        let landed = land_all(set().map(Landing::ready).into()).unwrap();
        let shown: Vec<Vec<_>> = landed
            .iter()
            .map(|one| one.iter().map(|file| file.path.strip_prefix(&folder).unwrap()).collect())
            .collect();
        let wanted = [vec!["x.out", "x.id-files/a"], vec!["y.out"], vec!["z.out", "z.id-files/b"]];
        assert_eq!(shown, wanted.map(|one| one.into_iter().map(Path::new).collect::<Vec<_>>()));
        let names = ["x.id-files/a", "x.out", "y.out", "z.id-files/b", "z.out"];
        assert_eq!(taken(&folder), names.map(|name| (name.to_owned(), "new".to_owned())));
    }

    #[test]
    fn a_failing_conversion_does_not_take_the_folder_from_another() {
        const TIMES: usize = 2_000;
        let folder = folder("race");
        let fail_often = || (0..TIMES).for_each(|_| drop(written(&folder.join("new/folder"), "x", &[""])));
        std::thread::scope(|scope| {
            scope.spawn(fail_often);
            scope.spawn(fail_often);
        });
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "the last one removes the folders");
        fs::remove_dir(folder).unwrap();
    }
}
