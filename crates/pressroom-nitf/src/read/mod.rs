//! NITF 3.0 to 3.6, as agencies send it: with a document type or without, with a namespace or without.
//!
//! A document type is never fetched, and no entity of its own is expanded.

mod body;
mod body_head;
mod decode;
mod docdata;
mod fields;
mod head;
mod media;
mod tree;

use std::sync::Arc;

use pressroom_core::time::{TimeZone, zone_told};
use pressroom_core::{Article, Diagnostic, Direction, UNDETERMINED};

use pressroom_html_read::without_dateline;

use crate::codes;
use fields::Fields;
use tree::Element;

pub use decode::MAX_INPUT_BYTES;

/// A story of a file.
#[derive(Clone, Debug)]
pub struct Story {
    pub article: Article,
    /// The file as decoded, NFC, its lines ended by LF: what spans count in.
    pub text: Arc<str>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether the bytes are NITF: their root, or their document type, is `nitf`.
pub fn recognises(bytes: &[u8]) -> bool {
    /// Comments and a document type may stand before the root.
    const LOOKED_AT_BYTES: usize = 16 * 1024;
    let start = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes);
    let text = decode::leniently(start);
    let mut rest = text.as_str();
    while let Some((_, from_tag)) = rest.split_once('<') {
        rest = if let Some(comment) = from_tag.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, after)| after)
        } else if from_tag.starts_with('?') {
            from_tag.split_once("?>").map_or("", |(_, after)| after)
        } else {
            let name = from_tag.strip_prefix("!DOCTYPE").map(str::trim_start).unwrap_or(from_tag);
            let name =
                name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '[')).next().unwrap_or_default();
            return name.rsplit(':').next() == Some("nitf");
        };
    }
    false
}

/// Reads a file: a story for each `nitf` element. `name` is what spans show. Errors: no NITF, too large, not decodable.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Story>, Vec<Diagnostic>> {
    read_in_zone(name, bytes, None)
}

/// [`read`], with the zone of times that give none, where no other time of the story gives one. Without it: UTC.
pub fn read_in_zone(name: &str, bytes: &[u8], zone: Option<&TimeZone>) -> Result<Vec<Story>, Vec<Diagnostic>> {
    let file: Arc<str> = name.into();
    let text: Arc<str> = decode::decode(&file, bytes).map_err(|error| vec![error])?.into();
    let tree = tree::parse(&file, &text);
    let mut documents = Vec::new();
    tree.root.outermost("nitf", &mut documents);
    if documents.is_empty() {
        let mut errors = vec![Diagnostic::new(codes::NOT_NITF).at(&decode::start_of(&file))];
        errors.extend(tree.diagnostics);
        return Err(errors);
    }
    let mut of_file = tree.diagnostics;
    Ok(documents
        .into_iter()
        .map(|document| {
            let (article, of_story) = story(&file, document, zone);
            let mut diagnostics = std::mem::take(&mut of_file);
            diagnostics.extend(of_story);
            let place =
                |diagnostic: &Diagnostic| diagnostic.labels.first().map(|label| (label.span.line, label.span.column));
            diagnostics.sort_by_key(place);
            Story { article, text: text.clone(), diagnostics }
        })
        .collect())
}

fn story(file: &Arc<str>, document: &Element, zone: Option<&TimeZone>) -> (Article, Vec<Diagnostic>) {
    let zone = zone_of(document).or(zone.cloned());
    let mut fields = Fields::new(file.clone(), zone);
    let body = document.child("body");
    language(&mut fields, document, body);
    if let Some(head) = document.child("head") {
        head::read(&mut fields, head);
    }
    if let Some(head) = body.and_then(|body| body.child("body.head")) {
        body_head::read(&mut fields, head);
    }
    if let Some(body) = body {
        for content in body.children_named("body.content") {
            body::read(&mut fields, content);
        }
        if let Some(end) = body.child("body.end") {
            body_head::read_end(&mut fields, end);
        }
    }
    fields.settle();
    if !fields.own {
        without_dateline(&mut fields.article);
    }
    (fields.article, fields.diagnostics)
}

/// The zone of the first time of the story's head that has one.
fn zone_of(document: &Element) -> Option<TimeZone> {
    let docdata = document.child("head").into_iter().flat_map(|head| head.elements());
    let inner = docdata.flat_map(|part| std::iter::once(part).chain(part.elements()));
    let times = inner.flat_map(|element| [element.value("norm"), element.value("date.publication")]);
    times.flatten().find_map(zone_told)
}

fn language(fields: &mut Fields, document: &Element, body: Option<&Element>) {
    let from_body = body.and_then(|body| body.attribute("xml:lang").or(body.attribute("lang")));
    let from_root = || document.attribute("xml:lang").or(document.attribute("baselang"));
    let tag = from_body.or_else(from_root).filter(|tag| !tag.trim().is_empty());
    let language = tag.map_or(UNDETERMINED, str::trim);
    let told = body.and_then(|body| body.attribute("its:dir").or(body.attribute("dir")));
    fields.article.direction = match told {
        Some("rtl") => Direction::Rtl,
        Some("ltr") => Direction::Ltr,
        Some(_) | None => Direction::of_language(language),
    };
    fields.article.language = language.to_owned();
}
