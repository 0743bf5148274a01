//! What the kit may have to say. The words are in `pressroom-core/messages/<language>/conformance.toml`.
//!
//! `{doing}` is what was tried, such as `empty story`.

use pressroom_core::Code;

/// `{doing}` `{signal}`, and `{printed}` if it printed something: a signal ended the process.
pub const CRASHED: Code = Code::error("H100");
/// `{doing}` `{status}`, and `{printed}` as above: the plugin ended its process.
pub const EXITED: Code = Code::error("H101");
/// `{doing}` `{seconds}`: no end within the deadline.
pub const TIMED_OUT: Code = Code::error("H102");
/// The table's manifest is another than the file's.
pub const OTHER_MANIFEST: Code = Code::error("H103");
/// `{doing}` `{said}`: a job failed that every plugin has to do.
pub const FAILED: Code = Code::error("H104");
/// `{doing}`: the plugin failed and gave no reason.
pub const NO_REASON: Code = Code::error("H105");
/// `{doing}`: the plugin said that it was done, and wrote no main output.
pub const NO_OUTPUT: Code = Code::error("H106");
/// `{doing}` `{text}`: reported something that is no diagnostic.
pub const BAD_DIAGNOSTIC: Code = Code::error("H107");
/// `{doing}` `{status}`: a status that the interface does not name, or not here.
pub const ODD_STATUS: Code = Code::error("H108");
/// `{doing}` `{number}`: a write was refused, and the plugin said that it was done.
pub const IGNORED_REFUSAL: Code = Code::error("H109");
/// `{doing}` `{name}`: an output name that the host refuses.
pub const OUTPUT_NAME: Code = Code::error("H110");
/// `{doing}` `{count}`: resources that were left open.
pub const LEFT_OPEN: Code = Code::error("H111");
/// `{option}` `{value}` `{said}`: a value that the schema allows, and the plugin does not take.
pub const OPTION_REFUSED: Code = Code::error("H112");
/// `{doing}` `{status}`: the plugin was asked to stop, and did not answer that it did.
pub const NOT_CANCELLED: Code = Code::error("H113");
/// `{doing}` `{seconds}` `{limit}`: it stopped too late.
pub const LATE: Code = Code::error("H114");
/// `{doing}` `{name}` `{byte}`: the same job gave other bytes.
pub const OTHER_BYTES: Code = Code::error("H115");
/// `{kilobytes}` `{jobs}`: memory grows with the jobs.
pub const GROWS: Code = Code::error("H116");
/// `{doing}` `{limit}`: output without end.
pub const ENDLESS: Code = Code::error("H117");
/// `{reason}`: the kit itself could not do its work.
pub const KIT_FAULT: Code = Code::error("H118");
/// The same job gave other bytes in another process, with another environment.
pub const OTHER_PROCESS: Code = Code::error("H119");
/// The host, running the plugin as it does for a conversion, got no output and no reason.
pub const WORKER_FAILED: Code = Code::error("H120");

/// The plugin never asks whether it should stop.
pub const NEVER_ASKS: Code = Code::note("H125");
/// The plugin does not say that it takes calls from several threads.
pub const NOT_CONCURRENT: Code = Code::note("H126");
/// This system does not tell how much memory a process has.
pub const NOT_MEASURED: Code = Code::note("H127");
/// This system has no worker processes.
pub const NO_WORKERS: Code = Code::note("H128");
/// The plugin's manifest does not ask for the files that stories were read from.
pub const ASKS_FOR_NO_ORIGINAL: Code = Code::note("H131");
