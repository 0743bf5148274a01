//! `associations` of type picture: what XHTML cannot say of a figure.

use pressroom_core::{Article, Asset, Diagnostic, Figure, figures};
use pressroom_xhtml::href_of_file;
use serde_json::Value;

use super::Options;
use super::fields::Fields;
use super::item::said;
use crate::{codes, uri, words};

/// The figure's picture, if it has one.
pub fn file_of(figure: &Figure) -> Option<&Asset> {
    figure.asset.as_ref().filter(|asset| !asset.file.is_empty())
}

/// Where the body shows a picture: on the web when the house says where, else by its file's name.
pub fn address(asset: &Asset, options: &Options) -> String {
    let href = href_of_file(&asset.file);
    match &options.picture_base {
        Some(base) if !href.contains("://") => format!("{}/{href}", base.trim_end_matches('/')),
        Some(_) | None => href,
    }
}

pub fn write(item: &mut Fields<'_>, article: &Article, story: &str, options: &Options) -> Vec<Value> {
    let pictures = figures(&article.body).into_iter().filter_map(|figure| Some((figure, file_of(figure)?)));
    let mut told = false;
    pictures
        .enumerate()
        .map(|(index, (figure, asset))| {
            if !told && uri::of_iri(&address(asset, options)).is_none() {
                told = true;
                item.losses
                    .push(Diagnostic::new(codes::PICTURE_WITHOUT_ADDRESS).arg("file", &asset.file).at(&figure.span));
            }
            picture(item, figure, asset, &format!("{story}-p{}", index + 1), options)
        })
        .collect()
}

fn picture(item: &mut Fields<'_>, figure: &Figure, asset: &Asset, uri: &str, options: &Options) -> Value {
    item.inner(|fields| {
        // A name is for people; a picture has none but its caption.
        fields.text("name", figure.caption.as_deref().unwrap_or(&asset.file));
        fields.value("rel", words::PICTURE);
        fields.value("uri", uri);
        fields.value("type", "picture");
        fields.optional("by", figure.credit.as_deref());
        let words = [(words::CAPTION, &figure.caption), (words::ALT, &figure.alt)];
        let words: Vec<Value> =
            words.into_iter().filter_map(|(role, text)| Some(said(fields, role, text.as_ref()?))).collect();
        fields.list("descriptions", words);
        let main = rendition(fields, words::MAIN_RENDITION, asset, options);
        let others = figure.renditions.iter().filter(|rendition| !rendition.asset.file.is_empty());
        let mut renditions = vec![main];
        renditions
            .extend(others.map(|other| rendition(fields, &other.role, &other.asset, options)).collect::<Vec<_>>());
        fields.value("renditions", renditions);
    })
}

/// A file that has no address on the web is told by its name.
pub fn rendition(fields: &mut Fields<'_>, name: &str, asset: &Asset, options: &Options) -> Value {
    fields.inner(|rendition| {
        rendition.text("name", name);
        match uri::of_iri(&address(asset, options)) {
            Some(href) => rendition.value("href", href),
            None => rendition.text("title", &asset.file),
        }
        rendition.optional("contentType", Some(asset.media_type.as_str()).filter(|media_type| !media_type.is_empty()));
        for (name, pixels) in [("width", asset.width), ("height", asset.height)] {
            if let Some(pixels) = pixels {
                rendition.value(name, pixels);
            }
        }
        if let Some(size) = asset.size {
            rendition.value("sizeInBytes", size);
        }
    })
}
