//! Issues.

use pressroom_plugin::model::{Article, Issue};
use pressroom_plugin::serve::Ended;
use pressroom_plugin::testing::{TestJob, TestResult};
use serde_json::{Value, json};

use super::{codes, rules, schema, stories};
use crate::Newsml;

fn run(issue: Value, stories: Vec<Article>) -> TestResult {
    let issue: Issue = serde_json::from_value(issue).unwrap();
    TestJob::issue(issue, stories).run::<Newsml>()
}

fn issue() -> Value {
    json!({
        "id": "urn:newsml:example.org:issue-1", "number": "125 & 126", "date": "2024-05-05",
        "updated": "2024-05-04T20:00:00+07:00", "title": { "text": "Số \"cuối tuần\"" },
        "cover": { "file": "bìa 1.jpg", "media_type": "image/jpeg" },
        "publication": {
            "title": "Báo Ví Dụ", "publisher": "Hội Ví Dụ & Bạn", "language": "vi", "issn": "1234-5679", "nameplate": "VÍ DỤ",
            "timezone": "Asia/Ho_Chi_Minh", "imprint": [{ "label": "Tổng Biên tập", "text": "Bà <H>" }],
        },
        "sections": [
            { "title": "Kinh tế & xã hội", "articles": [2, 0] },
            { "title": "Trống", "articles": [] },
            { "title": "Thể thao", "articles": [1] },
        ],
    })
}

fn three_stories() -> Vec<Article> {
    let story = |id: &str| stories::bare_with(json!({ "id": id, "provider": { "text": "VDN" } }));
    vec![story("urn:newsml:example.org:b1"), story("urn:newsml:example.org:b2"), stories::full()]
}

#[test]
fn an_issue_is_one_message_with_all_items_and_their_order() {
    let result = run(issue(), three_stories());
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    assert_eq!(codes(&result), Vec::<&str>::new(), "{:?}", result.diagnostics);
    let xml = std::str::from_utf8(result.main()).unwrap();
    schema::validate(xml);
    rules::check(xml);
    let items = rules::items(xml);
    let classes: Vec<_> = items.iter().map(|item| item.class.as_str()).collect();
    let expected = ["ninat:text", "ninat:text", "ninat:text", "ninat:picture", "ninat:picture", "ninat:composite"];
    assert_eq!(classes, expected);
    let order: Vec<_> = items.last().unwrap().references.iter().map(|guid| guid.rsplit(':').next().unwrap()).collect();
    let picture = |number: u8| format!("a1-p{}", pressroom_newsml::short_name(&format!("images/ảnh {number}#.jpg")));
    assert_eq!(order, ["a1", &picture(1), &picture(2), "b1", "b2"]);
    let text = rules::all_text(xml);
    for words in [
        "Số \"cuối tuần\"",
        "Kinh tế & xã hội",
        "Tổng Biên tập: Bà <H>",
        "125 & 126",
        "1234-5679",
        "VÍ DỤ",
        "2024-05-05<",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn an_issue_gives_the_same_bytes_twice() {
    assert_eq!(run(issue(), three_stories()).main(), run(issue(), three_stories()).main());
}

#[test]
fn what_is_noticed_says_of_which_story() {
    let span = json!({ "file": "b.txt", "line": 3, "column": 1, "end_line": 3, "end_column": 4 });
    let headline = json!({ "text": "Tin", "span": span });
    let mut stories = three_stories();
    stories[1] = stories::bare_with(json!({ "headline": headline, "urgency": 12, "provider": { "text": "VDN" } }));
    let result = run(issue(), stories.clone());
    assert_eq!(codes(&result), ["L004"]);
    assert_eq!(&*result.diagnostics[0].labels[0].span.file, "b.txt");
    stories[1] = stories::bare_with(json!({ "headline": headline, "status": "hold" }));
    let result = run(issue(), stories);
    assert_eq!((result.ended, codes(&result)), (Some(Ended::Failed), vec!["NEWSML03"]));
    assert_eq!(&*result.diagnostics[0].labels[0].span.file, "b.txt");
}

#[test]
fn an_issue_without_what_a_package_needs_fails() {
    for (field, value, code) in [
        ("id", Value::Null, "NEWSML09"),
        ("updated", Value::Null, "NEWSML09"),
        ("id", json!("số 1"), "NEWSML02"),
        ("sections", json!([{ "title": "A", "articles": [3] }]), "NEWSML10"),
    ] {
        let mut issue = issue();
        issue[field] = value;
        let result = run(issue, three_stories());
        assert_eq!((result.ended, codes(&result)), (Some(Ended::Failed), vec![code]), "{field}");
    }
}

#[test]
fn one_id_for_two_stories_fails() {
    let mut stories = three_stories();
    stories[1].id = stories[0].id.clone();
    assert_eq!(codes(&run(issue(), stories)), ["NEWSML11"]);
    let mut stories = three_stories();
    stories[1].id = Some(format!("urn:newsml:example.org:a1-p{}", pressroom_newsml::short_name("images/ảnh 1#.jpg")));
    assert_eq!(codes(&run(issue(), stories)), ["NEWSML11"], "a story with the id of another one's picture");
}

#[test]
fn an_issue_in_files_of_its_own_has_the_package_as_its_main_one() {
    let mut issue = issue();
    issue["version"] = json!(3);
    let issue: Issue = serde_json::from_value(issue).unwrap();
    let options = json!({ "wrapper": "item", "group_roles": "http://example.org/cv/group/" });
    let result = TestJob::issue(issue, three_stories()).options(options).run::<Newsml>();
    let main = std::str::from_utf8(result.main()).unwrap();
    assert!(main.contains("<packageItem xmlns=") && main.contains("version=\"3\""), "{main}");
    assert!(main.contains("<scheme alias=\"prgroup\" uri=\"http://example.org/cv/group/\"/>"));
    assert_eq!(result.outputs.len(), 1 + 3 + 2, "{:?}", result.outputs.keys());
    let all = result.outputs.values().map(|bytes| String::from_utf8(bytes.clone()).unwrap()).collect::<Vec<_>>();
    schema::validate_all(&all);
}
