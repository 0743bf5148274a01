//! What press law wants printed, in the order that the publication gives it.

use super::{IMPRINT, Subject, close, open};
use crate::site::Site;

/// The page, when the publication has an imprint.
pub fn page(site: &Site<'_>) -> Option<String> {
    let edition = &site.edition;
    let lines = &edition.issue.as_ref()?.publication.imprint;
    if lines.is_empty() {
        return None;
    }
    let words = edition.words();
    let subject = Subject {
        title: words.imprint,
        path: IMPRINT,
        language: &edition.language,
        direction: edition.direction,
        head: "",
    };
    let mut page = open(site, &subject);
    page.raw("<h1").language(words.lang_inside(&edition.language)).raw(">").text(words.imprint).raw("</h1>\n");
    page.raw("<dl class=\"imprint\">\n");
    for line in lines {
        page.name_element("dt", "", &line.label, edition.direction);
        page.name_element("dd", "", &line.text, edition.direction);
    }
    page.raw("</dl>\n");
    Some(close(page, site, &edition.language, edition.direction))
}
