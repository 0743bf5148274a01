//! Text to lines: every line end, NFC, and characters that no output may carry taken out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pressroom_core::{Diagnostic, Removed, RemovedKind, Span, Text};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::characters::{Neighbours, is_unwanted, may_be_unwanted};
use crate::codes;
use crate::framing::{Cut, Field};
use crate::profile::Scripts;
use crate::trace::{Part, Trace};

/// More lines with text than this are refused: no story has them, and each costs memory.
pub const MAX_LINES: usize = 200_000;
/// A diagnostic about characters points at this many places at most.
const PLACES_SHOWN: usize = 5;
/// No letter of any language has more (Unicode, UAX 15, 12.1: the stream-safe format).
const MOST_MARKS: usize = 30;

/// A line of the source as it stands, without its end: bytes of the text.
#[derive(Clone, Copy, Debug)]
pub struct RawLine {
    pub start: usize,
    pub end: usize,
}

impl RawLine {
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

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
    if raw.is_ascii() || raw.chars().all(plain) || is_nfc(raw) {
        raw.into()
    } else {
        raw.nfc().collect::<String>().into()
    }
}

/// The text as an editor shows it: one kind of line end, NFC.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for line in raw_lines(text) {
        out.push_str(&composed(text.get(line.range()).unwrap_or_default()));
        out.push('\n');
    }
    out
}

/// The lines of a text: parted by every line end that Unicode knows (UAX 14; core specification, 5.8), and by CR CR LF as
/// one.
pub fn raw_lines(text: &str) -> impl Iterator<Item = RawLine> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let (end, next) = line_end(text.as_bytes(), start);
        let line = RawLine { start, end };
        start = next;
        Some(line)
    })
}

/// Where the line from `start` ends, and where the next begins.
fn line_end(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(found) = may_end(rest) else { return (bytes.len(), bytes.len()) };
        let length = match rest.get(found..).unwrap_or_default() {
            [b'\r', b'\r', b'\n', ..] => 3,
            [b'\r', b'\n', ..] => 2,
            [0x0A..=0x0D, ..] => 1,
            // U+0085
            [0xC2, 0x85, ..] => 2,
            // U+2028, U+2029
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        };
        if length > 0 {
            return (at + found, at + found + length);
        }
        at += found + 1;
    }
}

/// The first byte that a line end may begin with.
fn may_end(bytes: &[u8]) -> Option<usize> {
    // Looked at by blocks, which the compiler makes vectors of: every story is gone through several times.
    const BLOCK: usize = 32;
    let ends = |byte: &u8| matches!(byte, 0x0A..=0x0D | 0xC2 | 0xE2);
    let blocks = bytes.chunks_exact(BLOCK);
    let plain = blocks.take_while(|block| !block.iter().fold(false, |any, byte| any | ends(byte))).count() * BLOCK;
    let rest = bytes.get(plain..).unwrap_or_default();
    rest.iter().position(ends).map(|found| plain + found)
}

#[derive(Default)]
pub struct Lines {
    pub lines: Vec<Line>,
    pub removed: Vec<Removed>,
    /// What header lines say, for the fields that it goes to.
    pub taken: Vec<(Field, Text)>,
    pub trace: Vec<Trace>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Splits the part of a text that begins on line `first`. `cuts` are what its frame took out: sorted, apart, each within
/// one line.
pub fn split(text: &str, first: u32, cuts: &[Cut], scripts: &Scripts, file: &Arc<str>) -> Result<Lines, Diagnostic> {
    let mut out = Lines::default();
    let mut found = Found::default();
    let mut cuts = cuts;
    let (mut number, mut gap) = (first, 0u32);
    let place = |number: u32, column: u32| Span {
        file: file.clone(),
        line: number,
        column,
        end_line: number,
        end_column: column,
    };
    for line in raw_lines(text) {
        let raw = text.get(line.range()).unwrap_or_default();
        let here = cuts.iter().take_while(|cut| cut.range.start < line.end).count();
        let (own, later) = cuts.split_at(here);
        cuts = later;
        let cleaned = match own {
            [] => clean_plain(raw, number, gap)
                .unwrap_or_else(|| clean(&[(raw, None)], number, gap, scripts, file, &mut out, &mut found)),
            own => clean(&pieces(text, line, own), number, gap, scripts, file, &mut out, &mut found),
        };
        match cleaned {
            Some(line) => {
                out.lines.push(line);
                gap = 0;
            }
            None => gap = gap.saturating_add(1),
        }
        if out.lines.len() + out.removed.len() > MAX_LINES {
            return Err(Diagnostic::new(codes::TOO_MANY_LINES).arg("limit", MAX_LINES).at(&place(number, 1)));
        }
        if line.end == text.len() && !raw.is_empty() {
            let column = composed(raw).chars().count() as u32 + 1;
            out.diagnostics.push(Diagnostic::new(codes::NO_LAST_LINE_END).at(&place(number, column)));
        }
        number = number.saturating_add(1);
    }
    if out.lines.is_empty() {
        return Err(Diagnostic::new(codes::EMPTY).at(&place(first, 1)));
    }
    found.tell(&mut out.diagnostics);
    Ok(out)
}

/// A line in pieces: those that its frame took out, and those between.
fn pieces<'t>(text: &'t str, line: RawLine, cuts: &[Cut]) -> Vec<(&'t str, Option<Taken>)> {
    let mut out = Vec::new();
    let mut at = line.start;
    for cut in cuts {
        let end = cut.range.end.min(line.end);
        out.push((text.get(at..cut.range.start).unwrap_or_default(), None));
        out.push((text.get(cut.range.start..end).unwrap_or_default(), Some(Taken(cut.field))));
        at = end;
    }
    out.push((text.get(at..line.end).unwrap_or_default(), None));
    out
}

/// What a frame took: for a field, or for nothing.
#[derive(Clone, Copy)]
struct Taken(Option<Field>);

/// What was noticed about characters, all lines together.
#[derive(Default)]
struct Found {
    unwanted: BTreeMap<char, Places>,
    /// U+FFFD: a letter that an earlier program lost.
    lost: Places,
    piled: Places,
}

/// How often, and the first places.
#[derive(Default)]
struct Places {
    count: usize,
    first: Vec<Span>,
}

impl Places {
    fn add(&mut self, span: impl FnOnce() -> Span) {
        self.count += 1;
        if self.first.len() < PLACES_SHOWN {
            self.first.push(span());
        }
    }

    fn at(&self, found: Diagnostic) -> Diagnostic {
        self.first.iter().fold(found.arg("count", self.count), |found, span| found.at(span))
    }
}

impl Found {
    fn tell(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (character, places) in &self.unwanted {
            let name = format!("U+{:04X}", *character as u32);
            diagnostics.push(places.at(Diagnostic::new(codes::CHARACTERS_TAKEN_OUT).arg("character", name)));
        }
        if self.lost.count > 0 {
            diagnostics.push(self.lost.at(Diagnostic::new(codes::LOST_LETTERS)));
        }
        if self.piled.count > 0 {
            diagnostics.push(self.piled.at(Diagnostic::new(codes::PILED_MARKS).arg("limit", MOST_MARKS)));
        }
    }
}

/// A line of nothing but plain characters, which needs no second look; `None` when it does.
fn clean_plain(raw: &str, number: u32, gap: u32) -> Option<Option<Line>> {
    let printable = |byte: u8| matches!(byte, 0x20..=0x7E | b'\t');
    let plain = |c: char| matches!(c as u32, 0x20..=0x7E | 0x09 | 0xA0..=0x2FF | 0x1E00..=0x1EFF | 0x2010..=0x2027);
    if !raw.bytes().all(printable) && !raw.chars().all(plain) {
        return None;
    }
    let text = raw.trim();
    if text.is_empty() {
        return Some(None);
    }
    let before = raw.get(..raw.len() - raw.trim_start().len()).unwrap_or_default();
    let indent = before.chars().count() as u32;
    Some(Some(Line { number, text: text.to_owned(), gap, indent, holes: Vec::new() }))
}

/// One line, or nothing when it is blank. What is taken out goes to `out`, one piece for a kind and line.
fn clean(
    pieces: &[(&str, Option<Taken>)],
    number: u32,
    gap: u32,
    scripts: &Scripts,
    file: &Arc<str>,
    out: &mut Lines,
    found: &mut Found,
) -> Option<Line> {
    let span =
        |column: u32, end: u32| Span { file: file.clone(), line: number, column, end_line: number, end_column: end };
    let mut text = String::new();
    let mut holes = Vec::new();
    let mut removed: Option<(String, Span)> = None;
    let mut column = 1u32;
    for (raw, taken) in pieces {
        let composed = composed(raw);
        if let Some(taken) = taken {
            let end = column + composed.chars().count() as u32;
            take(&composed, *taken, span(column, end), out);
            holes.extend((column..end).map(|_| text.chars().count() as u32));
            column = end;
            continue;
        }
        if !composed.chars().any(may_be_unwanted) && !has_piled_marks(&composed) {
            column += composed.chars().count() as u32;
            text.push_str(&composed);
            continue;
        }
        let neighbours = Neighbours::of(&composed, scripts);
        let mut marks = 0usize;
        let mut kept = text.chars().count() as u32;
        for (index, c) in composed.chars().enumerate() {
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            if marks == MOST_MARKS + 1 {
                found.piled.add(|| span(column, column + 1));
            }
            if c == char::REPLACEMENT_CHARACTER {
                found.lost.add(|| span(column, column + 1));
            }
            if is_unwanted(c, &neighbours, index) {
                let here = span(column, column + 1);
                holes.push(kept);
                found.unwanted.entry(c).or_default().add(|| here.clone());
                let (text, whole) = removed.get_or_insert_with(|| (String::new(), here.clone()));
                text.push(c);
                *whole = whole.to(&here);
            } else {
                text.push(c);
                kept += 1;
            }
            column += 1;
        }
    }
    if let Some((text, span)) = removed {
        out.trace.push(Trace {
            span: span.clone(),
            text: text.clone(),
            part: Part::Control,
            rule: "characters",
            confidence: 1.0,
        });
        out.removed.push(Removed { text, kind: RemovedKind::Control, span: Some(span) });
    }
    if !holes.is_empty() {
        // A mark may have come to stand beside its letter.
        text = text.nfc().collect();
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

fn has_piled_marks(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    })
}

/// A piece of a frame. Its control characters are part of it.
fn take(text: &str, taken: Taken, span: Span, out: &mut Lines) {
    if text.chars().all(char::is_whitespace) {
        return;
    }
    let part = Part::Framing;
    match taken.0 {
        Some(field) if !text.chars().any(|c| c.is_control()) => {
            out.taken.push((field, Text { text: text.trim().to_owned(), span: Some(span.clone()) }));
        }
        Some(_) | None => {
            out.removed.push(Removed { text: text.to_owned(), kind: RemovedKind::Framing, span: Some(span.clone()) });
        }
    }
    out.trace.push(Trace { span, text: text.to_owned(), part, rule: "frame", confidence: 1.0 });
}
