//! Stories as JSON, the model's public form. People and places are made up.

use pressroom_plugin::model::Article;
use serde_json::{Value, json};

/// The least that an item can be made of.
pub fn bare() -> Article {
    bare_with(json!({}))
}

/// A bare story and these fields; null takes a field away.
pub fn bare_with(fields: Value) -> Article {
    let mut story = json!({
        "id": "urn:newsml:example.org:a0", "language": "vi", "updated": "2024-05-04T17:30:00+07:00",
        "body": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Một câu." }] }],
    });
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    story.as_object_mut().unwrap().extend(fields);
    serde_json::from_value(story).unwrap()
}

/// Everything that a story can say, with mark-up characters wherever text stands, and letters whose accents are
/// decomposed.
pub fn full() -> Article {
    let mut story = head();
    story.as_object_mut().unwrap().insert("body".into(), body());
    serde_json::from_value(story).unwrap()
}

fn head() -> Value {
    let coded = |scheme: &str, code: &str, name: &str| json!({ "scheme": scheme, "code": code, "name": name });
    let mut head = json!({
        "id": "urn:newsml:example.org:a1", "version": 2, "language": "vi", "section": { "text": "Kinh tế & xã hội 100%" },
        "slugline": { "text": "kinh-te-<lai>-suat" }, "headline": { "text": "Lãi suất \"giảm\" <5% & ổn định" },
        "deck": [{ "text": "Sa-pô một & hai" }, { "text": "Sa-pô ba" }], "summary": { "text": "Tóm tắt <\"&\">" },
        "byline": [{ "name": "Nguyễn Văn A & B", "role": "phóng viên", "affiliation": "Tòa soạn <X>" }, { "name": "C" }],
        "contributors": [{ "name": "Lê D", "role": "editor" }],
        "dateline": { "text": "Hà Nội, 4/5 (VDN)", "agency": "VDN", "place": "Hà Nội", "date": "2024-05-04" },
        "located": [{ "name": "Tây Ninh", "code": "iso3166-2:VN-37" }, { "name": "Làng Ví Dụ" }],
        "provider": { "text": "Hãng tin Ví Dụ & Con" }, "source": { "text": "Sở <Ví Dụ>" },
        "credit_line": { "text": "VDN \"&\"" }, "copyright": { "text": "© 2024 <VDN>" },
        "usage_terms": { "text": "Không dùng lại & bán lại" },
    });
    let management = json!({
        "created": "2024-05-03", "updated": "2024-05-04T17:30:00+07:00", "urgency": 4, "status": "usable",
        "embargo": { "until": "2024-05-05T06:00:00+07:00" }, "signals": ["update", "correction"],
        "genre": coded("genre", "Current", "Thời sự"),
        "subjects": [coded("medtop", "04000000", "kinh tế"), { "name": "ngân hàng & tiền" }],
        "keywords": [{ "text": "lãi suất" }, { "text": "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t" }],
        "ed_note": { "text": "Cấm phát trước 6 giờ & <không> sửa" },
        "links": [
            { "rel": "seeAlso", "href": "https://example.org/a?b=1&c=2", "title": "Bài \"trước\"" },
            { "rel": "seeAlso", "href": "urn:newsml:example.org:a0" },
        ],
    });
    head.as_object_mut().unwrap().extend(management.as_object().unwrap().clone());
    head
}

fn text(words: &str) -> Value {
    json!([{ "type": "text", "text": words }])
}

fn paragraph(words: &str) -> Value {
    json!({ "type": "paragraph", "content": text(words) })
}

fn figure(number: u8) -> Value {
    json!({
        "type": "figure", "caption": { "text": format!("Chú thích {number} <&\">") },
        "credit": { "text": format!("Trần B/{number} & C") }, "alt": { "text": format!("Hình {number} \"<&>\"") },
        "asset": { "file": format!("images/ảnh {number}#.jpg"), "media_type": "image/jpeg",
                   "width": 3000, "height": 2000, "size": 245_112 },
        "renditions": [{ "role": "thumbnail", "asset": { "file": "t.jpg", "media_type": "image/jpeg" } }],
    })
}

fn body() -> Value {
    let cell = |header: bool, words: &str| json!({ "header": header, "content": text(words) });
    json!([
        { "type": "paragraph", "content": [
            { "type": "text", "text": "Ngày 4/5 & \"mai\" <b>không phải thẻ</b> " },
            { "type": "strong", "content": [{ "type": "emphasis", "content": text("đậm nghiêng") }] },
            { "type": "link", "href": "https://example.org/x?y=1&z=2", "content": text("liên kết") },
            { "type": "subscript", "content": text("2") }, { "type": "superscript", "content": text("3") },
            { "type": "line_break" }, { "type": "text", "text": "Tie\u{302}\u{301}ng" },
        ] },
        { "type": "crosshead", "level": 1, "content": text("Mục & một") },
        { "type": "crosshead", "level": 3, "content": text("Mục sâu") },
        { "type": "list", "ordered": true, "items": [[paragraph("một &")], [paragraph("hai"), figure(1)]] },
        { "type": "quote", "content": [paragraph("Lời \"nói\"")], "attribution": "Ông E & F" },
        { "type": "pull_quote", "content": text("Trích <lớn>"), "attribution": "Bà G" },
        figure(2),
        { "type": "figure", "caption": { "text": "Chưa có ảnh" }, "credit": { "text": "H" } },
        { "type": "table", "caption": "Bảng & số", "rows": [
            { "cells": [cell(true, "Tỉnh"), cell(true, "%")] },
            { "cells": [cell(true, "Tây Ninh"), cell(false, "<5")] },
            { "cells": [{ "column_span": 2, "content": text("cả hai") }] },
        ] },
        { "type": "note", "content": [paragraph("Ghi chú & đính chính")] },
        { "type": "rule" },
        { "type": "embed", "href": "https://example.org/video", "title": "Phim <ngắn>" },
    ])
}

/// The words of a story that its message has to hold: every string but types, codes and file names.
pub fn words(story: &Value) -> Vec<String> {
    const NOT_WORDS: [&str; 11] =
        ["type", "role", "rel", "href", "file", "status", "signals", "code", "scheme", "date", "direction"];
    match story {
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(words).collect(),
        Value::Object(fields) => {
            let said = fields.iter().filter(|(key, _)| !NOT_WORDS.contains(&key.as_str()));
            said.flat_map(|(_, value)| words(value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// The story with this text in every field that takes any text at all.
pub fn with_every_string(story: &Value, words: &str) -> Value {
    const FIXED: [&str; 9] = ["id", "type", "created", "updated", "until", "date", "status", "direction", "signals"];
    match story {
        Value::String(_) => words.into(),
        Value::Array(all) => all.iter().map(|value| with_every_string(value, words)).collect(),
        Value::Object(fields) => {
            let replaced = fields.iter().map(|(key, value)| {
                let value = if FIXED.contains(&key.as_str()) { value.clone() } else { with_every_string(value, words) };
                (key.clone(), value)
            });
            Value::Object(replaced.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => story.clone(),
    }
}
