//! The one exported symbol of a Rust plugin, and the functions behind it.

/// Exports a type as this library's plugin. The manifest is a string literal or `include_str!`.
#[macro_export]
macro_rules! export_plugin {
    ($plugin:ty, $manifest:expr) => {
        #[cfg(panic = "abort")]
        compile_error!(
            "a plugin has to be built with panic = \"unwind\": a panic that aborts takes the whole job down without a word"
        );

        const _: () = {
            const MANIFEST: &str = $manifest;

            #[allow(unsafe_code)]
            #[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__pressroom"))]
            #[cfg_attr(windows, unsafe(link_section = ".pressrm"))]
            #[cfg_attr(not(any(target_os = "macos", windows)), unsafe(link_section = ".pressroom"))]
            #[used]
            static IN_SECTION: [u8; MANIFEST.len()] = *$crate::__private::bytes_of(MANIFEST);

            #[allow(unsafe_code, non_upper_case_globals)]
            #[unsafe(no_mangle)]
            static pressroom_plugin_v1: $crate::abi::PluginV1 = $crate::__private::plugin::<$plugin>(&IN_SECTION);
        };
    };
}

#[doc(hidden)]
pub mod __private {
    use std::cell::{Cell, RefCell};
    use std::ffi::c_void;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Once;

    use pressroom_core::Diagnostic;

    use crate::abi::{ABI_MAJOR, ABI_MINOR, Bytes, ConfigV1, FLAG_CONCURRENT, JobV1, MAGIC, PluginV1};
    use crate::abi::{STATUS_CANCELLED, STATUS_FAILED, STATUS_OK};
    use crate::{Error, Job, Options, OutputPlugin};

    /// The bytes of a string as an array, for a static of its own section.
    pub const fn bytes_of<const N: usize>(text: &'static str) -> &'static [u8; N] {
        match text.as_bytes().first_chunk() {
            Some(bytes) => bytes,
            None => &[0; N],
        }
    }

    pub const fn plugin<P: OutputPlugin>(manifest: &'static [u8]) -> PluginV1 {
        PluginV1 {
            magic: MAGIC,
            abi_major: ABI_MAJOR,
            abi_minor: ABI_MINOR,
            struct_size: size_of::<PluginV1>() as u32,
            flags: FLAG_CONCURRENT,
            reserved: 0,
            manifest: Bytes::of(manifest),
            create: Some(create::<P>),
            convert: Some(convert::<P>),
            destroy: Some(destroy::<P>),
            get_ext: None,
        }
    }

    thread_local! {
        static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
        /// This thread runs a plugin's code.
        static GUARDED: Cell<bool> = const { Cell::new(false) };
    }

    /// Runs the plugin's code. A panic becomes an error with its message and place, and never crosses the boundary.
    fn guarded<T>(call: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        static HOOK: Once = Once::new();
        // This library has a hook of its own: a shared library links its own copy of std. In a test's process the panics
        // of the test itself still have to be shown.
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if !GUARDED.get() {
                    return before(panic);
                }
                let place = panic.location().map(ToString::to_string).unwrap_or_default();
                let message = panic.payload_as_str().unwrap_or("a panic without a message");
                PANIC.with_borrow_mut(|slot| *slot = Some(format!("{message} (at {place})")));
            }));
        });
        let outer = GUARDED.replace(true);
        let result = catch_unwind(AssertUnwindSafe(call));
        GUARDED.set(outer);
        result.unwrap_or_else(|_| {
            let message = PANIC.take().unwrap_or_default();
            let panicked = Diagnostic::new(pressroom_core::losses::PLUGIN_PANICKED).arg("message", message);
            Err(Error::from(panicked))
        })
    }

    type Diag = Option<unsafe extern "C" fn(*mut c_void, Bytes) -> i32>;

    /// # Safety
    /// `diag` and `ctx` must be a pair that the host gave for the running call.
    unsafe fn status(result: Result<(), Error>, diag: Diag, ctx: *mut c_void) -> i32 {
        match result {
            Ok(()) => STATUS_OK,
            Err(Error::Cancelled) => STATUS_CANCELLED,
            Err(Error::Refused) => STATUS_FAILED,
            Err(Error::Failed(diagnostic)) => {
                if let (Some(diag), Ok(json)) = (diag, serde_json::to_vec(&diagnostic)) {
                    // SAFETY: the caller vouches for the pair; the JSON lives during the call.
                    unsafe { diag(ctx, Bytes::of(&json)) };
                }
                STATUS_FAILED
            }
        }
    }

    unsafe extern "C" fn create<P: OutputPlugin>(config: *const ConfigV1, instance: *mut *mut c_void) -> i32 {
        // SAFETY: the ABI gives a valid config and a valid place for the instance.
        let (config, instance) = unsafe { (ConfigV1::read(config), &mut *instance) };
        // A host that breaks the ABI has no way to be told.
        let Some(config) = config else { return STATUS_FAILED };
        let made = guarded(|| {
            // SAFETY: as above.
            let options = unsafe { Options::of_config(&config) }?;
            *instance = Box::into_raw(Box::new(P::new(&options)?)).cast();
            Ok(())
        });
        // SAFETY: diag and ctx come from this config.
        unsafe { status(made, config.diag, config.ctx) }
    }

    unsafe extern "C" fn convert<P: OutputPlugin>(instance: *mut c_void, job: *const JobV1) -> i32 {
        // SAFETY: the ABI gives an instance that `create` made and a valid job.
        let (plugin, raw) = unsafe { (&*instance.cast::<P>(), JobV1::read(job)) };
        // A host that breaks the ABI has no way to be told.
        let Some(raw) = raw else { return STATUS_FAILED };
        let done = guarded(|| {
            // SAFETY: raw and what it points to are valid during this call.
            let job = unsafe { Job::new(&raw) };
            plugin.convert(&job)?;
            if job.lost_bytes() { Err(Error::Refused) } else { Ok(()) }
        });
        // SAFETY: diag and ctx come from this job.
        unsafe { status(done, raw.diag, raw.ctx) }
    }

    unsafe extern "C" fn destroy<P: OutputPlugin>(instance: *mut c_void) {
        // `create` has failed; a host that keeps the ABI does not ask.
        if instance.is_null() {
            return;
        }
        // A panic in a destructor has nobody to tell.
        let _ = guarded(|| {
            // SAFETY: `create` made it with Box::into_raw, and the host destroys it once.
            drop(unsafe { Box::from_raw(instance.cast::<P>()) });
            Ok(())
        });
    }
}
