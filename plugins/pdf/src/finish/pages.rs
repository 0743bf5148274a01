//! The pages' own content: what was drawn of each before the document was there.

use lopdf::{Document, Object, ObjectId, Result};

use crate::draw::DrawnPage;

/// Moves the drawn content into the document's pages.
pub fn fill(document: &mut Document, drawn: &mut [DrawnPage], pages: &[ObjectId]) -> Result<()> {
    for (page, &id) in drawn.iter_mut().zip(pages) {
        let content = document.get_dictionary(id)?.get(b"Contents").and_then(Object::as_reference)?;
        let stream = document.get_object_mut(content)?.as_stream_mut()?;
        stream.set_content(std::mem::take(&mut page.content));
        stream.dict.set("Filter", "FlateDecode");
    }
    Ok(())
}
