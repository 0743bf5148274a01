//! From text to set lines: fonts, shaping, line breaking, justification.

pub mod break_lines;
pub mod fonts;
pub mod hyphenate;
pub mod set_lines;
pub mod shape;
pub mod style;
