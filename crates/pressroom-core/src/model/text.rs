use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Where a part stands in a source file.
///
/// Lines and columns count from 1. A column counts Unicode characters of the line as decoded and normalized to NFC.
/// The end is exclusive: it names the column just after the last character.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The file's name as the user gave it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(with = "shared_str")]
    pub file: Arc<str>,
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

impl Span {
    /// The smallest span that holds both; `other` must be of the same file.
    pub fn to(&self, other: &Span) -> Span {
        let start = (self.line, self.column).min((other.line, other.column));
        let end = (self.end_line, self.end_column).max((other.end_line, other.end_column));
        Span { file: self.file.clone(), line: start.0, column: start.1, end_line: end.0, end_column: end.1 }
    }
}

/// Plain text (NFC) and its place in the source, when it came from one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Text {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Text {
    /// Text without a place: made by a program, or given on the command line.
    pub fn new(text: impl Into<String>) -> Self {
        Text { text: text.into(), span: None }
    }

    pub fn at(text: impl Into<String>, span: Span) -> Self {
        Text { text: text.into(), span: Some(span) }
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// Spans of one file share its name in memory; serde's own `Arc` support would be a feature for the whole graph.
mod shared_str {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(deserializer).map(Arc::from)
    }
}
