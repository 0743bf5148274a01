//! Pictures as image XObjects (ISO 32000-1, 8.9.5): a JPEG's bytes go in as they are.

use std::io::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Result, Stream};

use super::dictionary;
use super::write::FileWriter;
use crate::draw::{DrawnPage, picture_name};
use crate::picture::shelf::{Shelf, Shelved};
use crate::picture::{Colours, Data, Picture};

/// Objects that stand in the file without being in the document: they are written one by one.
pub struct Reserved {
    picture: ObjectId,
    mask: Option<ObjectId>,
    profile: Option<ObjectId>,
}

/// Reserves the pictures' objects and names them in the resources of the pages that show them.
pub fn add(
    document: &mut Document,
    shelf: &Shelf<'_>,
    drawn: &[DrawnPage],
    pages: &[ObjectId],
) -> Result<Vec<Reserved>> {
    let mut profiles = Vec::with_capacity(shelf.profiles.len());
    for profile in &shelf.profiles {
        // A profile's head says how many channels it is of (ICC.1:2010, 7.2.6).
        let channels = match profile.get(16..20) {
            Some(b"GRAY") => 1,
            Some(b"CMYK") => 4,
            Some(_) | None => 3,
        };
        let dict = Dictionary::from_iter([("N", Object::from(channels))]);
        profiles.push(document.add_object(Stream::new(dict, profile.clone())));
    }
    let mut reserved = Vec::with_capacity(shelf.pictures.len());
    for shelved in &shelf.pictures {
        reserved.push(Reserved {
            picture: document.new_object_id(),
            mask: shelved.has_alpha.then(|| document.new_object_id()),
            profile: shelved.profile.and_then(|profile| profiles.get(profile)).copied(),
        });
    }
    for (page, &id) in drawn.iter().zip(pages) {
        let shown = page.pictures.iter().filter_map(|shown| Some((shown.picture, reserved.get(shown.picture)?)));
        let shown = shown.map(|(index, reserved)| (picture_name(index), Object::Reference(reserved.picture)));
        let shown = Dictionary::from_iter(shown);
        let resources = document.get_dictionary(id)?.get(b"Resources").and_then(Object::as_reference)?;
        let resources = document.get_dictionary_mut(resources)?;
        for unused in ["XObject", "ExtGState", "Shading"] {
            resources.remove(unused.as_bytes());
        }
        if !shown.is_empty() {
            resources.set("XObject", shown);
        }
    }
    Ok(reserved)
}

/// Writes a picture that was read again.
pub fn write<W: Write>(
    file: &mut FileWriter<W>,
    shelved: &Shelved,
    picture: Picture,
    reserved: &Reserved,
) -> std::io::Result<()> {
    let device = match picture.colours {
        Colours::Grey => "DeviceGray",
        Colours::Rgb => "DeviceRGB",
        Colours::Cmyk => "DeviceCMYK",
    };
    let space = match reserved.profile.filter(|_| shelved.profile.is_some()) {
        Some(profile) => Object::Array(vec!["ICCBased".into(), Object::Reference(profile)]),
        None => device.into(),
    };
    let mut dict = image(&picture, space);
    match picture.data {
        Data::Jpeg { file: bytes, inverted } => {
            dict.set("Filter", "DCTDecode");
            if inverted {
                let upside_down = [1, 0].repeat(usize::from(picture.colours.channels()));
                dict.set("Decode", Object::Array(upside_down.into_iter().map(Object::from).collect()));
            }
            file.stream(reserved.picture, dict, &bytes)
        }
        Data::Samples { ref samples, ref alpha } => {
            if let (Some(alpha), Some(mask)) = (alpha, reserved.mask) {
                dict.set("SMask", Object::Reference(mask));
                file.deflated_stream(mask, image(&picture, "DeviceGray".into()), alpha)?;
            }
            file.deflated_stream(reserved.picture, dict, samples)
        }
    }
}

fn image(picture: &Picture, colour_space: Object) -> Dictionary {
    dictionary([
        ("Type", "XObject".into()),
        ("Subtype", "Image".into()),
        ("Width", i64::from(picture.width).into()),
        ("Height", i64::from(picture.height).into()),
        ("BitsPerComponent", 8.into()),
        ("ColorSpace", colour_space),
    ])
}
