//! `head`.

use pressroom_core::{Coded, Person};
use serde_json::Value;

use super::docdata;
use super::fields::{Fields, nfc};
use super::tree::Element;
use crate::words::{CREATED, META_AGENCY, META_GENERATOR, META_PLACE, META_SOURCE};

pub fn read(fields: &mut Fields, head: &Element) {
    for element in head.elements() {
        match element.name.as_str() {
            "title" => fields.title = fields.title.take().or(element.text(&fields.file)),
            "meta" => meta(fields, element),
            "docdata" => docdata::read(fields, element),
            "pubdata" => pubdata(fields, element),
            "revision-history" => revision(fields, element),
            "tobject" => {}
            _ => keep_deeply(fields, element),
        }
    }
    // After docdata, whose classifiers say the same more exactly.
    for element in head.children_named("tobject") {
        tobject(fields, element);
    }
}

fn meta(fields: &mut Fields, element: &Element) {
    let (Some(name), Some(content)) = (element.value("name").or(element.value("http-equiv")), element.value("content"))
    else {
        return;
    };
    match name {
        META_GENERATOR => fields.own |= content.starts_with("Pressroom"),
        META_SOURCE => fields.article.source = fields.text_of(element, "content"),
        META_AGENCY => fields.agency = Some(nfc(content)),
        META_PLACE => fields.place = Some(nfc(content)),
        _ => {
            let is_slug =
                matches!(name.to_ascii_lowercase().as_str(), "slug" | "slugline" | "anpa-keyword" | "keyword-slug");
            if is_slug {
                fields.slug = fields.slug.take().or(fields.text_of(element, "content"));
            }
            fields.keep_value(name, Value::String(nfc(content)));
        }
    }
}

fn pubdata(fields: &mut Fields, element: &Element) {
    if fields.article.section.is_none() {
        fields.article.section = fields.text_of(element, "position.section");
    }
    if element.attributes.0.iter().any(|(name, _)| name != "position.section") {
        fields.keep(element);
    }
}

/// The moment of making, or somebody who worked on the story.
fn revision(fields: &mut Fields, element: &Element) {
    if element.value("comment") == Some(CREATED) && element.value("name").is_none() {
        if let Some(created) = fields.moment(element, "norm") {
            fields.article.created = Some(created);
        }
        return;
    }
    let Some(name) = element.value("name") else { return };
    let function = element.value("function").filter(|function| *function != "other");
    let role = element.value("comment").or(function).map(nfc);
    let span = Some(fields.tag(element));
    fields.article.contributors.push(Person { name: nfc(name), role, affiliation: None, span });
}

/// IPTC's subject codes of eight digits; the all-zero one says nothing.
fn tobject(fields: &mut Fields, element: &Element) {
    for property in element.children_named("tobject.property") {
        let kind = property.value("tobject.property.type").filter(|kind| !kind.eq_ignore_ascii_case("current"));
        fields.genre = fields.genre.take().or(kind.map(nfc));
    }
    for subject in element.children_named("tobject.subject") {
        let code = subject.value("tobject.subject.refnum").or(subject.value("tobject.subject.code"));
        let code = code.filter(|code| !code.bytes().all(|b| b == b'0'));
        let words = ["tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type"];
        let name = words.into_iter().find_map(|word| subject.value(word)).map(nfc);
        // An agency's own codes name their registry.
        let registry = subject.value("tobject.subject.ipr").filter(|registry| !registry.eq_ignore_ascii_case("IPTC"));
        let scheme = registry.unwrap_or("subj");
        let known = |coded: &Coded| coded.scheme.as_deref() == Some(scheme) && coded.code.as_deref() == code;
        if (code.is_some() || name.is_some()) && !fields.article.subjects.iter().any(known) {
            let scheme = code.map(|_| nfc(scheme));
            fields.article.subjects.push(Coded { scheme, code: code.map(str::to_owned), name });
        }
    }
}

/// An element of which the model knows nothing, and those inside it.
fn keep_deeply(fields: &mut Fields, element: &Element) {
    if element.elements().next().is_none() {
        return fields.keep(element);
    }
    element.elements().for_each(|inner| keep_deeply(fields, inner));
}
