//! The host's side of a job: a safe trait, and the C callbacks that lead to it. The host and the test kit share it.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::abi::{Bytes, ConfigV1, FLAG_CONCURRENT, JobV1, PluginV1, STATUS_CANCELLED, STATUS_FAILED, STATUS_OK};

/// What serves a plugin's calls. `Err(())` refuses a call; the reason is the server's own to report.
#[allow(clippy::result_unit_err)]
pub trait Server {
    /// A story as JSON. Kept until the next call.
    fn article(&mut self, index: u32) -> Result<&[u8], ()>;
    fn write(&mut self, output: &str, data: &[u8]) -> Result<(), ()>;
    /// The handle and the size in bytes.
    fn resource_open(&mut self, article: u32, name: &str) -> Result<(u64, u64), ()>;
    fn resource_read(&mut self, handle: u64, buffer: &mut [u8]) -> Result<usize, ()>;
    fn resource_close(&mut self, handle: u64);
    /// A diagnostic as JSON, which need not be valid.
    fn diagnostic(&mut self, json: &[u8]);
    /// Whether the plugin should stop.
    fn progress(&mut self, done: u64, total: u64) -> bool;
}

/// The data of a job.
pub struct JobData<'a> {
    /// JSON.
    pub options: &'a [u8],
    /// JSON, or empty.
    pub issue: &'a [u8],
    /// How many stories there are to ask for.
    pub article_count: u32,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Done,
    Failed,
    Cancelled,
}

impl Ended {
    fn of(status: i32) -> Self {
        match status {
            STATUS_OK => Ended::Done,
            STATUS_CANCELLED => Ended::Cancelled,
            // Any other number is a failure too: the ABI names no more, and a plugin may be wrong.
            _ => Ended::Failed,
        }
    }
}

/// What a call of `convert` came to, for those who judge the plugin and not only its outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// As the plugin returned it.
    pub status: i32,
    /// Whether a write was refused during the call.
    pub refused_write: bool,
}

/// An instance of a plugin.
pub struct Instance<'p> {
    plugin: &'p PluginV1,
    raw: *mut c_void,
}

impl<'p> Instance<'p> {
    /// Makes an instance.
    ///
    /// # Safety
    /// `plugin` must keep the ABI's promises: its functions behave as `abi` says.
    pub unsafe fn create(plugin: &'p PluginV1, options: &[u8], server: &mut dyn Server) -> Option<Self> {
        let create = plugin.create?;
        let mut context = Context { server, refused_write: false };
        let config = ConfigV1 {
            struct_size: size_of::<ConfigV1>() as u32,
            reserved: 0,
            ctx: (&raw mut context).cast(),
            options: Bytes::of(options),
            diag: Some(diag),
        };
        let mut raw = std::ptr::null_mut();
        // SAFETY: config and raw live during the call; the caller vouches for the plugin.
        let ended = Ended::of(unsafe { create(&config, &mut raw) });
        // Not `then_some`: an instance that was never made must not be destroyed.
        (ended == Ended::Done).then(|| Instance { plugin, raw })
    }

    /// Runs one job.
    pub fn convert(&mut self, data: &JobData<'_>, server: &mut dyn Server) -> Ended {
        let returned = self.call(data, server);
        let ended = Ended::of(returned.status);
        // A plugin that did not look would otherwise land an output with a hole in it.
        if ended == Ended::Done && returned.refused_write { Ended::Failed } else { ended }
    }

    /// Runs one job, and gives the plugin's own answer.
    pub fn convert_judged(&mut self, data: &JobData<'_>, server: &mut dyn Server) -> Returned {
        self.call(data, server)
    }

    /// For calls from several threads at once, if the plugin says that it takes them.
    pub fn share(self) -> Result<SharedInstance<'p>, Self> {
        if self.plugin.flags & FLAG_CONCURRENT == 0 { Err(self) } else { Ok(SharedInstance(self)) }
    }

    fn call(&self, data: &JobData<'_>, server: &mut dyn Server) -> Returned {
        let mut context = Context { server, refused_write: false };
        let Some(convert) = self.plugin.convert else {
            return Returned { status: STATUS_FAILED, refused_write: false };
        };
        let job = JobV1 {
            struct_size: size_of::<JobV1>() as u32,
            article_count: data.article_count,
            ctx: (&raw mut context).cast(),
            options: Bytes::of(data.options),
            issue: Bytes::of(data.issue),
            article: Some(article),
            write: Some(write),
            resource_open: Some(resource_open),
            resource_read: Some(resource_read),
            resource_close: Some(resource_close),
            diag: Some(diag),
            progress: Some(progress),
            get_ext: Some(get_ext),
        };
        // SAFETY: everything the job points to lives during the call; `create`'s caller vouched for the plugin. Calls are one
        // at a time, by `&mut` of the instance, unless the plugin's flag says that they need not be (see `share`).
        let status = unsafe { convert(self.raw, &job) };
        Returned { status, refused_write: context.refused_write }
    }
}

/// An instance of a plugin that takes calls from several threads at once.
pub struct SharedInstance<'p>(Instance<'p>);

// SAFETY: the plugin's flag says that `convert` may run on several threads at once, and the ABI that instances may be made
// and freed on any thread.
unsafe impl Sync for SharedInstance<'_> {}

impl SharedInstance<'_> {
    /// As [`Instance::convert_judged`].
    pub fn convert_judged(&self, data: &JobData<'_>, server: &mut dyn Server) -> Returned {
        self.0.call(data, server)
    }
}

impl Drop for Instance<'_> {
    fn drop(&mut self) {
        if let Some(destroy) = self.plugin.destroy {
            // SAFETY: `create` made the instance, nothing else holds it, and no call of it is running.
            unsafe { destroy(self.raw) };
        }
    }
}

/// What `ctx` points to.
struct Context<'s> {
    server: &'s mut dyn Server,
    refused_write: bool,
}

/// Runs the server's code for a call that came from C; a panic there must not unwind into the plugin.
///
/// # Safety
/// `ctx` must be the pointer that the running call was given.
unsafe fn call<T>(ctx: *mut c_void, refused: T, serve: impl FnOnce(&mut dyn Server) -> Result<T, ()>) -> T {
    // SAFETY: the context lives on the stack of the running call, and calls come one at a time on its thread.
    let context = unsafe { &mut *ctx.cast::<Context<'_>>() };
    match catch_unwind(AssertUnwindSafe(|| serve(context.server))) {
        Ok(Ok(value)) => value,
        Ok(Err(())) | Err(_) => refused,
    }
}

/// # Safety
/// As [`Bytes::as_slice`].
unsafe fn text<'a>(bytes: Bytes) -> Result<&'a str, ()> {
    // SAFETY: the caller vouches for the bytes.
    std::str::from_utf8(unsafe { bytes.as_slice() }).map_err(|_| ())
}

unsafe extern "C" fn article(ctx: *mut c_void, index: u32, json: *mut Bytes) -> i32 {
    // SAFETY: as `write`; json is a valid place. The server keeps the bytes until it is called again.
    unsafe {
        call(ctx, 1, |server| {
            *json = Bytes::of(server.article(index)?);
            Ok(0)
        })
    }
}

unsafe extern "C" fn write(ctx: *mut c_void, output: Bytes, data: Bytes) -> i32 {
    // SAFETY: a plugin gives back the ctx it got and bytes that are valid during the call.
    unsafe {
        let status = call(ctx, 1, |server| server.write(text(output)?, data.as_slice()).map(|()| 0));
        (*ctx.cast::<Context<'_>>()).refused_write |= status != 0;
        status
    }
}

unsafe extern "C" fn resource_open(
    ctx: *mut c_void,
    article: u32,
    name: Bytes,
    handle: *mut u64,
    size: *mut u64,
) -> i32 {
    // SAFETY: as `write`; handle and size are valid places.
    unsafe {
        call(ctx, 1, |server| {
            let (opened, bytes) = server.resource_open(article, text(name)?)?;
            *handle = opened;
            *size = bytes;
            Ok(0)
        })
    }
}

unsafe extern "C" fn resource_read(ctx: *mut c_void, handle: u64, buffer: *mut u8, len: usize) -> i64 {
    if len == 0 || buffer.is_null() {
        return 0;
    }
    // SAFETY: as `write`; the buffer is valid for len bytes, and u8 has no invalid values.
    unsafe {
        call(ctx, -1, |server| {
            server.resource_read(handle, std::slice::from_raw_parts_mut(buffer, len)).map(|count| count as i64)
        })
    }
}

unsafe extern "C" fn resource_close(ctx: *mut c_void, handle: u64) {
    // SAFETY: as `write`.
    unsafe {
        call(ctx, (), |server| {
            server.resource_close(handle);
            Ok(())
        })
    }
}

unsafe extern "C" fn diag(ctx: *mut c_void, diagnostic: Bytes) -> i32 {
    // SAFETY: as `write`.
    unsafe {
        call(ctx, 1, |server| {
            server.diagnostic(diagnostic.as_slice());
            Ok(0)
        })
    }
}

unsafe extern "C" fn progress(ctx: *mut c_void, done: u64, total: u64) -> i32 {
    // SAFETY: as `write`.
    unsafe { call(ctx, 1, |server| Ok(i32::from(server.progress(done, total)))) }
}

/// No extension exists yet.
unsafe extern "C" fn get_ext(_ctx: *mut c_void, _id: Bytes) -> *const c_void {
    std::ptr::null()
}
