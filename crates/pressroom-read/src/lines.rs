//! Text to lines: every line end, NFC, and characters that no output may carry taken out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use pressroom_core::{Diagnostic, Removed, RemovedKind, Span};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::characters::{Neighbours, is_unwanted, may_be_unwanted};
use crate::trace::{Part, Trace};
use crate::{codes, decode};

/// More lines with text than this are refused: no story has them, and each costs memory.
pub const MAX_LINES: usize = 200_000;
/// A diagnostic about characters points at this many places at most.
const PLACES_SHOWN: usize = 5;

/// A line that has text, without the white space around it.
pub struct Line {
    /// Counts from 1, blank lines included.
    pub number: u32,
    /// NFC, trimmed.
    pub text: String,
    /// Blank lines before it.
    pub gap: u32,
    /// Characters before `text` in the line.
    pub indent: u32,
    /// Where in `text` (characters) something was taken out, once for each character.
    holes: Vec<u32>,
}

impl Line {
    /// The column of a byte offset of `text`.
    pub fn column(&self, offset: usize) -> u32 {
        let before = self.text.get(..offset).unwrap_or(&self.text).chars().count() as u32;
        let holes = self.holes.iter().filter(|hole| **hole <= before).count() as u32;
        1 + self.indent + before + holes
    }
}

/// NFC. Latin letters and punctuation, which most copy is made of, are not looked up one by one.
fn composed(raw: &str) -> Cow<'_, str> {
    let plain = |c: char| matches!(c as u32, 0x00..=0x2FF | 0x1E00..=0x1EFF | 0x2010..=0x2027);
    if raw.chars().all(plain) || is_nfc(raw) { raw.into() } else { raw.nfc().collect::<String>().into() }
}

/// The text as an editor shows it: one kind of line end, NFC.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (raw, after) = rest.split_at(rest.find(is_line_end).unwrap_or(rest.len()));
        out.push_str(&composed(raw));
        out.push('\n');
        rest = after.get(line_end_bytes(after)..).unwrap_or_default();
    }
    out
}

#[derive(Default)]
pub struct Lines {
    pub lines: Vec<Line>,
    pub removed: Vec<Removed>,
    pub trace: Vec<Trace>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Splits at every line end that Unicode knows (UAX 14, 5.8 of the core specification), and at CR CR LF as one.
pub fn split(text: &str, file: &Arc<str>) -> Result<Lines, Diagnostic> {
    let mut out = Lines::default();
    let mut taken: BTreeMap<char, Taken> = BTreeMap::new();
    let (mut number, mut gap, mut rest) = (1u32, 0u32, text);
    while !rest.is_empty() {
        let end = rest.find(is_line_end).unwrap_or(rest.len());
        let (raw, after) = rest.split_at(end);
        match clean(raw, number, gap, file, &mut out, &mut taken) {
            Some(line) => {
                out.lines.push(line);
                gap = 0;
            }
            None => gap = gap.saturating_add(1),
        }
        if out.lines.len() + out.removed.len() > MAX_LINES {
            let span = Span { file: file.clone(), line: number, column: 1, end_line: number, end_column: 1 };
            return Err(Diagnostic::new(codes::TOO_MANY_LINES).arg("limit", MAX_LINES).at(&span));
        }
        if after.is_empty() && !raw.is_empty() {
            let column = composed(raw).chars().count() as u32 + 1;
            let span = Span { file: file.clone(), line: number, column, end_line: number, end_column: column };
            out.diagnostics.push(Diagnostic::new(codes::NO_LAST_LINE_END).at(&span));
        }
        rest = after.get(line_end_bytes(after)..).unwrap_or_default();
        number = number.saturating_add(1);
    }
    if out.lines.is_empty() {
        let name = crate::Source { name: file, bytes: &[] };
        return Err(Diagnostic::new(codes::EMPTY).at(&decode::start_of(&name)));
    }
    for (character, taken) in taken {
        let name = format!("U+{:04X}", character as u32);
        let found = Diagnostic::new(codes::CHARACTERS_TAKEN_OUT).arg("count", taken.count).arg("character", name);
        out.diagnostics.push(taken.first.iter().fold(found, |diagnostic, span| diagnostic.at(span)));
    }
    Ok(out)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn line_end_bytes(after: &str) -> usize {
    for end in ["\r\r\n", "\r\n"] {
        if after.starts_with(end) {
            return end.len();
        }
    }
    after.chars().next().map_or(0, char::len_utf8)
}

/// How often a character was taken out, and the first places.
#[derive(Default)]
struct Taken {
    count: usize,
    first: Vec<Span>,
}

/// One line, or nothing when it is blank. What is taken out goes to `out.removed`, one piece for a line.
fn clean(
    raw: &str,
    number: u32,
    gap: u32,
    file: &Arc<str>,
    out: &mut Lines,
    taken: &mut BTreeMap<char, Taken>,
) -> Option<Line> {
    let composed = composed(raw);
    if !composed.chars().any(may_be_unwanted) {
        let trimmed = composed.trim();
        let indent = composed.len() - composed.trim_start().len();
        let indent = composed.get(..indent).unwrap_or_default().chars().count() as u32;
        let line = Line { number, text: trimmed.to_owned(), gap, indent, holes: Vec::new() };
        return (!trimmed.is_empty()).then_some(line);
    }
    let neighbours = Neighbours::of(&composed);
    let mut text = String::with_capacity(composed.len());
    let mut removed = String::new();
    let mut holes = Vec::new();
    let mut whole: Option<Span> = None;
    for (column, c) in (1u32..).zip(composed.chars()) {
        if !is_unwanted(c, &neighbours, column as usize - 1) {
            text.push(c);
            continue;
        }
        let span = Span { file: file.clone(), line: number, column, end_line: number, end_column: column + 1 };
        whole = Some(whole.map_or_else(|| span.clone(), |whole| whole.to(&span)));
        holes.push(column - 1 - holes.len() as u32);
        removed.push(c);
        let taken = taken.entry(c).or_default();
        taken.count += 1;
        if taken.first.len() < PLACES_SHOWN {
            taken.first.push(span);
        }
    }
    if let Some(span) = whole {
        // A mark may have come to stand beside its letter.
        text = text.nfc().collect();
        let (part, text) = (Part::Control, removed.clone());
        out.trace.push(Trace { span: span.clone(), text, part, rule: "characters", confidence: 1.0 });
        out.removed.push(Removed { text: removed, kind: RemovedKind::Control, span: Some(span) });
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    let indent = text.len() - text.trim_start().len();
    let indent = text.get(..indent).unwrap_or_default().chars().count() as u32;
    let before = holes.iter().filter(|hole| **hole <= indent).count() as u32;
    let holes = holes.iter().filter(|hole| **hole > indent).map(|hole| hole - indent).collect();
    Some(Line { number, text: trimmed.to_owned(), gap, indent: indent + before, holes })
}
