//! The pages' own content, drawn of each before the document was there, and their boxes.

use lopdf::{Document, Object, ObjectId, Result};

use crate::draw::{DrawnPage, MARKS_BEYOND_BLEED};
use crate::page::Pt;

/// Moves the drawn content into the document's pages. With a bleed the pages grow to all sides (ISO 32000-1, 14.11.2):
/// the trimmed page keeps its place, so that its lower left corner stays the origin.
pub fn fill(document: &mut Document, drawn: &mut [DrawnPage], pages: &[ObjectId], bleed: Pt) -> Result<()> {
    for (page, &id) in drawn.iter_mut().zip(pages) {
        let content = document.get_dictionary(id)?.get(b"Contents").and_then(Object::as_reference)?;
        let stream = document.get_object_mut(content)?.as_stream_mut()?;
        stream.set_content(std::mem::take(&mut page.content));
        stream.dict.set("Filter", "FlateDecode");
        if bleed > 0.0 {
            let grown =
                |by: Pt| Object::Array([-by, -by, page.width + by, page.height + by].map(Object::from).to_vec());
            let dict = document.get_dictionary_mut(id)?;
            dict.set("TrimBox", grown(0.0));
            dict.set("BleedBox", grown(bleed));
            dict.set("CropBox", grown(bleed + MARKS_BEYOND_BLEED));
            dict.set("MediaBox", grown(bleed + MARKS_BEYOND_BLEED));
        }
    }
    Ok(())
}
