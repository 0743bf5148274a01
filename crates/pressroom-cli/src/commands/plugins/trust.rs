//! `pressroom plugins trust`: which plugin files the house takes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use pressroom_core::Diagnostic;
use pressroom_host::{Lock, Plugin};
use serde_json::json;

use crate::args::{MessageFormat, TrustArgs};
use crate::plugins::Here;
use crate::report::{About, Reporter, Sources, Stdout};
use crate::{FAILED, WRONG_USAGE};

pub fn run(args: &TrustArgs) -> ExitCode {
    let here = Here::look(&args.plugins.plugin_dirs);
    let mut reporter = Reporter::new(&args.messages);
    let mut stop = |fault: Diagnostic, code| {
        reporter.diagnostics(About::default(), [&fault], &Sources::default());
        ExitCode::from(code)
    };
    let chosen: Result<Vec<Arc<Plugin>>, Diagnostic> = match args.ids.as_slice() {
        [] => here.found.none_found().map_or_else(|| Ok(here.found.plugins.clone()), Err),
        ids => ids.iter().map(|id| here.found.find(id)).collect(),
    };
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(unknown) => return stop(unknown, WRONG_USAGE),
    };
    match Lock::write(&folder(args, &here), &chosen) {
        Ok((path, taken)) => {
            let mut out = Stdout::default();
            for (plugin, (id, sum)) in chosen.iter().zip(taken) {
                match args.messages.message_format {
                    MessageFormat::Json => {
                        let event = json!({"type": "trusted", "plugin": id, "path": plugin.path, "sum": sum.to_string(), "lock": path});
                        out.json(&event.to_string());
                    }
                    MessageFormat::Human => out.line(&format!("{id:<10} {sum}  {}", plugin.path.display())),
                }
            }
            if args.messages.message_format == MessageFormat::Human {
                out.line(&path.display().to_string());
            }
            ExitCode::SUCCESS
        }
        Err(fault) => stop(fault, FAILED),
    }
}

/// As asked for; else where the lock or the house's file is; else here.
fn folder(args: &TrustArgs, here: &Here) -> PathBuf {
    let lock = match &here.lock {
        Ok(lock) => lock.as_ref().map(|lock| lock.path.as_path()),
        // It cannot be used, and writing it anew is how it is mended.
        Err(fault) => fault.args.get("path").map(|path| Path::new(path.as_str())),
    };
    let near = lock.or(here.house.as_deref()).and_then(Path::parent);
    args.folder.clone().unwrap_or_else(|| near.unwrap_or(&here.folder).to_path_buf())
}
