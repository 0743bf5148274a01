//! The pages of the site as documents that HTML's parser and XML's read alike, one file a kind.

pub mod front;
pub mod imprint;
pub mod section;
pub mod story;

use pressroom_core::{Direction, Issue};
use pressroom_pages::names::INDEX;
use pressroom_pages::{Markup, Story, differing, dir, words};

use crate::site::Site;

/// Names in the folder, beside those of sections, stories and pictures.
pub const STYLESHEET: &str = "style.css";
pub const IMPRINT: &str = "imprint.html";

/// Whose page it is.
pub struct Subject<'p> {
    pub title: &'p str,
    pub path: &'p str,
    pub language: &'p str,
    pub direction: Direction,
    /// Mark-up for the head.
    pub head: &'p str,
}

/// Opens a page up to and with `main`.
pub fn open(site: &Site<'_>, subject: &Subject<'_>) -> Markup {
    let issue = site.edition.issue.as_ref();
    let mut page = Markup::new();
    page.raw("<!DOCTYPE html>\n<html").attribute("lang", subject.language);
    if let Some(dir) = dir(subject.direction) {
        page.attribute("dir", dir);
    }
    page.raw(">\n<head>\n<meta charset=\"UTF-8\"/>\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    let paper = issue.map(|issue| issue.publication.title.as_str()).filter(|paper| *paper != subject.title);
    let title = [Some(subject.title), paper].into_iter().flatten().collect::<Vec<_>>().join(" | ");
    page.element("title", "", &title);
    page.raw("<link rel=\"stylesheet\"").attribute("href", STYLESHEET).raw("/>\n");
    page.raw(subject.head).raw("</head>\n<body>\n");
    let words = site.edition.words();
    let own = words.lang_inside(subject.language);
    page.raw("<a class=\"skip\" href=\"#main\"").language(own).raw(">").text(words.skip).raw("</a>\n");
    if let Some(issue) = issue {
        masthead(&mut page, site, issue, subject);
    }
    page.raw("<main id=\"main\">\n");
    page
}

/// Nameplate, number and date, and the sections.
fn masthead(page: &mut Markup, site: &Site<'_>, issue: &Issue, subject: &Subject<'_>) {
    let (edition, words) = (&site.edition, site.edition.words());
    let own = differing(&edition.language, subject.language);
    page.raw("<header class=\"masthead\"").language(own).direction(edition.direction, subject.direction).raw(">\n");
    let nameplate = issue.publication.nameplate.as_deref().filter(|plate| !plate.trim().is_empty());
    let nameplate = nameplate.unwrap_or(&issue.publication.title);
    if subject.path == INDEX {
        page.element("h1", "nameplate", nameplate);
    } else {
        page.raw("<p class=\"nameplate\">").link(INDEX, nameplate, None).raw("</p>\n");
    }
    let number = issue.number.as_ref().map(|number| words.number(number));
    let date = issue.date.as_ref().map(|date| words.date(date));
    let folio: Vec<String> = [number, date].into_iter().flatten().collect();
    if !folio.is_empty() {
        page.element("p", "folio", &folio.join(" · "));
    }
    let titled: Vec<_> = edition.sections.iter().filter_map(|part| Some((part, part.title.as_deref()?))).collect();
    if !titled.is_empty() {
        page.raw("<nav class=\"sections\"").attribute("aria-label", words.sections);
        page.language(words.lang_inside(&edition.language)).raw(">\n<ul>\n");
        for (section, title) in titled {
            page.raw("<li><a").attribute("href", &section.path);
            if section.path == subject.path {
                page.attribute("aria-current", "page");
            }
            page.language(words.lang_inside(&edition.language).map(|_| edition.language.as_str()));
            page.raw(">").text(title).raw("</a></li>\n");
        }
        page.raw("</ul>\n</nav>\n");
    }
    page.raw("</header>\n");
}

/// Closes `main` and the page.
pub fn close(mut page: Markup, site: &Site<'_>, language: &str, direction: Direction) -> String {
    page.raw("</main>\n");
    let edition = &site.edition;
    if let Some(issue) = &edition.issue {
        let words = edition.words();
        page.raw("<footer class=\"foot\"").language(differing(&edition.language, language));
        page.direction(edition.direction, direction).raw(">\n<p>");
        page.text(issue.publication.publisher.as_deref().unwrap_or(&issue.publication.title)).raw("</p>\n");
        if !issue.publication.imprint.is_empty() {
            page.raw("<p>").link(IMPRINT, words.imprint, words.lang_inside(&edition.language)).raw("</p>\n");
        }
        page.raw("</footer>\n");
    }
    page.raw("</body>\n</html>\n");
    page.finish()
}

/// A story in a list: its picture, headline, byline and summary. The link is the headline; the picture repeats it and is
/// left out of what is read aloud.
pub fn card(page: &mut Markup, site: &Site<'_>, story: &Story, heading: &str) {
    let edition = &site.edition;
    page.raw("<article class=\"card\"").language(differing(&story.language, &edition.language));
    page.direction(story.direction, edition.direction).raw(">\n");
    if let Some(picture) = story.pictures.first() {
        page.raw("<img alt=\"\" loading=\"lazy\"").attribute("src", &picture.path);
        for (name, pixels) in [("width", picture.width), ("height", picture.height)] {
            if let Some(pixels) = pixels {
                page.attribute(name, &pixels.to_string());
            }
        }
        page.raw("/>\n");
    }
    page.raw("<div class=\"words\">\n<").raw(heading).raw(" class=\"headline\">");
    page.link(&story.path, &story.headline, None).raw("</").raw(heading).raw(">\n");
    if let Some(summary) = &story.summary {
        page.element("p", "summary", summary);
    }
    if !story.byline.is_empty() {
        let names = story.byline.join(words::of(&story.language).between_names);
        page.name_element("p", "byline", &names, story.direction);
    }
    page.raw("</div>\n</article>\n");
}
