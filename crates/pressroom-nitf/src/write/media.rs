//! `media`: pictures with their words, and what other sites show.

use pressroom_core::losses::{BLOCK_DROPPED, BLOCK_FLATTENED};
use pressroom_core::{Asset, Embed, Figure};
use pressroom_xhtml::{HANDOUT, ILLUSTRATION, safe_href};

use super::xml::Xml;
use crate::words::{EMBED, LABEL, SIZE};

/// The picture first, then its renditions, named by their role. The schema wants a reference also of a figure whose picture
/// the story does not carry.
pub fn figure(xml: &mut Xml<'_>, figure: &Figure) {
    let words = [&figure.caption, &figure.credit, &figure.credit_label];
    if figure.asset.is_none() && words.into_iter().all(Option::is_none) {
        return xml.lose(BLOCK_DROPPED, "figure");
    }
    let renditions = figure.renditions.iter().map(|rendition| (Some(rendition.role.as_str()), &rendition.asset));
    let references: Vec<(Option<&str>, &Asset)> =
        figure.asset.iter().map(|asset| (None, asset)).chain(renditions).collect();
    let alt = figure.alt.as_deref();
    xml.element("media", &[("media-type", Some("image"))], |xml| {
        for (index, (_, asset)) in references.iter().enumerate() {
            size(xml, index, asset);
        }
        for (is, word) in [(figure.handout, HANDOUT), (figure.illustration, ILLUSTRATION)] {
            if is {
                xml.empty("media-metadata", &[("name", Some(word)), ("value", Some("true"))]);
            }
        }
        if figure.asset.is_none() {
            xml.empty("media-reference", &[("alternate-text", alt)]);
        }
        for (role, asset) in &references {
            reference(xml, *role, asset, alt.filter(|_| role.is_none()));
        }
        if let Some(caption) = &figure.caption {
            xml.element("media-caption", &[], |xml| xml.line("p", &[], caption));
        }
        producer(xml, figure);
    });
}

fn size(xml: &mut Xml<'_>, index: usize, asset: &Asset) {
    if let Some(bytes) = asset.size {
        let name = if index == 0 { SIZE.to_owned() } else { format!("{SIZE}-{}", index + 1) };
        xml.empty("media-metadata", &[("name", Some(&name)), ("value", Some(&bytes.to_string()))]);
    }
}

fn reference(xml: &mut Xml<'_>, role: Option<&str>, asset: &Asset, alt: Option<&str>) {
    let source = (xml.style.picture)(asset).filter(|source| !source.is_empty());
    let media_type = Some(asset.media_type.as_str()).filter(|media_type| !media_type.is_empty());
    let pixels = |pixels: Option<u32>| pixels.map(|pixels| pixels.to_string());
    let (width, height) = (pixels(asset.width), pixels(asset.height));
    let attributes = [
        ("name", role),
        ("source", source.as_deref()),
        ("mime-type", media_type),
        ("alternate-text", alt),
        ("height", height.as_deref()),
        ("width", width.as_deref()),
    ];
    xml.empty("media-reference", &attributes);
}

fn producer(xml: &mut Xml<'_>, figure: &Figure) {
    if figure.credit.is_none() && figure.credit_label.is_none() {
        return;
    }
    xml.inside("media-producer", &[], |xml| {
        if let Some(label) = &figure.credit_label {
            xml.inside("classifier", &[("type", Some(LABEL))], |xml| xml.text(label.trim_end()));
        }
        if let Some(credit) = &figure.credit {
            if figure.credit_label.is_some() {
                xml.text(" ");
            }
            xml.text(credit);
        }
    });
    xml.new_line();
}

pub fn embed(xml: &mut Xml<'_>, embed: &Embed) {
    let Some(href) = safe_href(&embed.href) else {
        xml.lose(BLOCK_FLATTENED, "embed");
        return xml.line("p", &[], embed.title.as_deref().unwrap_or(&embed.href));
    };
    xml.element("media", &[("class", Some(EMBED)), ("media-type", Some("other"))], |xml| {
        xml.empty("media-reference", &[("source", Some(&href))]);
        if let Some(title) = &embed.title {
            xml.line("media-caption", &[], title);
        }
    });
}
