//! The item of one picture. It says of the picture what the story says of it, and no more: the story's copyright notice
//! need not hold for a picture of somebody else.

use pressroom_core::{Asset, Figure};

use crate::item_meta;
use crate::media::Document;
use crate::story::{PictureOfStory, Story};
use crate::text_item::{catalogs, item_attributes};
use crate::vocabulary::{DESCRIPTION_ROLES, code};
use crate::xml::Xml;

pub fn write(xml: &mut Xml, story: &Story<'_>, picture: &PictureOfStory<'_>, document: Document<'_>) {
    let direction = story.direction();
    let attributes = item_attributes(&picture.guid, &story.version, story.language, direction, story.options, document);
    xml.element("newsItem", &attributes, |xml| {
        let labelled = picture.figure.credit_label.is_some() && !story.is_canceled();
        catalogs(xml, story.options, if labelled { &[DESCRIPTION_ROLES] } else { &[] });
        item_meta::write_picture(xml, story);
        if story.is_canceled() {
            return;
        }
        content_meta(xml, picture.figure);
        xml.element("contentSet", &[], |xml| content(xml, story, picture, document));
    });
}

fn content_meta(xml: &mut Xml, figure: &Figure) {
    let Figure { credit, caption, credit_label, .. } = figure;
    if credit.is_none() && caption.is_none() && credit_label.is_none() {
        return;
    }
    xml.element("contentMeta", &[], |xml| {
        if let Some(credit) = credit {
            xml.line("creditline", &[], credit);
        }
        if let Some(caption) = caption {
            xml.text("description", &[("role", "drol:caption")], caption);
        }
        if let Some(label) = credit_label {
            xml.text("description", &[("role", "prdesc:creditlabel")], label);
        }
    });
}

fn content(xml: &mut Xml, story: &Story<'_>, picture: &PictureOfStory<'_>, document: Document<'_>) {
    let copy = story.media.of(&picture.asset.file);
    let orientation = copy.and_then(|copy| copy.orientation);
    let href = |asset: &Asset| story.media.href(&asset.file, document);
    remote_content(xml, picture.asset, &href(picture.asset), "highRes", orientation);
    for rendition in picture.figure.renditions.iter().filter(|rendition| !rendition.asset.file.is_empty()) {
        remote_content(xml, &rendition.asset, &href(&rendition.asset), &rendition.role, None);
    }
    // The story's own thumbnail is better than one that was made.
    let has_own = picture.figure.renditions.iter().any(|rendition| rendition.role == THUMBNAIL);
    if let Some(made) = copy.and_then(|copy| copy.thumbnail.as_ref()).filter(|_| !has_own) {
        remote_content(xml, made, &document.href_of_output(&made.file), THUMBNAIL, None);
    }
}

const THUMBNAIL: &str = "thumbnail";

/// `role` is a code of IPTC's rendition scheme, `orientation` as EXIF counts it.
fn remote_content(xml: &mut Xml, asset: &Asset, href: &str, role: &str, orientation: Option<u8>) {
    let rendition = format!("rnd:{}", code(role));
    let numbers = [
        ("size", asset.size.map(|bytes| bytes.to_string())),
        ("width", asset.width.map(|pixels| pixels.to_string())),
        ("height", asset.height.map(|pixels| pixels.to_string())),
        ("orientation", orientation.map(|orientation| orientation.to_string())),
    ];
    let mut attributes = vec![("href", href)];
    if !role.is_empty() {
        attributes.push(("rendition", &rendition));
    }
    if !asset.media_type.is_empty() {
        attributes.push(("contenttype", &asset.media_type));
    }
    attributes.extend(numbers.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))));
    xml.empty("remoteContent", &attributes);
}
