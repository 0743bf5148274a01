use pressroom_core::{Article, ImprintLine, Issue, Publication, Section, Text};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::head::article;
use crate::text::{Words, maybe, text};

/// An edition and its stories, each with an id of its own; every story stands in one section.
pub fn issue(words: Words) -> BoxedStrategy<(Issue, Vec<Article>)> {
    let publication = (text(words), maybe(text(words)), maybe(text(words)), vec((text(words), text(words)), 0..3));
    (publication, maybe(text(words)), maybe(text(words)), vec((text(words), vec(article(words), 0..3)), 0..3))
        .prop_map(|((title, publisher, nameplate, imprint), number, headline, sections)| {
            let mut stories: Vec<Article> = Vec::new();
            let sections = sections.into_iter().map(|(title, members)| {
                let articles = members.into_iter().map(|mut story| {
                    let position = stories.len() as u32;
                    story.id = Some(format!("urn:newsml:example.org:story-{position}"));
                    stories.push(story);
                    position
                });
                Section { title, articles: articles.collect() }
            });
            let sections = sections.collect();
            let imprint = imprint.into_iter().map(|(label, text)| ImprintLine { label, text }).collect();
            let issue = Issue {
                id: Some("urn:newsml:example.org:issue-1".to_owned()),
                version: None,
                publication: Publication { title, publisher, nameplate, imprint, ..Publication::default() },
                number,
                date: "2024-05-05".parse().ok(),
                updated: "2025-06-04T20:00:00+07:00".parse().ok(),
                title: headline.map(Text::new),
                cover: None,
                sections,
                print_pages: Vec::new(),
            };
            (issue, stories)
        })
        .boxed()
}
