//! For people: findings with the line they point at on standard error, results on standard output.

use std::io::Write;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use pressroom_core::{Diagnostic, Label, Severity};

use super::plain::plain;
use super::words::{Words, count, count_some};
use super::{About, OutputLine, Sources, Stdout, Tally};

/// The files of a conversion are named up to so many.
const MOST_NAMED: usize = 6;

pub struct Human {
    renderer: Renderer,
    words: &'static Words,
    out: Stdout,
}

/// Wide enough for a sentence of copy around the place, narrow enough for most windows.
const EXCERPT_COLUMNS: usize = 100;

impl Human {
    pub fn new(terminal: bool, words: &'static Words) -> Self {
        let coloured = terminal && std::env::var_os("NO_COLOR").is_none();
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        Human { renderer: renderer.term_width(EXCERPT_COLUMNS), words, out: Stdout::default() }
    }

    pub fn diagnostic(
        &mut self,
        about: About<'_>,
        diagnostic: &Diagnostic,
        message: &str,
        help: Option<&str>,
        sources: &Sources,
    ) {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning | Severity::Loss => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let level = level.with_name(self.words.severity(diagnostic.severity));
        // The host's own messages name the plugin already. Their codes are H and digits; `HTML01` is a plugin's.
        let of_host =
            diagnostic.code.strip_prefix('H').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let plugin = about.plugin.filter(|_| !of_host);
        let plugin = plugin.map(|id| format!("{id}: ")).unwrap_or_default();
        let title = format!("{plugin}{}", plain(message));
        let mut group = Group::with_title(level.primary_title(title).id(diagnostic.code.as_ref()));
        if diagnostic.labels.is_empty()
            && let Some(input) = about.input
        {
            group = group.element(Origin::path(plain(input)));
        }
        for label in &diagnostic.labels {
            group = match excerpt(label, sources) {
                Some(snippet) => group.element(snippet),
                None => group.element(origin(label)),
            };
        }
        if let Some(help) = help {
            group = group.element(Level::HELP.with_name(self.words.help).message(plain(help)));
        }
        // Whoever closed standard error does not want to read this.
        let _ = writeln!(std::io::stderr(), "{}\n", self.renderer.render(&[group]));
    }

    /// Of a folder full of files, only the first is named.
    pub fn outputs(&mut self, lines: &[OutputLine<'_>]) {
        let named = if lines.len() > MOST_NAMED { 1 } else { lines.len() };
        let (named, further) = lines.split_at(named);
        for line in named {
            self.output(&line.path.display().to_string(), line.bytes, &millis(line.elapsed));
        }
        if !further.is_empty() {
            let bytes = further.iter().map(|line| line.bytes).sum();
            self.output(&format!("  {}", count(self.words.further, further.len())), bytes, "");
        }
    }

    fn output(&mut self, what: &str, bytes: u64, elapsed: &str) {
        let line = format!("{what:<36} {:>9} {elapsed:>10}", size(bytes));
        self.out.line(line.trim_end());
    }

    pub fn summary(&mut self, tally: Tally, elapsed: Duration, interrupted: bool) {
        let before = if interrupted { self.words.interrupted } else { "" };
        self.last_line(&format!("{before}{}", count(self.words.written, tally.converted)), tally, elapsed);
    }

    pub fn checked(&mut self, stories: usize, tally: Tally, elapsed: Duration) {
        self.last_line(&count(self.words.checked, stories), tally, elapsed);
    }

    fn last_line(&self, done: &str, tally: Tally, elapsed: Duration) {
        let words = self.words;
        let failed = count_some(words.failed, tally.failed);
        let warnings = count_some(words.warnings, tally.warnings);
        let hushed = count_some(words.hushed, tally.hushed);
        let took = words.took.replace("{time}", &millis(elapsed));
        let _ = writeln!(std::io::stderr(), "{done}{failed}{warnings}{hushed}{took}");
    }
}

/// The line that a label points into, with the place marked.
fn excerpt<'s>(label: &'s Label, sources: &'s Sources) -> Option<Snippet<'s, annotate_snippets::Annotation<'s>>> {
    let span = &label.span;
    let line = sources.line(&span.file, span.line)?;
    let byte_of = |column: u32| {
        let skipped = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
        line.char_indices().nth(skipped).map_or(line.len(), |(at, _)| at)
    };
    let end = if span.end_line == span.line { byte_of(span.end_column) } else { line.len() };
    let start = byte_of(span.column).min(end);
    let annotation = AnnotationKind::Primary.span(start..end).label(label.note.as_deref().map(plain));
    let first_line = usize::try_from(span.line).ok()?;
    Some(Snippet::source(line).line_start(first_line).path(plain(&span.file).into_owned()).annotation(annotation))
}

fn origin(label: &Label) -> Origin<'static> {
    let number = |n: u32| usize::try_from(n).unwrap_or_default();
    Origin::path(plain(&label.span.file).into_owned())
        .line(number(label.span.line))
        .char_column(number(label.span.column))
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn millis(elapsed: Duration) -> String {
    if elapsed.as_secs() >= 10 {
        format!("{:.1} s", elapsed.as_secs_f64())
    } else {
        format!("{:.1} ms", elapsed.as_secs_f64() * 1e3)
    }
}
