use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static FAILED: AtomicBool = AtomicBool::new(false);

/// Whether something could not be said for another reason than a closed pipe, such as a full disk.
pub fn stdout_failed() -> bool {
    FAILED.load(Ordering::Relaxed)
}

/// Standard output that a reader may close at any time: what is left is then not said, and that is no failure.
#[derive(Debug, Default)]
pub struct Stdout {
    closed: bool,
}

impl Stdout {
    pub fn line(&mut self, text: &str) {
        if self.closed {
            return;
        }
        let mut out = std::io::stdout();
        if let Err(error) = writeln!(out, "{text}").and_then(|()| out.flush()) {
            self.closed = true;
            if error.kind() != ErrorKind::BrokenPipe {
                FAILED.store(true, Ordering::Relaxed);
                // Standard error is all that is left to say it on.
                let _ = writeln!(std::io::stderr(), "standard output: {error}");
            }
        }
    }
}
