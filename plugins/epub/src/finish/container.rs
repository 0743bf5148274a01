//! The EPUB container (OCF 3.3, 4.2.1), written straight to an output that cannot go back.
//!
//! zip's own writer for such outputs appends sizes to entries after their data, which readers of EPUB need not
//! understand, and holds each entry twice. So the few records that a container needs are written here: each header is right
//! from the start, and a picture goes from one buffer to the output. Numbers in comments are APPNOTE.TXT's.

use std::io::{Cursor, Read, Write};

use pressroom_core::{Code, Diagnostic};
use pressroom_plugin::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::zip_failed;

/// Sizes are 32 bits wide and entries counted with 16; few readers of books know the longer forms.
const TOO_LARGE: Code = Code::error("EPUB06");

const LOCAL_HEADER: [u8; 4] = *b"PK\x03\x04";
const DIRECTORY_HEADER: [u8; 4] = *b"PK\x01\x02";
const DIRECTORY_END: [u8; 4] = *b"PK\x05\x06";
const MADE_ON_UNIX_BY_2_0: u16 = 3 << 8 | 20;
const NEEDS_2_0: u16 = 20;
/// 4.4.4, bit 11; what is ASCII needs no flag, and paths of books are.
const NO_FLAGS: u16 = 0;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// 4.4.6: midnight of 1 January 1980, the earliest.
const TIME: u16 = 0;
const DATE: u16 = 1 << 5 | 1;
/// 4.4.15 on Unix: a plain file that its owner may write and everybody read.
const PLAIN_FILE: u32 = 0o100_644 << 16;

pub struct Container<W: Write> {
    to: W,
    position: u64,
    entries: u16,
    /// The directory's headers, as they will stand at the end.
    directory: Vec<u8>,
}

/// An entry's data and what its header says of them.
struct Entry<'e> {
    name: &'e str,
    method: u16,
    crc: u32,
    /// Before compression.
    size: u64,
    data: &'e [u8],
}

impl<W: Write> Container<W> {
    pub fn new(to: W) -> Self {
        Container { to, position: 0, entries: 0, directory: Vec::new() }
    }

    /// An entry as it stands in another container.
    pub fn copy(&mut self, mut entry: zip::read::ZipFile<'_, impl Read>) -> Result<(), Error> {
        let method = match entry.compression() {
            CompressionMethod::Stored => STORED,
            _ => DEFLATED,
        };
        let (name, crc, size) = (entry.name().to_owned(), entry.crc32(), entry.size());
        let mut data = Vec::with_capacity(usize::try_from(entry.compressed_size()).unwrap_or_default());
        entry.read_to_end(&mut data)?;
        self.entry(&Entry { name: &name, method, crc, size, data: &data })
    }

    /// A text, deflated.
    pub fn text(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut alone = ZipWriter::new(Cursor::new(Vec::new()));
        alone.start_file(name, options).map_err(zip_failed)?;
        alone.write_all(bytes)?;
        let mut alone = ZipArchive::new(alone.finish().map_err(zip_failed)?).map_err(zip_failed)?;
        self.copy(alone.by_index_raw(0).map_err(zip_failed)?)
    }

    /// A file that is compressed already, as it is.
    pub fn stored(&mut self, name: &str, data: &[u8]) -> Result<(), Error> {
        self.entry(&Entry { name, method: STORED, crc: crc32fast::hash(data), size: data.len() as u64, data })
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Error> {
        let size = narrow(entry.size)?;
        let compressed = narrow(entry.data.len() as u64)?;
        let name = u16::try_from(entry.name.len()).map_err(|_| too_large())?;
        // 4.3.7 from the version on; 4.3.12 repeats it.
        let mut facts = Vec::new();
        [NEEDS_2_0, NO_FLAGS, entry.method, TIME, DATE].iter().for_each(|field| facts.extend(field.to_le_bytes()));
        [entry.crc, compressed, size].iter().for_each(|field| facts.extend(field.to_le_bytes()));
        // No extra field.
        [name, 0].iter().for_each(|field| facts.extend(field.to_le_bytes()));

        self.directory.extend(DIRECTORY_HEADER);
        self.directory.extend(MADE_ON_UNIX_BY_2_0.to_le_bytes());
        self.directory.extend(&facts);
        // No comment, first disk, binary.
        self.directory.extend([0; 6]);
        self.directory.extend(PLAIN_FILE.to_le_bytes());
        self.directory.extend(narrow(self.position)?.to_le_bytes());
        self.directory.extend(entry.name.as_bytes());

        self.write(&LOCAL_HEADER)?;
        self.write(&facts)?;
        self.write(entry.name.as_bytes())?;
        self.write(entry.data)?;
        self.entries = self.entries.checked_add(1).filter(|count| *count < u16::MAX).ok_or_else(too_large)?;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.position += bytes.len() as u64;
        Ok(self.to.write_all(bytes)?)
    }

    /// Writes the directory (4.3.12, 4.3.16) and gives the output back.
    pub fn finish(mut self) -> Result<W, Error> {
        let directory = std::mem::take(&mut self.directory);
        let (start, length) = (narrow(self.position)?, narrow(directory.len() as u64)?);
        self.write(&directory)?;
        let mut end = DIRECTORY_END.to_vec();
        [0, 0, self.entries, self.entries].iter().for_each(|field: &u16| end.extend(field.to_le_bytes()));
        [length, start].iter().for_each(|field| end.extend(field.to_le_bytes()));
        // No comment.
        end.extend([0; 2]);
        self.write(&end)?;
        Ok(self.to)
    }
}

/// The largest value means that the longer form follows.
fn narrow(size: u64) -> Result<u32, Error> {
    u32::try_from(size).ok().filter(|size| *size < u32::MAX).ok_or_else(too_large)
}

fn too_large() -> Error {
    Diagnostic::new(TOO_LARGE).into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_no_header_can_say_is_refused() {
        assert_eq!(narrow(5).unwrap(), 5);
        assert!(narrow(u64::from(u32::MAX)).is_err());
        let mut container = Container::new(Vec::new());
        for _ in 0..u16::MAX - 1 {
            container.stored("a", b"").unwrap();
        }
        assert!(container.stored("a", b"").is_err());
    }
}
