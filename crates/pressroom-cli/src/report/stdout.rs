use std::io::Write;

/// Standard output that a reader may close at any time: what is left is then not said, and that is no failure.
#[derive(Debug, Default)]
pub struct Stdout {
    closed: bool,
}

impl Stdout {
    pub fn line(&mut self, text: &str) {
        if !self.closed {
            self.closed = writeln!(std::io::stdout(), "{text}").is_err();
        }
    }
}
