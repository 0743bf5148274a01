//! How far a run is: a bar on a terminal, plain lines in a log, nothing in a pipe.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use pressroom_host::Watch;

use crate::args::{MessageFormat, ProgressWhen};

/// A log gets a line for each of these parts of the whole.
const LOG_PARTS: u64 = 10;
const TICK: Duration = Duration::from_millis(100);

/// Counts stories: one by one plugin is one step.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<Steps>>);

struct Steps {
    bar: ProgressBar,
    /// Lines instead of a bar.
    lines: Option<Lines>,
    conversions: Vec<Counted>,
}

struct Counted {
    plugin: String,
    /// Stories that are done.
    done: AtomicU64,
    stories: u64,
}

enum Lines {
    /// On standard error.
    Text,
    /// Events on standard output.
    Json,
}

impl Progress {
    /// Each conversion's plugin, and how many stories it has.
    pub fn new(when: ProgressWhen, format: MessageFormat, conversions: Vec<(String, u64)>) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let lines = match (when, format) {
            (ProgressWhen::Never, _) => return Progress(None),
            (ProgressWhen::Auto, MessageFormat::Json) => return Progress(None),
            (ProgressWhen::Auto, MessageFormat::Human) if !terminal => return Progress(None),
            (ProgressWhen::Always, MessageFormat::Json) => Some(Lines::Json),
            (ProgressWhen::Always, MessageFormat::Human) if !terminal => Some(Lines::Text),
            (ProgressWhen::Auto | ProgressWhen::Always, MessageFormat::Human) => None,
        };
        let target = if lines.is_some() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(conversions.iter().map(|(_, stories)| stories).sum()), target);
        let template = "{bar:32} {pos}/{len} stories  {elapsed} so far, {eta} left  {msg}";
        // A template of our own that does not parse would only cost its looks.
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        if lines.is_none() {
            bar.enable_steady_tick(TICK);
        }
        let counted = |(plugin, stories)| Counted { plugin, done: AtomicU64::new(0), stories };
        let steps = Steps { bar, lines, conversions: conversions.into_iter().map(counted).collect() };
        steps.say(0, 0);
        Progress(Some(Arc::new(steps)))
    }

    /// What the host tells while plugins work.
    pub fn watch(&self) -> Watch {
        match self.0.clone() {
            Some(steps) => Watch::new(move |index, done, total| steps.at(index, done, total)),
            None => Watch::default(),
        }
    }

    /// A conversion has ended, one way or the other.
    pub fn ended(&self, index: usize, warnings: usize) {
        if let Some(steps) = &self.0 {
            steps.at(index, 1, 1);
            steps.say(index, warnings);
        }
    }

    /// Prints something without the bar in the way.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(steps) => steps.bar.suspend(print),
            None => print(),
        }
    }

    pub fn finish(&self) {
        if let Some(steps) = &self.0 {
            steps.bar.finish_and_clear();
        }
    }
}

impl Steps {
    /// Shows what is under way from a conversion on, and how many warnings there are.
    fn say(&self, from: usize, warnings: usize) {
        // Conversions end nearly in order, so what runs is near the one that ended last.
        const LOOKED_AT: usize = 64;
        let near = self.conversions.iter().skip(from).take(LOOKED_AT);
        let open = near.filter(|counted| counted.done.load(Ordering::Relaxed) < counted.stories);
        let running: BTreeSet<&str> = open.map(|counted| counted.plugin.as_str()).collect();
        let running: Vec<&str> = running.into_iter().collect();
        let noted = match warnings {
            0 => String::new(),
            1 => "  1 warning".to_owned(),
            n => format!("  {n} warnings"),
        };
        self.bar.set_message(format!("{}{noted}", running.join(", ")));
    }

    fn at(&self, index: usize, done: u64, total: u64) {
        let Some(Counted { done: slot, stories, .. }) = self.conversions.get(index) else { return };
        // A plugin may count pages, or anything else; a story's share is what is shown.
        let scaled = u128::from(done.min(total)) * u128::from(*stories) / u128::from(total.max(1));
        let scaled = u64::try_from(scaled).unwrap_or(*stories);
        let before = slot.fetch_max(scaled, Ordering::Relaxed);
        let step = scaled.saturating_sub(before);
        if step == 0 {
            return;
        }
        self.bar.inc(step);
        let (now, all) = (self.bar.position(), self.bar.length().unwrap_or(0));
        let part = |n: u64| n * LOG_PARTS / all.max(1);
        if part(now) == part(now - step.min(now)) {
            return;
        }
        // Whoever closed the stream does not want to know how far it is.
        let _ = match self.lines {
            Some(Lines::Text) => writeln!(std::io::stderr(), "{now}/{all} stories"),
            Some(Lines::Json) => {
                let event = serde_json::json!({ "type": "progress", "done": now, "total": all });
                writeln!(std::io::stdout(), "{event}")
            }
            None => Ok(()),
        };
    }
}
