//! Where one conversion after another runs: in a worker process of its own, or in this process.

#[cfg(unix)]
use std::collections::BTreeSet;
#[cfg(unix)]
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::time::{Duration, Instant};

use pressroom_core::Diagnostic;
use pressroom_plugin::serve::{Ended, JobData};
#[cfg(unix)]
use serde_json::Value;

#[cfg(unix)]
use crate::Plugin;
use crate::codes;
use crate::conversion::Conversion;
use crate::job::Job;
use crate::landing::Ready;
use crate::library::{Loaded, NotLoaded};
use crate::platform;
#[cfg(unix)]
use crate::platform::Sandbox;
#[cfg(unix)]
use crate::process::{self, Patience, Worker};
use crate::settings::Settings;

/// A timeout without end is still a moment that the clock can name.
#[cfg(unix)]
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

pub(crate) struct Seat<'s> {
    settings: &'s Settings,
    #[cfg(unix)]
    worker: Option<Worker>,
    /// A worker ran without a sandbox.
    pub unconfined: bool,
    /// Plugins loaded into this process, by id.
    loaded: Vec<(String, Loaded)>,
}

impl<'s> Seat<'s> {
    pub fn new(settings: &'s Settings) -> Self {
        Seat {
            settings,
            #[cfg(unix)]
            worker: None,
            unconfined: false,
            loaded: Vec::new(),
        }
    }

    /// The id of the plugin that the seat's worker serves.
    pub fn serves(&self) -> Option<&str> {
        #[cfg(unix)]
        return self.worker.as_ref().map(|worker| worker.plugin().id());
        #[cfg(not(unix))]
        None
    }

    /// Runs a conversion, the `index`th of the run.
    pub fn convert(&mut self, index: usize, conversion: &Conversion) -> (Option<Ready>, Vec<Diagnostic>) {
        let settings = self.settings;
        let watch = |done, total| settings.watch.tell(index, done, total);
        let mut job = Job::new(conversion, settings, &watch);
        let ended = job.encode().and_then(|encoded| {
            let article_count = u32::try_from(conversion.stories.len()).unwrap_or(u32::MAX);
            let data = JobData { options: &encoded.options, issue: &encoded.issue, article_count };
            if self.settings.in_process || !platform::HAS_WORKERS {
                self.convert_here(conversion, &data, &mut job)
            } else {
                self.convert_in_worker(conversion, &data, &mut job)
            }
        });
        job.finish(ended)
    }

    fn convert_here(&mut self, conversion: &Conversion, data: &JobData<'_>, job: &mut Job<'_>) -> Option<Ended> {
        let plugin = &conversion.plugin;
        let position = self.loaded.iter().position(|(id, _)| id == plugin.id());
        let position = match position {
            Some(position) => position,
            None => match Loaded::open(&plugin.path, &plugin.raw_manifest, plugin.sum) {
                Ok(loaded) => {
                    self.loaded.push((plugin.id().to_owned(), loaded));
                    self.loaded.len() - 1
                }
                Err(fault) => {
                    let fault = match fault {
                        NotLoaded::Changed => job.fault(codes::SUM_DIFFERS),
                        NotLoaded::Because(reason) => job.fault(codes::NOT_LOADED).arg("reason", reason),
                    };
                    job.push(fault.arg("path", plugin.path.display()));
                    return None;
                }
            },
        };
        let (_, loaded) = self.loaded.get_mut(position)?;
        Some(loaded.convert(data, job))
    }

    #[cfg(unix)]
    fn convert_in_worker(&mut self, conversion: &Conversion, data: &JobData<'_>, job: &mut Job<'_>) -> Option<Ended> {
        let timeout = self.settings.timeout;
        let deadline = Instant::now() + timeout.min(LONGEST);
        let patience = Patience { deadline, interrupted: &self.settings.interrupted };
        let readable = readable(&conversion.plugin, &conversion.options);
        let mut worker = match self.worker.take() {
            Some(worker) if worker.suits(&conversion.plugin, &readable) => worker,
            other => {
                let started = Worker::start(conversion.plugin.clone(), readable, self.settings, &patience);
                // The new one loads its library while the old one, which is idle, ends.
                if let Some(other) = other {
                    other.retire();
                }
                match started {
                    Ok(worker) => worker,
                    Err(error) => {
                        job.push(job.fault(codes::NO_WORKER).arg("reason", error));
                        return None;
                    }
                }
            }
        };
        match worker.convert(data, job, &patience) {
            Ok(ended) => {
                if let Some(text) = worker.printed() {
                    job.push(process::printed(&conversion.plugin, text));
                }
                self.unconfined |= worker.sandbox == Some(Sandbox::Absent);
                self.worker = Some(worker);
                Some(ended)
            }
            Err(broken) => {
                worker.bury(broken, job, self.settings);
                None
            }
        }
    }

    #[cfg(not(unix))]
    fn convert_in_worker(&mut self, conversion: &Conversion, data: &JobData<'_>, job: &mut Job<'_>) -> Option<Ended> {
        self.convert_here(conversion, data, job)
    }

    /// Lets the last worker end.
    pub fn leave(self) {
        #[cfg(unix)]
        if let Some(worker) = self.worker {
            worker.retire();
        }
    }
}

/// What a worker may read besides what every plugin may: the plugin's folder, where a link leads if it is one, what the
/// manifest asks for, and the folder of fonts and the theme's file that the user names.
#[cfg(unix)]
pub(crate) fn readable(plugin: &Plugin, options: &Value) -> Vec<PathBuf> {
    let real = plugin.path.canonicalize().ok();
    let folders = [Some(plugin.path.as_path()), real.as_deref()].into_iter().flatten().filter_map(Path::parent);
    let named = PATH_OPTIONS.iter().filter_map(|option| options.get(option)?.as_str()).map(Path::new);
    let asked = plugin.manifest.reads.iter().map(Path::new).chain(named.filter(|path| path.is_absolute()));
    let all: BTreeSet<PathBuf> = folders.chain(asked).map(Path::to_path_buf).collect();
    all.into_iter().collect()
}

/// The options whose values are paths that the plugin may read: a folder of fonts, a theme's file.
#[cfg(unix)]
const PATH_OPTIONS: [&str; 2] = ["font_dir", "theme"];
