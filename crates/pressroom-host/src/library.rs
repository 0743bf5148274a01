//! Loads a plugin into this process. The only unsafe code of the host.
#![allow(unsafe_code)]

use std::mem::ManuallyDrop;
use std::path::Path;

use libloading::Library;
use pressroom_plugin::abi::{PluginV1, SYMBOL};
use pressroom_plugin::serve::{Ended, Instance, JobData, Server};

use crate::lockfile::Sum;
use crate::object_file::without_padding;
use crate::platform;

/// Why a library was not loaded.
pub(crate) enum NotLoaded {
    /// It is not the one that has the sum.
    Changed,
    Because(String),
}

impl From<String> for NotLoaded {
    fn from(reason: String) -> Self {
        NotLoaded::Because(reason)
    }
}

/// A plugin in this process, for as long as the process lives.
pub(crate) struct Loaded {
    table: &'static PluginV1,
    /// The instance, and the options that it was made with.
    instance: Option<(Vec<u8>, Instance<'static>)>,
}

impl Loaded {
    /// Loads the library, whose constructors run, and checks the handshake: magic, major version, sizes, and that the
    /// manifest is the one that was read from the file. With a sum, the very bytes that have it are loaded.
    pub fn open(path: &Path, manifest: &[u8], sum: Option<Sum>) -> Result<Self, NotLoaded> {
        let Some(sum) = sum else { return Ok(Loaded::open_path(path, manifest)?) };
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        if Sum::of(&bytes) != sum {
            return Err(NotLoaded::Changed);
        }
        // The file could be changed between the check and the loading, or while it is loaded; the copy cannot.
        let (_copy, at) = platform::sealed_copy(&bytes, path).map_err(|error| error.to_string())?;
        Ok(Loaded::open_path(&at, manifest)?)
    }

    fn open_path(path: &Path, manifest: &[u8]) -> Result<Self, String> {
        let table = load(path)?;
        if !same_manifest(table, manifest) {
            return Err("the manifest of the loaded library differs from the one in its file".into());
        }
        Ok(Loaded { table, instance: None })
    }

    /// Runs a job. An instance serves all jobs with the same options.
    pub fn convert(&mut self, data: &JobData<'_>, server: &mut dyn Server) -> Ended {
        let (_, instance) = match self.instance.take() {
            Some((options, instance)) if options == data.options => self.instance.insert((options, instance)),
            other => {
                drop(other);
                let Some(instance) = create(self.table, data.options, server) else { return Ended::Failed };
                self.instance.insert((data.options.to_vec(), instance))
            }
        };
        instance.convert(data, server)
    }
}

/// Loads the library and checks the handshake. `Err` says what is wrong.
pub(crate) fn load(path: &Path) -> Result<&'static PluginV1, String> {
    // SAFETY: loading runs the library's own code. The user chose to trust it (see `trust`), and it is a whole library
    // for this machine (see `object_file`). A fault of it ends a worker process, not the host.
    let library = unsafe { open(path) }.map_err(|error| with_sources(&error))?;
    // Never unloaded: a thread that the plugin has started would run on in unmapped memory.
    let library = ManuallyDrop::new(library);
    // SAFETY: a data symbol's address as a raw pointer; nothing is read yet.
    let table = unsafe { library.get::<*const PluginV1>(SYMBOL) }.map_err(|error| with_sources(&error))?;
    // SAFETY: the address of the symbol in a library that is never unloaded.
    let table = unsafe { PluginV1::read(*table) }?;
    // It lives as long as the library: as long as the process.
    Ok(Box::leak(Box::new(table)))
}

/// Makes an instance of a plugin that [`load`] gave.
pub(crate) fn create(table: &'static PluginV1, options: &[u8], server: &mut dyn Server) -> Option<Instance<'static>> {
    // SAFETY: the table passed the handshake; that its functions keep the ABI is the plugin's promise.
    unsafe { Instance::create(table, options, server) }
}

/// Whether the table has the manifest that was read from the file.
pub(crate) fn same_manifest(table: &PluginV1, manifest: &[u8]) -> bool {
    // SAFETY: the manifest is static data of a plugin that keeps the ABI's promises.
    let own = unsafe { table.manifest.as_slice() };
    without_padding(own) == without_padding(manifest)
}

/// # Safety
/// As [`Library::new`].
#[cfg(unix)]
unsafe fn open(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::unix::{Library as UnixLibrary, RTLD_LOCAL, RTLD_NOW};
    // SAFETY: the caller vouches for the library.
    unsafe { UnixLibrary::open(Some(path), RTLD_NOW | RTLD_LOCAL) }.map(Library::from)
}

/// # Safety
/// As [`Library::new`].
#[cfg(not(unix))]
unsafe fn open(path: &Path) -> Result<Library, libloading::Error> {
    // SAFETY: the caller vouches for the library.
    unsafe { Library::new(path) }
}

/// libloading's own message says only that loading failed; the reason is its source.
fn with_sources(error: &dyn std::error::Error) -> String {
    let reasons = std::iter::successors(error.source(), |error| error.source());
    reasons.last().map_or_else(|| error.to_string(), ToString::to_string)
}
