//! The pages of the book as XHTML documents, one file a kind.

pub mod contents;
pub mod cover;
pub mod imprint;
mod json_ld;
pub mod section;
pub mod story;

use pressroom_core::Direction;
use pressroom_xhtml::{NAMESPACE, attribute, escape};

/// Paths inside the book, beside those of sections, stories and pictures.
pub const COVER: &str = "cover.xhtml";
pub const CONTENTS: &str = "contents.xhtml";
pub const IMPRINT: &str = "imprint.xhtml";
/// The names that epub-builder gives them.
pub const NAVIGATION: &str = "nav.xhtml";
pub const STYLESHEET: &str = "stylesheet.css";

/// An XHTML document being written.
pub struct Page {
    out: String,
}

impl Page {
    /// Opens the document up to and with `body`. `head` is mark-up.
    pub fn new(title: &str, language: &str, direction: Direction, head: &str) -> Self {
        let mut page = Page { out: String::with_capacity(8 * 1024) };
        page.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html");
        page.attribute("xmlns", NAMESPACE);
        page.attribute("xmlns:epub", "http://www.idpf.org/2007/ops");
        page.attribute("lang", language);
        page.attribute("xml:lang", language);
        if let Some(dir) = dir(direction) {
            page.attribute("dir", dir);
        }
        page.raw(">\n<head>\n<meta charset=\"UTF-8\"/>\n");
        page.element("title", "", title);
        page.raw("<link rel=\"stylesheet\" type=\"text/css\"");
        page.attribute("href", STYLESHEET);
        page.raw("/>\n");
        page.raw(head);
        page.raw("</head>\n<body>\n");
        page
    }

    /// Closes the document.
    pub fn finish(mut self) -> String {
        self.raw("</body>\n</html>\n");
        self.out
    }

    /// Mark-up as it is.
    pub fn raw(&mut self, mark_up: &str) -> &mut Self {
        self.out.push_str(mark_up);
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.out.push_str(&escape(text));
        self
    }

    /// ` name="value"`, after an open tag without its `>`.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        attribute(&mut self.out, name, value);
        self
    }

    /// The two attributes of a language, when one is given.
    pub fn language(&mut self, language: Option<&str>) -> &mut Self {
        if let Some(tag) = language {
            self.attribute("lang", tag).attribute("xml:lang", tag);
        }
        self
    }

    /// An element that holds text alone, on a line of its own. No class when it is empty.
    pub fn element(&mut self, name: &str, class: &str, text: &str) -> &mut Self {
        self.raw("<").raw(name);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.raw(">").text(text).raw("</").raw(name).raw(">\n")
    }

    /// A link to another page, its text perhaps in another language than the page.
    pub fn link(&mut self, href: &str, text: &str, language: Option<&str>) -> &mut Self {
        self.raw("<a").attribute("href", href).language(language).raw(">").text(text).raw("</a>")
    }
}

/// The value of `dir`, where it is not what every reader assumes.
pub fn dir(direction: Direction) -> Option<&'static str> {
    match direction {
        Direction::Ltr => None,
        Direction::Rtl => Some("rtl"),
    }
}

/// The language to mark on a part, when it differs from that around it.
pub fn differing<'l>(part: &'l str, around: &str) -> Option<&'l str> {
    (part != around).then_some(part)
}
