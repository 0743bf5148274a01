//! Files within the file (ISO 32000-1, 7.11.4), each with what it is to the document (ISO 19005-3, 6.8).

use lopdf::{Dictionary, Document, Object, Result, Stream};

use super::info::pdf_date;
use super::{Metadata, dictionary, text};

/// A file that the document was made from.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub name: &'static str,
    pub media_type: &'static str,
    pub description: &'static str,
    pub content: Vec<u8>,
}

pub fn add(document: &mut Document, source: &Attachment, metadata: &Metadata) -> Result<()> {
    let mut parameters = dictionary([("Size", (source.content.len() as i64).into())]);
    if let Some(updated) = &metadata.updated {
        parameters.set("ModDate", text(&pdf_date(updated)));
    }
    let dict = dictionary([
        ("Type", "EmbeddedFile".into()),
        ("Subtype", source.media_type.into()),
        ("Params", parameters.into()),
    ]);
    let stream = document.add_object(Stream::new(dict, source.content.clone()));
    let files = ["F", "UF"].map(|key| (key, Object::Reference(stream)));
    let file = document.add_object(dictionary([
        ("Type", "Filespec".into()),
        ("F", text(source.name)),
        ("UF", text(source.name)),
        ("Desc", text(source.description)),
        ("AFRelationship", "Source".into()),
        ("EF", Dictionary::from_iter(files).into()),
    ]));
    let named = dictionary([("Names", Object::Array(vec![text(source.name), Object::Reference(file)]))]);
    let catalog = document.catalog_mut()?;
    catalog.set("AF", Object::Array(vec![Object::Reference(file)]));
    catalog.set("Names", dictionary([("EmbeddedFiles", named.into())]));
    Ok(())
}
