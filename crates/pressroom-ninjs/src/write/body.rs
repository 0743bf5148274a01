//! `bodies`: the story as XHTML.

use pressroom_core::{Article, Diagnostic, Direction, Figure};
use pressroom_xhtml::{NAMESPACE, Picture, Style, attribute, blocks};
use serde_json::{Value, json};

use super::Options;
use super::fields::FORMAT;
use super::pictures::{address, file_of};
use crate::words;

pub fn write(article: &Article, options: &Options, losses: &mut Vec<Diagnostic>) -> Value {
    let picture = |figure: &Figure| {
        let asset = file_of(figure)?;
        Some(Picture { src: address(asset, options), width: asset.width, height: asset.height })
    };
    let style = Style::for_systems(FORMAT, &picture);
    let mut html = String::from("<article");
    attribute(&mut html, "xmlns", NAMESPACE);
    attribute(&mut html, "lang", &article.language);
    attribute(&mut html, "xml:lang", &article.language);
    attribute(
        &mut html,
        "dir",
        match article.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        },
    );
    html.push_str(">\n");
    blocks(&mut html, &article.body, &style, losses);
    html.push_str("</article>");
    json!({ "role": words::MAIN, "contentType": "application/xhtml+xml", "value": html })
}
