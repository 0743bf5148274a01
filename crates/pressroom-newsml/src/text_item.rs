//! The item of a story's text.

use pressroom_core::{Dateline, Person};
use serde_json::Value;

use crate::media::Document;
use crate::options::NewsmlOptions;
use crate::story::Story;
use crate::vocabulary::{
    DATELINE_PARTS, EXTRA_JSON, EXTRA_TEXT, HEADLINE_ROLES, NAMESPACE, PERSON_ROLES, SECTIONS, Scheme,
};
use crate::xml::Xml;
use crate::{body, content_meta, item_meta, rights};

pub fn write(xml: &mut Xml, story: &Story<'_>, document: Document<'_>) {
    let direction = story.direction();
    let attributes = item_attributes(&story.guid, &story.version, story.language, direction, story.options, document);
    xml.element("newsItem", &attributes, |xml| {
        catalogs(xml, story.options, &schemes(story));
        rights::write(xml, story);
        item_meta::write_text(xml, story);
        content_meta::write_text(xml, story);
        // A canceled story must not be published, so its text does not travel again.
        if !story.is_canceled() {
            body::write(xml, story, document);
        }
    });
}

/// What the schema wants of every item's root.
pub fn item_attributes<'a>(
    guid: &'a str,
    version: &'a str,
    language: &'a str,
    direction: Option<&'a str>,
    options: &'a NewsmlOptions,
    document: Document<'_>,
) -> Vec<(&'static str, &'a str)> {
    let mut attributes = Vec::with_capacity(8);
    if document.item_alone {
        attributes.push(("xmlns", NAMESPACE));
    }
    attributes.extend([
        ("standard", "NewsML-G2"),
        ("standardversion", options.version.as_str()),
        ("conformance", "power"),
        ("guid", guid),
        ("version", version),
        ("xml:lang", language),
    ]);
    attributes.extend(direction.map(|direction| ("dir", direction)));
    attributes
}

/// The writer's own schemes that this story's item takes codes from.
fn schemes(story: &Story<'_>) -> Vec<Scheme> {
    let article = story.article;
    let has_role = |person: &Person| person.role.as_ref().is_some_and(|role| !role.is_empty());
    let mut used = Vec::new();
    if !article.deck.is_empty() && !story.is_canceled() {
        used.push(HEADLINE_ROLES);
    }
    if article.byline.iter().chain(&article.contributors).any(has_role) {
        used.push(PERSON_ROLES);
    }
    if article.section.as_ref().is_some_and(|section| !section.is_empty()) {
        used.push(SECTIONS);
    }
    if let Some(Dateline { agency, place, date, .. }) = &article.dateline
        && (agency.is_some() || place.is_some() || date.is_some())
    {
        used.push(DATELINE_PARTS);
    }
    if article.extra.values().any(Value::is_string) {
        used.push(EXTRA_TEXT);
    }
    if article.extra.values().any(|value| !value.is_string()) {
        used.push(EXTRA_JSON);
    }
    used
}

/// IPTC's catalog, and the schemes that only this item's writer knows.
pub fn catalogs(xml: &mut Xml, options: &NewsmlOptions, own: &[(&str, &str)]) {
    xml.empty("catalogRef", &[("href", &options.catalog)]);
    if own.is_empty() {
        return;
    }
    xml.element("catalog", &[], |xml| {
        for (alias, uri) in own {
            xml.empty("scheme", &[("alias", alias), ("uri", uri)]);
        }
    });
}
