//! Blocks in, XHTML and losses out.
#![allow(clippy::unwrap_used, clippy::panic)]

use pressroom_core::{Block, Diagnostic, Figure, Inline, Table, TableCell, TableRow};
use pressroom_xhtml::{Back, Notes, Picture, Style, Tables, blocks};
use serde_json::{Value, json};

fn picture(figure: &Figure) -> Option<Picture> {
    let asset = figure.asset.as_ref()?;
    Some(Picture { src: asset.file.clone(), width: asset.width, height: asset.height })
}

fn write(story: &[Block]) -> (String, Vec<Diagnostic>) {
    let style = Style {
        format: "test",
        crosshead_level: 2,
        picture: &picture,
        credit_label: "Ảnh: ",
        tables: Tables::Plain,
        notes: Notes::Linked,
        direction: None,
    };
    let (mut out, mut losses) = (String::new(), Vec::new());
    blocks(&mut out, story, &style, &mut losses);
    assert_well_formed(&out);
    (out, losses)
}

fn assert_well_formed(mark_up: &str) {
    let document = format!("<body>{mark_up}</body>");
    let mut reader = quick_xml::Reader::from_str(&document);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{error} in {document}"),
        }
    }
}

/// `codes` are the losses, in order.
fn check(story: Value, expected: &str, codes: &[&str]) {
    let story: Vec<Block> = serde_json::from_value(story).unwrap();
    let (out, losses) = write(&story);
    assert_eq!(out, expected);
    assert_eq!(losses.iter().map(|loss| loss.code.as_ref()).collect::<Vec<_>>(), codes, "{losses:?}");
}

fn text(text: &str) -> Value {
    json!([{ "type": "text", "text": text }])
}

fn paragraph(words: &str) -> Value {
    json!({ "type": "paragraph", "content": text(words) })
}

#[test]
fn inlines_nest_and_every_mark_up_character_is_escaped() {
    check(
        json!([{ "type": "paragraph", "content": [
            { "type": "text", "text": "a & b < c > \"d\" H" },
            { "type": "subscript", "content": text("2") },
            { "type": "text", "text": "O m" },
            { "type": "superscript", "content": text("3") },
            { "type": "line_break" },
            { "type": "strong", "content": [{ "type": "emphasis", "content": text("Hải\r") }] },
            { "type": "link", "href": "https://example.vn/?a=1&b=\"2\"", "content": text("tin") },
        ] }]),
        "<p>a &amp; b &lt; c &gt; &quot;d&quot; H<sub>2</sub>O m<sup>3</sup><br/><strong><em>Hải&#13;</em></strong>\
         <a href=\"https://example.vn/?a=1&amp;b=%222%22\">tin</a></p>\n",
        &[],
    );
}

fn body_with_notes() -> Value {
    let mark = |note: &str, shown: &str| json!({ "type": "note_reference", "note": note, "content": text(shown) });
    let note = |id: &str, words: &str| json!({ "type": "note", "id": id, "content": [paragraph(words)] });
    json!([
        { "type": "paragraph", "content": [
            mark("fn 1", "1"), mark("gone", "2"),
            { "type": "superscript", "content": [mark("fn 1", "3")] },
            { "type": "link", "href": "https://example.vn/", "content": [mark("b", "4")] },
        ] },
        note("fn 1", "Một."),
        note("b", "Hai."),
        note("c", "Ba."),
        note("b", "Bốn."),
    ])
}

#[test]
fn marks_lead_to_notes_by_names_that_any_document_holds() {
    check(
        body_with_notes(),
        "<p><sup><a role=\"doc-noteref\" href=\"#note-1\">1</a></sup><sup>2</sup>\
         <sup><a role=\"doc-noteref\" href=\"#note-1\">3</a></sup>\
         <a href=\"https://example.vn/\"><sup><span>4</span></sup></a></p>\n\
         <aside class=\"note\" id=\"note-1\" role=\"doc-footnote\">\n<p>Một.</p>\n</aside>\n\
         <aside class=\"note\" id=\"b\" role=\"doc-footnote\">\n<p>Hai.</p>\n</aside>\n\
         <aside class=\"note\" id=\"c\" role=\"doc-footnote\">\n<p>Ba.</p>\n</aside>\n\
         <aside class=\"note\" role=\"note\">\n<p>Bốn.</p>\n</aside>\n",
        &["L095", "L002", "L096"],
    );
}

#[test]
fn for_readers_a_note_shows_its_mark_and_leads_back_to_each() {
    let story: Vec<Block> = serde_json::from_value(body_with_notes()).unwrap();
    let notes = Notes::OpeningOver(Back { words: "Trở lại", language: Some("vi") });
    let style = Style { notes, ..Style::for_systems("test", &picture) };
    let mut out = String::new();
    blocks(&mut out, &story, &style, &mut Vec::new());
    let back = |to: &str, words: &str| {
        format!("<a class=\"back\" role=\"doc-backlink\" href=\"#{to}\" lang=\"vi\" xml:lang=\"vi\">{words}</a>")
    };
    for expected in [
        "<a role=\"doc-noteref\" id=\"note-1-mark\" epub:type=\"noteref\" href=\"#note-1\">1</a>".to_owned(),
        "<a role=\"doc-noteref\" id=\"note-1-mark-2\" epub:type=\"noteref\" href=\"#note-1\">3</a>".to_owned(),
        // What stands in a link cannot be one, and can be led back to.
        "<span id=\"note-2-mark\">4</span>".to_owned(),
        "<aside class=\"note\" id=\"note-1\" role=\"doc-footnote\" epub:type=\"footnote\">\n\
         <p><span class=\"note-mark\">1</span> Một. "
            .to_owned(),
        format!("{} {}</p>", back("note-1-mark", "Trở lại (1)"), back("note-1-mark-2", "Trở lại (2)")),
        format!("Hai. {}</p>", back("note-2-mark", "Trở lại")),
        // Nothing leads to it, and so nothing back.
        "epub:type=\"footnote\">\n<p>Ba.</p>".to_owned(),
    ] {
        assert!(out.contains(&expected), "{expected}\n{out}");
    }
    // Each `id` once, and each link to one that is there.
    let values = |before: &str| -> Vec<String> {
        out.split(before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let ids = values(" id=\"");
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    assert!(values(" href=\"#").iter().all(|to| ids.contains(to)), "{out}");
}

#[test]
fn a_link_that_could_run_keeps_its_words_only() {
    let link = |href: &str, content: Value| json!({ "type": "link", "href": href, "content": content });
    let within = json!([link("https://example.vn/2", text("trong"))]);
    check(
        json!([
            { "type": "paragraph", "content": [link("javascript:alert(1)", text("bấm"))] },
            { "type": "paragraph", "content": [link("https://example.vn/1", within)] },
            { "type": "embed", "href": "data:text/html,x", "title": "Video" },
            { "type": "embed", "href": "https://example.vn/v" },
        ]),
        "<p>bấm</p>\n<p><a href=\"https://example.vn/1\">trong</a></p>\n<p class=\"embed\">Video</p>\n\
         <p class=\"embed\"><a href=\"https://example.vn/v\">https://example.vn/v</a></p>\n",
        &["L002", "L002", "L001"],
    );
}

#[test]
fn headings_never_skip_and_equal_levels_stay_equal() {
    let crosshead = |level: u8| json!({ "type": "crosshead", "level": level, "content": text("c") });
    check(
        json!([crosshead(2), crosshead(2), crosshead(4), crosshead(1), crosshead(2), crosshead(0)]),
        "<h2 data-level=\"2\">c</h2>\n<h2 data-level=\"2\">c</h2>\n<h3 data-level=\"4\">c</h3>\n<h2>c</h2>\n<h3>c</h3>\n\
         <h2 data-level=\"0\">c</h2>\n",
        &[],
    );
}

#[test]
fn containers() {
    check(
        json!([
            { "type": "list", "ordered": true, "items": [
                [paragraph("một")],
                [paragraph("hai"), { "type": "list", "ordered": false, "items": [[paragraph("ba")]] }],
            ] },
            { "type": "quote", "content": [paragraph("Lời")], "attribution": "Ông A & bà B" },
            { "type": "pull_quote", "content": text("Trích"), "attribution": "A" },
            { "type": "note", "content": [paragraph("Ghi chú")] },
            { "type": "rule" },
        ]),
        "<ol>\n<li>một</li>\n<li>\n<p>hai</p>\n<ul>\n<li>ba</li>\n</ul>\n</li>\n</ol>\n\
         <blockquote>\n<p>Lời</p>\n<footer>Ông A &amp; bà B</footer>\n</blockquote>\n\
         <aside class=\"pull-quote\" role=\"doc-pullquote\">\n<p>Trích</p>\n<footer>A</footer>\n</aside>\n\
         <aside class=\"note\" role=\"note\">\n<p>Ghi chú</p>\n</aside>\n<hr/>\n",
        &[],
    );
}

#[test]
fn a_figure_keeps_its_words_with_or_without_its_picture() {
    let asset = json!({ "file": "a.jpg", "media_type": "image/jpeg", "width": 3, "height": 2 });
    check(
        json!([
            { "type": "figure", "asset": asset, "alt": { "text": "Hai \"người\"" },
              "caption": { "text": "Chú thích" }, "credit": { "text": "A/B" } },
            { "type": "figure", "alt": { "text": "mất" }, "credit": { "text": "A/B" } },
            { "type": "figure" },
        ]),
        "<figure>\n<img src=\"a.jpg\" alt=\"Hai &quot;người&quot;\" width=\"3\" height=\"2\"/>\n\
         <figcaption><span class=\"caption\">Chú thích</span> <span class=\"credit\">Ảnh: A/B</span></figcaption>\n</figure>\n\
         <figure>\n<figcaption><span class=\"credit\">Ảnh: A/B</span></figcaption>\n</figure>\n",
        &["L004", "L005"],
    );
}

#[test]
fn a_table_has_a_head_unless_a_span_crosses_it() {
    let cell = |header: bool, words: &str| json!({ "header": header, "content": text(words) });
    let body = json!({ "cells": [cell(true, "Huyện"), cell(false, "7")] });
    check(
        json!([{ "type": "table", "caption": "Bảng", "rows": [{ "cells": [cell(true, "A"), cell(true, "B")] }, body] }]),
        "<table>\n<caption>Bảng</caption>\n<thead>\n<tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr>\n</thead>\n\
         <tbody>\n<tr><th scope=\"row\">Huyện</th><td>7</td></tr>\n</tbody>\n</table>\n",
        &[],
    );
    let tall = json!({ "header": true, "row_span": 2, "column_span": 0, "content": [] });
    check(
        json!([{ "type": "table", "rows": [{ "cells": [tall, cell(true, "B")] }, body] }]),
        "<table>\n<tbody>\n<tr><th scope=\"col\" rowspan=\"2\"></th><th scope=\"col\">B</th></tr>\n\
         <tr><th scope=\"row\">Huyện</th><td>7</td></tr>\n</tbody>\n</table>\n",
        &["L004"],
    );
}

#[test]
fn what_is_unknown_or_forbidden_is_reported_and_its_text_kept() {
    check(
        json!([
            { "type": "poll", "content": text("Bạn nghĩ gì?") },
            { "type": "map", "zoom": 3 },
            { "type": "paragraph", "content": [{ "type": "ruby", "text": "chữ" }] },
            { "type": "paragraph", "content": text("a\u{0}b\u{FFFE}") },
        ]),
        "<p>Bạn nghĩ gì?</p>\n<p>chữ</p>\n<p>a\u{FFFD}b\u{FFFD}</p>\n",
        &["L001", "L005", "L002", "L006"],
    );
}

#[test]
fn nesting_ends_but_the_text_does_not() {
    let mut block = serde_json::from_value(paragraph("đáy")).unwrap();
    for _ in 0..100 {
        block = Block::Quote(pressroom_core::Quote { content: vec![block], attribution: None, span: None });
    }
    let (out, losses) = write(&[block]);
    assert!(out.contains("<p>đáy</p>"));
    assert_eq!(out.matches("<blockquote>").count(), 24);
    assert_eq!(losses.len(), 100 - 24);
}

#[test]
fn a_wide_table_scrolls_or_stacks_where_that_is_asked_for() {
    let cell =
        |header, words: &str| TableCell { header, column_span: 1, row_span: 1, content: vec![Inline::text(words)] };
    let row = |header, words: [&str; 3]| TableRow { cells: words.iter().map(|word| cell(header, word)).collect() };
    let rows = vec![row(true, ["Tuyến", "Giờ", "Giá"]), row(false, ["Bến Mây", "5:30", "4 & 5"])];
    let mut table = Table { caption: None, rows, span: None };
    let written = |table: &Table, tables| {
        let style = Style {
            format: "test",
            crosshead_level: 2,
            picture: &|_| None,
            credit_label: "",
            tables,
            notes: Notes::Linked,
            direction: None,
        };
        let mut out = String::new();
        blocks(&mut out, &[Block::Table(table.clone())], &style, &mut Vec::new());
        out
    };
    assert!(written(&table, Tables::Stacking).contains("<td data-label=\"Giờ\">5:30</td>"));
    assert!(!written(&table, Tables::Plain).contains("data-label"));
    assert!(
        written(&table, Tables::Scrolling("Bảng"))
            .starts_with("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng\">")
    );
    // A cell that spans belongs to two columns and has no one label.
    table.rows[1].cells[1].column_span = 2;
    assert!(!written(&table, Tables::Stacking).contains("stacks"));
}
