//! Runs conversions on several workers at once, and hands over the outcomes in order.
//!
//! The caller's thread draws conversions from the iterator into a window and reports outcomes; each of up to `jobs` threads
//! owns one worker at a time. A thread takes the oldest waiting conversion for the plugin that its worker serves, else the
//! oldest of all, and then replaces its worker. The window bounds memory, and how long the oldest can be passed over.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use pressroom_core::Diagnostic;

use crate::conversion::{Conversion, Outcome};
use crate::seat::Seat;
use crate::settings::Settings;
use crate::{codes, platform, temporary};

/// Conversions drawn ahead, for each thread: enough to keep a worker for a while when several plugins take turns.
const WINDOW_PER_JOB: usize = 32;
/// How often the caller's thread looks whether the run was interrupted.
const LOOK_UP: Duration = Duration::from_millis(50);

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
        let mut warned = false;
        let mut report = |mut outcome: Outcome, unconfined: bool| {
            // Once a run: it is the machine's, and no story's.
            if unconfined && !std::mem::replace(&mut warned, true) {
                outcome.diagnostics.push(Diagnostic::new(codes::NO_SANDBOX).arg("by", platform::sandbox_offer().by));
            }
            report(outcome);
        };
        loop {
            let interrupted = settings.interrupted.load(Ordering::Relaxed);
            if !interrupted
                && drawn - reported < window
                && let Some((index, conversion)) = conversions.next()
            {
                if swept.insert(conversion.folder.clone()) {
                    // A folder that is not there yet has nothing to sweep; one that cannot be read fails later, aloud.
                    let _ = temporary::remove_stale(&conversion.folder);
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
                let unconfined = state.unconfined;
                drop(state);
                report(outcome, unconfined);
                reported += 1;
            } else if interrupted && state.under_way == 0 {
                let left = std::mem::take(&mut state.finished);
                let unconfined = state.unconfined;
                drop(state);
                left.into_values().for_each(|outcome| report(outcome, unconfined));
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
    /// A worker ran without a sandbox.
    unconfined: bool,
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
        // Else the run would wait for ever for its outcome.
        let converted = catch_unwind(AssertUnwindSafe(|| seat.convert(index, &conversion)));
        let (ready, diagnostics) = converted.unwrap_or_else(|cause| (None, vec![own_fault(&conversion, &*cause)]));
        let Conversion { input, plugin, .. } = conversion;
        let outcome = Outcome { index, input, plugin, ready, diagnostics, elapsed: start.elapsed() };
        let mut state = desk.lock();
        state.under_way -= 1;
        state.unconfined |= seat.unconfined;
        state.finished.insert(index, outcome);
        drop(state);
        desk.done.notify_one();
    }
    seat.leave();
}

/// A panic of the host itself; those of plugins do not come this far.
fn own_fault(conversion: &Conversion, cause: &(dyn Any + Send)) -> Diagnostic {
    let text = cause.downcast_ref::<&str>().copied().or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    let fault = Diagnostic::new(codes::OWN_FAULT).arg("plugin", conversion.plugin.id());
    fault.arg("document", &conversion.input).arg("reason", text.unwrap_or("panic"))
}
