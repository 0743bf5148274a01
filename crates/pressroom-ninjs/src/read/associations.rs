//! Pictures that come beside the text, joined to the figures that show them.

use pressroom_core::{Article, Asset, Block, Diagnostic, Embed, Figure, Link, Rendition, Text};
use pressroom_html_read::{file_of_href, media_type_of_file};

use super::body;
use super::item::{self, Kind};
use super::json::{Json, JsonValue};
use super::object::{Context, Object, plain_name};
use crate::{codes, words};

/// The items in an item, in order: ninjs 1 names them, later versions list them, Superdesk has further groups.
pub fn values<'j>(object: &Object<'j>) -> Vec<&'j Json> {
    let mut found = Vec::new();
    for name in ["associations", "extraitems", "groups"] {
        if let Some(value) = object.peek(&[name]) {
            flatten(value, 0, &mut found);
        }
    }
    found
}

/// Pictures, films and sounds after a story's text, unless it shows them already.
pub fn show(context: &mut Context<'_>, pictures: Vec<&Json>, article: &mut Article) {
    for value in pictures {
        let Some(mut item) = Object::of(value) else { continue };
        if matches!(item.peek_text(&["type"]), Some("video" | "audio")) {
            let film = film(context, &mut item, value).filter(|film| !shows(&article.body, &film.href));
            article.body.extend(film.map(Block::Embed));
            continue;
        }
        let figure = figure(context, &mut item, value);
        if !join(&mut article.body, &figure) && figure.asset.is_some() {
            article.body.push(Block::Figure(figure));
        }
    }
}

fn flatten<'j>(value: &'j Json, depth: usize, found: &mut Vec<&'j Json>) {
    const GROUPS_INSIDE_GROUPS: usize = 3;
    match &value.value {
        JsonValue::Array(values) => values.iter().for_each(|value| flatten(value, depth, found)),
        JsonValue::Object(members) => {
            let is_item = ["type", "uri", "guid", "_id", "headline", "renditions"].iter().any(|name| {
                members.iter().any(|member| {
                    member.key.text == *name && member.value.text().is_some() || member.key.text == "renditions"
                })
            });
            if is_item && !members.iter().any(|member| member.key.text == "items") {
                found.push(value);
            } else if depth < GROUPS_INSIDE_GROUPS {
                members.iter().for_each(|member| flatten(&member.value, depth + 1, found));
            }
        }
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::Text(_) => {}
    }
}

pub fn read(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) {
    let lead = lead_picture(object);
    let found = values(object);
    for name in ["associations", "extraitems", "groups"] {
        object.take(&[name]);
    }
    let mut beside = Vec::new();
    for value in found {
        let Some(mut inner) = Object::of(value) else { continue };
        let is_lead = lead.is_some_and(|lead| std::ptr::eq(lead, value));
        match inner.peek_text(&["type"]) {
            Some("picture" | "graphic" | "photo") => {
                let figure = figure(context, &mut inner, value);
                if !join(&mut article.body, &figure) && figure.asset.is_some() {
                    beside.push((is_lead, Block::Figure(figure)));
                }
            }
            Some("video" | "audio") => {
                if let Some(embed) = film(context, &mut inner, value)
                    && !shows(&article.body, &embed.href)
                {
                    beside.push((is_lead, Block::Embed(embed)));
                }
            }
            // Superdesk's oldest items do not say that they are pictures.
            None if inner.has("renditions") => {
                let figure = figure(context, &mut inner, value);
                if !join(&mut article.body, &figure) && figure.asset.is_some() {
                    beside.push((is_lead, Block::Figure(figure)));
                }
            }
            Some(_) | None => link(context, &mut inner, value, article),
        }
    }
    let (first, last): (Vec<_>, Vec<_>) = beside.into_iter().partition(|(is_lead, _)| *is_lead);
    article.body.splice(0..0, first.into_iter().map(|(_, block)| block));
    article.body.extend(last.into_iter().map(|(_, block)| block));
}

/// The picture that stands above the text and is not in it.
fn lead_picture<'j>(object: &Object<'j>) -> Option<&'j Json> {
    match &object.peek(&["associations"])?.value {
        JsonValue::Object(members) => {
            let named = |name: &str| {
                matches!(plain_name(name).as_str(), "featuremedia" | "featureimage" | "mainimage" | "main")
            };
            members.iter().find(|member| named(&member.key.text)).map(|member| &member.value)
        }
        _ => None,
    }
}

/// An item that is nothing but a picture, a film or a sound.
pub fn picture_item(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article, caption: Option<Text>) {
    let credit = article
        .credit_line
        .clone()
        .or_else(|| article.byline.first().map(|person| Text { text: person.name.clone(), span: person.span.clone() }));
    if matches!(object.peek_text(&["type"]), Some("video" | "audio")) {
        let href = renditions(context, object).into_iter().next().map(|(_, asset)| asset.file);
        if let Some(href) = href.filter(|href| href.contains("://")) {
            article.body.push(Block::Embed(Embed { href, title: caption.map(|caption| caption.text), span: None }));
        }
        return;
    }
    let (asset, others) = main_and_others(renditions(context, object));
    if asset.is_some() || caption.is_some() {
        article.body.push(Block::Figure(Figure { asset, caption, credit, renditions: others, ..Figure::default() }));
    }
}

fn figure(context: &mut Context<'_>, item: &mut Object<'_>, value: &Json) -> Figure {
    let (mut caption, mut alt) = (None, None);
    for described in item.list(&["descriptions"]) {
        let Some(said) = Object::of(described) else { continue };
        let text = said.peek(&["value"]).and_then(|inner| body::said(context, &said, inner));
        match said.peek_text(&["role"]) {
            // The empty text marks a decorative picture.
            Some(words::ALT) => alt = said.peek_text(&["value"]).map(Text::new).or(Some(Text::new(""))),
            Some(_) | None => caption = caption.or(text),
        }
    }
    let described = item.take(&["descriptiontext", "descriptionhtml", "description", "caption"]);
    caption = caption.or_else(|| described.and_then(|value| body::plain(context, value)));
    alt = alt.or_else(|| item.text(context, &["alttext", "alt", "bodytext"]));
    let credit = item.text(context, &["creditline", "credit", "by", "byline", "copyrightholder"]);
    let (asset, renditions) = main_and_others(renditions(context, item));
    Figure {
        asset,
        caption,
        credit,
        credit_label: None,
        alt,
        renditions,
        span: Some(context.span(value)),
        ..Figure::default()
    }
}

/// By their names, as the item gives them.
fn renditions(context: &mut Context<'_>, item: &mut Object<'_>) -> Vec<(String, Asset)> {
    let Some(value) = item.take(&["renditions"]) else { return Vec::new() };
    let named: Vec<(Option<&str>, &Json)> = match &value.value {
        JsonValue::Array(values) => values.iter().map(|value| (None, value)).collect(),
        JsonValue::Object(members) => {
            members.iter().map(|member| (Some(member.key.text.as_str()), &member.value)).collect()
        }
        _ => Vec::new(),
    };
    named.into_iter().filter_map(|(name, value)| rendition(context, name, value)).collect()
}

fn rendition(context: &mut Context<'_>, name: Option<&str>, value: &Json) -> Option<(String, Asset)> {
    let mut rendition = Object::of(value)?;
    let name = name.map(str::to_owned).or_else(|| rendition.string(context, &["name"])).unwrap_or_default();
    let href = rendition.peek_text(&["href"]).map(file_of_href);
    // Without an address, the writer gives the file's name.
    let file = href.or_else(|| rendition.peek_text(&["title", "media"]).map(str::to_owned))?;
    let media_type = rendition.peek_text(&["contenttype", "mimetype"]).unwrap_or(media_type_of_file(&file)).to_owned();
    let number = |names: &[&str]| match rendition.peek(names).map(|value| &value.value) {
        Some(JsonValue::Number(number)) => number.as_u64(),
        Some(JsonValue::Text(text)) => text.trim().parse().ok(),
        Some(_) | None => None,
    };
    let pixels = |names: &[&str]| number(names).and_then(|pixels| u32::try_from(pixels).ok());
    let (width, height, size) = (pixels(&["width"]), pixels(&["height"]), number(&["sizeinbytes", "size"]));
    Some((name, Asset { file, media_type, width, height, size }))
}

/// The picture itself, and its other sizes: the original when it is there, else the first.
fn main_and_others(mut renditions: Vec<(String, Asset)>) -> (Option<Asset>, Vec<Rendition>) {
    if renditions.is_empty() {
        return (None, Vec::new());
    }
    let main = ["highres", "original", "main", "baseimage", "viewimage", "web"]
        .iter()
        .find_map(|name| renditions.iter().position(|(own, _)| plain_name(own) == *name));
    let (_, asset) = renditions.remove(main.unwrap_or(0));
    (Some(asset), renditions.into_iter().map(|(role, asset)| Rendition { role, asset }).collect())
}

/// Gives the figure of the text that shows this picture what the text could not say. False when none shows it.
fn join(blocks: &mut [Block], beside: &Figure) -> bool {
    blocks.iter_mut().any(|block| match block {
        Block::Figure(figure) => join_figure(figure, beside),
        Block::List(list) => list.items.iter_mut().any(|item| join(item, beside)),
        Block::Quote(quote) => join(&mut quote.content, beside),
        Block::Note(note) => join(&mut note.content, beside),
        Block::Paragraph(_)
        | Block::Crosshead(_)
        | Block::PullQuote(_)
        | Block::Table(_)
        | Block::Rule(_)
        | Block::Embed(_)
        | Block::Unknown(_) => false,
    })
}

fn join_figure(figure: &mut Figure, beside: &Figure) -> bool {
    let Some(shown) = &figure.asset else { return false };
    // One that is joined already is another showing of the same file.
    if !figure.renditions.is_empty() || shown.size.is_some() {
        return false;
    }
    let main = beside.asset.iter().map(|asset| (words::MAIN_RENDITION, asset));
    let all: Vec<(&str, &Asset)> =
        main.chain(beside.renditions.iter().map(|rendition| (rendition.role.as_str(), &rendition.asset))).collect();
    let Some(index) = all.iter().position(|(_, asset)| asset.file == shown.file) else { return false };
    let shown = shown.clone();
    for (at, (role, asset)) in all.into_iter().enumerate() {
        if at == index {
            let told = asset.clone();
            figure.asset =
                Some(Asset { width: shown.width.or(told.width), height: shown.height.or(told.height), ..told });
        } else {
            figure.renditions.push(Rendition { role: role.to_owned(), asset: asset.clone() });
        }
    }
    // In the text stands what this story says of the picture.
    if figure.caption.is_none() && figure.credit.is_none() {
        figure.caption.clone_from(&beside.caption);
    }
    if figure.credit.is_none() {
        figure.credit.clone_from(&beside.credit);
    }
    if figure.alt.is_none() {
        figure.alt.clone_from(&beside.alt);
    }
    true
}

fn film(context: &mut Context<'_>, item: &mut Object<'_>, value: &Json) -> Option<Embed> {
    let title = item.text(context, &["headline", "descriptiontext", "name"]).map(|title| title.text);
    let address = renditions(context, item).into_iter().map(|(_, asset)| asset.file).find(|file| file.contains("://"));
    let href = address.or_else(|| item.string(context, &["href", "uri"]).filter(|uri| uri.contains("://")))?;
    Some(Embed { href, title, span: Some(context.span(value)) })
}

fn shows(blocks: &[Block], href: &str) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Embed(embed) if embed.href == href))
}

/// Another story: its address and name. Its text, if it came along, is not part of this one.
fn link(context: &mut Context<'_>, item: &mut Object<'_>, value: &Json, article: &mut Article) {
    if let Kind::Other(_) = item::kind(item) {
        return;
    }
    let id = item.peek(&["altids"]).and_then(item::alt_id);
    let Some(href) = id.or_else(|| item.string(context, &["uri", "guid", "href", "id"])) else { return };
    let name = item.string(context, &["headline", "name", "title", "slugline"]);
    let title = name.filter(|name| *name != href);
    let has_text = ["bodyhtml", "bodyxhtml", "bodytext", "bodies"].iter().any(|name| item.peek(&[name]).is_some());
    if has_text {
        let span = context.span(value);
        let name = title.as_deref().unwrap_or(&href).to_owned();
        context.diagnostics.push(Diagnostic::new(codes::STORY_AS_LINK).arg("name", name).at(&span));
    }
    let rel = item.string(context, &["rel"]).unwrap_or_default();
    article.links.push(Link { rel, href, title, span: Some(context.span(value)) });
}
