//! Dateline and places.

use pressroom_core::{Article, Dateline, Located};

use super::json::{Json, JsonValue};
use super::object::{Context, Object};
use super::subjects;

pub fn read(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) {
    if let Some(value) = object.take(&["dateline"]) {
        article.dateline = whole(context, value).or(article.dateline.take());
    }
    let located = object.text(context, &["located"]);
    for value in object.list(&["places", "place"]) {
        article.located.extend(place(context, value));
    }
    let Some(located) = located else { return };
    match &mut article.dateline {
        Some(dateline) => dateline.place = dateline.place.take().or(Some(located.text)),
        None => {
            let named = |place: &Located| place.name == located.text;
            if !article.located.iter().any(named) {
                article.located.insert(0, Located { name: located.text, code: None, span: located.span });
            }
        }
    }
}

/// Superdesk gives its parts; the text ends with what stands before the lead.
fn whole(context: &mut Context<'_>, value: &Json) -> Option<Dateline> {
    if let JsonValue::Text(_) = value.value {
        let text = context.text(value)?;
        return Some(Dateline { text: without_separator(&text.text), span: text.span, ..Dateline::default() });
    }
    let mut parts = Object::of(value)?;
    let text = parts.text(context, &["text"]);
    let agency = parts.string(context, &["source"]);
    let city = parts
        .peek(&["located"])
        .and_then(Object::of)
        .and_then(|located| located.peek_text(&["city", "name", "location"]).map(str::to_owned));
    let place = city.or_else(|| parts.peek_text(&["located"]).map(str::to_owned));
    let date = parts.moment(context, &["date"]).map(|moment| moment.date());
    let span = text.as_ref().map_or_else(|| Some(context.span(value)), |text| text.span.clone());
    let text = text.map(|text| without_separator(&text.text)).or_else(|| place.clone())?;
    Some(Dateline { text, agency, place, date, span })
}

fn without_separator(text: &str) -> String {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—')).to_owned()
}

fn place(context: &mut Context<'_>, value: &Json) -> Option<Located> {
    let span = Some(context.span(value));
    if let JsonValue::Text(_) = value.value {
        return context.text(value).map(|name| Located { name: name.text, code: None, span });
    }
    let coded = subjects::coded(context, value)?;
    let code = match (&coded.scheme, &coded.code) {
        (Some(scheme), Some(code)) => Some(format!("{scheme}:{code}")),
        (None, code) => code.clone(),
        (Some(_), None) => None,
    };
    let name = coded.name.or_else(|| code.clone())?;
    Some(Located { name, code, span })
}
