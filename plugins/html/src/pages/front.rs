//! The front page: the lead story, then every section with its stories.

use pressroom_pages::names::INDEX;

use super::{Subject, card, close, open};
use crate::site::Site;
use crate::social;

/// A section of more stories than this shows only its first on the front page: two rows on a desk.
const MAX_OF_SECTION: usize = 9;
const FIRST_OF_SECTION: usize = 6;

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
        // Where the section has a page of its own, the front page shows its first stories and leads there.
        let (shown, title) = match &section.title {
            Some(title) if stories.len() > MAX_OF_SECTION => (FIRST_OF_SECTION, Some(title)),
            Some(_) | None => (stories.len(), None),
        };
        page.raw("<div class=\"cards\">\n");
        stories.iter().take(shown).for_each(|story| card(&mut page, site, story, heading));
        page.raw("</div>\n");
        if let Some(title) = title {
            page.raw("<p class=\"more\">");
            page.link(&section.path, &format!("{title} ({})", section.stories.len()), None).raw("</p>\n");
        }
        page.raw("</section>\n");
    }
    close(page, site, &edition.language, edition.direction)
}
