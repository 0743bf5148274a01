//! `contentMeta` of the text: the schema's AdministrativeMetadataGroup first, then its DescriptiveMetadataGroup.

use std::io;

use pressroom_core::{Article, Dateline, Diagnostic, Located, Moment};

use crate::story::Story;
use crate::xml::Xml;
use crate::{codes, concept};

pub fn write_text<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    xml.element("contentMeta", &[], |xml| {
        administrative(xml, story)?;
        descriptive(xml, story)
    })
}

fn administrative<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    let article = story.article;
    match article.urgency {
        Some(urgency @ 1..=9) => xml.text("urgency", &[], &urgency.to_string())?,
        Some(urgency) => xml.lose_field(&format!("urgency {urgency}"), None),
        None => {}
    }
    if let Some(created) = content_created(xml, story) {
        xml.text("contentCreated", &[], &created)?;
    }
    // A first version is created, not modified.
    if story.version != "1" {
        xml.text("contentModified", &[], &story.updated.to_string())?;
    }
    article.located.iter().try_for_each(|located| concept::located(xml, located))?;
    if let Some(place) = place_of_dateline(article) {
        concept::located(xml, &place)?;
    }
    if let Some(source) = &article.source {
        concept::named(xml, "infoSource", &[], source)?;
    }
    article.byline.iter().try_for_each(|person| concept::person(xml, "creator", person))?;
    article.contributors.iter().try_for_each(|person| concept::person(xml, "contributor", person))
}

fn descriptive<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    let article = story.article;
    xml.empty("language", &[("tag", story.language)])?;
    if let Some(genre) = &article.genre {
        concept::coded(xml, "genre", genre)?;
    }
    article.keywords.iter().try_for_each(|keyword| xml.line("keyword", &[], keyword))?;
    article.subjects.iter().try_for_each(|subject| concept::coded(xml, "subject", subject))?;
    if let Some(slugline) = &article.slugline {
        xml.line("slugline", &[], slugline)?;
    }
    if let Some(headline) = &article.headline {
        xml.text("headline", &[], headline)?;
    }
    article.deck.iter().try_for_each(|deck| xml.text("headline", &[("role", "prhead:deck")], deck))?;
    if let Some(dateline) = &article.dateline {
        xml.text("dateline", &[], &dateline.text)?;
    }
    article.byline.iter().try_for_each(|person| xml.text("by", &[], &person.name))?;
    if let Some(credit_line) = &article.credit_line {
        xml.line("creditline", &[], credit_line)?;
    }
    match &article.summary {
        Some(summary) => xml.text("description", &[("role", "drol:summary")], summary),
        None => Ok(()),
    }
}

/// The story's own date as far as it is known: the schema takes a year, a month, a day or a moment.
fn content_created<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> Option<String> {
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
fn place_of_dateline(article: &Article) -> Option<Located> {
    let place = article.dateline.as_ref()?.place.as_ref()?;
    let filed = article.located.iter().any(|located| located.name == *place);
    (!filed).then(|| Located { name: place.clone(), code: None, span: None })
}
