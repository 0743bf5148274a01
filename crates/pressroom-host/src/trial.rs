//! Loads a plugin in a worker and does nothing with it: whether it could run, and in what sandbox.

use std::sync::Arc;

use pressroom_core::Diagnostic;

use crate::platform::Sandbox;
use crate::settings::Settings;
use crate::{Plugin, codes};

/// The sandbox that the plugin's worker is in, or why the plugin cannot be loaded. `None` where there are no workers.
#[cfg(unix)]
pub fn try_loading(plugin: &Arc<Plugin>, settings: &Settings) -> Result<Option<Sandbox>, Diagnostic> {
    use std::time::Instant;

    use crate::process::{Broken, Patience, Worker};
    use crate::seat::readable;

    let fault = |code| Diagnostic::new(code).arg("plugin", plugin.id()).arg("path", plugin.path.display());
    let fails = |reason: String| fault(codes::LOADS_NOT).arg("reason", reason);
    let patience = Patience { deadline: Instant::now() + settings.timeout, interrupted: &settings.interrupted };
    let started = Worker::start(plugin.clone(), readable(plugin, &serde_json::Value::Null), settings, &patience);
    let mut worker = started.map_err(|error| fails(error.to_string()))?;
    match worker.load(&patience) {
        Ok(sandbox) => {
            worker.retire();
            Ok(Some(sandbox))
        }
        Err(Broken::NotLoaded(reason)) => Err(fails(reason)),
        Err(Broken::Changed) => Err(fault(codes::SUM_DIFFERS)),
        Err(Broken::TimedOut) => Err(fails(format!("{} s", settings.timeout.as_secs_f64()))),
        Err(Broken::Interrupted | Broken::Unheard | Broken::Lost) => Err(fails(worker.last_words())),
    }
}

#[cfg(not(unix))]
pub fn try_loading(_plugin: &Arc<Plugin>, _settings: &Settings) -> Result<Option<Sandbox>, Diagnostic> {
    Ok(None)
}
