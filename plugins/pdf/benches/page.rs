//! What the sample's page costs, step by step: `cargo bench --package pressroom-plugin-pdf`.
//!
//! With `--page FILE` it also writes the made-up page as JSON, for a program that draws the same one with another library
//! (tests/benches/pdf). A plugin is a library for loading only, so its modules are part of this program once more.
#![allow(dead_code, unused_imports, clippy::panic, clippy::unwrap_used, clippy::expect_used)]

#[path = "../src/deflate.rs"]
mod deflate;
#[path = "../src/draw/mod.rs"]
mod draw;
#[path = "../src/edition.rs"]
mod edition;
#[path = "../src/finish/mod.rs"]
mod finish;
#[path = "../src/icc.rs"]
mod icc;
#[path = "../src/makeup/mod.rs"]
mod makeup;
#[path = "../src/options.rs"]
mod options;
#[path = "../src/page.rs"]
mod page;
#[path = "../src/picture/mod.rs"]
mod picture;
#[path = "../src/plugin.rs"]
mod plugin;
#[path = "../src/report.rs"]
mod report;
#[path = "../src/source/mod.rs"]
mod source;
#[path = "../src/text/mod.rs"]
mod text;
#[path = "../src/theme/mod.rs"]
mod theme;

use std::time::{Duration, Instant};

use pressroom_core::{Article, Asset, figures_mut};
use pressroom_plugin::testing::TestJob;
use serde_json::{Value, json};

use draw::{Drawn, Press};
use finish::Metadata;
use makeup::desk::Desk;
use makeup::sheet::{Design, Sheet};
use makeup::writing::Writing;
use page::{Colour, Layout, Mark, Role};
use picture::shelf::{Owner, Shelf};
use text::fonts::Fonts;

const STORY: &[u8] = include_bytes!("../../../samples/tay-ninh/story.txt");
const PHOTO: &[u8] = include_bytes!("../../../samples/tay-ninh/images/placeholder.jpg");
const FILE: &str = "images/placeholder.jpg";
const RUNS: usize = 200;

struct Times {
    layout: Duration,
    draw: Duration,
    finish: Duration,
}

fn main() {
    let article = sample();
    let fonts = Fonts::new(Some("no such folder".into())).unwrap();
    let mut steps: Vec<Times> = Vec::with_capacity(RUNS);
    let (mut whole, mut cold) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    let job = TestJob::article(article.clone()).resource(0, FILE, PHOTO);
    for _ in 0..RUNS {
        let (times, bytes) = make(&fonts, &article);
        assert!(bytes.starts_with(b"%PDF"));
        whole.push(times.layout + times.draw + times.finish);
        steps.push(times);
        let started = Instant::now();
        let made = job.run::<plugin::Pdf>();
        cold.push(started.elapsed());
        assert!(made.main().starts_with(b"%PDF"), "{:?}", made.diagnostics);
    }
    println!("the sample's page, {RUNS} runs, milliseconds        best  median");
    row("make-up: text shaped, broken, set in columns", steps.iter().map(|times| times.layout));
    row("drawing: operators, deflated", steps.iter().map(|times| times.draw));
    row("finishing: fonts subset, structure, XMP, file", steps.iter().map(|times| times.finish));
    row("all three", whole.into_iter());
    row("a plugin's job with a new instance", cold.into_iter());
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--page") {
        std::fs::write(&arguments[at + 1], as_json(&fonts, &article).to_string()).unwrap();
    }
}

fn row(name: &str, times: impl Iterator<Item = Duration>) {
    let mut sorted: Vec<Duration> = times.collect();
    sorted.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{name:<46} {:>8.2} {:>7.2}", ms(sorted[0]), ms(sorted[sorted.len() / 2]));
}

/// The sample as the command hands it to the plugin.
fn sample() -> Article {
    let source = pressroom_read::Source { name: "story.txt", bytes: STORY };
    let mut article = pressroom_read::read(&source, &pressroom_read::Settings::default()).unwrap().article;
    let figure = figures_mut(&mut article.body).into_iter().next().unwrap();
    figure.asset = Some(Asset { file: FILE.into(), media_type: "image/jpeg".into(), ..Asset::default() });
    figure.alt = Some(pressroom_core::Text::new("Một ngọn núi"));
    article.id = Some("urn:newsml:example.org:2024-05-04:tay-ninh".into());
    article.updated = "2024-05-04T17:30:00+07:00".parse().ok();
    pressroom_core::audience::visible(&article, pressroom_core::audience::Audience::Reader)
}

fn make(fonts: &Fonts, article: &Article) -> (Times, Vec<u8>) {
    let read = |_: Owner, _: &str| Ok(PHOTO.to_vec());
    let mut shelf = Shelf::new(&read, None);
    let started = Instant::now();
    let layout = made_up(fonts, article, &mut shelf);
    let layout_time = started.elapsed();

    let started = Instant::now();
    let mut press = Press::new(fonts, 0.0);
    let mut drawn = Drawn::default();
    let document = drawn.structure.add(None, Role::Document);
    drawn.append(press.draw(layout, &shelf).unwrap(), &[document]);
    let draw = started.elapsed();

    let metadata = Metadata {
        title: article.headline.as_deref().unwrap_or_default().to_owned(),
        language: article.language.clone(),
        updated: article.updated,
        ..Metadata::default()
    };
    let started = Instant::now();
    let bytes = finish::finish(Vec::new(), drawn, &press, &shelf, &[], &metadata, Vec::new()).unwrap();
    (Times { layout: layout_time, draw, finish: started.elapsed() }, bytes)
}

fn made_up(fonts: &Fonts, article: &Article, shelf: &mut Shelf<'_>) -> Layout {
    let writing = Writing::of(article);
    let sheet = Sheet::new(&Design::default(), writing.script);
    let mut layout = Layout::default();
    let mut desk = Desk::new(fonts, &sheet, &mut layout, &writing, shelf, Owner::Story(0));
    makeup::story::make_up(&mut desk, article, None);
    layout
}

/// The page: every run of glyphs, rule and picture where it stands, each with the number of the part it belongs to.
fn as_json(fonts: &Fonts, article: &Article) -> Value {
    let read = |_: Owner, _: &str| Ok(PHOTO.to_vec());
    let layout = made_up(fonts, article, &mut Shelf::new(&read, None));
    assert_eq!(layout.pages.len(), 1);
    let page = &layout.pages[0];
    let colour = |colour: &Colour| match *colour {
        Colour::Grey(grey) => [grey; 3],
        Colour::Rgb(parts) => parts,
    };
    let items = page.items.iter().map(|item| {
        let owner = item.owner.map(|node| node.0);
        match &item.mark {
            Mark::Glyphs(run) => {
                let glyphs: Vec<Value> = run
                    .glyphs
                    .iter()
                    .map(|glyph| {
                        json!([glyph.id, glyph.advance, glyph.offset.0, glyph.offset.1, glyph.text.0, glyph.text.1])
                    })
                    .collect();
                let font = &fonts.get(run.font).unwrap().postscript_name;
                json!({ "kind": "glyphs", "owner": owner, "x": run.x, "y": run.y, "font": font, "size": run.size,
                        "colour": colour(&run.colour), "text": run.text, "glyphs": glyphs })
            }
            Mark::Fill(area, ink) => json!({ "kind": "fill", "owner": owner, "colour": colour(ink),
                "area": [area.x, area.y, area.width, area.height] }),
            Mark::Picture(_, area) => json!({ "kind": "picture", "owner": owner,
                "area": [area.x, area.y, area.width, area.height] }),
            Mark::Link(..) => Value::Null,
        }
    });
    let items: Vec<Value> = items.filter(|item| !item.is_null()).collect();
    json!({ "width": page.width, "height": page.height, "title": article.headline.as_deref(), "items": items })
}
