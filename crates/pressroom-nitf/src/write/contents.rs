//! An edition's contents as a document: NITF holds one story, so that an edition is a file for each and this list.

use pressroom_core::{Article, DateTime, Diagnostic, Issue, Status};

use super::xml::Xml;
use super::{DECLARATION, DOCUMENT, VERSION, language};
use crate::{NAMESPACE, codes, dates};

/// What the contents say of a story.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The story's headline, else its slugline.
    pub title: Option<String>,
    /// `doc-id` of the story's own document.
    pub id: Option<String>,
    /// Whether it may be published; a killed story is not listed.
    pub usable: bool,
}

impl Entry {
    pub fn of(article: &Article) -> Self {
        let title = article.headline.as_ref().or(article.slugline.as_ref());
        Entry {
            title: title.map(|title| title.text.clone()),
            id: article.id.clone(),
            usable: article.status == Status::Usable,
        }
    }
}

/// The contents of an issue: its sections in order, each story by its headline and id.
///
/// Fails when a section counts on a story that was not given.
pub fn contents(issue: &Issue, stories: &[Entry]) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let mut out = String::from(DECLARATION);
    let mut losses = Vec::new();
    let sections = sections(issue, stories)?;
    let publication = &issue.publication;
    let title = issue.title.as_deref().unwrap_or(&publication.title);
    let mut xml = Xml::new(&mut out, &DOCUMENT, &mut losses);
    let language = publication.language.as_deref().and_then(|tag| language(&mut xml, tag));
    let attributes = [("xmlns", Some(NAMESPACE)), ("version", Some(VERSION)), ("baselang", language)];
    xml.element("nitf", &attributes, |xml| {
        xml.element("head", &[], |xml| {
            xml.line("title", &[], title);
            xml.element("docdata", &[], |xml| docdata(xml, issue));
            pubdata(xml, issue);
        });
        xml.element("body", &[("xml:lang", language)], |xml| {
            xml.element("body.head", &[], |xml| {
                xml.element("hedline", &[], |xml| {
                    xml.line("hl1", &[], title);
                });
                if let Some(publisher) = &publication.publisher {
                    xml.element("distributor", &[], |xml| xml.line("org", &[], publisher));
                }
            });
            xml.element("body.content", &[], |xml| {
                sections.iter().for_each(|(title, stories)| section(xml, title, stories));
                publication.imprint.iter().for_each(|line| {
                    xml.line("p", &[("class", Some("imprint"))], &format!("{}: {}", line.label, line.text));
                });
            });
        });
    });
    Ok((out, losses))
}

type SectionOfIssue<'a> = (&'a str, Vec<&'a Entry>);

fn sections<'a>(issue: &'a Issue, stories: &'a [Entry]) -> Result<Vec<SectionOfIssue<'a>>, Diagnostic> {
    let find = |section: &str, position: u32| {
        let missing = || Diagnostic::new(codes::STORY_MISSING).arg("section", section).arg("position", position);
        usize::try_from(position).ok().and_then(|position| stories.get(position)).ok_or_else(missing)
    };
    issue
        .sections
        .iter()
        .map(|section| {
            let stories: Result<Vec<&Entry>, Diagnostic> =
                section.articles.iter().map(|&position| find(&section.title, position)).collect();
            Ok((section.title.as_str(), stories?))
        })
        .collect()
}

fn docdata(xml: &mut Xml<'_>, issue: &Issue) {
    if let Some(id) = &issue.id {
        xml.empty("doc-id", &[("id-string", Some(id))]);
    }
    if let Some(updated) = &issue.updated {
        let norm: fn(&DateTime) -> String = dates::of_date_time;
        xml.empty("date.issue", &[("norm", Some(&norm(updated)))]);
    }
}

fn pubdata(xml: &mut Xml<'_>, issue: &Issue) {
    let date = issue.date.as_ref().map(dates::of_date);
    let attributes = [
        ("type", Some("print")),
        ("date.publication", date.as_deref()),
        ("name", Some(issue.publication.title.as_str())),
        ("issn", issue.publication.issn.as_deref()),
        ("number", issue.number.as_deref()),
    ];
    xml.empty("pubdata", &attributes);
}

fn section(xml: &mut Xml<'_>, title: &str, stories: &[&Entry]) {
    xml.line("hl2", &[], title);
    let listed: Vec<&&Entry> = stories.iter().filter(|story| story.usable).collect();
    if listed.is_empty() {
        return;
    }
    xml.element("ul", &[], |xml| {
        for story in listed {
            let words = story.title.as_deref().or(story.id.as_deref()).unwrap_or("-");
            xml.inside("li", &[], |xml| match &story.id {
                Some(id) => xml.inside("a", &[("href", Some(id))], |xml| xml.text(words)),
                None => xml.text(words),
            });
            xml.new_line();
        }
    });
}
