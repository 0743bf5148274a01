//! Deflates what is not compressed yet.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object};

/// lopdf itself compresses at level 9: five times the time for a hundredth of the size.
const LEVEL: u32 = 5;
/// Shorter streams gain nothing.
const SHORTEST_BYTES: usize = 64;

/// The metadata stays in plain sight, as archives look for it; whoever adds it forbids its compression.
pub fn all(document: &mut Document) {
    // One for all streams: its tables are larger than most of them.
    let mut deflate = Compress::new(Compression::new(LEVEL), true);
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let compressible =
            stream.allows_compression && stream.content.len() >= SHORTEST_BYTES && stream.dict.get(b"Filter").is_err();
        if !compressible {
            continue;
        }
        if let Some(deflated) = deflated(&mut deflate, &stream.content)
            && deflated.len() < stream.content.len()
        {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(deflated);
        }
    }
}

fn deflated(deflate: &mut Compress, content: &[u8]) -> Option<Vec<u8>> {
    deflate.reset();
    // More than deflate ever adds; what is larger than its source is not used anyway.
    const OVERHEAD_BYTES: usize = 64;
    let mut out = Vec::with_capacity(content.len() + content.len() / 1000 + OVERHEAD_BYTES);
    let status = deflate.compress_vec(content, &mut out, FlushCompress::Finish).ok()?;
    (status == Status::StreamEnd).then_some(out)
}
