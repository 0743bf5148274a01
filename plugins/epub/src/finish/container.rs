//! The EPUB container (OCF 3.3, 4.2.1), written straight to an output that cannot go back.
//!
//! zip's own writer for such outputs appends sizes to entries after their data, which readers of EPUB need not
//! understand. So each entry is first made whole in memory, then copied raw: its header is right from the start, and
//! nothing is ever written twice.

use std::io::{Cursor, Error as IoError, Read, Result as IoResult, Seek, SeekFrom, Write};

use pressroom_plugin::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::zip_failed;

pub struct Container<W: Write> {
    zip: ZipWriter<Onward<W>>,
}

impl<W: Write> Container<W> {
    pub fn new(to: W) -> Self {
        Container { zip: ZipWriter::new(Onward { to, position: 0 }) }
    }

    /// An entry as it stands in another container.
    pub fn copy(&mut self, entry: zip::read::ZipFile<'_, impl Read>) -> Result<(), Error> {
        self.zip.raw_copy_file(entry).map_err(zip_failed)
    }

    /// A text, deflated.
    pub fn text(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.add(name, bytes, CompressionMethod::Deflated)
    }

    /// A file that is compressed already, as it is.
    pub fn stored(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.add(name, bytes, CompressionMethod::Stored)
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), Error> {
        // Without its `time` feature, zip dates entries 1 January 1980.
        let options = SimpleFileOptions::default().compression_method(method);
        let mut alone = ZipWriter::new(Cursor::new(Vec::new()));
        alone.start_file(name, options).map_err(zip_failed)?;
        alone.write_all(bytes)?;
        let mut alone = ZipArchive::new(alone.finish().map_err(zip_failed)?).map_err(zip_failed)?;
        self.copy(alone.by_index_raw(0).map_err(zip_failed)?)
    }

    /// Writes the directory and gives the output back.
    pub fn finish(self) -> Result<W, Error> {
        Ok(self.zip.finish().map_err(zip_failed)?.to)
    }
}

/// An output that tells where it is and goes only onward.
struct Onward<W: Write> {
    to: W,
    position: u64,
}

impl<W: Write> Write for Onward<W> {
    fn write(&mut self, bytes: &[u8]) -> IoResult<usize> {
        let count = self.to.write(bytes)?;
        self.position += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> IoResult<()> {
        self.to.flush()
    }
}

impl<W: Write> Seek for Onward<W> {
    fn seek(&mut self, to: SeekFrom) -> IoResult<u64> {
        match to {
            SeekFrom::Current(0) | SeekFrom::End(0) => Ok(self.position),
            SeekFrom::Start(place) if place == self.position => Ok(place),
            SeekFrom::Start(_) | SeekFrom::Current(_) | SeekFrom::End(_) => {
                Err(IoError::other("a container is written onward only"))
            }
        }
    }
}
