//! Where an edition's stories wait outside memory until a plugin asks for them.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

/// A file without a name, gone with the process.
pub struct Spill(Mutex<File>);

/// Where a piece lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    at: u64,
    len: usize,
}

impl Spill {
    /// In the system's folder for temporary files.
    pub fn new() -> io::Result<Self> {
        Ok(Spill(Mutex::new(tempfile::tempfile()?)))
    }

    pub(crate) fn put(&self, bytes: &[u8]) -> io::Result<Place> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(Place { at, len: bytes.len() })
    }

    pub(crate) fn get(&self, place: Place) -> io::Result<Vec<u8>> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = vec![0; place.len];
        file.seek(SeekFrom::Start(place.at))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}
