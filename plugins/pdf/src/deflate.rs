//! Deflates streams.

use flate2::{Compress, Compression, FlushCompress, Status};

/// lopdf itself compresses at level 9: five times the time for a hundredth of the size.
const LEVEL: u32 = 5;

/// One for all streams: its tables are larger than most of them.
pub struct Deflate {
    state: Compress,
}

impl Deflate {
    pub fn new() -> Self {
        Deflate { state: Compress::new(Compression::new(LEVEL), true) }
    }

    /// With zlib's head and sum, as FlateDecode wants it (ISO 32000-1, 7.4.4).
    pub fn deflated(&mut self, content: &[u8]) -> Option<Vec<u8>> {
        self.state.reset();
        // More than deflate ever adds.
        const OVERHEAD_BYTES: usize = 64;
        let mut out = Vec::with_capacity(content.len() + content.len() / 1000 + OVERHEAD_BYTES);
        let status = self.state.compress_vec(content, &mut out, FlushCompress::Finish).ok()?;
        out.shrink_to_fit();
        (status == Status::StreamEnd).then_some(out)
    }
}
