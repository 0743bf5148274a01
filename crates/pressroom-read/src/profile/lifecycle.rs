//! What copy says of its own life, and what follows from it.

use serde::Deserialize;

use super::phrases::{Lexicon, Phrases};

/// What the copy says of its own life, and what follows from it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lifecycle {
    pub update: Marks,
    pub correction: Marks,
    /// Canceled: readers' outputs are blocked.
    pub kill: Marks,
    /// Held until the time that follows, or until it is lifted.
    pub embargo: Phrases,
    /// Without it an embargo blocks.
    pub embargo_action: Option<Action>,
    /// Nothing follows but that it is repeated or urgent; taken off the headline.
    pub label: Marks,
    /// Offsets from UTC by the name that copy has for them: `GMT = "+00:00"`.
    pub zones: std::collections::BTreeMap<String, String>,
}

/// What follows when copy has a lifecycle word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The model says it, and a note.
    Metadata,
    /// The model says it, and a warning.
    Warn,
    /// Readers' outputs are held back as well.
    Block,
}

/// How a lifecycle word stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Marks {
    /// Without it a kill blocks, and the others are metadata.
    pub action: Option<Action>,
    /// Before the headline, with a mark after it: `CORRECTED-`, `UPDATE 1-`, `Đính chính:`. A number may follow the word.
    pub before: Phrases,
    /// Before the headline, with a space after it: `2ND LEAD`. In capitals as written.
    pub bare: Phrases,
    /// In brackets before or after the headline: `(종합)`.
    pub bracket: Lexicon,
    /// How a note in brackets begins that says what changed: `(Adds quote)`.
    pub notes: Phrases,
    /// Within a slug: `1st Ld-Writethru`.
    pub slug: Phrases,
    /// How a paragraph below the story begins that says it to readers: `This story has been corrected`. It stays.
    pub below: Phrases,
}
