//! `itemMeta`: the item as a thing that is sent, in the order of the schema's ItemManagementGroup.

use std::io;

use pressroom_core::{DateTime, Link, Signal};
use pressroom_xhtml::safe_href;

use crate::concept;
use crate::ids::is_iri;
use crate::story::Story;
use crate::vocabulary::{NEWS_ITEM_TYPE, code};
use crate::xml::Xml;

pub fn write_text<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    let article = story.article;
    xml.element("itemMeta", &[], |xml| {
        management(xml, story, "ninat:text")?;
        if let Some(section) = article.section.as_ref().filter(|section| !section.is_empty()) {
            let qcode = format!("prsection:{}", code(section));
            xml.element("service", &[("qcode", &qcode)], |xml| xml.line("name", &[], section))?;
        }
        if let Some(headline) = &article.headline {
            xml.line("title", &[], headline)?;
        }
        if let Some(ed_note) = &article.ed_note {
            xml.text("edNote", &[], ed_note)?;
        }
        article.signals.iter().try_for_each(|signal| write_signal(xml, signal))?;
        for picture in &story.pictures {
            let target = [("residref", picture.guid.as_str()), ("version", &story.version)];
            let [guid, version] = target;
            xml.empty("link", &[("rel", "irel:seeAlso"), guid, version, ("contenttype", NEWS_ITEM_TYPE)])?;
        }
        article.links.iter().try_for_each(|link| related(xml, link))
    })
}

/// A picture is held and killed with its story.
pub fn write_picture<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    xml.element("itemMeta", &[], |xml| management(xml, story, "ninat:picture"))
}

/// `itemClass` to `generator`.
fn management<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>, class: &str) -> io::Result<()> {
    identity(xml, class, story.provider, &story.updated)?;
    if story.version == "1" {
        xml.text("firstCreated", &[], &story.updated.to_string())?;
    }
    if let Some(embargo) = &story.article.embargo {
        match embargo.until {
            Some(until) => xml.text("embargoed", &[], &until.to_string())?,
            // Empty: until it is lifted.
            None => xml.empty("embargoed", &[])?,
        }
    }
    xml.empty("pubStatus", &[("qcode", story.status)])?;
    generator(xml)
}

/// What every item, and every reference to one, says first.
pub fn identity<W: io::Write>(
    xml: &mut Xml<W>,
    class: &str,
    provider: Option<&str>,
    updated: &DateTime,
) -> io::Result<()> {
    xml.empty("itemClass", &[("qcode", class)])?;
    match provider {
        Some(provider) => concept::named(xml, "provider", &[], provider)?,
        // The schema wants a provider of every item.
        None => xml.empty("provider", &[("literal", "unknown")])?,
    }
    xml.text("versionCreated", &[], &updated.to_string())
}

pub fn generator<W: io::Write>(xml: &mut Xml<W>) -> io::Result<()> {
    xml.line("generator", &[("versioninfo", env!("CARGO_PKG_VERSION"))], "Pressroom")
}

fn write_signal<W: io::Write>(xml: &mut Xml<W>, signal: &Signal) -> io::Result<()> {
    match signal {
        Signal::Update => xml.empty("signal", &[("qcode", "sig:update")]),
        Signal::Correction => xml.empty("signal", &[("qcode", "sig:correction")]),
        Signal::Unknown(word) => {
            xml.lose_field(&format!("signal `{word}`"), None);
            Ok(())
        }
    }
}

fn related<W: io::Write>(xml: &mut Xml<W>, link: &Link) -> io::Result<()> {
    let rel = format!("irel:{}", code(&link.rel));
    // A page's address, or another story's id.
    let target = match safe_href(&link.href) {
        Some(page) => ("href", page),
        None if is_iri(&link.href) => ("residref", link.href.clone()),
        None => {
            xml.lose_field(&format!("link to `{}`", link.href), link.span.as_ref());
            return Ok(());
        }
    };
    let mut attributes = vec![(target.0, target.1.as_str())];
    if !link.rel.is_empty() {
        attributes.insert(0, ("rel", &rel));
    }
    attributes.extend(link.title.as_deref().map(|title| ("title", title)));
    xml.empty("link", &attributes)
}
