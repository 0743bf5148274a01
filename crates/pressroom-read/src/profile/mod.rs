//! A layout profile: how one agency lays out its copy, as data (`profiles/*.toml`).

mod choose;
mod shipped;

use serde::Deserialize;

use crate::pattern::{Found, Pattern, Words};

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
    /// Patterns too weak to stand alone: they count when the lead then names a date in its first words.
    #[serde(default)]
    pub forms_before_date: Vec<Pattern>,
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
    /// Those that say more than that it is a photo, such as `Minh họa:`. They stay with the credit.
    #[serde(default)]
    pub telling_labels: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Byline {
    /// What stands before the names, such as `By `.
    pub labels: Vec<String>,
    /// What stands between two names, such as ` and `.
    pub joiners: Vec<String>,
    /// What stands between the last name and its agency, such as `/`; a bracket needs none.
    #[serde(default)]
    pub affiliation_marks: Vec<String>,
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
    /// The dateline that a line begins with.
    pub fn find(&self, line: &str) -> Option<Found> {
        let words = self.words();
        self.forms.iter().find_map(|form| form.find(line, &words)).or_else(|| {
            let found = self.forms_before_date.iter().find_map(|form| form.find(line, &words))?;
            self.dated(line.get(found.end..)?).then_some(found)
        })
    }

    /// Whether the lead's first words name a date, which need not be the story's own: `Từ ngày 23/11`.
    fn dated(&self, lead: &str) -> bool {
        const FIRST_CHARS: usize = 24;
        let words = self.words();
        let mut starts = lead.char_indices().take(FIRST_CHARS).filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at);
        starts.any(|at| {
            let rest = lead.get(at..).unwrap_or_default();
            self.dates.iter().any(|form| form.find(rest, &words).is_some_and(|found| found.date().is_some()))
        })
    }

    /// The date that the lead's first words name. Nothing may go on after it as if it were part of a longer number.
    pub fn lead_date(&self, lead: &str) -> Option<pressroom_core::Date> {
        let words = self.words();
        self.lead_dates.iter().find_map(|form| {
            let found = form.find(lead, &words)?;
            let after = lead.get(found.end..)?.chars().next();
            let ends = after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '-'));
            found.date().filter(|_| ends)
        })
    }

    /// Whether the profile names this agency.
    pub fn knows(&self, agency: &str) -> bool {
        self.agencies.iter().any(|known| known == agency)
    }

    fn words(&self) -> Words<'_> {
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
