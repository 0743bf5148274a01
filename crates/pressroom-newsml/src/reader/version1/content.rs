//! Which parts an item of NewsML 1 has: `ContentItem`s within components within components.

use super::{property, word};
use crate::reader::tree::Element;

/// Components inside each other.
const MAX_DEPTH: usize = 32;
/// Parts of one item; no story comes near it.
pub const MAX_PARTS: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    Picture,
    /// Video, audio.
    Film,
    Other,
}

pub struct Part<'t> {
    pub element: &'t Element,
    pub form: Form,
    /// The components that it is in, the outermost first.
    pub path: Vec<&'t Element>,
}

impl<'t> Part<'t> {
    /// Its data, when it holds any words.
    pub fn data(&self) -> Option<&'t Element> {
        self.element.child("DataContent").filter(|data| !data.line().is_empty())
    }

    pub fn is_shown(&self) -> bool {
        matches!(self.form, Form::Picture | Form::Film) && self.element.value("Href").is_some()
    }

    /// The word for what its component is: `main`, `caption`, `thumbnail`.
    pub fn role(&self) -> String {
        let roles = self.path.iter().rev().filter_map(|component| component.child("Role"));
        roles.filter_map(word).next().unwrap_or_default().to_ascii_lowercase()
    }
}

/// The parts of an item in document order, without those of items inside it.
pub fn of(item: &Element) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for component in item.all("NewsComponent") {
        collect(component, &mut Vec::new(), &mut parts);
    }
    parts
}

fn collect<'t>(component: &'t Element, path: &mut Vec<&'t Element>, parts: &mut Vec<Part<'t>>) {
    path.push(component);
    for element in component.elements() {
        match element.name.as_str() {
            "ContentItem" if parts.len() >= MAX_PARTS => {}
            "ContentItem" => parts.push(Part { element, form: form(element), path: path.clone() }),
            "NewsComponent" if path.len() < MAX_DEPTH => collect(element, path, parts),
            _ => {}
        }
    }
    path.pop();
}

/// The story's text, and its other forms: the component that calls itself the main one goes first, captions never.
pub fn texts<'p, 't>(parts: &'p [Part<'t>]) -> (Option<&'p Part<'t>>, Vec<&'p Part<'t>>) {
    let is_text = |part: &&Part<'_>| {
        let of_a_picture = ["caption", "thumbnail", "supporting"].iter().any(|word| part.role().contains(word));
        part.form == Form::Text && part.data().is_some() && !of_a_picture
    };
    let mut texts: Vec<&Part<'_>> = parts.iter().filter(is_text).collect();
    texts.sort_by_key(|part| !part.role().contains("main"));
    let Some((first, others)) = texts.split_first() else { return (None, Vec::new()) };
    // What stands beside a picture tells of the picture.
    let beside_picture = |part: &&&Part<'_>| {
        let same = |other: &Part<'_>| other.is_shown() && other.path.first().is_some() && near(other, part, first);
        parts.iter().any(same)
    };
    (Some(first), others.iter().filter(|part| !beside_picture(part)).copied().collect())
}

/// Whether two parts are in one component that the story's text is not in.
pub fn near(one: &Part<'_>, other: &Part<'_>, text: &Part<'_>) -> bool {
    let apart = |part: &Part<'_>| outermost_apart(part, Some(text)).map(|component| component.at.start);
    apart(one).is_some() && apart(one) == apart(other)
}

/// The outermost component of a part that the story's text is not in.
pub fn outermost_apart<'t>(part: &Part<'t>, text: Option<&Part<'_>>) -> Option<&'t Element> {
    let shared = |component: &&Element| {
        text.is_some_and(|text| text.path.iter().any(|of_text| std::ptr::eq(*of_text, *component)))
    };
    part.path.iter().find(|component| !shared(component)).copied()
}

fn form(content: &Element) -> Form {
    let said = |name: &str| content.child(name).and_then(word).unwrap_or_default().to_ascii_lowercase();
    let kind = said("MediaType");
    let media_type = said("MimeType");
    let begins = |prefix: &str| media_type.starts_with(prefix);
    match kind.as_str() {
        "photo" | "graphic" | "picture" | "image" | "photograph" => Form::Picture,
        "video" | "audio" | "animation" => Form::Film,
        "text" | "complexdata" | "article" => Form::Text,
        _ if begins("image/") => Form::Picture,
        _ if begins("video/") || begins("audio/") => Form::Film,
        _ if begins("text/") || content.child("DataContent").is_some() => Form::Text,
        _ => match content.value("Href").map(pressroom_html_read::media_type_of_file) {
            Some(known) if known.starts_with("image/") => Form::Picture,
            Some(_) | None => Form::Other,
        },
    }
}

/// Pixels or bytes of a part.
pub fn number<T: std::str::FromStr>(content: &Element, name: &str) -> Option<T> {
    let told = content.child("Characteristics")?;
    let value = told.child(name).map(Element::line).or_else(|| property(told, name).map(str::to_owned))?;
    value.trim().parse().ok()
}
