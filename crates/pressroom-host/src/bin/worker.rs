//! A worker process and nothing else.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    pressroom_host::worker_main()
}
