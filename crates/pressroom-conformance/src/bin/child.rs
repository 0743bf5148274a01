//! A child of the kit, and a worker of the host: what `pressroom` is for itself.

use std::process::ExitCode;

fn main() -> ExitCode {
    let first = std::env::args_os().nth(1).unwrap_or_default();
    if first == pressroom_conformance::CHILD_ARGUMENT {
        pressroom_conformance::child_main(std::env::args_os().skip(2))
    } else {
        pressroom_host::worker_main()
    }
}
