//! The stories that an edition names, by file or by pattern, found on disk in order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use glob::Pattern;
use pressroom_core::{Article, Diagnostic, Severity, Span};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use super::head_matter::{HeadMatter, Places};
use super::issue_codes::{BAD_PATTERN, EMPTY_SECTION, NO_STORIES, PATTERN_FINDS_NOTHING, STORY_TWICE, TOO_MANY};
use super::issue_toml::{IssueToml, MAX_STORIES, require, take_entry, wrong_form};
use super::keys::fields_of;
use super::story_files::{FoundFile, StoryFolder};
use super::toml_text::TomlText;

/// What makes a name a pattern.
pub(super) const PATTERN_CHARACTERS: [char; 3] = ['*', '?', '['];

/// One entry of a section's `stories`, as written.
#[derive(Clone, Debug)]
pub struct StoryEntry {
    wanted: Wanted,
    overrides: HeadMatter,
    weight: Option<u32>,
    page: Option<String>,
    span: Span,
    places: Places,
}

#[derive(Clone, Debug)]
enum Wanted {
    File(String),
    Pattern(Pattern),
}

/// A story of the edition.
#[derive(Clone, Debug)]
pub struct IssueStory {
    /// Its place among the edition's sections, from 0.
    pub section: usize,
    pub file: PathBuf,
    /// Relative to the edition's folder, with `/`.
    pub named: String,
    /// Of the entry that names it.
    pub span: Span,
    pub overrides: HeadMatter,
    /// How much the story matters to the edition's make-up.
    pub weight: Option<u32>,
    /// The page of the printed edition that it begins on, as printed.
    pub page: Option<String>,
    places: Places,
}

/// The keys of an entry that are not head matter.
#[derive(Deserialize)]
struct EntryTable {
    file: String,
    weight: Option<u32>,
    page: Option<Page>,
}

/// `5` or `"A3"`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Page {
    Number(u32),
    Name(String),
}

impl StoryEntry {
    pub(super) fn of(toml: &TomlText<'_>, entry: Spanned<DeValue<'_>>) -> Result<Self, Diagnostic> {
        let form = "\"0001.txt\" or { file = \"0001.txt\" }";
        let span = toml.value_span(&entry);
        let range = entry.span();
        match entry.into_inner() {
            DeValue::String(name) if name.contains(PATTERN_CHARACTERS) => {
                let pattern =
                    Pattern::new(&name.trim_start_matches("./").nfc().collect::<String>()).map_err(|error| {
                        Diagnostic::new(BAD_PATTERN).arg("pattern", &name).arg("reason", error.msg).at(&span)
                    })?;
                Ok(StoryEntry::plain(Wanted::Pattern(pattern), span))
            }
            DeValue::String(name) => Ok(StoryEntry::plain(Wanted::File(name.into_owned()), span)),
            DeValue::Table(mut fields) => {
                let table = "a story of [[sections]]";
                let known = [fields_of::<HeadMatter>(), fields_of::<EntryTable>()].concat();
                toml.check_names(table, &fields, &known)?;
                require(&fields, "file", table, &span)?;
                let own = fields_of::<EntryTable>().iter().filter_map(|key| take_entry(&mut fields, key)).collect();
                let EntryTable { file, weight, page } = toml.value(Spanned::new(range.clone(), own))?;
                let places = Places::of(toml, &fields);
                let overrides = toml.value(Spanned::new(range, fields))?;
                let page = page.map(|page| match page {
                    Page::Number(number) => number.to_string(),
                    Page::Name(name) => name.nfc().collect(),
                });
                Ok(StoryEntry { wanted: Wanted::File(file), overrides, weight, page, span, places })
            }
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => Err(wrong_form("stories", form, &span)),
        }
    }

    fn plain(wanted: Wanted, span: Span) -> Self {
        let (overrides, places) = (HeadMatter::default(), Places::default());
        StoryEntry { wanted, overrides, weight: None, page: None, span, places }
    }

    fn story(&self, section: usize, found: FoundFile) -> IssueStory {
        IssueStory {
            section,
            file: found.path,
            named: found.name,
            span: self.span.clone(),
            overrides: self.overrides.clone(),
            weight: self.weight,
            page: self.page.clone(),
            places: self.places.clone(),
        }
    }
}

impl IssueStory {
    /// What the edition changes about the story: it replaces what the story and its own file say.
    pub fn apply(&self, article: &mut Article) -> Vec<Diagnostic> {
        self.overrides.apply(&self.places, article)
    }

    /// Where the entry says that the story has an earlier version, which makes an `id` due.
    pub fn asks_for_id(&self) -> Option<Span> {
        self.overrides.asks_for_id(&self.places)
    }

    /// What the story's own outputs are named by: its name without the extension, NFC.
    pub fn stem(&self) -> String {
        let without = Path::new(&self.named).with_extension("");
        without.to_string_lossy().nfc().collect()
    }
}

impl IssueToml {
    /// The edition's stories in order, and what is wrong with the entries; a story that cannot be taken is left out.
    /// `folder` is this file's own; nothing outside of it is a story, through links either.
    ///
    /// A pattern means what no entry names by itself: `["lead.txt", "*.txt"]` is the lead and then the rest.
    pub fn stories(&self, folder: &Path) -> (Vec<IssueStory>, Vec<Diagnostic>) {
        let mut search = Search::of(self, folder);
        for (section, entry) in self.sections.iter().enumerate() {
            let (found_before, told_before) = (search.stories.len(), search.diagnostics.len());
            for story in &entry.stories {
                search.add(section, story);
            }
            let nothing_said = search.diagnostics.len() == told_before;
            if search.stories.len() == found_before && nothing_said {
                let empty = Diagnostic::new(EMPTY_SECTION).arg("section", &entry.title.text);
                search.diagnostics.push(empty.at(&entry.title.span));
            }
        }
        let Search { mut stories, mut diagnostics, .. } = search;
        if stories.len() > MAX_STORIES {
            stories.truncate(MAX_STORIES);
            diagnostics.push(Diagnostic::new(TOO_MANY).arg("key", "stories").arg("limit", MAX_STORIES));
        }
        if stories.is_empty() && diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error) {
            diagnostics.push(Diagnostic::new(NO_STORIES).at(self.sections.first().map(|section| &section.span)));
        }
        (stories, diagnostics)
    }
}

struct Search<'a> {
    issue: &'a IssueToml,
    folder: StoryFolder,
    /// Real paths that entries name one by one.
    named: BTreeSet<PathBuf>,
    /// Where each story stands first: its position among `stories`, by real path.
    taken: BTreeMap<PathBuf, usize>,
    stories: Vec<IssueStory>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Search<'a> {
    fn of(issue: &'a IssueToml, folder: &Path) -> Self {
        let folder = StoryFolder::new(folder);
        let entries = issue.sections.iter().flat_map(|section| &section.stories);
        let named = entries.filter_map(|entry| match &entry.wanted {
            Wanted::File(name) => folder.file(name).ok().map(|found| found.real),
            Wanted::Pattern(_) => None,
        });
        let named = named.collect();
        Search { issue, folder, named, taken: BTreeMap::new(), stories: Vec::new(), diagnostics: Vec::new() }
    }

    fn add(&mut self, section: usize, entry: &StoryEntry) {
        match &entry.wanted {
            Wanted::File(name) => match self.folder.file(name) {
                Ok(found) => self.take(section, entry, found),
                Err(problem) => self.diagnostics.push(problem.at(&entry.span)),
            },
            Wanted::Pattern(pattern) => {
                let (found, problems) = self.folder.matching(pattern);
                let nothing = found.is_empty() && problems.is_empty();
                self.diagnostics.extend(problems.into_iter().map(|problem| problem.at(&entry.span)));
                if nothing {
                    let error = Diagnostic::new(PATTERN_FINDS_NOTHING).arg("pattern", pattern);
                    self.diagnostics.push(error.at(&entry.span));
                }
                for found in found {
                    if !self.named.contains(&found.real) {
                        self.take(section, entry, found);
                    }
                }
            }
        }
    }

    fn take(&mut self, section: usize, entry: &StoryEntry, found: FoundFile) {
        let first = self.taken.get(&found.real).and_then(|position| self.stories.get(*position));
        if let Some(first) = first {
            let title = self.issue.sections.get(first.section).map_or("", |section| &section.title.text);
            let twice = Diagnostic::new(STORY_TWICE).arg("story", &found.name).arg("section", title);
            self.diagnostics.push(twice.at(&entry.span).at(&first.span));
        } else {
            self.taken.insert(found.real.clone(), self.stories.len());
            self.stories.push(entry.story(section, found));
        }
    }
}
