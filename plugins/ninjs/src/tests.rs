//! Stories in, items out, through the C calls of the ABI.
#![allow(clippy::unwrap_used, clippy::panic)]

use pressroom_plugin::manifest::Manifest;
use pressroom_plugin::model::{Article, Issue};
use pressroom_plugin::testing::{TestJob, TestResult};
use serde_json::{Value, json};

use crate::Ninjs;

fn story(fields: Value) -> Article {
    let mut story = json!({
        "id": "urn:newsml:example.org:a0", "language": "vi", "updated": "2024-05-04T17:30:00+07:00",
        "headline": { "text": "Cầu mới qua sông Hạc" },
        "body": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Một câu." }] }],
    });
    story.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(story).unwrap()
}

fn item(result: &TestResult) -> Value {
    serde_json::from_slice(result.main()).unwrap()
}

#[test]
fn one_story_is_one_item() {
    let result = TestJob::article(story(json!({}))).run::<Ninjs>();
    assert_eq!(item(&result)["headlines"][0]["value"], "Cầu mới qua sông Hạc");
    assert_eq!((result.codes(), result.outputs.len()), (vec![], 1));
}

#[test]
fn an_issue_is_one_item_with_its_stories_inside() {
    let issue: Issue = serde_json::from_value(json!({
        "id": "urn:newsml:example.org:i1", "publication": { "title": "Ban Mai", "language": "vi" },
        "sections": [{ "title": "Thời sự", "articles": [1, 0] }, { "title": "Thể thao", "articles": [] }],
    }))
    .unwrap();
    let second = story(json!({ "id": "urn:newsml:example.org:a1", "headline": { "text": "Tin hai" } }));
    let result = TestJob::issue(issue.clone(), vec![story(json!({})), second]).run::<Ninjs>();
    let stories = &item(&result)["associations"][0]["associations"];
    assert_eq!((&stories[0]["name"], &stories[1]["uri"]), (&json!("Tin hai"), &json!("urn:newsml:example.org:a0")));
    let twice = TestJob::issue(issue.clone(), vec![story(json!({})), story(json!({}))]).run::<Ninjs>();
    assert_eq!(twice.codes(), ["J007"]);
    let missing = TestJob::issue(issue, vec![story(json!({}))]).run::<Ninjs>();
    assert_eq!(missing.codes(), ["J006"]);
}

#[test]
fn what_no_item_can_be_made_of_is_told() {
    let codes = |fields: Value| TestJob::article(story(fields)).run::<Ninjs>().codes().join(" ");
    assert_eq!(codes(json!({ "id": null })), "J001");
    assert_eq!(codes(json!({ "id": "5" })), "J002");
    assert_eq!(codes(json!({ "status": "embargo-ish" })), "J003");
    assert_eq!(codes(json!({ "embargo": {} })), "J005");
    let with = |options: Value, fields: Value| TestJob::article(story(fields)).options(options).run::<Ninjs>();
    assert_eq!(with(json!({ "picture_base": "pictures/" }), json!({})).codes(), ["J008"]);
    let prefixed = with(json!({ "uri_prefix": "urn:newsml:example.org:" }), json!({ "id": "5" }));
    assert_eq!(item(&prefixed)["uri"], "urn:newsml:example.org:5");
}

#[test]
fn pictures_have_an_address_when_the_house_says_where() {
    let figure = json!({ "type": "figure", "asset": { "file": "ảnh/a b.jpg", "media_type": "image/jpeg" } });
    let pictured = || story(json!({ "body": [figure] }));
    let result = TestJob::article(pictured()).run::<Ninjs>();
    let rendition = item(&result)["associations"][0]["renditions"][0].clone();
    assert_eq!(
        (result.codes(), &rendition["title"], rendition.get("href")),
        (vec!["J004"], &json!("ảnh/a b.jpg"), None)
    );
    let base = json!({ "picture_base": "https://pictures.example.org/1/" });
    let result = TestJob::article(pictured()).options(base).run::<Ninjs>();
    let href = item(&result)["associations"][0]["renditions"][0]["href"].clone();
    assert_eq!((result.codes(), href), (vec![], json!("https://pictures.example.org/1/%E1%BA%A3nh/a%20b.jpg")));
}

#[test]
fn every_code_is_worded_in_both_languages() {
    let manifest: Manifest = serde_json::from_str(include_str!("../manifest.json")).unwrap();
    for language in ["en", "vi"] {
        let worded: Vec<&String> = manifest.messages[language].keys().collect();
        assert_eq!(worded, ["J001", "J002", "J003", "J004", "J005", "J006", "J007", "J008"], "{language}");
    }
}
