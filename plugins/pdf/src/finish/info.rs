//! The document information dictionary (ISO 32000-1, 14.3.3). The XMP packet says the same.

use lopdf::{Dictionary, Document, Object, Result};
use pressroom_core::DateTime;

use super::{Metadata, text};

/// The program that made the document, in both its places.
pub const PRODUCER: &str = concat!("Pressroom ", env!("CARGO_PKG_VERSION"));

pub fn add(document: &mut Document, metadata: &Metadata) -> Result<()> {
    let mut info = Dictionary::new();
    let mut set = |key: &str, value: &str| {
        if !value.is_empty() {
            info.set(key, text(value));
        }
    };
    set("Title", &metadata.title);
    set("Author", &authors(metadata));
    set("Subject", &metadata.subject);
    set("Keywords", &keywords(metadata));
    set("Creator", PRODUCER);
    set("Producer", PRODUCER);
    if let Some(updated) = &metadata.updated {
        let date = pdf_date(updated);
        set("CreationDate", &date);
        set("ModDate", &date);
    }
    let id = document.trailer.get(b"Info").and_then(Object::as_reference)?;
    document.set_object(id, info);
    Ok(())
}

/// One string, as PDF/A-2 compares it with XMP's first and only creator.
pub fn authors(metadata: &Metadata) -> String {
    metadata.authors.join(", ")
}

pub fn keywords(metadata: &Metadata) -> String {
    metadata.keywords.join(", ")
}

/// `D:20240504173000+07'00'` (ISO 32000-1, 7.9.4).
pub fn pdf_date(moment: &DateTime) -> String {
    let civil = moment.civil();
    let seconds = moment.offset_seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    let offset = format!("{sign}{:02}'{:02}'", minutes / 60, minutes % 60);
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}{offset}",
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        civil.second()
    )
}
