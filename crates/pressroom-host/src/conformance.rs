//! What the conformance kit shares with the host, so that both judge a plugin by the same rules.

use std::path::Path;

use pressroom_core::Diagnostic;
use pressroom_plugin::Manifest;
use pressroom_plugin::abi::PluginV1;
use pressroom_plugin::serve::{Instance, Server};

use crate::object_file::{self, Refusal};
use crate::search::Origin;
use crate::{Plugin, codes, library, output_name, trust};

/// A plugin that is loaded into this process, which therefore should be one that may crash.
pub struct Opened {
    pub manifest: Manifest,
    table: &'static PluginV1,
    /// Whether the table has the manifest that stands in the file.
    pub same_manifest: bool,
}

impl Opened {
    /// Makes an instance, as a worker does. `None` when the plugin would not.
    pub fn create(&self, options: &[u8], server: &mut dyn Server) -> Option<Instance<'static>> {
        library::create(self.table, options, server)
    }
}

/// Reads the file, loads it and checks the handshake, as a worker does.
pub fn open(path: &Path) -> Result<Opened, Diagnostic> {
    let described = object_file::read(path).map_err(|refusal| spoken(path, refusal))?;
    let table = library::load(path).map_err(|reason| {
        let fault = Diagnostic::new(codes::NOT_LOADED).arg("plugin", &described.manifest.id);
        fault.arg("document", path.display()).arg("path", path.display()).arg("reason", reason)
    })?;
    let same_manifest = library::same_manifest(table, &described.raw);
    Ok(Opened { manifest: described.manifest, table, same_manifest })
}

/// The plugin of one file, wherever it lies, if it may be trusted. None of its code runs.
pub fn plugin(path: &Path) -> Result<Plugin, Diagnostic> {
    let described = object_file::read(path).map_err(|refusal| spoken(path, refusal))?;
    for place in path.parent().into_iter().chain([path]) {
        trust::check(place)?;
    }
    let (manifest, raw_manifest) = (described.manifest, described.raw);
    Ok(Plugin { manifest, path: path.to_owned(), origin: Origin::Flag, shadows: Vec::new(), raw_manifest, sum: None })
}

/// Whether a plugin may give this name to an output.
pub fn allows_output_name(name: &str) -> bool {
    name.is_empty() || output_name::is_allowed(name)
}

fn spoken(path: &Path, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::Unrelated => Diagnostic::new(codes::NOT_A_PLUGIN).arg("path", path.display()),
        Refusal::Faulty(diagnostic) => diagnostic,
    }
}
