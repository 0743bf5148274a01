//! The file's identifier (ISO 32000-1, 14.4), made from its content: the same document has the same one.

use lopdf::{Document, Object, StringFormat};
use uuid::Uuid;

use super::Metadata;

/// Drawn once at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x2f6c_19d5_7b0e_4c83_a1f4_6d92_80c5_3e17);

/// Of all that is drawn and said. Call it when only the metadata's own objects are still missing.
pub fn of(document: &Document, metadata: &Metadata) -> Uuid {
    let said = format!("{metadata:?}");
    let mut hash = Uuid::new_v5(&NAMESPACE, said.as_bytes());
    for object in document.objects.values() {
        hash = match object {
            Object::Stream(stream) => Uuid::new_v5(&hash, &stream.content),
            other => Uuid::new_v5(&hash, format!("{other:?}").as_bytes()),
        };
    }
    hash
}

pub fn object(identity: &Uuid) -> Object {
    Object::String(identity.as_bytes().to_vec(), StringFormat::Hexadecimal)
}
