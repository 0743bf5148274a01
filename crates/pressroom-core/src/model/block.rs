use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::inline::{kind_of, plain_text, refuse_known};
use super::{Figure, Inline, Span};

/// A part of a story's body, in reading order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
// Figures are few in a story; a box for each would save nothing.
#[allow(clippy::large_enum_variant)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    Paragraph(Paragraph),
    Crosshead(Crosshead),
    List(List),
    Quote(Quote),
    PullQuote(PullQuote),
    Figure(Figure),
    Table(Table),
    Note(Note),
    Rule(Rule),
    Embed(Embed),
    /// A kind that this version does not know, kept as it came.
    #[serde(untagged)]
    Unknown(UnknownBlock),
}

/// A paragraph. The first of a story is its lead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paragraph {
    pub content: Vec<Inline>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A heading inside the story. Level 1 stands right below the headline, up to 5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Crosshead {
    pub level: u8,
    pub content: Vec<Inline>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct List {
    pub ordered: bool,
    /// Each item is one or more blocks.
    pub items: Vec<Vec<Block>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Words of somebody else, in the flow of the story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    pub content: Vec<Block>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A sentence set large beside the text. It repeats the story and is not part of its flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PullQuote {
    pub content: Vec<Inline>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    pub rows: Vec<TableRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableRow {
    pub cells: Vec<TableCell>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableCell {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub column_span: u32,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub row_span: u32,
    pub content: Vec<Inline>,
}

fn one() -> u32 {
    1
}

fn is_one(n: &u32) -> bool {
    *n == 1
}

/// A note to the reader: a box, a clarification, or a footnote (DPUB-ARIA `doc-footnote`), whose marks in the text are
/// [`Inline::NoteReference`]s.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Names the note within its story, for the marks that lead to it. Nothing else hangs on the word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub content: Vec<Block>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A break between parts of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Something of another site (a video, a post) that the story shows by its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Embed {
    /// An absolute IRI. Never fetched.
    pub href: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// The JSON object of a block whose `type` this version does not know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub struct UnknownBlock {
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

const KNOWN: &[&str] =
    &["paragraph", "crosshead", "list", "quote", "pull_quote", "figure", "table", "note", "rule", "embed"];

impl UnknownBlock {
    /// The `type` word of the unknown block.
    pub fn kind(&self) -> &str {
        kind_of(&self.fields)
    }

    /// The text that an output can still show: the block's `text`, or the inlines of its `content`.
    pub fn text(&self) -> String {
        if let Some(Value::String(text)) = self.fields.get("text") {
            return text.clone();
        }
        let content = self.fields.get("content").and_then(|v| Vec::<Inline>::deserialize(v).ok());
        content.map(|c| plain_text(&c)).unwrap_or_default()
    }
}

impl TryFrom<Map<String, Value>> for UnknownBlock {
    type Error = String;

    fn try_from(fields: Map<String, Value>) -> Result<Self, String> {
        refuse_known(&fields, KNOWN).map(|()| UnknownBlock { fields })
    }
}

impl From<UnknownBlock> for Map<String, Value> {
    fn from(unknown: UnknownBlock) -> Self {
        unknown.fields
    }
}

impl Block {
    /// Where the block stands in the source.
    pub fn span(&self) -> Option<&Span> {
        match self {
            Block::Paragraph(b) => b.span.as_ref(),
            Block::Crosshead(b) => b.span.as_ref(),
            Block::List(b) => b.span.as_ref(),
            Block::Quote(b) => b.span.as_ref(),
            Block::PullQuote(b) => b.span.as_ref(),
            Block::Figure(b) => b.span.as_ref(),
            Block::Table(b) => b.span.as_ref(),
            Block::Note(b) => b.span.as_ref(),
            Block::Rule(b) => b.span.as_ref(),
            Block::Embed(b) => b.span.as_ref(),
            Block::Unknown(_) => None,
        }
    }
}

/// The figures of a body in reading order, also those inside lists, quotes and notes.
pub fn figures(blocks: &[Block]) -> Vec<&Figure> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(figure) => found.push(figure),
            Block::List(list) => list.items.iter().for_each(|item| found.extend(figures(item))),
            Block::Quote(quote) => found.extend(figures(&quote.content)),
            Block::Note(note) => found.extend(figures(&note.content)),
            Block::Paragraph(_)
            | Block::Crosshead(_)
            | Block::PullQuote(_)
            | Block::Table(_)
            | Block::Rule(_)
            | Block::Embed(_)
            | Block::Unknown(_) => {}
        }
    }
    found
}

/// The same figures, to complete them.
pub fn figures_mut(blocks: &mut [Block]) -> Vec<&mut Figure> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(figure) => found.push(figure),
            Block::List(list) => list.items.iter_mut().for_each(|item| found.extend(figures_mut(item))),
            Block::Quote(quote) => found.extend(figures_mut(&mut quote.content)),
            Block::Note(note) => found.extend(figures_mut(&mut note.content)),
            Block::Paragraph(_)
            | Block::Crosshead(_)
            | Block::PullQuote(_)
            | Block::Table(_)
            | Block::Rule(_)
            | Block::Embed(_)
            | Block::Unknown(_) => {}
        }
    }
    found
}
