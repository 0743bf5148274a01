//! From a byte of the file to its line and column, wherever it stands. One line may hold a whole file.

/// How far apart places are counted beforehand, in bytes.
const STEP: usize = 256;

pub struct Lines<'t> {
    text: &'t str,
    /// Offset, line and column of a character about every `STEP` bytes.
    known: Vec<(usize, u32, u32)>,
}

impl<'t> Lines<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut known = Vec::with_capacity(text.len() / STEP + 1);
        let (mut line, mut column) = (1_u32, 1_u32);
        let mut next = 0;
        for (offset, c) in text.char_indices() {
            if offset >= next {
                known.push((offset, line, column));
                next = offset + STEP;
            }
            (line, column) = after(c, line, column);
        }
        if known.is_empty() {
            known.push((0, 1, 1));
        }
        Lines { text, known }
    }

    pub fn at(&self, offset: usize) -> (u32, u32) {
        let index = self.known.partition_point(|(start, _, _)| *start <= offset).saturating_sub(1);
        let (start, mut line, mut column) = self.known.get(index).copied().unwrap_or((0, 1, 1));
        for c in self.text.get(start..offset.min(self.text.len())).unwrap_or_default().chars() {
            (line, column) = after(c, line, column);
        }
        (line, column)
    }
}

fn after(c: char, line: u32, column: u32) -> (u32, u32) {
    if c == '\n' { (line.saturating_add(1), 1) } else { (line, column.saturating_add(1)) }
}
