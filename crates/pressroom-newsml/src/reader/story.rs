//! From items to stories.

use std::collections::{BTreeMap, BTreeSet};

use pressroom_core::time::{TimeZone, zone_told};
use pressroom_core::{Article, Asset, Block, Diagnostic, Figure, Text, UNDETERMINED};

use super::context::Context;
use super::items::{Item, Items, Kind};
use super::package::{self, Order};
use super::pictures::{self, Pictures};
use super::places::Places;
use super::tree::Element;
use super::values::code_of;
use super::{Story, body, codes, content_meta, extra, item_meta, media};

pub fn stories(
    items: &Items<'_>,
    places: &Places,
    house: Option<&TimeZone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Story> {
    let mut context = new_context(places, items.header(), house);
    notice_items(items, &mut context);
    let mut pictures = Pictures::of(items, &mut context);
    let order = package::order(items);
    let mut texts: Vec<&Item<'_>> = items.items.iter().filter(|item| item.is_text()).collect();
    let positions: BTreeMap<&str, usize> =
        order.guids.iter().enumerate().map(|(index, guid)| (guid.as_str(), index)).collect();
    texts.sort_by_key(|item| item.guid().and_then(|guid| positions.get(guid).copied()).unwrap_or(usize::MAX));
    let mut stories: Vec<Story> = texts
        .iter()
        .map(|item| story(item, &order, &mut pictures, new_context(places, items.header(), house)))
        .collect();
    if stories.is_empty() {
        stories = media::stories(items, &mut pictures, &|| new_context(places, items.header(), house));
    }
    // In a message about one story, a picture that nothing joins is that story's.
    if let [only] = stories.as_mut_slice() {
        for guid in pictures.unused() {
            let at = items.items.iter().find(|item| item.guid() == Some(&guid)).map(|item| item.element);
            if let Some(at) = at {
                context.notice(codes::JOINED_BY_MESSAGE, &at.at, &[("guid", &guid)]);
                pictures.add(&guid, &mut only.article.body, &mut context, at);
            }
        }
    }
    diagnostics.append(&mut context.diagnostics);
    stories
}

fn new_context<'p>(places: &'p Places, header: Option<&Element>, house: Option<&TimeZone>) -> Context<'p> {
    let zone = header.and_then(zone_in).or(house.cloned());
    let zone_known = zone.is_some();
    let zone = zone.unwrap_or(TimeZone::UTC);
    Context { zone_known, places, diagnostics: Vec::new(), language: UNDETERMINED.to_owned(), zone, own: false }
}

/// The zone of the first time in an element that has one.
fn zone_in(element: &Element) -> Option<TimeZone> {
    const TIMES: [&str; 6] =
        ["versionCreated", "firstCreated", "contentModified", "contentCreated", "embargoed", "sent"];
    let times = element.descendants().filter(|inner| TIMES.contains(&inner.name.as_str()));
    times.take(TIMES.len()).find_map(|time| zone_told(&time.line()))
}

/// Items that are no stories are named as what they are; two of one guid and version are told.
fn notice_items(items: &Items<'_>, context: &mut Context<'_>) {
    let mut seen = BTreeSet::new();
    for item in &items.items {
        let version = item.element.value("version").unwrap_or("1");
        if let Some(guid) = item.guid()
            && !seen.insert((guid, version))
        {
            context.notice(codes::ITEM_TWICE, &item.element.at, &[("guid", guid), ("version", version)]);
        }
        match item.kind {
            Kind::Concept | Kind::Knowledge | Kind::Planning | Kind::Catalog => {
                context.notice(codes::OTHER_ITEM, &item.element.at, &[("kind", item.describe())]);
            }
            Kind::News | Kind::Package => {}
        }
    }
}

/// What an item says of itself besides its content, and its links.
pub fn head<'t>(item: &Item<'t>, article: &mut Article, context: &mut Context<'_>) -> Vec<&'t Element> {
    if let Some(zone) = ["itemMeta", "contentMeta"].iter().filter_map(|part| item.element.child(part)).find_map(zone_in)
    {
        (context.zone, context.zone_known) = (zone, true);
    }
    let generator = item.element.child("itemMeta").and_then(|meta| meta.child("generator"));
    context.own = generator.is_some_and(|generator| generator.line() == "Pressroom");
    item_meta::read_root(item.element, article, context);
    item_meta::read_rights(item.element, article, context);
    let content = item.element.child("contentMeta");
    let mut links: Vec<&Element> = Vec::new();
    if let Some(meta) = item.element.child("itemMeta") {
        links.extend(item_meta::read(meta, content, article, context));
    }
    if let Some(meta) = content {
        links.extend(content_meta::read(meta, article, context));
    }
    links
}

fn story(item: &Item<'_>, order: &Order, pictures: &mut Pictures, mut context: Context<'_>) -> Story {
    if let Some((class, at)) = &item.unclear {
        context.notice(codes::CLASS_BY_CONTENT, at, &[("class", class)]);
    }
    let mut article = Article::default();
    let meta_links = ["itemMeta", "contentMeta"].into_iter().filter_map(|part| item.element.child(part));
    let meta_links = meta_links.flat_map(|meta| meta.elements().filter(|element| element.name == "link"));
    pictures.begin(meta_links.filter_map(|link| link.value("residref")));
    let links = head(item, &mut article, &mut context);
    body::read(item.content(), item.element, &mut article, pictures, &mut context);
    own_pictures(item, &mut article, pictures);
    for link in links {
        join_link(link, &mut article, pictures, &mut context);
    }
    if let Some(place) = item.guid().and_then(|guid| order.places.get(guid)) {
        for target in &place.with {
            pictures.add(target, &mut article.body, &mut context, item.element);
        }
        article.section = article.section.take().or_else(|| place.section.clone().map(Text::new));
    }
    Story { article, text: context.places.text().clone(), diagnostics: context.diagnostics }
}

/// Pictures beside the text in its own contentSet.
fn own_pictures(item: &Item<'_>, article: &mut Article, pictures: &mut Pictures) {
    let shown: BTreeSet<String> = pressroom_core::figures(&article.body)
        .into_iter()
        .filter_map(|figure| Some(figure.asset.as_ref()?.file.clone()))
        .collect();
    let is_picture = |part: &&Element| {
        part.name == "remoteContent" && part.value("contenttype").is_some_and(|t| t.starts_with("image/"))
    };
    let parts = item
        .content()
        .filter(is_picture)
        .filter_map(|part| Some((part, part.value("href").or(part.value("residref"))?)));
    for (part, href) in parts {
        if shown.contains(&pictures::file_of(href)) {
            continue;
        }
        let mut figure = Figure::default();
        pictures.join(&mut figure, href, Asset { file: String::new(), ..pictures::own(part) });
        article.body.push(Block::Figure(figure));
    }
}

pub fn join_link(link: &Element, article: &mut Article, pictures: &mut Pictures, context: &mut Context<'_>) {
    let target = link.value("residref").or(link.value("href"));
    // An earlier version of the story itself, as some agencies point at it.
    if target.or(link.value("guidref")).is_some_and(|target| article.id.as_deref() == Some(target)) {
        return extra::keep(article, "itemMeta", link);
    }
    if let Some(target) = target {
        if pictures.add(target, &mut article.body, context, link).is_some() {
            return;
        }
        let class = link.child("itemClass").and_then(|class| class.value("qcode")).map(code_of);
        let is_picture = link.value("contenttype").is_some_and(|t| t.starts_with("image/"));
        if is_picture {
            let mut figure = Figure { span: Some(context.places.span(&link.at)), ..Figure::default() };
            pictures.join(&mut figure, target, pictures::own(link));
            return article.body.push(Block::Figure(figure));
        }
        if class == Some("picture") {
            context.notice(codes::PICTURE_ELSEWHERE, &link.at, &[("guid", target)]);
        }
    }
    article.links.extend(item_meta::related(link, context));
}
