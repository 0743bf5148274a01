//! Bytes to text: a byte order mark wins, then the XML declaration, then UTF-8 (XML 1.0, appendix F).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use pressroom_core::{Diagnostic, Span};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::codes;

/// A larger file is refused. The same as for any input; an edition of a thousand stories has some 15 MB.
pub const MAX_INPUT_BYTES: usize = 16 * 1024 * 1024;
const MIB: usize = 1024 * 1024;

pub struct Decoded {
    /// NFC, lines ended by LF, without characters that XML forbids.
    pub text: String,
    pub diagnostics: Vec<Diagnostic>,
}

pub fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Diagnostic> {
    let start = Span { file: name.into(), line: 1, column: 1, end_line: 1, end_column: 1 };
    if bytes.len() > MAX_INPUT_BYTES {
        return Err(Diagnostic::new(codes::TOO_LARGE).arg("limit", MAX_INPUT_BYTES / MIB).at(&start));
    }
    let mut diagnostics = Vec::new();
    let (encoding, mark) = encoding(bytes, &start, &mut diagnostics);
    let bytes = bytes.get(mark..).unwrap_or_default();
    let (mut decoded, mut bad) = encoding.decode_without_bom_handling(bytes);
    if bad && encoding == UTF_8 && !has_utf8_sequence(bytes) {
        // Not one character of several bytes: a file in an older encoding that only says UTF-8.
        let other = Diagnostic::new(codes::OTHER_ENCODING).arg("declared", "UTF-8").arg("encoding", "windows-1252");
        diagnostics.push(other.at(&start));
        (decoded, bad) = WINDOWS_1252.decode_without_bom_handling(bytes);
    }
    let (text, left_out) = cleaned(&decoded);
    let place = |at: usize| {
        let (line, column) = position(&text, at);
        Span { file: name.into(), line, column, end_line: line, end_column: column + 1 }
    };
    if bad {
        let at = text.find('\u{FFFD}').unwrap_or(0);
        let count = text.matches('\u{FFFD}').count();
        let fault = Diagnostic::new(codes::BAD_BYTES).arg("encoding", encoding.name()).arg("count", count);
        diagnostics.push(fault.at(&place(at)));
    }
    if let Some((at, character, count)) = left_out {
        let fault = Diagnostic::new(codes::INVISIBLE).arg("count", count);
        diagnostics.push(fault.arg("character", format!("U+{:04X}", u32::from(character))).at(&place(at)));
    }
    Ok(Decoded { text: normalized(text), diagnostics })
}

/// The encoding, and how many bytes its mark takes.
fn encoding(bytes: &[u8], start: &Span, diagnostics: &mut Vec<Diagnostic>) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, mark);
    }
    match bytes {
        [b'<', 0, ..] => return (UTF_16LE, 0),
        [0, b'<', ..] => return (UTF_16BE, 0),
        _ => {}
    }
    let Some(label) = declared(bytes) else { return (UTF_8, 0) };
    let other = |encoding: &'static Encoding| {
        let fault = Diagnostic::new(codes::OTHER_ENCODING).arg("declared", &label).arg("encoding", encoding.name());
        fault.at(start)
    };
    match Encoding::for_label_no_replacement(label.as_bytes()) {
        // The declaration could be read as single bytes, so it is not what it says.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
            diagnostics.push(other(UTF_8));
            (UTF_8, 0)
        }
        // Many systems write `ISO-8859-1` and send UTF-8 or the reverse; what is valid UTF-8 with such characters is UTF-8.
        Some(encoding) if encoding != UTF_8 && has_utf8_sequence(bytes) && std::str::from_utf8(bytes).is_ok() => {
            if encoding.is_single_byte() {
                diagnostics.push(other(UTF_8));
                return (UTF_8, 0);
            }
            (encoding, 0)
        }
        Some(encoding) => (encoding, 0),
        None => {
            diagnostics.push(other(UTF_8));
            (UTF_8, 0)
        }
    }
}

/// `encoding="..."` of the XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 200;
    let start: String = bytes.iter().take(LONGEST).map(|byte| char::from(*byte)).collect();
    let declaration = start.trim_start().strip_prefix("<?xml")?;
    let declaration = declaration.split_once("?>").map_or(declaration, |(inside, _)| inside);
    let after = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after.get(1..)?.split_once(quote).map(|(label, _)| label.trim().to_owned()).filter(|label| !label.is_empty())
}

/// Whether a character of several bytes stands in them, as UTF-8 writes it.
fn has_utf8_sequence(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).chars().any(|c| !c.is_ascii() && c != '\u{FFFD}')
}

/// Lines ended by LF; without what XML forbids and byte order marks. Of these, the first's place, itself, their number.
fn cleaned(text: &str) -> (String, Option<(usize, char, usize)>) {
    let mut out = String::with_capacity(text.len());
    let mut left_out: Option<(usize, char, usize)> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            c if c == '\u{FEFF}' || !pressroom_xhtml::is_xml_character(c) => match &mut left_out {
                Some((_, _, count)) => *count += 1,
                None => left_out = Some((out.len(), c, 1)),
            },
            c => out.push(c),
        }
    }
    (out, left_out)
}

/// NFC, unless that would join a mark to a bracket of the mark-up.
fn normalized(text: String) -> String {
    let touches_mark_up = |text: &str| ["<\u{338}", ">\u{338}", "=\u{338}"].iter().any(|pair| text.contains(pair));
    if is_nfc(&text) || touches_mark_up(&text) { text } else { text.nfc().collect() }
}

fn position(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}
