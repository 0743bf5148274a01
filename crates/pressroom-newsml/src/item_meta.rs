//! `itemMeta`: the item as a thing that is sent, in the order of the schema's ItemManagementGroup.

use pressroom_core::{DateTime, Link, Signal};
use pressroom_xhtml::safe_href;

use crate::concept;
use crate::ids::is_iri;
use crate::story::Story;
use crate::vocabulary::{NEWS_ITEM_TYPE, code};
use crate::xml::Xml;

pub fn write_text(xml: &mut Xml, story: &Story<'_>) {
    let article = story.article;
    xml.element("itemMeta", &[], |xml| {
        management(xml, story, "ninat:text");
        if let Some(section) = article.section.as_ref().filter(|section| !section.is_empty()) {
            let qcode = format!("prsection:{}", code(section));
            xml.element("service", &[("qcode", &qcode)], |xml| xml.line("name", &[], section));
        }
        if let Some(headline) = &article.headline {
            xml.line("title", &[], headline);
        }
        if let Some(ed_note) = &article.ed_note {
            xml.text("edNote", &[], ed_note);
        }
        article.signals.iter().for_each(|signal| write_signal(xml, signal));
        for picture in &story.pictures {
            let guid = ("residref", picture.guid.as_str());
            let version = ("version", story.version.as_str());
            xml.empty("link", &[("rel", "irel:seeAlso"), guid, version, ("contenttype", NEWS_ITEM_TYPE)]);
        }
        article.links.iter().for_each(|link| related(xml, link));
    });
}

/// A picture is held and killed with its story.
pub fn write_picture(xml: &mut Xml, story: &Story<'_>) {
    xml.element("itemMeta", &[], |xml| management(xml, story, "ninat:picture"));
}

/// `itemClass` to `generator`.
fn management(xml: &mut Xml, story: &Story<'_>, class: &str) {
    identity(xml, class, story.provider, &story.updated);
    if story.version == "1" {
        xml.text("firstCreated", &[], &story.updated.to_string());
    }
    if let Some(embargo) = &story.article.embargo {
        match embargo.until {
            Some(until) => xml.text("embargoed", &[], &until.to_string()),
            // Empty: until it is lifted.
            None => xml.empty("embargoed", &[]),
        }
    }
    xml.empty("pubStatus", &[("qcode", story.status)]);
    generator(xml);
}

/// What every item, and every reference to one, says first.
pub fn identity(xml: &mut Xml, class: &str, provider: Option<&str>, updated: &DateTime) {
    xml.empty("itemClass", &[("qcode", class)]);
    match provider {
        Some(provider) => concept::named(xml, "provider", &[], provider),
        // The schema wants a provider of every item.
        None => xml.empty("provider", &[("literal", "unknown")]),
    }
    xml.text("versionCreated", &[], &updated.to_string());
}

pub fn generator(xml: &mut Xml) {
    xml.line("generator", &[("versioninfo", env!("CARGO_PKG_VERSION"))], "Pressroom");
}

fn write_signal(xml: &mut Xml, signal: &Signal) {
    match signal {
        Signal::Update => xml.empty("signal", &[("qcode", "sig:update")]),
        Signal::Correction => xml.empty("signal", &[("qcode", "sig:correction")]),
        Signal::Unknown(word) => xml.lose_field(&format!("signal `{word}`"), None),
    }
}

fn related(xml: &mut Xml, link: &Link) {
    let rel = format!("irel:{}", code(&link.rel));
    // A page's address, or another story's id.
    let target = match safe_href(&link.href) {
        Some(page) => ("href", page),
        None if is_iri(&link.href) => ("residref", link.href.clone()),
        None => return xml.lose_field(&format!("link to `{}`", link.href), link.span.as_ref()),
    };
    let mut attributes = vec![(target.0, target.1.as_str())];
    if !link.rel.is_empty() {
        attributes.insert(0, ("rel", &rel));
    }
    attributes.extend(link.title.as_deref().map(|title| ("title", title)));
    xml.empty("link", &attributes);
}
