//! ninjs 1.x to 3.x, and what Superdesk sends and stores.
//!
//! Names are compared without regard to case and underscores: `versioncreated`, `versionCreated` and `version_created` are
//! one. What the model has no field for is kept in `extra`.

mod associations;
mod body;
mod dateline;
mod decode;
mod item;
mod json;
mod lines;
mod object;
mod people;
mod subjects;

use std::sync::Arc;

use pressroom_core::time::{TimeZone, zone_told};
use pressroom_core::{Article, Diagnostic};

use crate::codes;
use item::Kind;
use json::{Json, JsonValue};
use object::{Context, Object};

pub use decode::MAX_INPUT_BYTES;

/// A story of a file.
#[derive(Clone, Debug)]
pub struct Story {
    pub article: Article,
    /// The file as decoded, NFC, its lines ended by LF: what spans count in.
    pub text: Arc<str>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether the bytes are ninjs: a JSON object, or an array of them, with an id and something that a news item has.
pub fn recognises(bytes: &[u8]) -> bool {
    let text = decode::leniently(bytes);
    if !text.trim_start_matches('\u{FEFF}').trim_start().starts_with(['{', '[']) {
        return false;
    }
    let Ok(parsed) = json::parse(&"".into(), &text) else { return false };
    parsed.values.iter().flat_map(items).any(item::is_item)
}

/// A value as the items it holds: itself, those of an array, or those of an answer that wraps them (`_items`, `item`,
/// `data`, `hits`).
fn items(value: &Json) -> Vec<&Json> {
    let mut found = Vec::new();
    find_items(value, 0, &mut found);
    found
}

fn find_items<'j>(value: &'j Json, depth: usize, found: &mut Vec<&'j Json>) {
    const WRAPPERS_INSIDE_WRAPPERS: usize = 5;
    if depth > WRAPPERS_INSIDE_WRAPPERS || item::is_item(value) {
        return found.push(value);
    }
    match &value.value {
        JsonValue::Array(values) => values.iter().for_each(|value| find_items(value, depth + 1, found)),
        JsonValue::Object(members) => members.iter().for_each(|member| find_items(&member.value, depth + 1, found)),
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::Text(_) => {}
    }
}

/// Reads a file: a story for each text item, also those inside a composite. `name` is what spans show. Errors: no JSON, no
/// ninjs, no story in it, too large.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Story>, Vec<Diagnostic>> {
    read_in_zone(name, bytes, None)
}

/// [`read`], with the zone of times that give none, where no other time of the file gives one. Without it: UTC.
pub fn read_in_zone(name: &str, bytes: &[u8], zone: Option<&TimeZone>) -> Result<Vec<Story>, Vec<Diagnostic>> {
    let file: Arc<str> = name.into();
    let text: Arc<str> = decode::decode(&file, bytes).map_err(|error| vec![error])?.into();
    let parsed = json::parse(&file, &text).map_err(|error| vec![error])?;
    let mut context = Context::new(file.clone(), &text);
    context.diagnostics = parsed.diagnostics;
    context.zone = parsed.values.iter().find_map(zone_of).or(zone.cloned());
    let mut stories = Vec::new();
    let mut refused = Vec::new();
    for value in parsed.values.iter().flat_map(items).filter(|value| item::is_item(value)) {
        collect(&mut context, value, None, &mut stories, &mut refused);
    }
    if stories.is_empty() {
        let mut errors = refused;
        if errors.is_empty() {
            errors.push(Diagnostic::new(codes::NOT_NINJS).at(&decode::start_of(&file)));
        }
        errors.extend(context.diagnostics);
        return Err(errors);
    }
    if let Some((_, diagnostics)) = stories.first_mut() {
        diagnostics.extend(refused);
    }
    let story = |(article, diagnostics)| Story { article, text: text.clone(), diagnostics };
    Ok(stories.into_iter().map(story).collect())
}

/// The zone of the first time that has one.
fn zone_of(value: &Json) -> Option<TimeZone> {
    match &value.value {
        JsonValue::Object(members) => members.iter().find_map(|member| zone_of(&member.value)),
        JsonValue::Array(values) => values.iter().find_map(zone_of),
        JsonValue::Text(text) if text.starts_with(|c: char| c.is_ascii_digit()) => zone_told(text),
        JsonValue::Text(_) | JsonValue::Null | JsonValue::Bool(_) | JsonValue::Number(_) => None,
    }
}

/// The story of an item, or the stories inside it. `section` is the composite's name around it.
fn collect(
    context: &mut Context<'_>,
    value: &Json,
    section: Option<&str>,
    stories: &mut Vec<(Article, Vec<Diagnostic>)>,
    refused: &mut Vec<Diagnostic>,
) {
    let Some(mut object) = Object::of(value) else { return };
    match item::kind(&object) {
        Kind::Story => {
            let mut article = item::read(context, &mut object);
            if article.section.is_none() {
                article.section = section.map(pressroom_core::Text::new);
            }
            stories.push((article, std::mem::take(&mut context.diagnostics)));
        }
        Kind::Composite => {
            let is_section = object.peek_text(&["rel"]) == Some(crate::words::SECTION);
            let name = object.peek_text(&["name"]).filter(|_| is_section).map(str::to_owned);
            let section = name.as_deref().or(section);
            let before = stories.len();
            let mut pictures: Vec<(usize, &Json)> = Vec::new();
            for inner in associations::values(&object) {
                match Object::of(inner).is_some_and(|inner| item::is_picture(&inner)) {
                    true => pictures.push((stories.len(), inner)),
                    false => collect(context, inner, section, stories, refused),
                }
            }
            // What comes along with one story is shown with it, with several each with the one before it.
            let several = stories.len() > before + 1;
            for (after, picture) in pictures {
                let belongs = after.saturating_sub(1).max(before);
                match stories.get_mut(belongs) {
                    Some((article, diagnostics)) => {
                        if several {
                            let span = context.span(picture);
                            let story = article.headline.as_deref().or(article.id.as_deref()).unwrap_or_default();
                            let note = Diagnostic::new(codes::JOINED_BY_ORDER).arg("story", story);
                            context.diagnostics.push(note.at(&span));
                        }
                        associations::show(context, vec![picture], article);
                        diagnostics.append(&mut context.diagnostics);
                    }
                    None => collect(context, picture, section, stories, refused),
                }
            }
        }
        Kind::Other(kind) => {
            let span = context.span(value);
            refused.push(Diagnostic::new(codes::NO_STORY).arg("type", kind).at(&span));
        }
    }
}
