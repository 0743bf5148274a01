//! What a plugin says of itself: JSON, embedded in the library, read without running it.

use std::collections::BTreeMap;

use pressroom_core::audience::Audience;
use pressroom_core::catalogue::Wording;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A plugin's manifest. Unknown fields are kept out of the way: a newer plugin may say more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// What `--to` names: lower-case letters, digits and `-`.
    pub id: String,
    /// For people.
    pub name: String,
    pub version: String,
    /// `output` is the only kind today.
    pub kind: String,
    /// The ABI it was built for, `major.minor`.
    pub abi: String,
    /// The main output's file name is the story's stem and this; with an `index`, the name of the outputs' folder.
    pub suffix: String,
    /// For outputs that are a folder: the main output's name in it, such as `index.html`. All others land beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    pub media_type: String,
    /// Whether it takes single stories, whole issues, or both.
    pub scope: Vec<Scope>,
    pub audience: Audience,
    /// A JSON Schema of type `object` whose properties are the options; the keywords it may use are those of [`OptionsSchema`] and `type`, `enum`, `minimum`, `maximum`,
    /// `default`, `title`, `description`, `format` (`path` or `name-or-path`) in each property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<OptionsSchema>,
    /// Whether it asks for the files that stories were read from.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub original: bool,
    /// Absolute folders or files, beyond its own, that it has to read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<String>,
    /// Wording of its own diagnostics: language -> code -> words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub messages: BTreeMap<String, BTreeMap<String, Wording>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Article,
    Issue,
}

/// An option of this name, in the manifest of a plugin whose main output refers to its further ones: when nobody gives it,
/// the host fills in the name of the folder that holds them, which lies beside the main output.
pub const FILES_FOLDER: &str = "files_folder";

/// The part of JSON Schema that options are described in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionsSchema {
    /// Always `object`.
    #[serde(rename = "type")]
    pub kind: String,
    pub properties: serde_json::Map<String, Value>,
    /// Always false: an option that the schema does not name is refused.
    #[serde(rename = "additionalProperties", default)]
    pub additional_properties: bool,
}
