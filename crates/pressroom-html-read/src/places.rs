//! From a byte of the mark-up to its line and column in the file.

use std::sync::Arc;

/// Where the mark-up stands. Asked with offsets that never fall, so that all the answers together take linear time.
pub trait Places {
    /// Line and column, from 1, of a byte of the mark-up.
    fn at(&mut self, offset: usize) -> (u32, u32);
    fn file(&self) -> Arc<str>;
}

/// Where mark-up that stands in its file as it is begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: Arc<str>,
    pub line: u32,
    pub column: u32,
}

impl Place {
    /// The start of a file.
    pub fn start(file: Arc<str>) -> Self {
        Place { file, line: 1, column: 1 }
    }

    pub fn cursor<'t>(&self, text: &'t str) -> Cursor<'t> {
        Cursor { text, file: self.file.clone(), offset: 0, line: self.line, column: self.column }
    }
}

/// Walks along a text and counts.
#[derive(Clone, Debug)]
pub struct Cursor<'t> {
    text: &'t str,
    file: Arc<str>,
    offset: usize,
    line: u32,
    column: u32,
}

impl Places for Cursor<'_> {
    fn at(&mut self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        if let Some(passed) = self.text.get(self.offset..offset) {
            for c in passed.chars() {
                (self.line, self.column) = if c == '\n' {
                    (self.line.saturating_add(1), 1)
                } else {
                    (self.line, self.column.saturating_add(1))
                };
            }
            self.offset = offset;
        }
        (self.line, self.column)
    }

    fn file(&self) -> Arc<str> {
        self.file.clone()
    }
}
