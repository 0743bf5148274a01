//! `issue.toml`: an edition, its publication and its stories in order.

use std::borrow::Cow;
use std::path::Path;

use pressroom_core::{
    Article, Asset, Date, DateTime, Diagnostic, ImprintLine, Issue, Publication, Section, Span, Text,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

use super::codes;
use super::head_matter::Places;
use super::issue_codes::{COVER_UNUSABLE, ISSUE_TOO_LARGE, MISSING_KEY, TOO_MANY, WRONG_FORM};
use super::issue_stories::{IssueStory, StoryEntry};
use super::issue_values;
use super::toml_text::TomlText;
use super::values::{self, Words};
use crate::{assets, direction};

/// A larger file is no edition's list of stories.
pub const MAX_ISSUE_TOML_BYTES: usize = 4 * MIB;
pub const MAX_SECTIONS: usize = 500;
/// Of an edition, whether named or found by a pattern.
pub const MAX_STORIES: usize = 10_000;
const MIB: usize = 1024 * 1024;

const TABLES: &[&str] = &["publication", "issue", "sections", "outputs"];

#[derive(Clone, Debug, Default)]
pub struct IssueToml {
    pub publication: Publication,
    pub id: Option<String>,
    /// From 1, growing, when the edition is sent again.
    pub version: Option<u32>,
    /// The edition's outputs are named by it; see [`IssueToml::stem`].
    pub slug: Option<String>,
    pub number: Option<String>,
    pub date: Option<Date>,
    pub updated: Option<DateTime>,
    pub title: Option<Text>,
    /// A picture, relative to this file's folder.
    pub cover: Option<Text>,
    pub sections: Vec<SectionEntry>,
    /// The plugins that the edition has options for, in the author's order.
    pub outputs: Vec<OutputEntry>,
    pub(super) places: IssuePlaces,
}

#[derive(Clone, Debug)]
pub struct SectionEntry {
    pub title: Text,
    pub stories: Vec<StoryEntry>,
    /// Of its heading.
    pub span: Span,
}

/// `[outputs.<plugin>]`
#[derive(Clone, Debug)]
pub struct OutputEntry {
    pub plugin: Text,
    pub options: Map<String, Value>,
}

/// Where preflight points when something is wrong with the edition as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct IssuePlaces {
    pub imprint: Option<Span>,
    pub issue: Option<Span>,
    pub id: Option<Span>,
    pub date: Option<Span>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicationTable {
    title: Words,
    publisher: Option<Words>,
    #[serde(default, deserialize_with = "values::language")]
    language: Option<String>,
    #[serde(default, deserialize_with = "issue_values::issn")]
    issn: Option<String>,
    nameplate: Option<Words>,
    #[serde(default, deserialize_with = "issue_values::timezone")]
    timezone: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct IssueTable {
    id: Option<Words>,
    #[serde(deserialize_with = "values::version")]
    version: Option<u32>,
    #[serde(deserialize_with = "issue_values::slug")]
    slug: Option<String>,
    #[serde(deserialize_with = "issue_values::number")]
    number: Option<String>,
    #[serde(deserialize_with = "issue_values::date_with_year")]
    date: Option<Date>,
    title: Option<Words>,
    cover: Option<Words>,
    #[serde(deserialize_with = "values::date_time")]
    updated: Option<DateTime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionTable {
    title: Words,
}

impl IssueToml {
    /// `name` is how messages call the file. Errors: what cannot be read as an edition, with its line and column.
    pub fn parse(name: &str, text: &str) -> Result<Self, Diagnostic> {
        if text.len() > MAX_ISSUE_TOML_BYTES {
            let limit = MAX_ISSUE_TOML_BYTES / MIB;
            return Err(Diagnostic::new(ISSUE_TOO_LARGE).arg("file", name).arg("limit", limit));
        }
        let toml = TomlText::new(name, text);
        let mut root = toml.table()?;
        toml.check_names(name, root.get_ref(), TABLES)?;
        let top = toml.span(0..0);
        let mut issue = IssueToml::default();
        let publication = take(root.get_mut(), "publication");
        issue.read_publication(&toml, publication.ok_or_else(|| missing("publication", name, &top))?)?;
        if let Some(given) = take(root.get_mut(), "issue") {
            issue.read_issue(&toml, given)?;
        }
        let sections = take(root.get_mut(), "sections").ok_or_else(|| missing("sections", name, &top))?;
        issue.read_sections(&toml, sections)?;
        if let Some(outputs) = take(root.get_mut(), "outputs") {
            issue.read_outputs(&toml, outputs)?;
        }
        Ok(issue)
    }

    fn read_publication(&mut self, toml: &TomlText<'_>, given: Spanned<DeValue<'_>>) -> Result<(), Diagnostic> {
        let mut table = table_of(toml, given, "publication", "[publication]")?;
        let span = toml.span(table.span());
        let imprint = take(table.get_mut(), "imprint");
        self.places.imprint = Some(imprint.as_ref().map_or_else(|| span.clone(), |value| toml.span(value.span())));
        let mut known = super::keys::fields_of::<PublicationTable>().to_vec();
        known.push("imprint");
        toml.check_names("[publication]", table.get_ref(), &known)?;
        require(table.get_ref(), "title", "[publication]", &span)?;
        let PublicationTable { title, publisher, language, issn, nameplate, timezone } = toml.value(table)?;
        self.publication = Publication {
            title: title.0,
            publisher: publisher.map(|words| words.0),
            language,
            issn,
            nameplate: nameplate.map(|words| words.0),
            timezone,
            imprint: imprint.map(|value| read_imprint(toml, value)).transpose()?.unwrap_or_default(),
        };
        Ok(())
    }

    fn read_issue(&mut self, toml: &TomlText<'_>, given: Spanned<DeValue<'_>>) -> Result<(), Diagnostic> {
        let table = table_of(toml, given, "issue", "[issue]")?;
        toml.check_keys::<IssueTable>("[issue]", table.get_ref())?;
        let places = Places::of(toml, table.get_ref());
        self.places.issue = Some(toml.span(table.span()));
        self.places.id = places.at("id", 0);
        self.places.date = places.at("date", 0);
        let IssueTable { id, version, slug, number, date, title, cover, updated } = toml.value(table)?;
        let text = |words: Option<Words>, key| words.map(|words| Text { text: words.0, span: places.at(key, 0) });
        self.title = text(title, "title");
        self.cover = text(cover, "cover");
        self.id = id.map(|words| words.0);
        (self.version, self.slug, self.number) = (version, slug, number);
        (self.date, self.updated) = (date, updated);
        Ok(())
    }

    fn read_sections(&mut self, toml: &TomlText<'_>, given: Spanned<DeValue<'_>>) -> Result<(), Diagnostic> {
        let form = "[[sections]]";
        let span = toml.span(given.span());
        let DeValue::Array(sections) = given.into_inner() else { return Err(wrong_form("sections", form, &span)) };
        if sections.len() > MAX_SECTIONS {
            return Err(Diagnostic::new(TOO_MANY).arg("key", "sections").arg("limit", MAX_SECTIONS).at(&span));
        }
        let mut stories_named = 0;
        for section in sections {
            let mut table = table_of(toml, section, "sections", form)?;
            let span = toml.span(table.span());
            toml.check_names(form, table.get_ref(), &["title", "stories"])?;
            require(table.get_ref(), "title", form, &span)?;
            require(table.get_ref(), "stories", form, &span)?;
            let title_span = table.get_ref().get("title").map(|value| toml.value_span(value));
            let Some(entries) = take(table.get_mut(), "stories") else { continue };
            let entries_span = toml.span(entries.span());
            let DeValue::Array(entries) = entries.into_inner() else {
                return Err(wrong_form("stories", "stories = [\"0001.txt\", \"0002.txt\"]", &entries_span));
            };
            stories_named += entries.len();
            if stories_named > MAX_STORIES {
                let error = Diagnostic::new(TOO_MANY).arg("key", "stories").arg("limit", MAX_STORIES);
                return Err(error.at(&entries_span));
            }
            let stories = entries.into_iter().map(|entry| StoryEntry::of(toml, entry)).collect::<Result<_, _>>()?;
            let SectionTable { title } = toml.value(table)?;
            self.sections.push(SectionEntry { title: Text { text: title.0, span: title_span }, stories, span });
        }
        Ok(())
    }

    fn read_outputs(&mut self, toml: &TomlText<'_>, given: Spanned<DeValue<'_>>) -> Result<(), Diagnostic> {
        let table = table_of(toml, given, "outputs", "[outputs.pdf]")?;
        for (plugin, span, options) in in_order(toml, table.into_inner()) {
            let options = table_of(toml, options, &plugin, &format!("[outputs.{plugin}]"))?;
            self.outputs.push(OutputEntry { options: toml.value(options)?, plugin: Text::at(plugin, span) });
        }
        Ok(())
    }

    /// The edition for plugins, its cover opened. `folder` is this file's own. The sections' articles are left to the
    /// caller, who knows which stories there are in the end.
    ///
    /// A cover that cannot be used is a warning, and the edition goes without one.
    pub fn issue(&self, folder: &Path) -> (Issue, Vec<Diagnostic>) {
        let (cover, warning) = match self.cover.as_ref().map(|cover| open_cover(cover, folder)) {
            Some(Ok(asset)) => (Some(asset), None),
            Some(Err(warning)) => (None, Some(warning)),
            None => (None, None),
        };
        let section = |entry: &SectionEntry| Section { title: entry.title.text.clone(), articles: Vec::new() };
        let issue = Issue {
            id: self.id.clone(),
            version: self.version,
            publication: self.publication.clone(),
            number: self.number.clone(),
            date: self.date,
            updated: self.updated,
            title: self.title.clone(),
            cover,
            sections: self.sections.iter().map(section).collect(),
            print_pages: Vec::new(),
        };
        (issue, warning.into_iter().collect())
    }

    /// What the edition's own outputs are named by: its slug, else its folder's name.
    pub fn stem(&self, folder: &Path) -> String {
        let whole = || folder.canonicalize().ok();
        let of_folder = || Some(whole()?.file_name()?.to_str()?.nfc().collect());
        self.slug.clone().or_else(of_folder).unwrap_or_else(|| "issue".to_owned())
    }

    /// Gives a story what the edition says and the story itself does not.
    pub fn fill(&self, story: &IssueStory, article: &mut Article) {
        if let Some(language) = &self.publication.language
            && article.language == pressroom_core::UNDETERMINED
        {
            article.direction = direction::of(language);
            article.language.clone_from(language);
        }
        if article.section.is_none() {
            article.section = self.sections.get(story.section).map(|section| section.title.clone());
        }
        article.updated = article.updated.or(self.updated);
    }
}

fn read_imprint(toml: &TomlText<'_>, given: Spanned<DeValue<'_>>) -> Result<Vec<ImprintLine>, Diagnostic> {
    let table = table_of(toml, given, "imprint", "[publication.imprint]")?;
    let lines = in_order(toml, table.into_inner()).into_iter().map(|(label, span, value)| {
        let given_span = toml.value_span(&value);
        let given = value
            .get_ref()
            .as_str()
            .ok_or_else(|| wrong_form(&label, &format!("\"{label}\" = \"...\""), &given_span))?;
        let bad = |value: &str, span: &Span, reason: String| {
            Diagnostic::new(codes::BAD_VALUE).arg("key", "imprint").arg("value", value).arg("reason", reason).at(span)
        };
        let text = Words::try_from(given.to_owned()).map_err(|reason| bad(given, &given_span, reason))?.0;
        let label = Words::try_from(label.clone()).map_err(|reason| bad(&label, &span, reason))?.0;
        Ok(ImprintLine { label, text })
    });
    lines.collect()
}

fn open_cover(cover: &Text, folder: &Path) -> Result<Asset, Diagnostic> {
    assets::open(&cover.text, folder)
        .map_err(|_| Diagnostic::new(COVER_UNUSABLE).arg("file", &cover.text).at(&cover.span))
}

fn take<'i>(table: &mut DeTable<'i>, name: &str) -> Option<Spanned<DeValue<'i>>> {
    take_entry(table, name).map(|(_, value)| value)
}

/// Takes a key and its value out of a table.
pub(super) fn take_entry<'i>(
    table: &mut DeTable<'i>,
    name: &str,
) -> Option<(Spanned<Cow<'i, str>>, Spanned<DeValue<'i>>)> {
    let key = table.keys().find(|key| key.get_ref() == name).cloned()?;
    let value = table.remove(&key)?;
    Some((key, value))
}

/// Key, its place, and value, as the author ordered them.
fn in_order<'i>(toml: &TomlText<'_>, table: DeTable<'i>) -> Vec<(String, Span, Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter().map(|(key, value)| (key.get_ref().to_string(), toml.span(key.span()), value)).collect()
}

fn table_of<'i>(
    toml: &TomlText<'_>,
    value: Spanned<DeValue<'i>>,
    key: &str,
    form: &str,
) -> Result<Spanned<DeTable<'i>>, Diagnostic> {
    let range = value.span();
    match value.into_inner() {
        DeValue::Table(table) => Ok(Spanned::new(range, table)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => Err(wrong_form(key, form, &toml.span(range))),
    }
}

pub(super) fn wrong_form(key: &str, form: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(WRONG_FORM).arg("key", key).arg("form", form).at(span)
}

fn missing(key: &str, table: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(MISSING_KEY).arg("key", key).arg("table", table).at(span)
}

pub(super) fn require(found: &DeTable<'_>, key: &str, table: &str, span: &Span) -> Result<(), Diagnostic> {
    if found.contains_key(key) { Ok(()) } else { Err(missing(key, table, span)) }
}
