//! Story to ninjs to story.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use pressroom_arbitrary::{Words, article, issue};
use pressroom_core::{Article, Status};
use pressroom_ninjs::{Failure, Options, document, edition, read, recognises};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use support::{validate, without_spans};

/// What the writer reports as lost is taken out of the story.
fn as_ninjs_says(story: &mut Article) {
    if story.embargo.as_ref().is_some_and(|embargo| embargo.until.is_none()) {
        story.embargo = None;
        if story.status == Status::Usable {
            story.status = Status::Withheld;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stories_survive(mut story in article(Words::Clean)) {
        let (json, losses) = document(&story, &Options::default()).unwrap();
        for loss in &losses {
            prop_assert!(matches!(loss.code.as_ref(), "J004" | "J005"), "{loss:?}");
        }
        prop_assert!(recognises(json.as_bytes()));
        let read = read("a.json", json.as_bytes()).unwrap();
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!(&read[0].diagnostics, &vec![], "{}", json);
        as_ninjs_says(&mut story);
        prop_assert_eq!(without_spans(&read[0].article), without_spans(&story), "{}", json);
    }

    #[test]
    fn damaged_files_are_read_or_refused(story in article(Words::Clean), cut in any::<prop::sample::Index>(), gone in 0..40usize, junk in "[{}\\[\\]\":,a-z\\\\u0-9 ]{0,12}") {
        let (json, _) = document(&story, &Options::default()).unwrap();
        let mut bytes = json.into_bytes();
        let at = cut.index(bytes.len());
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, junk.bytes());
        let _ = (recognises(&bytes), read("a.json", &bytes));
    }

    #[test]
    fn an_edition_gives_its_stories_back((issue, stories) in issue(Words::Clean)) {
        let mut out = Vec::new();
        let story = |position: u32| Ok::<_, Failure>(stories[position as usize].clone());
        if edition(&mut out, &issue, stories.len() as u32, story, &Options::default()).is_ok() {
            let listed: usize = issue.sections.iter().map(|section| section.articles.len()).sum();
            let found = read("a.json", &out).map_or(0, |stories| stories.len());
            prop_assert_eq!(found, listed, "{}", String::from_utf8_lossy(&out));
        }
    }
}

fn drawn(words: Words, count: usize) -> Vec<Article> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| article(words).new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn every_item_is_valid() {
    let base =
        Options { picture_base: Some("https://pictures.example.org/a/".into()), uri_prefix: Some("urn:x:".into()) };
    for options in [Options::default(), base] {
        for words in [Words::Clean, Words::Hostile] {
            let written =
                drawn(words, 150).iter().filter_map(|story| document(story, &options).ok()).collect::<Vec<_>>();
            assert!(written.len() > 50, "{}", written.len());
            validate(&written.into_iter().map(|(json, _)| json).collect::<Vec<_>>());
        }
    }
}

#[test]
fn every_edition_is_valid() {
    let mut runner = TestRunner::deterministic();
    let mut written = Vec::new();
    for words in [Words::Clean, Words::Hostile] {
        for _ in 0..30 {
            let (issue, stories) = issue(words).new_tree(&mut runner).unwrap().current();
            let mut out = Vec::new();
            let story = |position: u32| Ok::<_, Failure>(stories[position as usize].clone());
            if edition(&mut out, &issue, stories.len() as u32, story, &Options::default()).is_ok() {
                written.push(String::from_utf8(out).unwrap());
            }
        }
    }
    assert!(written.len() > 20, "{}", written.len());
    validate(&written);
}
