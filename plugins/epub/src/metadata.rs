//! What the package says of the book beside its title: who, when, about what.

use pressroom_core::{Article, Coded, Issue, Moment, Person};
use pressroom_pages::Story;
use pressroom_pages::story::rights;

/// Facts for the OPF's metadata, all from the story or the issue.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Further languages of the book, the main one perhaps among them.
    pub languages: Vec<String>,
    pub creators: Vec<Agent>,
    pub contributors: Vec<Agent>,
    pub publisher: Option<String>,
    /// As far as it is known from the year down: `2024-05-04`, `2024-05`, `2024`, or a moment.
    pub date: Option<String>,
    pub rights: Vec<String>,
    pub rights_holder: Option<String>,
    pub source: Option<String>,
    pub description: Option<String>,
    pub subjects: Vec<Subject>,
    pub places: Vec<String>,
    /// Dublin Core's type, in plain words.
    pub kind: &'static str,
    pub series: Option<Series>,
}

/// A person or body and what they did, as a MARC relator code.
#[derive(Debug, PartialEq, Eq)]
pub struct Agent {
    pub name: String,
    pub role: &'static str,
}

#[derive(Debug)]
pub struct Subject {
    pub name: String,
    /// The vocabulary's address and the concept's code in it.
    pub term: Option<(&'static str, String)>,
}

/// The newspaper that an issue belongs to.
#[derive(Debug)]
pub struct Series {
    pub title: String,
    pub issn: Option<String>,
    /// The issue's number, as printed.
    pub number: Option<String>,
}

/// MARC: author, issuing body, contributor.
const AUTHOR: &str = "aut";
const ISSUING_BODY: &str = "isb";
const CONTRIBUTOR: &str = "ctb";

impl Metadata {
    pub fn of_story(article: &Article, story: &Story) -> Self {
        let text = |text: &Option<pressroom_core::Text>| text.as_ref().map(|text| text.text.clone());
        let subjects = article.subjects.iter().filter_map(subject);
        let keywords = article.keywords.iter().map(|word| Subject { name: word.text.clone(), term: None });
        Metadata {
            creators: article.byline.iter().map(|person| agent(person, AUTHOR)).collect(),
            contributors: article.contributors.iter().map(|person| agent(person, CONTRIBUTOR)).collect(),
            publisher: text(&article.provider),
            date: article.created.as_ref().and_then(written_date),
            rights: rights(article),
            rights_holder: text(&article.copyright_holder),
            source: text(&article.source),
            description: story.summary.clone(),
            subjects: subjects.chain(keywords).collect(),
            places: article.located.iter().map(|place| place.name.clone()).collect(),
            kind: "news article",
            ..Metadata::default()
        }
    }

    pub fn of_issue(issue: &Issue) -> Self {
        let publication = &issue.publication;
        let series =
            Series { title: publication.title.clone(), issn: publication.issn.clone(), number: issue.number.clone() };
        Metadata {
            creators: vec![Agent { name: publication.title.clone(), role: ISSUING_BODY }],
            publisher: publication.publisher.clone(),
            date: issue.date.and_then(|date| written_date(&Moment::Date(date))),
            kind: "newspaper issue",
            series: Some(series),
            ..Metadata::default()
        }
    }

    /// Adds whoever wrote a story of the issue, its rights and its language, each once.
    pub fn add_story(&mut self, article: &Article, story: &Story) {
        for agent in article.byline.iter().map(|person| agent(person, AUTHOR)) {
            if !self.contributors.contains(&agent) {
                self.contributors.push(agent);
            }
        }
        for line in rights(article) {
            if !self.rights.contains(&line) {
                self.rights.push(line);
            }
        }
        if !self.languages.contains(&story.language) {
            self.languages.push(story.language.clone());
        }
    }
}

fn agent(person: &Person, otherwise: &'static str) -> Agent {
    let role = match person.role.as_deref() {
        Some("reporter" | "author" | "writer") => AUTHOR,
        Some("editor") => "edt",
        Some("translator") => "trl",
        Some("photographer") => "pht",
        Some("illustrator") => "ill",
        Some(_) | None => otherwise,
    };
    Agent { name: person.name.clone(), role }
}

/// IPTC's Media Topics are the only vocabulary whose address is known here.
fn subject(subject: &Coded) -> Option<Subject> {
    const MEDIA_TOPICS: &str = "http://cv.iptc.org/newscodes/mediatopic/";
    let name = subject.name.clone().or_else(|| subject.code.clone())?;
    let term = match (subject.scheme.as_deref(), &subject.code) {
        (Some("medtop"), Some(code)) => Some((MEDIA_TOPICS, code.clone())),
        (Some(_) | None, _) => None,
    };
    Some(Subject { name, term })
}

/// `dc:date` has no form for a date without its year; the story's page shows it.
fn written_date(moment: &Moment) -> Option<String> {
    moment.date().year().map(|_| moment.to_string())
}

/// The languages of a book, the main one first, each once.
pub fn languages<'b>(main: &'b str, further: &'b [String]) -> impl Iterator<Item = &'b str> {
    std::iter::once(main).chain(further.iter().map(String::as_str).filter(move |tag| *tag != main))
}

/// Whether the number is one that `group-position` may hold (EPUB 3.3, D.3.6): digits, perhaps with dots.
pub fn is_position(number: &str) -> bool {
    number.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}
