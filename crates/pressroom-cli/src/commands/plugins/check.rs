//! `pressroom plugins check`: the conformance kit, for people or as JSON lines.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use pressroom_conformance::{Group, Outcome, Settings, Test, Verdict};
use pressroom_core::catalogue::Catalogue;
use pressroom_core::{Code, Diagnostic};
use pressroom_host::WorkerCommand;
use serde_json::{Map, Value, json};

use super::check_words::Words;
use crate::args::{CheckPluginArgs, MessageArgs, MessageFormat};
use crate::report::{About, Reporter, Sources, Stdout, language};
use crate::{FAILED, WRONG_USAGE};

const NO_FILE: Code = Code::error("A039");
const KIT_STOPPED: Code = Code::error("A040");

pub fn run(args: &CheckPluginArgs) -> ExitCode {
    let messages = MessageArgs { deny: Vec::new(), message_format: args.message_format, lang: args.lang };
    let mut reporter = Reporter::new(&messages);
    let mut fail = |fault: Diagnostic, code| {
        reporter.diagnostics(About::default(), [&fault], &Sources::default());
        ExitCode::from(code)
    };
    let file = match args.file.canonicalize() {
        Ok(file) if file.is_file() => file,
        Ok(_) | Err(_) => return fail(Diagnostic::new(NO_FILE).arg("path", args.file.display()), WRONG_USAGE),
    };
    let settings = match settings(args) {
        Ok(settings) => settings,
        Err(error) => return fail(Diagnostic::new(KIT_STOPPED).arg("reason", error), FAILED),
    };
    let language = language(args.lang);
    let mut show = Show {
        format: args.message_format,
        words: Words::of(language),
        catalogue: Catalogue::shipped(language),
        out: Stdout::default(),
        group: None,
        passed: 0,
        failed: 0,
        skipped: 0,
    };
    let start = Instant::now();
    show.plugin(&args.file, &file);
    if let Err(error) = pressroom_conformance::check(&file, &settings, |outcome| show.outcome(&outcome)) {
        return fail(Diagnostic::new(KIT_STOPPED).arg("reason", error), FAILED);
    }
    show.summary(start.elapsed());
    if show.failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}

fn settings(args: &CheckPluginArgs) -> std::io::Result<Settings> {
    let seconds = u64::try_from(args.timeout.get()).unwrap_or(u64::MAX);
    Ok(Settings {
        program: std::env::current_exe()?,
        worker: WorkerCommand::this_executable()?,
        timeout: Duration::from_secs(seconds),
    })
}

struct Show {
    format: MessageFormat,
    words: &'static Words,
    catalogue: Catalogue,
    out: Stdout,
    /// The one whose tests are being shown.
    group: Option<Group>,
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Show {
    /// What is checked, as far as the file says it.
    fn plugin(&mut self, given: &Path, file: &Path) {
        if self.format == MessageFormat::Human
            && let Ok(manifest) = pressroom_host::read_plugin(file)
        {
            self.out.line(&format!("{} {}  {}", manifest.id, manifest.version, given.display()));
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match &outcome.verdict {
            Verdict::Passed { .. } => self.passed += 1,
            Verdict::Failed { .. } => self.failed += 1,
            Verdict::Skipped { .. } => self.skipped += 1,
        }
        match self.format {
            MessageFormat::Human => self.human(outcome),
            MessageFormat::Json => self.json(outcome),
        }
    }

    fn human(&mut self, outcome: &Outcome) {
        let Outcome { test, verdict, elapsed } = outcome;
        if self.group != Some(test.group()) {
            self.group = Some(test.group());
            let title = self.words.group(test.group());
            self.out.line(&format!("\n{title}"));
        }
        let (mark, finding) = match verdict {
            Verdict::Passed { note } => ("✓", note.as_ref()),
            Verdict::Failed { why } => ("✗", Some(why)),
            Verdict::Skipped { why } => ("–", Some(why)),
        };
        let title = self.words.test(*test);
        // Padded by letters: both columns may hold Vietnamese.
        let room = TITLE_COLUMNS.saturating_sub(title.chars().count());
        self.out.line(&format!("  {mark} {:<16} {title}{:room$} {:>8}", test.id(), "", time(*elapsed)));
        if let Some(finding) = finding {
            self.finding(finding, matches!(verdict, Verdict::Failed { .. }));
        }
    }

    fn finding(&mut self, finding: &Diagnostic, failed: bool) {
        let finding = &self.words.localized(finding);
        let code = if failed { format!(" [{}]", finding.code) } else { String::new() };
        for line in format!("{}{code}", self.catalogue.message(finding)).lines() {
            self.out.line(&format!("      {line}"));
        }
        for (name, title) in [("said", self.words.said), ("text", self.words.said), ("printed", self.words.printed)] {
            if let Some(text) = finding.args.get(name).filter(|text| !text.is_empty()) {
                self.out.line(&format!("      {title}"));
                text.lines().for_each(|line| self.out.line(&format!("        {line}")));
            }
        }
        if let Some(help) = self.catalogue.help(finding).filter(|_| failed) {
            self.out.line(&format!("      → {help}"));
        }
    }

    fn json(&mut self, outcome: &Outcome) {
        let Outcome { test, verdict, elapsed } = outcome;
        let (word, finding) = match verdict {
            Verdict::Passed { note } => ("passed", note.as_ref()),
            Verdict::Failed { why } => ("failed", Some(why)),
            Verdict::Skipped { why } => ("skipped", Some(why)),
        };
        let mut event = Map::new();
        let mut add = |name: &str, value: Value| event.insert(name.to_owned(), value);
        add("type", json!("test"));
        add("test", json!(test.id()));
        add("group", json!(group_id(*test)));
        add("verdict", json!(word));
        if let Some(finding) = finding {
            add("code", json!(finding.code));
            add("message", json!(self.catalogue.message(finding)));
            add("args", json!(finding.args));
            if let Some(help) = self.catalogue.help(finding) {
                add("help", json!(help));
            }
        }
        add("seconds", json!(elapsed.as_secs_f64()));
        self.out.json(&Value::Object(event).to_string());
    }

    fn summary(&mut self, elapsed: Duration) {
        let not_run = Test::ALL.len() - self.passed - self.failed - self.skipped;
        match self.format {
            MessageFormat::Json => {
                let counts = json!({"type": "summary", "passed": self.passed, "failed": self.failed,
                    "skipped": self.skipped, "not_run": not_run});
                self.out.json(&counts.to_string());
            }
            MessageFormat::Human => {
                let counts = self.words.summary(self.passed, self.failed, self.skipped, not_run);
                self.out.line(&format!("\n{counts} ({})", time(elapsed)));
                if self.failed > 0 {
                    self.out.line(self.words.explain);
                }
            }
        }
    }
}

/// Room for the longest title of a test.
const TITLE_COLUMNS: usize = 58;

fn group_id(test: Test) -> &'static str {
    match test.group() {
        Group::Loading => "loading",
        Group::Stories => "stories",
        Group::Refusals => "refusals",
        Group::ManyJobs => "many-jobs",
    }
}

fn time(elapsed: Duration) -> String {
    if elapsed.as_secs() >= 1 {
        format!("{:.1} s", elapsed.as_secs_f64())
    } else {
        format!("{} ms", elapsed.as_millis())
    }
}
