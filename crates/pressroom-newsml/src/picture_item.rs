//! The item of one picture. It says of the picture what the story says of it, and no more: the story's copyright notice
//! need not hold for a picture of somebody else.

use std::io;

use pressroom_core::Asset;

use crate::ids::href_of_file;
use crate::item_meta;
use crate::story::{PictureOfStory, Story};
use crate::text_item::item_attributes;
use crate::vocabulary::{CATALOG, code};
use crate::xml::Xml;

pub fn write<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>, picture: &PictureOfStory<'_>) -> io::Result<()> {
    let mut attributes = item_attributes(&picture.guid, &story.version, story.language);
    attributes.extend(story.direction().map(|direction| ("dir", direction)));
    xml.element("newsItem", &attributes, |xml| {
        xml.empty("catalogRef", &[("href", CATALOG)])?;
        item_meta::write_picture(xml, story)?;
        content_meta(xml, picture)?;
        xml.element("contentSet", &[], |xml| {
            remote_content(xml, picture.asset, "highRes")?;
            let mut renditions = picture.figure.renditions.iter().filter(|rendition| !rendition.asset.file.is_empty());
            renditions.try_for_each(|rendition| remote_content(xml, &rendition.asset, &rendition.role))
        })
    })
}

fn content_meta<W: io::Write>(xml: &mut Xml<W>, picture: &PictureOfStory<'_>) -> io::Result<()> {
    let (credit, caption) = (&picture.figure.credit, &picture.figure.caption);
    if credit.is_none() && caption.is_none() {
        return Ok(());
    }
    xml.element("contentMeta", &[], |xml| {
        if let Some(credit) = credit {
            xml.line("creditline", &[], credit)?;
        }
        if let Some(caption) = caption {
            xml.text("description", &[("role", "drol:caption")], caption)?;
        }
        Ok(())
    })
}

/// `role` is a code of IPTC's rendition scheme.
fn remote_content<W: io::Write>(xml: &mut Xml<W>, asset: &Asset, role: &str) -> io::Result<()> {
    let rendition = format!("rnd:{}", code(role));
    let href = href_of_file(&asset.file);
    let numbers = [
        ("size", asset.size.map(|bytes| bytes.to_string())),
        ("width", asset.width.map(|pixels| pixels.to_string())),
        ("height", asset.height.map(|pixels| pixels.to_string())),
    ];
    let mut attributes = vec![("href", href.as_str())];
    if !role.is_empty() {
        attributes.push(("rendition", &rendition));
    }
    if !asset.media_type.is_empty() {
        attributes.push(("contenttype", &asset.media_type));
    }
    attributes.extend(numbers.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))));
    xml.empty("remoteContent", &attributes)
}
