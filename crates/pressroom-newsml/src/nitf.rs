//! The seam to NITF.

use pressroom_core::{Article, Asset};
use pressroom_nitf::{MEDIA_TYPE, Style, inline};

use crate::media::Document;
use crate::story::Story;
use crate::xml::{FORMAT, Xml};

/// The story as NITF 3.6 that stands alone, with its media type.
pub fn body(xml: &mut Xml, story: &Story<'_>, document: Document<'_>) -> (&'static str, String) {
    // By the same reference as in the picture's own item, so that a receiver can join the two.
    let picture = |asset: &Asset| (!asset.file.is_empty()).then(|| story.media.href(&asset.file, document));
    let mut nitf = String::new();
    // One that is no tag has been noticed already.
    let article = Article { language: story.language.to_owned(), ..story.article.clone() };
    inline(&mut nitf, &article, &Style { format: FORMAT, picture: &picture }, &mut xml.diagnostics);
    (MEDIA_TYPE, nitf)
}
