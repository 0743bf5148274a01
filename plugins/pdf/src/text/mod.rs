//! From text to set lines: fonts, shaping, line breaking, justification.

pub mod break_lines;
pub mod elastic;
pub mod fallback;
pub mod font_files;
pub mod fonts;
pub mod hang;
pub mod hyphenate;
pub mod runs;
pub mod scripts;
pub mod set_lines;
pub mod shape;
pub mod squares;
pub mod style;
