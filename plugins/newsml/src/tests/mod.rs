//! Stories in, messages out, through the C calls of the ABI.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod generated;
mod issues;
mod options;
mod rules;
mod schema;
mod stories;

use pressroom_plugin::Manifest;
use pressroom_plugin::model::Article;
use pressroom_plugin::serve::Ended;
use pressroom_plugin::testing::{TestJob, TestResult};
use serde_json::{Value, json};

use crate::Newsml;

fn run(story: Article) -> TestResult {
    TestJob::article(story).options(json!({ "provider": "Báo Ví Dụ" })).run::<Newsml>()
}

/// The message of a story that must be written, valid, and by every rule.
fn message(story: Article) -> (String, TestResult) {
    let result = run(story);
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    let xml = String::from_utf8(result.main().to_vec()).unwrap();
    rules::check(&xml);
    schema::validate(&xml);
    (xml, result)
}

fn codes(result: &TestResult) -> Vec<&str> {
    result.codes()
}

#[test]
fn a_full_story_is_valid_and_loses_nothing() {
    let story = stories::full();
    let (xml, result) = message(story.clone());
    assert_eq!(codes(&result), Vec::<&str>::new(), "{:?}", result.diagnostics);
    let text = rules::all_text(&xml);
    for words in stories::words(&serde_json::to_value(&story).unwrap()) {
        assert!(text.contains(&words), "{words:?} is not in {xml}");
    }
}

#[test]
fn a_bare_story_is_valid() {
    let (xml, result) = message(stories::bare());
    assert_eq!(codes(&result), Vec::<&str>::new());
    assert_eq!(xml.matches("<newsItem ").count(), 1);
    assert!(xml.contains("<provider>\n          <name>Báo Ví Dụ</name>"), "{xml}");
}

#[test]
fn text_and_pictures_are_items_of_their_own() {
    let (xml, _) = message(stories::full());
    let items = rules::items(&xml);
    let classes: Vec<_> = items.iter().map(|item| item.class.as_str()).collect();
    assert_eq!(classes, ["ninat:text", "ninat:picture", "ninat:picture"]);
    let guids: Vec<_> = items.iter().map(|item| item.guid.as_str()).collect();
    let picture = |number: u8| {
        let file = format!("images/ảnh {number}#.jpg");
        format!("urn:newsml:example.org:a1-p{}", pressroom_newsml::short_name(&file))
    };
    assert_eq!(guids, ["urn:newsml:example.org:a1", &picture(1), &picture(2)]);
    let links: Vec<_> = items[0].picture_links.iter().map(String::as_str).collect();
    assert_eq!(links, guids[1..]);
}

#[test]
fn right_to_left() {
    let mut story = stories::full();
    story.language = "ar".into();
    story.direction = pressroom_plugin::model::Direction::Rtl;
    let (xml, _) = message(story);
    assert_eq!(xml.matches("xml:lang=\"ar\" dir=\"rtl\"").count(), 3 + 1, "three items and the body: {xml}");
    assert!(xml.contains("xml:lang=\"ar\" lang=\"ar\" dir=\"rtl\""));
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    assert_eq!(run(stories::full()).main(), run(stories::full()).main());
}

#[test]
fn dates_are_written_as_far_as_they_are_known() {
    let cases = [
        (json!("2024"), Some("2024"), vec![]),
        (json!("2024-05"), Some("2024-05"), vec![]),
        (json!("2024-05-04"), Some("2024-05-04"), vec![]),
        (json!("2024-05-04T10:00:00+07:00"), Some("2024-05-04T10:00:00+07:00"), vec![]),
        (json!("--05-04"), None, vec!["NEWSML06"]),
        (json!("2024-06"), None, vec!["NEWSML07"]),
        (json!("2024-05-04T17:30:01+07:00"), None, vec!["NEWSML07"]),
    ];
    for (created, expected, losses) in cases {
        let (xml, result) = message(stories::bare_with(json!({ "created": created })));
        let element = expected.map(|text| format!("<contentCreated>{text}</contentCreated>"));
        assert!(element.as_ref().is_none_or(|element| xml.contains(element)), "{created} in {xml}");
        assert_eq!(xml.contains("contentCreated"), expected.is_some(), "{created}");
        assert_eq!(codes(&result), losses, "{created}");
    }
}

#[test]
fn lifecycle() {
    let (xml, result) = message(stories::bare_with(json!({
        "version": 3, "status": "canceled", "signals": ["correction"], "embargo": {},
        "ed_note": { "text": "KILL" }, "headline": { "text": "Tít" }, "deck": [{ "text": "Sa-pô" }],
    })));
    assert!(xml.contains("version=\"3\"") && xml.contains("<pubStatus qcode=\"stat:canceled\"/>"), "{xml}");
    assert!(xml.contains("<signal qcode=\"sig:correction\"/>"));
    assert!(xml.contains("<embargoed/>"), "no time: until it is lifted");
    assert!(!xml.contains("firstCreated"), "nobody says when version 1 was made");
    assert!(xml.contains("<headline>Tít</headline>") && xml.contains("<edNote>KILL</edNote>"), "{xml}");
    assert!(!xml.contains("contentSet") && !xml.contains("Sa-pô"), "what must not be published is sent again");
    assert_eq!(codes(&result), ["NEWSML13"]);
}

#[test]
fn what_cannot_be_written_is_reported() {
    let cases = [
        (json!({ "urgency": 12 }), "L004"),
        (json!({ "signals": ["flash"] }), "L004"),
        (json!({ "extra": { "": "k" } }), "L004"),
        (json!({ "links": [{ "rel": "seeAlso", "href": "xem tin" }] }), "L004"),
        (json!({ "headline": { "text": "a\u{1}b" } }), "L006"),
        (json!({ "keywords": [{ "text": "\u{FFFF}" }] }), "L006"),
        (json!({ "subjects": [{ "scheme": "nobody", "code": "1 2", "name": "x" }] }), "NEWSML05"),
        (json!({ "located": [{ "code": "nobody:1", "name": "x" }] }), "NEWSML05"),
        (json!({ "language": "tiếng Việt" }), "NEWSML08"),
        (json!({ "body": [{ "type": "poll", "text": "?" }] }), "L001"),
    ];
    for (fields, code) in cases {
        let (_, result) = message(stories::bare_with(fields.clone()));
        assert!(codes(&result).contains(&code), "{fields}: {:?}", result.diagnostics);
    }
}

#[test]
fn a_story_without_a_provider_says_so() {
    let result = TestJob::article(stories::bare()).run::<Newsml>();
    assert_eq!(codes(&result), ["NEWSML04"]);
    schema::validate(std::str::from_utf8(result.main()).unwrap());
}

#[test]
fn what_makes_no_valid_item_is_refused_before_the_first_byte() {
    let cases = [
        (json!({ "id": null }), "NEWSML01"),
        (json!({ "updated": null }), "NEWSML01"),
        (json!({ "id": "tin số 5" }), "NEWSML02"),
        (json!({ "status": "hold" }), "NEWSML03"),
    ];
    for (fields, code) in cases {
        let result = run(stories::bare_with(fields.clone()));
        assert_eq!(codes(&result), [code], "{fields}");
        assert_eq!(result.ended, Some(Ended::Failed), "{fields}");
        assert!(result.main().is_empty(), "{fields}");
    }
}

#[test]
fn whatever_stands_in_a_field_the_message_is_valid() {
    let nasty = [
        "",
        " ",
        "\t\r\n",
        "]]>",
        "<!--",
        "&#0;&x;",
        "\u{0}\u{1B}\u{FFFF}",
        "%zz %",
        "a:b:c",
        "\u{202E}\u{200B}\u{1F4F0}",
    ];
    for words in nasty {
        let story = stories::with_every_string(&serde_json::to_value(stories::full()).unwrap(), words);
        message(serde_json::from_value(story).unwrap());
    }
}

#[test]
fn a_prefix_makes_an_id_of_a_number() {
    let story = stories::bare_with(json!({ "id": "5" }));
    let options = json!({ "provider": "A", "guid_prefix": "urn:newsml:example.org:" });
    let result = TestJob::article(story).options(options).run::<Newsml>();
    assert!(std::str::from_utf8(result.main()).unwrap().contains("guid=\"urn:newsml:example.org:5\""));
}

#[test]
fn every_code_is_worded_in_both_languages() {
    let manifest: Manifest = serde_json::from_str(include_str!("../../manifest.json")).unwrap();
    let own: Value = serde_json::to_value(&manifest.messages).unwrap();
    let codes = include_str!("../../../../crates/pressroom-newsml/src/codes.rs");
    let ids: Vec<&str> = codes.split('"').filter(|word| word.starts_with("NEWSML")).collect();
    assert_eq!(ids.len(), 15);
    for language in ["en", "vi"] {
        let worded: Vec<&str> = own[language].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(worded, ids, "{language}");
    }
}
