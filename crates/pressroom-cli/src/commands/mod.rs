//! One command a file.

pub mod check;
pub mod convert;
pub mod diff;
pub mod explain;
pub mod export;
pub mod inspect;
pub mod issue;
pub mod plugins;
