use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Block, Date, DateTime, Direction, Moment, Original, RemovedKind, Signal, Span, Status, Text};

/// One story, whatever it was read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Article {
    /// An IRI that stays the same over a story's versions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// From 1, growing.
    pub version: u32,
    /// BCP 47; `und` when unknown.
    pub language: String,
    pub direction: Direction,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slugline: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<Text>,
    /// The standfirst below the headline, a paragraph each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deck: Vec<Text>,
    /// What the story says in a sentence or two, for lists and search; never made from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<Person>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// The places that the story is filed under.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub located: Vec<Located>,
    /// Who distributes the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<Text>,
    /// Whose information it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_line: Option<Text>,
    /// Who has the copyright.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright_holder: Option<Text>,
    /// The notice, as it is to be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage_terms: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Moment>,
    /// The moment that everything dated in an output derives from. Always present when a plugin sees the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Embargo>,
    /// IPTC urgency: 1 (most) to 9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<u8>,
    pub status: Status,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<Coded>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Coded>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Text>,
    /// For editors only; never reaches a reader's output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ed_note: Option<Text>,
    pub body: Vec<Block>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Whatever of the source is not in the model's text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Removed>,
    /// Metadata of another system that the model has no field for, kept as it came.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
    /// The file that the story was read from. The host sets it, for a plugin whose manifest asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
}

/// What `language` says when nothing tells the language (BCP 47, ISO 639-2 `und`).
pub const UNDETERMINED: &str = "und";

impl Default for Article {
    fn default() -> Self {
        Article {
            id: None,
            version: 1,
            language: UNDETERMINED.to_owned(),
            direction: Direction::Ltr,
            section: None,
            slugline: None,
            headline: None,
            deck: Vec::new(),
            summary: None,
            byline: Vec::new(),
            contributors: Vec::new(),
            dateline: None,
            located: Vec::new(),
            provider: None,
            source: None,
            credit_line: None,
            copyright_holder: None,
            copyright: None,
            usage_terms: None,
            created: None,
            updated: None,
            embargo: None,
            urgency: None,
            status: Status::default(),
            signals: Vec::new(),
            genre: None,
            subjects: Vec::new(),
            keywords: Vec::new(),
            ed_note: None,
            body: Vec::new(),
            links: Vec::new(),
            removed: Vec::new(),
            extra: Map::new(),
            original: None,
        }
    }
}

/// Somebody who wrote or worked on the story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    pub name: String,
    /// Such as `reporter`, `editor`, `translator`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// What stands before the lead: agency, place, date, as far as the copy gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dateline {
    /// The dateline as written, without the separator after it.
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The date that the dateline or the lead's first words name. Without a year when the copy has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Located {
    pub name: String,
    /// A QCode, such as `iso3166-2:VN-37`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A hold on publication. Without a time it holds until it is lifted (NewsML-G2 `embargoed`, empty).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Embargo {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A concept of a controlled vocabulary, or a name without a code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coded {
    /// The scheme's alias, such as `medtop`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A related story or page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// IPTC's item relation without its alias, such as `seeAlso`.
    pub rel: String,
    /// An absolute IRI: a web address, or another story's `id`.
    pub href: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A piece of the source that is not in the model's text, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Removed {
    pub text: String,
    pub kind: RemovedKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}
