//! The parent: a child process for each test, watched by its record.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use pressroom_core::Diagnostic;
use pressroom_host::WorkerCommand;

use crate::bench::fault;
use crate::child::CHILD_ARGUMENT;
use crate::codes;
use crate::record::{self, Told, Verdict};
use crate::tests::{Test, worker};

/// How the kit runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// A program that calls [`crate::child_main`] when its first argument is [`CHILD_ARGUMENT`].
    pub program: PathBuf,
    /// The same, as a worker of the host.
    pub worker: WorkerCommand,
    /// For each job of a test.
    pub timeout: Duration,
}

/// What came of a test.
pub struct Outcome {
    pub test: Test,
    pub verdict: Verdict,
    pub elapsed: Duration,
}

const AFTER_A_HANG: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// The last of what a plugin printed, for the author.
const PRINTED_CHARS: usize = 400;

/// Runs all tests on a plugin's file, an absolute path, one after another. A plugin that does not load gets no further, and one
/// that hung gets less time from then on: it most likely hangs again.
pub fn check(file: &Path, settings: &Settings, mut report: impl FnMut(Outcome)) -> io::Result<()> {
    let mut settings = settings.clone();
    for test in Test::ALL {
        let outcome = run_one(test, file, &settings)?;
        if matches!(&outcome.verdict, Verdict::Failed { why } if why.code == codes::TIMED_OUT.id) {
            settings.timeout = settings.timeout.min(AFTER_A_HANG);
        }
        let loads = test != Test::Handshake || !matches!(outcome.verdict, Verdict::Failed { .. });
        report(outcome);
        if !loads {
            break;
        }
    }
    Ok(())
}

/// Runs one test on a plugin's file, an absolute path.
pub fn run_one(test: Test, file: &Path, settings: &Settings) -> io::Result<Outcome> {
    let start = Instant::now();
    let folder = tempfile::tempdir()?;
    let verdict = match test {
        Test::SameBytes => same_bytes(file, settings, folder.path())?,
        Test::Worker => worker::run(file, settings, folder.path()).unwrap_or_else(|why| Verdict::Failed { why }),
        _ => one_child(test, file, settings, folder.path(), &[])?.0,
    };
    Ok(Outcome { test, verdict, elapsed: start.elapsed() })
}

/// Two processes in different surroundings: nothing of these may be seen in an output.
fn same_bytes(file: &Path, settings: &Settings, folder: &Path) -> io::Result<Verdict> {
    let here = [("TZ", "UTC"), ("LC_ALL", "C"), ("HOME", "/"), ("USER", "lan")];
    let there = [("TZ", "Asia/Ho_Chi_Minh"), ("LC_ALL", "vi_VN.UTF-8"), ("HOME", "/nowhere"), ("USER", "minh")];
    let (verdict, first) = one_child(Test::SameBytes, file, settings, folder, &here)?;
    if !matches!(verdict, Verdict::Passed { .. }) {
        return Ok(verdict);
    }
    let (again, second) = one_child(Test::SameBytes, file, settings, folder, &there)?;
    let other = first.is_none() || first != second;
    let passed = matches!(again, Verdict::Passed { .. });
    Ok(if passed && other { Verdict::Failed { why: Diagnostic::new(codes::OTHER_PROCESS) } } else { again })
}

/// Runs one test in a child. The verdict, and the digest of the outputs where the test makes one.
fn one_child(
    test: Test,
    file: &Path,
    settings: &Settings,
    folder: &Path,
    environment: &[(&str, &str)],
) -> io::Result<(Verdict, Option<String>)> {
    let (record, printed) = (folder.join("record"), folder.join("printed"));
    File::create(&record)?;
    let log = File::create(&printed)?;
    let mut command = Command::new(&settings.program);
    command.arg(CHILD_ARGUMENT).arg(test.id()).arg(&record).arg(file).envs(environment.iter().copied());
    // As a worker: nothing may depend on the folder that the command was given in.
    command.current_dir("/").stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    let ended = match watch(start(&mut command)?, &record, settings.timeout)? {
        Some(status) => status,
        None => {
            let late = fault(codes::TIMED_OUT, &record::read(&record).doing);
            return Ok((Verdict::Failed { why: late.arg("seconds", settings.timeout.as_secs()) }, None));
        }
    };
    let Told { doing, digest, verdict } = record::read(&record);
    let verdict = match (verdict, crash(ended)) {
        // A plugin's destructors run at the end of the process; a crash there counts as well.
        (Some(failed @ Verdict::Failed { .. }), _) => failed,
        (_, Some(signal)) => {
            Verdict::Failed { why: with_printed(fault(codes::CRASHED, &doing), &printed).arg("signal", signal) }
        }
        (Some(verdict), None) => verdict,
        (None, None) => {
            let status = ended.code().unwrap_or_default();
            Verdict::Failed { why: with_printed(fault(codes::EXITED, &doing), &printed).arg("status", status) }
        }
    };
    Ok((verdict, digest))
}

/// Waits for the child; each line of its record gives it its time anew. `None` when it had to be ended.
fn watch(mut child: Child, record: &Path, timeout: Duration) -> io::Result<Option<ExitStatus>> {
    let length = || std::fs::metadata(record).map_or(0, |metadata| metadata.len());
    let (mut known, mut since) = (length(), Instant::now());
    loop {
        if has_ended(&mut child) {
            return end(&mut child).map(Some);
        }
        let now = length();
        if now != known {
            (known, since) = (now, Instant::now());
        }
        if since.elapsed() >= timeout {
            return end(&mut child).map(|_| None);
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

fn with_printed(fault: Diagnostic, printed: &Path) -> Diagnostic {
    let bytes = std::fs::read(printed).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim();
    let skipped = text.chars().count().saturating_sub(PRINTED_CHARS);
    let last: String = text.chars().skip(skipped).collect();
    if last.is_empty() { fault } else { fault.arg("printed", last) }
}

/// In a process group of its own, so that what it starts can be ended with it.
fn start(command: &mut Command) -> io::Result<Child> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command.spawn()
}

/// Whether the child has ended. Its number stays its own until [`end`] has taken its status.
fn has_ended(child: &mut Child) -> bool {
    #[cfg(unix)]
    {
        use rustix::process::{WaitId, WaitIdOptions, waitid};
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        pid_of(child).is_some_and(|pid| matches!(waitid(WaitId::Pid(pid), look), Ok(Some(_))))
    }
    #[cfg(not(unix))]
    matches!(child.try_wait(), Ok(Some(_)))
}

/// Ends the child, if it still runs, with all that it has started.
fn end(child: &mut Child) -> io::Result<ExitStatus> {
    #[cfg(unix)]
    if let Some(group) = pid_of(child) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    // It may have left its group.
    let _ = child.kill();
    child.wait()
}

#[cfg(unix)]
fn pid_of(child: &Child) -> Option<rustix::process::Pid> {
    i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw)
}

/// The signal that ended a process.
fn crash(status: ExitStatus) -> Option<String> {
    #[cfg(unix)]
    {
        let number = std::os::unix::process::ExitStatusExt::signal(&status)?;
        let named = [(4, "SIGILL"), (6, "SIGABRT"), (7, "SIGBUS"), (8, "SIGFPE"), (9, "SIGKILL"), (11, "SIGSEGV")];
        let name = named.iter().find(|(signal, _)| *signal == number && cfg!(target_os = "linux"));
        Some(name.map_or_else(|| format!("signal {number}"), |(_, name)| (*name).to_owned()))
    }
    #[cfg(not(unix))]
    {
        // An exception's code is far outside of what programs return.
        status.code().filter(|code| *code < 0).map(|code| format!("{code:#x}"))
    }
}
