//! The item of a story's text.

use crate::media::Document;
use crate::options::NewsmlOptions;
use crate::story::Story;
use crate::vocabulary::{NAMESPACE, STORY_SCHEMES};
use crate::xml::Xml;
use crate::{body, content_meta, item_meta, rights};

pub fn write(xml: &mut Xml, story: &Story<'_>, document: Document<'_>) {
    let direction = story.direction();
    let attributes = item_attributes(&story.guid, &story.version, story.language, direction, story.options, document);
    xml.element("newsItem", &attributes, |xml| {
        catalogs(xml, story.options, &STORY_SCHEMES);
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

/// IPTC's catalog, and the schemes that only this item's writer knows.
pub fn catalogs(xml: &mut Xml, options: &NewsmlOptions, own: &[(&str, &str)]) {
    xml.empty("catalogRef", &[("href", &options.catalog)]);
    xml.element("catalog", &[], |xml| {
        for (alias, uri) in own {
            xml.empty("scheme", &[("alias", alias), ("uri", uri)]);
        }
    });
}
