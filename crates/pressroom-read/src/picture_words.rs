//! Caption, credit and description that a picture's file carries: IPTC-IIM in JPEG (IIM 4.2), XMP in JPEG, PNG and WebP.
//!
//! Files come from anywhere: every length is checked, and what is broken says nothing.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use unicode_normalization::UnicodeNormalization;

use crate::decode;

/// Metadata stand before the picture's own data, but for WebP, which has them last.
const HEAD_BYTES: u64 = 4 * 1024 * 1024;
const MAX_XMP_BYTES: usize = 1024 * 1024;
/// Segments and chunks of a file's head.
const MAX_PARTS: usize = 400;
const MAX_XML_EVENTS: usize = 100_000;
/// A longer text is no caption.
const MAX_CHARS: usize = 4000;

/// What the picture says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureWords {
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub alt: Option<String>,
}

/// Reads a picture's metadata; nothing when it has none that can be read.
pub fn of_file(path: &Path) -> PictureWords {
    let Ok(mut file) = File::open(path) else { return PictureWords::default() };
    let mut head = Vec::new();
    if (&file).take(HEAD_BYTES).read_to_end(&mut head).is_err() {
        return PictureWords::default();
    }
    let mut tail = Vec::new();
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    // WebP's chunk lies after the picture.
    if head.get(8..12) == Some(b"WEBP") && length > HEAD_BYTES {
        let from = length.saturating_sub(MAX_XMP_BYTES as u64).max(HEAD_BYTES);
        let read =
            file.seek(SeekFrom::Start(from)).and_then(|_| file.take(MAX_XMP_BYTES as u64).read_to_end(&mut tail));
        if read.is_err() {
            tail.clear();
        }
    }
    of_bytes(&head, &tail)
}

/// The same for bytes: the file's start, and its end where that is apart.
pub fn of_bytes(head: &[u8], tail: &[u8]) -> PictureWords {
    let mut found = Found::default();
    if head.starts_with(b"\xFF\xD8") {
        jpeg(head, &mut found);
    } else if head.starts_with(b"\x89PNG") {
        png(head, &mut found);
    } else if head.get(8..12) == Some(b"WEBP") {
        webp(head, tail, &mut found);
    }
    let (xmp, iim) = (found.xmp.map(|xml| xmp(&xml)).unwrap_or_default(), found.iim);
    PictureWords { caption: xmp.caption.or(iim.caption), credit: xmp.credit.or(iim.credit), alt: xmp.alt }
}

#[derive(Default)]
struct Found {
    xmp: Option<String>,
    iim: PictureWords,
}

/// Segments up to the scan (ITU-T T.81, B.1.1.4).
fn jpeg(bytes: &[u8], found: &mut Found) {
    const APP1: u8 = 0xE1;
    const APP13: u8 = 0xED;
    const SCAN: u8 = 0xDA;
    let mut at = 2;
    for _ in 0..MAX_PARTS {
        let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) else { return };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some(body) = bytes.get(at + 4..at + 2 + length.max(2)) else { return };
        match *marker {
            SCAN => return,
            APP1 => {
                if let Some(xml) = body.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                    found.xmp = found.xmp.take().or_else(|| xml_text(xml));
                }
            }
            APP13 => {
                if let Some(resources) = body.strip_prefix(b"Photoshop 3.0\0") {
                    photoshop(resources, found);
                }
            }
            _ => {}
        }
        at += 2 + length.max(2);
    }
}

/// Image resource blocks: `8BIM`, number, a name, length, data padded to even.
fn photoshop(mut bytes: &[u8], found: &mut Found) {
    const IIM: u16 = 0x0404;
    for _ in 0..MAX_PARTS {
        let Some(rest) = bytes.strip_prefix(b"8BIM") else { return };
        let (Some([high, low]), Some(name)) = (rest.get(..2), rest.get(2)) else { return };
        // The name's length counts itself not, and both together are even.
        let name = (usize::from(*name) + 2) & !1;
        let Some(size) = rest.get(2 + name..6 + name).and_then(|size| <[u8; 4]>::try_from(size).ok()) else { return };
        let size = usize::try_from(u32::from_be_bytes(size)).unwrap_or(usize::MAX);
        let start = 6 + name;
        let Some(data) = size.checked_add(start).and_then(|end| rest.get(start..end)) else { return };
        if u16::from_be_bytes([*high, *low]) == IIM {
            iim(data, found);
        }
        bytes = rest.get(start + size + size % 2..).unwrap_or_default();
    }
}

/// Data sets: 0x1C, record, number, length, value.
fn iim(mut bytes: &[u8], found: &mut Found) {
    let (mut caption, mut credit, mut byline, mut utf8) = (None, None, None, false);
    for _ in 0..MAX_PARTS {
        let Some([0x1C, record, number, high, low]) = bytes.get(..5) else { break };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // Values of 32 KB and more have a longer length; none of these has.
        let Some(value) = bytes.get(5..5 + length).filter(|_| length < 0x8000) else { break };
        match (record, number) {
            (1, 90) => utf8 = value == b"\x1B%G",
            (2, 120) => caption = Some(value),
            (2, 110) => credit = Some(value),
            (2, 80) => byline = byline.or(Some(value)),
            _ => {}
        }
        bytes = bytes.get(5 + length..).unwrap_or_default();
    }
    let text = |value: Option<&[u8]>| {
        let value = value?;
        let text = if utf8 { std::str::from_utf8(value).ok().map(str::to_owned) } else { decode::words(value) };
        clean(&text?)
    };
    found.iim = PictureWords { caption: text(caption), credit: text(credit).or_else(|| text(byline)), alt: None };
}

/// Chunks (PNG, 5.3). XMP stands in an iTXt chunk, as a rule not compressed.
fn png(bytes: &[u8], found: &mut Found) {
    let mut at = 8;
    for _ in 0..MAX_PARTS {
        let Some(size) = bytes.get(at..at + 4).and_then(|size| <[u8; 4]>::try_from(size).ok()) else { return };
        let size = usize::try_from(u32::from_be_bytes(size)).unwrap_or(usize::MAX);
        let Some(end) = size.checked_add(at + 8) else { return };
        if bytes.get(at + 4..at + 8) == Some(b"iTXt")
            && let Some(body) = bytes.get(at + 8..end).and_then(|body| body.strip_prefix(b"XML:com.adobe.xmp\0\0\0"))
        {
            // Language tag and translated keyword end with zero bytes.
            let text = body.splitn(3, |byte| *byte == 0).nth(2).unwrap_or_default();
            found.xmp = xml_text(text);
            return;
        }
        let Some(next) = end.checked_add(4) else { return };
        at = next;
    }
}

/// Chunks (RFC 9649, 2.3).
fn webp(head: &[u8], tail: &[u8], found: &mut Found) {
    let mut at = 12;
    for _ in 0..MAX_PARTS {
        let Some(size) = head.get(at + 4..at + 8).and_then(|size| <[u8; 4]>::try_from(size).ok()) else { break };
        let size = usize::try_from(u32::from_le_bytes(size)).unwrap_or(usize::MAX);
        let Some(end) = size.checked_add(at + 8) else { break };
        if head.get(at..at + 4) == Some(b"XMP ") {
            found.xmp = head.get(at + 8..end).and_then(xml_text);
            return;
        }
        let Some(next) = end.checked_add(size % 2) else { break };
        at = next;
    }
    let start = tail.windows(4).position(|window| window == b"XMP ");
    found.xmp = start.and_then(|start| xml_text(tail.get(start + 8..)?));
}

fn xml_text(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.get(..MAX_XMP_BYTES).unwrap_or(bytes);
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    Some(String::from_utf8_lossy(bytes.get(..end)?).into_owned())
}

/// The properties that hold words, by their local names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Property {
    Description,
    Credit,
    Creator,
    Alt,
}

fn property(name: &str) -> Option<Property> {
    let (prefix, local) = name.split_once(':')?;
    match local {
        "description" if prefix == "dc" => Some(Property::Description),
        "Credit" => Some(Property::Credit),
        "creator" if prefix == "dc" => Some(Property::Creator),
        "AltTextAccessibility" => Some(Property::Alt),
        _ => None,
    }
}

/// XMP (ISO 16684-1): simple properties are attributes or elements, the others are lists; the first item counts.
fn xmp(xml: &str) -> PictureWords {
    let (mut caption, mut credit, mut creator, mut alt) = (None, None, None, None);
    let mut put = |property: Property, text: &str| {
        let slot = match property {
            Property::Description => &mut caption,
            Property::Credit => &mut credit,
            Property::Creator => &mut creator,
            Property::Alt => &mut alt,
        };
        if slot.is_none() {
            *slot = clean(text);
        }
    };
    let mut reader = Reader::from_str(xml);
    let mut inside: Option<(Property, String)> = None;
    for _ in 0..MAX_XML_EVENTS {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                attributes(&start, &mut put);
                if let Some(property) = property(start.name().as_ref()) {
                    inside = Some((property, String::new()));
                }
            }
            Ok(Event::Empty(start)) => attributes(&start, &mut put),
            Ok(Event::Text(text)) => {
                if let Some((_, words)) = &mut inside {
                    words.push_str(&text);
                }
            }
            Ok(Event::GeneralRef(reference)) => {
                if let Some((_, words)) = &mut inside {
                    words.push_str(&character(&format!("&{};", &*reference)));
                }
            }
            Ok(Event::End(end)) => {
                let ends_item = end.name().as_ref() == "rdf:li" || property(end.name().as_ref()).is_some();
                if ends_item && let Some((property, words)) = &mut inside {
                    put(*property, words);
                    words.clear();
                }
                if property(end.name().as_ref()).is_some() {
                    inside = None;
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    PictureWords { caption, credit: credit.or(creator), alt }
}

fn attributes(start: &BytesStart<'_>, put: &mut impl FnMut(Property, &str)) {
    for attribute in start.attributes().flatten() {
        if let Some(property) = property(attribute.key.as_ref()) {
            put(property, &character(&attribute.value));
        }
    }
}

/// Text with its references resolved; one that is not known stands as it is.
fn character(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

/// NFC, no control characters, white space as one; nothing when nothing is left.
fn clean(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let plain = |c: &char| {
        !matches!(*c as u32, 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFF9..=0xFFFF | 0x200B)
            && (*c as u32) & 0xFFFE != 0xFFFE
    };
    let text: String = words.join(" ").nfc().filter(plain).take(MAX_CHARS).collect();
    (!text.is_empty()).then_some(text)
}
