//! `contentMeta` of the text: the schema's AdministrativeMetadataGroup first, then its DescriptiveMetadataGroup.

use pressroom_core::{Article, Dateline, Diagnostic, Moment};
use serde_json::Value;

use crate::story::Story;
use crate::vocabulary::code;
use crate::xml::Xml;
use crate::{codes, concept};

pub fn write_text(xml: &mut Xml, story: &Story<'_>) {
    xml.element("contentMeta", &[], |xml| {
        administrative(xml, story);
        descriptive(xml, story);
        extensions(xml, story.article);
    });
}

fn administrative(xml: &mut Xml, story: &Story<'_>) {
    let article = story.article;
    match article.urgency {
        Some(urgency @ 1..=9) => xml.text("urgency", &[], &urgency.to_string()),
        Some(urgency) => xml.lose_field(&format!("urgency {urgency}"), None),
        None => {}
    }
    if let Some(created) = content_created(xml, story) {
        xml.text("contentCreated", &[], &created);
    }
    // A first version is created, not modified.
    if story.version != "1" {
        xml.text("contentModified", &[], &story.updated.to_string());
    }
    article.located.iter().for_each(|located| concept::located(xml, located));
    if let Some(place) = place_of_dateline(article) {
        concept::named(xml, "located", &[("how", "prdateline:place")], place);
    }
    if let Some(source) = &article.source {
        concept::named(xml, "infoSource", &[], source);
    }
    article.byline.iter().for_each(|person| concept::person(xml, "creator", person));
    article.contributors.iter().for_each(|person| concept::person(xml, "contributor", person));
}

fn descriptive(xml: &mut Xml, story: &Story<'_>) {
    let article = story.article;
    xml.empty("language", &[("tag", story.language)]);
    if let Some(genre) = &article.genre {
        concept::coded(xml, "genre", genre);
    }
    article.keywords.iter().for_each(|keyword| xml.line("keyword", &[], keyword));
    article.subjects.iter().for_each(|subject| concept::coded(xml, "subject", subject));
    if let Some(slugline) = &article.slugline {
        xml.line("slugline", &[], slugline);
    }
    if let Some(headline) = &article.headline {
        xml.text("headline", &[], headline);
    }
    if !story.is_canceled() {
        article.deck.iter().for_each(|deck| xml.text("headline", &[("role", "prhead:deck")], deck));
    }
    if let Some(dateline) = &article.dateline {
        xml.text("dateline", &[], &dateline.text);
    }
    article.byline.iter().for_each(|person| xml.text("by", &[], &person.name));
    if let Some(credit_line) = &article.credit_line {
        xml.line("creditline", &[], credit_line);
    }
    if let Some(summary) = article.summary.as_ref().filter(|_| !story.is_canceled()) {
        xml.text("description", &[("role", "drol:summary")], summary);
    }
}

/// What the standard has no property for: the parts of the dateline, and metadata of another system.
fn extensions(xml: &mut Xml, article: &Article) {
    if let Some(Dateline { agency, place, date, .. }) = &article.dateline {
        let date = date.map(|date| date.to_string());
        for (rel, part) in [("prdateline:agency", agency), ("prdateline:place", place), ("prdateline:date", &date)] {
            if let Some(part) = part {
                xml.empty("contentMetaExtProperty", &[("rel", rel), ("value", part)]);
            }
        }
    }
    for (key, value) in &article.extra {
        let (rel, value) = match value {
            Value::String(text) => (format!("prextra:{}", code(key)), text.clone()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                (format!("prjson:{}", code(key)), value.to_string())
            }
        };
        match key.is_empty() {
            true => xml.lose_field("extra without a name", None),
            false => xml.empty("contentMetaExtProperty", &[("rel", &rel), ("value", &value)]),
        }
    }
}

/// The story's own date as far as it is known: the schema takes a year, a month, a day or a moment.
fn content_created(xml: &mut Xml, story: &Story<'_>) -> Option<String> {
    let article = story.article;
    let dateline_date = || article.dateline.as_ref().and_then(|dateline| dateline.date).map(Moment::Date);
    let created = article.created.or_else(dateline_date)?;
    if created.date().year().is_none() {
        let span = article.dateline.as_ref().and_then(|dateline: &Dateline| dateline.span.as_ref());
        xml.diagnostics.push(Diagnostic::new(codes::DATE_WITHOUT_YEAR).arg("date", created).at(span));
        return None;
    }
    if is_after(&created, story) {
        let loss = Diagnostic::new(codes::CREATED_AFTER_UPDATE).arg("created", created).arg("updated", story.updated);
        xml.diagnostics.push(loss);
        return None;
    }
    Some(created.to_string())
}

/// Whether all of `created` lies after `updated`. A day, month or year that holds `updated` does not.
fn is_after(created: &Moment, story: &Story<'_>) -> bool {
    match created {
        Moment::DateTime(created) => created.utc() > story.updated.utc(),
        Moment::Date(created) => {
            let updated = story.updated.date();
            let parts =
                |date: &pressroom_core::Date| [date.year(), date.month().map(i16::from), date.day().map(i16::from)];
            let pairs = parts(created).into_iter().zip(parts(&updated));
            let known = pairs.filter_map(|(created, updated)| Some((created?, updated?)));
            known.map(|(created, updated)| created.cmp(&updated)).find(|order| order.is_ne()).is_some_and(|o| o.is_gt())
        }
    }
}

/// The place that the dateline names, unless the story is filed under it anyway.
fn place_of_dateline(article: &Article) -> Option<&str> {
    let place = article.dateline.as_ref()?.place.as_deref()?;
    let filed = article.located.iter().any(|located| located.name == *place);
    (!filed).then_some(place)
}
