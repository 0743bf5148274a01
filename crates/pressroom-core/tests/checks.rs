//! Every preflight rule: a story that it flags, where, and one that it leaves alone.
#![allow(clippy::unwrap_used)]

use pressroom_core::{Article, Diagnostic, checks};
use serde_json::{Value, json};

/// Text on one line of `a.txt`, from its first column.
fn text(line: u32, text: &str) -> Value {
    json!({ "text": text, "span": span(line, text) })
}

fn span(line: u32, text: &str) -> Value {
    json!({ "file": "a.txt", "line": line, "column": 1, "end_line": line, "end_column": text.chars().count() + 1 })
}

fn paragraph(line: u32, text: &str) -> Value {
    json!({ "type": "paragraph", "content": [{ "type": "text", "text": text }], "span": span(line, text) })
}

/// A story that no rule flags, with some fields changed.
fn story(changes: Value) -> Article {
    let mut story = json!({
        "language": "vi",
        "headline": text(1, "Lễ hội làng chài khai mạc"),
        "body": [paragraph(5, "Ngày 4/5, lễ hội khai mạc tại Bãi Xanh."), paragraph(7, "Hải quân cũng dự… Lễ hội kéo dài.")],
    });
    for (key, value) in changes.as_object().unwrap() {
        story[key] = value.clone();
    }
    serde_json::from_value(story).unwrap()
}

/// `CODE line:column-end` for each finding, and each further place.
fn found(changes: Value) -> Vec<String> {
    checks::run(&story(changes), &[]).iter().map(shown).collect()
}

fn shown(diagnostic: &Diagnostic) -> String {
    let places = diagnostic.labels.iter().map(|label| &label.span);
    let places = places.map(|span| format!(" {}:{}-{}", span.line, span.column, span.end_column));
    format!("{}{}", diagnostic.code, places.collect::<String>())
}

#[test]
fn clean_copy_is_silent() {
    assert_eq!(found(json!({})), [""; 0]);
}

#[test]
fn no_headline() {
    assert_eq!(found(json!({ "headline": null })), ["C001 5:1-40"]);
}

#[test]
fn no_body() {
    assert_eq!(found(json!({ "body": [] })), ["C003 1:1-26"]);
}

#[test]
fn a_date_without_year_is_shown_where_it_stands() {
    let dateline = |date| json!({ "dateline": { "text": "TTXVN", "date": date, "span": span(4, "TTXVN") } });
    assert_eq!(found(dateline("--05-04")), ["C002 5:6-9"]);
    assert_eq!(found(dateline("--05-06")), ["C002 4:1-6"]);
    assert_eq!(found(dateline("2024-05-04")), [""; 0]);
    let body = |text: &str| {
        let dateline = json!({ "text": "TTXVN", "date": "--05-04", "span": span(4, "TTXVN") });
        json!({ "dateline": dateline, "body": [paragraph(5, text), paragraph(7, "Lễ hội kéo dài.")] })
    };
    assert_eq!(found(body("Ngày 14/5, lễ hội khai mạc.")), ["C002 4:1-6"], "another day");
    assert_eq!(found(body("Ngày 4 tháng 5, lễ hội khai mạc.")), ["C002 5:6-15"]);
}

#[test]
fn a_date_without_year_is_shown_in_the_copys_words() {
    for (written, place, words) in [
        ("PORT ELM, May 4 (AP)", "C002 4:11-16", "May 4"),
        ("Olmo, 4 mayo (EFE)", "C002 4:7-13", "4 mayo"),
        ("Hà Nội, 4/5 (TTXVN)", "C002 4:9-12", "4/5"),
        ("Hà Nội, 04-05 (TTXVN)", "C002 4:9-14", "04-05"),
    ] {
        let dateline = json!({ "text": written, "date": "--05-04", "span": span(4, written) });
        let story = story(json!({ "dateline": dateline, "body": [paragraph(5, "The port opened. It was late.")] }));
        let found = checks::run(&story, &[]);
        let told: Vec<(String, &str)> = found.iter().map(|found| (shown(found), found.args["date"].as_str())).collect();
        assert_eq!(told, [(place.to_owned(), words)]);
    }
}

#[test]
fn notes_for_editors_are_told_with_their_line() {
    let body = |note: &str| json!({ "body": [paragraph(5, "Lễ hội khai mạc."), paragraph(7, note)] });
    assert_eq!(found(body("EMBARGO 17h ngày 4/5")), ["C011 7:1-21"]);
    assert_eq!(found(json!({ "headline": text(1, "CẤM PHÁT TRƯỚC 17 GIỜ") })), ["C011 1:1-22"]);
    assert_eq!(found(body("Cấm phát sóng quảng cáo rượu.")), [""; 0]);
}

#[test]
fn a_credit_alone_is_not_called_a_caption() {
    let figure = json!({ "type": "figure", "credit": text(10, "An Nhiên") });
    assert_eq!(found(json!({ "body": [paragraph(5, "Lễ hội khai mạc."), figure] })), ["C012 10:1-9"]);
}

#[test]
fn a_place_that_only_the_deck_names() {
    let deck = |deck| json!({ "deck": [text(3, deck)] });
    assert_eq!(found(deck("Người dân tỉnh Cồn Mây đón lễ hội.")), ["C004 3:16-23"]);
    assert_eq!(found(deck("Người dân tại Bãi Xanh đón lễ hội.")), [""; 0]);
    assert_eq!(found(deck("Phó Chủ tịch nói về Bãi Xanh.")), [""; 0], "a title is no place");
}

#[test]
fn without_place_words_a_name_needs_two_words_and_no_other_form() {
    let german = |deck| {
        json!({ "language": "de", "headline": text(1, "Fest am Hafen eröffnet"), "deck": [text(3, deck)],
                "body": [paragraph(5, "Das Fest in Sankt Albin beginnt. Die Albiner Fischer feiern.")] })
    };
    assert_eq!(found(german("Viele Gäste aus Groß Lumau sind da.")), ["C004 3:17-27"]);
    assert_eq!(found(german("Viele Fischer aus Sankt Albin sind da.")), [""; 0]);
}

#[test]
fn a_caption_without_a_picture() {
    let figure = |asset: Value| {
        let figure = json!({ "type": "figure", "asset": asset, "caption": text(9, "Thuyền về bến"), "credit": text(10, "An Nhiên") });
        json!({ "body": [paragraph(5, "Lễ hội khai mạc."), figure] })
    };
    assert_eq!(found(figure(Value::Null)), ["C005 9:1-14 10:1-9"]);
    assert_eq!(found(figure(json!({ "file": "a.jpg", "media_type": "image/jpeg" }))), [""; 0]);
}

#[test]
fn a_leftover_is_listed_and_other_removals_are_not() {
    let removed = |kind| json!({ "removed": [{ "text": "Xem thêm", "kind": kind, "span": span(26, "Xem thêm") }] });
    assert_eq!(found(removed("leftover")), ["C006 26:1-9"]);
    assert_eq!(found(removed("end_mark")), [""; 0]);
}

#[test]
fn a_byline_that_is_the_credit() {
    let names = |name: &str| {
        let picture = json!({ "file": "a.jpg", "media_type": "image/jpeg" });
        let figure = json!({ "type": "figure", "asset": picture, "credit": text(10, "An Nhiên/TTXVN") });
        json!({ "body": [paragraph(5, "Lễ hội khai mạc."), figure], "byline": [{ "name": name, "span": span(12, name) }] })
    };
    assert_eq!(found(names("An Nhiên")), ["C007 12:1-9 10:1-15"]);
    assert_eq!(found(names("Bình Minh")), [""; 0]);
}

#[test]
fn one_name_in_two_cases() {
    let body = |second: &str| json!({ "body": [paragraph(5, "Trường Hải quân và đảo."), paragraph(6, second)] });
    assert_eq!(found(body("Đoàn của Hải Quân đến.")), ["C008 6:10-18 5:8-16"]);
    // A sentence start, a line in capitals and another name.
    for clean in
        ["Hải Quân là tên anh.", "Khẩu hiệu HẢI QUÂN treo cao.", "Đoàn của Hải đội đến.", "Anh tên Hải. Quân cũng vậy."]
    {
        assert_eq!(found(body(clean)), [""; 0], "{clean}");
    }
}

#[test]
fn mixed_ellipses_show_the_rarer_first() {
    let body = |text: &str| json!({ "body": [paragraph(5, text)] });
    assert_eq!(found(body("Một… hai… ba... bốn.")), ["C009 5:13-16 5:4-5"]);
    assert_eq!(found(body("Một... hai... ba. bốn..")), [""; 0]);
}

#[test]
fn straight_quotes_are_noted_once() {
    let body = |text: &str| json!({ "body": [paragraph(5, text)] });
    assert_eq!(found(body("Anh nói: \"Được\".")), ["C010 5:10-11"]);
    assert_eq!(found(body("Anh nói: “Được”.")), [""; 0]);
}

#[test]
fn a_rule_can_be_switched_off() {
    let bare = story(json!({ "headline": null }));
    assert!(checks::run(&bare, &["C001".to_owned()]).is_empty());
}
