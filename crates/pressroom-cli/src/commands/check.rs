//! `pressroom check`: preflight, and nothing is written. NewsML-G2 of anybody's is held against the standard's rules.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::args::CheckArgs;
use crate::desk::Desk;
use crate::inputs::Input;
use crate::report::{About, Deny, Reporter, Sources};
use crate::story::Findings;
use crate::{FAILED, WRONG_USAGE, inputs, parts, plugins, story};

pub fn run(args: &CheckArgs) -> ExitCode {
    let started = std::time::Instant::now();
    let mut reporter = Reporter::new(&args.messages);
    let desk = match Desk::new(&args.reading) {
        Ok(desk) => desk,
        Err(wrong) => {
            reporter.diagnostics(About::default(), [&wrong], &Sources::default());
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let (inputs, problems) = inputs::expand(&args.inputs, None);
    let mut folders: Vec<PathBuf> = inputs.iter().map(Input::folder).collect();
    folders.dedup();
    if !args.messages.deny.is_empty() {
        // A plugin's code may be denied here too; nothing else of a preflight needs to know the plugins.
        reporter.learn(&plugins::discover(&[]).plugins, args.messages.lang);
    }
    let deny = Deny::of(&args.messages.deny, reporter.catalogue()).map_err(Findings::only);
    let deny = match deny.and_then(|deny| desk.check_houses(&folders).map(|()| deny)) {
        Ok(deny) => deny,
        Err(wrong) => {
            reporter.diagnostics(About::default(), &wrong.diagnostics, &wrong.sources);
            return ExitCode::from(WRONG_USAGE);
        }
    };
    reporter.diagnostics(About::default(), &problems, &Sources::default());
    let mut failed = problems.iter().filter(|problem| deny.stops(problem)).count();
    let inputs: Vec<Input> = inputs.into_iter().flat_map(|input| parts::divide(input, &desk)).collect();
    for input in &inputs {
        let (findings, unread) = match newsml(input) {
            Some(findings) => (findings, false),
            None => match story::prepare(input, &desk, None) {
                Ok(prepared) => (prepared.findings, false),
                Err(findings) => (*findings, true),
            },
        };
        let about = About { input: Some(&input.name), plugin: None };
        reporter.diagnostics(about, &findings.diagnostics, &findings.sources);
        failed += usize::from(unread || findings.diagnostics.iter().any(|found| deny.stops(found)));
    }
    reporter.tally.failed = failed;
    reporter.checked(inputs.len(), started.elapsed());
    if failed > 0 { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

/// What the linter finds in a file of NewsML-G2; `None` for anything else.
fn newsml(input: &Input) -> Option<Findings> {
    let bytes = inputs::read_bytes(input).ok().filter(|bytes| pressroom_newsml::recognises(bytes))?;
    let lint = pressroom_newsml::lint(&input.name, &bytes);
    let mut sources = Sources::default();
    sources.add(input.name.as_str(), lint.text);
    Some(Findings { diagnostics: lint.diagnostics, sources })
}
