//! Who wrote the story.

use pressroom_core::{Article, Coded, Person, Removed, RemovedKind, Text};

use super::json::{Json, JsonValue};
use super::object::{Context, Object};
use super::{body, subjects};
use crate::words;

pub fn read(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) {
    for value in object.list(&["people", "person"]) {
        let Some(mut person) = Object::of(value) else { continue };
        let rel = person.peek_text(&["rel"]).map(str::to_ascii_lowercase);
        match rel.as_deref() {
            Some("author" | "creator" | "byline" | "by") => {
                article.byline.extend(somebody(context, &mut person, value))
            }
            Some("contributor" | "editor") => article.contributors.extend(somebody(context, &mut person, value)),
            // Of somebody else the story tells.
            Some(_) | None => {
                let coded = subjects::coded(context, value);
                article.subjects.extend(coded.filter(|coded| *coded != Coded::default()));
            }
        }
    }
    let authors: Vec<Person> =
        object.list(&["authors"]).into_iter().filter_map(|value| author(context, value)).collect();
    let line = object.take(&["byline", "by"]).and_then(|value| body::plain(context, value));
    if article.byline.is_empty() {
        article.byline = match line {
            // The line is what is printed.
            Some(line) => vec![whole_line(article, line)],
            None => authors,
        };
    }
}

fn somebody(context: &mut Context<'_>, person: &mut Object<'_>, value: &Json) -> Option<Person> {
    let name = person.text(context, &["name", "literal"])?;
    let mut found = Person { name: name.text, span: Some(context.span(value)), ..Person::default() };
    for info in person.list(&["contactinfo"]) {
        let Some(info) = Object::of(info) else { continue };
        let text = info.peek_text(&["value"]).map(str::to_owned);
        match info.peek_text(&["type"]) {
            Some(words::ROLE) => found.role = text,
            Some(words::AFFILIATION) => found.affiliation = text,
            Some(_) | None => {}
        }
    }
    Some(found)
}

/// Superdesk's list of authors.
fn author(context: &mut Context<'_>, value: &Json) -> Option<Person> {
    if let JsonValue::Text(_) = value.value {
        return context.text(value).map(|name| Person { name: name.text, span: name.span, ..Person::default() });
    }
    let mut author = Object::of(value)?;
    let name = author.string(context, &["name", "displayname", "byline"])?;
    let role = author.string(context, &["role"]);
    Some(Person { name, role, affiliation: None, span: Some(context.span(value)) })
}

fn whole_line(article: &mut Article, line: Text) -> Person {
    let Text { text, span } = line;
    let name = match text.split_at_checked(3) {
        Some((label, name)) if label.eq_ignore_ascii_case("by ") && !name.trim().is_empty() => {
            let label = Removed { text: label.to_owned(), kind: RemovedKind::Label, span: span.clone() };
            article.removed.push(label);
            name.trim().to_owned()
        }
        Some(_) | None => text,
    };
    Person { name, span, ..Person::default() }
}
