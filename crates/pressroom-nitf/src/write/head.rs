//! `head`: what the story is, for systems that file it.

use pressroom_core::{Article, Coded, Person};
use serde_json::Value;

use super::docdata::{self, ManagementStatus};
use super::xml::Xml;
use crate::dates;
use crate::words::{CREATED, META_AGENCY, META_GENERATOR, META_NAMES, META_PLACE, META_SOURCE};

pub fn write(xml: &mut Xml<'_>, article: &Article, status: ManagementStatus) {
    xml.element("head", &[], |xml| {
        if let Some(headline) = &article.headline {
            xml.line("title", &[], headline);
        }
        metas(xml, article);
        tobject(xml, article);
        docdata::write(xml, article, status);
        if let Some(section) = &article.section {
            xml.empty("pubdata", &[("position.section", Some(section))]);
        }
        if let Some(created) = &article.created {
            xml.empty("revision-history", &[("norm", Some(&dates::of_moment(created))), ("comment", Some(CREATED))]);
        }
        article.contributors.iter().for_each(|person| contributor(xml, person));
    });
}

/// What NITF has no element for, by names of the writer's own, and foreign metadata that came the same way.
fn metas(xml: &mut Xml<'_>, article: &Article) {
    let generator = concat!("Pressroom ", env!("CARGO_PKG_VERSION"));
    meta(xml, META_GENERATOR, generator);
    if let Some(source) = &article.source {
        meta(xml, META_SOURCE, source);
    }
    if let Some(dateline) = &article.dateline {
        if let Some(agency) = &dateline.agency {
            meta(xml, META_AGENCY, agency);
        }
        // Elsewhere it is marked in the dateline's own words.
        if let Some(place) = dateline.place.as_ref().filter(|place| !dateline.text.contains(place.as_str())) {
            meta(xml, META_PLACE, place);
        }
    }
    for (name, value) in &article.extra {
        match value {
            Value::String(text) if is_name(name) && !META_NAMES.contains(&name.as_str()) => meta(xml, name, text),
            _ => xml.lose_field(&format!("extra.{name}"), None),
        }
    }
}

fn meta(xml: &mut Xml<'_>, name: &str, content: &str) {
    xml.empty("meta", &[("name", Some(name)), ("content", Some(content))]);
}

/// Whether it can stand in an attribute of type NMTOKEN. Other scripts' letters may too; ASCII is enough here.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':'))
}

/// The classification that NITF is built on: IPTC's subject codes, and the genre's name. What these cannot hold stands in
/// `identified-content`.
fn tobject(xml: &mut Xml<'_>, article: &Article) {
    let subjects: Vec<&str> = article.subjects.iter().filter_map(subject_code).collect();
    let genre = article.genre.as_ref().and_then(|genre| genre.name.as_deref().or(genre.code.as_deref()));
    if subjects.is_empty() && genre.is_none() {
        return;
    }
    xml.element("tobject", &[("tobject.type", Some("news"))], |xml| {
        if let Some(genre) = genre {
            xml.empty("tobject.property", &[("tobject.property.type", Some(genre))]);
        }
        for code in subjects {
            xml.empty("tobject.subject", &[("tobject.subject.refnum", Some(code))]);
        }
    });
}

fn subject_code(subject: &Coded) -> Option<&str> {
    let code = subject.code.as_deref().filter(|code| is_name(code))?;
    (subject.scheme.as_deref() == Some("subj")).then_some(code)
}

fn contributor(xml: &mut Xml<'_>, person: &Person) {
    let function = match person.role.as_deref() {
        Some("author" | "writer" | "reporter") => "writer-author",
        Some("editor") => "editor",
        Some("producer") => "producer",
        Some("photographer") => "photographer",
        Some("videographer") => "videographer",
        _ => "other",
    };
    let (name, role) = (Some(person.name.as_str()), person.role.as_deref());
    xml.empty("revision-history", &[("name", name), ("function", Some(function)), ("comment", role)]);
    if person.affiliation.is_some() {
        xml.lose_field("contributors.affiliation", person.span.as_ref());
    }
}
