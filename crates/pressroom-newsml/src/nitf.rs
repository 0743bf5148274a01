//! The seam to NITF.

use crate::media::Document;
use crate::story::Story;
use crate::xml::Xml;

/// The story's body as NITF 3.6 that stands alone, with its media type.
pub fn body(_xml: &mut Xml, _story: &Story<'_>, _document: Document<'_>) -> (&'static str, String) {
    ("application/nitf+xml", String::new())
}
