//! One item as a story.

use pressroom_core::{Article, Direction, Embargo, Moment, Status, Text, UNDETERMINED};
use pressroom_html_read::{passages_told, without_dateline};
use serde_json::Value;

use super::json::{Json, JsonValue};
use super::object::{Context, Object};
use super::{associations, body, dateline, people, subjects};
use crate::words;

pub enum Kind {
    Story,
    /// Items inside it are the stories.
    Composite,
    /// Something that is no story, by its word.
    Other(String),
}

/// Whether a value looks like an item: it names itself, and has something that only news items have.
pub fn is_item(value: &Json) -> bool {
    let Some(object) = Object::of(value) else { return false };
    let named = ["uri", "guid", "id", "altids"].iter().any(|name| object.has(name));
    let news = [
        "headline",
        "headlines",
        "bodyhtml",
        "bodytext",
        "bodyxhtml",
        "bodies",
        "versioncreated",
        "pubstatus",
        "slugline",
        "associations",
        "representationtype",
        "descriptiontext",
        "byline",
    ];
    let known = news.iter().filter(|name| object.has(name)).count();
    let is_standard =
        object.peek(&["standard"]).and_then(Object::of).and_then(|s| s.peek_text(&["name"])) == Some("ninjs");
    is_standard || (named && known >= 1) || known >= 3
}

pub fn kind(object: &Object<'_>) -> Kind {
    let kind = object.peek_text(&["type"]).unwrap_or("text").to_ascii_lowercase();
    match kind.as_str() {
        "text" | "preformatted" | "article" | "story" | "component" => Kind::Story,
        "picture" | "graphic" | "photo" | "video" | "audio" => Kind::Story,
        "composite" => {
            let inner: Vec<Object<'_>> = associations::values(object).into_iter().filter_map(Object::of).collect();
            let pictures = inner.iter().filter(|inner| is_picture(inner)).count();
            // A package that has a text of its own, or nothing but pictures, is itself the story.
            if has_body(object) || (pictures > 0 && pictures == inner.len()) { Kind::Story } else { Kind::Composite }
        }
        _ if has_body(object) => Kind::Story,
        _ => Kind::Other(kind),
    }
}

fn has_body(object: &Object<'_>) -> bool {
    ["bodyhtml", "bodyxhtml", "bodytext", "bodies"].iter().any(|name| object.peek(&[name]).is_some())
}

pub fn is_picture(object: &Object<'_>) -> bool {
    matches!(object.peek_text(&["type"]), Some("picture" | "graphic" | "photo" | "video" | "audio"))
}

pub fn read(context: &mut Context<'_>, object: &mut Object<'_>) -> Article {
    let mut article = Article::default();
    identity(context, object, &mut article);
    management(context, object, &mut article);
    article.headline = headlines(context, object, &mut article.deck);
    article.slugline = object.text(context, &["slugline"]);
    let mut summary = descriptions(context, object, &mut article);
    people::read(context, object, &mut article);
    // The writer's own stands among the descriptions.
    let has_dateline = object.has("dateline");
    dateline::read(context, object, &mut article);
    subjects::read(context, object, &mut article);
    info_sources(context, object, &mut article);
    article.ed_note = object.text(context, &["ednote"]);
    article.usage_terms = object.text(context, &["usageterms"]);
    article.copyright = object.text(context, &["copyrightnotice"]);
    article.copyright_holder = object.text(context, &["copyrightholder"]);
    let is_picture = is_picture(object);
    let told = body::read(context, object, &mut article);
    let language = object.string(context, &["language"]).or(told.language).unwrap_or_else(|| UNDETERMINED.to_owned());
    article.direction = told.direction.unwrap_or_else(|| Direction::of_language(&language));
    context.diagnostics.extend(passages_told(&told.passages, &language));
    article.language = language;
    if has_dateline {
        without_dateline(&mut article);
    }
    if is_picture && article.body.is_empty() {
        associations::picture_item(context, object, &mut article, summary.take());
    }
    article.summary = summary;
    associations::read(context, object, &mut article);
    if article.headline.is_none() {
        article.headline = object.text(context, &["title", "name"]);
    }
    keep_rest(object, &mut article);
    article
}

/// What the model has no field for, as it came. Superdesk's own `extra` holds such things already.
fn keep_rest(object: &mut Object<'_>, article: &mut Article) {
    // What another field says already, or what only describes the JSON.
    let ignored = [
        "standard",
        "type",
        "representationtype",
        "mimetype",
        "charcount",
        "wordcount",
        "readtime",
        "title",
        "name",
        "rel",
        "id",
        "altids",
        "descriptions",
        "by",
    ];
    object.take_prefixed("links");
    for name in ignored {
        object.take(&[name]);
    }
    if let Some(JsonValue::Object(members)) = object.take(&["extra"]).map(|extra| &extra.value) {
        article.extra.extend(members.iter().map(|member| (member.key.text.clone(), member.value.plain())));
    }
    let rest: Vec<(String, Value)> = object.rest().map(|(name, value)| (name.to_owned(), value)).collect();
    article.extra.extend(rest);
}

fn identity(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) {
    article.id = object.string(context, &["uri", "guid", "id"]);
    let told = object.peek(&["altids"]).and_then(alt_id);
    article.id = told.or(article.id.take());
    if let Some(version) = object.take(&["version", "currentversion"]) {
        let told = match &version.value {
            JsonValue::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
            JsonValue::Text(text) => text.trim().parse().ok(),
            JsonValue::Null | JsonValue::Bool(_) | JsonValue::Array(_) | JsonValue::Object(_) => None,
        };
        match told {
            Some(number) => article.version = number.max(1),
            None => context.invalid("version", version),
        }
    }
}

/// The id that had to be encoded to be a URI.
pub fn alt_id(alt_ids: &Json) -> Option<String> {
    let JsonValue::Array(ids) = &alt_ids.value else { return None };
    let own = ids.iter().filter_map(Object::of).find(|id| id.peek_text(&["role"]) == Some(words::ID));
    own.and_then(|id| id.peek_text(&["value"])).map(str::to_owned)
}

fn management(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) {
    for names in [&["versioncreated"][..], &["updated"]] {
        if let Some(Moment::DateTime(at)) = object.moment(context, names) {
            article.updated = article.updated.or(Some(at));
        }
    }
    for names in [&["contentcreated"][..], &["firstcreated"]] {
        if article.created.is_none() {
            article.created = object.moment(context, names);
        }
    }
    if let Some(embargo) = object.take(&["embargoeduntil", "embargoed", "embargo"]) {
        let nowhere = context.is_of_no_zone(embargo);
        let until = match context.moment("embargoed", embargo) {
            Some(Moment::DateTime(until)) if !nowhere => Some(until),
            // Nobody knows when that is, so it holds until somebody lifts it.
            Some(Moment::Date(_) | Moment::DateTime(_)) | None => None,
        };
        article.embargo = Some(Embargo { until, span: Some(context.span(embargo)) });
    }
    if let Some(status) = object.take(&["pubstatus"]) {
        article.status = match status
            .text()
            .map(str::to_ascii_lowercase)
            .as_deref()
            .map(|word| word.rsplit(':').next().unwrap_or(word))
        {
            Some("usable") => Status::Usable,
            Some("withheld") => Status::Withheld,
            Some("canceled" | "cancelled" | "killed") => Status::Canceled,
            // Whoever cannot be read is held, not printed.
            Some(_) | None => {
                context.invalid("pubstatus", status);
                Status::Withheld
            }
        };
    }
    if let Some(urgency) = object.take(&["urgency"]) {
        let told = match &urgency.value {
            JsonValue::Number(number) => number.as_f64(),
            JsonValue::Text(text) => text.trim().parse().ok(),
            JsonValue::Null | JsonValue::Bool(_) | JsonValue::Array(_) | JsonValue::Object(_) => None,
        };
        match told {
            Some(number) if (1.0..=9.0).contains(&number) && number.fract() == 0.0 => {
                article.urgency = Some(number as u8)
            }
            Some(_) | None => context.invalid("urgency", urgency),
        }
    }
}

fn headlines(context: &mut Context<'_>, object: &mut Object<'_>, deck: &mut Vec<Text>) -> Option<Text> {
    let mut headline = object.take(&["headline"]).and_then(|value| body::plain(context, value));
    let mut others = Vec::new();
    for value in object.list(&["headlines"]) {
        let Some(said) = Object::of(value) else { continue };
        let Some(text) = said.peek(&["value"]).and_then(|value| body::said(context, &said, value)) else { continue };
        match said.peek_text(&["role"]) {
            Some(words::SUBHEAD | "subheadline" | "deck" | "standfirst") => deck.push(text),
            None | Some(words::MAIN) if headline.is_none() => headline = Some(text),
            Some(_) | None => others.push(text),
        }
    }
    // Of several headlines for different places, the first is the story's when none is the main one.
    let mut others = others.into_iter();
    let headline = headline.or_else(|| others.next());
    deck.extend(others.filter(|other| headline.as_ref().is_none_or(|headline| headline.text != other.text)));
    headline
}

/// Gives the summary back; the other roles are the writer's own.
fn descriptions(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) -> Option<Text> {
    let mut summary = None;
    for value in object.list(&["descriptions"]) {
        let Some(said) = Object::of(value) else { continue };
        let Some(inner) = said.peek(&["value"]) else { continue };
        match said.peek_text(&["role"]) {
            Some(words::DATELINE) => {
                if let Some(text) = context.text(inner) {
                    article.dateline.get_or_insert_default().text = text.text;
                    article.dateline.get_or_insert_default().span = text.span;
                }
            }
            Some(words::DATELINE_DATE) => {
                let date = context.moment(words::DATELINE_DATE, inner).map(|moment| moment.date());
                article.dateline.get_or_insert_default().date = date;
            }
            Some(words::CREATED) => article.created = context.moment(words::CREATED, inner).or(article.created),
            Some(words::ALT) => {}
            Some(_) | None if summary.is_none() => summary = body::said(context, &said, inner),
            Some(_) | None => {}
        }
    }
    let plain = object.take(&["abstract", "descriptiontext", "descriptionhtml", "descriptionxhtml"]);
    summary.or_else(|| plain.and_then(|value| body::plain(context, value)))
}

fn info_sources(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) {
    for value in object.list(&["infosources", "infosource"]) {
        let Some(mut source) = Object::of(value) else { continue };
        let Some(name) = source.text(context, &["name", "literal", "uri", "code"]) else { continue };
        let place = match source.peek_text(&["role", "rel"]) {
            Some(words::PROVIDER) => &mut article.provider,
            Some(words::CREDIT_LINE) => &mut article.credit_line,
            Some(words::AGENCY) => {
                article.dateline.get_or_insert_default().agency = Some(name.text);
                continue;
            }
            Some(_) | None => &mut article.source,
        };
        match place {
            Some(before) => before.text = format!("{}, {}", before.text, name.text),
            None => *place = Some(name),
        }
    }
    if article.source.is_none() {
        article.source = object.text(context, &["source"]);
    }
    if article.credit_line.is_none() {
        article.credit_line = object.text(context, &["creditline"]);
    }
    if article.provider.is_none() && object.peek(&["provider"]).is_some_and(|provider| provider.text().is_some()) {
        article.provider = object.text(context, &["provider"]);
    }
}
