//! The page of a story.

use pressroom_core::{Article, Diagnostic};
use pressroom_pages::story::{Neighbours, article as write, turn};
use pressroom_pages::{Edition, Story, json_ld};

use super::{CONTENTS, close, open};
use crate::OUTPUT;

/// The `id` of the place where a page of the printed edition begins.
pub const PRINT_PAGE: &str = "print-page";

/// Writes the page and gathers what could not be written as it was.
pub fn page(
    book: &Edition,
    story: &Story,
    article: Article,
    neighbours: Neighbours<'_>,
    losses: &mut Vec<Diagnostic>,
) -> String {
    let script = json_ld(&article, story, Default::default());
    let mut page = open(&story.headline, &story.language, article.direction, &script);
    if let Some(number) = &story.print_page {
        let words = book.words();
        page.raw("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\"").attribute("id", PRINT_PAGE);
        page.attribute("aria-label", &words.page(number));
        page.language(words.lang_inside(&story.language)).raw("></span>\n");
    }
    write(&mut page, book, story, article, &OUTPUT, losses);
    if book.issue.is_some() {
        turn(&mut page, book, story, neighbours, CONTENTS);
    }
    close(page)
}
