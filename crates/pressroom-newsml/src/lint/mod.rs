use std::sync::Arc;
use pressroom_core::Diagnostic;
use crate::reader::{File, items::Items};
pub struct Lint { pub diagnostics: Vec<Diagnostic>, pub text: Arc<str> }
pub fn lint(_name: &str, _bytes: &[u8]) -> Lint { Lint { diagnostics: Vec::new(), text: "".into() } }
pub fn of_items(_file: &File, _items: &Items<'_>) -> Vec<Diagnostic> { Vec::new() }
