//! Bytes to characters, by the byte order mark, the XML declaration, or UTF-8.

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
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None => (declared(file, bytes)?, bytes),
    };
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

/// Enough of it to see what it is.
pub fn leniently(bytes: &[u8]) -> String {
    UTF_8.decode(bytes).0.into_owned()
}

/// What `<?xml encoding="..."?>` names; without it the file is UTF-8 (XML 1.0, 4.3.3).
fn declared(file: &Arc<str>, bytes: &[u8]) -> Result<&'static Encoding, Diagnostic> {
    const LONGEST_DECLARATION: usize = 256;
    let start = leniently(bytes.get(..LONGEST_DECLARATION).unwrap_or(bytes));
    let label = start.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let (declaration, _) = rest.split_once("?>")?;
        let (_, after) = declaration.split_once("encoding")?;
        let value = after.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value.get(1..)?.split_once(quote).map(|(label, _)| label.to_owned())
    });
    let Some(label) = label else { return Ok(UTF_8) };
    let unknown = || Diagnostic::new(codes::ENCODING_UNKNOWN).arg("encoding", &label).at(&start_of(file));
    Encoding::for_label_no_replacement(label.trim().as_bytes()).ok_or_else(unknown)
}

pub fn start_of(file: &Arc<str>) -> Span {
    Span { file: file.clone(), line: 1, column: 1, end_line: 1, end_column: 1 }
}
