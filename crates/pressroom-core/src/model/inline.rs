use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A run of text inside a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Inline {
    Text {
        text: String,
    },
    Strong(Nested),
    Emphasis(Nested),
    Link(LinkText),
    Subscript(Nested),
    Superscript(Nested),
    NoteReference(NoteReference),
    LineBreak,
    /// A kind that this version does not know, kept as it came.
    #[serde(untagged)]
    Unknown(UnknownInline),
}

/// Inlines inside an inline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nested {
    pub content: Vec<Inline>,
}

/// A hyperlink and its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkText {
    /// An absolute IRI.
    pub href: String,
    pub content: Vec<Inline>,
}

/// The mark in a text that leads to a note (DPUB-ARIA `doc-noteref`); from there outputs lead back (`doc-backlink`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoteReference {
    /// The `id` of a [`Note`](super::Note) of the same story.
    pub note: String,
    /// The mark as it is shown, such as `1` or `*`. Outputs raise it, unless it stands in what is raised already.
    pub content: Vec<Inline>,
}

/// The JSON object of an inline whose `type` this version does not know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub struct UnknownInline {
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

impl Inline {
    pub fn text(text: impl Into<String>) -> Self {
        Inline::Text { text: text.into() }
    }
}

/// The text of inlines without their mark-up; a line break reads as a space.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(content, &mut out);
    out
}

fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text } => out.push_str(text),
            Inline::Strong(nested)
            | Inline::Emphasis(nested)
            | Inline::Subscript(nested)
            | Inline::Superscript(nested) => {
                push_plain(&nested.content, out);
            }
            Inline::Link(link) => push_plain(&link.content, out),
            Inline::NoteReference(reference) => push_plain(&reference.content, out),
            Inline::LineBreak => out.push(' '),
            Inline::Unknown(unknown) => unknown.push_text(out),
        }
    }
}

impl UnknownInline {
    /// The `type` word of the unknown inline.
    pub fn kind(&self) -> &str {
        kind_of(&self.fields)
    }

    /// What text the unknown inline shows: by convention of the model, `text` or the inlines in `content`.
    fn push_text(&self, out: &mut String) {
        if let Some(Value::String(text)) = self.fields.get("text") {
            out.push_str(text);
        }
        if let Some(content) = self.fields.get("content").and_then(|v| Vec::<Inline>::deserialize(v).ok()) {
            push_plain(&content, out);
        }
    }
}

const KNOWN: &[&str] =
    &["text", "strong", "emphasis", "link", "subscript", "superscript", "note_reference", "line_break"];

impl TryFrom<Map<String, Value>> for UnknownInline {
    type Error = String;

    fn try_from(fields: Map<String, Value>) -> Result<Self, String> {
        refuse_known(&fields, KNOWN).map(|()| UnknownInline { fields })
    }
}

impl From<UnknownInline> for Map<String, Value> {
    fn from(unknown: UnknownInline) -> Self {
        unknown.fields
    }
}

pub(super) fn kind_of(fields: &Map<String, Value>) -> &str {
    fields.get("type").and_then(Value::as_str).unwrap_or("")
}

/// Without this, a known kind with a wrong field would pass as unknown and its text would be lost.
pub(super) fn refuse_known(fields: &Map<String, Value>, known: &[&str]) -> Result<(), String> {
    match kind_of(fields) {
        "" => Err("a block or inline without `type`".to_owned()),
        kind if known.contains(&kind) => Err(format!("a malformed `{kind}`")),
        _ => Ok(()),
    }
}
