//! How a run goes: how many workers, how long each may take, who is told.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What `pressroom` is started with to be a worker.
pub const WORKER_ARGUMENT: &str = "__worker";
/// For one conversion. Far above what an honest plugin needs for a story.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
/// Of a worker. The pdf plugin needs an eighth of it for an edition of 2,000 illustrated stories.
pub const DEFAULT_MEMORY_BYTES: u64 = 2 << 30;
/// Of one conversion, all its files together.
pub const DEFAULT_OUTPUT_BYTES: u64 = 2 << 30;

/// How to run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Conversions at once.
    pub jobs: NonZeroUsize,
    /// For each conversion, the plugin's start included.
    pub timeout: Duration,
    /// What each worker may allocate. On Linux only.
    pub memory_bytes: u64,
    /// What each conversion may write.
    pub output_bytes: u64,
    /// For debugging: load plugins here, one conversion at a time, without deadline, memory limit or containment. Nothing in this process
    /// can end a plugin that hangs: neither `timeout` nor `interrupted`, which only one that reports its progress hears of.
    /// Whoever sets this has to let the user end the process.
    pub in_process: bool,
    pub worker: WorkerCommand,
    /// Set from outside, such as by a signal handler: ends the run. See `in_process` for when it cannot.
    pub interrupted: Arc<AtomicBool>,
    pub watch: Watch,
}

/// Is told how far each conversion is, on whichever thread runs it.
#[derive(Clone, Default)]
pub struct Watch(Option<Arc<Told>>);

/// The conversion's index in the run, then what its plugin has done, of how much.
type Told = dyn Fn(usize, u64, u64) + Send + Sync;

impl Watch {
    pub fn new(told: impl Fn(usize, u64, u64) + Send + Sync + 'static) -> Self {
        Watch(Some(Arc::new(told)))
    }

    pub(crate) fn tell(&self, index: usize, done: u64, total: u64) {
        if let Some(told) = &self.0 {
            told(index, done, total);
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Watch(..)" } else { "Watch(nobody)" })
    }
}

/// How to start a worker: an absolute path, and arguments to which the plugin's file is added as the last.
#[derive(Clone, Debug)]
pub struct WorkerCommand {
    pub program: PathBuf,
    pub args: Vec<OsString>,
}

impl WorkerCommand {
    /// The running program itself, which has to call [`crate::worker_main`] when its first argument is
    /// [`WORKER_ARGUMENT`].
    pub fn this_executable() -> io::Result<Self> {
        Ok(WorkerCommand { program: std::env::current_exe()?, args: vec![WORKER_ARGUMENT.into()] })
    }
}
