//! `packageItem`: an edition's order, as references to the items of its stories.

use pressroom_core::{DateTime, Diagnostic, Issue, Section, UNDETERMINED};

use crate::media::{Document, Media};
use crate::options::NewsmlOptions;
use crate::story::{Story, guid, language};
use crate::text_item::{catalogs, item_attributes};
use crate::vocabulary::{GROUP_ALIAS, ISSUE_SCHEME, NEWS_ITEM_TYPE};
use crate::xml::Xml;
use crate::{Failure, codes, item_meta};

/// An issue, checked before the first byte goes out.
pub struct Package<'a> {
    issue: &'a Issue,
    media: &'a Media,
    options: &'a NewsmlOptions,
    pub guid: String,
    /// From 1.
    pub version: String,
    language: &'a str,
    pub provider: Option<&'a str>,
    pub updated: DateTime,
}

impl<'a> Package<'a> {
    pub fn check(
        issue: &'a Issue,
        media: &'a Media,
        options: &'a NewsmlOptions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Self, Failure> {
        let missing = |field| Diagnostic::new(codes::ISSUE_FIELD_MISSING).arg("field", field);
        let publication = &issue.publication;
        let tag = publication.language.as_deref().unwrap_or(UNDETERMINED);
        let candidates = [publication.publisher.as_deref(), options.provider.as_deref(), Some(&*publication.title)];
        Ok(Package {
            issue,
            media,
            options,
            guid: guid(issue.id.as_deref().ok_or_else(|| missing("id"))?, options)?,
            version: issue.version.unwrap_or(1).max(1).to_string(),
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
    language: String,
    direction: Option<&'static str>,
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
            language: story.language.to_owned(),
            direction: story.direction(),
            headline: story.article.headline.as_ref().map(|headline| headline.text.clone()),
            pictures: story.pictures.iter().map(|picture| picture.guid.clone()).collect(),
        }
    }
}

/// Fails when a section names a story that was not given.
pub fn check(issue: &Issue, stories: &[StoryReference]) -> Result<(), Failure> {
    for section in &issue.sections {
        if let Some(position) = section.articles.iter().find(|position| story_at(stories, **position).is_none()) {
            let missing = Diagnostic::new(codes::STORY_MISSING).arg("position", position);
            return Err(missing.arg("section", &section.title).into());
        }
    }
    Ok(())
}

fn story_at(stories: &[StoryReference], position: u32) -> Option<&StoryReference> {
    usize::try_from(position).ok().and_then(|position| stories.get(position))
}

const ROOT_GROUP: &str = "issue";

/// `stories` hold all that the sections name.
pub fn write(xml: &mut Xml, package: &Package<'_>, stories: &[StoryReference], document: Document<'_>) {
    let attributes =
        item_attributes(&package.guid, &package.version, package.language, None, package.options, document);
    xml.element("packageItem", &attributes, |xml| {
        catalogs(xml, package.options, &[(GROUP_ALIAS, &package.options.group_roles), ISSUE_SCHEME]);
        item_meta(xml, package);
        content_meta(xml, package, document);
        xml.element("groupSet", &[("root", ROOT_GROUP)], |xml| {
            root_group(xml, package.issue);
            for (index, section) in package.issue.sections.iter().enumerate() {
                section_group(xml, index, section, stories, package.language);
            }
        });
    });
}

fn title(issue: &Issue) -> &str {
    issue.title.as_deref().unwrap_or(&issue.publication.title)
}

fn item_meta(xml: &mut Xml, package: &Package<'_>) {
    xml.element("itemMeta", &[], |xml| {
        item_meta::identity(xml, "ninat:composite", package.provider, &package.updated);
        xml.empty("pubStatus", &[("qcode", "stat:usable")]);
        item_meta::generator(xml);
        xml.line("title", &[], title(package.issue));
    });
}

fn content_meta(xml: &mut Xml, package: &Package<'_>, document: Document<'_>) {
    let (issue, publication) = (package.issue, &package.issue.publication);
    xml.element("contentMeta", &[], |xml| {
        if let Some(cover) = &issue.cover {
            let href = package.media.href(&cover.file, document);
            let mut attributes = vec![("href", href.as_str()), ("rendition", "rnd:highRes")];
            if !cover.media_type.is_empty() {
                attributes.push(("contenttype", &cover.media_type));
            }
            xml.empty("icon", &attributes);
        }
        for (kind, id) in [("prissue:number", &issue.number), ("prissue:issn", &publication.issn)] {
            if let Some(id) = id {
                xml.text("altId", &[("type", kind)], id);
            }
        }
        xml.empty("language", &[("tag", package.language)]);
        xml.text("headline", &[], title(issue));
        if let Some(date) = issue.date {
            // The date on the front page, which is often later than the moment of making.
            xml.text("description", &[("role", "prissue:date")], &date.to_string());
        }
        if issue.title.is_some() && !publication.title.is_empty() {
            xml.text("description", &[("role", "prissue:publication")], &publication.title);
        }
        if let Some(nameplate) = &publication.nameplate {
            xml.text("description", &[("role", "prissue:nameplate")], nameplate);
        }
        for line in &publication.imprint {
            xml.text("description", &[("role", "prissue:imprint")], &format!("{}: {}", line.label, line.text));
        }
    });
}

fn root_group(xml: &mut Xml, issue: &Issue) {
    group(xml, ROOT_GROUP, "issue", |xml| {
        xml.line("title", &[], title(issue));
        (0..issue.sections.len()).for_each(|index| xml.empty("groupRef", &[("idref", &section_id(index))]));
    });
}

fn section_group(xml: &mut Xml, index: usize, section: &Section, stories: &[StoryReference], language: &str) {
    group(xml, &section_id(index), "section", |xml| {
        xml.line("title", &[], &section.title);
        let members = section.articles.iter().filter_map(|position| story_at(stories, *position));
        members.for_each(|story| references(xml, story, language));
    });
}

/// A group whose members stand in reading order (`pgrmod:seq`).
fn group(xml: &mut Xml, id: &str, role: &str, content: impl FnOnce(&mut Xml)) {
    let role = format!("{GROUP_ALIAS}:{role}");
    xml.element("group", &[("id", id), ("role", &role), ("mode", "pgrmod:seq")], content);
}

fn section_id(index: usize) -> String {
    format!("section-{}", index + 1)
}

/// A story's text, then its pictures. `language` is the package's.
fn references(xml: &mut Xml, story: &StoryReference, language: &str) {
    item_ref(xml, &story.guid, &story.version, |xml| {
        item_meta::identity(xml, "ninat:text", story.provider.as_deref(), &story.updated);
        xml.empty("pubStatus", &[("qcode", story.status)]);
        if let Some(headline) = &story.headline {
            let own = (story.language != language).then_some(("xml:lang", story.language.as_str()));
            let direction = story.direction.map(|direction| ("dir", direction));
            let attributes: Vec<_> = own.into_iter().chain(direction).collect();
            xml.text("headline", &attributes, headline);
        }
    });
    for picture in &story.pictures {
        item_ref(xml, picture, &story.version, |xml| {
            item_meta::identity(xml, "ninat:picture", story.provider.as_deref(), &story.updated);
            xml.empty("pubStatus", &[("qcode", story.status)]);
        });
    }
}

fn item_ref(xml: &mut Xml, guid: &str, version: &str, hints: impl FnOnce(&mut Xml)) {
    xml.element("itemRef", &[("residref", guid), ("version", version), ("contenttype", NEWS_ITEM_TYPE)], hints);
}
