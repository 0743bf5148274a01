//! The C ABI, version 1. `include/pressroom.h` is the same in C, with every function's ownership, thread and failure;
//! docs/abi.md is the whole contract.
//!
//! Rules: only `repr(C)` values and JSON cross; fields are only ever appended, so check `struct_size` before reading a
//! field of a later minor version; whoever allocates a buffer frees it; a pointer given to a call is valid until that
//! call returns; strings are UTF-8 with a length and no final NUL.

use std::ffi::c_void;
use std::mem::{MaybeUninit, offset_of};

/// `PRSSROOM` in ASCII, read as a little-endian number.
pub const MAGIC: u64 = u64::from_le_bytes(*b"PRSSROOM");
pub const ABI_MAJOR: u16 = 1;
pub const ABI_MINOR: u16 = 0;
/// The one exported data symbol. The major version is in its name.
pub const SYMBOL: &str = "pressroom_plugin_v1";
/// The section of the object file that holds the manifest once more, so that it is read without running any code.
pub const MANIFEST_SECTION: &str = if cfg!(target_os = "macos") {
    "__pressroom"
} else if cfg!(windows) {
    ".pressrm"
} else {
    ".pressroom"
};

/// `convert` may be called on several threads at once for one instance.
pub const FLAG_CONCURRENT: u32 = 1;

/// The call did what it was asked to.
pub const STATUS_OK: i32 = 0;
/// It did not; a diagnostic says why.
pub const STATUS_FAILED: i32 = 1;
/// The host asked to stop and the plugin did.
pub const STATUS_CANCELLED: i32 = 2;

/// `article` of a resource that belongs to the issue, such as its cover.
pub const ISSUE_RESOURCE: u32 = u32::MAX;
/// The name of the resource that is the file a story was read from, for a plugin whose manifest asks for it.
pub const ORIGINAL_RESOURCE: &str = "";

/// Bytes that somebody else owns.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Bytes {
    pub data: *const u8,
    pub len: usize,
}

impl Bytes {
    pub const fn of(bytes: &[u8]) -> Self {
        Bytes { data: bytes.as_ptr(), len: bytes.len() }
    }

    /// # Safety
    /// `data` must be valid for `len` bytes for as long as `'a`, or `len` must be 0.
    pub unsafe fn as_slice<'a>(self) -> &'a [u8] {
        if self.len == 0 || self.data.is_null() {
            return &[];
        }
        // SAFETY: the caller vouches for data and len.
        unsafe { std::slice::from_raw_parts(self.data, self.len) }
    }
}

/// What the symbol `pressroom_plugin_v1` is.
#[repr(C)]
pub struct PluginV1 {
    pub magic: u64,
    pub abi_major: u16,
    pub abi_minor: u16,
    /// `sizeof` this struct as the plugin was built with it.
    pub struct_size: u32,
    pub flags: u32,
    pub reserved: u32,
    /// JSON; the same bytes as in the manifest section.
    pub manifest: Bytes,
    /// Makes an instance. Called on any thread, before any `convert`.
    pub create: Option<unsafe extern "C" fn(config: *const ConfigV1, instance: *mut *mut c_void) -> i32>,
    /// Serves one job.
    pub convert: Option<unsafe extern "C" fn(instance: *mut c_void, job: *const JobV1) -> i32>,
    /// Frees an instance. No `convert` of it is running.
    pub destroy: Option<unsafe extern "C" fn(instance: *mut c_void)>,
    /// A later extension by name, or null. May itself be null.
    pub get_ext: Option<unsafe extern "C" fn(id: Bytes) -> *const c_void>,
}

// SAFETY: the struct is immutable data; its pointers lead to static bytes and functions.
unsafe impl Sync for PluginV1 {}

impl PluginV1 {
    /// What every table has to reach. Of fields beyond it, those that `struct_size` does not reach count as null.
    pub const MIN_SIZE: usize = offset_of!(PluginV1, get_ext);

    /// The handshake: magic number, major version, size, functions. Copies what this side knows of the table, so that a
    /// plugin of another minor version may have a shorter or a longer one. `Err` says what is wrong.
    ///
    /// # Safety
    /// `table` must be null or the address of a plugin's symbol, whose data stays where it is.
    pub unsafe fn read(table: *const PluginV1) -> Result<PluginV1, String> {
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
        if (size as usize) < Self::MIN_SIZE {
            return Err(format!("the table has {size} bytes, fewer than {}", Self::MIN_SIZE));
        }
        // SAFETY: the table is as long as it says; all of its fields may be zero.
        let known = unsafe { known_part(table, size) };
        if known.create.is_none() || known.convert.is_none() || known.destroy.is_none() {
            return Err("create, convert or destroy is missing".into());
        }
        Ok(known)
    }
}

impl ConfigV1 {
    /// What this side knows of a config that another side made. `None` when it is shorter than every config has to be.
    ///
    /// # Safety
    /// `config` must be as the ABI says of `create`'s argument.
    pub unsafe fn read(config: *const ConfigV1) -> Option<ConfigV1> {
        /// All of version 1.0.
        const MIN_SIZE: usize = offset_of!(ConfigV1, diag) + size_of::<usize>();
        // SAFETY: `struct_size` is the first field in every version.
        let size = unsafe { (*config).struct_size };
        // SAFETY: the config is as long as it says; all of its fields may be zero.
        (size as usize >= MIN_SIZE).then(|| unsafe { known_part(config, size) })
    }
}

impl JobV1 {
    /// What every job has to reach.
    pub const MIN_SIZE: usize = offset_of!(JobV1, get_ext);

    /// What this side knows of a job that another side made. `None` when it is shorter than every job has to be.
    ///
    /// # Safety
    /// `job` must be as the ABI says of `convert`'s argument.
    pub unsafe fn read(job: *const JobV1) -> Option<JobV1> {
        // SAFETY: `struct_size` is the first field in every version.
        let size = unsafe { (*job).struct_size };
        // SAFETY: the job is as long as it says; all of its fields may be zero.
        (size as usize >= Self::MIN_SIZE).then(|| unsafe { known_part(job, size) })
    }
}

/// The part of a struct that both sides know; what the other side does not have is zero.
///
/// # Safety
/// `from` must be valid for `size` bytes, and zeros must be a value of every field of `T`.
unsafe fn known_part<T>(from: *const T, size: u32) -> T {
    let mut copy = MaybeUninit::<T>::zeroed();
    let shared = (size as usize).min(size_of::<T>());
    // SAFETY: both are valid for that many bytes and do not overlap; the caller vouches that zeros are values.
    unsafe {
        std::ptr::copy_nonoverlapping(from.cast::<u8>(), copy.as_mut_ptr().cast::<u8>(), shared);
        copy.assume_init()
    }
}

/// What `create` gets. Valid during the call only.
#[repr(C)]
pub struct ConfigV1 {
    pub struct_size: u32,
    pub reserved: u32,
    pub ctx: *mut c_void,
    /// JSON object: the options, validated and with defaults filled in.
    pub options: Bytes,
    /// Reports a diagnostic (JSON). Returns 0 when it was taken.
    pub diag: Option<unsafe extern "C" fn(ctx: *mut c_void, diagnostic: Bytes) -> i32>,
}

/// What `convert` gets. Valid during the call only; call back on the calling thread only.
#[repr(C)]
pub struct JobV1 {
    pub struct_size: u32,
    pub article_count: u32,
    pub ctx: *mut c_void,
    /// JSON object: the options, validated and with defaults filled in.
    pub options: Bytes,
    /// JSON object, or empty when the job is a single story.
    pub issue: Bytes,
    /// Gives a story (position from 0) as a JSON object. The bytes stay the host's and are valid until the next call of
    /// `article` for this job, or the end of `convert`: an edition need never be in memory as a whole. 0 when given.
    pub article: Option<unsafe extern "C" fn(ctx: *mut c_void, index: u32, json: *mut Bytes) -> i32>,
    /// Appends bytes to an output and creates it first if need be. The empty name is the main output. 0 when taken.
    pub write: Option<unsafe extern "C" fn(ctx: *mut c_void, output: Bytes, data: Bytes) -> i32>,
    /// Opens a file of a story by the name its model gives, or by the empty name the file that it was read from. 0 when open.
    pub resource_open: Option<
        unsafe extern "C" fn(ctx: *mut c_void, article: u32, name: Bytes, handle: *mut u64, size: *mut u64) -> i32,
    >,
    /// Reads the next bytes. How many; 0 at the end; below 0 on an error.
    pub resource_read: Option<unsafe extern "C" fn(ctx: *mut c_void, handle: u64, buffer: *mut u8, len: usize) -> i64>,
    pub resource_close: Option<unsafe extern "C" fn(ctx: *mut c_void, handle: u64)>,
    /// Reports a diagnostic (JSON). 0 when it was taken.
    pub diag: Option<unsafe extern "C" fn(ctx: *mut c_void, diagnostic: Bytes) -> i32>,
    /// Says how far the job is. Anything but 0 asks the plugin to stop with `STATUS_CANCELLED`.
    pub progress: Option<unsafe extern "C" fn(ctx: *mut c_void, done: u64, total: u64) -> i32>,
    /// A later extension of the host by name, or null.
    pub get_ext: Option<unsafe extern "C" fn(ctx: *mut c_void, id: Bytes) -> *const c_void>,
}
