//! Files within the file (ISO 32000-1, 7.11.4), each with what it is to the document (ISO 19005-3, 6.8).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Result, Stream};

use super::info::pdf_date;
use super::{Metadata, dictionary, text, utf_16};

/// A file that the document was made from.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// No two of a document have the same.
    pub name: String,
    /// Without parameters.
    pub media_type: String,
    pub description: &'static str,
    pub content: Vec<u8>,
}

pub fn add(document: &mut Document, sources: Vec<Attachment>, metadata: &Metadata) -> Result<()> {
    let mut files = Vec::new();
    // A name tree's keys are in order (7.9.6): of their bytes, and as some programs have it of their letters. In one
    // encoding both are the same.
    let key = if sources.iter().all(|source| source.name.is_ascii()) { text } else { utf_16 };
    let mut named = BTreeMap::new();
    for source in sources {
        let name = source.name.clone();
        let file = Object::Reference(file(document, source, metadata));
        named.insert(name, file.clone());
        files.push(file);
    }
    let names = named.into_iter().flat_map(|(name, file)| [key(&name), file]).collect();
    let catalog = document.catalog_mut()?;
    catalog.set("AF", Object::Array(files));
    catalog.set("Names", dictionary([("EmbeddedFiles", dictionary([("Names", Object::Array(names))]).into())]));
    Ok(())
}

fn file(document: &mut Document, source: Attachment, metadata: &Metadata) -> ObjectId {
    let mut parameters = dictionary([("Size", (source.content.len() as i64).into())]);
    if let Some(updated) = &metadata.updated {
        parameters.set("ModDate", text(&pdf_date(updated)));
    }
    let dict = dictionary([
        ("Type", "EmbeddedFile".into()),
        ("Subtype", source.media_type.as_str().into()),
        ("Params", parameters.into()),
    ]);
    let stream = document.add_object(Stream::new(dict, source.content));
    let files = ["F", "UF"].map(|key| (key, Object::Reference(stream)));
    document.add_object(dictionary([
        ("Type", "Filespec".into()),
        ("F", text(&source.name)),
        ("UF", text(&source.name)),
        ("Desc", text(source.description)),
        ("AFRelationship", "Source".into()),
        ("EF", Dictionary::from_iter(files).into()),
    ]))
}
