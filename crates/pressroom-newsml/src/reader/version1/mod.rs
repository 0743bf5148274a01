//! NewsML 1.0 to 1.2, which many agencies still send: no G2, other names for the same things. One story for each
//! `NewsItem` with a text; its pictures are those of the same item.
//!
//! The text is in `DataContent`, most often as NITF, and is read as the text of a G2 item is.

mod content;
mod head;
mod pictures;

use pressroom_core::time::{TimeZone, zone_told};
use pressroom_core::{Article, Block, Diagnostic, Direction, Inline, Note, Paragraph, Span, Text, UNDETERMINED};

use super::context::Context;
use super::pictures::Pictures;
use super::places::Places;
use super::tree::{Element, Tree};
use super::{Story, body, codes};
use content::{Part, Texts};

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
        let zone = zone_in(item).or_else(|| envelope.and_then(zone_in)).or(house.cloned());
        let context = || {
            let (zone_known, zone) = (zone.is_some(), zone.clone().unwrap_or(TimeZone::UTC));
            let language = UNDETERMINED.to_owned();
            Context { places, diagnostics: Vec::new(), language, zone, zone_known, own: false }
        };
        stories.extend(of_item(item, envelope, &context));
    }
    if let (Some(first), Some(root)) = (stories.first_mut(), root) {
        let version = root.value("Version").unwrap_or("1");
        let note = Diagnostic::new(codes::VERSION_1).arg("version", version).at(&places.span(&root.at));
        first.diagnostics.insert(0, note);
    }
    stories
}

fn of_item<'p>(item: &Element, envelope: Option<&Element>, context: &dyn Fn() -> Context<'p>) -> Vec<Story> {
    let parts = content::of(item);
    let texts = content::texts(&parts);
    if texts.is_empty() && parts.iter().any(|part| part.is_shown()) {
        return vec![story(item, envelope, &parts, &Texts::default(), context())];
    }
    let mut stories = Vec::new();
    for (index, of_story) in texts.iter().enumerate() {
        // A picture goes with the text of its own component, else with the first.
        let is_in = |part: &Part<'_>, texts: &Texts<'_, '_>| {
            let within = |component: &Element| part.path.iter().any(|around| std::ptr::eq(*around, component));
            texts.component.is_some_and(within)
        };
        let own = parts.iter().filter(|part| {
            let of_another = texts.iter().any(|other| !std::ptr::eq(other, of_story) && is_in(part, other));
            is_in(part, of_story) || (index == 0 && !of_another)
        });
        let own: Vec<Part<'_>> = own.cloned().collect();
        let mut story = story(item, envelope, &own, of_story, context());
        if index > 0
            && let (Some(id), Some(component)) = (&mut story.article.id, of_story.component)
        {
            let name = component.value("Duid").map_or_else(|| (index + 1).to_string(), str::to_owned);
            *id = format!("{id}:{name}");
        }
        stories.push(story);
    }
    stories
}

fn story(
    item: &Element,
    envelope: Option<&Element>,
    parts: &[Part<'_>],
    texts: &Texts<'_, '_>,
    mut context: Context<'_>,
) -> Story {
    if parts.len() >= content::MAX_PARTS {
        context.notice(codes::MEDIA_DROPPED, &item.at, &[("element", "ContentItem")]);
    }
    let mut article = Article::default();
    // The components around the text, the innermost first; without a text, around the first part.
    let text = texts.forms.first().copied();
    let around: Vec<&Element> =
        text.or(parts.first()).map(|part| part.path.iter().rev().copied().collect()).unwrap_or_default();
    head::read(item, envelope, &around, &mut article, &mut context);
    if let Some(title) = texts.title.and_then(|title| title.data()).filter(|_| article.headline.is_none()) {
        article.headline = context.line(title);
    }
    if let Some(deck) = texts.deck.and_then(|deck| deck.data()).filter(|_| article.deck.is_empty()) {
        article.deck.extend(context.text(deck));
    }
    if text.is_some() {
        let contents = texts.forms.iter().filter_map(|part| part.data());
        body::read(contents, item, &mut article, &mut Pictures::default(), &mut context);
    }
    let lead = texts.lead.and_then(|lead| lead.data()).and_then(|lead| context.text(lead));
    let repeats = |lead: &Text| article.headline.as_ref().is_some_and(|headline| headline.text == lead.text);
    if let Some(lead) = lead.filter(|lead| !repeats(lead)) {
        article.body.insert(0, paragraph(&lead.text, lead.span.clone()));
    }
    for text in texts.beside.iter().filter_map(|part| part.data()).filter_map(|data| context.text(data)) {
        let lines = text.text.lines().filter(|line| !line.trim().is_empty());
        let content = lines.map(|line| paragraph(line.trim(), text.span.clone())).collect();
        article.body.push(Block::Note(Note { content, span: text.span.clone(), ..Note::default() }));
    }
    pictures::add(parts, text, &mut article, &mut context);
    article.direction = Direction::of_language(&article.language);
    Story { article, text: context.places.text().clone(), diagnostics: context.diagnostics }
}

fn paragraph(text: &str, span: Option<Span>) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::text(text)], span })
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
