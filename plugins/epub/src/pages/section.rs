//! The title page of a section, with its stories.

use pressroom_pages::{Edition, Section};

use super::{close, contents, open};
use crate::thumbnails::Thumbnails;

pub fn page(book: &Edition, section: &Section, title: &str, thumbnails: &Thumbnails) -> String {
    let mut page = open(title, &book.language, book.direction, "");
    page.raw("<section class=\"section\" aria-labelledby=\"section\">\n<h1 id=\"section\">").text(title).raw("</h1>\n");
    contents::list(&mut page, book, &section.stories, thumbnails);
    page.raw("</section>\n");
    close(page)
}
