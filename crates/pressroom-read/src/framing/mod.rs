//! Framed wire: what a transmission puts around a story. Headers become metadata, and nothing of the frame is text.
//!
//! IPTC 7901 and ANPA 1312 with their control characters, or with these lost on the way; ZCZC ... NNNN; header lines
//! `# key: value` and `Key: value`.

mod anpa;
mod facts;
mod iptc;
mod keys;
mod stamp;
mod telex;

use std::ops::Range;
use std::sync::Arc;

use pressroom_core::{Diagnostic, Span};
use serde::Deserialize;

use crate::codes;
use crate::lines::{RawLine, raw_lines};

pub use facts::Facts;

pub const SOH: char = '\u{1}';
pub const STX: char = '\u{2}';
pub const ETX: char = '\u{3}';
pub const EOT: char = '\u{4}';
pub const SYN: char = '\u{16}';

/// Headers stand in a story's first lines.
const HEAD_LINES: usize = 60;
/// A longer line is no header.
const HEADER_BYTES: usize = 400;
/// What follows a story has a few lines.
const TAIL_LINES: usize = 6;

/// A kind of frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Form {
    #[serde(rename = "iptc7901")]
    Iptc7901,
    #[serde(rename = "anpa1312")]
    Anpa1312,
    #[serde(rename = "zczc")]
    Zczc,
    /// `# key: value`, `Key: value`
    #[serde(rename = "headers")]
    Headers,
}

/// The frames that copy may come in.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Framing(Vec<Form>);

impl Default for Framing {
    fn default() -> Self {
        Framing(vec![Form::Iptc7901, Form::Anpa1312, Form::Zczc, Form::Headers])
    }
}

impl Framing {
    fn has(&self, form: Form) -> bool {
        self.0.contains(&form)
    }
}

/// A part of a line that is not the story's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Bytes of the text; within one line.
    pub range: Range<usize>,
    /// The field that the words go to; else they are framing.
    pub field: Option<Field>,
}

/// Fields that header lines fill with words as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Headline,
    Slugline,
    Section,
    Summary,
    Deck,
    Source,
    Provider,
    CreditLine,
    Copyright,
    UsageTerms,
    EdNote,
}

/// What was found around a story.
#[derive(Default)]
pub struct Frame {
    /// Sorted, apart from each other.
    pub cuts: Vec<Cut>,
    pub facts: Facts,
    forms: Vec<&'static str>,
    /// What of a frame is not there.
    missing: Vec<&'static str>,
}

impl Frame {
    fn cut(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.cuts.push(Cut { range, field: None });
        }
    }

    fn take(&mut self, range: Range<usize>, field: Field) {
        if !range.is_empty() {
            self.cuts.push(Cut { range, field: Some(field) });
        }
    }

    /// What is said of the frame. `line` is the story's first.
    pub fn diagnostics(&self, file: &Arc<str>, line: u32) -> Vec<Diagnostic> {
        let span = Span { file: file.clone(), line, column: 1, end_line: line, end_column: 1 };
        let mut out = Vec::new();
        if let Some(form) = self.forms.first() {
            out.push(Diagnostic::new(codes::FRAMED).arg("form", self.forms.join(", ")).at(&span));
            let missing = self.missing.iter();
            out.extend(
                missing
                    .map(|what| Diagnostic::new(codes::FRAME_DAMAGED).arg("form", form).arg("missing", what).at(&span)),
            );
        }
        out
    }
}

/// Looks for a frame around the story in `text`.
pub fn find(text: &str, framing: &Framing) -> Frame {
    let mut frame = Frame::default();
    let head: Vec<RawLine> = raw_lines(text).take(HEAD_LINES).collect();
    let mut head = Head { text, lines: &head, next: 0 };
    let wire = |head: &mut Head<'_>, frame: &mut Frame| {
        (framing.has(Form::Iptc7901) && iptc::head(head, frame))
            || (framing.has(Form::Anpa1312) && anpa::head(head, frame))
    };
    let wired = wire(&mut head, &mut frame);
    let telex = framing.has(Form::Zczc) && telex::head(&mut head, &mut frame);
    // Within a ZCZC frame another header may stand.
    let inner = !wired && telex && wire(&mut head, &mut frame);
    let wired = wired || (!inner && framing.has(Form::Anpa1312) && anpa::bare_carets(&mut head, &mut frame));
    if framing.has(Form::Headers) {
        keys::head(&mut head, &mut frame);
    }
    if wired || inner || telex {
        tail(text, telex, &mut frame);
        controls(text, &mut frame);
    }
    frame.cuts.sort_by_key(|cut| (cut.range.start, cut.range.end));
    // A range belongs to whoever took it first.
    let mut end = 0;
    frame.cuts.retain(|cut| {
        let apart = cut.range.start >= end;
        end = end.max(cut.range.end);
        apart
    });
    frame
}

/// Whether a line begins a transmission: what parts stories even where no end mark stands.
pub fn begins(line: &str, framing: &Framing) -> bool {
    if line.len() > HEADER_BYTES {
        return false;
    }
    let bare = line.trim_start_matches([SYN, EOT, ' ']);
    let wire = framing.has(Form::Iptc7901) || framing.has(Form::Anpa1312);
    (wire && bare.starts_with(SOH))
        || (framing.has(Form::Zczc) && telex::begins(line))
        || (framing.has(Form::Iptc7901) && iptc::is_strict_header(line))
        || (framing.has(Form::Anpa1312) && anpa::is_first_line(line))
}

/// Whether header lines with keys begin here, two at least.
pub fn begins_keys(text: &str, framing: &Framing) -> bool {
    if !framing.has(Form::Headers) {
        return false;
    }
    let lines: Vec<RawLine> = raw_lines(text).take(4).collect();
    keys::block(&Head { text, lines: &lines, next: 0 }).is_some_and(|block| block.known >= 2 && block.names_story())
}

/// Whether a line is part of what follows a transmission: control characters, a time stamp, blanks.
pub fn is_trailer(line: &str) -> bool {
    let bare = bare(line);
    bare.is_empty() || stamp::of(bare).is_some()
}

/// Whether a line is the moment that a transmission ends with, and its end mark perhaps.
pub fn is_stamp(line: &str) -> bool {
    stamp::of(line.trim_end().trim_end_matches("NNNN")).is_some()
}

/// The first lines, and how far they are understood.
struct Head<'t> {
    text: &'t str,
    lines: &'t [RawLine],
    next: usize,
}

impl<'t> Head<'t> {
    fn line(&self, index: usize) -> Option<&'t str> {
        self.text.get(self.lines.get(index)?.range())
    }

    /// The index of the next line that has letters.
    fn next_filled(&self) -> Option<usize> {
        (self.next..self.lines.len()).find(|index| self.line(*index).is_some_and(|line| !line.trim().is_empty()))
    }

    /// Bytes of the text for a piece of it.
    fn range_of(&self, piece: &str) -> Range<usize> {
        let start = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + piece.len()
    }

    fn cut_line(&self, index: usize, frame: &mut Frame) {
        if let Some(line) = self.lines.get(index) {
            frame.cut(line.range());
        }
    }
}

/// A line without control characters and white space around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || (c as u32) < 0x20)
}

/// What stands after the story: from ETX on, or a stamp and NNNN on its last lines.
fn tail(text: &str, telex: bool, frame: &mut Frame) {
    let etx = text.rfind(ETX);
    let mut last: Vec<RawLine> = Vec::new();
    let start = text.len().saturating_sub(2048);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let skipped = if start == 0 { 0 } else { text.get(start..).and_then(|end| end.find(['\n', '\r'])).unwrap_or(0) };
    for line in raw_lines(text.get(start + skipped..).unwrap_or_default()) {
        let line = RawLine { start: start + skipped + line.start, end: start + skipped + line.end };
        if text.get(line.range()).is_some_and(|line| !line.trim().is_empty()) {
            last.push(line);
        }
    }
    let mut ended = false;
    for line in last.iter().rev().take(TAIL_LINES) {
        let Some(whole) = text.get(line.range()) else { break };
        // ETX may stand at the end of the last line of text.
        let from = etx.filter(|etx| line.range().contains(etx)).map_or(0, |etx| etx - line.start);
        let (before, after) = whole.split_at(from);
        let words = bare(after).trim_end_matches('<').trim_end();
        let (words, closed) = match words.strip_suffix("NNNN") {
            Some(before) if telex && !before.ends_with(char::is_alphanumeric) => (before.trim_end(), true),
            Some(_) | None => (words, false),
        };
        let stamp = stamp::of(words);
        if !(words.is_empty() || stamp.is_some()) || (closed && ended) {
            break;
        }
        ended |= closed;
        if frame.facts.created.is_none() {
            frame.facts.created = stamp.flatten();
        }
        frame.cut(line.start + from..line.end);
        if !before.trim().is_empty() {
            break;
        }
    }
    if telex && !ended {
        frame.missing.push("NNNN");
    }
}

/// Control characters of a transmission that stand elsewhere are framing too.
fn controls(text: &str, frame: &mut Frame) {
    let marks: Vec<usize> =
        text.bytes().enumerate().filter(|(_, byte)| matches!(byte, 1..=4 | 0x16)).map(|(at, _)| at).collect();
    let mut covered = frame.cuts.clone();
    covered.sort_by_key(|cut| cut.range.start);
    for at in marks {
        let before = covered.partition_point(|cut| cut.range.start <= at).checked_sub(1);
        if !before.and_then(|index| covered.get(index)).is_some_and(|cut| cut.range.contains(&at)) {
            frame.cut(at..at + 1);
        }
    }
}
