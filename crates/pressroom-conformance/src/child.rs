//! The child: opens the plugin and runs one test.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pressroom_core::Diagnostic;
use pressroom_host::conformance;

use crate::bench::Bench;
use crate::record::{Line, Record, Tried, Verdict};
use crate::tests::Test;

/// What `pressroom` is started with to run one test.
pub const CHILD_ARGUMENT: &str = "__conformance";

/// What a plugin may take; beyond it an allocation fails, before the system has to end something.
#[cfg(unix)]
const MAX_MEMORY_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// Runs one test: the arguments are the test's id, the record and the plugin's file.
pub fn child_main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let [test, record, file] = args.as_slice() else { return ExitCode::from(2) };
    let Some(test) = test.to_str().and_then(Test::by_id) else { return ExitCode::from(2) };
    let Ok(record) = Record::append_to(Path::new(record)) else { return ExitCode::from(2) };
    limit();
    run(test, record, &PathBuf::from(file));
    ExitCode::SUCCESS
}

fn run(test: Test, mut record: Record, file: &Path) {
    record.doing("load");
    let opened = match conformance::open(file) {
        Ok(opened) => opened,
        Err(why) => {
            record.line(&Line::Verdict(Verdict::Failed { why }));
            return;
        }
    };
    let mut bench = Bench { opened, record };
    let tried: Tried = test.run(&mut bench);
    let verdict = tried.unwrap_or_else(|why: Diagnostic| Verdict::Failed { why });
    bench.record.line(&Line::Verdict(verdict));
    bench.record.doing("end of the process");
}

/// Ends with its parent, leaves no core file, and cannot take all of the machine's memory.
fn limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where one of them cannot be set, the deadline is still there.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
        let most = Some(MAX_MEMORY_BYTES);
        let _ = setrlimit(Resource::As, Rlimit { current: most, maximum: most });
        #[cfg(target_os = "linux")]
        let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    }
}
