//! Files with the shapes and the faults that agencies' feeds have: what becomes of each, and what is said of it.
//!
//! Beside each `NAME.xml` stands `NAME.txt`. After a change that is meant to change them: `UPDATE=1 cargo test`.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;

use pressroom_core::{Article, Block, Diagnostic, Figure, Inline, plain_text};

fn shown(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.labels.first().map(|label| format!(" {}:{}", label.span.line, label.span.column));
    let args: Vec<String> = diagnostic.args.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("{}{} {}\n", diagnostic.code, place.unwrap_or_default(), args.join(" "))
}

fn outline(article: &Article) -> String {
    let mut head = serde_json::to_value(article).unwrap();
    without_places(&mut head);
    let object = head.as_object_mut().unwrap();
    object.remove("body");
    let mut out: String = object.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    blocks(&article.body, 0, &mut out);
    out
}

fn without_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(object) => {
            object.remove("span");
            object.values_mut().for_each(without_places);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(without_places),
        _ => {}
    }
}

fn blocks(list: &[Block], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth + 1);
    for block in list {
        match block {
            Block::Paragraph(block) => writeln!(out, "{indent}p {}", inlines(&block.content)).unwrap(),
            Block::Crosshead(block) => writeln!(out, "{indent}h{} {}", block.level, inlines(&block.content)).unwrap(),
            Block::List(block) => {
                for item in &block.items {
                    writeln!(out, "{indent}{}", if block.ordered { "1." } else { "*" }).unwrap();
                    blocks(item, depth + 1, out);
                }
            }
            Block::Quote(block) => {
                writeln!(out, "{indent}quote {:?}", block.attribution).unwrap();
                blocks(&block.content, depth + 1, out);
            }
            Block::PullQuote(block) => {
                writeln!(out, "{indent}pull quote {} {:?}", inlines(&block.content), block.attribution).unwrap();
            }
            Block::Figure(block) => writeln!(out, "{indent}figure {}", figure(block)).unwrap(),
            Block::Table(block) => {
                writeln!(out, "{indent}table {:?}", block.caption).unwrap();
                for row in &block.rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| inlines(&cell.content)).collect();
                    writeln!(out, "{indent}  | {}", cells.join(" | ")).unwrap();
                }
            }
            Block::Note(block) => {
                writeln!(out, "{indent}note").unwrap();
                blocks(&block.content, depth + 1, out);
            }
            Block::Rule(_) => writeln!(out, "{indent}rule").unwrap(),
            Block::Embed(block) => writeln!(out, "{indent}embed {} {:?}", block.href, block.title).unwrap(),
            Block::Unknown(block) => writeln!(out, "{indent}unknown {}", block.kind()).unwrap(),
        }
    }
}

fn figure(figure: &Figure) -> String {
    let text = |text: &Option<pressroom_core::Text>| text.as_ref().map(|text| text.text.clone()).unwrap_or_default();
    let asset = figure.asset.as_ref().map(|a| format!("{} {} {:?}x{:?}", a.file, a.media_type, a.width, a.height));
    let renditions: Vec<&str> = figure.renditions.iter().map(|rendition| rendition.role.as_str()).collect();
    let words = [text(&figure.caption), text(&figure.credit), text(&figure.alt)].join(" / ");
    format!("{} [{words}] {renditions:?}", asset.unwrap_or_default())
}

fn inlines(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        let around = |mark: &str, inner: &[Inline]| format!("<{mark}>{}</>", inlines(inner));
        out.push_str(&match inline {
            Inline::Text { text } => text.clone(),
            Inline::Strong(inner) => around("strong", &inner.content),
            Inline::Emphasis(inner) => around("em", &inner.content),
            Inline::Subscript(inner) => around("sub", &inner.content),
            Inline::Superscript(inner) => around("sup", &inner.content),
            Inline::Link(link) => around(&format!("a {}", link.href), &link.content),
            Inline::NoteReference(mark) => around(&format!("mark {}", mark.note), &mark.content),
            Inline::LineBreak => "<br>".to_owned(),
            Inline::Unknown(_) => plain_text(std::slice::from_ref(inline)),
        });
    }
    out
}

#[test]
fn each_feed_becomes_what_its_outline_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    assert!(files.len() > 5);
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        assert!(pressroom_newsml::recognises(&bytes), "{}", file.display());
        let mut found = String::new();
        match pressroom_newsml::read("feed.xml", &bytes) {
            Ok(stories) => {
                for story in stories {
                    found.push_str(&outline(&story.article));
                    story.diagnostics.iter().for_each(|diagnostic| found.push_str(&shown(diagnostic)));
                    found.push('\n');
                }
            }
            Err(faults) => faults.iter().for_each(|diagnostic| found.push_str(&shown(diagnostic))),
        }
        let outline = file.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&outline, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&outline).unwrap_or_default();
        assert_eq!(found, expected, "{}: run with UPDATE=1 and review", file.display());
    }
}
