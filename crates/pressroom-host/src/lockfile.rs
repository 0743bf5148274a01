//! The lock file: which plugin files a house has taken, by SHA-256.
//!
//! ```toml
//! [plugins]
//! pdf = "sha256:6b1f..."
//! ```
//!
//! Where there is one, only the plugins that it names are loaded, and only from files that have the sum. It says nothing of
//! where the files lie, so it can be kept with the stories and shared by machines that have the same builds.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pressroom_core::Diagnostic;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::landing::land;
use crate::{Plugin, codes, trust};

/// The file's name. It is looked for in the folder of the stories and above it, as `pressroom.toml` is.
pub const LOCK_FILE: &str = "pressroom.lock";
const MAX_LOCK_BYTES: u64 = 1024 * 1024;
const HEADER: &str =
    "# Written by `pressroom plugins trust`: for the stories below this folder only these plugins are loaded.\n\n";

/// A SHA-256 sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum([u8; 32]);

impl Sum {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Sum(Sha256::digest(bytes).into())
    }

    /// `None` when there are not 32 bytes.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Sum)
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("sha256:")?;
        let mut sum = [0; 32];
        if digits.len() != 2 * sum.len() || !digits.is_ascii() {
            return None;
        }
        for (at, byte) in sum.iter_mut().enumerate() {
            *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Sum(sum))
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A lock file as it stands.
#[derive(Clone, Debug)]
pub struct Lock {
    pub path: PathBuf,
    sums: BTreeMap<String, Sum>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    plugins: BTreeMap<String, String>,
}

impl Lock {
    /// The nearest lock file, from this folder upward. `None` where there is none; an error where it cannot be used.
    pub fn find(folder: &Path) -> Result<Option<Self>, Diagnostic> {
        let start = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let file = start.ancestors().map(|folder| folder.join(LOCK_FILE)).find(|file| file.symlink_metadata().is_ok());
        file.map(|file| Lock::read(&file)).transpose()
    }

    fn read(path: &Path) -> Result<Self, Diagnostic> {
        let unusable =
            |reason: String| Diagnostic::new(codes::LOCK_UNUSABLE).arg("path", path.display()).arg("reason", reason);
        // Whoever may write it decides what is loaded.
        trust::check(path)?;
        let size = path.metadata().map_err(|error| unusable(error.to_string()))?.len();
        if size > MAX_LOCK_BYTES {
            return Err(unusable(format!("larger than {MAX_LOCK_BYTES} bytes")));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
        let written: Written = toml::from_str(&text).map_err(|error| unusable(error.to_string()))?;
        let mut sums = BTreeMap::new();
        for (id, sum) in written.plugins {
            let sum = Sum::parse(&sum).ok_or_else(|| unusable(format!("`{sum}` is no `sha256:` sum")))?;
            sums.insert(id, sum);
        }
        Ok(Lock { path: path.to_path_buf(), sums })
    }

    /// The plugin with the sum that its file has to have when it is loaded, or why it is not to be loaded.
    pub fn check(&self, plugin: &Plugin) -> Result<Arc<Plugin>, Diagnostic> {
        let refused = |code| {
            let refused = Diagnostic::new(code).arg("plugin", plugin.id()).arg("path", plugin.path.display());
            let folder = |file: &Path| file.parent().unwrap_or(Path::new("")).display().to_string();
            let refused = refused.arg("house", folder(&self.path)).arg("folder", folder(&plugin.path));
            refused.arg("lock", self.path.display())
        };
        let sum = *self.sums.get(plugin.id()).ok_or_else(|| refused(codes::NOT_LOCKED))?;
        if sum_of(&plugin.path)? != sum {
            return Err(refused(codes::SUM_DIFFERS));
        }
        Ok(Arc::new(Plugin { sum: Some(sum), ..plugin.clone() }))
    }

    /// Writes a lock of these plugins as they are now, beside those that the file names already. What it says of each, in order.
    pub fn write<'p>(
        folder: &Path,
        plugins: impl IntoIterator<Item = &'p Arc<Plugin>>,
    ) -> Result<(PathBuf, Vec<(String, Sum)>), Diagnostic> {
        let path = folder.join(LOCK_FILE);
        // One that cannot be used forbids everything; it is written anew.
        let before = Lock::read(&path).map(|lock| lock.sums).unwrap_or_default();
        let mut taken = Vec::new();
        for plugin in plugins {
            taken.push((plugin.id().to_owned(), sum_of(&plugin.path)?));
        }
        let all: BTreeMap<String, Sum> = before.into_iter().chain(taken.iter().cloned()).collect();
        let mut text = format!("{HEADER}[plugins]\n");
        // Ids have only a-z, 0-9 and -, which are bare keys of TOML.
        all.iter().for_each(|(id, sum)| text += &format!("{id} = \"{sum}\"\n"));
        land(&path, text.as_bytes())
            .map_err(|error| Diagnostic::new(codes::CANNOT_WRITE).arg("path", path.display()).arg("reason", error))?;
        Ok((path, taken))
    }
}

fn sum_of(path: &Path) -> Result<Sum, Diagnostic> {
    let bytes = std::fs::read(path)
        .map_err(|error| Diagnostic::new(codes::UNREADABLE).arg("path", path.display()).arg("reason", error))?;
    Ok(Sum::of(&bytes))
}
