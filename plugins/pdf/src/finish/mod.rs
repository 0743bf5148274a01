//! What printpdf cannot express, added to its document with lopdf: PDF/A-2a and PDF/UA-1.
//!
//! Delete from here whatever a newer printpdf learns to do.

mod compress;
mod identity;
mod info;
mod navigation;
mod output_intent;
mod structure;
mod threads;
mod xmp;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use pressroom_core::DateTime;
use printpdf::{PdfSaveOptions, PdfWarnMsg};

use crate::draw::Drawn;
use crate::page::Layout;

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
}

/// The finished file.
pub fn finish(drawn: Drawn, layout: &Layout, metadata: &Metadata) -> Result<Vec<u8>, String> {
    let failed = |error: lopdf::Error| format!("the PDF cannot be put together: {error}");
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        // Pictures go in as they are.
        image_optimization: None,
    };
    let mut warnings: Vec<PdfWarnMsg> = Vec::new();
    let mut document = drawn.document.to_lopdf_document(&options, &mut warnings);
    document.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();

    structure::add(&mut document, layout, &drawn.pages, &pages).map_err(failed)?;
    threads::add(&mut document, layout, &pages).map_err(failed)?;
    navigation::add(&mut document, layout, &pages).map_err(failed)?;
    output_intent::add(&mut document).map_err(failed)?;
    let identity = identity::of(&document, metadata);
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
    compress::all(&mut document);

    let mut file = Vec::new();
    document.save_to(&mut file).map_err(|error| format!("the PDF cannot be written: {error}"))?;
    Ok(file)
}

fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    Dictionary::from_iter(entries)
}

/// A text string (ISO 32000-1, 7.9.2): ASCII as it is, anything else as UTF-16.
fn text(text: &str) -> Object {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
