//! `packageItem`: an edition's order, as references to the items of its stories.

use std::io;

use pressroom_core::{DateTime, Diagnostic, Issue, Section, UNDETERMINED};

use crate::ids::href_of_file;
use crate::story::{Story, guid, language};
use crate::text_item::{catalogs, item_attributes};
use crate::vocabulary::{ISSUE_SCHEMES, NEWS_ITEM_TYPE};
use crate::xml::Xml;
use crate::{Failure, MessageOptions, codes, item_meta};

/// An issue, checked before the first byte goes out.
pub struct Package<'a> {
    issue: &'a Issue,
    pub guid: String,
    language: &'a str,
    pub provider: Option<&'a str>,
    pub updated: DateTime,
}

impl<'a> Package<'a> {
    pub fn check(
        issue: &'a Issue,
        options: &'a MessageOptions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Self, Failure> {
        let missing = |field| Diagnostic::new(codes::ISSUE_FIELD_MISSING).arg("field", field);
        let publication = &issue.publication;
        let tag = publication.language.as_deref().unwrap_or(UNDETERMINED);
        let candidates = [publication.publisher.as_deref(), options.provider.as_deref(), Some(&*publication.title)];
        Ok(Package {
            issue,
            guid: guid(issue.id.as_deref().ok_or_else(|| missing("id"))?, options)?,
            language: language(tag, diagnostics),
            provider: candidates.into_iter().flatten().find(|provider| !provider.is_empty()),
            updated: issue.updated.ok_or_else(|| missing("updated"))?,
        })
    }
}

/// What a package says of a story: enough to list it without opening its item.
pub struct StoryReference {
    guid: String,
    version: String,
    provider: Option<String>,
    updated: DateTime,
    status: &'static str,
    headline: Option<String>,
    pictures: Vec<String>,
}

impl StoryReference {
    pub fn of(story: &Story<'_>) -> Self {
        StoryReference {
            guid: story.guid.clone(),
            version: story.version.clone(),
            provider: story.provider.map(str::to_owned),
            updated: story.updated,
            status: story.status,
            headline: story.article.headline.as_ref().map(|headline| headline.text.clone()),
            pictures: story.pictures.iter().map(|picture| picture.guid.clone()).collect(),
        }
    }
}

/// The model has no versions of an issue.
const VERSION: &str = "1";
const ROOT_GROUP: &str = "issue";

pub fn write<W: io::Write>(xml: &mut Xml<W>, package: &Package<'_>, stories: &[StoryReference]) -> Result<(), Failure> {
    let attributes = item_attributes(&package.guid, VERSION, package.language);
    xml.element("packageItem", &attributes, |xml| {
        catalogs(xml, &ISSUE_SCHEMES)?;
        item_meta(xml, package)?;
        content_meta(xml, package)?;
        xml.element("groupSet", &[("root", ROOT_GROUP)], |xml| {
            root_group(xml, package.issue)?;
            let mut sections = package.issue.sections.iter().enumerate();
            sections.try_for_each(|(index, section)| section_group(xml, index, section, stories))
        })
    })
}

fn title(issue: &Issue) -> &str {
    issue.title.as_deref().unwrap_or(&issue.publication.title)
}

fn item_meta<W: io::Write>(xml: &mut Xml<W>, package: &Package<'_>) -> io::Result<()> {
    xml.element("itemMeta", &[], |xml| {
        item_meta::identity(xml, "ninat:composite", package.provider, &package.updated)?;
        xml.empty("pubStatus", &[("qcode", "stat:usable")])?;
        item_meta::generator(xml)?;
        xml.line("title", &[], title(package.issue))
    })
}

fn content_meta<W: io::Write>(xml: &mut Xml<W>, package: &Package<'_>) -> io::Result<()> {
    let (issue, publication) = (package.issue, &package.issue.publication);
    xml.element("contentMeta", &[], |xml| {
        if let Some(cover) = &issue.cover {
            let href = href_of_file(&cover.file);
            let mut attributes = vec![("href", href.as_str()), ("rendition", "rnd:highRes")];
            if !cover.media_type.is_empty() {
                attributes.push(("contenttype", &cover.media_type));
            }
            xml.empty("icon", &attributes)?;
        }
        for (kind, id) in [("prissue:number", &issue.number), ("prissue:issn", &publication.issn)] {
            if let Some(id) = id {
                xml.text("altId", &[("type", kind)], id)?;
            }
        }
        xml.empty("language", &[("tag", package.language)])?;
        xml.text("headline", &[], title(issue))?;
        if let Some(date) = issue.date {
            // The date on the front page, which is often later than the moment of making.
            xml.text("description", &[("role", "prissue:date")], &date.to_string())?;
        }
        if let Some(nameplate) = &publication.nameplate {
            xml.text("description", &[("role", "prissue:nameplate")], nameplate)?;
        }
        publication.imprint.iter().try_for_each(|line| {
            xml.text("description", &[("role", "prissue:imprint")], &format!("{}: {}", line.label, line.text))
        })
    })
}

fn root_group<W: io::Write>(xml: &mut Xml<W>, issue: &Issue) -> io::Result<()> {
    group(xml, ROOT_GROUP, "prgroup:issue", |xml| {
        xml.line("title", &[], title(issue))?;
        (0..issue.sections.len()).try_for_each(|index| xml.empty("groupRef", &[("idref", &section_id(index))]))
    })
}

fn section_group<W: io::Write>(
    xml: &mut Xml<W>,
    index: usize,
    section: &Section,
    stories: &[StoryReference],
) -> Result<(), Failure> {
    group(xml, &section_id(index), "prgroup:section", |xml| {
        xml.line("title", &[], &section.title)?;
        section.articles.iter().try_for_each(|&position| {
            let story = usize::try_from(position).ok().and_then(|position| stories.get(position));
            let missing = || Diagnostic::new(codes::STORY_MISSING).arg("position", position);
            let story = story.ok_or_else(|| missing().arg("section", &section.title))?;
            Ok(references(xml, story)?)
        })
    })
}

/// A group whose members stand in reading order (`pgrmod:seq`).
fn group<W: io::Write, E: From<io::Error>>(
    xml: &mut Xml<W>,
    id: &str,
    role: &str,
    content: impl FnOnce(&mut Xml<W>) -> Result<(), E>,
) -> Result<(), E> {
    xml.element("group", &[("id", id), ("role", role), ("mode", "pgrmod:seq")], content)
}

fn section_id(index: usize) -> String {
    format!("section-{}", index + 1)
}

/// A story's text, then its pictures.
fn references<W: io::Write>(xml: &mut Xml<W>, story: &StoryReference) -> io::Result<()> {
    item_ref(xml, &story.guid, &story.version, |xml| {
        item_meta::identity(xml, "ninat:text", story.provider.as_deref(), &story.updated)?;
        xml.empty("pubStatus", &[("qcode", story.status)])?;
        match &story.headline {
            Some(headline) => xml.text("headline", &[], headline),
            None => Ok(()),
        }
    })?;
    story.pictures.iter().try_for_each(|picture| {
        item_ref(xml, picture, &story.version, |xml| xml.empty("itemClass", &[("qcode", "ninat:picture")]))
    })
}

fn item_ref<W: io::Write>(
    xml: &mut Xml<W>,
    guid: &str,
    version: &str,
    hints: impl FnOnce(&mut Xml<W>) -> io::Result<()>,
) -> io::Result<()> {
    xml.element("itemRef", &[("residref", guid), ("version", version), ("contenttype", NEWS_ITEM_TYPE)], hints)
}
