//! Whole stories through the plugin's boundary.

use lopdf::{Document, Object};
mod audit;
mod checklist;
mod edition;
mod file;
pub mod languages;
mod notes;
mod pictures;
mod shapes;
mod themes;
mod typography;

use pressroom_core::{
    Article, Asset, Block, Crosshead, Date, Dateline, Embed, Figure, Inline, LinkText, List, Located, Nested, Note,
    Paragraph, Person, PullQuote, Quote, Rule, Table, TableCell, TableRow, Text,
};
use pressroom_plugin::serve::Ended;
use pressroom_plugin::testing::{TestJob, TestResult};
use serde_json::json;

use crate::makeup::desk::Desk;
use crate::makeup::sheet::{Design, Sheet};
use crate::makeup::story;
use crate::makeup::writing::Writing;
use crate::options::Paper;
use crate::page::{Layout, Mark};
use crate::picture::shelf::{Owner, Shelf};
use crate::plugin::Pdf;
use crate::text::fonts::Fonts;
use crate::text::scripts::Script;

const STORY: &str = include_str!("../../../samples/tay-ninh/story.txt");
const PHOTO: &[u8] = include_bytes!("../../../samples/tay-ninh/images/placeholder.jpg");

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::text(text)], span: None })
}

/// The sample story as the reader gives it.
fn sample() -> Article {
    let parts: Vec<&str> = STORY.trim().split("\n\n").collect();
    let [section, headline, place, deck, lead, figure, first, second, third, fourth, last, byline, ..] = parts[..]
    else {
        panic!("the sample has changed: {} parts", parts.len());
    };
    let (caption, credit) = figure.split_once("\nẢnh: ").unwrap();
    let asset = Asset { file: "images/photo.jpg".into(), media_type: "image/jpeg".into(), ..Asset::default() };
    let figure = Figure {
        asset: Some(asset),
        caption: Some(Text::new(caption)),
        credit: Some(Text::new(credit)),
        alt: Some(Text::new("Một ngọn núi")),
        ..Figure::default()
    };
    let text = |text: &str| Some(Text::new(text));
    let dateline = Dateline {
        text: "TTXVN".into(),
        agency: Some("TTXVN".into()),
        date: Date::without_year(5, 4).ok(),
        ..Dateline::default()
    };
    Article {
        language: "vi".into(),
        section: text(section),
        headline: text(headline),
        deck: vec![Text::new(deck)],
        byline: vec![Person { name: byline.into(), ..Person::default() }],
        dateline: Some(dateline),
        located: vec![Located { name: place.into(), ..Located::default() }],
        updated: "2024-05-04T17:30:00+07:00".parse().ok(),
        body: vec![
            paragraph(lead.strip_prefix("TTXVN - ").unwrap()),
            Block::Figure(figure),
            paragraph(first),
            paragraph(second),
            paragraph(third),
            paragraph(fourth),
            paragraph(last.strip_suffix("/.").unwrap()),
        ],
        ..Article::default()
    }
}

fn convert(article: Article) -> TestResult {
    let result = TestJob::article(article).resource(0, "images/photo.jpg", PHOTO).run::<Pdf>();
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    result
}

/// The text of all pages in the order of the content streams, white space folded, line-end hyphens undone.
fn text_of(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    folded(&document.extract_text(&pages).unwrap())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without any white space, for texts that are broken in places that have none.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_page_says_what_the_story_says_and_in_its_order() {
    let story = sample();
    let result = convert(story.clone());
    assert_eq!(result.codes(), Vec::<&str>::new());
    let text = squeezed(&text_of(result.main()));
    let mut expected = vec![story.section, story.headline, story.deck.first().cloned()];
    expected.push(Some(Text::new("Thanh Tân")));
    for block in &story.body {
        match block {
            Block::Paragraph(paragraph) => {
                expected.push(Some(Text::new(pressroom_core::plain_text(&paragraph.content))));
            }
            Block::Figure(figure) => expected.extend([figure.caption.clone(), figure.credit.clone()]),
            other => panic!("{other:?}"),
        }
    }
    let mut at = text.find("Trang1").unwrap();
    for part in expected.into_iter().flatten() {
        let part = squeezed(&part);
        let found = text[at..].find(&part);
        at += found.unwrap_or_else(|| panic!("not after byte {at}: {part}\n{text}"));
    }
    assert!(text.contains("4/5") && !text.contains("4/5/2"), "no year that nobody told");
}

#[test]
fn the_same_story_gives_the_same_bytes_and_another_one_another_identifier() {
    let (first, second) = (convert(sample()), convert(sample()));
    assert!(first.main() == second.main());
    let mut other = sample();
    other.body.push(paragraph("Thêm."));
    let id = |pdf: &[u8]| Document::load_mem(pdf).unwrap().trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(first.main()), id(convert(other).main()));
}

#[test]
fn a_jpeg_goes_in_untouched() {
    let result = convert(sample());
    let document = Document::load_mem(result.main()).unwrap();
    let pictures: Vec<&lopdf::Stream> = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image"))
        .collect();
    assert_eq!(pictures.len(), 1);
    assert!(pictures[0].content == PHOTO);
}

#[test]
fn a_picture_that_cannot_be_used_is_reported_and_leaves_no_hole() {
    for broken in [&b""[..], &b"GIF89a"[..], &PHOTO[..PHOTO.len() / 2], &PHOTO[..40]] {
        let result = TestJob::article(sample()).resource(0, "images/photo.jpg", broken).run::<Pdf>();
        assert_eq!(result.ended, Some(Ended::Done));
        assert_eq!(result.codes(), ["L003"]);
        let text = squeezed(&text_of(result.main()));
        assert!(text.contains("ThanhTân/TTXVN"), "the words of the figure stay");
    }
}

#[test]
fn every_kind_of_block_shows_its_text() {
    let words = |text: &str| vec![Inline::text(text)];
    let nested = |text: &str| Nested { content: words(text) };
    let cell = |text: &str, header| TableCell { header, column_span: 1, row_span: 1, content: words(text) };
    let mixed = vec![
        Inline::text("Plain, "),
        Inline::Strong(nested("strong, ")),
        Inline::Emphasis(nested("slanted, ")),
        Inline::Link(LinkText { href: "https://example.org/ä".into(), content: words("linked") }),
        Inline::LineBreak,
        Inline::Superscript(nested("high")),
        Inline::Subscript(nested("low")),
    ];
    let story = Article {
        language: "en".into(),
        headline: Some(Text::new("Blocks")),
        byline: vec![Person { name: "Ada Marsh".into(), role: Some("reporter".into()), ..Person::default() }],
        contributors: vec![Person { name: "Bo Quay".into(), role: Some("translator".into()), ..Person::default() }],
        body: vec![
            Block::Paragraph(Paragraph { content: mixed, span: None }),
            Block::Crosshead(Crosshead { level: 4, content: words("A crosshead"), span: None }),
            Block::List(List { ordered: true, items: vec![vec![paragraph("An item")]], span: None }),
            Block::Quote(Quote {
                content: vec![paragraph("A quote")],
                attribution: Some("Its speaker".into()),
                span: None,
            }),
            Block::PullQuote(PullQuote { content: words("A pull quote"), attribution: None, span: None }),
            Block::Table(Table {
                caption: Some("A table".into()),
                rows: vec![
                    TableRow { cells: vec![cell("Year", true), cell("Sum", true)] },
                    TableRow { cells: vec![cell("2024", false), cell("1.5", false)] },
                ],
                span: None,
            }),
            Block::Note(Note { content: vec![paragraph("A note")], ..Note::default() }),
            Block::Rule(Rule::default()),
            Block::Embed(Embed { href: "https://example.org/v".into(), title: Some("A video".into()), span: None }),
            serde_json::from_value(json!({ "type": "map", "text": "A map of it" })).unwrap(),
            serde_json::from_value(json!({ "type": "silence" })).unwrap(),
        ],
        ..Article::default()
    };
    let result = convert(story);
    assert_eq!(result.codes(), ["L001", "L005"]);
    let text = text_of(result.main());
    for words in [
        "Plain, strong, slanted, linked",
        "high",
        "low",
        "A crosshead",
        "1.",
        "An item",
        "A quote",
        "Its speaker",
        "A pull quote",
        "A table",
        "Year",
        "2024",
        "1.5",
        "A note",
        "A video",
        "https://example.org/v",
        "A map of it",
        "Ada Marsh (reporter)",
        "Bo Quay (translator)",
    ] {
        assert!(squeezed(&text).contains(&squeezed(words)), "{words}: {text}");
    }
}

#[test]
fn nothing_that_a_story_may_be_stops_the_page() {
    let only = |block: Block| Article { body: vec![block], language: "vi".into(), ..Article::default() };
    let long_headline = Article { headline: Some(Text::new("Rất dài ".repeat(3_000))), ..sample() };
    let cells = vec![TableCell { header: false, column_span: 9, row_span: 9, content: vec![Inline::text("ô")] }; 200];
    let wide = Table { rows: vec![TableRow { cells }; 50], ..Table::default() };
    let mut deep = paragraph("sâu");
    for _ in 0..60 {
        deep = Block::Quote(Quote { content: vec![deep], ..Quote::default() });
    }
    let stories = [
        (Article::default(), 0),
        (only(paragraph("")), 0),
        (only(paragraph(&"x".repeat(20_000))), 20_000),
        (only(paragraph(&"\u{200b}".repeat(2_000))), 0),
        (only(paragraph("a\u{2028}\u{2028}b")), 2),
        (only(Block::Table(Table::default())), 0),
        (only(Block::Table(wide)), 10_000),
        (only(deep), 3),
        (only(Block::Crosshead(Crosshead { level: 200, content: vec![Inline::text("!")], span: None })), 1),
        (long_headline, 0),
        (Article { language: "ar".into(), direction: pressroom_core::Direction::Rtl, ..sample() }, 0),
        (Article { body: vec![paragraph("Một câu ngắn."); 3_000], language: "vi".into(), ..Article::default() }, 0),
    ];
    for (index, (story, letters)) in stories.into_iter().enumerate() {
        let result = convert(story);
        let text = text_of(result.main());
        assert!(text.chars().count() >= letters, "story {index}: {} letters of {letters}", text.chars().count());
    }
}

#[test]
fn letters_that_no_font_has_are_told_script_by_script_and_drawn_as_boxes() {
    let fonts = std::env::temp_dir();
    let empty = fonts.join("pressroom-no-fonts");
    std::fs::create_dir_all(&empty).unwrap();
    let body = vec![paragraph("漢 và 漢, 字, ก; \u{e000}")];
    let job = TestJob::article(Article { body, language: "vi".into(), ..Article::default() });
    let result = job.options(json!({ "paper": "a4", "font_dir": empty })).run::<Pdf>();
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    assert_eq!(result.codes(), ["PDF01", "PDF01", "PDF01"]);
    let han = &result.diagnostics[0].args;
    assert_eq!((han["count"].as_str(), han["script"].as_str()), ("2", "Han"));
    assert_eq!(han["letters"], "漢 U+6F22, 字 U+5B57");
    let document = Document::load_mem(result.main()).unwrap();
    let page = document.get_pages()[&1];
    let content = document.get_page_content(page);
    let shown = lopdf::content::Content::decode(&content).unwrap();
    let glyphs = shown.operations.iter().filter(|op| op.operator == "TJ" || op.operator == "Tj");
    let missing =
        |object: &Object| matches!(object, Object::String(codes, _) if codes.chunks(2).any(|code| code == [0, 0]));
    for operation in glyphs {
        let array = operation.operands.iter().flat_map(|operand| operand.as_array().into_iter().flatten());
        assert!(!array.chain(&operation.operands).any(missing), "{operation:?}");
    }
}

fn laid_out(article: &Article, paper: Paper) -> Layout {
    laid_out_with(&Fonts::new(Some("no such folder".into())).unwrap(), article, paper)
}

fn laid_out_with(fonts: &Fonts, article: &Article, paper: Paper) -> Layout {
    let writing = Writing::of(article);
    let sheet = Sheet::new(&Design { paper, ..Design::default() }, writing.script);
    let mut layout = Layout::default();
    let read = |_: Owner, _: &str| Ok(PHOTO.to_vec());
    let mut shelf = Shelf::new(&read, None);
    let owner = Owner::Story(0);
    let mut desk = Desk::new(fonts, &sheet, &mut layout, &writing, &mut shelf, owner);
    story::make_up(&mut desk, article, None);
    layout
}

#[test]
fn everything_stands_on_the_paper() {
    for paper in [Paper::A4, Paper::Letter, Paper::Tabloid, Paper::Berliner, Paper::Broadsheet] {
        let layout = laid_out(&sample(), paper);
        let sheet = Sheet::new(&Design { paper, ..Design::default() }, Script::Latin);
        // Marks hang out of the column by less than their width.
        const HANGING: f32 = 5.0;
        let (left, right) = (sheet.left - HANGING, sheet.left + sheet.measure + HANGING);
        assert!(paper == Paper::Letter || layout.pages.len() == 1, "{paper:?}");
        for item in layout.pages.iter().flat_map(|page| &page.items) {
            let (x, y, width) = match &item.mark {
                Mark::Glyphs(run) => (run.x, run.y, run.glyphs.iter().map(|glyph| glyph.advance).sum()),
                Mark::Fill(area, _) | Mark::Picture(_, area) | Mark::Link(_, area) => (area.x, area.y, area.width),
            };
            assert!(x >= left && x + width <= right && y > 0.0 && y < sheet.height, "{paper:?}: {item:?}");
        }
    }
}

#[test]
fn justified_lines_end_at_the_columns_edge() {
    let layout = laid_out(&sample(), Paper::A4);
    let sheet = Sheet::new(&Design::default(), Script::Latin);
    let width = sheet.column_width(3);
    let mut checked = 0;
    for item in &layout.pages[0].items {
        let Mark::Glyphs(run) = &item.mark else { continue };
        let text = run.text.trim_end();
        let hangs = text.ends_with(|last: char| !last.is_alphanumeric()) || text.starts_with('"');
        let column = (0..3).map(|at| sheet.column_left(at, 3, false)).find(|left| (run.x - left).abs() < 0.1);
        let Some(left) = column.filter(|_| run.size == 9.4 && !hangs) else { continue };
        let end = run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
        // A paragraph's last line is shorter.
        if text.len() > 20 && end > left + width * 0.9 {
            checked += 1;
            assert!((end - left - width).abs() < 0.1, "{text:?} ends {} off", end - left - width);
        }
    }
    assert!(checked > 60, "{checked} lines");
}

#[test]
fn a_page_of_text_is_small() {
    const LARGEST_BYTES: usize = 40_000;
    let mut story = sample();
    story.body.retain(|block| !matches!(block, Block::Figure(_)));
    let result = TestJob::article(story).run::<Pdf>();
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    assert!(result.main().len() < LARGEST_BYTES, "{} bytes", result.main().len());
}
