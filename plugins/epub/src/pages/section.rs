//! The title page of a section, with its stories.

use super::{Page, contents};
use crate::book::{Book, Section};

pub fn page(book: &Book, section: &Section, title: &str) -> String {
    let mut page = Page::new(title, &book.language, book.direction, "");
    page.raw("<section class=\"section\" aria-labelledby=\"section\">\n<h1 id=\"section\">").text(title).raw("</h1>\n");
    contents::list(&mut page, book, &section.stories);
    page.raw("</section>\n");
    page.finish()
}
