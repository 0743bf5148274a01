//! An edition as its issue.toml says, and its stories read.

use std::path::{Path, PathBuf};

use pressroom_core::{Code, Diagnostic, Severity};
use pressroom_read::files::{IssueStory, IssueToml};

use crate::desk::Desk;
use crate::inputs::{Input, InputSource, read_settings};
use crate::parts;
use crate::report::Sources;
use crate::story::Findings;

const NOT_AN_ISSUE: Code = Code::error("A019");

const ISSUE_FILE: &str = "issue.toml";

pub struct Edition {
    /// The issue.toml, as the user would name it.
    pub file: PathBuf,
    /// What names in it count from.
    pub folder: PathBuf,
    /// What the outputs are named by.
    pub stem: String,
    pub toml: IssueToml,
    /// In order; those that cannot be found are left out, with an error among the findings.
    pub stories: Vec<IssueStory>,
    pub findings: Findings,
}

impl Edition {
    /// Reads an issue.toml, given by its path or by its folder's.
    pub fn read(given: &Path) -> Result<Self, Findings> {
        let file = if given.is_dir() { given.join(ISSUE_FILE) } else { given.to_path_buf() };
        if file.extension().is_none_or(|extension| extension != "toml") {
            return Err(Findings::only(Diagnostic::new(NOT_AN_ISSUE).arg("path", file.display())));
        }
        let text = read_settings(&file).map_err(Findings::only)?;
        let name = file.display().to_string();
        let mut sources = Sources::default();
        sources.add(name.as_str(), text.as_str());
        let toml = match IssueToml::parse(&name, &text) {
            Ok(toml) => toml,
            Err(fault) => return Err(Findings { diagnostics: vec![fault], sources }),
        };
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder.to_path_buf(),
            Some(_) | None => PathBuf::from("."),
        };
        let (stories, diagnostics) = toml.stories(&folder);
        let stem = toml.stem(&folder);
        Ok(Edition { file, folder, stem, toml, stories, findings: Findings { diagnostics, sources } })
    }

    /// Stories that are named and not there.
    pub fn missing(&self) -> usize {
        self.findings.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
    }

    /// The stories as inputs, in the same order. A file that holds several stories becomes as many entries.
    pub fn inputs(&mut self, desk: &Desk) -> Vec<Input> {
        let (mut stories, mut inputs) = (Vec::new(), Vec::new());
        for story in std::mem::take(&mut self.stories) {
            for input in parts::divide(input(&story), desk) {
                stories.push(story.clone());
                inputs.push(input);
            }
        }
        self.stories = stories;
        inputs
    }

    /// Adds the findings of the cover, which is opened for them.
    pub fn note(&mut self, diagnostics: Vec<Diagnostic>) {
        self.findings.diagnostics.extend(diagnostics);
    }
}

fn input(story: &IssueStory) -> Input {
    let stem = story.stem();
    let (subfolder, stem) = stem.rsplit_once('/').unwrap_or(("", &stem));
    Input {
        source: InputSource::File(story.file.clone()),
        name: story.file.display().to_string(),
        stem: stem.to_owned(),
        subfolder: PathBuf::from(subfolder),
        part: None,
    }
}
