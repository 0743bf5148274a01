//! From offsets in the text to lines and columns.

use std::ops::Range;
use std::sync::Arc;

use pressroom_core::{Diagnostic, Span};

use super::tree::Fault;

/// Some files are one line of many megabytes; counting its characters anew for each place would take for ever.
const STEP_BYTES: usize = 256;

pub struct Places {
    file: Arc<str>,
    text: Arc<str>,
    line_starts: Vec<usize>,
    /// Characters before each step.
    characters: Vec<u32>,
}

impl Places {
    pub fn new(file: &str, text: Arc<str>) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        let mut characters = Vec::with_capacity(text.len() / STEP_BYTES + 1);
        let mut count = 0u32;
        for step in text.as_bytes().chunks(STEP_BYTES) {
            characters.push(count);
            count += leading(step);
        }
        Places { file: file.into(), text, line_starts, characters }
    }

    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    pub fn span(&self, at: &Range<usize>) -> Span {
        let (line, column) = self.position(at.start);
        let (end_line, end_column) = self.position(at.end.max(at.start));
        Span { file: self.file.clone(), line, column, end_line, end_column }
    }

    fn position(&self, at: usize) -> (u32, u32) {
        let at = at.min(self.text.len());
        let line = self.line_starts.partition_point(|start| *start <= at).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self.characters_before(at) - self.characters_before(start) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), column)
    }

    fn characters_before(&self, at: usize) -> u32 {
        let step = at / STEP_BYTES;
        let (before, from) = match self.characters.get(step) {
            Some(count) => (*count, step * STEP_BYTES),
            None => {
                (self.characters.last().copied().unwrap_or(0), self.characters.len().saturating_sub(1) * STEP_BYTES)
            }
        };
        before + leading(self.text.as_bytes().get(from..at).unwrap_or_default())
    }

    pub fn diagnostic(&self, fault: &Fault) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(fault.code);
        for (name, value) in &fault.args {
            diagnostic = diagnostic.arg(name, value);
        }
        diagnostic.at(&self.span(&fault.at))
    }
}

/// Characters that begin in these bytes of UTF-8.
fn leading(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()).unwrap_or(u32::MAX)
}
