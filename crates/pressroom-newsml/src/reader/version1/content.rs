//! Which parts an item of NewsML 1 has: `ContentItem`s within components within components.

use super::{property, word};
use crate::reader::tree::Element;

/// Components inside each other.
const MAX_DEPTH: usize = 32;
/// Parts of one item; no story comes near it.
pub const MAX_PARTS: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    Picture,
    /// Video, audio.
    Film,
    Other,
}

#[derive(Clone)]
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

/// A story of an item: most have one, some one for each language.
#[derive(Default)]
pub struct Texts<'p, 't> {
    /// The component whose lines are the story's.
    pub component: Option<&'t Element>,
    /// The text, and after it what else there is of it in other forms.
    pub forms: Vec<&'p Part<'t>>,
    /// Parts that call themselves title, deck or lead.
    pub title: Option<&'p Part<'t>>,
    pub deck: Option<&'p Part<'t>>,
    pub lead: Option<&'p Part<'t>>,
    /// Whatever else goes with the text: whom to call, a box.
    pub beside: Vec<&'p Part<'t>>,
}

/// The texts of an item by the component that has their head lines. Captions are no texts.
pub fn texts<'p, 't>(parts: &'p [Part<'t>]) -> Vec<Texts<'p, 't>> {
    let mut found: Vec<Texts<'p, 't>> = Vec::new();
    for part in parts.iter().filter(|part| part.form == Form::Text && part.data().is_some() && !is_caption(part, parts))
    {
        let component = part.path.iter().rev().find(|component| has_head_line(component)).or(part.path.first());
        let component = component.copied();
        let start = |component: Option<&Element>| component.map(|component| component.at.start);
        let index = found.iter().position(|texts| start(texts.component) == start(component));
        let index = index.unwrap_or_else(|| {
            found.push(Texts { component, ..Texts::default() });
            found.len() - 1
        });
        let Some(texts) = found.get_mut(index) else { continue };
        match part.role().as_str() {
            "title" | "headline" if texts.title.is_none() => texts.title = Some(part),
            "subheadline" | "deck" | "subtitle" if texts.deck.is_none() => texts.deck = Some(part),
            "lead" | "abstract" | "intro" | "chapeau" if texts.lead.is_none() => texts.lead = Some(part),
            "" | "main" | "body" | "text" => texts.forms.push(part),
            _ => texts.beside.push(part),
        }
    }
    for texts in &mut found {
        texts.forms.sort_by_key(|part| part.role().is_empty());
        // What a component calls itself says nothing where there is no other.
        if texts.forms.is_empty() {
            let first = if texts.beside.is_empty() { None } else { Some(texts.beside.remove(0)) };
            texts.forms.extend(first.or(texts.lead.take()).or(texts.title.take()));
        }
    }
    found
}

fn has_head_line(component: &Element) -> bool {
    component.child("NewsLines").and_then(|lines| lines.child("HeadLine")).is_some_and(|line| !line.line().is_empty())
}

/// By its role, or because it stands with a picture apart from the item's first text.
fn is_caption(part: &Part<'_>, parts: &[Part<'_>]) -> bool {
    if ["caption", "thumbnail", "supporting"].iter().any(|word| part.role().contains(word)) {
        return true;
    }
    let holds = |component: &Element, other: &Part<'_>| other.path.iter().any(|of| std::ptr::eq(*of, component));
    let with_picture = |component: &&&Element| parts.iter().any(|other| other.is_shown() && holds(component, other));
    let Some(around) = part.path.iter().rev().find(with_picture) else { return false };
    // The first text of an item is its story, with pictures or without.
    let first = parts.iter().find(|other| other.form == Form::Text && other.data().is_some());
    if first.is_some_and(|first| holds(around, first)) {
        return false;
    }
    let role = around.child("Role").and_then(word).unwrap_or_default().to_ascii_lowercase();
    let of_picture = ["photo", "picture", "image", "graphic"].iter().any(|word| role.contains(word));
    of_picture || !matches!(part.role().as_str(), "main" | "body" | "text")
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
        _ if begins("text/css") => Form::Other,
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
    let pixels = format!("Pixel{name}");
    let said = property(told, name).or_else(|| property(told, &pixels)).map(str::to_owned);
    let value = said.or_else(|| told.child(name).map(Element::line))?;
    value.trim().parse().ok()
}
