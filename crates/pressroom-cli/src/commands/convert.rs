//! `pressroom convert`: every input by every plugin.

use std::cell::RefCell;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use pressroom_host::{
    Conversion, DEFAULT_MEMORY_BYTES, DEFAULT_OUTPUT_BYTES, DEFAULT_TIMEOUT, Settings, Story, Watch, WorkerCommand,
};
use pressroom_read::files::Limits;

use crate::args::{ConvertArgs, RunArgs};
use crate::inputs::{self, Input, unreadable};
use crate::parts;
use crate::plan::{Output, Plan};
use crate::report::{About, Progress, Reporter, Sources, Tally};
use crate::session::{Reading, Session, release};
use crate::story::Findings;
use crate::{FAILED, INTERRUPTED, WRONG_USAGE};

pub fn run(args: &ConvertArgs) -> ExitCode {
    let started = Instant::now();
    let mut reporter = Reporter::new(&args.run.messages);
    let (inputs, problems) = inputs::expand(&args.inputs, Some(&args.run.out));
    let mut folders: Vec<PathBuf> = inputs.iter().map(Input::folder).collect();
    folders.dedup();
    let prepared = Plan::make(&args.run, &folders, None, &mut reporter).and_then(|plan| {
        let inputs: Vec<Input> = inputs.into_iter().flat_map(|input| parts::divide(input, &plan.desk)).collect();
        plan.refuse_collisions(&inputs, &plan.targets(&inputs))?;
        Ok((settings(&args.run, &plan.limits)?, plan, inputs))
    });
    let (mut settings, plan, inputs) = match prepared {
        Ok(ready) => ready,
        Err(wrong) => {
            reporter.diagnostics(About::default(), &wrong.diagnostics, &wrong.sources);
            return ExitCode::from(WRONG_USAGE);
        }
    };
    reporter.hush_notes = inputs.len() > 1;
    reporter.diagnostics(About::default(), &problems, &Sources::default());
    reporter.tally.failed += problems.iter().filter(|problem| plan.deny.stops(problem)).count();

    let counts = plan.conversions(inputs.len());
    reporter.progress = Progress::new(args.run.progress, args.run.messages.message_format, counts);
    settings.watch = reporter.progress.watch();

    let session = RefCell::new(Session::new(reporter, &plan));
    let conversions = inputs.iter().flat_map(|input| {
        let Reading { released, findings, failed } = release(input, &plan, None, None);
        let conversions: Vec<Conversion> = released
            .map(|story| story.outputs.into_iter().map(|output| single(input, output, &story.story, &plan)).collect())
            .unwrap_or_default();
        session.borrow_mut().add(&input.name, findings, conversions.len(), failed);
        conversions
    });
    pressroom_host::run(conversions, &settings, |outcome| {
        let mut session = session.borrow_mut();
        if let Some((outcome, ready)) = session.show(outcome) {
            session.land(&outcome, ready);
        }
    });

    let mut session = session.into_inner();
    session.show_read(usize::MAX);
    session.reporter.progress.finish();
    session.reporter.summary(started.elapsed(), settings.interrupted.load(Ordering::Relaxed));
    exit_code(&settings, session.reporter.tally)
}

/// One story by one plugin.
pub fn single(input: &Input, output: Output, story: &Arc<Story>, plan: &Plan) -> Conversion {
    Conversion {
        input: input.name.clone(),
        plugin: output.plugin,
        options: output.options,
        stem: input.stem.clone(),
        folder: plan.out.join(&input.subfolder),
        issue: None,
        stories: vec![story.clone()],
    }
}

/// How the host is to run: the command line's limits win over the house's. From here on Ctrl-C ends the run in order.
pub fn settings(args: &RunArgs, limits: &Limits) -> Result<Settings, Findings> {
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // Registering fails only for signals that nobody may catch. The second signal ends what does not listen to the
        // first, such as a plugin that hangs in this process.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, INTERRUPTED.into(), interrupted.clone());
        let _ = signal_hook::flag::register(signal, interrupted.clone());
    }
    let worker = WorkerCommand::this_executable().map_err(|error| Findings {
        diagnostics: vec![unreadable("pressroom".as_ref(), &error)],
        sources: Sources::default(),
    })?;
    let megabytes = |given: Option<u32>, of_house: Option<NonZeroU32>, default| {
        given.or(of_house.map(NonZeroU32::get)).map_or(default, |count| u64::from(count) << 20)
    };
    let seconds = args.timeout.map(|given| given.get() as u64).or(limits.timeout.map(|seconds| seconds.get().into()));
    let processors = std::thread::available_parallelism().unwrap_or(std::num::NonZeroUsize::MIN);
    Ok(Settings {
        jobs: args.jobs.unwrap_or(processors),
        timeout: seconds.map_or(DEFAULT_TIMEOUT, Duration::from_secs),
        memory_bytes: megabytes(args.max_memory, limits.memory, DEFAULT_MEMORY_BYTES),
        output_bytes: megabytes(args.max_output, limits.output, DEFAULT_OUTPUT_BYTES),
        in_process: args.in_process,
        worker,
        interrupted,
        watch: Watch::default(),
    })
}

pub fn exit_code(settings: &Settings, tally: Tally) -> ExitCode {
    if settings.interrupted.load(Ordering::Relaxed) {
        ExitCode::from(INTERRUPTED)
    } else if tally.failed > 0 {
        ExitCode::from(FAILED)
    } else {
        ExitCode::SUCCESS
    }
}
