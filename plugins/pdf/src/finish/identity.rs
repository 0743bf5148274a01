//! The file's identifier (ISO 32000-1, 14.4), made from its content: the same document has the same one.

use lopdf::{Object, StringFormat};
use uuid::Uuid;

use super::Metadata;
use super::attachments::Attachment;
use crate::draw::Drawn;
use crate::picture::shelf::Shelf;

/// Drawn once at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x2f6c_19d5_7b0e_4c83_a1f4_6d92_80c5_3e17);

/// Of all that is drawn and said. Call it before the pages are moved into the document.
pub fn of(drawn: &Drawn, shelf: &Shelf<'_>, metadata: &Metadata, sources: &[Attachment]) -> Uuid {
    let said = format!("{metadata:?}{:?}{:?}{:?}", drawn.structure, drawn.links, drawn.stories);
    let mut hash = Uuid::new_v5(&NAMESPACE, said.as_bytes());
    for page in &drawn.pages {
        hash = Uuid::new_v5(&hash, &page.content);
    }
    for picture in &shelf.pictures {
        hash = Uuid::new_v5(&hash, format!("{} {:?}", picture.file, picture.sum).as_bytes());
    }
    for source in sources {
        hash = Uuid::new_v5(&hash, source.name.as_bytes());
        hash = Uuid::new_v5(&hash, &source.content);
    }
    hash
}

pub fn object(identity: &Uuid) -> Object {
    Object::String(identity.as_bytes().to_vec(), StringFormat::Hexadecimal)
}
