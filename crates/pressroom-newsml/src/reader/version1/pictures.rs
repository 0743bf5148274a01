//! The pictures of an item of NewsML 1: parts of one component are one picture in several sizes, with its caption.

use std::collections::BTreeMap;

use pressroom_core::{Article, Asset, Block, Embed, Figure, Rendition, Text};

use super::content::{Form, Part, number, outermost_apart};
use super::{head, word};
use crate::reader::codes;
use crate::reader::context::Context;
use crate::reader::pictures::file_of;
use crate::reader::tree::Element;

pub fn add(parts: &[Part<'_>], text: Option<&Part<'_>>, article: &mut Article, context: &mut Context<'_>) {
    let shown: Vec<&Part<'_>> = parts.iter().filter(|part| part.is_shown()).collect();
    let mut done: Vec<usize> = Vec::new();
    for part in &shown {
        let around = outermost_apart(part, text).unwrap_or(part.element);
        if done.contains(&around.at.start) {
            continue;
        }
        done.push(around.at.start);
        let inside = |other: &&&Part<'_>| {
            std::ptr::eq(outermost_apart(other, text).unwrap_or(other.element), around) && other.form == part.form
        };
        let same: Vec<&Part<'_>> = shown.iter().filter(inside).copied().collect();
        match part.form {
            Form::Film => film(&same, around, article, context),
            Form::Picture | Form::Text | Form::Other => {
                let figure = figure(&same, parts, text, around, context);
                if !repeats(article, &figure) {
                    article.body.push(Block::Figure(figure));
                }
            }
        }
    }
    // Items that this one only names.
    let components = parts.iter().flat_map(|part| part.path.iter());
    let references = components.flat_map(|component| component.all("NewsItemRef"));
    let references: BTreeMap<usize, &Element> = references.map(|reference| (reference.at.start, reference)).collect();
    article.links.extend(references.into_values().filter_map(|reference| head::link(reference, context)));
}

/// The text's own mark-up shows it already.
fn repeats(article: &Article, figure: &Figure) -> bool {
    let files: Vec<&str> = pressroom_core::figures(&article.body)
        .into_iter()
        .filter_map(|shown| Some(shown.asset.as_ref()?.file.as_str()))
        .collect();
    let own = figure.asset.iter().chain(figure.renditions.iter().map(|rendition| &rendition.asset));
    own.into_iter().any(|asset| files.contains(&asset.file.as_str()))
}

fn figure(
    same: &[&Part<'_>],
    parts: &[Part<'_>],
    text: Option<&Part<'_>>,
    around: &Element,
    context: &Context<'_>,
) -> Figure {
    let large = |part: &&&Part<'_>| {
        let main = ["highres", "main", "original", "quicklook"].iter().rev().position(|word| part.role() == *word);
        (number::<u32>(part.element, "Width").unwrap_or(0), main.map_or(0, |rank| rank + 1))
    };
    // The first of the largest.
    let main = same.iter().rev().max_by_key(large).copied();
    let others = same.iter().filter(|part| main.is_none_or(|main| !std::ptr::eq(**part, main)));
    let renditions = others.map(|part| Rendition { role: part.role(), asset: asset(part) }).collect();
    let is_caption = |part: &&Part<'_>| {
        let apart = outermost_apart(part, text).is_some_and(|component| std::ptr::eq(component, around));
        apart && part.form == Form::Text && part.data().is_some()
    };
    let caption = parts.iter().find(is_caption).and_then(|part| context.text(part.data()?));
    let line = |name: &str| {
        let lines = around.descendants().filter(|inner| inner.name == "NewsLines");
        lines.flat_map(|lines| lines.all(name)).find_map(|line| context.line(line))
    };
    let caption = caption.or_else(|| if text.is_some() { line("HeadLine") } else { None });
    let creator = || {
        let creator = around.descendants().find(|inner| inner.name == "Creator")?.child("Party")?;
        Some(Text::at(word(creator)?, context.places.span(&creator.at)))
    };
    let credit = line("CreditLine").or_else(|| line("ByLine")).or_else(creator);
    let span = Some(context.places.span(&around.at));
    Figure { asset: main.map(asset), caption, credit, renditions, span, ..Figure::default() }
}

fn asset(part: &Part<'_>) -> Asset {
    let file = part.element.value("Href").map(file_of).unwrap_or_default();
    let said = part.element.child("MimeType").and_then(word);
    Asset {
        media_type: said.unwrap_or_else(|| pressroom_html_read::media_type_of_file(&file).to_owned()),
        width: number(part.element, "Width"),
        height: number(part.element, "Height"),
        size: number(part.element, "SizeInBytes"),
        file,
    }
}

fn film(same: &[&Part<'_>], around: &Element, article: &mut Article, context: &mut Context<'_>) {
    let address = same.iter().filter_map(|part| part.element.value("Href"));
    let lines = around.descendants().filter(|inner| inner.name == "HeadLine");
    let title = lines.map(Element::line).find(|title| !title.is_empty());
    match address.clone().find(|href| href.contains("://") && pressroom_xhtml::safe_href(href).is_some()) {
        Some(href) => {
            let span = Some(context.places.span(&around.at));
            article.body.push(Block::Embed(Embed { href: href.to_owned(), title, span }));
        }
        None => {
            let file = address.clone().next().unwrap_or_default().to_owned();
            context.notice(codes::MEDIA_DROPPED, &around.at, &[("element", &file)]);
        }
    }
}
