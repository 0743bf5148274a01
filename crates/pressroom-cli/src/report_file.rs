//! `report.json`: what an export read and wrote, by hash. Written last, so that it names a whole set or an older one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pressroom_core::Diagnostic;
use pressroom_host::{Landed, Story, codes};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Beside the edition's outputs.
pub const REPORT_FILE: &str = "report.json";

#[derive(Debug, Serialize, Deserialize)]
pub struct Report {
    pub pressroom: String,
    pub issue: String,
    /// False when stories or plugins failed and the edition was published without them.
    pub complete: bool,
    pub inputs: Vec<FileRecord>,
    pub outputs: Vec<FileRecord>,
    pub diagnostics: Vec<Value>,
    /// Milliseconds, by step.
    pub timings: Vec<Timing>,
}

/// A file as it was when the report was written.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileRecord {
    /// Outputs: relative to the report. Inputs: as the export named them.
    pub file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plugin: Option<String>,
    pub bytes: u64,
    /// Lower-case hexadecimal. Absent of a picture that no plugin has opened: outputs at most refer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Timing {
    pub step: String,
    pub ms: f64,
}

impl Timing {
    pub fn new(step: impl Into<String>, elapsed: Duration) -> Self {
        Timing { step: step.into(), ms: (elapsed.as_secs_f64() * 1e5).round() / 1e2 }
    }
}

impl FileRecord {
    /// Reads the file, in pieces.
    fn of(path: &Path) -> std::io::Result<Self> {
        const PIECE_BYTES: usize = 256 * 1024;
        let mut file = std::fs::File::open(path)?;
        let (mut digest, mut bytes, mut piece) = (Sha256::new(), 0, vec![0; PIECE_BYTES]);
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            digest.update(piece.get(..read).unwrap_or_default());
            bytes += read as u64;
        }
        Ok(FileRecord { file: portable(path), plugin: None, bytes, sha256: Some(hex(&digest.finalize())) })
    }

    /// Looks at the file's size only.
    fn unread(path: &Path) -> std::io::Result<Self> {
        let bytes = std::fs::metadata(path)?.len();
        Ok(FileRecord { file: portable(path), plugin: None, bytes, sha256: None })
    }

    /// An output that was just landed.
    pub fn landed(file: &Landed, folder: &Path, plugin: &str) -> Self {
        let name = file.path.strip_prefix(folder).unwrap_or(&file.path);
        FileRecord {
            file: portable(name),
            plugin: Some(plugin.to_owned()),
            bytes: file.bytes,
            sha256: Some(hex(&file.sha256)),
        }
    }
}

fn portable(name: &Path) -> String {
    name.to_string_lossy().replace('\\', "/")
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What an export is made of.
pub struct Inputs<'s> {
    /// Read by the command itself.
    pub texts: BTreeSet<PathBuf>,
    /// Whose pictures plugins may open.
    pub stories: Vec<&'s Story>,
}

impl Inputs<'_> {
    /// Records of the files that can be read, by name; one that vanished meanwhile has been reported where it was used.
    ///
    /// Works beside the plugins until `done`, and hashes pictures as they are opened: when no plugin looks into any, an
    /// edition's photographs need not be read for the report alone.
    pub fn records(&self, done: &AtomicBool) -> Vec<FileRecord> {
        const LOOK_AGAIN: Duration = Duration::from_millis(5);
        let mut records: BTreeMap<PathBuf, FileRecord> = BTreeMap::new();
        let mut record = |path: PathBuf| {
            if !records.contains_key(&path)
                && let Ok(record) = FileRecord::of(&path)
            {
                records.insert(path, record);
            }
        };
        self.texts.iter().cloned().for_each(&mut record);
        loop {
            // Read before the look, so that nothing opened before the end is missed.
            let last = done.load(Ordering::Acquire);
            let opened = self
                .stories
                .iter()
                .flat_map(|story| story.take_opened().into_iter().map(|file| story.folder.join(file)));
            opened.for_each(&mut record);
            if last {
                break;
            }
            std::thread::sleep(LOOK_AGAIN);
        }
        for picture in self.stories.iter().flat_map(|story| story.assets().map(|file| story.folder.join(file))) {
            if !records.contains_key(&picture)
                && let Ok(record) = FileRecord::unread(&picture)
            {
                records.insert(picture, record);
            }
        }
        records.into_values().collect()
    }
}

/// A file that the system does not let us write.
pub fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(codes::CANNOT_WRITE).arg("path", path.display()).arg("reason", error)
}

/// Outputs that an export cut short has replaced, or lost, since the folder's report was written.
pub fn cut_short(folder: &Path) -> Vec<String> {
    let path = folder.join(REPORT_FILE);
    let written = std::fs::metadata(&path).and_then(|data| data.modified());
    let report = std::fs::read(&path).ok().and_then(|text| serde_json::from_slice::<Report>(&text).ok());
    let (Ok(written), Some(report)) = (written, report) else { return Vec::new() };
    let differs = |record: &FileRecord| {
        let file = folder.join(&record.file);
        match std::fs::metadata(&file).and_then(|data| data.modified()) {
            // Untouched since, so the hash need not be computed.
            Ok(modified) if modified <= written => false,
            Ok(_) => !FileRecord::of(&file).is_ok_and(|now| now.sha256 == record.sha256),
            Err(_) => true,
        }
    };
    report.outputs.iter().filter(|record| differs(record)).map(|record| record.file.clone()).collect()
}
