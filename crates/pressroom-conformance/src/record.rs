//! What a child tells its parent: a file of JSON lines, which no print of a plugin can get into.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use pressroom_core::{Code, Diagnostic};
use serde::{Deserialize, Serialize};

/// How a test ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    Passed {
        /// Worth knowing all the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Diagnostic>,
    },
    Failed {
        why: Diagnostic,
    },
    /// Does not apply to this plugin, or cannot be tried here.
    Skipped {
        why: Diagnostic,
    },
}

/// A test's own result: a failure, or how else it ended.
pub type Tried = Result<Verdict, Diagnostic>;

impl Verdict {
    pub const PASSED: Verdict = Verdict::Passed { note: None };

    pub fn passed_with(note: Code) -> Self {
        Verdict::Passed { note: Some(Diagnostic::new(note)) }
    }

    pub fn skipped(why: Code) -> Self {
        Verdict::Skipped { why: Diagnostic::new(why) }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// What is tried now. Each line gives the child its deadline anew.
    Doing(String),
    /// A hash of outputs, to be compared between processes.
    Digest(String),
    Verdict(Verdict),
}

/// The child's end of the record.
pub struct Record {
    file: File,
}

impl Record {
    pub fn append_to(path: &Path) -> std::io::Result<Self> {
        Ok(Record { file: OpenOptions::new().append(true).create(true).open(path)? })
    }

    pub fn doing(&mut self, what: &str) {
        self.line(&Line::Doing(what.to_owned()));
    }

    pub fn line(&mut self, line: &Line) {
        // A record that cannot be written is seen by the parent: it lacks its verdict.
        let mut text = serde_json::to_string(line).unwrap_or_default();
        text.push('\n');
        let _ = self.file.write_all(text.as_bytes());
    }
}

/// The parent's end: what stands in the record. A last line that is cut short is left out.
#[derive(Debug, Default)]
pub struct Told {
    pub doing: String,
    pub digest: Option<String>,
    pub verdict: Option<Verdict>,
}

pub fn read(path: &Path) -> Told {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut told = Told::default();
    for line in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match line {
            Line::Doing(what) => told.doing = what,
            Line::Digest(digest) => told.digest = Some(digest),
            Line::Verdict(verdict) => told.verdict = Some(verdict),
        }
    }
    told
}
