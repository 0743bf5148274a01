//! The item of a story's text.

use std::io;

use crate::story::Story;
use crate::vocabulary::{CATALOG, STANDARD_VERSION, STORY_SCHEMES};
use crate::xml::Xml;
use crate::{body, content_meta, item_meta, rights};

pub fn write<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    let mut attributes = item_attributes(&story.guid, &story.version, story.language);
    attributes.extend(story.direction().map(|direction| ("dir", direction)));
    xml.element("newsItem", &attributes, |xml| {
        catalogs(xml, &STORY_SCHEMES)?;
        rights::write(xml, story)?;
        item_meta::write_text(xml, story)?;
        content_meta::write_text(xml, story)?;
        body::write(xml, story)
    })?;
    for key in story.article.extra.keys() {
        xml.lose_field(key, None);
    }
    Ok(())
}

/// What the schema wants of every item's root.
pub fn item_attributes<'a>(guid: &'a str, version: &'a str, language: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("standard", "NewsML-G2"),
        ("standardversion", STANDARD_VERSION),
        ("conformance", "power"),
        ("guid", guid),
        ("version", version),
        ("xml:lang", language),
    ]
}

/// IPTC's catalog, and the schemes that only this item's writer knows.
pub fn catalogs<W: io::Write>(xml: &mut Xml<W>, own: &[(&str, &str)]) -> io::Result<()> {
    xml.empty("catalogRef", &[("href", CATALOG)])?;
    xml.element("catalog", &[], |xml| {
        own.iter().try_for_each(|(alias, uri)| xml.empty("scheme", &[("alias", alias), ("uri", uri)]))
    })
}
