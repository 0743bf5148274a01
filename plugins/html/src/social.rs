//! What search engines and social networks read from a page's head (Open Graph protocol, ogp.me).

use pressroom_core::{Article, Moment};
use pressroom_pages::{Markup, Story};
use serde_json::{Map, Value};

use crate::site::Site;

/// The head of a story's page, after its title.
pub fn of_story(site: &Site<'_>, story: &Story, article: &Article) -> String {
    let mut head = Markup::default();
    address(&mut head, site, &story.path);
    if let Some(summary) = &story.summary {
        meta(&mut head, "name", "description", summary);
    }
    if !story.byline.is_empty() {
        meta(&mut head, "name", "author", &story.byline.join(", "));
    }
    property(&mut head, "og:type", "article");
    property(&mut head, "og:title", &story.headline);
    if let Some(summary) = &story.summary {
        property(&mut head, "og:description", summary);
    }
    let publication = site.edition.issue.as_ref().map(|issue| issue.publication.title.as_str());
    if let Some(name) = publication.or(article.provider.as_deref()) {
        property(&mut head, "og:site_name", name);
    }
    property(&mut head, "og:locale", &story.language.replace('-', "_"));
    for (name, moment) in [
        ("article:published_time", article.created.filter(is_complete)),
        ("article:modified_time", article.updated.map(Moment::DateTime)),
    ] {
        if let Some(moment) = moment {
            property(&mut head, name, &moment.to_string());
        }
    }
    if let Some(section) = article.section.as_deref() {
        property(&mut head, "article:section", section);
    }
    for word in &article.keywords {
        property(&mut head, "article:tag", word);
    }
    picture(&mut head, site, story, article);
    head.raw(&pressroom_pages::json_ld(article, story, addresses(site, story)));
    head.finish()
}

/// The head of the page of the whole edition or of a section.
pub fn of_list(site: &Site<'_>, path: &str, title: &str) -> String {
    let mut head = Markup::default();
    address(&mut head, site, path);
    property(&mut head, "og:type", "website");
    property(&mut head, "og:title", title);
    property(&mut head, "og:locale", &site.edition.language.replace('-', "_"));
    if let Some(whole) = site.cover().and_then(|cover| absolute(site, &cover.path)) {
        property(&mut head, "og:image", &whole);
    }
    head.finish()
}

/// The page's own address; a front page goes by its folder's.
fn address(head: &mut Markup, site: &Site<'_>, path: &str) {
    if let Some(whole) = absolute(site, path) {
        head.raw("<link rel=\"canonical\"").attribute("href", &whole).raw("/>\n");
        property(head, "og:url", &whole);
    }
}

/// The first picture: networks show it beside a link, and take whole addresses only.
fn picture(head: &mut Markup, site: &Site<'_>, story: &Story, article: &Article) {
    let first = story.pictures.first();
    let Some((picture, whole)) = first.and_then(|picture| Some((picture, absolute(site, &picture.path)?))) else {
        return meta(head, "name", "twitter:card", "summary");
    };
    property(head, "og:image", &whole);
    for (name, pixels) in [("og:image:width", picture.width), ("og:image:height", picture.height)] {
        if let Some(pixels) = pixels {
            property(head, name, &pixels.to_string());
        }
    }
    let figures = pressroom_core::figures(&article.body);
    let described =
        figures.into_iter().find(|figure| figure.asset.as_ref().is_some_and(|asset| asset.file == picture.file));
    if let Some(alt) = described.and_then(|figure| figure.alt.as_deref()).filter(|alt| !alt.is_empty()) {
        property(head, "og:image:alt", alt);
    }
    meta(head, "name", "twitter:card", "summary_large_image");
}

/// What JSON-LD says of addresses, when they are known.
fn addresses(site: &Site<'_>, story: &Story) -> Map<String, Value> {
    let mut facts = Map::new();
    if let Some(whole) = absolute(site, &story.path) {
        facts.insert("url".to_owned(), whole.clone().into());
        facts.insert("mainEntityOfPage".to_owned(), whole.into());
    }
    let pictures: Vec<Value> =
        story.pictures.iter().filter_map(|picture| absolute(site, &picture.path)).map(Value::from).collect();
    if !pictures.is_empty() {
        facts.insert("image".to_owned(), pictures.into());
    }
    facts
}

fn absolute(site: &Site<'_>, path: &str) -> Option<String> {
    let base = site.base.as_deref()?;
    let path = if path == pressroom_pages::names::INDEX { "" } else { path };
    Some(format!("{base}{path}"))
}

fn is_complete(moment: &Moment) -> bool {
    moment.date().complete().is_some()
}

fn property(head: &mut Markup, name: &str, content: &str) {
    meta(head, "property", name, content);
}

fn meta(head: &mut Markup, kind: &str, name: &str, content: &str) {
    head.raw("<meta").attribute(kind, name).attribute("content", content).raw("/>\n");
}
