//! The page of a section: its stories.

use pressroom_pages::Section;

use super::{Subject, card, close, open};
use crate::site::Site;
use crate::social;

pub fn page(site: &Site<'_>, section: &Section, title: &str) -> String {
    let edition = &site.edition;
    let head = social::of_list(site, &section.path, title);
    let subject =
        Subject { title, path: &section.path, language: &edition.language, direction: edition.direction, head: &head };
    let mut page = open(site, &subject);
    page.element("h1", "section", title).raw("<div class=\"cards\">\n");
    section.stories.iter().for_each(|story| card(&mut page, site, story, "h2"));
    page.raw("</div>\n");
    close(page, site, &edition.language, edition.direction)
}
