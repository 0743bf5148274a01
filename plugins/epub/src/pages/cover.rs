//! The cover: the picture that the issue gives, or else its nameplate, date and first headlines set in type.

use pressroom_core::Issue;

use pressroom_pages::{Edition, Markup, differing};

use super::{close, open};

/// How many sections send a headline to a cover without a picture.
const LEADS: usize = 3;

pub fn page(book: &Edition, issue: &Issue) -> String {
    let mut page = open(&book.title, &book.language, book.direction, "");
    match &book.cover {
        Some(picture) => {
            page.raw("<section class=\"cover picture\" epub:type=\"cover\">\n<img role=\"doc-cover\"");
            page.attribute("src", &picture.path).attribute("alt", &book.title).raw("/>\n</section>\n");
        }
        None => typographic(&mut page, book, issue),
    }
    close(page)
}

fn typographic(page: &mut Markup, book: &Edition, issue: &Issue) {
    let words = book.words();
    let publication = &issue.publication;
    page.raw("<section class=\"cover\" epub:type=\"cover\">\n");
    let nameplate = publication.nameplate.as_deref().filter(|plate| !plate.trim().is_empty());
    page.element("h1", "nameplate", nameplate.unwrap_or(&publication.title));
    let number = issue.number.as_ref().map(|number| words.number(number));
    let date = issue.date.as_ref().map(|date| words.date(date));
    let folio: Vec<String> = [number, date].into_iter().flatten().collect();
    if !folio.is_empty() {
        page.element("p", "folio", &folio.join(" · "));
    }
    page.raw("<ul class=\"leads\">\n");
    for section in book.sections.iter().take(LEADS) {
        let Some(story) = section.stories.first() else { continue };
        page.raw("<li>");
        if let Some(title) = &section.title {
            page.element("p", "kicker", title);
        }
        page.raw("<p class=\"headline\"").language(differing(&story.language, &book.language));
        page.direction(story.direction, book.direction).raw(">").text(&story.headline).raw("</p></li>\n");
    }
    page.raw("</ul>\n</section>\n");
}
