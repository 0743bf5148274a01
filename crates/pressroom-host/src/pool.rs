//! Runs conversions on several workers at once, and hands over the outcomes in order.
//!
//! The caller's thread draws conversions from the iterator into a window and reports outcomes; each of up to `jobs` threads
//! owns one worker at a time. A thread takes the oldest waiting conversion for the plugin that its worker serves, else the
//! oldest of all, and then replaces its worker. The window bounds memory, and how long the oldest can be passed over.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::conversion::{Conversion, Outcome};
use crate::seat::Seat;
use crate::{landing, platform};

/// What `pressroom` is started with to be a worker.
pub const WORKER_ARGUMENT: &str = "__worker";
/// For one conversion. Far above what an honest plugin needs for a story.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

/// Conversions drawn ahead, for each thread: enough to keep a worker for a while when several plugins take turns.
const WINDOW_PER_JOB: usize = 32;
/// How often the caller's thread looks whether the run was interrupted.
const LOOK_UP: Duration = Duration::from_millis(50);

/// How to run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Conversions at once.
    pub jobs: NonZeroUsize,
    /// For each conversion, the plugin's start included.
    pub timeout: Duration,
    /// For debugging: load plugins here, one conversion at a time, without deadline or containment.
    pub in_process: bool,
    pub worker: WorkerCommand,
    /// Set from outside, such as by a signal handler: ends the run.
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

/// Runs conversions. `conversions` is drawn from, and `report` called, on this thread; outcomes come in the order of the
/// conversions. After an interrupt those under way come as failed, and those not begun do not come.
pub fn run(conversions: impl Iterator<Item = Conversion>, settings: &Settings, mut report: impl FnMut(Outcome)) {
    let jobs = if settings.in_process || !platform::HAS_WORKERS { 1 } else { settings.jobs.get() };
    let window = jobs.saturating_mul(WINDOW_PER_JOB);
    let desk = Desk::default();
    let mut conversions = conversions.enumerate().fuse();
    let mut swept = BTreeSet::new();
    std::thread::scope(|scope| {
        // Also when the iterator or `report` panics: the threads must not wait for ever.
        let _closing = CloseOnDrop(&desk);
        let (mut drawn, mut reported, mut threads) = (0, 0, 0);
        loop {
            let interrupted = settings.interrupted.load(Ordering::Relaxed);
            if !interrupted
                && drawn - reported < window
                && let Some((index, conversion)) = conversions.next()
            {
                if swept.insert(conversion.folder.clone()) {
                    // A folder that is not there yet has nothing to sweep; one that cannot be read fails later, aloud.
                    let _ = landing::remove_stale(&conversion.folder);
                }
                desk.lock().waiting.push_back((index, conversion));
                desk.changed.notify_one();
                drawn += 1;
                if threads < jobs {
                    threads += 1;
                    scope.spawn(|| serve(&desk, settings));
                }
                // Outcomes that are ready come first only when the window is full or the thread would wait.
                if drawn - reported < window && !desk.lock().finished.contains_key(&reported) {
                    continue;
                }
            }
            let mut state = desk.lock();
            if interrupted {
                state.waiting.clear();
            }
            if let Some(outcome) = state.finished.remove(&reported) {
                drop(state);
                report(outcome);
                reported += 1;
            } else if interrupted && state.under_way == 0 {
                let left = std::mem::take(&mut state.finished);
                drop(state);
                left.into_values().for_each(&mut report);
                return;
            } else if reported == drawn {
                // Nothing under way, and nothing could be drawn.
                return;
            } else {
                drop(desk.done.wait_timeout(state, LOOK_UP));
            }
        }
    });
}

/// What the threads share.
#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    /// Something waits, or the desk is closed.
    changed: Condvar,
    /// Something is finished.
    done: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<(usize, Conversion)>,
    under_way: usize,
    finished: BTreeMap<usize, Outcome>,
    closed: bool,
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is whole between any two statements that could panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next conversion for a thread whose worker serves the plugin of that id.
    fn take(&self, serves: Option<&str>) -> Option<(usize, Conversion)> {
        let mut state = self.lock();
        loop {
            let same = |(_, conversion): &(usize, Conversion)| Some(conversion.plugin.id()) == serves;
            let position = state.waiting.iter().position(same).unwrap_or(0);
            if let Some(taken) = state.waiting.remove(position) {
                state.under_way += 1;
                return Some(taken);
            }
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

struct CloseOnDrop<'d>(&'d Desk);

impl Drop for CloseOnDrop<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.closed = true;
        state.waiting.clear();
        drop(state);
        self.0.changed.notify_all();
    }
}

fn serve(desk: &Desk, settings: &Settings) {
    let mut seat = Seat::new(settings);
    while let Some((index, conversion)) = desk.take(seat.serves()) {
        let start = Instant::now();
        let (ready, diagnostics) = seat.convert(index, &conversion);
        let Conversion { input, plugin, .. } = conversion;
        let outcome = Outcome { index, input, plugin, ready, diagnostics, elapsed: start.elapsed() };
        let mut state = desk.lock();
        state.under_way -= 1;
        state.finished.insert(index, outcome);
        drop(state);
        desk.done.notify_one();
    }
    seat.leave();
}
