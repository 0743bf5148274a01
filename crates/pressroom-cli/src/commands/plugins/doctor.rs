//! `pressroom plugins doctor`: why a plugin is not found, or not loaded.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use pressroom_core::{Code, Diagnostic};
use pressroom_host::search::Origin;
use pressroom_host::{
    DEFAULT_MEMORY_BYTES, DEFAULT_OUTPUT_BYTES, DEFAULT_TIMEOUT, FolderState, Looked, Plugin, Sandbox, Settings,
    Verdict, WorkerCommand, read_plugin, sandbox_offer, try_loading,
};
use serde_json::{Value, json};

use super::doctor_words::Words;
use crate::args::{DoctorArgs, MessageFormat};
use crate::plugins::Here;
use crate::report::{About, Reporter, Sources, Stdout, language};
use crate::{FAILED, inputs};

const NOT_SEARCHED: Code = Code::error("A030");
const SHADOWED: Code = Code::warning("A031");
const WRONG_NAME: Code = Code::warning("A032");

pub fn run(args: &DoctorArgs) -> ExitCode {
    let here = Here::look(&args.plugins.plugin_dirs);
    let mut doctor = Doctor {
        words: Words::of(language(args.messages.lang)),
        json: args.messages.message_format == MessageFormat::Json,
        reporter: Reporter::new(&args.messages),
        out: Stdout::default(),
        tried: None,
    };
    here.fault.iter().chain(&here.found.warnings).for_each(|finding| doctor.say(finding));
    let healthy = match args.subject.as_deref() {
        None => {
            doctor.folders(&here);
            true
        }
        Some(subject) if is_file_name(subject) => doctor.file(Path::new(subject), &here),
        Some(id) => doctor.id(id, &here),
    };
    doctor.sandbox();
    let unlocked = doctor.lock(&here);
    if healthy && unlocked { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}

/// Ids have neither dots nor slashes.
fn is_file_name(subject: &str) -> bool {
    subject.contains(['/', '.', std::path::MAIN_SEPARATOR])
}

struct Doctor {
    words: &'static Words,
    json: bool,
    reporter: Reporter,
    out: Stdout,
    /// What a trial's worker was in.
    tried: Option<Sandbox>,
}

impl Doctor {
    fn say(&mut self, finding: &Diagnostic) {
        self.reporter.diagnostics(About::default(), [finding], &Sources::default());
    }

    /// Every folder that is searched, and what was made of each file.
    fn folders(&mut self, here: &Here) {
        if !self.json {
            self.out.line(self.words.folders);
        }
        for (at, looked) in here.found.searched.iter().enumerate() {
            if self.json {
                self.folder_as_json(looked, here);
            } else {
                self.folder_in_words(at + 1, looked, here);
            }
        }
    }

    fn folder_in_words(&mut self, number: usize, looked: &Looked, here: &Here) {
        let words = self.words;
        let state = match &looked.state {
            FolderState::Searched if looked.files.is_empty() => words.no_files,
            FolderState::Searched => "",
            FolderState::Missing => words.missing,
            FolderState::Relative => words.relative,
            FolderState::Again => words.again,
            FolderState::Closed(_) => words.closed,
        };
        let colon = if state.is_empty() { "" } else { ": " };
        let (path, origin) = (looked.dir.path.display(), looked.dir.origin.as_str());
        self.out.line(&format!("{number}. {path} ({origin}){colon}{state}"));
        if let FolderState::Closed(reason) = &looked.state {
            self.finding_in_words(reason);
        }
        for (file, verdict) in &looked.files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let text = match verdict {
                Verdict::Taken { id } => {
                    let version = here.found.find(id).map(|plugin| plugin.manifest.version.clone());
                    words.taken.replace("{id}", id).replace("{version}", &version.unwrap_or_default())
                }
                Verdict::Unrelated => words.unrelated.to_owned(),
                Verdict::OtherName if finding(file, verdict).is_none() => {
                    words.other_name.replace("{ending}", std::env::consts::DLL_EXTENSION)
                }
                Verdict::OtherName | Verdict::Shadowed { .. } | Verdict::Refused(_) => String::new(),
            };
            self.out.line(format!("     {name:<24} {text}").trim_end());
            // The folder's own reason has been said.
            let closed = matches!(looked.state, FolderState::Closed(_));
            if let Some(finding) = finding(file, verdict).filter(|_| !closed) {
                self.finding_in_words(&finding);
            }
        }
    }

    fn finding_in_words(&mut self, finding: &Diagnostic) {
        let catalogue = self.reporter.catalogue();
        let (message, help) = (catalogue.message(finding), catalogue.help(finding));
        self.out.line(&format!("       {}: {message}", finding.code));
        if let Some(help) = help {
            self.out.line(&format!("       -> {help}"));
        }
    }

    fn folder_as_json(&mut self, looked: &Looked, here: &Here) {
        let state = match &looked.state {
            FolderState::Searched => "searched",
            FolderState::Missing => "missing",
            FolderState::Relative => "relative",
            FolderState::Again => "again",
            FolderState::Closed(_) => "closed",
        };
        let files: Vec<Value> =
            looked.files.iter().map(|(file, verdict)| self.file_as_json(file, verdict, here)).collect();
        let reason = match &looked.state {
            FolderState::Closed(reason) => Some(self.finding_as_json(reason)),
            FolderState::Searched | FolderState::Missing | FolderState::Relative | FolderState::Again => None,
        };
        let folder = json!({
            "type": "folder", "path": looked.dir.path, "origin": looked.dir.origin.as_str(), "state": state,
            "reason": reason, "files": files,
        });
        self.out.json(&folder.to_string());
    }

    fn file_as_json(&self, file: &Path, verdict: &Verdict, here: &Here) -> Value {
        let (word, id) = match verdict {
            Verdict::Taken { id } => ("taken", Some(id)),
            Verdict::Shadowed { id, .. } => ("shadowed", Some(id)),
            Verdict::Refused(_) => ("refused", None),
            Verdict::Unrelated => ("unrelated", None),
            Verdict::OtherName => ("other_name", None),
        };
        let version = id.and_then(|id| here.found.find(id).ok()).map(|plugin| plugin.manifest.version.clone());
        let version = version.filter(|_| word == "taken");
        let reason = finding(file, verdict).map(|finding| self.finding_as_json(&finding));
        json!({"path": file, "verdict": word, "id": id, "version": version, "reason": reason})
    }

    fn finding_as_json(&self, finding: &Diagnostic) -> Value {
        let catalogue = self.reporter.catalogue();
        let (message, help) = (catalogue.message(finding), catalogue.help(finding));
        json!({"code": finding.code, "message": message, "args": finding.args, "help": help})
    }

    /// One id: which file is taken, and whether it loads. Whether it can be used.
    fn id(&mut self, id: &str, here: &Here) -> bool {
        match here.found.find(id) {
            Ok(plugin) => self.found(&plugin, here),
            Err(unknown) => {
                self.say(&unknown);
                // The reason usually stands with one of the files.
                self.folders(here);
                false
            }
        }
    }

    fn found(&mut self, plugin: &Arc<Plugin>, here: &Here) -> bool {
        for file in &plugin.shadows {
            let verdict = Verdict::Shadowed { id: plugin.id().to_owned(), by: plugin.path.clone() };
            finding(file, &verdict).iter().for_each(|finding| self.say(finding));
        }
        let locked = match &here.lock {
            Ok(Some(lock)) => lock.check(plugin),
            Ok(None) => Ok(plugin.clone()),
            // Said at the end.
            Err(_) => return false,
        };
        let loaded = locked.and_then(|plugin| try_loading(&plugin, &settings()?));
        match loaded {
            Ok(sandbox) => {
                self.tried = sandbox;
                let (id, path) = (plugin.id(), plugin.path.display().to_string());
                if self.json {
                    self.out.json(&json!({"type": "loads", "plugin": id, "path": path}).to_string());
                } else {
                    self.out.line(&self.words.loads.replace("{id}", id).replace("{path}", &path));
                }
                true
            }
            Err(fault) => {
                self.say(&fault);
                false
            }
        }
    }

    /// One file, wherever it lies. Whether it can be used.
    fn file(&mut self, file: &Path, here: &Here) -> bool {
        let real = match file.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                self.say(&inputs::unreadable(file, &error));
                return false;
            }
        };
        let same = |listed: &PathBuf| *listed == real || listed.canonicalize().is_ok_and(|listed| listed == real);
        let mut listed = here.found.searched.iter().flat_map(|looked| &looked.files);
        if let Some((path, verdict)) = listed.find(|(path, _)| same(path)) {
            return match verdict {
                Verdict::Taken { id } => here.found.find(id).is_ok_and(|plugin| self.found(&plugin, here)),
                Verdict::Shadowed { .. } | Verdict::Refused(_) | Verdict::Unrelated | Verdict::OtherName => {
                    // A library of something else has no finding beside the executable; on its own it has.
                    let finding = finding(path, verdict).or_else(|| read_plugin(path).err());
                    finding.iter().for_each(|finding| self.say(finding));
                    false
                }
            };
        }
        let parent = real.parent().unwrap_or(Path::new("/"));
        let closed = here.found.searched.iter().find_map(|looked| match &looked.state {
            FolderState::Closed(reason) if looked.dir.path.canonicalize().is_ok_and(|dir| dir == parent) => {
                Some(reason)
            }
            FolderState::Closed(_)
            | FolderState::Searched
            | FolderState::Missing
            | FolderState::Relative
            | FolderState::Again => None,
        });
        let reason = match (closed, read_plugin(&real)) {
            (Some(reason), _) => reason.clone(),
            (None, Err(reason)) => reason,
            (None, Ok(_)) if !is_library_name(&real) => wrong_name(&real),
            (None, Ok(manifest)) => {
                let of_user = here.found.searched.iter().find(|looked| looked.dir.origin == Origin::User);
                let user = of_user.map(|looked| looked.dir.path.display().to_string()).unwrap_or_default();
                let elsewhere = Diagnostic::new(NOT_SEARCHED).arg("path", real.display()).arg("id", manifest.id);
                elsewhere.arg("folder", parent.display()).arg("user", user)
            }
        };
        self.say(&reason);
        false
    }

    fn sandbox(&mut self) {
        let offer = sandbox_offer();
        let (word, sentence) = match self.tried.unwrap_or(offer.sandbox) {
            Sandbox::Whole => ("whole", self.words.whole),
            Sandbox::Partly => ("partly", self.words.partly),
            Sandbox::Absent => ("absent", self.words.absent),
        };
        if self.json {
            self.out.json(&json!({"type": "sandbox", "state": word, "by": offer.by}).to_string());
        } else {
            self.out.line(&format!("{} {}", self.words.sandbox, sentence.replace("{by}", &offer.by)));
        }
    }

    /// Whether the lock file, if there is one, can be used.
    fn lock(&mut self, here: &Here) -> bool {
        let (path, sentence) = match &here.lock {
            Err(fault) => {
                self.say(fault);
                return false;
            }
            Ok(None) => (None, self.words.no_lock.replace("{folder}", &here.folder.display().to_string())),
            Ok(Some(lock)) => {
                (Some(&lock.path), self.words.lock_holds.replace("{path}", &lock.path.display().to_string()))
            }
        };
        if self.json {
            self.out.json(&json!({"type": "lock", "path": path}).to_string());
        } else {
            self.out.line(&format!("{} {sentence}", self.words.lock));
        }
        if let Ok(Some(lock)) = &here.lock {
            let refused: Vec<Diagnostic> =
                here.found.plugins.iter().filter_map(|plugin| lock.check(plugin).err()).collect();
            refused.iter().for_each(|refused| self.say(refused));
        }
        true
    }
}

/// Why a file is not taken; `None` where nobody would expect it to be.
fn finding(file: &Path, verdict: &Verdict) -> Option<Diagnostic> {
    match verdict {
        Verdict::Taken { .. } | Verdict::Unrelated => None,
        Verdict::Refused(reason) => Some(reason.clone()),
        Verdict::Shadowed { id, by } => {
            Some(Diagnostic::new(SHADOWED).arg("path", file.display()).arg("id", id).arg("by", by.display()))
        }
        Verdict::OtherName => read_plugin(file).is_ok().then(|| wrong_name(file)),
    }
}

fn is_library_name(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == std::env::consts::DLL_EXTENSION)
}

/// A plugin by another name, such as a versioned `libx.so.1`.
fn wrong_name(file: &Path) -> Diagnostic {
    let ending = std::env::consts::DLL_EXTENSION;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or("plugin");
    let better = file.with_file_name(format!("{stem}.{ending}"));
    let wrong = Diagnostic::new(WRONG_NAME).arg("path", file.display()).arg("ending", ending);
    wrong.arg("better", better.display())
}

/// For the trial, as a conversion without flags would have it.
fn settings() -> Result<Settings, Diagnostic> {
    let worker = WorkerCommand::this_executable().map_err(|error| inputs::unreadable("pressroom".as_ref(), &error))?;
    Ok(Settings {
        jobs: NonZeroUsize::MIN,
        timeout: DEFAULT_TIMEOUT,
        memory_bytes: DEFAULT_MEMORY_BYTES,
        output_bytes: DEFAULT_OUTPUT_BYTES,
        in_process: false,
        worker,
        interrupted: Arc::default(),
        watch: Default::default(),
    })
}
