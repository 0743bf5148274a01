//! What earlier programs did to letters, seen in text that is good UTF-8: letters of another encoding, control characters
//! for quotation marks, markup, question marks for letters, letters of two scripts in one word.

use encoding_rs::{WINDOWS_1251, WINDOWS_1252};
use pressroom_core::{Code, Diagnostic};

use super::charset::Charset;
use super::{doubled, guess, line_of};
use crate::characters::{count_bytes, has_byte};
use crate::{Source, codes, machine_text};

/// Places that are shown.
const PLACES: usize = 5;
/// Fewer strange letters may be names.
const MIN_LETTERS: usize = 20;
/// A guess below this is not taken.
const SURE: f32 = 0.8;

/// The text as it was before, where that is certain; what is not is told only.
pub fn repaired(text: String, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) -> String {
    if text.is_ascii() {
        told(&text, source, diagnostics);
        return text;
    }
    let text = with_quotes(text, source, diagnostics);
    let text = with_letters(text, source, diagnostics);
    told(&text, source, diagnostics);
    text
}

fn told(text: &str, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if has_byte(text, |byte| matches!(byte, b'&' | b'<')) {
        diagnostics.extend(lines_with(text, source, codes::MARKUP, 2, markup));
    }
    diagnostics.extend(machine_text::markdown(text).map(|mark| {
        let line = (1u32..)
            .zip(text.lines())
            .find(|(_, line)| *line == mark || line.trim() == mark)
            .map_or(1, |(line, _)| line);
        let told = Diagnostic::new(codes::MARKED_UP).arg("what", "Markdown").arg("text", shortened(mark));
        told.at(&line_of(source, line))
    }));
    if has_byte(text, |byte| byte == b'?') {
        diagnostics.extend(lines_with(text, source, codes::QUESTION_MARKS, 4, lost));
    }
    if has_byte(text, may_begin_look_alike) {
        diagnostics.extend(lines_with(text, source, codes::MIXED_SCRIPTS, 1, mixed));
    }
}

/// One finding for all lines that have something, when there are so many things in all.
fn lines_with(
    text: &str,
    source: &Source<'_>,
    code: Code,
    least: usize,
    find: fn(&str) -> Option<(usize, &str)>,
) -> Option<Diagnostic> {
    let (mut count, mut first, mut lines) = (0, None, Vec::new());
    for (number, line) in (1u32..).zip(text.lines()) {
        let Some((found, words)) = find(line) else { continue };
        count += found;
        first = first.or(Some(words));
        if lines.len() < PLACES {
            lines.push(number);
        }
    }
    let found = Diagnostic::new(code).arg("count", count).arg("text", first?);
    (count >= least).then(|| lines.iter().fold(found, |found, line| found.at(&line_of(source, *line))))
}

/// U+0080 to U+009F are what Windows-1252 has there: `\u{93}We stay\u{94}`.
fn with_quotes(text: String, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) -> String {
    let of_windows = |c: char| {
        let byte = u8::try_from(c as u32).ok().filter(|byte| matches!(byte, 0x80..=0x9F) && *byte != 0x85)?;
        let letter = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()?;
        (letter != c).then_some(letter)
    };
    let pairs = || text.as_bytes().windows(2);
    if !has_byte(&text, |byte| byte == 0xC2) || !pairs().any(|pair| matches!(pair, [0xC2, 0x80..=0x9F])) {
        return text;
    }
    let count = text.chars().filter(|c| of_windows(*c).is_some()).count();
    // A single one is more likely damage of another kind.
    if count < 2 {
        return text;
    }
    let lines = (1u32..).zip(text.lines()).filter(|(_, line)| line.chars().any(|c| of_windows(c).is_some()));
    let found = Diagnostic::new(codes::QUOTES_RESTORED).arg("count", count);
    diagnostics.push(lines.take(PLACES).fold(found, |found, (line, _)| found.at(&line_of(source, line))));
    text.chars().map(|c| of_windows(c).unwrap_or(c)).collect()
}

/// Letters that stand each for a byte of another encoding: `Øòîðì` for `Шторм`, `РЁС‚РѕСЂРј` for the same.
fn with_letters(text: String, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) -> String {
    const LOOKED_AT_CHARS: usize = 16 * 1024;
    let end = if text.len() > LOOKED_AT_CHARS { text.char_indices().nth(LOOKED_AT_CHARS) } else { None };
    let start = text.get(..end.map_or(text.len(), |(end, _)| end)).unwrap_or_default();
    let ascii = count_bytes(start.as_bytes(), |byte| byte.is_ascii_alphabetic());
    // U+00C0 to U+00FF begin with this byte, and nothing else does.
    let western = count_bytes(start.as_bytes(), |byte| byte == 0xC3);
    let (mut openers, mut cyrillic) = (0usize, 0usize);
    if has_byte(start, |byte| byte == 0xD0) {
        openers = start.chars().filter(|c| matches!(c, 'Р' | 'С')).count();
        cyrillic = start.chars().filter(|c| matches!(c, '\u{400}'..='\u{4FF}')).count();
    }
    let found = if western >= MIN_LETTERS && western > ascii {
        of_western(&text)
    } else if openers >= MIN_LETTERS && openers * 10 > cyrillic * 4 {
        of_cyrillic(&text)
    } else {
        return text;
    };
    let at = super::start_of(source);
    match found {
        Some((encoding, confidence, restored)) => {
            let found = Diagnostic::new(codes::LETTERS_RESTORED).arg("encoding", encoding);
            diagnostics.push(found.arg("confidence", (confidence * 100.0).round()).at(&at));
            restored
        }
        None => {
            diagnostics.push(Diagnostic::new(codes::GARBLED).arg("count", western.max(openers)).at(&at));
            text
        }
    }
}

fn of_western(text: &str) -> Option<(&'static str, f32, String)> {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| doubled::byte_of(c, WINDOWS_1252)).collect();
    let bytes = bytes?;
    let guess = guess::of_bytes(&bytes).filter(|guess| guess.confidence >= SURE)?;
    let restored = guess.charset.decode(&bytes).ok()?;
    (guess.charset != Charset::Web(WINDOWS_1252)).then_some((guess.charset.name(), guess.confidence, restored))
}

fn of_cyrillic(text: &str) -> Option<(&'static str, f32, String)> {
    let (bytes, _, lost) = WINDOWS_1251.encode(text);
    let restored = std::str::from_utf8(&bytes).ok().filter(|_| !lost)?;
    Some(("UTF-8", 1.0, restored.to_owned()))
}

/// Character references and tags of HTML.
fn markup(line: &str) -> Option<(usize, &str)> {
    if !line.contains(['&', '<']) {
        return None;
    }
    const LONGEST: usize = 10;
    const TAGS: &[&str] = &[
        "p",
        "br",
        "b",
        "i",
        "strong",
        "em",
        "a",
        "div",
        "span",
        "h1",
        "h2",
        "h3",
        "ul",
        "li",
        "img",
        "table",
        "td",
        "tr",
        "blockquote",
    ];
    let mut count = 0;
    let mut first = None;
    for (at, c) in line.char_indices().filter(|(_, c)| matches!(c, '&' | '<')) {
        let rest = line.get(at + 1..).unwrap_or_default();
        let length = if c == '&' {
            let name = rest.split(';').next().unwrap_or_default();
            let plain = name.strip_prefix('#').unwrap_or(name);
            let known = (2..=LONGEST).contains(&name.len()) && name.len() < rest.len();
            (known && plain.bytes().all(|b| b.is_ascii_alphanumeric()) && !plain.is_empty()).then_some(name.len() + 2)
        } else {
            let name: &str =
                rest.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let closed = rest.find('>').filter(|_| TAGS.contains(&name.to_ascii_lowercase().as_str()));
            closed.map(|end| end + 2)
        };
        if let Some(length) = length {
            count += 1;
            first = first.or(line.get(at..(at + length).min(line.len())));
        }
    }
    first.map(|first| (count, shortened(first)))
}

fn shortened(text: &str) -> &str {
    const MAX_BYTES: usize = 40;
    text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text)
}

/// Question marks inside words, where letters were: `Th?i s?`.
fn lost(line: &str) -> Option<(usize, &str)> {
    if !line.contains('?') || line.contains("://") {
        return None;
    }
    let word = |word: &&str| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '?');
        let at = inner.trim_start_matches('?').find('?');
        at.is_some_and(|at| inner.get(at..).is_some_and(|rest| rest.contains(char::is_alphanumeric)))
    };
    let mut words = line.split_whitespace().filter(word);
    let first = words.next()?;
    Some((1 + words.count(), shortened(first)))
}

/// Whether Greek, Cyrillic or full-width letters, as [`mixed`] takes them, may begin with this byte.
fn may_begin_look_alike(byte: u8) -> bool {
    matches!(byte, 0xCD..=0xD4 | 0xEF)
}

/// Letters of Latin and letters of Cyrillic or Greek that look like them in one word: `Rеuters`.
fn mixed(line: &str) -> Option<(usize, &str)> {
    let foreign = |c: char| matches!(c as u32, 0x370..=0x3FF | 0x400..=0x52F | 0xFF21..=0xFF5A);
    if !line.contains(foreign) {
        return None;
    }
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        let latin = word.chars().filter(char::is_ascii_alphabetic).count();
        let strange = word.chars().filter(|c| foreign(*c)).count();
        // `µm` and `Δt` are no such words.
        latin >= 1 && strange >= 1 && latin + strange >= 3
    });
    let first = words.next()?;
    Some((1 + words.count(), shortened(first)))
}
