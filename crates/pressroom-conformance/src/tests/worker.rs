//! The plugin as `pressroom convert` runs it: in a worker of the host, with its limits.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use pressroom_core::{Diagnostic, Issue, Publication, Section, Severity};
use pressroom_host::{Conversion, Edition, Story};
use pressroom_plugin::manifest::Scope;

use crate::codes;
use crate::record::{Tried, Verdict};
use crate::stories;
use crate::supervise::Settings;

/// Runs in the parent: the host contains the plugin itself.
pub fn run(file: &Path, settings: &Settings, folder: &Path) -> Tried {
    if cfg!(not(unix)) {
        return Ok(Verdict::skipped(codes::NO_WORKERS));
    }
    let plugin = Arc::new(pressroom_host::conformance::plugin(file)?);
    let options = pressroom_host::options::resolve(&plugin.manifest, &[]).unwrap_or_default();
    let issue = match plugin.manifest.scope.first() {
        Some(Scope::Article) | None => None,
        Some(Scope::Issue) => Some(Edition { issue: edition(), folder: folder.to_owned() }),
    };
    let conversion = Conversion {
        input: "story.txt".into(),
        plugin,
        options: Arc::new(options),
        stem: "story".into(),
        folder: folder.join("out"),
        issue,
        stories: vec![Arc::new(Story::new(&stories::every_kind(), folder.to_owned()))],
    };
    let host = pressroom_host::Settings {
        jobs: NonZeroUsize::MIN,
        timeout: settings.timeout,
        memory_bytes: pressroom_host::DEFAULT_MEMORY_BYTES,
        output_bytes: pressroom_host::DEFAULT_OUTPUT_BYTES,
        in_process: false,
        worker: settings.worker.clone(),
        interrupted: Arc::default(),
        watch: Default::default(),
    };
    let mut verdict = Err(Diagnostic::new(codes::KIT_FAULT).arg("reason", "the host gave no outcome"));
    pressroom_host::run(std::iter::once(conversion), &host, |outcome| {
        let mut diagnostics = outcome.diagnostics;
        let landed = outcome.ready.map(|ready| ready.land());
        verdict = match landed {
            Some(Ok(_)) => Ok(Verdict::PASSED),
            Some(Err(fault)) => Err(fault),
            None => {
                let error = diagnostics.iter().position(|diagnostic| diagnostic.severity == Severity::Error);
                Err(error.map_or_else(|| Diagnostic::new(codes::WORKER_FAILED), |at| diagnostics.swap_remove(at)))
            }
        };
    });
    verdict
}

fn edition() -> Issue {
    let publication = Publication { title: "Ban Mai".into(), ..Publication::default() };
    let sections = vec![Section { title: "Thời sự".into(), articles: vec![0] }];
    let id = Some("urn:newsml:example.org:2024-05-04:edition-1".into());
    Issue { id, publication, updated: stories::updated(), sections, ..Issue::default() }
}

/// The parent runs this test itself.
pub fn needs_a_host() -> Tried {
    Err(Diagnostic::new(codes::KIT_FAULT).arg("reason", "a test of the parent was asked of a child"))
}
