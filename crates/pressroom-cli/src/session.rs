//! What runs along with the conversions: stories are read as the host asks for work, outcomes come in order and are shown
//! after what reading found.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use pressroom_core::{Article, Code, Diagnostic, Severity, audience};
use pressroom_host::{Landed, Outcome, Plugin, Ready, Spill, Story};

use crate::inputs::Input;
use crate::plan::{Output, Plan};
use crate::report::{About, OutputLine, Reporter, Sources};
use crate::story::{Findings, InEdition, Prepared, prepare};

const DENIED: Code = Code::error("A008");

/// A story that plugins may have, and which of them.
pub struct Released {
    pub story: Arc<Story>,
    pub outputs: Vec<Output>,
}

/// What came of reading a story.
pub struct Reading {
    /// `None` when nobody may have it.
    pub released: Option<Released>,
    pub findings: Findings,
    /// Conversions that are ruled out.
    pub failed: usize,
}

/// Reads a story and decides who may have it. With a spill, the story waits outside memory.
pub fn release(input: &Input, plan: &Plan, within: Option<InEdition<'_>>, spill: Option<&Arc<Spill>>) -> Reading {
    let nobody = |findings, failed| Reading { released: None, findings, failed };
    let prepared = match prepare(input, &plan.desk, within) {
        Ok(prepared) => prepared,
        Err(findings) => return nobody(*findings, plan.plugin_count()),
    };
    let mut findings = prepared.findings;
    let mut outputs = match plan.outputs(&plan.desk.house(&prepared.folder)) {
        Ok(outputs) => outputs,
        Err(wrong) => {
            findings.diagnostics.extend(wrong);
            return nobody(findings, plan.plugin_count());
        }
    };
    let wanted = outputs.len();
    let denied = denied(plan, &findings.diagnostics);
    if denied.is_some() || findings.diagnostics.iter().any(|found| found.severity == Severity::Error) {
        findings.diagnostics.extend(denied);
        return nobody(findings, wanted);
    }
    outputs.retain(|output| {
        let blocked = blocked(&prepared.article, &output.plugin, plan);
        let free = blocked.is_none();
        findings.diagnostics.extend(blocked);
        free
    });
    let failed = wanted - outputs.len();
    let Prepared { article, folder, original, .. } = prepared;
    let mut story = match spill {
        Some(spill) => Story::spilled(&article, folder, spill),
        None => Story::new(&article, folder),
    };
    if outputs.iter().any(|output| output.plugin.manifest.original) {
        story = story.with_original(&article, original, spill);
    }
    let story = Arc::new(story);
    Reading { released: Some(Released { story, outputs }), findings, failed }
}

/// Why a plugin may not have the story now.
fn blocked(article: &Article, plugin: &Plugin, plan: &Plan) -> Option<Diagnostic> {
    let why = audience::blocked(article, plugin.manifest.audience, plan.desk.now)?;
    (!plan.force).then(|| why.arg("plugin", plugin.id()))
}

/// The error that says which findings `--deny` stops at; `None` when there are none. Errors speak for themselves.
fn denied(plan: &Plan, diagnostics: &[Diagnostic]) -> Option<Diagnostic> {
    let stopping = diagnostics.iter().filter(|found| plan.deny.stops(found) && found.severity != Severity::Error);
    let codes: BTreeSet<&str> = stopping.map(|found| found.code.as_ref()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    (!codes.is_empty()).then(|| Diagnostic::new(DENIED).arg("codes", codes.join(", ")))
}

/// A story that has been read, and whose findings are to be shown before its outcomes.
struct ReadStory {
    name: String,
    /// The index of its first conversion.
    first: usize,
    findings: Findings,
    /// Conversions that reading or preflight ruled out.
    failed: usize,
}

pub struct Session<'p> {
    pub reporter: Reporter,
    plan: &'p Plan,
    read: VecDeque<ReadStory>,
    /// Conversions handed to the host so far.
    begun: usize,
    /// The texts of the story whose outcomes are being shown.
    sources: Sources,
}

impl<'p> Session<'p> {
    pub fn new(reporter: Reporter, plan: &'p Plan) -> Self {
        Session { reporter, plan, read: VecDeque::new(), begun: 0, sources: Sources::default() }
    }

    /// Notes a story that was read and for which so many conversions begin.
    pub fn add(&mut self, name: &str, findings: Findings, conversions: usize, failed: usize) {
        self.read.push_back(ReadStory { name: name.to_owned(), first: self.begun, findings, failed });
        self.begun += conversions;
    }

    /// Shows the findings of the stories up to the one that a conversion belongs to.
    pub fn show_read(&mut self, index: usize) {
        while let Some(story) = self.read.pop_front_if(|story| story.first <= index) {
            let about = About { input: Some(&story.name), plugin: None };
            self.reporter.diagnostics(about, &story.findings.diagnostics, &story.findings.sources);
            self.reporter.tally.failed += story.failed;
            self.sources = story.findings.sources;
        }
    }

    /// Shows what a conversion noticed. Gives what can be landed, unless it failed or is denied.
    pub fn show(&mut self, mut outcome: Outcome) -> Option<(Outcome, Ready)> {
        self.show_read(outcome.index);
        self.reporter.progress.ended(outcome.index, self.reporter.tally.warnings);
        let ready = outcome.ready.take();
        let denied = ready.as_ref().and_then(|_| denied(self.plan, &outcome.diagnostics));
        let fails = ready.is_none() || denied.is_some();
        outcome.diagnostics.extend(denied);
        let about = About { input: Some(&outcome.input), plugin: Some(outcome.plugin.id()) };
        self.reporter.diagnostics(about, &outcome.diagnostics, &self.sources);
        if fails {
            self.reporter.tally.failed += 1;
            return None;
        }
        ready.map(|ready| (outcome, ready))
    }

    /// Says what was put in place.
    pub fn landed(&mut self, outcome: &Outcome, landed: &[Landed]) {
        self.reporter.tally.converted += 1;
        let (input, plugin, elapsed) = (outcome.input.as_str(), outcome.plugin.id(), outcome.elapsed);
        let lines =
            landed.iter().map(|file| OutputLine { input, plugin, path: &file.path, bytes: file.bytes, elapsed });
        self.reporter.outputs(&lines.collect::<Vec<_>>());
    }

    /// Puts a conversion's files in place and says so.
    pub fn land(&mut self, outcome: &Outcome, ready: Ready) -> Option<Vec<Landed>> {
        match ready.land() {
            Ok(landed) => {
                self.landed(outcome, &landed);
                Some(landed)
            }
            Err(fault) => {
                let about = About { input: Some(&outcome.input), plugin: Some(outcome.plugin.id()) };
                self.reporter.diagnostics(about, [&fault], &self.sources);
                self.reporter.tally.failed += 1;
                None
            }
        }
    }
}
