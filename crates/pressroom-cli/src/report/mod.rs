//! What the user sees: findings, outputs and the summary, for people or as JSON lines.

mod human;
mod json;
mod plain;
mod progress;
mod sources;
mod stdout;
mod words;

use std::io::IsTerminal;
use std::path::Path;
use std::time::Duration;

use pressroom_core::catalogue::{Catalogue, Language};
use pressroom_core::{Code, Diagnostic, Severity};

pub use progress::Progress;
pub use sources::Sources;
pub use stdout::{Stdout, stdout_failed};
use words::Words;

use crate::args::{Lang, MessageArgs, MessageFormat};

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The input's name.
    pub input: Option<&'a str>,
    /// The plugin's id.
    pub plugin: Option<&'a str>,
}

/// A file that was written.
pub struct OutputLine<'a> {
    pub input: &'a str,
    pub plugin: &'a str,
    pub path: &'a Path,
    pub bytes: u64,
    pub elapsed: Duration,
}

/// How many conversions ended how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub converted: usize,
    pub failed: usize,
    pub warnings: usize,
    /// Notes that were not shown.
    pub hushed: usize,
}

/// Findings that make a conversion fail although they would not by themselves.
#[derive(Clone, Debug, Default)]
pub struct Deny {
    codes: Vec<String>,
    warnings: bool,
    losses: bool,
}

const DENY_UNKNOWN: Code = Code::error("A017");

impl Deny {
    /// `--deny CODE`, `warnings`, `loss`. A word that is none of them would deny nothing, and is refused.
    pub fn of(words: &[String], catalogue: &Catalogue) -> Result<Self, Diagnostic> {
        const KINDS: [&str; 2] = ["warnings", "loss"];
        let unknown = words.iter().find(|word| !KINDS.contains(&word.as_str()) && catalogue.get(word).is_none());
        if let Some(given) = unknown {
            let known = KINDS.into_iter().chain(catalogue.codes());
            let nearest = pressroom_host::nearest::by_likeness(given, known).first().copied().unwrap_or_default();
            return Err(Diagnostic::new(DENY_UNKNOWN).arg("given", given).arg("nearest", nearest));
        }
        let has = |word: &str| words.iter().any(|given| given == word);
        Ok(Deny { codes: words.to_vec(), warnings: has("warnings"), losses: has("loss") })
    }

    /// Whether this finding stops the conversion.
    pub fn stops(&self, diagnostic: &Diagnostic) -> bool {
        let by_severity = match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning => self.warnings,
            Severity::Loss => self.losses,
            Severity::Note => false,
        };
        by_severity || self.codes.iter().any(|code| *code == diagnostic.code)
    }
}

/// Prints findings and results, and counts them.
pub struct Reporter {
    format: Format,
    catalogue: Catalogue,
    pub tally: Tally,
    /// Diagnostics as JSON, for a report file.
    record: Option<Vec<serde_json::Value>>,
    pub progress: Progress,
    /// Notes are counted and not shown: of many stories they would bury the rest.
    pub hush_notes: bool,
}

enum Format {
    Human(human::Human),
    Json(Stdout),
}

impl Reporter {
    pub fn new(args: &MessageArgs) -> Self {
        let format = match args.message_format {
            MessageFormat::Human => {
                let words = Words::of(language(args.lang));
                Format::Human(human::Human::new(std::io::stderr().is_terminal(), words))
            }
            MessageFormat::Json => Format::Json(Stdout::default()),
        };
        Reporter {
            format,
            catalogue: Catalogue::shipped(language(args.lang)),
            tally: Tally::default(),
            record: None,
            progress: Progress::default(),
            hush_notes: false,
        }
    }

    /// Keeps what is reported, for a report file.
    pub fn recording(mut self) -> Self {
        self.record = Some(Vec::new());
        self
    }

    pub fn take_record(&mut self) -> Vec<serde_json::Value> {
        self.record.take().unwrap_or_default()
    }

    /// Adds a plugin's own words.
    pub fn learn(&mut self, plugins: &[std::sync::Arc<pressroom_host::Plugin>], lang: Option<Lang>) {
        for plugin in plugins {
            let messages = &plugin.manifest.messages;
            for tag in [language(lang).tag(), Language::English.tag()] {
                self.catalogue.add(messages.get(tag).cloned().unwrap_or_default());
            }
        }
    }

    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub fn diagnostics<'d>(
        &mut self,
        about: About<'_>,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        sources: &Sources,
    ) {
        for diagnostic in diagnostics {
            self.tally.warnings += usize::from(diagnostic.severity == Severity::Warning);
            let message = self.catalogue.message(diagnostic);
            let help = self.catalogue.help(diagnostic);
            if let Some(record) = &mut self.record {
                record.push(json::diagnostic(about, diagnostic, &message, help.as_deref()));
            }
            match &mut self.format {
                // Of the copy: what a plugin notes, `check` does not show.
                Format::Human(_)
                    if self.hush_notes && diagnostic.severity == Severity::Note && about.plugin.is_none() =>
                {
                    self.tally.hushed += 1;
                }
                Format::Human(human) => {
                    let print = || human.diagnostic(about, diagnostic, &message, help.as_deref(), sources);
                    self.progress.aside(print);
                }
                Format::Json(out) => {
                    out.json(&json::diagnostic(about, diagnostic, &message, help.as_deref()).to_string());
                }
            }
        }
    }

    /// The files of one conversion, the main one first.
    pub fn outputs(&mut self, lines: &[OutputLine<'_>]) {
        match &mut self.format {
            Format::Human(human) => self.progress.aside(|| human.outputs(lines)),
            Format::Json(out) => lines.iter().for_each(|line| json::output(out, line)),
        }
    }

    /// The end of a preflight run.
    pub fn checked(&mut self, stories: usize, elapsed: Duration) {
        let tally = self.tally;
        match &mut self.format {
            Format::Human(human) => human.checked(stories, tally, elapsed),
            Format::Json(out) => json::summary(out, tally),
        }
    }

    pub fn summary(&mut self, elapsed: Duration, interrupted: bool) {
        let tally = self.tally;
        match &mut self.format {
            Format::Human(human) => human.summary(tally, elapsed, interrupted),
            Format::Json(out) => json::summary(out, tally),
        }
    }
}

/// As asked for, else by the locale's variables in the order that POSIX gives them.
pub fn language(lang: Option<Lang>) -> Language {
    match lang {
        Some(Lang::En) => Language::English,
        Some(Lang::Vi) => Language::Vietnamese,
        None => {
            let set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find(|name| set(name));
            let vietnamese = locale.is_some_and(|name| std::env::var(name).is_ok_and(|value| value.starts_with("vi")));
            if vietnamese { Language::Vietnamese } else { Language::English }
        }
    }
}
