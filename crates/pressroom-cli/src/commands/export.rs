//! `pressroom export`: a whole edition, one file for each plugin.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use pressroom_core::{Code, Diagnostic, Issue, PrintPage, time};
use pressroom_host::{Conversion, Landed, Outcome, Ready, Settings, Spill, Story};

use super::convert::{exit_code, settings, single};
use crate::args::ExportArgs;
use crate::edition::Edition;
use crate::inputs::{Input, InputSource, Target};
use crate::plan::{Output, Plan};
use crate::report::{About, Progress, Reporter, Sources};
use crate::report_file::{self, FileRecord, Inputs, REPORT_FILE, Report, Timing, unwritable};
use crate::session::{Reading, Released, Session, release};
use crate::story::{Findings, InEdition};
use crate::{FAILED, WRONG_USAGE};

const CUT_SHORT: Code = Code::note("A014");
const NOT_PUBLISHED: Code = Code::error("A015");

pub fn run(args: &ExportArgs) -> ExitCode {
    let started = Instant::now();
    let mut reporter = Reporter::new(&args.run.messages).recording();
    let mut edition = match Edition::read(&args.issue) {
        Ok(edition) => edition,
        Err(fault) => return stop(&mut reporter, &fault, FAILED),
    };
    let name = edition.file.display().to_string();
    let folders = [edition.folder.clone()];
    let prepared = Plan::make(&args.run, &folders, Some(&edition.toml), &mut reporter).and_then(|plan| {
        let inputs = edition.inputs(&plan.desk);
        let mut targets = plan.targets_of(&name, &plan.out, &edition.stem);
        targets.push(Target { input: &name, by: REPORT_FILE, path: plan.out.join(REPORT_FILE) });
        if args.each {
            targets.extend(plan.targets(&inputs));
        }
        plan.refuse_collisions(&inputs, &targets)?;
        Ok((settings(&args.run, &plan.limits)?, plan, inputs))
    });
    let (mut settings, plan, inputs) = match prepared {
        Ok(ready) => ready,
        Err(wrong) => return stop(&mut reporter, &wrong, WRONG_USAGE),
    };
    let cut_short = report_file::cut_short(&plan.out);
    if !cut_short.is_empty() {
        edition.note(vec![Diagnostic::new(CUT_SHORT).arg("files", cut_short.join(", "))]);
    }
    let issue = settle_issue(&mut edition, &plan);

    let mut session = Session::new(reporter, &plan);
    session.reporter.hush_notes = true;
    let (stories, missing) = read_stories(&edition, &inputs, &plan, &settings, &mut session);
    session.reporter.hush_notes = false;
    let read_in = started.elapsed();
    session.reporter.diagnostics(
        About { input: Some(&name), plugin: None },
        &edition.findings.diagnostics,
        &edition.findings.sources,
    );
    session.reporter.tally.failed += edition.missing();

    let editions = match plan.outputs(&plan.desk.house(&edition.folder)) {
        Ok(outputs) => outputs.into_iter().map(|output| whole(&edition, &issue, &stories, output, &plan, &name)),
        Err(diagnostics) => {
            let wrong = Findings { diagnostics, sources: Sources::default() };
            return stop(&mut session.reporter, &wrong, WRONG_USAGE);
        }
    };
    let editions: Vec<Conversion> = editions.collect();
    let plugins = editions.len();
    let each = if args.each { single_stories(&inputs, &stories, &plan) } else { Vec::new() };
    let first_edition = each.len();

    let count = |conversion: &Conversion| (conversion.plugin.id().to_owned(), conversion.stories.len() as u64);
    let counts = each.iter().chain(&editions).map(count).collect();
    session.reporter.progress = Progress::new(args.run.progress, args.run.messages.message_format, counts);
    settings.watch = session.reporter.progress.watch();

    let session = RefCell::new(session);
    let waiting: RefCell<Vec<(Outcome, Ready)>> = RefCell::default();
    let written = RefCell::new(Written::new(read_in));
    let files = inputs_of(&edition, &inputs, &stories);
    let done = AtomicBool::new(false);
    let records = std::thread::scope(|scope| {
        // Also when a report panics: the thread must not wait for ever.
        let done = SetOnDrop(&done);
        let records = scope.spawn(|| files.records(done.0));
        pressroom_host::run(each.into_iter().chain(editions), &settings, |outcome| {
            let mut session = session.borrow_mut();
            let Some((outcome, ready)) = session.show(outcome) else { return };
            if outcome.index < first_edition {
                let landed = session.land(&outcome, ready).unwrap_or_default();
                written.borrow_mut().add(&outcome, landed);
            } else {
                waiting.borrow_mut().push((outcome, ready));
            }
        });
        drop(done);
        records.join().unwrap_or_default()
    });

    let (mut session, ready, mut written) = (session.into_inner(), waiting.into_inner(), written.into_inner());
    session.reporter.progress.finish();
    let complete = missing + edition.missing() == 0 && ready.len() == plugins;
    let interrupted = settings.interrupted.load(Ordering::Relaxed);
    let about = About { input: Some(&name), plugin: None };
    let may_publish = !interrupted && (complete || args.run.keep_going);
    if may_publish && publish(ready, &mut session, &mut written, about) {
        let record = session.reporter.take_record();
        if let Err(fault) = written.report(&plan.out, &edition, complete, records, record) {
            session.reporter.diagnostics(about, [&fault], &Sources::default());
            session.reporter.tally.failed += 1;
        }
    } else {
        let stays = Diagnostic::new(NOT_PUBLISHED).arg("folder", plan.out.display());
        session.reporter.diagnostics(about, [&stays], &Sources::default());
    }
    session.reporter.summary(started.elapsed(), interrupted);
    exit_code(&settings, session.reporter.tally)
}

fn stop(reporter: &mut Reporter, findings: &Findings, code: u8) -> ExitCode {
    reporter.diagnostics(About::default(), &findings.diagnostics, &findings.sources);
    ExitCode::from(code)
}

/// The edition's own data, with the moment that everything dated in it derives from.
fn settle_issue(edition: &mut Edition, plan: &Plan) -> Issue {
    let (mut issue, findings) = edition.toml.issue(&edition.folder);
    edition.note(findings);
    let house = plan.desk.house(&edition.folder);
    let mut fallbacks = plan.desk.time(&house);
    if let Some(zone) = issue.publication.timezone.as_deref().and_then(|name| jiff::tz::TimeZone::get(name).ok()) {
        fallbacks.timezone = zone;
    }
    let (updated, note) = time::settle(issue.updated, issue.date, &fallbacks);
    issue.updated = Some(updated);
    edition.note(note.into_iter().collect());
    issue
}

/// The stories that were read, by their position among the edition's.
type Read = Vec<Option<Released>>;

/// Reads every story, several at once, and shows in order what reading found. Also gives how many conversions that ruled
/// out.
fn read_stories(
    edition: &Edition,
    inputs: &[Input],
    plan: &Plan,
    settings: &Settings,
    session: &mut Session<'_>,
) -> (Read, usize) {
    // Without a place for temporary files the stories stay in memory.
    let spill = Spill::new().ok().map(Arc::new);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = std::sync::mpsc::channel();
    let mut read: Read = Vec::with_capacity(inputs.len());
    let mut ruled_out = 0;
    std::thread::scope(|scope| {
        for _ in 0..settings.jobs.get().min(inputs.len()) {
            let (next, spill, sender) = (&next, &spill, sender.clone());
            scope.spawn(move || {
                loop {
                    if settings.interrupted.load(Ordering::Relaxed) {
                        return;
                    }
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(input), Some(entry)) = (inputs.get(index), edition.stories.get(index)) else { return };
                    let within = InEdition { edition: &edition.toml, entry };
                    // Nobody listens any more only when this thread's own scope is being left.
                    let _ = sender.send((index, release(input, plan, Some(within), spill.as_ref())));
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        for (index, reading) in receiver {
            early.insert(index, reading);
            while let Some(Reading { released, findings, failed }) = early.remove(&read.len()) {
                let name = inputs.get(read.len()).map(|input| input.name.as_str()).unwrap_or_default();
                session.add(name, findings, 0, failed);
                session.show_read(0);
                ruled_out += failed;
                read.push(released);
            }
        }
    });
    (read, ruled_out)
}

/// The edition for one plugin, with the stories that this plugin may have.
fn whole(edition: &Edition, issue: &Issue, read: &Read, output: Output, plan: &Plan, name: &str) -> Conversion {
    let mut issue = issue.clone();
    let mut stories: Vec<Arc<Story>> = Vec::new();
    for (entry, released) in edition.stories.iter().zip(read) {
        let Some(released) = released else { continue };
        let may_have = released.outputs.iter().any(|other| other.plugin.id() == output.plugin.id());
        if let (true, Some(section)) = (may_have, issue.sections.get_mut(entry.section)) {
            let article = stories.len() as u32;
            section.articles.push(article);
            issue.print_pages.extend(entry.page.clone().map(|page| PrintPage { article, page }));
            stories.push(released.story.clone());
        }
    }
    // A section whose stories all failed has nothing to show.
    issue.sections.retain(|section| !section.articles.is_empty());
    Conversion {
        input: name.to_owned(),
        plugin: output.plugin,
        options: output.options,
        stem: edition.stem.clone(),
        folder: plan.out.clone(),
        issue: Some(pressroom_host::Edition { issue, folder: edition.folder.clone() }),
        stories,
    }
}

/// Every story by itself, for each plugin that takes single stories.
fn single_stories(inputs: &[Input], read: &Read, plan: &Plan) -> Vec<Conversion> {
    let pairs = inputs.iter().zip(read).filter_map(|(input, released)| Some((input, released.as_ref()?)));
    let conversions = pairs.flat_map(|(input, released)| {
        released.outputs.iter().map(move |output| single(input, output.clone(), &released.story, plan))
    });
    conversions.collect()
}

/// What an export wrote.
struct Written {
    files: Vec<(String, Landed)>,
    timings: Vec<Timing>,
}

/// Puts all of the edition's files in place, or none. Whether they are.
fn publish(ready: Vec<(Outcome, Ready)>, session: &mut Session<'_>, written: &mut Written, about: About<'_>) -> bool {
    let (outcomes, ready): (Vec<Outcome>, Vec<Ready>) = ready.into_iter().unzip();
    match pressroom_host::land_all(ready) {
        Ok(landed) => {
            for (outcome, landed) in outcomes.iter().zip(landed) {
                session.landed(outcome, &landed);
                written.timings.push(Timing::new(outcome.plugin.id(), outcome.elapsed));
                written.add(outcome, landed);
            }
            true
        }
        Err(fault) => {
            session.reporter.diagnostics(about, [&fault], &Sources::default());
            session.reporter.tally.failed += outcomes.len();
            false
        }
    }
}

impl Written {
    fn new(read_in: Duration) -> Self {
        Written { files: Vec::new(), timings: vec![Timing::new("read", read_in)] }
    }

    fn add(&mut self, outcome: &Outcome, landed: Vec<Landed>) {
        self.files.extend(landed.into_iter().map(|file| (outcome.plugin.id().to_owned(), file)));
    }

    /// Writes the report that names this set.
    fn report(
        self,
        folder: &Path,
        edition: &Edition,
        complete: bool,
        inputs: Vec<FileRecord>,
        diagnostics: Vec<serde_json::Value>,
    ) -> Result<(), Diagnostic> {
        let path = folder.join(REPORT_FILE);
        let outputs = self.files.iter().map(|(plugin, file)| FileRecord::landed(file, folder, plugin)).collect();
        let report = Report {
            pressroom: env!("CARGO_PKG_VERSION").to_owned(),
            issue: edition.toml.id.clone().unwrap_or_else(|| edition.stem.clone()),
            complete,
            inputs,
            outputs,
            diagnostics,
            timings: self.timings,
        };
        let text = serde_json::to_vec_pretty(&report).unwrap_or_default();
        pressroom_host::landing::land(&path, &text).map_err(|error| unwritable(&path, &error))
    }
}

/// Every file that the edition was made of.
fn inputs_of<'r>(edition: &Edition, inputs: &[Input], read: &'r Read) -> Inputs<'r> {
    let mut texts = BTreeSet::from([edition.file.clone()]);
    texts.extend(edition.toml.cover.iter().map(|cover| edition.folder.join(&cover.text)));
    for input in inputs {
        if let InputSource::File(path) = &input.source {
            texts.insert(path.clone());
            texts.extend(input.own_toml().filter(|beside| beside.is_file()));
        }
    }
    Inputs { texts, stories: read.iter().flatten().map(|released| &*released.story).collect() }
}

struct SetOnDrop<'a>(&'a AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}
