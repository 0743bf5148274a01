//! The pages of the book as XHTML documents, one file a kind.

pub mod contents;
pub mod cover;
pub mod imprint;
pub mod section;
pub mod story;

use pressroom_core::Direction;
use pressroom_pages::{Markup, dir};
use pressroom_xhtml::NAMESPACE;

/// Paths inside the book, beside those of sections, stories and pictures.
pub const COVER: &str = "cover.xhtml";
pub const CONTENTS: &str = "contents.xhtml";
pub const IMPRINT: &str = "imprint.xhtml";
/// The names that epub-builder gives them.
pub const NAVIGATION: &str = "nav.xhtml";
pub const STYLESHEET: &str = "stylesheet.css";

/// An XHTML document, opened up to and with `body`. `head` is mark-up.
pub fn open(title: &str, language: &str, direction: Direction, head: &str) -> Markup {
    let mut page = Markup::new();
    page.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html");
    page.attribute("xmlns", NAMESPACE).attribute("xmlns:epub", "http://www.idpf.org/2007/ops");
    page.language(Some(language));
    if let Some(dir) = dir(direction) {
        page.attribute("dir", dir);
    }
    page.raw(">\n<head>\n<meta charset=\"UTF-8\"/>\n").element("title", "", title);
    page.raw("<link rel=\"stylesheet\" type=\"text/css\"").attribute("href", STYLESHEET).raw("/>\n");
    page.raw(head).raw("</head>\n<body>\n");
    page
}

/// Closes the document.
pub fn close(mut page: Markup) -> String {
    page.raw("</body>\n</html>\n");
    page.finish()
}
