//! Bytes to characters. A byte order mark wins, then what the user named, then UTF-8; what is neither is guessed, and the
//! guess is stated, or refused when it is not sure.

mod charset;
mod damage;
mod doubled;
mod guess;
mod stray;
mod syllable;
mod vietnamese;

use pressroom_core::{Diagnostic, Span};

use crate::disguise::{self, Disguise};
use crate::{Source, codes};
use charset::{BadBytes, Charset};
use guess::Guess;

/// An input larger than this is refused. The longest stories have some 100 KB.
pub const MAX_INPUT_BYTES: usize = 16 * 1024 * 1024;
const MIB: usize = 1024 * 1024;
/// So many bad places are shown.
const PLACES_SHOWN: usize = 5;

pub struct Decoded {
    pub text: String,
    /// The WHATWG name, such as `UTF-8`, or `VISCII`, `TCVN3`, `VNI`, `UTF-32LE`, `UTF-32BE`.
    pub encoding: &'static str,
    /// Bytes of a unit: 1, 2 or 4.
    pub unit_bytes: usize,
    /// Bytes of the byte order mark.
    pub mark_bytes: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes a whole input. `label` is any of the WHATWG Encoding Standard's labels, such as `windows-1258`, or `viscii`,
/// `tcvn3`, `vni`, `utf-32le`, `utf-32be`.
pub fn decode(source: &Source<'_>, label: Option<&str>) -> Result<Decoded, Diagnostic> {
    if source.bytes.len() > MAX_INPUT_BYTES {
        return Err(Diagnostic::new(codes::TOO_LARGE).arg("limit", MAX_INPUT_BYTES / MIB).at(&start_of(source)));
    }
    let named = match label {
        Some(label) => Some((label, encoding_for(label)?)),
        None => None,
    };
    let mut diagnostics = Vec::new();
    let mark = Charset::for_mark(source.bytes).map(|mark| honest(mark, source, &mut diagnostics));
    // With an encoding named, only what is certainly another format is refused here.
    let hidden = disguise::binary(source.bytes);
    match (hidden, named, mark) {
        (Some(what @ Disguise::Format(_)), _, _) => return Err(not_text(source, what)),
        (Some(Disguise::Units | Disguise::Binary) | None, _, _) => {}
    }
    let mark_bytes = mark.map_or(0, |(_, length)| length);
    let bytes = source.bytes.get(mark_bytes..).unwrap_or_default();
    let (text, charset) = match (mark, named) {
        (Some((charset, _)), named) => {
            if let Some((label, named)) = named
                && named != charset
            {
                let warning = Diagnostic::new(codes::MARK_CONTRADICTS).arg("label", label);
                diagnostics.push(warning.arg("encoding", charset.name()).at(&start_of(source)));
            }
            (decode_as(source, charset, mark_bytes)?, charset)
        }
        (None, Some((label, charset))) => {
            diagnostics.extend(contradicted(source, label, charset));
            (decode_as(source, charset, mark_bytes)?, charset)
        }
        (None, None) => match hidden {
            Some(what) => of_units(source, what, &mut diagnostics)?,
            None => unnamed(source, bytes, &mut diagnostics)?,
        },
    };
    if text.chars().all(char::is_whitespace) {
        return Err(Diagnostic::new(codes::EMPTY).at(&start_of(source)));
    }
    if let Some(what) = disguise::text(&text) {
        return Err(not_text(source, what));
    }
    let text = if named.is_none() { as_it_was(text, source, &mut diagnostics) } else { text };
    let text = damage::repaired(text, source, &mut diagnostics);
    Ok(Decoded { text, encoding: charset.name(), unit_bytes: charset.unit_bytes(), mark_bytes, diagnostics })
}

/// Words from another file than the story's, in UTF-8 or in what they look most like; nothing when that is not sure.
pub fn words(bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let guess = guess::of_bytes(bytes).filter(|guess| guess.confidence >= guess::TAKEN_FROM)?;
            guess.charset.decode(bytes).ok()?
        }
    };
    Some(doubled::undo(&text).map_or(text, |undone| undone.text))
}

/// A mark of UTF-16 before text that has no zero byte and is good UTF-8, mostly ASCII, is somebody's mistake.
fn honest(mark: (Charset, usize), source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) -> (Charset, usize) {
    const MIN_BYTES: usize = 16;
    let rest = source.bytes.get(mark.1..).unwrap_or_default();
    let text =
        || rest.iter().filter(|byte| matches!(byte, b'\n' | b'\r' | b'\t' | b' '..=b'~')).count() * 5 > rest.len() * 3;
    if mark.0.unit_bytes() < 2
        || rest.len() < MIN_BYTES
        || rest.contains(&0)
        || !text()
        || std::str::from_utf8(rest).is_err()
    {
        return mark;
    }
    let found = Diagnostic::new(codes::WRONG_MARK).arg("encoding", mark.0.name());
    diagnostics.push(found.at(&start_of(source)));
    (Charset::UTF_8, mark.1)
}

fn encoding_for(label: &str) -> Result<Charset, Diagnostic> {
    Charset::for_label(label).ok_or_else(|| Diagnostic::new(codes::UNKNOWN_ENCODING).arg("label", label))
}

/// UTF-8, or what the bytes look most like.
fn unnamed(
    source: &Source<'_>,
    bytes: &[u8],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(String, Charset), Diagnostic> {
    // ISO-2022-JP is ASCII with escapes.
    let escapes = bytes.contains(&0x1B) && bytes.windows(3).any(|window| matches!(window, [0x1B, b'$', b'@' | b'B']));
    if !escapes && let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), Charset::UTF_8));
    }
    let letters = Utf8Letters::of(bytes);
    let damaged = !escapes && letters.is_damaged_utf8();
    let guess = || guess::of_bytes(bytes).filter(|guess| guess.confidence >= guess::TAKEN_FROM);
    let guess = if damaged { None } else { guess() };
    if guess.is_none()
        && !escapes
        && !letters.cut_off
        && let Some((text, strays)) = stray::restored(bytes)
    {
        diagnostics.push(letters.pasted(source, &strays));
        return Ok((text, Charset::UTF_8));
    }
    if damaged {
        return Err(letters.places(source));
    }
    match guess {
        Some(guess) => {
            let text = decode_as(source, guess.charset, 0)?;
            diagnostics.push(guessed(source, &guess));
            Ok((text, guess.charset))
        }
        None => Err(letters.first_place(source)),
    }
}

fn of_units(
    source: &Source<'_>,
    what: Disguise,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(String, Charset), Diagnostic> {
    let guess = guess::of_units(source.bytes).filter(|guess| guess.confidence >= guess::TAKEN_FROM);
    let Some(guess) = guess else { return Err(not_text(source, what)) };
    let text = decode_as(source, guess.charset, 0)?;
    diagnostics.push(guessed(source, &guess));
    Ok((text, guess.charset))
}

fn guessed(source: &Source<'_>, guess: &Guess) -> Diagnostic {
    let code = match guess.why {
        guess::Why::Syllables { .. } => codes::GUESSED_VIETNAMESE,
        guess::Why::Frequencies => codes::GUESSED,
        guess::Why::Zeros => codes::GUESSED_UNITS,
    };
    Diagnostic::new(code)
        .arg("encoding", guess.charset.name())
        .arg("label", guess.charset.name().to_ascii_lowercase())
        .arg("why", guess.why.as_text())
        .arg("confidence", (guess.confidence * 100.0).round())
        .at(&start_of(source))
}

/// What an earlier program did to the letters of good UTF-8 is undone, and said.
fn as_it_was(text: String, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) -> String {
    let at_lines =
        |found: Diagnostic, lines: &[u32]| lines.iter().fold(found, |found, line| found.at(&line_of(source, *line)));
    if let Some(undone) = doubled::undo(&text) {
        let found = Diagnostic::new(codes::DOUBLE_ENCODED).arg("count", undone.letters).arg("times", undone.times);
        diagnostics.push(at_lines(found, &undone.lines));
        if undone.broken_count > 0 {
            let found = Diagnostic::new(codes::NOT_RESTORED).arg("count", undone.broken_count);
            diagnostics.push(at_lines(found, &undone.broken));
        }
        return undone.text;
    }
    match guess::old_font(&text) {
        Some((guess, restored)) => {
            let found = Diagnostic::new(codes::OLD_FONT).arg("encoding", guess.charset.name());
            let found = found.arg("why", guess.why.as_text()).arg("confidence", (guess.confidence * 100.0).round());
            diagnostics.push(found.at(&start_of(source)));
            restored
        }
        None => text,
    }
}

/// A one-byte encoding that the user named takes any bytes; UTF-8 is hardly ever there by chance.
fn contradicted(source: &Source<'_>, label: &str, charset: Charset) -> Option<Diagnostic> {
    let letters = || std::str::from_utf8(source.bytes).ok().map(|text| text.chars().filter(|c| !c.is_ascii()).count());
    if charset == Charset::UTF_8 || charset.unit_bytes() > 1 || source.bytes.is_ascii() {
        return None;
    }
    let letters = letters().filter(|letters| *letters >= 3)?;
    let warning = Diagnostic::new(codes::NAMED_BUT_UTF8).arg("label", label).arg("count", letters);
    Some(warning.at(&start_of(source)))
}

fn decode_as(source: &Source<'_>, charset: Charset, mark_bytes: usize) -> Result<String, Diagnostic> {
    let bytes = source.bytes.get(mark_bytes..).unwrap_or_default();
    charset.decode(bytes).map_err(|bad| bad_bytes(source, charset, &bad, mark_bytes))
}

fn bad_bytes(source: &Source<'_>, charset: Charset, bad: &BadBytes, mark_bytes: usize) -> Diagnostic {
    if charset.unit_bytes() == 1 && source.bytes.contains(&0) {
        return not_text(source, Disguise::Binary);
    }
    let offset = mark_bytes + bad.offset;
    let end = bad.length.map_or(source.bytes.len(), |length| offset + length);
    let bytes = source.bytes.get(offset..end).unwrap_or_default();
    let found = Diagnostic::new(codes::BAD_BYTES).arg("encoding", charset.name());
    found.arg("offset", offset).arg("bytes", hex(bytes)).at(&place_after(source, &bad.good))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(4).map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}

/// How much of an input is UTF-8: one damaged letter does not make another encoding of it.
struct Utf8Letters {
    /// Letters of two bytes and more.
    good: usize,
    /// Runs of other bytes: offset, length, and the line and column.
    bad: Vec<(usize, usize, u32, u32)>,
    bad_count: usize,
    /// The input ends inside a letter of which two bytes at least are there.
    cut_off: bool,
}

impl Utf8Letters {
    fn of(bytes: &[u8]) -> Self {
        let mut letters = Utf8Letters { good: 0, bad: Vec::new(), bad_count: 0, cut_off: false };
        let (mut offset, mut place) = (0usize, Place::default());
        for chunk in bytes.utf8_chunks() {
            letters.good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            place.pass(chunk.valid());
            offset += chunk.valid().len();
            let length = chunk.invalid().len();
            if length > 0 {
                if letters.bad.len() < PLACES_SHOWN {
                    letters.bad.push((offset, length, place.line, place.column));
                }
                letters.bad_count += 1;
                offset += length;
                place.column += 1;
                letters.cut_off = offset == bytes.len() && length >= 2;
            }
        }
        letters
    }

    fn is_damaged_utf8(&self) -> bool {
        (self.good > 0 && self.good >= self.bad_count) || (self.cut_off && self.bad_count == 1)
    }

    /// All bad places of what is else UTF-8.
    fn places(&self, source: &Source<'_>) -> Diagnostic {
        let mut found = self.first(source, codes::BAD_BYTES).arg("encoding", Charset::UTF_8.name());
        if self.bad_count > 1 {
            found = found.arg("count", self.bad_count);
        }
        self.bad.iter().skip(1).fold(found, |found, bad| found.at(&span(source, bad.2, bad.3)))
    }

    /// Bytes that were read as Windows-1252.
    fn pasted(&self, source: &Source<'_>, strays: &[stray::Stray]) -> Diagnostic {
        let places = strays.iter().zip(&self.bad);
        let told = places.map(|(stray, bad)| {
            format!("{:02X} (line {}, offset {}) “{}”", stray.byte, bad.2, stray.offset, stray.letter)
        });
        let told: Vec<String> = told.collect();
        let more = if strays.len() > told.len() { ", …" } else { "" };
        let found = Diagnostic::new(codes::PASTED_BYTES).arg("count", strays.len());
        let found = found.arg("bytes", format!("{}{more}", told.join(", ")));
        self.bad.iter().fold(found, |found, bad| found.at(&span(source, bad.2, bad.3)))
    }

    /// The first byte that is no UTF-8, where nothing tells what it is.
    fn first_place(&self, source: &Source<'_>) -> Diagnostic {
        if source.bytes.contains(&0) {
            return not_text(source, Disguise::Binary);
        }
        self.first(source, codes::UNTOLD_ENCODING)
    }

    fn first(&self, source: &Source<'_>, code: pressroom_core::Code) -> Diagnostic {
        let (offset, length, line, column) = self.bad.first().copied().unwrap_or((0, 0, 1, 1));
        let bytes = source.bytes.get(offset..offset + length).unwrap_or_default();
        Diagnostic::new(code).arg("offset", offset).arg("bytes", hex(bytes)).at(&span(source, line, column))
    }
}

/// Line and column, as text goes by.
struct Place {
    line: u32,
    column: u32,
    after_return: bool,
}

impl Default for Place {
    fn default() -> Self {
        Place { line: 1, column: 1, after_return: false }
    }
}

impl Place {
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.after_return => {}
                '\n' | '\r' => (self.line, self.column) = (self.line.saturating_add(1), 1),
                _ => self.column = self.column.saturating_add(1),
            }
            self.after_return = c == '\r';
        }
    }
}

fn place_after(source: &Source<'_>, text: &str) -> Span {
    let mut place = Place::default();
    place.pass(text);
    span(source, place.line, place.column)
}

fn span(source: &Source<'_>, line: u32, column: u32) -> Span {
    Span { file: source.name.into(), line, column, end_line: line, end_column: column + 1 }
}

fn line_of(source: &Source<'_>, line: u32) -> Span {
    Span { file: source.name.into(), line, column: 1, end_line: line, end_column: 1 }
}

fn not_text(source: &Source<'_>, what: Disguise) -> Diagnostic {
    let diagnostic = match what {
        Disguise::Format(name) => Diagnostic::new(codes::NOT_TEXT).arg("what", name),
        Disguise::Units => Diagnostic::new(codes::UNMARKED_UTF16),
        Disguise::Binary => Diagnostic::new(codes::BINARY),
    };
    diagnostic.at(&start_of(source))
}

pub fn start_of(source: &Source<'_>) -> Span {
    Span { file: source.name.into(), line: 1, column: 1, end_line: 1, end_column: 1 }
}
