use serde::{Deserialize, Serialize};

use super::{Span, Text};

/// A picture with the words that belong to it. The picture itself may be missing: copy often names one it does not carry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<Asset>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// Who made or supplied the picture, without a label: `Thanh Tân/TTXVN`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Text>,
    /// What the copy wrote before the credit, where that says what the picture is: `Minh họa:`, `File photo:`. Without
    /// it an output uses its own word for a photo's credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_label: Option<Text>,
    /// The picture was handed out by somebody other than the credit's agency (`TTXVN phát`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handout: bool,
    /// The picture illustrates; it does not show what the story tells (`Ảnh minh họa`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustration: bool,
    /// What the picture shows, for those who cannot see it. An empty text marks it as decorative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<Text>,
    /// The same picture in other sizes or formats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renditions: Vec<Rendition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A file that belongs to a story. A plugin opens it by its `file` name through the job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Asset {
    /// A relative path with `/`, as the story names it.
    pub file: String,
    /// Such as `image/jpeg`, from the file's first bytes.
    pub media_type: String,
    /// Pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

/// A further form of a picture, such as a thumbnail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rendition {
    /// IPTC's rendition code without its alias: `highRes`, `web`, `thumbnail`.
    pub role: String,
    pub asset: Asset,
}
