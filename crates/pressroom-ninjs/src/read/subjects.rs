//! What the story is about, in the vocabularies of whoever sends it.

use pressroom_core::{Article, Coded, Signal};
use unicode_normalization::UnicodeNormalization;

use super::json::{Json, JsonValue};
use super::object::{Context, Object};
use crate::{concepts, words};

pub fn read(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) {
    for value in object.list(&["subjects", "subject"]) {
        let rel = Object::of(value).and_then(|subject| subject.peek_text(&["rel"]).map(str::to_owned));
        let name = Object::of(value).and_then(|subject| subject.peek(&["name"])).and_then(|name| context.text(name));
        match (rel.as_deref(), name) {
            (Some(words::SECTION), Some(name)) if article.section.is_none() => article.section = Some(name),
            (Some(words::KEYWORD), Some(name)) => article.keywords.push(name),
            (Some(words::SIGNAL), Some(name)) => article.signals.push(Signal::from(name.text)),
            (Some(_) | None, _) => article.subjects.extend(coded(context, value)),
        }
    }
    for names in [&["organisations", "organisation"], &["events", "event"], &["objects", "object"]] {
        for value in object.list(names) {
            article.subjects.extend(coded(context, value));
        }
    }
    let mut genres: Vec<Coded> =
        object.list(&["genres", "genre"]).into_iter().filter_map(|value| coded(context, value)).collect();
    if !genres.is_empty() {
        article.genre = Some(genres.remove(0));
        article.subjects.extend(genres);
    }
    for value in object.list(&["keywords", "keyword"]) {
        article.keywords.extend(context.text(value));
    }
    // Superdesk's desks and ANPA's categories are what a newspaper calls sections.
    if article.section.is_none() {
        let named = |value: &Json| {
            Object::of(value).and_then(|section| section.peek(&["name"])).and_then(|name| context.text(name))
        };
        let section = object.peek(&["service", "anpacategory"]).and_then(|sections| match &sections.value {
            JsonValue::Array(values) => values.first().and_then(named),
            _ => None,
        });
        if section.is_some() {
            article.section = section;
            object.take(&["service"]);
            object.take(&["anpacategory"]);
        }
    }
}

/// A concept by `uri` or `literal`, by `scheme` and `code`, or by Superdesk's `qcode`; a bare text is a name.
pub fn coded(context: &mut Context<'_>, value: &Json) -> Option<Coded> {
    if let JsonValue::Text(_) = value.value {
        return context.text(value).map(|name| Coded { name: Some(name.text), ..Coded::default() });
    }
    let Some(concept) = Object::of(value) else {
        if !matches!(value.value, JsonValue::Null) {
            context.invalid("subject", value);
        }
        return None;
    };
    let name = concept.peek_text(&["name"]).map(|name| name.nfc().collect::<String>());
    let (uri, literal) = (concept.peek_text(&["uri"]), concept.peek_text(&["literal"]));
    let (scheme, code) = if uri.is_some() || literal.is_some() {
        concepts::read(uri, literal)
    } else {
        concepts::read_pair(concept.peek_text(&["scheme"]), concept.peek_text(&["code", "qcode", "id"]))
    };
    (name.is_some() || code.is_some() || scheme.is_some()).then_some(Coded { scheme, code, name })
}
