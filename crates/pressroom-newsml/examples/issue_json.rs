//! The library without the command: an issue whose parts are named already becomes one message.
//!
//!     cargo run --release --package pressroom-newsml --example issue_json -- FOLDER/issue.json OUT.xml
//!
//! tests/benches/edition measures it beside a script that does the same with lxml; tests/benches/edition/forms.py writes
//! the file.
#![forbid(unsafe_code)]

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use pressroom_core::{
    Article, Asset, Block, Crosshead, Figure, Inline, Issue, Located, Paragraph, Person, Section, Text,
};
use pressroom_newsml::{Failure, Media, NewsmlOptions, edition};
use serde_json::Value;

const UPDATED: &str = "2026-11-20T16:00:00+07:00";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(json), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("issue_json ISSUE.json OUT.xml".into());
    };
    let folder = Path::new(&json).parent().unwrap_or(Path::new(""));
    let given: Value = serde_json::from_slice(&std::fs::read(&json)?)?;
    let stories = given.get("stories").and_then(Value::as_array).ok_or("no stories")?;

    let issue = Issue {
        id: Some(text(&given, "id")),
        updated: UPDATED.parse().ok(),
        title: Some(Text::new(text(&given, "title"))),
        sections: vec![Section {
            title: text(&given, "title"),
            articles: (0..u32::try_from(stories.len())?).collect(),
        }],
        ..Issue::default()
    };
    let mut file = BufWriter::new(File::create(&out)?);
    let mut outputs = |_: &str, bytes: &[u8]| file.write_all(bytes);
    let articles = stories.iter().map(|story| Ok((article(story, folder), Media::default())));
    let options = NewsmlOptions { provider: Some("TTBM".into()), ..NewsmlOptions::default() };
    let noticed = edition::<Failure>(&mut outputs, &issue, &Media::default(), articles, &options);
    let noticed = noticed.map_err(|failure| format!("{failure:?}"))?;
    file.flush()?;
    match noticed.first() {
        Some(first) => Err(format!("{}: {:?}", first.code, first.args).into()),
        None => Ok(()),
    }
}

fn article(story: &Value, folder: &Path) -> Article {
    let mut body = vec![paragraph(&text(story, "lead")), figure(story, folder)];
    for part in story.get("body").and_then(Value::as_array).into_iter().flatten() {
        let words = text(part, "text");
        body.push(match text(part, "kind").as_str() {
            "crosshead" => Block::Crosshead(Crosshead { level: 1, content: vec![Inline::text(words)], span: None }),
            _ => paragraph(&words),
        });
    }
    Article {
        id: Some(text(story, "id")),
        language: text(story, "language"),
        updated: UPDATED.parse().ok(),
        section: Some(Text::new(text(story, "section"))),
        headline: Some(Text::new(text(story, "headline"))),
        deck: vec![Text::new(text(story, "deck"))],
        located: vec![Located { name: text(story, "place"), ..Located::default() }],
        byline: vec![Person { name: text(story, "byline"), ..Person::default() }],
        body,
        ..Article::default()
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::text(words)], span: None })
}

fn figure(story: &Value, folder: &Path) -> Block {
    let photo = story.get("photo").unwrap_or(&Value::Null);
    let name = text(photo, "file");
    let size = std::fs::metadata(folder.join(&name)).ok().map(|known| known.len());
    Block::Figure(Figure {
        asset: Some(Asset { file: name, media_type: "image/jpeg".into(), size, ..Asset::default() }),
        caption: Some(Text::new(text(photo, "caption"))),
        credit: Some(Text::new(text(photo, "credit"))),
        alt: Some(Text::new(text(photo, "alt"))),
        ..Figure::default()
    })
}

fn text(of: &Value, field: &str) -> String {
    of.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}
