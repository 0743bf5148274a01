//! The model's JSON form is a public promise.
#![allow(clippy::unwrap_used)]

use pressroom_core::{Article, Block, Inline, Signal, Status};
use serde_json::{Value, json};

/// A story with every block and inline kind, and kinds and words of a later version.
fn full_story() -> Value {
    let text = |text: &str| json!([{ "type": "text", "text": text }]);
    json!({
        "id": "urn:newsml:example.org:2024-05-04:a1", "version": 2, "language": "vi", "direction": "ltr",
        "headline": { "text": "Tít", "span": { "file": "a.txt", "line": 3, "column": 1, "end_line": 3, "end_column": 4 } },
        "deck": [{ "text": "Sapo" }],
        "byline": [{ "name": "Thanh Tân", "role": "reporter" }],
        "dateline": { "text": "TTXVN", "agency": "TTXVN", "date": "--05-04" },
        "created": "2024-05", "updated": "2024-05-04T17:30:00+07:00",
        "embargo": {}, "urgency": 4, "status": "usable", "signals": ["correction", "obituary"],
        "subjects": [{ "scheme": "medtop", "code": "11000000", "name": "chính trị" }],
        "body": [
            { "type": "paragraph", "content": [
                { "type": "text", "text": "a" },
                { "type": "strong", "content": text("b") },
                { "type": "emphasis", "content": text("c") },
                { "type": "link", "href": "https://example.org/", "content": text("d") },
                { "type": "subscript", "content": text("e") },
                { "type": "superscript", "content": text("f") },
                { "type": "line_break" },
                { "type": "ruby", "text": "g", "reading": "gờ" },
            ] },
            { "type": "crosshead", "level": 1, "content": text("Tít xen") },
            { "type": "list", "ordered": true, "items": [[{ "type": "paragraph", "content": text("một") }]] },
            { "type": "quote", "content": [{ "type": "paragraph", "content": text("lời") }], "attribution": "Bà A" },
            { "type": "pull_quote", "content": text("lời") },
            { "type": "figure", "asset": { "file": "a.jpg", "media_type": "image/jpeg", "width": 3, "height": 2 },
              "caption": { "text": "Chú thích" }, "alt": { "text": "" } },
            { "type": "table", "rows": [{ "cells": [{ "header": true, "column_span": 2, "content": text("x") }] }] },
            { "type": "note", "content": [] },
            { "type": "rule" },
            { "type": "embed", "href": "https://example.org/video" },
            { "type": "poll", "question": "?", "deep": { "er": [1, 2] } },
        ],
        "links": [{ "rel": "seeAlso", "href": "https://example.org/2" }],
        "removed": [{ "text": "./.", "kind": "end_mark" }],
        "extra": { "superdesk:desk": 7 }
    })
}

#[test]
fn every_value_survives_a_round_trip() {
    let story = full_story();
    let article: Article = serde_json::from_value(story.clone()).unwrap();
    assert_eq!(serde_json::to_value(&article).unwrap(), story);
    assert_eq!(article.status, Status::Usable);
    assert_eq!(article.signals[1], Signal::Unknown("obituary".into()));
    assert!(matches!(article.body.last(), Some(Block::Unknown(block)) if block.kind() == "poll"));
    let Block::Paragraph(lead) = &article.body[0] else { panic!("no lead") };
    assert!(matches!(lead.content.last(), Some(Inline::Unknown(inline)) if inline.kind() == "ruby"));
    assert_eq!(pressroom_core::plain_text(&lead.content), "abcdef g");
}

#[test]
fn a_known_kind_with_a_wrong_field_is_an_error_and_not_unknown() {
    for block in [json!({ "type": "paragraph", "content": 7 }), json!({ "text": "no type" })] {
        assert!(serde_json::from_value::<Block>(block.clone()).is_err(), "{block}");
    }
}

#[test]
fn an_empty_object_is_an_empty_story() {
    let article: Article = serde_json::from_value(json!({})).unwrap();
    assert_eq!(article, Article::default());
    assert_eq!(article.language, "und");
}

#[cfg(feature = "schema")]
#[test]
fn the_committed_schema_is_what_the_types_say() {
    use pressroom_core::schema;
    let committed = [schema::ARTICLE, schema::ISSUE];
    for ((name, now), committed) in schema::generate().unwrap().iter().zip(committed) {
        assert_eq!(now, committed, "{name} has drifted: run `cargo xtask schema`");
    }
}

/// What of a file is not for readers keeps all of it back.
#[test]
fn an_original_is_for_readers_when_all_of_it_is() {
    use pressroom_core::audience::{Audience, original_withheld};
    use pressroom_core::{Removed, RemovedKind, Text, Withheld};

    let with = |kind: &str| Article {
        removed: vec![Removed { text: "x".into(), kind: RemovedKind::from(kind.to_owned()), span: None }],
        ..Article::default()
    };
    let for_readers = |article: &Article| original_withheld(article, true, Audience::Reader);
    for kind in RemovedKind::WORDS.iter().chain(&["a_newer_kind"]) {
        let wanted = match *kind {
            "leftover" | "end_mark" | "label" | "separator" | "control" => None,
            "overridden" => Some(Withheld::Overridden),
            _ => Some(Withheld::Internal),
        };
        assert_eq!(for_readers(&with(kind)), wanted, "{kind}");
        assert_eq!(original_withheld(&with(kind), true, Audience::Exchange), None, "{kind}");
    }
    let noted = Article { ed_note: Some(Text::new("x")), ..Article::default() };
    assert_eq!(for_readers(&noted), Some(Withheld::Internal));
    let foreign = Article { extra: [("desk".to_owned(), "x".into())].into_iter().collect(), ..Article::default() };
    assert_eq!(for_readers(&foreign), Some(Withheld::Internal));
    assert_eq!(original_withheld(&Article::default(), false, Audience::Reader), Some(Withheld::Format));
}
