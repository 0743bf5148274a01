//! What press law wants printed, in the order that the publication gives it.

use pressroom_core::Issue;

use pressroom_pages::Edition;

use super::{close, open};

/// The page, when the publication has an imprint.
pub fn page(book: &Edition, issue: &Issue) -> Option<String> {
    let lines = &issue.publication.imprint;
    if lines.is_empty() {
        return None;
    }
    let words = book.words();
    let mut page = open(words.imprint, &book.language, book.direction, "");
    page.raw("<section class=\"imprint\" role=\"doc-colophon\" aria-labelledby=\"imprint\">\n<h1 id=\"imprint\"");
    page.language(words.lang_inside(&book.language)).raw(">").text(words.imprint).raw("</h1>\n<dl>\n");
    for line in lines {
        page.name_element("dt", "", &line.label, book.direction);
        page.name_element("dd", "", &line.text, book.direction);
    }
    page.raw("</dl>\n</section>\n");
    Some(close(page))
}
