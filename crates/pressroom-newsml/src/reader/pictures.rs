//! Picture items, and which figure of which story each belongs to.

use std::collections::{BTreeMap, BTreeSet};

use pressroom_core::{Asset, Block, Embed, Figure, Rendition, Text};

use super::codes;
use super::context::Context;
use super::items::{Class, Items};
use super::tree::Element;
use super::values::{code_of, decoded, party};

/// An edition's stories may all show the same portrait; no edition has more.
const MAX_OF_A_FILE: usize = 2000;

/// A picture as its own item tells it.
struct Picture {
    figure: Figure,
    /// A film or a sound: its address.
    film: Option<String>,
    is_film: bool,
}

/// The pictures of a file.
#[derive(Default)]
pub struct Pictures {
    pictures: Vec<Picture>,
    by_guid: BTreeMap<String, usize>,
    /// Several items may be of one file: each story has its own.
    by_file: BTreeMap<String, Vec<usize>>,
    /// Those that the story at hand is linked to.
    linked: BTreeSet<usize>,
    /// Those that the story at hand shows already.
    shown: BTreeSet<usize>,
    /// Those that any story shows.
    used: BTreeSet<usize>,
}

impl Pictures {
    pub fn of(items: &Items<'_>, context: &mut Context<'_>) -> Self {
        let mut pictures = Pictures::default();
        for item in items.items.iter().filter(|item| item.is_media()) {
            context.language = item.element.language().map(|tag| tag.value.clone()).unwrap_or_default();
            let content: Vec<&Element> = item.content().filter(|part| part.name == "remoteContent").collect();
            let figure = figure(item.element, &content, context);
            let index = pictures.pictures.len();
            let address = content
                .iter()
                .filter_map(|part| part.value("href"))
                .find(|href| pressroom_xhtml::safe_href(href).is_some());
            if let Some(guid) = item.guid() {
                pictures.by_guid.entry(guid.to_owned()).or_insert(index);
            }
            for href in content.iter().filter_map(|part| part.value("href").or(part.value("residref"))) {
                let file = file_of(href);
                let name = last_part(&file).to_owned();
                if name != file {
                    pictures.by_file.entry(name).or_default().push(index);
                }
                pictures.by_file.entry(file).or_default().push(index);
            }
            let is_film = item.class == Class::Film;
            pictures.pictures.push(Picture { figure, film: address.map(str::to_owned), is_film });
        }
        pictures
    }

    /// A new story begins, with links to these.
    pub fn begin<'l>(&mut self, links: impl Iterator<Item = &'l str>) {
        self.shown.clear();
        self.linked = links.filter_map(|link| self.by_guid.get(link).copied()).collect();
    }

    fn find(&self, source: &str) -> Option<usize> {
        if let Some(index) = self.by_guid.get(source) {
            return Some(*index);
        }
        let file = file_of(source);
        let of_file = self.by_file.get(&file).or_else(|| self.by_file.get(last_part(&file)))?;
        let rank = |index: &&usize| (self.linked.contains(index), !self.shown.contains(index));
        // The first of the best.
        of_file.iter().take(MAX_OF_A_FILE).rev().max_by_key(rank).copied()
    }

    /// Gives a figure its picture: from the item that has this address, or else by the address alone.
    pub fn join(&mut self, figure: &mut Figure, source: &str, asset: Asset) {
        match self.find(source).filter(|index| self.pictures.get(*index).is_some_and(|picture| !picture.is_film)) {
            Some(index) => {
                self.shown.insert(index);
                self.used.insert(index);
                let Some(picture) = self.pictures.get(index) else { return };
                let known = picture.figure.clone();
                figure.alt = figure.alt.take().or(known.alt);
                figure.asset = known.asset.or(Some(Asset { file: file_of(source), ..asset }));
                (figure.caption, figure.credit, figure.renditions) = (known.caption, known.credit, known.renditions);
                figure.credit_label = known.credit_label;
            }
            None => figure.asset = Some(Asset { file: file_of(source), ..asset }),
        }
    }

    /// What an item outside the text adds to a story, unless the text shows it already. `None`: no such item.
    pub fn add(&mut self, target: &str, body: &mut Vec<Block>, context: &mut Context<'_>, at: &Element) -> Option<()> {
        let index = self.find(target)?;
        self.add_nth(index, body, context, at)
    }

    /// The picture of the nth item of pictures and films.
    pub fn add_nth(
        &mut self,
        index: usize,
        body: &mut Vec<Block>,
        context: &mut Context<'_>,
        at: &Element,
    ) -> Option<()> {
        let picture = self.pictures.get(index)?;
        self.used.insert(index);
        if !self.shown.insert(index) {
            return Some(());
        }
        if !picture.is_film {
            body.push(Block::Figure(picture.figure.clone()));
            return Some(());
        }
        let title = picture.figure.caption.as_ref().map(|caption| caption.text.clone());
        match &picture.film {
            Some(href) => {
                body.push(Block::Embed(Embed { href: href.clone(), title, span: picture.figure.span.clone() }))
            }
            None => {
                let guid = at.value("guid").or(at.value("residref")).or(at.value("href")).unwrap_or("-");
                context.notice(codes::MEDIA_DROPPED, &at.at, &[("element", guid)]);
            }
        }
        Some(())
    }

    /// The guids of pictures that no story shows.
    pub fn unused(&self) -> Vec<String> {
        let unused = self.by_guid.iter().filter(|(_, index)| !self.used.contains(index));
        let mut unused: Vec<(usize, String)> = unused.map(|(guid, index)| (*index, guid.clone())).collect();
        unused.sort();
        unused.into_iter().map(|(_, guid)| guid).collect()
    }
}

/// A picture of the story's own contentSet.
pub fn own(part: &Element) -> Asset {
    asset(part)
}

fn figure(item: &Element, content: &[&Element], context: &Context<'_>) -> Figure {
    let meta = item.child("contentMeta");
    let described = |words: &[&str]| {
        let says = |element: &&Element| {
            let role = element.value("role").map(|role| code_of(role).to_ascii_lowercase()).unwrap_or_default();
            words.iter().any(|word| if word.is_empty() { role.is_empty() } else { role.contains(word) })
        };
        meta.and_then(|meta| meta.all("description").find(says)).and_then(|element| context.text(element))
    };
    let headline = || meta.and_then(|meta| meta.child("headline")).and_then(|headline| context.text(headline));
    let any = || meta.and_then(|meta| meta.all("description").find_map(|element| context.text(element)));
    let creator = || {
        let creator = meta.and_then(|meta| meta.child("creator"))?;
        Some(Text::at(party(creator, &context.language)?, context.places.span(&creator.at)))
    };
    let alt = described(&["alt", "accessib"]);
    let caption = described(&["caption"]).or_else(|| described(&[""]));
    let caption = caption
        .or_else(|| if alt.is_none() && described(&["creditlabel"]).is_none() { any() } else { None })
        .or_else(headline);
    let credit =
        meta.and_then(|meta| meta.child("creditline")).and_then(|credit| context.line(credit)).or_else(creator);
    let (asset, renditions) = renditions(content);
    let span = Some(context.places.span(&item.at));
    let credit_label = described(&["creditlabel"]);
    Figure { asset, caption, credit, credit_label, alt, renditions, span, ..Figure::default() }
}

/// The main form and the others: `rnd:highRes`, else the largest that is a picture, else the first.
fn renditions(content: &[&Element]) -> (Option<Asset>, Vec<Rendition>) {
    let has_address = |part: &&&Element| part.value("href").or(part.value("residref")).is_some();
    let parts: Vec<&Element> = content.iter().filter(has_address).copied().collect();
    let role = |part: &Element| part.value("rendition").map(|role| decoded(code_of(role))).unwrap_or_default();
    let pixels = |part: &Element| asset(part).width.unwrap_or(0);
    let high = parts.iter().position(|part| role(part).eq_ignore_ascii_case("highres"));
    let largest = parts.iter().enumerate().max_by_key(|(index, part)| (pixels(part), std::cmp::Reverse(*index)));
    let Some(main) = high.or(largest.map(|(index, _)| index)) else { return (None, Vec::new()) };
    let others = parts.iter().enumerate().filter(|(index, _)| *index != main);
    let others = others.map(|(_, part)| Rendition { role: role(part), asset: asset(part) }).collect();
    (parts.get(main).map(|part| asset(part)), others)
}

fn asset(part: &Element) -> Asset {
    Asset {
        file: part.value("href").or(part.value("residref")).map(file_of).unwrap_or_default(),
        media_type: part.value("contenttype").unwrap_or_default().to_owned(),
        width: part.value("width").and_then(|pixels| pixels.parse().ok()),
        height: part.value("height").and_then(|pixels| pixels.parse().ok()),
        size: part.value("size").and_then(|bytes| bytes.parse().ok()),
    }
}

/// A relative reference as the path that it is; any other address stays.
pub fn file_of(href: &str) -> String {
    let first = href.split(['/', '?', '#']).next().unwrap_or_default();
    if first.contains(':') || href.starts_with('/') {
        return href.to_owned();
    }
    decoded(href.strip_prefix("./").unwrap_or(href))
}

fn last_part(file: &str) -> &str {
    let path = file.split(['?', '#']).next().unwrap_or(file);
    path.rsplit('/').next().filter(|part| !part.is_empty()).unwrap_or(file)
}
