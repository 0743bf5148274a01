//! An edition as one composite item: its sections in order, their stories whole inside them.

use std::collections::BTreeSet;
use std::io;

use pressroom_core::{Article, Diagnostic, Issue, Section};
use serde_json::{Map, Value};

use super::fields::Fields;
use super::item::{self, said};
use super::pictures::rendition;
use super::{Options, standard, uri};
use crate::{Failure, codes, words};

/// Writes an issue. `story` gives the story at a position of `Issue::sections[].articles`; one is held at a time.
/// Gives back what was noticed.
pub fn edition<W: io::Write, E: From<Failure>>(
    mut out: W,
    issue: &Issue,
    count: u32,
    mut story: impl FnMut(u32) -> Result<Article, E>,
    options: &Options,
) -> Result<Vec<Diagnostic>, E> {
    options.check()?;
    let mut losses = Vec::new();
    let (head, issue_uri) = head(issue, options, &mut losses)?;
    let mut uris = BTreeSet::from([issue_uri.clone()]);
    open(&mut out, head)?;
    for (index, section) in issue.sections.iter().enumerate() {
        write(&mut out, if index == 0 { "\n" } else { ",\n" })?;
        open(&mut out, section_head(section, &format!("{issue_uri}-s{}", index + 1), &mut losses))?;
        for (place, &position) in section.articles.iter().enumerate() {
            if position >= count {
                let missing = Diagnostic::new(codes::STORY_MISSING).arg("section", &section.title);
                return Err(Failure::from(missing.arg("position", position)).into());
            }
            let article = story(position)?;
            let item = association(&article, options, &mut losses)?;
            if let Some(Value::String(uri)) = item.get("uri")
                && !uris.insert(uri.clone())
            {
                return Err(Failure::from(Diagnostic::new(codes::ID_TWICE).arg("id", uri)).into());
            }
            write(&mut out, if place == 0 { "\n" } else { ",\n" })?;
            write(&mut out, &json(&item)?)?;
        }
        write(&mut out, "]}")?;
    }
    write(&mut out, "]}\n")?;
    Ok(losses)
}

fn write<W: io::Write>(out: &mut W, text: &str) -> Result<(), Failure> {
    out.write_all(text.as_bytes()).map_err(Failure::Output)
}

fn json(item: &Map<String, Value>) -> Result<String, Failure> {
    serde_json::to_string(item).map_err(|error| Failure::Output(error.into()))
}

/// An object whose last member, its associations, comes piece by piece.
fn open<W: io::Write>(out: &mut W, item: Map<String, Value>) -> Result<(), Failure> {
    let text = json(&item)?;
    write(out, text.strip_suffix('}').unwrap_or(&text))?;
    write(out, ",\"associations\":[")
}

/// All but the sections, and the edition's URI.
fn head(
    issue: &Issue,
    options: &Options,
    losses: &mut Vec<Diagnostic>,
) -> Result<(Map<String, Value>, String), Failure> {
    let missing = Diagnostic::new(codes::FIELD_MISSING).arg("field", "id");
    let uri = uri(issue.id.as_deref().ok_or(missing)?, options)?;
    let publication = &issue.publication;
    let title = issue.title.as_deref().unwrap_or(&publication.title);
    let mut item = Fields { object: standard(), losses };
    item.value("uri", uri.as_str());
    item.value("type", "composite");
    item.value("version", "1");
    if let Some(updated) = &issue.updated {
        item.value("versionCreated", updated.to_string());
    }
    item.value("pubStatus", "usable");
    item.optional("language", publication.language.as_deref());
    item.text("title", title);
    let headline = said(&mut item, words::MAIN, title);
    item.value("headlines", vec![headline]);
    let date = issue.date.map(|date| date.to_string());
    let imprint: Vec<String> =
        publication.imprint.iter().map(|line| format!("{}: {}", line.label, line.text)).collect();
    let mut about: Vec<(&str, &str)> = vec![("publication", &publication.title)];
    let facts = [("nameplate", publication.nameplate.as_deref()), ("issueDate", date.as_deref())];
    about.extend(facts.into_iter().filter_map(|(role, text)| Some((role, text?))));
    about.extend(imprint.iter().map(|line| ("imprint", line.as_str())));
    let about = about.into_iter().map(|(role, text)| said(&mut item, role, text)).collect();
    item.list("descriptions", about);
    if let Some(publisher) = &publication.publisher {
        let source = item.inner(|source| {
            source.text("name", publisher);
            source.value("role", words::PROVIDER);
        });
        item.value("infoSources", vec![source]);
    }
    let numbers = [("issn", &publication.issn), ("number", &issue.number)];
    let numbers: Vec<Value> = numbers
        .into_iter()
        .filter_map(|(role, value)| {
            let value = value.as_ref()?;
            Some(item.inner(|alt_id| {
                alt_id.value("role", role);
                alt_id.text("value", value);
            }))
        })
        .collect();
    item.list("altIds", numbers);
    if let Some(cover) = &issue.cover {
        let cover = rendition(&mut item, "cover", cover, options);
        item.value("renditions", vec![cover]);
    }
    Ok((item.object, uri))
}

fn section_head(section: &Section, uri: &str, losses: &mut Vec<Diagnostic>) -> Map<String, Value> {
    let mut item = Fields::new(losses);
    item.text("name", &section.title);
    item.value("rel", words::SECTION);
    item.value("uri", uri);
    item.value("type", "composite");
    item.object
}

/// A story with what an association needs beside.
fn association(
    article: &Article,
    options: &Options,
    losses: &mut Vec<Diagnostic>,
) -> Result<Map<String, Value>, Failure> {
    let item = item::write(article, options, losses)?;
    let mut association = Fields::new(losses);
    let name = article.headline.as_ref().or(article.slugline.as_ref()).map(|name| name.text.as_str());
    association.text("name", name.or(article.id.as_deref()).unwrap_or_default());
    association.value("rel", words::STORY);
    association.object.extend(item);
    Ok(association.object)
}
