use std::io;

/// Where the files of one conversion go.
pub trait Outputs {
    /// Appends to an output. The empty name is the main one; any other is a relative path with `/`.
    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
}

impl<F: FnMut(&str, &[u8]) -> io::Result<()>> Outputs for F {
    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self(name, bytes)
    }
}
