//! Pressroom's normalized article model, its diagnostics and its preflight checks.
//!
//! Everything here is a function of its inputs: no I/O, clock, environment or randomness. The model knows no reader and
//! no plugin. Its JSON form is a public promise (`schema/article.json`, `schema/issue.json`).
#![forbid(unsafe_code)]

pub mod audience;
pub mod catalogue;
pub mod checks;
pub mod diagnostic;
pub mod identity;
pub mod losses;
pub mod model;
pub mod schema;
pub mod time;

pub use diagnostic::{Code, Diagnostic, Label, Severity};
pub use model::*;
