//! `pressroom issue`: start an edition, or check one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pressroom_core::{Article, Code, Diagnostic, Severity};
use pressroom_read::files::{CheckedStory, check_issue, init_issue};

use crate::args::{MessageArgs, MessageFormat, ReadingArgs};
use crate::desk::Desk;
use crate::edition::Edition;
use crate::inputs;
use crate::report::{About, Deny, Reporter, Sources, Stdout};
use crate::report_file::unwritable;
use crate::story::{Findings, InEdition, prepare};
use crate::{FAILED, WRONG_USAGE};

const ALREADY_THERE: Code = Code::error("A016");
const NO_STORIES: Code = Code::error("A020");
const NOT_STARTED: Code = Code::error("A021");

/// Writes an issue.toml for a folder of stories.
pub fn init(folder: &Path, reading: &ReadingArgs, messages: &MessageArgs) -> ExitCode {
    let mut reporter = Reporter::new(messages);
    match write_issue(folder, reading, &mut reporter) {
        Ok(file) => {
            Stdout::default().line(&file.display().to_string());
            ExitCode::SUCCESS
        }
        Err(fault) => {
            reporter.diagnostics(About::default(), [&fault], &Sources::default());
            ExitCode::from(FAILED)
        }
    }
}

fn write_issue(folder: &Path, reading: &ReadingArgs, reporter: &mut Reporter) -> Result<PathBuf, Diagnostic> {
    let file = folder.join("issue.toml");
    if file.exists() {
        return Err(Diagnostic::new(ALREADY_THERE).arg("path", file.display()));
    }
    let desk = Desk::new(reading)?;
    let (inputs, problems) = inputs::expand(&[folder.to_path_buf()], None);
    reporter.diagnostics(About::default(), &problems, &Sources::default());
    if inputs.is_empty() {
        return Err(Diagnostic::new(NO_STORIES).arg("path", folder.display()));
    }
    let mut stories: Vec<(String, Article)> = Vec::new();
    for input in &inputs {
        match prepare(input, &desk, None) {
            Ok(prepared) => {
                let named = Path::new(&input.name).strip_prefix(folder).unwrap_or(input.name.as_ref());
                let parts: Vec<_> = named.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                stories.push((parts.join("/"), prepared.article));
            }
            Err(findings) => {
                let about = About { input: Some(&input.name), plugin: None };
                reporter.diagnostics(about, &findings.diagnostics, &findings.sources);
                reporter.tally.failed += 1;
            }
        }
    }
    if reporter.tally.failed > 0 {
        return Err(Diagnostic::new(NOT_STARTED).arg("failed", reporter.tally.failed));
    }
    let title = folder.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let text = init_issue(&title.unwrap_or_default(), &stories);
    pressroom_host::landing::land(&file, text.as_bytes()).map_err(|error| unwritable(&file, &error))?;
    Ok(file)
}

/// How one story of an edition stands.
struct Row {
    section: String,
    named: String,
    headline: String,
    errors: usize,
    warnings: usize,
}

/// Preflight on a whole edition.
pub fn check(issue: &Path, reading: &ReadingArgs, messages: &MessageArgs) -> ExitCode {
    let started = std::time::Instant::now();
    let mut reporter = Reporter::new(messages);
    let desk = match Desk::new(reading) {
        Ok(desk) => desk,
        Err(wrong) => {
            reporter.diagnostics(About::default(), [&wrong], &Sources::default());
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let mut edition = match Edition::read(issue) {
        Ok(edition) => edition,
        Err(Findings { diagnostics, sources }) => {
            reporter.diagnostics(About::default(), &diagnostics, &sources);
            return ExitCode::from(FAILED);
        }
    };
    let deny = match Deny::of(&messages.deny, reporter.catalogue()) {
        Ok(deny) => deny,
        Err(wrong) => {
            reporter.diagnostics(About::default(), [&wrong], &Sources::default());
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let (_, cover) = edition.toml.issue(&edition.folder);
    edition.note(cover);

    let mut rows = Vec::new();
    let mut read = Vec::new();
    let mut stopped = 0;
    let inputs = edition.inputs(&desk);
    for (input, entry) in inputs.iter().zip(&edition.stories) {
        let within = InEdition { edition: &edition.toml, entry };
        let (article, findings) = match prepare(input, &desk, Some(within)) {
            Ok(prepared) => (Some(prepared.article), prepared.findings),
            Err(findings) => (None, *findings),
        };
        let about = About { input: Some(&input.name), plugin: None };
        reporter.diagnostics(about, &findings.diagnostics, &findings.sources);
        let count = |severity| findings.diagnostics.iter().filter(|found| found.severity == severity).count();
        stopped += usize::from(article.is_none() || findings.diagnostics.iter().any(|found| deny.stops(found)));
        let headline = article.as_ref().and_then(|article| article.headline.clone());
        rows.push(Row {
            section: edition.toml.sections.get(entry.section).map(|s| s.title.text.clone()).unwrap_or_default(),
            named: entry.named.clone(),
            headline: headline.map(|text| text.text).unwrap_or_default(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        });
        read.extend(article.map(|article| (entry, article)));
    }
    let checked: Vec<CheckedStory<'_>> = read.iter().map(|(story, article)| CheckedStory { story, article }).collect();
    let found = check_issue(&edition.toml, &edition.stem, &checked);
    edition.note(found);
    let name = edition.file.display().to_string();
    let Findings { diagnostics, sources } = &edition.findings;
    reporter.diagnostics(About { input: Some(&name), plugin: None }, diagnostics, sources);
    stopped += usize::from(diagnostics.iter().any(|found| deny.stops(found)));
    if messages.message_format == MessageFormat::Human {
        let found: Vec<(&str, String)> =
            diagnostics.iter().map(|found| (found.code.as_ref(), reporter.catalogue().message(found))).collect();
        table(&rows, &found);
    }
    reporter.tally.failed = stopped;
    reporter.checked(rows.len(), started.elapsed());
    if stopped > 0 { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

/// The edition at a glance: a row a story, then what concerns the edition itself.
fn table(rows: &[Row], edition: &[(&str, String)]) {
    const HEADLINE_CHARACTERS: usize = 44;
    let width = |column: fn(&Row) -> &str| rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0);
    let (sections, names) = (width(|row| &row.section), width(|row| &row.named));
    let mut out = Stdout::default();
    for row in rows {
        let headline: String = row.headline.chars().take(HEADLINE_CHARACTERS).collect();
        let state = match (row.errors, row.warnings) {
            (0, 0) => "ok".to_owned(),
            (0, warnings) => format!("{warnings} to look at"),
            (errors, _) => format!("{errors} wrong"),
        };
        out.line(&format!(
            "{:<sections$}  {:<names$}  {headline:<HEADLINE_CHARACTERS$}  {state}",
            row.section, row.named
        ));
    }
    if edition.is_empty() {
        out.line("the edition itself: ok");
    }
    for (code, message) in edition {
        out.line(&format!("the edition itself: {code}  {message}"));
    }
}
