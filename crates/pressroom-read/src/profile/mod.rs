//! A layout profile: how one agency lays out its copy, as data (`profiles/*.toml`).

mod choose;
mod shipped;

use serde::Deserialize;

use crate::pattern::{Pattern, Words};

pub use choose::choose;
pub use shipped::{GENERIC, named, names};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    /// BCP 47, when the layout is of one language.
    #[serde(default)]
    pub language: Option<String>,
    #[serde(default)]
    pub paragraphs: Paragraphs,
    pub head: Head,
    pub dateline: Dateline,
    pub figure: Figure,
    pub byline: Byline,
    pub end: End,
    pub leftovers: Leftovers,
}

/// How lines make paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paragraphs {
    /// Each line is one.
    Line,
    /// Blank lines part them; lines between are one.
    BlankLine,
    /// As the lines' lengths tell.
    #[default]
    Auto,
}

/// What stands before the lead, in any order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The names that the agency gives its sections.
    pub sections: Lexicon,
    /// Places that may stand on a line of their own.
    pub places: Lexicon,
    /// Whether copy without these names may still have them, told by their form alone.
    pub by_form: bool,
    /// Whether what stands between headline and dateline is a deck.
    pub deck: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dateline {
    pub agencies: Vec<String>,
    pub dashes: Vec<String>,
    /// Patterns, tried in order.
    pub forms: Vec<Pattern>,
    /// What `{date}` is.
    pub dates: Vec<Pattern>,
    /// How a lead that begins with a date writes it. It stays in the sentence.
    pub lead_dates: Vec<Pattern>,
    /// Twelve lists of names, January first.
    #[serde(default)]
    pub months: Vec<Vec<String>>,
    /// Whether the dateline's agency is whose information the story is.
    pub agency_is_source: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What stands before a credit, such as `Ảnh:`.
    pub credit_labels: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Byline {
    /// What stands before the names, such as `By `.
    pub labels: Vec<String>,
    /// What stands between two names, such as ` and `.
    pub joiners: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Marks that are glued to the last word, its own full stop not included.
    pub glued: Vec<String>,
    /// Marks on a line of their own.
    pub alone: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leftovers {
    /// Whole lines of a web page's furniture.
    pub lines: Lexicon,
}

impl Dateline {
    pub fn words(&self) -> Words<'_> {
        Words { agencies: &self.agencies, dashes: &self.dashes, months: &self.months, dates: &self.dates }
    }
}

/// Lines to know a line by, but for letter case and for what pages put after such lines.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Lexicon(Vec<String>);

impl From<Vec<String>> for Lexicon {
    fn from(entries: Vec<String>) -> Self {
        Lexicon(entries.iter().map(|entry| entry.to_lowercase()).collect())
    }
}

impl Lexicon {
    /// Longer lines are never compared.
    const MAX_BYTES: usize = 200;

    pub fn has(&self, line: &str) -> bool {
        let bare = line.trim_end_matches([':', '…', '.', '>', '»', '›', '→', ' ']);
        if bare.len() > Self::MAX_BYTES || self.0.is_empty() {
            return false;
        }
        let lower = bare.to_lowercase();
        self.0.contains(&lower)
    }
}
