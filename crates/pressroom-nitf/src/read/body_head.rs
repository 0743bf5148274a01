//! `body.head` and `body.end`: what stands around the text.

use pressroom_core::time::is_only_a_time;
use pressroom_core::{Block, Dateline, Moment, Note, Person, Removed, RemovedKind, Text};

use super::fields::Fields;
use super::tree::Element;
use super::{body, fields};
use crate::codes;

pub fn read(fields: &mut Fields, head: &Element) {
    for element in head.elements() {
        match element.name.as_str() {
            "hedline" | "headline" => hedline(fields, element),
            "note" => note(fields, element),
            "rights" => {
                let owner = element.child("rights.owner").and_then(|owner| owner.text(&fields.file));
                fields.article.copyright_holder = fields.article.copyright_holder.take().or(owner);
                fields.rights = fields.rights.take().or(element.text_without(&["rights.owner"], &fields.file));
            }
            "byline" => byline(fields, element),
            "distributor" => fields.article.provider = element.text(&fields.file),
            "dateline" => dateline(fields, element),
            "abstract" => summary(fields, element),
            // Agencies send these here too.
            "hl1" | "hl2" => headline_part(fields, element),
            _ => fields.keep(element),
        }
    }
}

fn hedline(fields: &mut Fields, element: &Element) {
    element.elements().for_each(|part| headline_part(fields, part));
}

fn headline_part(fields: &mut Fields, element: &Element) {
    let Some(text) = element.text(&fields.file) else { return };
    match element.name.as_str() {
        "hl1" if fields.article.headline.is_none() => fields.article.headline = Some(text),
        // AP gives the headline as it first was beside the one that holds, most often the same.
        "hl1" | "hl2" if Some(&text.text) == fields.article.headline.as_ref().map(|headline| &headline.text) => {}
        "hl1" | "hl2" => fields.article.deck.push(text),
        _ => fields.report(codes::NOT_READ, element),
    }
}

/// To editors, or to readers.
fn note(fields: &mut Fields, element: &Element) {
    let to_editors =
        element.value("noteclass") == Some("editorsnote") || matches!(element.value("type"), Some("npa" | "pa"));
    if to_editors {
        if let Some(note) = element.text(&fields.file) {
            fields.add_note(note);
        }
        return;
    }
    let content = body::blocks(fields, element);
    if !content.is_empty() {
        let span = Some(element.span(&fields.file));
        fields.article.body.push(Block::Note(Note { id: None, content, span }));
    }
}

/// One person for each `person`, or the line as it is. `normalized_byline` repeats the printed one for databases.
fn byline(fields: &mut Fields, element: &Element) {
    if element.value("class") == Some("normalized_byline") && !fields.article.byline.is_empty() {
        return;
    }
    let title = element.child("byttl");
    let role = title.and_then(|title| title.text_without(&["org"], &fields.file));
    let affiliation = title.and_then(|title| title.child("org")).and_then(|org| org.text(&fields.file));
    let people: Vec<Person> = element
        .children_named("person")
        .filter_map(|person| person.text(&fields.file))
        .map(|name| fields.person(name))
        .collect();
    let mut people = match people.as_slice() {
        [] => whole_line(fields, element).into_iter().collect(),
        [..] => people,
    };
    // A title that follows several names is the last one's.
    if let Some(last) = people.last_mut() {
        last.role = role.map(|role| role.text);
        last.affiliation = affiliation.map(|affiliation| affiliation.text);
    }
    fields.article.byline.extend(people);
}

fn whole_line(fields: &mut Fields, element: &Element) -> Option<Person> {
    let Text { text, span } = element.text_without(&["byttl"], &fields.file)?;
    let (label, name) = match text.split_at_checked(3) {
        Some((label, name)) if label.eq_ignore_ascii_case("by ") && !name.trim().is_empty() => (Some(label), name),
        Some(_) | None => (None, text.as_str()),
    };
    if let Some(label) = label {
        let removed = Removed { text: label.to_owned(), kind: RemovedKind::Label, span: span.clone() };
        fields.article.removed.push(removed);
    }
    let name = name.trim().trim_end_matches(',').to_owned();
    Some(Person { name, span, ..Person::default() })
}

fn dateline(fields: &mut Fields, element: &Element) {
    let Some(text) = element.text(&fields.file) else { return };
    let place = element.child("location").and_then(|location| location.text(&fields.file)).map(|place| place.text);
    let told = element.child("story.date").and_then(|date| fields.moment(date, "norm"));
    // Some systems print their clock where a reader expects a place.
    if is_only_a_time(&text.text) {
        fields.article.created = fields.article.created.or(told);
        return fields.article.removed.push(Removed { text: text.text, kind: RemovedKind::Framing, span: text.span });
    }
    let date = told.as_ref().map(Moment::date);
    fields.article.dateline = Some(Dateline {
        text: text.text,
        agency: fields.agency.take(),
        place: place.or(fields.place.take()),
        date,
        span: text.span,
    });
}

fn summary(fields: &mut Fields, element: &Element) {
    let Some(text) = element.text(&fields.file) else { return };
    match &mut fields.article.summary {
        Some(before) => before.text = format!("{} {}", before.text, text.text),
        None => fields.article.summary = Some(text),
    }
}

pub fn read_end(fields: &mut Fields, end: &Element) {
    for element in end.elements() {
        match element.name.as_str() {
            "tagline" => fields.article.credit_line = element.text(&fields.file),
            _ => {
                let content: Vec<Block> = element.text(&fields.file).map(fields::paragraph).into_iter().collect();
                if !content.is_empty() {
                    let span = Some(element.span(&fields.file));
                    fields.article.body.push(Block::Note(Note { id: None, content, span }));
                }
            }
        }
    }
}
