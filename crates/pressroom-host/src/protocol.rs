//! What host and worker say to each other over their socket.
//!
//! A frame is a tag (one byte), the payload's length (u32) and the payload. Inside it, numbers are little-endian and bytes
//! carry their length (u32) before them. The worker speaks first for every call of the plugin, and waits for an answer
//! except after `Diagnostic`, `ResourceClose`, `Loaded`, `NotLoaded`, `Changed` and `Ended`. Both ends are the same executable, so
//! the protocol has no version.

use pressroom_plugin::serve::Ended;

use crate::platform::Sandbox;

pub(crate) const HEADER_BYTES: usize = 5;
/// One story or issue as JSON is far below it.
pub(crate) const MAX_TO_WORKER_BYTES: usize = 256 * 1024 * 1024;
/// A worker splits what is larger.
pub(crate) const MAX_FROM_WORKER_BYTES: usize = MAX_CHUNK_BYTES + 64 * 1024;
/// The most bytes of an output in one frame.
pub(crate) const MAX_CHUNK_BYTES: usize = 1024 * 1024;

/// Host to worker.
#[derive(Debug, PartialEq)]
pub(crate) enum ToWorker<'a> {
    /// The manifest that the library has to have; the SHA-256 sum that its file has to have, or nothing; how many bytes of
    /// memory it may take; and what it may read besides what every plugin may, as paths with a NUL after each.
    Load { manifest: &'a [u8], sum: &'a [u8], memory: u64, readable: &'a [u8] },
    /// A job with so many stories to ask for.
    Job { options: &'a [u8], issue: &'a [u8], articles: u32 },
    /// Answers `Article`: a story as JSON.
    Article(&'a [u8]),
    /// Answers: done.
    Taken,
    /// Answers: not done. For `Progress`: stop.
    Refused,
    /// Answers `ResourceOpen`. The file's descriptor comes with the frame's first byte (SCM_RIGHTS of unix(7)), and the worker
    /// reads for itself.
    Opened { handle: u64, size: u64 },
}

/// Worker to host.
#[derive(Debug, PartialEq)]
pub(crate) enum FromWorker<'a> {
    /// How far the worker is confined.
    Loaded(Sandbox),
    NotLoaded {
        reason: &'a str,
    },
    /// The file is not the one that has the sum.
    Changed,
    Write {
        output: &'a str,
        data: &'a [u8],
    },
    Article {
        index: u32,
    },
    ResourceOpen {
        article: u32,
        name: &'a str,
    },
    ResourceClose {
        handle: u64,
    },
    Diagnostic(&'a [u8]),
    Progress {
        done: u64,
        total: u64,
    },
    Ended(Ended),
}

impl ToWorker<'_> {
    pub fn encode(&self, frame: &mut Vec<u8>) {
        match self {
            ToWorker::Load { manifest, sum, memory, readable } => {
                put(frame, 1, |p| p.bytes(manifest).bytes(sum).u64(*memory).bytes(readable))
            }
            ToWorker::Job { options, issue, articles } => {
                put(frame, 2, |p| p.bytes(options).bytes(issue).u32(*articles))
            }
            ToWorker::Article(json) => put(frame, 3, |p| p.bytes(json)),
            ToWorker::Taken => put(frame, 4, |p| p),
            ToWorker::Refused => put(frame, 5, |p| p),
            ToWorker::Opened { handle, size } => put(frame, 6, |p| p.u64(*handle).u64(*size)),
        }
    }

    /// `None`: not a message of this protocol.
    pub fn decode(tag: u8, payload: &[u8]) -> Option<ToWorker<'_>> {
        let mut from = Payload(payload);
        let message = match tag {
            1 => ToWorker::Load {
                manifest: from.bytes()?,
                sum: from.bytes()?,
                memory: from.u64()?,
                readable: from.bytes()?,
            },
            2 => ToWorker::Job { options: from.bytes()?, issue: from.bytes()?, articles: from.u32()? },
            3 => ToWorker::Article(from.bytes()?),
            4 => ToWorker::Taken,
            5 => ToWorker::Refused,
            6 => ToWorker::Opened { handle: from.u64()?, size: from.u64()? },
            _ => return None,
        };
        from.0.is_empty().then_some(message)
    }
}

impl FromWorker<'_> {
    pub fn encode(&self, frame: &mut Vec<u8>) {
        match self {
            FromWorker::Loaded(Sandbox::Whole) => put(frame, 1, |p| p),
            FromWorker::Loaded(Sandbox::Partly) => put(frame, 13, |p| p),
            FromWorker::Loaded(Sandbox::Absent) => put(frame, 14, |p| p),
            FromWorker::Changed => put(frame, 15, |p| p),
            FromWorker::NotLoaded { reason } => put(frame, 2, |p| p.bytes(reason.as_bytes())),
            FromWorker::Write { output, data } => put(frame, 3, |p| p.bytes(output.as_bytes()).bytes(data)),
            FromWorker::ResourceOpen { article, name } => put(frame, 4, |p| p.u32(*article).bytes(name.as_bytes())),
            FromWorker::ResourceClose { handle } => put(frame, 6, |p| p.u64(*handle)),
            FromWorker::Diagnostic(json) => put(frame, 7, |p| p.bytes(json)),
            FromWorker::Progress { done, total } => put(frame, 8, |p| p.u64(*done).u64(*total)),
            FromWorker::Ended(Ended::Done) => put(frame, 9, |p| p),
            FromWorker::Ended(Ended::Failed) => put(frame, 10, |p| p),
            FromWorker::Ended(Ended::Cancelled) => put(frame, 11, |p| p),
            FromWorker::Article { index } => put(frame, 12, |p| p.u32(*index)),
        }
    }

    /// `None`: not a message of this protocol.
    pub fn decode(tag: u8, payload: &[u8]) -> Option<FromWorker<'_>> {
        let mut from = Payload(payload);
        let message = match tag {
            1 => FromWorker::Loaded(Sandbox::Whole),
            13 => FromWorker::Loaded(Sandbox::Partly),
            14 => FromWorker::Loaded(Sandbox::Absent),
            15 => FromWorker::Changed,
            2 => FromWorker::NotLoaded { reason: from.text()? },
            3 => FromWorker::Write { output: from.text()?, data: from.bytes()? },
            4 => FromWorker::ResourceOpen { article: from.u32()?, name: from.text()? },
            6 => FromWorker::ResourceClose { handle: from.u64()? },
            7 => FromWorker::Diagnostic(from.bytes()?),
            8 => FromWorker::Progress { done: from.u64()?, total: from.u64()? },
            9 => FromWorker::Ended(Ended::Done),
            10 => FromWorker::Ended(Ended::Failed),
            11 => FromWorker::Ended(Ended::Cancelled),
            12 => FromWorker::Article { index: from.u32()? },
            _ => return None,
        };
        from.0.is_empty().then_some(message)
    }
}

/// Tag and payload length of a frame's header.
pub(crate) fn header(bytes: [u8; HEADER_BYTES]) -> (u8, usize) {
    let [tag, a, b, c, d] = bytes;
    (tag, u32::from_le_bytes([a, b, c, d]) as usize)
}

struct Frame<'f>(&'f mut Vec<u8>);

/// Appends a frame.
fn put(frame: &mut Vec<u8>, tag: u8, fill: impl for<'p, 'f> FnOnce(&'p mut Frame<'f>) -> &'p mut Frame<'f>) {
    let start = frame.len();
    frame.extend_from_slice(&[tag, 0, 0, 0, 0]);
    fill(&mut Frame(frame));
    // Longer than u32 never gets here: what is sent is limited far below it.
    let length = u32::try_from(frame.len() - start - HEADER_BYTES).unwrap_or(u32::MAX);
    if let Some(place) = frame.get_mut(start + 1..start + HEADER_BYTES) {
        place.copy_from_slice(&length.to_le_bytes());
    }
}

impl Frame<'_> {
    fn u32(&mut self, number: u32) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    fn u64(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.u32(u32::try_from(bytes.len()).unwrap_or(u32::MAX)).0.extend_from_slice(bytes);
        self
    }
}

/// What is left of a payload.
struct Payload<'a>(&'a [u8]);

impl<'a> Payload<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.u32()? as usize;
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let mut frame = Vec::new();
        let message = FromWorker::Write { output: "ảnh/1.jpg", data: b"\0\xff" };
        message.encode(&mut frame);
        let (head, payload) = frame.split_at(HEADER_BYTES);
        assert_eq!(head.first_chunk().copied().map(header), Some((3, payload.len())));
        assert_eq!(FromWorker::decode(3, payload), Some(message));
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_no_message() {
        let mut frame = Vec::new();
        ToWorker::Job { options: b"{}", issue: b"", articles: 1 }.encode(&mut frame);
        let payload = frame.get(HEADER_BYTES..).unwrap_or_default();
        for end in 0..payload.len() {
            assert_eq!(ToWorker::decode(2, payload.get(..end).unwrap_or_default()), None);
        }
        assert_eq!(ToWorker::decode(4, b"x"), None);
        assert_eq!(ToWorker::decode(99, b""), None);
    }
}
