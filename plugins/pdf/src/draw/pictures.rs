//! Pictures as image XObjects: a JPEG's bytes go in as they are.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, XObject, XObjectId};

use crate::picture::{Colours, Data, Picture};

/// The resource name of a picture of the layout.
pub fn id(index: usize) -> XObjectId {
    XObjectId(format!("Picture{}", index + 1))
}

pub fn add(document: &mut PdfDocument, pictures: &[Picture]) {
    for (index, picture) in pictures.iter().enumerate() {
        let object = ExternalXObject { stream: stream(picture), width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(id(index), XObject::External(object));
    }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

fn dictionary(entries: Vec<(&str, DictItem)>) -> BTreeMap<String, DictItem> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn stream(picture: &Picture) -> ExternalStream {
    let mut dict = image(picture, colour_space(picture));
    match &picture.data {
        Data::Jpeg { file, inverted } => {
            dict.insert("Filter".to_owned(), name("DCTDecode"));
            if *inverted {
                let upside_down = [1, 0].repeat(usize::from(picture.colours.channels()));
                let decode = upside_down.into_iter().map(DictItem::Int).collect();
                dict.insert("Decode".to_owned(), DictItem::Array(decode));
            }
            ExternalStream { dict, content: file.clone(), compress: false }
        }
        Data::Samples { samples, alpha } => {
            if let Some(alpha) = alpha {
                let mask = image(picture, name("DeviceGray"));
                let stream = ExternalStream { dict: mask, content: alpha.clone(), compress: true };
                dict.insert("SMask".to_owned(), DictItem::Stream { stream });
            }
            ExternalStream { dict, content: samples.clone(), compress: true }
        }
    }
}

fn image(picture: &Picture, colour_space: DictItem) -> BTreeMap<String, DictItem> {
    dictionary(vec![
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(picture.width))),
        ("Height", DictItem::Int(i64::from(picture.height))),
        ("BitsPerComponent", DictItem::Int(8)),
        ("ColorSpace", colour_space),
    ])
}

fn colour_space(picture: &Picture) -> DictItem {
    let device = match picture.colours {
        Colours::Grey => "DeviceGray",
        Colours::Rgb => "DeviceRGB",
        Colours::Cmyk => "DeviceCMYK",
    };
    let Some(profile) = &picture.profile else { return name(device) };
    let dict = dictionary(vec![("N", DictItem::Int(i64::from(picture.colours.channels())))]);
    let stream = ExternalStream { dict, content: profile.clone(), compress: true };
    DictItem::Array(vec![name("ICCBased"), DictItem::Stream { stream }])
}
