//! A layout profile: how one agency lays out its copy, as data (`profiles/*.toml`).
//!
//! A profile states what is the agency's own. What any agency may write comes with it: the words of each language
//! (`lexicons/languages/*.toml`) and the generic profile, which are profiles in part.

mod choose;
mod figure;
mod lifecycle;
mod merge;
pub mod phrases;
mod scripts;
mod shipped;

use std::sync::OnceLock;

use serde::Deserialize;

use crate::framing::Framing;
use crate::pattern::{self, Found, Marks as PatternMarks, Pattern, Words};
use phrases::{Case, Lexicon, Phrases};

pub use choose::choose;
pub use figure::{Brackets, CreditPosition, Figure};
pub use lifecycle::{Action, Lifecycle, Marks};
pub use scripts::Scripts;
pub use shipped::{GENERIC, complete, named, names};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    /// BCP 47, when the layout is of one language.
    #[serde(default)]
    pub language: Option<String>,
    /// A label of the WHATWG Encoding Standard, when the agency does not send UTF-8.
    #[serde(default)]
    pub charset: Option<String>,
    /// What such copy may be framed by. Frames are taken off before copy is known, so it counts when the profile is named.
    #[serde(default)]
    pub framing: Framing,
    /// What invisible characters are in each script. Counts when the profile is named.
    #[serde(default)]
    pub scripts: Scripts,
    #[serde(default)]
    pub paragraphs: Paragraphs,
    /// What else tells that copy has this layout, such as the name of the web site.
    #[serde(default)]
    pub signs: Phrases,
    #[serde(default)]
    pub head: Head,
    #[serde(default)]
    pub dateline: Dateline,
    #[serde(default)]
    pub figure: Figure,
    #[serde(default)]
    pub byline: Byline,
    #[serde(default)]
    pub contributors: Contributors,
    #[serde(default)]
    pub crosshead: Crosshead,
    #[serde(default)]
    pub end: End,
    #[serde(default)]
    pub leftovers: Leftovers,
    #[serde(default)]
    pub lifecycle: Lifecycle,
    #[serde(default)]
    pub internal: Internal,
}

/// How lines make paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paragraphs {
    /// Each line is one.
    Line,
    /// Blank lines part them; lines between are one.
    BlankLine,
    /// An indented line begins one.
    Indent,
    /// As the lines' lengths tell.
    #[default]
    Auto,
}

/// What stands before the lead, in any order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Head {
    /// The names that the agency gives its sections.
    pub sections: Lexicon,
    /// Places that may stand on a line of their own.
    pub places: Lexicon,
    /// Whether copy without these names may still have them, told by their form alone.
    pub by_form: bool,
    /// Whether what stands between headline and dateline is a deck.
    pub deck: bool,
    /// Whether the first paragraph is a deck even when no dateline follows.
    pub deck_without_dateline: bool,
    /// What stands before a deck, such as `Sapo:`.
    pub deck_labels: Phrases,
    /// What a line of publication date and time may have besides these, such as `Updated`.
    pub date_words: Phrases,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dateline {
    pub agencies: Phrases,
    pub dashes: Vec<String>,
    /// Patterns, tried in order.
    pub forms: Vec<Pattern>,
    /// Patterns of a dateline that has a line to itself.
    pub own_line: Vec<Pattern>,
    /// Patterns too weak to stand alone: they count when the lead then names a date in its first words.
    pub forms_before_date: Vec<Pattern>,
    /// Patterns too weak to stand alone: they count when running text follows.
    pub forms_before_text: Vec<Pattern>,
    /// What `{date}` is.
    pub dates: Vec<Pattern>,
    /// How a lead that begins with a date writes it. It stays in the sentence.
    pub lead_dates: Vec<Pattern>,
    /// Twelve lists of names, January first.
    pub months: Vec<Phrases>,
    /// The same of the solar Hijri calendar, Farvardin first, and of the lunar one, Muharram first.
    pub solar_months: Vec<Phrases>,
    pub lunar_months: Vec<Phrases>,
    pub weekdays: Phrases,
    /// What `{city}` is.
    pub cities: Phrases,
    /// How sentences begin that name a source and are no datelines, such as `Theo phóng viên`.
    pub attributions: Phrases,
    /// Whether the dateline's agency is whose information the story is.
    pub agency_is_source: bool,
    /// The names of all months and weekdays: most words that a date is looked for at are none.
    #[serde(skip)]
    pub calendar_names: OnceLock<Phrases>,
    /// What forms of dates begin with that begin with a letter as it stands.
    #[serde(skip)]
    pub date_letters: OnceLock<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Byline {
    /// What stands before the names, such as `By `.
    pub labels: Phrases,
    /// What stands after them, such as ` 기자`.
    pub suffixes: Vec<String>,
    /// What stands between two names, such as ` and `.
    pub joiners: Vec<String>,
    /// What stands between the last name and its agency, such as `/`; a bracket needs none.
    pub affiliation_marks: Vec<String>,
    /// What stands before the agency that the story was taken from, such as `theo`.
    pub sources: Phrases,
    /// First words that tell a person's name from a place's.
    pub surnames: Phrases,
    /// Words in small letters that names have, such as `von`.
    pub particles: Phrases,
    /// How words begin that say what somebody is, after the name: `Correspondent`.
    pub roles: Phrases,
}

/// Who else worked on the story: `(Reporting by A; Editing by B)`. A phrase says the role of the names after it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contributors {
    pub reporter: Phrases,
    pub writer: Phrases,
    pub editor: Phrases,
    pub translator: Phrases,
    pub photographer: Phrases,
    pub contributor: Phrases,
    /// What stands between a name and where that person was: `in`.
    pub places: Phrases,
    /// How a sentence goes on after its names: `contributed to this report`.
    pub endings: Phrases,
}

/// What a crosshead is like.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Crosshead {
    pub max_words: usize,
    /// One with more words may be a related story's headline.
    pub sure_words: usize,
}

impl Default for Crosshead {
    fn default() -> Self {
        Crosshead { max_words: 12, sure_words: 8 }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct End {
    /// Marks that are glued to the last word, its own full stop not included.
    pub glued: Vec<String>,
    /// Marks on a line of their own.
    pub alone: Lexicon,
    /// Patterns that sign a story off, on a line of their own or after the last sentence: `({agency}<, {date}>)`.
    pub sign_offs: Vec<Pattern>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Leftovers {
    /// Whole lines of a web page's furniture.
    pub lines: Lexicon,
    /// How such lines begin, whatever follows.
    pub begins: Phrases,
    /// Headings of lists of other stories: the headlines after them go too.
    pub related: Lexicon,
    /// Headings of the words that a page files the story under: the words after them go too.
    pub tags: Lexicon,
}

/// What is not for publication.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Internal {
    /// How a note to editors begins: `Eds:`.
    pub notes: Phrases,
    /// What a line says that opens a part which must not be printed. It ends with a line of marks, the same words, or
    /// the copy.
    pub fences: Phrases,
    /// What a line says that ends such a part.
    pub fence_ends: Phrases,
    /// How routing lines begin.
    pub routing: Phrases,
}

impl Dateline {
    /// The dateline that a line begins with.
    pub fn find(&self, line: &str) -> Option<Found> {
        if !line.trim_start_matches(['\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}']).starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '(' | '[' | '（' | '［' | '【' | '<' | '/' | '-' | '*' | '«')
        }) {
            return None;
        }
        if self.attributions.prefix(line, Case::Any).is_some() {
            return None;
        }
        let words = self.words();
        let agency = self.names_agency_early(line);
        let marks = PatternMarks::of_start(line);
        let find = |forms: &[Pattern]| {
            let may_fit = forms.iter().filter(|form| agency || !form.needs_agency());
            may_fit.filter_map(|form| form.find_with(marks, line, &words)).next()
        };
        let whole = || {
            let short = line.len() <= pattern::LOOKED_AT_BYTES;
            short.then(|| find(&self.own_line))?.filter(|found| found.end == line.len())
        };
        let before_date = || {
            let found = find(&self.forms_before_date)?;
            self.dated(line.get(found.end..)?).then_some(found)
        };
        let before_text = || {
            let found = find(&self.forms_before_text)?;
            crate::recognise::shape::is_running_text(line.get(found.end..)?).then_some(found)
        };
        whole().or_else(|| find(&self.forms)).or_else(before_date).or_else(before_text)
    }

    /// Whether an agency that the profile names stands where datelines have it.
    pub fn names_agency_early(&self, line: &str) -> bool {
        const LOOKED_AT_CHARS: usize = 90;
        let end = line.char_indices().nth(LOOKED_AT_CHARS).map_or(line.len(), |(at, _)| at);
        line.get(..end).is_some_and(|start| self.agencies.find(start, Case::Exact).is_some())
    }

    /// Whether the lead's first words name a date, which need not be the story's own: `Từ ngày 23/11`.
    fn dated(&self, lead: &str) -> bool {
        const FIRST_CHARS: usize = 24;
        let words = self.words();
        let mut starts = lead.char_indices().take(FIRST_CHARS).filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at);
        starts.any(|at| lead.get(at..).is_some_and(|rest| pattern::date(rest, &words).is_some()))
    }

    /// The date that the lead's first words name. Nothing may go on after it as if it were part of a longer number.
    pub fn lead_date(&self, lead: &str) -> Option<pressroom_core::Date> {
        let words = self.words();
        let marks = PatternMarks::of_start(lead);
        self.lead_dates.iter().find_map(|form| {
            let found = form.find_with(marks, lead, &words)?;
            let after = lead.get(found.end..)?.chars().next();
            let ends = after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '-'));
            found.date().filter(|_| ends)
        })
    }

    /// The date that a text begins with.
    pub fn date_at(&self, text: &str) -> Option<Found> {
        pattern::date(text, &self.words())
    }

    /// Whether the profile names this agency, or all of these.
    pub fn knows(&self, agency: &str) -> bool {
        self.agencies.prefix(agency, Case::Exact).is_some()
    }

    /// Whether the text is an agency's name and nothing else.
    pub fn is_agency(&self, text: &str) -> bool {
        self.agencies.is(text, Case::Exact)
    }

    /// Where in the text an agency is named.
    pub fn agency_in(&self, text: &str) -> Option<(usize, usize)> {
        self.agencies.find(text, Case::Exact)
    }

    /// What a pattern of this grammar finds at the start of a text.
    pub fn match_pattern(&self, form: &Pattern, text: &str) -> Option<Found> {
        form.find(text, &self.words())
    }

    fn all_calendar_names(&self) -> Phrases {
        let mut names = self.weekdays.clone();
        [&self.months, &self.solar_months, &self.lunar_months].into_iter().flatten().for_each(|month| names.add(month));
        names
    }

    fn words(&self) -> Words<'_> {
        Words {
            agencies: &self.agencies,
            dashes: &self.dashes,
            months: &self.months,
            solar_months: &self.solar_months,
            lunar_months: &self.lunar_months,
            weekdays: &self.weekdays,
            calendar_names: self.calendar_names.get_or_init(|| self.all_calendar_names()),
            cities: &self.cities,
            dates: &self.dates,
            date_letters: self
                .date_letters
                .get_or_init(|| self.dates.iter().flat_map(Pattern::first_letters).collect()),
            dates_found: Default::default(),
            ends_found: Default::default(),
            dash_marks: Default::default(),
        }
    }
}
