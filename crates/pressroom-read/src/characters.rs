//! Which characters are content and which are junk. Some are either, by the script around them and the profile's rules.

use crate::profile::Scripts;

/// A quick look at a whole text that spares most copy a longer one.
pub fn has_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    // By blocks, which the compiler makes vectors of.
    const BLOCK: usize = 64;
    text.as_bytes().chunks(BLOCK).any(|block| block.iter().fold(false, |any, byte| any | is(*byte)))
}

/// How many of the bytes are such.
pub fn count_bytes(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    // As above; a block's count fits a byte.
    let blocks = bytes.chunks(usize::from(u8::MAX));
    blocks.map(|block| usize::from(block.iter().fold(0u8, |count, byte| count + u8::from(is(*byte))))).sum()
}

/// What the letters of a line tell about its invisible characters.
pub struct Neighbours<'a> {
    scripts: &'a Scripts,
    /// Direction marks are content.
    directed: bool,
    /// The characters around each joiner or zero-width space matter, so they are kept; empty when the line has none.
    characters: Vec<char>,
}

impl<'a> Neighbours<'a> {
    pub fn of(line: &str, scripts: &'a Scripts) -> Self {
        let looked_around = line.contains(['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}']);
        Neighbours {
            scripts,
            directed: line.chars().any(|c| scripts.has_direction_marks(c)),
            characters: if looked_around { line.chars().collect() } else { Vec::new() },
        }
    }

    /// Whether a letter beside it is of a script that needs it.
    fn breaks_a_line(&self, index: usize) -> bool {
        // Several of them may stand side by side.
        const FARTHEST: usize = 4;
        let spaceless = |c: &char| self.scripts.breaks_without_space(*c);
        let visible = |c: &&char| !matches!(**c, '\u{200B}'..='\u{200D}' | '\u{2060}');
        let before =
            self.characters.get(index.saturating_sub(FARTHEST)..index).unwrap_or_default().iter().rev().find(visible);
        let after = self.characters.get(index + 1..).unwrap_or_default().iter().take(FARTHEST).find(visible);
        before.is_some_and(spaceless) || after.is_some_and(spaceless)
    }

    /// A joiner between letters of scripts that never join is a leftover of some page.
    fn joins_nothing(&self, index: usize) -> bool {
        let plain = |at: Option<usize>| {
            let c = at.and_then(|at| self.characters.get(at));
            c.is_none_or(|c| (*c as u32) < 0x0590 || c.is_whitespace())
        };
        plain(index.checked_sub(1)) && plain(index.checked_add(1))
    }
}

/// A quick look that passes what most lines are made of.
pub fn may_be_unwanted(c: char) -> bool {
    !matches!(c as u32, 0x20..=0x7E | 0x09 | 0xA0..=0x0589 | 0x0900..=0x1FFF | 0x2010..=0x2027 | 0x2030..=0x205F | 0x2070..=0xD7FF)
}

/// Whether the character at this index of the line must not reach the model.
pub fn is_unwanted(c: char, line: &Neighbours<'_>, index: usize) -> bool {
    match c as u32 {
        0x09 => false,
        // What XML 1.0 (2.2) forbids or discourages.
        0x00..=0x1F | 0x7F..=0x9F | 0xFDD0..=0xFDEF => true,
        // A byte order mark inside the text, and interlinear marks.
        0xFEFF | 0xFFF9..=0xFFFB => true,
        0x200B | 0x2060 => !line.breaks_a_line(index),
        // Invisible operators and what Unicode has withdrawn.
        0x2061..=0x2065 | 0x206A..=0x206F => true,
        0x200C | 0x200D => line.joins_nothing(index),
        0x061C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 => !line.directed,
        // Private use.
        0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF => true,
        // Noncharacters: the last two of each plane.
        code => code & 0xFFFE == 0xFFFE,
    }
}
