//! What printpdf cannot express, added to its document with lopdf: PDF/A-2a or 3a, and PDF/UA-1.
//!
//! Delete from here whatever a newer printpdf learns to do.

pub mod attachments;
mod identity;
mod info;
mod navigation;
mod output_intent;
mod pages;
mod pictures;
mod structure;
mod threads;
pub mod write;
mod xmp;

use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use pressroom_core::DateTime;
use pressroom_plugin::Error;

use self::attachments::Attachment;
use self::write::FileWriter;
use crate::draw::{Drawn, Press};
use crate::options::Standard;
use crate::page::Section;
use crate::picture::shelf::Shelf;

/// What the document says of itself.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    pub title: String,
    pub authors: Vec<String>,
    pub subject: String,
    pub keywords: Vec<String>,
    /// BCP 47.
    pub language: String,
    /// Every date in the document. Left out when nothing tells it.
    pub updated: Option<DateTime>,
    pub right_to_left: bool,
    pub standard: Standard,
}

/// Writes the finished file. Without sections the outline is a list of the stories.
pub fn finish<W: Write>(
    out: W,
    mut drawn: Drawn,
    press: &Press<'_>,
    shelf: &Shelf<'_>,
    sections: &[Section],
    metadata: &Metadata,
    sources: Vec<Attachment>,
) -> Result<W, Error> {
    let failed = |error: lopdf::Error| Error::new(format_args!("the PDF cannot be put together: {error}"));
    let mut document = press.document(&drawn.pages).map_err(Error::new)?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();

    let identity = identity::of(&drawn, shelf, metadata, &sources);
    pages::fill(&mut document, &mut drawn.pages, &pages, press.bleed).map_err(failed)?;
    let pictures = pictures::add(&mut document, shelf, &drawn.pages, &pages).map_err(failed)?;
    structure::add(&mut document, &drawn, &pages).map_err(failed)?;
    threads::add(&mut document, &drawn, &pages).map_err(failed)?;
    navigation::add(&mut document, &drawn, sections, &pages).map_err(failed)?;
    if !sources.is_empty() {
        attachments::add(&mut document, sources, metadata).map_err(failed)?;
    }
    output_intent::add(&mut document).map_err(failed)?;
    info::add(&mut document, metadata).map_err(failed)?;
    xmp::add(&mut document, metadata, &identity).map_err(failed)?;
    let catalog = document.catalog_mut().map_err(failed)?;
    let language = if metadata.language.is_empty() { "und" } else { &metadata.language };
    catalog.set("Lang", text(language));
    catalog.set("MarkInfo", dictionary([("Marked", true.into())]));
    let direction = if metadata.right_to_left { "R2L" } else { "L2R" };
    let preferences = [("DisplayDocTitle", true.into()), ("Direction", direction.into())];
    catalog.set("ViewerPreferences", dictionary(preferences));
    document.trailer.set("ID", Object::Array(vec![identity::object(&identity), identity::object(&identity)]));
    drop(drawn);

    let mut file = FileWriter::new(out, document.max_id)?;
    write::objects(&mut file, &mut document)?;
    for (shelved, reserved) in shelf.pictures.iter().zip(&pictures) {
        let changed = |reason| Error::new(format_args!("{}: {reason}", shelved.file));
        pictures::write(&mut file, shelved, shelf.open(shelved).map_err(changed)?, reserved)?;
    }
    Ok(file.finish(&document.trailer)?)
}

fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    Dictionary::from_iter(entries)
}

/// A text string (ISO 32000-1, 7.9.2): ASCII as it is, anything else as UTF-16.
fn text(text: &str) -> Object {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    utf_16(text)
}

fn utf_16(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
