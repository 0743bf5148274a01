//! Loads a plugin into this process. The only unsafe code of the host.
#![allow(unsafe_code)]

use std::mem::ManuallyDrop;
use std::path::Path;

use libloading::Library;
use pressroom_plugin::abi::{ABI_MAJOR, MAGIC, PluginV1, SYMBOL};
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
        // SAFETY: loading runs the library's own code. The user chose to trust it (see `trust`), and it is a whole library
        // for this machine (see `object_file`). A fault of it ends a worker process, not the host.
        let library = unsafe { open(path) }.map_err(|error| with_sources(&error))?;
        // Never unloaded: a thread that the plugin has started would run on in unmapped memory.
        let library = ManuallyDrop::new(library);
        // SAFETY: a data symbol's address as a raw pointer; nothing is read yet.
        let table = unsafe { library.get::<*const PluginV1>(SYMBOL) }.map_err(|error| with_sources(&error))?;
        let table: *const PluginV1 = *table;
        // SAFETY: the library is never unloaded, so its data lives as long as the process.
        let table = unsafe { check(table) }?;
        // SAFETY: the manifest is static data of a plugin that keeps the ABI's promises.
        let own = unsafe { table.manifest.as_slice() };
        if without_padding(own) != without_padding(manifest) {
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
                // SAFETY: the table passed the handshake; that its functions keep the ABI is the plugin's promise.
                let made = unsafe { Instance::create(self.table, data.options, server) };
                let Some(instance) = made else { return Ended::Failed };
                self.instance.insert((data.options.to_vec(), instance))
            }
        };
        instance.convert(data, server)
    }
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

/// # Safety
/// `table` must be the address of the symbol in a library that is never unloaded.
unsafe fn check(table: *const PluginV1) -> Result<&'static PluginV1, String> {
    if table.is_null() || !table.is_aligned() {
        return Err("the symbol is not aligned".into());
    }
    // SAFETY: the first fields are the same in every version; reading them one by one assumes no size yet.
    let (magic, major, size) = unsafe { ((*table).magic, (*table).abi_major, (*table).struct_size) };
    if magic != MAGIC {
        return Err("the symbol does not start with the magic number".into());
    }
    if major != ABI_MAJOR {
        return Err(format!("the table says version {major} of the plugin interface, not {ABI_MAJOR}"));
    }
    if (size as usize) < size_of::<PluginV1>() {
        return Err(format!("the table has {size} bytes, fewer than {}", size_of::<PluginV1>()));
    }
    // SAFETY: magic, version and size are right, and the library is never unloaded.
    let table = unsafe { &*table };
    if table.create.is_none() || table.convert.is_none() || table.destroy.is_none() {
        return Err("create, convert or destroy is missing".into());
    }
    Ok(table)
}

/// libloading's own message says only that loading failed; the reason is its source.
fn with_sources(error: &dyn std::error::Error) -> String {
    let reasons = std::iter::successors(error.source(), |error| error.source());
    reasons.last().map_or_else(|| error.to_string(), ToString::to_string)
}
