//! The front page: the lead story, then every section with its stories.

use pressroom_pages::names::INDEX;

use super::{Subject, card, close, open};
use crate::site::Site;
use crate::social;

pub fn page(site: &Site<'_>) -> String {
    let edition = &site.edition;
    let head = social::of_list(site, INDEX, &edition.title);
    let subject = Subject {
        title: &edition.title,
        path: INDEX,
        language: &edition.language,
        direction: edition.direction,
        head: &head,
    };
    let mut page = open(site, &subject);
    let mut lead = edition.stories().next().map(|story| story.index);
    if let Some(story) = edition.stories().next() {
        page.raw("<div class=\"lead\">\n");
        card(&mut page, site, story, "h2");
        page.raw("</div>\n");
    }
    for section in &edition.sections {
        let stories: Vec<_> = section.stories.iter().filter(|story| lead != Some(story.index)).collect();
        // The lead stands above; a section of it alone has nothing more to show here.
        lead = None;
        if stories.is_empty() {
            continue;
        }
        page.raw("<section>\n");
        let heading = match &section.title {
            Some(title) => {
                page.raw("<h2 class=\"section\">").link(&section.path, title, None).raw("</h2>\n");
                "h3"
            }
            None => "h2",
        };
        page.raw("<div class=\"cards\">\n");
        stories.into_iter().for_each(|story| card(&mut page, site, story, heading));
        page.raw("</div>\n</section>\n");
    }
    close(page, site, &edition.language, edition.direction)
}
