//! Stories in, documents out, through the C calls of the ABI.
#![allow(clippy::unwrap_used, clippy::panic)]

use pressroom_plugin::manifest::Manifest;
use pressroom_plugin::model::{Article, Issue};
use pressroom_plugin::testing::TestJob;
use serde_json::{Value, json};

use crate::Nitf;

fn story(fields: Value) -> Article {
    let mut story = json!({
        "id": "urn:newsml:example.org:a0", "language": "vi", "updated": "2024-05-04T17:30:00+07:00",
        "headline": { "text": "Cầu mới qua sông Hạc" },
        "body": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Một câu." }] }],
    });
    story.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(story).unwrap()
}

#[test]
fn one_story_is_one_document() {
    let result = TestJob::article(story(json!({}))).run::<Nitf>();
    let xml = String::from_utf8(result.main().to_vec()).unwrap();
    assert!(xml.contains("<hl1>Cầu mới qua sông Hạc</hl1>"), "{xml}");
    assert_eq!((result.codes(), result.outputs.len()), (vec![], 1));
}

#[test]
fn an_issue_is_a_document_for_each_story_and_a_list() {
    let issue: Issue = serde_json::from_value(json!({
        "id": "urn:newsml:example.org:i1", "publication": { "title": "Ban Mai", "language": "vi" }, "number": "47",
        "date": "2026-11-21", "sections": [{ "title": "Thời sự", "articles": [1, 0] }],
    }))
    .unwrap();
    let killed =
        story(json!({ "id": "urn:newsml:example.org:a1", "headline": { "text": "Tin bị hủy" }, "status": "canceled" }));
    let result = TestJob::issue(issue.clone(), vec![story(json!({})), killed]).run::<Nitf>();
    assert_eq!(result.outputs.keys().collect::<Vec<_>>(), ["", "001.nitf.xml", "002.nitf.xml"]);
    let contents = String::from_utf8(result.main().to_vec()).unwrap();
    assert!(contents.contains("<a href=\"urn:newsml:example.org:a0\">Cầu mới qua sông Hạc</a>"), "{contents}");
    assert!(!contents.contains("Tin bị hủy"), "a killed story is not announced");
    let result = TestJob::issue(issue, vec![story(json!({}))]).run::<Nitf>();
    assert_eq!(result.codes(), ["T003"]);
}

#[test]
fn a_status_that_nobody_knows_is_not_sent() {
    let result = TestJob::article(story(json!({ "status": "embargo-ish" }))).run::<Nitf>();
    assert_eq!((result.codes(), result.main()), (vec!["T002"], &b""[..]));
    let result = TestJob::article(story(json!({ "language": "Tiếng Việt" }))).run::<Nitf>();
    assert_eq!(result.codes(), ["T001"]);
}

#[test]
fn every_code_is_worded_in_both_languages() {
    let manifest: Manifest = serde_json::from_str(include_str!("../manifest.json")).unwrap();
    for language in ["en", "vi"] {
        let worded: Vec<&String> = manifest.messages[language].keys().collect();
        assert_eq!(worded, ["T001", "T002", "T003"], "{language}");
    }
}
