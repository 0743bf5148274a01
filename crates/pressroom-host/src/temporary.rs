//! Temporary files, and how those of a running process are told from what a killed one has left.
//!
//! A process holds a lock file in each folder that it has temporary files in; the system lets go of the lock when the process
//! ends, however that is. Process numbers would not do: two machines or containers that share the folder have the same ones.
//! On a file system without locks nothing is ever called stale.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

/// `.pressroom-OWNER.lock`, `.pressroom-OWNER-NUMBER.tmp`; OWNER is `PROCESS-START-NUMBER`.
const PREFIX: &str = ".pressroom-";
const LOCK_SUFFIX: &str = ".lock";
const TEMPORARY_SUFFIX: &str = ".tmp";

/// Each try fails only when another process sweeps or removes the folder at that very moment.
const MAX_TRIES: usize = 10;

/// The right to have temporary files in a folder. As long as one is held, no other process removes them, or the folder.
pub(crate) struct Claim {
    folder: PathBuf,
    owner: String,
}

impl Claim {
    /// Makes the folder when it is not there. With the last claim it goes again, if it has stayed empty.
    pub fn on(folder: &Path) -> io::Result<Self> {
        let mut held = held();
        let claimed = match held.get_mut(folder) {
            Some(claimed) => claimed,
            None => held.entry(folder.to_owned()).or_insert(Claimed::new(folder)?),
        };
        claimed.claims += 1;
        Ok(Claim { folder: folder.to_owned(), owner: claimed.owner.clone() })
    }

    /// A new name, short whatever the output's name is.
    pub fn temporary(&self) -> PathBuf {
        self.folder.join(format!("{PREFIX}{}-{}{TEMPORARY_SUFFIX}", self.owner, next_number()))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut held = held();
        if let Some(claimed) = held.get_mut(&self.folder) {
            claimed.claims -= 1;
            if claimed.claims == 0 {
                held.remove(&self.folder).into_iter().for_each(|claimed| claimed.leave(&self.folder));
            }
        }
    }
}

/// A folder with claims of this process on it.
struct Claimed {
    claims: usize,
    owner: String,
    lock: File,
    /// The folder and those above it, as far as they were made for the claim.
    made: Vec<PathBuf>,
}

/// All of them. Held while one is begun or ended, so that no claim's end takes a folder that another's beginning has seen.
fn held() -> MutexGuard<'static, BTreeMap<PathBuf, Claimed>> {
    static HELD: Mutex<BTreeMap<PathBuf, Claimed>> = Mutex::new(BTreeMap::new());
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Claimed {
    fn new(folder: &Path) -> io::Result<Self> {
        let mut made = Vec::new();
        let mut reason = io::Error::from(ErrorKind::NotFound);
        for _ in 0..MAX_TRIES {
            let owner = format!("{}-{}-{}", std::process::id(), this_start(), next_number());
            match make_folder(folder, &mut made).and_then(|()| new_lock(&lock_path(folder, &owner))) {
                Ok(Some(lock)) => return Ok(Claimed { claims: 0, owner, lock, made }),
                Ok(None) => {}
                // The folder was another process's, which has failed; or the name is another machine's.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => reason = error,
                Err(error) => {
                    remove_folders(&made);
                    return Err(error);
                }
            }
        }
        remove_folders(&made);
        Err(reason)
    }

    fn leave(self, folder: &Path) {
        // There is nobody left to tell; the next run removes what stays.
        let _ = fs::remove_file(lock_path(folder, &self.owner));
        drop(self.lock);
        remove_folders(&self.made);
    }
}

/// `None` when another process took the new file for a stale one before it was locked.
fn new_lock(path: &Path) -> io::Result<Option<File>> {
    let lock = OpenOptions::new().write(true).create_new(true).open(path)?;
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        // Without locks nobody can take it for a stale one either.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(path.exists().then_some(lock)),
    }
}

fn lock_path(folder: &Path, owner: &str) -> PathBuf {
    folder.join(format!("{PREFIX}{owner}{LOCK_SUFFIX}"))
}

/// Makes a folder and those above it, noting which.
pub(crate) fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
    for path in missing.into_iter().rev() {
        match fs::create_dir(path) {
            Ok(()) => made.push(path.to_owned()),
            // Another conversion or process was quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Removes folders that were made, unless something stands in them by now.
pub(crate) fn remove_folders(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        // Fails when it is not empty, as it should.
        let _ = fs::remove_dir(folder);
    }
}

/// Removes the temporary files in a folder whose process is no more. What cannot be removed stays: it does no harm.
pub(crate) fn remove_stale(folder: &Path) -> io::Result<()> {
    let mut owners: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
        let owned = name.strip_suffix(TEMPORARY_SUFFIX).and_then(|name| name.rsplit_once('-'));
        if let Some(owner) = name.strip_suffix(LOCK_SUFFIX).filter(|owner| is_owner(owner)) {
            owners.entry(owner.to_owned()).or_default();
        } else if let Some((owner, _)) = owned.filter(|(owner, _)| is_owner(owner)) {
            owners.entry(owner.to_owned()).or_default().push(entry.path());
        }
    }
    for (owner, files) in owners {
        let path = lock_path(folder, &owner);
        let lock = match OpenOptions::new().write(true).open(&path) {
            Ok(lock) if lock.try_lock().is_ok() => Some(lock),
            // An owner makes its lock file first and removes it last.
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Ok(_) | Err(_) => continue,
        };
        for file in files {
            let _ = fs::remove_file(file);
        }
        if let Some(lock) = lock {
            // Names are not used again, so this is still the file that is locked.
            let _ = fs::remove_file(path);
            drop(lock);
        }
    }
    Ok(())
}

/// Whether this is how [`Claimed::new`] names owners: other people's files are not touched.
fn is_owner(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let hexadecimal = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    parts.len() == 3 && parts.iter().all(hexadecimal)
}

fn next_number() -> u64 {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

/// Tells this run from others with the same process number.
fn this_start() -> &'static str {
    static START: OnceLock<String> = OnceLock::new();
    START.get_or_init(|| {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        format!("{:x}", since.as_nanos())
    })
}
