use serde::{Deserialize, Serialize};

use super::{Asset, Date, DateTime, Text};

/// An edition: many stories in sections, with the publication's own data.
///
/// The stories themselves travel beside it; `sections[].articles` are their positions, from 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Issue {
    /// An IRI that stays the same for this edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// From 1, growing, when an edition is sent again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    pub publication: Publication,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The moment that everything dated in the edition's own outputs derives from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<Asset>,
    pub sections: Vec<Section>,
    /// Where stories begin in the printed edition, in reading order; only those whose page somebody gave.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub print_pages: Vec<PrintPage>,
}

/// The newspaper or magazine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Publication {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issn: Option<String>,
    /// The title as the front page sets it, when it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nameplate: Option<String>,
    /// IANA name, such as `Asia/Ho_Chi_Minh`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// What press law wants printed, in the order given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub imprint: Vec<ImprintLine>,
}

/// One line of the imprint: `Editor-in-chief` and a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImprintLine {
    pub label: String,
    pub text: String,
}

/// A part of an edition and its stories, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    pub title: String,
    pub articles: Vec<u32>,
}

/// The page of the printed edition that a story begins on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PrintPage {
    /// The story's position, as in `sections[].articles`.
    pub article: u32,
    /// As printed: `5`, `A3`.
    pub page: String,
}
