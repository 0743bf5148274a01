//! Bytes to characters. A byte order mark wins, then what the user named, then UTF-8; nothing is guessed.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use pressroom_core::{Diagnostic, Span};

use crate::disguise::{self, Disguise};
use crate::{Source, codes};

/// An input larger than this is refused. The longest stories have some 100 KB.
pub const MAX_INPUT_BYTES: usize = 16 * 1024 * 1024;
const MIB: usize = 1024 * 1024;

pub struct Decoded {
    pub text: String,
    /// The WHATWG name, such as `UTF-8`.
    pub encoding: &'static str,
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a whole input. `label` is any of the WHATWG Encoding Standard's labels, such as `windows-1258`.
pub fn decode(source: &Source<'_>, label: Option<&str>) -> Result<Decoded, Diagnostic> {
    if source.bytes.len() > MAX_INPUT_BYTES {
        return Err(Diagnostic::new(codes::TOO_LARGE).arg("limit", MAX_INPUT_BYTES / MIB).at(&start_of(source)));
    }
    let named = match label {
        Some(label) => Some(encoding_for(label)?),
        None => None,
    };
    let mark = Encoding::for_bom(source.bytes);
    // With an encoding named, only what is certainly another format is refused here.
    match (disguise::binary(source.bytes), named) {
        (Some(what @ Disguise::Format(_)), _) | (Some(what), None) => return Err(not_text(source, what)),
        (Some(Disguise::Utf16 | Disguise::Binary), Some(_)) | (None, _) => {}
    }
    let encoding = mark.map(|(encoding, _)| encoding).or(named).unwrap_or(UTF_8);
    let mark_bytes = mark.map_or(0, |(_, length)| length);
    let mut diagnostics = Vec::new();
    if let Some((label, named)) = label.zip(named)
        && named != encoding
    {
        let warning = Diagnostic::new(codes::MARK_CONTRADICTS).arg("label", label).arg("encoding", encoding.name());
        diagnostics.push(warning.at(&start_of(source)));
    }
    let text = decode_all(source, encoding, mark_bytes)?;
    if text.chars().all(char::is_whitespace) {
        return Err(Diagnostic::new(codes::EMPTY).at(&start_of(source)));
    }
    match disguise::text(&text) {
        Some(what) => Err(not_text(source, what)),
        None => Ok(Decoded { text, encoding: encoding.name(), diagnostics }),
    }
}

/// Encodings beyond the WHATWG's (VISCII, TCVN3, VNI, UTF-32) would be found here too.
fn encoding_for(label: &str) -> Result<&'static Encoding, Diagnostic> {
    let found = Encoding::for_label_no_replacement(label.trim().as_bytes());
    found.ok_or_else(|| Diagnostic::new(codes::UNKNOWN_ENCODING).arg("label", label))
}

fn decode_all(source: &Source<'_>, encoding: &'static Encoding, mark_bytes: usize) -> Result<String, Diagnostic> {
    let bytes = source.bytes.get(mark_bytes..).unwrap_or_default();
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => {
                let good = error.valid_up_to();
                let text = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default());
                Err(bad_bytes(source, encoding, &text, mark_bytes + good, error.error_len()))
            }
        };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(length, after), read) => {
            let offset = mark_bytes + read.saturating_sub(usize::from(length) + usize::from(after));
            Err(bad_bytes(source, encoding, &text, offset, Some(usize::from(length))))
        }
        // The buffer holds the decoder's own worst case.
        (DecoderResult::OutputFull, read) => Err(bad_bytes(source, encoding, &text, mark_bytes + read, None)),
    }
}

/// `good` is the text before the bad bytes; a length of `None` means that the input ends inside a character.
fn bad_bytes(
    source: &Source<'_>,
    encoding: &'static Encoding,
    good: &str,
    offset: usize,
    length: Option<usize>,
) -> Diagnostic {
    if source.bytes.contains(&0) && encoding != UTF_16LE && encoding != UTF_16BE {
        return not_text(source, Disguise::Binary);
    }
    let end = length.map_or(source.bytes.len(), |length| offset + length);
    let bad = source.bytes.get(offset..end).unwrap_or_default();
    let shown: Vec<String> = bad.iter().take(4).map(|byte| format!("{byte:02X}")).collect();
    let (line, column) = position_after(good);
    let span = Span { file: source.name.into(), line, column, end_line: line, end_column: column + 1 };
    Diagnostic::new(codes::BAD_BYTES)
        .arg("encoding", encoding.name())
        .arg("offset", offset)
        .arg("bytes", shown.join(" "))
        .at(&span)
}

fn position_after(text: &str) -> (u32, u32) {
    let (mut line, mut column, mut after_return) = (1u32, 1u32, false);
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' => (line, column) = (line.saturating_add(1), 1),
            _ => column = column.saturating_add(1),
        }
        after_return = c == '\r';
    }
    (line, column)
}

fn not_text(source: &Source<'_>, what: Disguise) -> Diagnostic {
    let diagnostic = match what {
        Disguise::Format(name) => Diagnostic::new(codes::NOT_TEXT).arg("what", name),
        Disguise::Utf16 => Diagnostic::new(codes::UNMARKED_UTF16),
        Disguise::Binary => Diagnostic::new(codes::BINARY),
    };
    diagnostic.at(&start_of(source))
}

pub fn start_of(source: &Source<'_>) -> Span {
    Span { file: source.name.into(), line: 1, column: 1, end_line: 1, end_column: 1 }
}
