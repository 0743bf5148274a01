//! The file that a story was read from, kept for the plugins that ask for it.

use std::fs::File;
use std::io;

use pressroom_core::audience::{Audience, original_withheld};
use pressroom_core::{Article, Original, Withheld};

use crate::conversion::Kept;

/// An input, as whoever read it has it.
pub struct OriginalFile {
    /// Without folders.
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
    /// Plain copy: every letter of it is in the story's text or in `removed`.
    pub plain: bool,
    /// It holds other stories as well.
    pub several: bool,
}

/// What each audience is told of the file, and the file if any of them may have it.
pub(crate) struct KeptOriginal {
    for_exchange: Original,
    for_readers: Original,
    bytes: Option<Kept>,
}

impl KeptOriginal {
    pub fn new(article: &Article, file: OriginalFile, keep: impl Fn(Vec<u8>) -> Kept) -> Self {
        let OriginalFile { name, media_type, bytes, plain, several } = file;
        let offer = |audience| Original {
            name: name.clone(),
            media_type: media_type.clone(),
            withheld: if several {
                Some(Withheld::SeveralStories)
            } else {
                original_withheld(article, plain, audience)
            },
        };
        let (for_exchange, for_readers) = (offer(Audience::Exchange), offer(Audience::Reader));
        let wanted = for_exchange.withheld.is_none() || for_readers.withheld.is_none();
        KeptOriginal { for_exchange, for_readers, bytes: wanted.then(|| keep(bytes)) }
    }

    pub fn offered(&self, audience: Audience) -> &Original {
        match audience {
            Audience::Exchange => &self.for_exchange,
            Audience::Reader => &self.for_readers,
        }
    }

    /// The file for this audience, which can only be read; `None` when it may not have it. A copy: the file itself may have
    /// changed since the story was read, and nobody would have looked whether the new one is for readers.
    pub fn open(&self, audience: Audience) -> Option<io::Result<(File, u64)>> {
        let bytes = self.bytes.as_ref().filter(|_| self.offered(audience).withheld.is_none())?;
        Some(bytes.get().and_then(|bytes| Ok((read_only(&bytes)?, bytes.len() as u64))))
    }
}

/// A file without a name that can only be read: a plugin gets its descriptor.
fn read_only(bytes: &[u8]) -> io::Result<File> {
    let named = tempfile::NamedTempFile::new()?;
    std::fs::write(named.path(), bytes)?;
    File::open(named.path())
}
