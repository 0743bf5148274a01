//! From text to set lines: fonts, shaping, line breaking, justification.

pub mod balance;
pub mod break_lines;
pub mod elastic;
pub mod fallback;
pub mod features;
pub mod font_files;
pub mod fonts;
pub mod hang;
pub mod hyphenate;
pub mod kashida;
pub mod opportunities;
pub mod pieces;
pub mod runs;
pub mod scripts;
pub mod set_lines;
pub mod shape;
pub mod squares;
pub mod style;
pub mod total_fit;
