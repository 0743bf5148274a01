//! Bytes to characters: UTF-8, or what a byte order mark says (RFC 8259, 8.1).

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};
use pressroom_core::{Diagnostic, Span};
use unicode_normalization::UnicodeNormalization;

use crate::codes;

/// A file larger than this is refused. The longest stories have some 100 KB.
pub const MAX_INPUT_BYTES: usize = 16 * 1024 * 1024;
const MIB: usize = 1024 * 1024;

/// The text, NFC, its lines ended by LF.
pub fn decode(file: &Arc<str>, bytes: &[u8]) -> Result<String, Diagnostic> {
    if bytes.len() > MAX_INPUT_BYTES {
        return Err(Diagnostic::new(codes::TOO_LARGE).arg("limit", MAX_INPUT_BYTES / MIB).at(&start_of(file)));
    }
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let bytes = bytes.get(skip..).unwrap_or_default();
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        let good = encoding.decode_without_bom_handling(bytes).0;
        let before = good.split('\u{FFFD}').next().unwrap_or_default();
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count() as u32) + 1;
        let span = Span { file: file.clone(), line, column, end_line: line, end_column: column + 1 };
        return Err(Diagnostic::new(codes::BAD_BYTES).arg("encoding", encoding.name()).at(&span));
    };
    Ok(text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect())
}

/// The text of whatever it is.
pub fn leniently(bytes: &[u8]) -> String {
    let bytes = bytes.get(..MAX_INPUT_BYTES).unwrap_or(bytes);
    let encoding = Encoding::for_bom(bytes).map_or(UTF_8, |(encoding, _)| encoding);
    encoding.decode(bytes).0.into_owned()
}

pub fn start_of(file: &Arc<str>) -> Span {
    Span { file: file.clone(), line: 1, column: 1, end_line: 1, end_column: 1 }
}
