//! TOML with places: what stands wrong in a file is shown at its line and column.

use std::ops::Range;
use std::sync::Arc;

use pressroom_core::{Date, Diagnostic, Span};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::keys::{fields_of, nearest};

/// A TOML file as its author sees it.
pub struct TomlText<'a> {
    file: Arc<str>,
    text: &'a str,
    /// Where each line but the first begins.
    line_starts: Vec<usize>,
}

impl<'a> TomlText<'a> {
    pub fn new(name: &str, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        TomlText { file: name.into(), text, line_starts }
    }

    pub fn table(&self) -> Result<Spanned<DeTable<'a>>, Diagnostic> {
        DeTable::parse(self.text).map_err(|error| self.error(&error))
    }

    /// Every key of the table must be a field of `T`. `table` is its name for messages.
    pub fn check_keys<'de, T: Deserialize<'de>>(&self, table: &str, found: &DeTable<'_>) -> Result<(), Diagnostic> {
        self.check_names(table, found, fields_of::<T>())
    }

    pub fn check_names(&self, table: &str, found: &DeTable<'_>, known: &[&str]) -> Result<(), Diagnostic> {
        // Maps are sorted by key; the first slip in the file is the one to show.
        let unknown = found.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        match unknown.min_by_key(|key| key.span().start) {
            Some(key) => Err(unknown_key(table, key.get_ref(), known).at(&self.span(key.span()))),
            None => Ok(()),
        }
    }

    pub fn value<T: for<'de> Deserialize<'de>>(&self, table: Spanned<DeTable<'_>>) -> Result<T, Diagnostic> {
        let whole = table.get_ref().clone();
        T::deserialize(toml::de::Deserializer::from(table)).map_err(|error| {
            let named = error.span().and_then(|at| Some((key_at(&whole, &at)?, at)));
            match named {
                Some((key, at)) => self.bad_value(&key, at, first_line(error.message())),
                None => self.error(&error),
            }
        })
    }

    /// A value that this key cannot have.
    pub fn bad_value(&self, key: &str, at: Range<usize>, reason: &str) -> Diagnostic {
        let raw = self.text.get(at.clone()).unwrap_or_default();
        let quoted = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
        bad_value(key, first_line(quoted.unwrap_or(raw)), reason).at(&self.span(at))
    }

    fn error(&self, error: &toml::de::Error) -> Diagnostic {
        let diagnostic = Diagnostic::new(codes::BAD_TOML).arg("reason", first_line(error.message()));
        diagnostic.at(&error.span().map(|range| self.span(range)))
    }

    /// Where a value stands: for a plain quoted text, what is between its quotes.
    pub fn value_span(&self, value: &Spanned<DeValue<'_>>) -> Span {
        let range = value.span();
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let plain = value.get_ref().as_str().is_some_and(|text| raw.len() == text.len() + 2);
        self.span(if plain { range.start + 1..range.end - 1 } else { range })
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        let (line, column) = self.position(range.start);
        let (end_line, end_column) = self.position(range.end);
        Span { file: self.file.clone(), line, column, end_line, end_column }
    }

    fn position(&self, offset: usize) -> (u32, u32) {
        let lines_before = self.line_starts.partition_point(|start| *start <= offset);
        let line_start = lines_before.checked_sub(1).and_then(|last| self.line_starts.get(last)).copied().unwrap_or(0);
        let before = self.text.get(line_start..offset).unwrap_or_default();
        (lines_before as u32 + 1, before.chars().count() as u32 + 1)
    }
}

/// Names the nearest known key, if any is like it, and all of them.
pub fn unknown_key(table: &str, key: &str, known: &[&str]) -> Diagnostic {
    let diagnostic = match nearest(key, known.iter().copied()) {
        Some(nearest) => Diagnostic::new(codes::UNKNOWN_KEY).arg("nearest", nearest),
        None => Diagnostic::new(codes::UNLIKE_ANY_KEY),
    };
    diagnostic.arg("key", key).arg("known", known.join(", ")).arg("table", table)
}

/// Keys whose values are moments.
const MOMENTS: &[&str] = &["updated", "embargo"];
/// A diagnostic quotes at most this much of a value.
const QUOTED_CHARS: usize = 60;

pub fn bad_value(key: &str, value: &str, reason: &str) -> Diagnostic {
    let mut shown: String = value.chars().take(QUOTED_CHARS).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    let incomplete = value.parse::<Date>().is_ok() || value.parse::<jiff::civil::DateTime>().is_ok();
    if MOMENTS.contains(&key) && incomplete {
        return Diagnostic::new(codes::NOT_A_MOMENT).arg("key", key).arg("value", shown);
    }
    Diagnostic::new(codes::BAD_VALUE).arg("key", key).arg("value", shown).arg("reason", reason)
}

pub fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The innermost key whose value holds a place.
fn key_at(table: &DeTable<'_>, at: &Range<usize>) -> Option<String> {
    let holds = |value: &Spanned<DeValue<'_>>| value.span().start <= at.start && at.end <= value.span().end;
    table.iter().find_map(|(key, value)| {
        let inner = match value.get_ref() {
            DeValue::Table(inner) => key_at(inner, at),
            DeValue::Array(items) => items.iter().find_map(|item| match item.get_ref() {
                DeValue::Table(inner) => key_at(inner, at),
                _ => None,
            }),
            _ => None,
        };
        inner.or_else(|| holds(value).then(|| key.get_ref().to_string()))
    })
}
