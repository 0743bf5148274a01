//! `media`: pictures, and what is shown by its address.

use pressroom_core::{Asset, Block, Embed, Figure, Rendition, Text};
use pressroom_html_read::{file_of_href, media_type_of_file};
use pressroom_xhtml::{HANDOUT, ILLUSTRATION};

use super::fields::{Fields, nfc};
use super::tree::Element;
use crate::codes;
use crate::words::{EMBED, LABEL, SIZE};

pub fn read(fields: &mut Fields, media: &Element) -> Option<Block> {
    let references: Vec<&Element> = media.children_named("media-reference").collect();
    let main = references.first().copied();
    let caption = caption(fields, media);
    let span = Some(media.span(&fields.file));
    if media.child("media-object").is_some() {
        fields.report(codes::OBJECT_NOT_READ, media);
    }
    if let Some(href) = main.and_then(|main| shown_by_address(media, main)) {
        return Some(Block::Embed(Embed { href, title: caption.map(|caption| caption.text), span }));
    }
    let assets: Vec<(&Element, Asset)> = references
        .iter()
        .enumerate()
        .filter_map(|(index, reference)| Some((*reference, asset(media, index, reference)?)))
        .collect();
    let mut assets = assets.into_iter();
    let asset = assets.next().map(|(_, asset)| asset);
    let renditions = assets.map(|(reference, asset)| {
        let role = reference.value("name").unwrap_or("rendition").to_owned();
        Rendition { role, asset }
    });
    let (credit_label, credit) = credit(fields, media, main);
    let alt = main.and_then(|main| Some(Text::at(nfc(main.attribute("alternate-text")?), fields.tag(main))));
    let is = |word: &str| media.children_named("media-metadata").any(|data| data.value("name") == Some(word));
    let figure = Figure {
        asset,
        caption,
        credit,
        credit_label,
        alt,
        renditions: renditions.collect(),
        span,
        handout: is(HANDOUT),
        illustration: is(ILLUSTRATION),
    };
    let words = [&figure.caption, &figure.credit, &figure.credit_label];
    if figure.asset.is_none() && words.into_iter().all(Option::is_none) {
        fields.report(codes::NOT_READ, media);
        return None;
    }
    Some(Block::Figure(figure))
}

/// The address of a film, a sound or a post. A picture is shown itself.
fn shown_by_address(media: &Element, reference: &Element) -> Option<String> {
    let source = reference.value("source")?;
    let kind = media.value("media-type").unwrap_or_default().to_ascii_lowercase();
    let media_type = reference.value("mime-type").unwrap_or_default();
    let is_picture = media_type.starts_with("image/") || !media_type_of_file(source).is_empty();
    let by_address = media.value("class") == Some(EMBED)
        || matches!(kind.as_str(), "video" | "audio")
        || (matches!(kind.as_str(), "other" | "data" | "text" | "application") && !is_picture);
    (by_address && source.contains("://")).then(|| source.to_owned())
}

fn asset(media: &Element, index: usize, reference: &Element) -> Option<Asset> {
    // `#id` points into the file itself.
    let elsewhere = |value: &&str| !value.starts_with('#');
    let source = reference.value("source").or(reference.value("data-location")).filter(elsewhere)?;
    let file = file_of_href(source);
    let told = reference.value("mime-type").map(str::to_ascii_lowercase);
    let pixels = |name: &str| reference.attributes.number(name);
    let size_name = if index == 0 { SIZE.to_owned() } else { format!("{SIZE}-{}", index + 1) };
    let mut metadata = media.children_named("media-metadata");
    let size = metadata.find(|data| data.value("name") == Some(&size_name)).and_then(|data| data.value("value"));
    Some(Asset {
        media_type: told.unwrap_or_else(|| media_type_of_file(&file).to_owned()),
        file,
        width: pixels("width"),
        height: pixels("height"),
        size: size.and_then(|size| size.parse().ok()),
    })
}

fn caption(fields: &Fields, media: &Element) -> Option<Text> {
    let captions = media.children_named("media-caption").filter_map(|caption| caption.text(&fields.file));
    let caption =
        captions.reduce(|before, after| Text { text: format!("{} {}", before.text, after.text), span: before.span });
    caption.or_else(|| own_name(fields, media, &["caption"]))
}

/// Of elements that a newsroom made up, the first whose name says what it holds.
fn own_name(fields: &Fields, media: &Element, words: &[&str]) -> Option<Text> {
    let named = |element: &&Element| {
        let name = element.name.to_ascii_lowercase();
        name.starts_with("media-") && words.iter().any(|word| name.contains(word))
    };
    media.elements().filter(named).find_map(|element| element.text(&fields.file))
}

/// The label, and who made or supplied the picture.
fn credit(fields: &Fields, media: &Element, main: Option<&Element>) -> (Option<Text>, Option<Text>) {
    let Some(producer) = media.child("media-producer") else {
        let credit = main.and_then(|main| fields.text_of(main, "source-credit"));
        let credit = credit.or_else(|| own_name(fields, media, &["byline", "credit", "producer"]));
        return (None, credit);
    };
    let label = producer.child("classifier").filter(|label| label.value("type") == Some(LABEL));
    let credit = producer.text_without(if label.is_some() { &["classifier"] } else { &[] }, &fields.file);
    (label.and_then(|label| label.text(&fields.file)), credit)
}
