use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::plain::{plain, with_controls};

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
    /// A line for people. What came from a plugin, a story or a file's name cannot command the terminal.
    pub fn line(&mut self, text: &str) {
        self.print(&plain(text));
    }

    /// Encoded JSON, for programs: the same, and nothing of it is lost.
    pub fn json(&mut self, json: &str) {
        // Within strings only: the encoder writes no control characters between them but ends of lines.
        self.print(&with_controls(json, |control| format!("\\u{:04x}", u32::from(control))));
    }

    fn print(&mut self, text: &str) {
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
