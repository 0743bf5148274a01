//! The contents page: every section and story with its headline, byline and summary.

use pressroom_pages::{Edition, Markup, Section, Story, differing, words};

use super::{close, open};
use crate::thumbnails::{Thumbnail, Thumbnails};

pub fn page(book: &Edition, thumbnails: &Thumbnails) -> String {
    let own = book.words();
    let mut page = open(own.contents, &book.language, book.direction, "");
    page.raw("<section class=\"contents\" aria-labelledby=\"contents\">\n<h1 id=\"contents\"");
    page.language(own.lang_inside(&book.language)).raw(">").text(own.contents).raw("</h1>\n");
    for section in &book.sections {
        part(&mut page, book, section, thumbnails);
    }
    page.raw("</section>\n");
    close(page)
}

fn part(page: &mut Markup, book: &Edition, section: &Section, thumbnails: &Thumbnails) {
    page.raw("<section>\n");
    if let Some(title) = &section.title {
        page.raw("<h2>").link(&section.path, title, None).raw("</h2>\n");
    }
    list(page, book, &section.stories, thumbnails);
    page.raw("</section>\n");
}

/// The stories as a list of links with what makes one want to read them.
pub fn list(page: &mut Markup, book: &Edition, stories: &[Story], thumbnails: &Thumbnails) {
    page.raw("<ul class=\"stories\">\n");
    for story in stories {
        page.raw("<li").language(differing(&story.language, &book.language));
        page.direction(story.direction, book.direction).raw(">\n");
        if let Some(Thumbnail { path, width, height, .. }) = thumbnails.get(&story.index) {
            // The headline beside it says what a click would show.
            page.raw("<img").attribute("class", if height > width { "thumbnail upright" } else { "thumbnail" });
            page.raw(" alt=\"\"").attribute("src", path);
            page.attribute("width", &width.to_string()).attribute("height", &height.to_string()).raw("/>\n");
        }
        page.raw("<p class=\"headline\">");
        page.link(&story.path, &story.headline, None).raw("</p>\n");
        if !story.byline.is_empty() {
            let names = story.byline.join(words::of(&story.language).between_names);
            page.name_element("p", "byline", &names, story.direction);
        }
        if let Some(summary) = &story.summary {
            page.element("p", "summary", summary);
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}
