//! Files without a text: a picture with its caption, a film with its shot list. Its words are all the story there is.

use pressroom_core::{Article, Block, Inline, Paragraph};

use super::context::{Context, paragraphs};
use super::items::{Class, Item, Items, Kind};
use super::pictures::Pictures;
use super::tree::Element;
use super::{Story, codes, story};

/// Descriptions that content_meta keeps as foreign metadata; of a film they are its text.
const DESCRIPTIONS: &str = "contentMeta/description";

/// A package of pictures is one story, a picture by itself as well.
pub fn stories<'p>(items: &Items<'_>, pictures: &mut Pictures, context: &dyn Fn() -> Context<'p>) -> Vec<Story> {
    let media: Vec<&Item<'_>> = items.items.iter().filter(|item| item.is_media()).collect();
    let says_something = |item: &&Item<'_>| {
        let words = ["headline", "description", "slugline"];
        let meta = item.element.child("contentMeta");
        meta.is_some_and(|meta| words.iter().any(|word| meta.all(word).any(|element| !element.line().is_empty())))
    };
    let package = items.items.iter().find(|item| item.kind == Kind::Package).filter(says_something);
    if let Some(package) = package.filter(|_| media.len() > 1) {
        let all: Vec<(usize, &Item<'_>)> = media.iter().copied().enumerate().collect();
        return vec![one(package, &all, pictures, context())];
    }
    let told = media.iter().copied().enumerate().filter(|(_, item)| says_something(item));
    told.map(|(index, item)| one(item, &[(index, item)], pictures, context())).collect()
}

fn one(item: &Item<'_>, media: &[(usize, &Item<'_>)], pictures: &mut Pictures, mut context: Context<'_>) -> Story {
    let mut article = Article::default();
    pictures.begin(std::iter::empty());
    let links = story::head(item, &mut article, &mut context);
    context.notice(codes::STORY_OF_MEDIA, &item.element.at, &[("kind", item.describe())]);
    for (index, of) in media {
        pictures.add_nth(*index, &mut article.body, &mut context, of.element);
    }
    if item.class == Class::Film && item.kind == Kind::News {
        words(item, &mut article, &context);
    } else if item.kind == Kind::News {
        // The one description of a picture is its caption.
        let meta = item.element.child("contentMeta");
        if meta.is_some_and(|meta| meta.all("description").count() == 1) {
            article.extra.remove(DESCRIPTIONS);
        }
    }
    // The caption is below the picture already.
    let captions: Vec<&str> =
        pressroom_core::figures(&article.body).into_iter().filter_map(|figure| figure.caption.as_deref()).collect();
    if article.summary.as_deref().is_some_and(|summary| captions.contains(&summary)) {
        article.summary = None;
    }
    for link in links {
        story::join_link(link, &mut article, pictures, &mut context);
    }
    Story { article, text: context.places.text().clone(), diagnostics: context.diagnostics }
}

/// What is said of a film, and of its parts.
fn words(item: &Item<'_>, article: &mut Article, context: &Context<'_>) {
    let meta = item.element.child("contentMeta").into_iter();
    let described = meta.chain(item.element.all("partMeta")).flat_map(|meta| meta.all("description"));
    let described: Vec<&Element> = described.collect();
    for element in described {
        let span = context.places.span(&(element.at.start..element.end));
        for line in paragraphs(element).lines().map(str::trim).filter(|line| !line.is_empty()) {
            let paragraph = Paragraph { content: vec![Inline::text(line)], span: Some(span.clone()) };
            article.body.push(Block::Paragraph(paragraph));
        }
    }
    article.summary = None;
    article.extra.remove(DESCRIPTIONS);
}
