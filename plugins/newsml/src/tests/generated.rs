//! Stories and issues drawn at random, always the same ones: whatever a story says, its items are valid.

use pressroom_arbitrary::{Words, article, issue};
use pressroom_plugin::model::Article;
use pressroom_plugin::serve::Ended;
use pressroom_plugin::testing::{TestJob, TestResult};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{rules, schema};
use crate::Newsml;

const STORIES: usize = 150;
const ISSUES: usize = 20;

fn drawn<S: Strategy>(strategy: S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// Every option that changes what an item looks like.
fn settings() -> [Value; 3] {
    [json!({}), json!({ "body": "nitf" }), json!({ "wrapper": "item", "files_folder": "s.newsml-files" })]
}

fn documents(result: TestResult) -> Vec<String> {
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    result.outputs.into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect()
}

fn judge(documents: &[String], by_rules: bool) {
    for xml in documents {
        let forbidden =
            |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
        assert!(!xml.contains(forbidden), "a character that XML forbids");
        if by_rules {
            rules::check(xml);
        }
    }
    schema::validate_all(documents);
    schema::read_back(documents);
}

fn stories_of(words: Words) -> Vec<Article> {
    drawn(article(words), STORIES)
}

#[test]
fn any_story_makes_valid_items() {
    for words in [Words::Clean, Words::Hostile] {
        for options in settings() {
            let convert = |story: &Article| TestJob::article(story.clone()).options(options.clone()).run::<Newsml>();
            let written: Vec<String> = stories_of(words).iter().flat_map(|story| documents(convert(story))).collect();
            judge(&written, options == json!({}));
        }
    }
}

#[test]
fn any_issue_makes_valid_items() {
    for words in [Words::Clean, Words::Hostile] {
        for options in settings() {
            let written = drawn(issue(words), ISSUES).into_iter().flat_map(|(issue, stories)| {
                documents(TestJob::issue(issue, stories).options(options.clone()).run::<Newsml>())
            });
            judge(&written.collect::<Vec<_>>(), options == json!({}));
        }
    }
}

/// Everything of a story that is not canceled is in its message; `rules` and `docs/newsml.md` say where.
#[test]
fn clean_stories_lose_nothing() {
    for mut story in stories_of(Words::Clean) {
        story.status = "usable".to_owned().into();
        story.created = None;
        let result = TestJob::article(story.clone()).options(json!({ "provider": "A" })).run::<Newsml>();
        let codes: Vec<&str> = result.codes().into_iter().filter(|code| *code != "NEWSML14").collect();
        assert!(codes.is_empty(), "{:?} {story:?}", result.diagnostics);
        let text = rules::all_text(std::str::from_utf8(result.main()).unwrap());
        for words in super::stories::words(&serde_json::to_value(&story).unwrap()) {
            assert!(text.contains(&words), "{words:?} is not in {text}");
        }
    }
}
