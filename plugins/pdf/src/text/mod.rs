//! From text to set lines: fonts, shaping, line breaking, justification.

pub mod break_lines;
pub mod fallback;
pub mod font_files;
pub mod fonts;
pub mod hyphenate;
pub mod scripts;
pub mod set_lines;
pub mod shape;
pub mod style;
