//! The page of a story.

use pressroom_core::{Article, Diagnostic};
use pressroom_pages::Story;
use pressroom_pages::names::INDEX;
use pressroom_pages::story::{Neighbours, article as write, turn};

use super::{Subject, close, open};
use crate::OUTPUT;
use crate::site::Site;
use crate::social;

/// Writes the page and gathers what could not be written as it was.
pub fn page(
    site: &Site<'_>,
    story: &Story,
    article: Article,
    neighbours: Neighbours<'_>,
    losses: &mut Vec<Diagnostic>,
) -> String {
    let head = social::of_story(site, story, &article);
    let subject = Subject {
        title: &story.headline,
        path: &story.path,
        language: &story.language,
        direction: article.direction,
        head: &head,
    };
    let mut page = open(site, &subject);
    write(&mut page, &site.edition, story, article, &OUTPUT, losses);
    if site.edition.issue.is_some() {
        turn(&mut page, &site.edition, story, neighbours, INDEX);
    }
    close(page, site, &story.language, story.direction)
}
