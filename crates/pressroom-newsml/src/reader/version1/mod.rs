//! NewsML 1.0 to 1.2, which many agencies still send: no G2, other names for the same things. One story for each
//! `NewsItem` with a text; its pictures are those of the same item.
//!
//! The text is in `DataContent`, most often as NITF, and is read as the text of a G2 item is.

mod content;
mod head;
mod pictures;

use pressroom_core::time::{TimeZone, zone_told};
use pressroom_core::{Article, Diagnostic, UNDETERMINED};

use super::context::Context;
use super::pictures::Pictures;
use super::places::Places;
use super::tree::{Element, Tree};
use super::{Story, body, codes};

pub const ROOT: &str = "NewsML";
const ITEM: &str = "NewsItem";

/// The items of a file, also those inside of others. None if it is no NewsML 1.
pub fn items(tree: &Tree) -> Vec<&Element> {
    let roots = tree.roots.iter().filter_map(|root| root.element());
    let roots = roots.flat_map(Element::descendants).filter(|element| element.name == ROOT);
    let mut found: Vec<&Element> = Vec::new();
    for item in roots.flat_map(Element::descendants).filter(|element| element.name == ITEM) {
        // A root inside a root would give its items twice.
        if !found.iter().any(|known| std::ptr::eq(*known, item)) {
            found.push(item);
        }
        if found.len() >= MAX_ITEMS {
            break;
        }
    }
    found
}

/// No envelope comes near it.
const MAX_ITEMS: usize = 2000;

pub fn stories(tree: &Tree, items: &[&Element], places: &Places, house: Option<&TimeZone>) -> Vec<Story> {
    let roots = tree.roots.iter().filter_map(|root| root.element());
    let root = roots.flat_map(Element::descendants).find(|element| element.name == ROOT);
    let envelope = root.and_then(|root| root.child("NewsEnvelope"));
    let mut stories: Vec<Story> = Vec::new();
    for item in items {
        let zone = zone_in(item).or_else(|| envelope.and_then(zone_in)).or(house.cloned()).unwrap_or(TimeZone::UTC);
        let language = UNDETERMINED.to_owned();
        let context = Context { places, diagnostics: Vec::new(), language, zone, own: false };
        stories.extend(story(item, envelope, context));
    }
    if let (Some(first), Some(root)) = (stories.first_mut(), root) {
        let version = root.value("Version").unwrap_or("1");
        let note = Diagnostic::new(codes::VERSION_1).arg("version", version).at(&places.span(&root.at));
        first.diagnostics.insert(0, note);
    }
    stories
}

fn story(item: &Element, envelope: Option<&Element>, mut context: Context<'_>) -> Option<Story> {
    let parts = content::of(item);
    let (text, others) = content::texts(&parts);
    if text.is_none() && !parts.iter().any(|part| part.is_shown()) {
        return None;
    }
    if parts.len() >= content::MAX_PARTS {
        context.notice(codes::MEDIA_DROPPED, &item.at, &[("element", "ContentItem")]);
    }
    let mut article = Article::default();
    // The components around the text, the innermost first; without a text, around the first part.
    let around: Vec<&Element> = text.or(parts.first()).map(|part| part.path.iter().rev().copied().collect())?;
    head::read(item, envelope, &around, &mut article, &mut context);
    if let Some(text) = text {
        let contents = std::iter::once(text).chain(others).filter_map(|part| part.data());
        body::read(contents, item, &mut article, &mut Pictures::default(), &mut context);
    }
    pictures::add(&parts, text, &mut article, &mut context);
    article.direction = pressroom_core::Direction::of_language(&article.language);
    Some(Story { article, text: context.places.text().clone(), diagnostics: context.diagnostics })
}

/// The zone of the first time that has one.
fn zone_in(element: &Element) -> Option<TimeZone> {
    const TIMES: [&str; 5] = ["ThisRevisionCreated", "FirstCreated", "DateId", "DateAndTime", "StatusWillChange"];
    let times = element.descendants().filter(|inner| TIMES.contains(&inner.name.as_str()));
    times.take(TIMES.len()).find_map(|time| zone_told(&time.line()))
}

/// What NewsML 1 says of nearly everything: a word of some vocabulary, or the element's text.
fn word(element: &Element) -> Option<String> {
    let text = || Some(element.line()).filter(|text| !text.is_empty());
    element.value("FormalName").map(str::to_owned).or_else(text)
}

/// `Property` of a name.
fn property<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let named = |inner: &&Element| inner.value("FormalName").is_some_and(|said| said.eq_ignore_ascii_case(name));
    element.all("Property").find(named).and_then(|property| property.value("Value"))
}
