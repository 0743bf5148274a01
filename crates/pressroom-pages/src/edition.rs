//! What is in an output, in order: sections of stories. A single story is an edition of one section with one story.

use std::collections::BTreeSet;

use pressroom_core::{Article, DateTime, Diagnostic, Direction, Issue, Severity, UNDETERMINED, identity};
use pressroom_plugin::{Error, Job};
use uuid::Uuid;

use crate::Output;
use crate::names::{INDEX, Names, Naming};
use crate::pictures::{self, Picture, Tally};
use crate::words::{self, Words};

/// Drawn once at random; identifiers of issues that give none are version 5 UUIDs (RFC 9562, 5.5) within it.
const NAMESPACE: Uuid = Uuid::from_u128(0x5d6e_0c7b_9b0c_4c57_8a3e_41f2_b0d9_6e13);

/// The plan of an output, without the stories' text: that is read again, one story at a time, when its page is written.
pub struct Edition {
    /// An IRI that stays the same for this story or issue.
    pub identifier: String,
    pub title: String,
    /// BCP 47, the main one.
    pub language: String,
    pub direction: Direction,
    pub modified: DateTime,
    /// The issue, when it is one.
    pub issue: Option<Issue>,
    /// The cover picture of the issue, if it gives one that can be used.
    pub cover: Option<Picture>,
    pub sections: Vec<Section>,
    pub tally: Tally,
}

/// A part of the edition. Its page exists only when it has a title.
pub struct Section {
    pub title: Option<String>,
    pub path: String,
    pub stories: Vec<Story>,
}

/// What the other pages say about a story.
pub struct Story {
    /// Its position in the job.
    pub index: usize,
    /// The story's own identifier, so that others can link to it.
    pub id: Option<String>,
    pub path: String,
    pub headline: String,
    /// The names of the byline.
    pub byline: Vec<String>,
    /// What it says in a sentence or two: the summary, else the deck.
    pub summary: Option<String>,
    /// BCP 47.
    pub language: String,
    pub direction: Direction,
    pub pictures: Vec<Picture>,
    /// The page of the printed edition that begins with it. Of several stories that begin on one page, the first has it.
    pub print_page: Option<String>,
}

impl Edition {
    /// Reads what the job brings. Reports pictures that cannot be used.
    /// `each` sees every story once, in order.
    pub fn plan(job: &Job<'_>, output: &Output, mut each: impl FnMut(&Article, &Story)) -> Result<Self, Error> {
        let edition = match job.issue()? {
            Some(issue) => Self::of_issue(job, issue, output, each),
            None => Self::of_story(job, output, &mut each),
        }?;
        edition.notice_missing_bylines(job, output);
        Ok(edition)
    }

    /// Once for all of them: briefs have none, and that is no mistake.
    fn notice_missing_bylines(&self, job: &Job<'_>, output: &Output) {
        let without: Vec<&Story> = self.stories().filter(|story| story.byline.is_empty()).collect();
        if let Some(first) = without.first() {
            let notice = Diagnostic::new(output.codes.no_byline).arg("count", without.len().to_string());
            let notice = notice.arg("total", self.stories().count().to_string());
            job.report(&notice.arg("story", &first.headline));
        }
    }

    fn of_story(job: &Job<'_>, output: &Output, each: &mut dyn FnMut(&Article, &Story)) -> Result<Self, Error> {
        let mut article = job.article()?;
        // The host settles it before; a job without one comes as it is.
        article.id = article.id.filter(|id| !id.trim().is_empty());
        if let Some(diagnostic) = identity::settle(&mut article) {
            match diagnostic.severity {
                Severity::Error => return Err(diagnostic.into()),
                Severity::Note | Severity::Loss | Severity::Warning => job.report(&diagnostic),
            }
        }
        let mut tally = Tally::default();
        let mut story = Story::plan(job, &article, 0, 1, output, &mut tally);
        story.path = match output.naming {
            Naming::Numbered => Names::new(output.naming).story(1, ""),
            Naming::Readable => INDEX.to_owned(),
        };
        each(&article, &story);
        Ok(Edition {
            identifier: article.id.clone().unwrap_or_default(),
            title: story.headline.clone(),
            language: story.language.clone(),
            direction: article.direction,
            modified: article.updated.ok_or_else(no_time)?,
            issue: None,
            cover: None,
            sections: vec![Section { title: None, path: String::new(), stories: vec![story] }],
            tally,
        })
    }

    fn of_issue(
        job: &Job<'_>,
        issue: Issue,
        output: &Output,
        mut each: impl FnMut(&Article, &Story),
    ) -> Result<Self, Error> {
        let mut tally = Tally::default();
        let mut names = Names::new(output.naming);
        let mut seen_pages = BTreeSet::new();
        let cover = issue.cover.as_ref().and_then(|asset| pictures::cover(job, asset, &mut tally));
        let mut modified = issue.updated;
        let mut first = None;
        let mut sections = Vec::new();
        let mut number = 0;
        for (title, indices) in order(&issue, job.article_count()) {
            let path = names.section(sections.len() + 1, title.as_deref().unwrap_or_default());
            let mut stories = Vec::new();
            for index in indices {
                let article = job.article_at(index)?;
                number += 1;
                let mut story = Story::plan(job, &article, index, number, output, &mut tally);
                story.path = names.story(number, article.slugline.as_deref().unwrap_or(&story.headline));
                story.print_page = print_page(&issue, index, &mut seen_pages);
                each(&article, &story);
                modified = if issue.updated.is_some() { modified } else { modified.max(article.updated) };
                first.get_or_insert_with(|| (story.language.clone(), story.direction));
                stories.push(story);
            }
            sections.push(Section { title, path, stories });
        }
        if sections.is_empty() {
            return Err(Diagnostic::new(output.codes.no_stories).into());
        }
        let given = issue.publication.language.as_deref();
        // The publication's language decides where a book is opened, whatever its first story is written in.
        let (language, direction) = match given.filter(|tag| is_language_tag(tag)) {
            Some(tag) => (tag.to_owned(), Direction::of_language(tag)),
            None => first.unwrap_or_else(|| (UNDETERMINED.to_owned(), Direction::default())),
        };
        let words = words::of(&language);
        Ok(Edition {
            identifier: issue.id.clone().filter(|id| !id.trim().is_empty()).unwrap_or_else(|| derived_id(&issue)),
            title: issue_title(&issue, words),
            language,
            direction,
            modified: modified.ok_or_else(no_time)?,
            issue: Some(issue),
            cover,
            sections,
            tally,
        })
    }

    pub fn words(&self) -> &'static Words {
        words::of(&self.language)
    }

    /// The stories in reading order.
    pub fn stories(&self) -> impl DoubleEndedIterator<Item = &Story> {
        self.sections.iter().flat_map(|section| &section.stories)
    }

    /// The page where the text starts: after cover and contents.
    pub fn start(&self) -> Option<&str> {
        let section = self.sections.first()?;
        let story = section.stories.first().map(|story| story.path.as_str());
        section.title.as_ref().map(|_| section.path.as_str()).or(story)
    }

    /// How much there is to do, for the job's progress.
    pub fn steps(&self) -> usize {
        self.stories().count() + self.pictures().count()
    }

    /// Every picture, in reading order.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.cover.iter().chain(self.stories().flat_map(|story| &story.pictures))
    }
}

impl Story {
    fn plan(job: &Job<'_>, article: &Article, index: usize, number: usize, output: &Output, tally: &mut Tally) -> Self {
        let name = article.id.clone().unwrap_or_else(|| format!("{number}"));
        let language = match article.language.as_str() {
            tag if is_language_tag(tag) => tag.to_owned(),
            tag => {
                job.report(&Diagnostic::new(output.codes.bad_language).arg("story", &name).arg("tag", tag));
                UNDETERMINED.to_owned()
            }
        };
        let given = [&article.headline, &article.slugline].map(|text| text.as_deref().map(str::trim));
        let headline = match given {
            [Some(headline), _] if !headline.is_empty() => headline.to_owned(),
            [_, slugline] => {
                let slugline = slugline.filter(|slugline| !slugline.is_empty());
                let title = slugline.unwrap_or(words::of(&language).no_headline).to_owned();
                job.report(&Diagnostic::new(output.codes.no_headline).arg("story", &name).arg("title", &title));
                title
            }
        };
        let deck = || {
            let deck: Vec<&str> = article.deck.iter().map(|part| part.text.as_str()).collect();
            (!deck.is_empty()).then(|| deck.join(" "))
        };
        Story {
            index,
            id: article.id.clone(),
            path: String::new(),
            headline,
            byline: article.byline.iter().map(|person| person.name.clone()).collect(),
            summary: article.summary.as_ref().map(|summary| summary.text.clone()).or_else(deck),
            language,
            direction: article.direction,
            print_page: None,
            pictures: pictures::of_story(job, article, index, number, output, tally),
        }
    }
}

/// The sections with the positions of their stories: each story once, and none left out.
fn order(issue: &Issue, count: usize) -> Vec<(Option<String>, Vec<usize>)> {
    let mut taken = vec![false; count];
    let mut take = |index: usize| taken.get_mut(index).is_none_or(|taken| !std::mem::replace(taken, true));
    let mut sections = Vec::new();
    for section in &issue.sections {
        let indices = section.articles.iter().map(|&index| index as usize);
        let title = Some(section.title.clone()).filter(|title| !title.trim().is_empty());
        sections.push((title, indices.filter(|&index| take(index)).collect::<Vec<_>>()));
    }
    sections.push((None, (0..count).filter(|&index| take(index)).collect()));
    sections.retain(|(_, indices)| !indices.is_empty());
    sections
}

fn print_page(issue: &Issue, index: usize, seen: &mut BTreeSet<String>) -> Option<String> {
    let given = issue.print_pages.iter().find(|given| given.article as usize == index)?;
    let page = given.page.trim();
    (!page.is_empty() && seen.insert(page.to_owned())).then(|| page.to_owned())
}

/// The issue's own title, or else the publication's with number and date.
fn issue_title(issue: &Issue, words: &Words) -> String {
    if let Some(title) = issue.title.as_deref().filter(|title| !title.trim().is_empty()) {
        return title.to_owned();
    }
    let number = issue.number.as_ref().map(|number| words.number(number));
    let date = issue.date.as_ref().map(|date| words.date(date));
    let parts = [Some(issue.publication.title.clone()), number, date];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The same issue gets the same identifier on every machine.
fn derived_id(issue: &Issue) -> String {
    let number = issue.number.as_deref().unwrap_or_default();
    let date = issue.date.map(|date| date.to_string()).unwrap_or_default();
    let name = format!("{}\n{number}\n{date}", issue.publication.title);
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).urn().to_string()
}

/// Well-formed as RFC 5646 (2.1) says, as far as subtags' lengths and letters go.
fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let first = subtags.next().unwrap_or_default();
    let primary = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    primary && subtags.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn no_time() -> Error {
    Error::new("the job brings no `updated`, from which its date derives")
}
