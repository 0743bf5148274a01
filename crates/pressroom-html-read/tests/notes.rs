//! Notes as systems write them: the marks lead to the notes, and what led back is kept apart.
#![allow(clippy::unwrap_used)]

use pressroom_core::{Block, Inline, RemovedKind, plain_text};
use pressroom_html_read::{Place, Syntax, read};

/// The blocks in short: `^1>n` is a mark 1 that leads to note n.
fn short(blocks: &[Block]) -> String {
    let of_block = |block: &Block| match block {
        Block::Paragraph(paragraph) => inlines(&paragraph.content),
        Block::Note(note) => format!("note {}[{}]", note.id.as_deref().unwrap_or("-"), short(&note.content)),
        Block::List(list) => {
            format!("list[{}]", list.items.iter().map(|item| short(item)).collect::<Vec<_>>().join("|"))
        }
        Block::Rule(_) => "rule".to_owned(),
        Block::Crosshead(crosshead) => format!("#{}", inlines(&crosshead.content)),
        other => format!("{other:?}"),
    };
    blocks.iter().map(of_block).collect::<Vec<_>>().join("/")
}

fn inlines(content: &[Inline]) -> String {
    let of_inline = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::NoteReference(mark) => format!("^{}>{}", inlines(&mark.content), mark.note),
        Inline::Superscript(nested) => format!("sup({})", inlines(&nested.content)),
        other => format!("<{}>", plain_text(std::slice::from_ref(other))),
    };
    content.iter().map(of_inline).collect()
}

fn check(html: &str, expected: &str, removed: &[&str]) {
    noticing(html, expected, removed, &[]);
}

fn noticing(html: &str, expected: &str, removed: &[&str], codes: &[&str]) {
    for syntax in [Syntax::Html, Syntax::Xml] {
        let read = read(html, &mut Place::start("a".into()).cursor(html), syntax);
        assert_eq!(short(&read.blocks), expected, "{html}");
        assert_eq!(read.removed.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), removed, "{html}");
        assert!(read.removed.iter().all(|piece| piece.kind == RemovedKind::Label && piece.span.is_some()));
        let found: Vec<_> = read.diagnostics.iter().map(|found| found.code.as_ref()).collect();
        assert_eq!(found, codes, "{html}");
    }
}

#[test]
fn by_their_roles() {
    check(
        "<p>Nước lên<a role=\"doc-noteref\" href=\"#n1\"><sup>1</sup></a>.</p>\
         <aside id=\"n1\" role=\"doc-footnote\"><p>Đo lúc 6 giờ. <a role=\"doc-backlink\" href=\"#r\">Về bài</a></p></aside>",
        "Nước lên^1>n1./note n1[Đo lúc 6 giờ.]",
        &["Về bài"],
    );
    check(
        "<p>Rain<a epub:type=\"noteref\" href=\"#a\">*</a></p><aside epub:type=\"footnote\" id=\"a\">Heavy.</aside>",
        "Rain^*>a/note a[Heavy.]",
        &[],
    );
}

#[test]
fn in_a_section_of_endnotes() {
    check(
        "<p>One<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\" role=\"doc-noteref\"><sup>1</sup></a> two<sup><a href=\"#fn2\">2</a></sup></p>\
         <aside id=\"footnotes\" class=\"footnotes\" role=\"doc-endnotes\"><hr/><ol>\
         <li id=\"fn1\"><p>First.<a href=\"#fnref1\" class=\"footnote-back\" role=\"doc-backlink\">↩︎</a></p></li>\
         <li id=\"fn2\">Second. <a href=\"#fnref2\">↑</a></li></ol></aside><p>End</p>",
        "One^1>fn1 two^2>fn2/note fn1[First.]/note fn2[Second.]/End",
        &["↩︎", "↑"],
    );
    check(
        "<p>One<sup id=\"fnref:1\"><a class=\"footnote-ref\" href=\"#fn:1\">1</a></sup></p>\
         <div class=\"footnote\"><ol><li id=\"fn:1\"><p>Said so.&#160;<a class=\"footnote-backref\" href=\"#fnref:1\">&#8617;</a></p></li></ol></div>",
        "One^1>fn:1/note fn:1[Said so.\u{a0}]",
        &["↩"],
    );
}

#[test]
fn by_raised_links_alone() {
    check(
        "<p>One<sup>[<a href=\"#a%20b\">1</a>]</sup></p><p id=\"a b\"><sup><a href=\"#top\">1</a></sup> A note.</p>",
        "Onesup([^1>a b])/note a b[A note.]",
        &["1"],
    );
}

#[test]
fn what_only_looks_like_one_stays_text() {
    noticing(
        "<p>See <a href=\"#table\">the table</a> and <sup><a href=\"#gone\">1</a></sup></p><div id=\"table\"><p>Numbers</p></div>\
         <aside id=\"box\"><p>A box</p></aside>",
        "See the table and sup(1)/Numbers/note -[A box]",
        &[],
        &["L097"],
    );
}
