//! A story in each language, set in the Noto fonts, judged by veraPDF and read back by pdftotext. The pages stay in
//! `target/tmp/pdf-languages` to be looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

use pressroom_core::Direction;
use serde::Deserialize;

use super::*;
use crate::text::fonts::Face;

const STORIES: [(&str, &str); 22] = [
    ("vi", include_str!("stories/vi.json")),
    ("en", include_str!("stories/en.json")),
    ("ar", include_str!("stories/ar.json")),
    ("he", include_str!("stories/he.json")),
    ("fa", include_str!("stories/fa.json")),
    ("ur", include_str!("stories/ur.json")),
    ("th", include_str!("stories/th.json")),
    ("km", include_str!("stories/km.json")),
    ("lo", include_str!("stories/lo.json")),
    ("zh-Hans", include_str!("stories/zh-Hans.json")),
    ("zh-Hant", include_str!("stories/zh-Hant.json")),
    ("ja", include_str!("stories/ja.json")),
    ("ko", include_str!("stories/ko.json")),
    ("hi", include_str!("stories/hi.json")),
    ("ru", include_str!("stories/ru.json")),
    ("el", include_str!("stories/el.json")),
    ("de", include_str!("stories/de.json")),
    ("fr", include_str!("stories/fr.json")),
    ("bn", include_str!("stories/bn.json")),
    ("ta", include_str!("stories/ta.json")),
    ("my", include_str!("stories/my.json")),
    ("am", include_str!("stories/am.json")),
];

#[derive(Deserialize)]
pub struct Told {
    language: String,
    right_to_left: bool,
    section: String,
    headline: String,
    deck: String,
    byline: String,
    dateline: String,
    paragraphs: Vec<String>,
    crosshead: String,
    list: Vec<String>,
    table_caption: String,
    table: Vec<Vec<String>>,
    quote: String,
    speaker: String,
    pull_quote: String,
    caption: String,
    credit: String,
    note: String,
}

impl Told {
    pub fn article(&self) -> Article {
        let words = |text: &str| vec![Inline::text(text)];
        let cell = |text: &String, header| TableCell { header, column_span: 1, row_span: 1, content: words(text) };
        let row = |(index, cells): (usize, &Vec<String>)| TableRow {
            cells: cells.iter().map(|text| cell(text, index == 0)).collect(),
        };
        let asset = Asset { file: "images/photo.jpg".into(), media_type: "image/jpeg".into(), ..Asset::default() };
        let figure = Figure {
            asset: Some(asset),
            caption: Some(Text::new(&self.caption)),
            credit: Some(Text::new(&self.credit)),
            ..Figure::default()
        };
        let mut body: Vec<Block> = self.paragraphs.iter().map(|text| paragraph(text)).collect();
        body.insert(1, Block::Figure(figure));
        body.insert(3, Block::Crosshead(Crosshead { level: 1, content: words(&self.crosshead), span: None }));
        let items = self.list.iter().map(|item| vec![paragraph(item)]).collect();
        body.insert(4, Block::List(List { ordered: true, items, span: None }));
        body.insert(5, Block::PullQuote(PullQuote { content: words(&self.pull_quote), attribution: None, span: None }));
        body.push(Block::Table(Table {
            caption: Some(self.table_caption.clone()),
            rows: self.table.iter().enumerate().map(row).collect(),
            span: None,
        }));
        body.push(Block::Quote(Quote {
            content: vec![paragraph(&self.quote)],
            attribution: Some(self.speaker.clone()),
            span: None,
        }));
        body.push(Block::Note(Note { content: vec![paragraph(&self.note)], ..Note::default() }));
        Article {
            language: self.language.clone(),
            direction: if self.right_to_left { Direction::Rtl } else { Direction::Ltr },
            section: Some(Text::new(&self.section)),
            headline: Some(Text::new(&self.headline)),
            deck: vec![Text::new(&self.deck)],
            byline: vec![Person { name: self.byline.clone(), ..Person::default() }],
            dateline: Some(Dateline { text: self.dateline.clone(), ..Dateline::default() }),
            updated: "2026-10-12T08:00:00Z".parse().ok(),
            body,
            ..Article::default()
        }
    }

    /// What has to be read on the page, part by part.
    fn parts(&self) -> Vec<&str> {
        let head = [&self.section, &self.headline, &self.deck, &self.byline, &self.dateline];
        let rest = [&self.crosshead, &self.quote, &self.speaker, &self.pull_quote, &self.caption, &self.note];
        let lists = self.paragraphs.iter().chain(&self.list).chain(self.table.iter().flatten());
        head.into_iter()
            .chain(rest)
            .chain([&self.credit, &self.table_caption])
            .chain(lists)
            .map(String::as_str)
            .collect()
    }
}

pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A file or folder that `cargo xtask setup` installs; what is missing is said aloud.
pub fn set_up(name: &str) -> Option<PathBuf> {
    use std::io::Write;
    let path = root().join("target/validators").join(name);
    if path.exists() {
        return Some(path);
    }
    // Past the test harness, which keeps the output of tests that pass to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {name} is not set up; run `cargo xtask setup`");
    None
}

pub fn told(json: &str) -> Told {
    serde_json::from_str(json).unwrap()
}

/// The story of one of [`STORIES`].
pub fn told_article(language: &str) -> Article {
    let (_, json) = STORIES.into_iter().find(|(tag, _)| *tag == language).unwrap();
    told(json).article()
}

fn set(article: &Article, fonts: &Path) -> TestResult {
    let job = TestJob::article(article.clone()).resource(0, "images/photo.jpg", PHOTO);
    let result = job.options(json!({ "paper": "a4", "font_dir": fonts })).run::<Pdf>();
    assert_eq!(result.ended, Some(Ended::Done), "{}: {:?}", article.language, result.diagnostics);
    result
}

/// What a reader's program copies from the page, without white space and line-end hyphens.
fn copied(file: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg("-raw").arg(file).arg("-").output().ok()?;
    Some(comparable(&String::from_utf8(output.stdout).unwrap()))
}

/// The text of the pages as a program follows it: part by part, run by run, each cluster of a right-to-left run after the
/// one on its right.
fn read_in_order(layout: &Layout, right_to_left: bool) -> String {
    let mut runs: Vec<_> = layout.pages.iter().flat_map(|page| &page.items).collect();
    runs.sort_by_key(|item| item.owner);
    let mut text = String::new();
    for item in runs {
        let Mark::Glyphs(run) = &item.mark else { continue };
        let mut clusters: Vec<&str> =
            run.glyphs.iter().map(|glyph| &run.text[glyph.text.0 as usize..glyph.text.1 as usize]).collect();
        // Digits of these scripts, and what stands between them, run from left to right.
        let backward =
            |c: char| matches!(c, '\u{590}'..='\u{8ff}') && !c.is_numeric() && !matches!(c, '\u{66a}'..='\u{66c}');
        let marks = right_to_left && !run.text.contains(char::is_alphanumeric);
        if marks || run.text.contains(backward) {
            clusters.reverse();
        }
        text.extend(clusters);
    }
    text
}

fn sorted(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

fn comparable(text: &str) -> String {
    // Among them direction marks that pdftotext adds for the terminal.
    let unseen = |letter: &char| !matches!(letter, '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    text.chars().filter(|letter| !letter.is_whitespace()).filter(unseen).collect()
}

#[test]
fn every_language_is_set_and_read_back_as_it_was_written() {
    let Some(fonts) = set_up("fonts") else { return };
    let folder = root().join("target/tmp/pdf-languages");
    std::fs::create_dir_all(&folder).unwrap();
    let shipped_and_noto = Fonts::new(Some(fonts.clone())).unwrap();
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for (language, json) in STORIES {
        let told = told(json);
        let result = set(&told.article(), &fonts);
        assert_eq!(result.codes(), Vec::<&str>::new(), "{language}: {:?}", result.diagnostics);
        let file = folder.join(format!("{language}.pdf"));
        std::fs::write(&file, result.main()).unwrap();
        let read = read_in_order(&laid_out_with(&shipped_and_noto, &told.article(), Paper::A4), told.right_to_left);
        let mut texts = vec![("set in order", comparable(&read))];
        if let Some(text) = copied(&file) {
            // pdftotext turns right-to-left words around one by one: there only the letters can be compared.
            assert_eq!(sorted(&text), sorted(&comparable(&read)), "{language}: other letters than were set");
            texts.extend((!told.right_to_left).then_some(("copied", text)));
        }
        for (how, text) in texts {
            let missing = told.parts().into_iter().filter(|part| !text.contains(&comparable(part)));
            faults.extend(missing.map(|part| format!("{language}: not {how}: {part}")));
        }
        files.push(file);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // And with boxes in place of every letter.
    let nothing = root().join("target/tmp/pdf-no-fonts");
    std::fs::create_dir_all(&nothing).unwrap();
    let result = set(&told(include_str!("stories/th.json")).article(), &nothing);
    assert_eq!(result.codes(), ["PDF01"]);
    files.push(folder.join("boxes.pdf"));
    std::fs::write(folder.join("boxes.pdf"), result.main()).unwrap();
    if let Some(veracheck) = set_up("bin/veracheck") {
        let output = Command::new(veracheck).arg("2a,ua1").args(&files).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

/// A justified line of body text: its words and the widths of its spaces.
struct Spaced {
    text: String,
    widest: f32,
}

fn justified_lines(layout: &Layout, space: f32) -> Vec<Spaced> {
    let mut lines: Vec<(i32, i32, Spaced)> = Vec::new();
    let sheet = Sheet::new(&Design::default(), Script::Latin);
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Mark::Glyphs(run) = &item.mark else { continue };
        if run.size != 9.4 {
            continue;
        }
        let column = ((run.x - sheet.left + 8.0) / (sheet.column_width(3) + sheet.gutter)).floor() as i32;
        let place = (column, (run.y * 10.0) as i32);
        let widest = run.glyphs.iter().filter(|glyph| &run.text[glyph.text.0 as usize..glyph.text.1 as usize] == " ");
        let widest = widest.map(|glyph| glyph.advance).fold(0.0, f32::max) / space;
        match lines.iter_mut().find(|(column, y, _)| (*column, *y) == place) {
            Some((.., line)) => {
                line.text += &run.text;
                line.widest = line.widest.max(widest);
            }
            None => lines.push((place.0, place.1, Spaced { text: run.text.clone(), widest })),
        }
    }
    lines.into_iter().map(|(.., line)| line).collect()
}

#[test]
fn spaces_stay_narrow_where_letters_and_hyphens_can_help() {
    /// In parts of the space's own width.
    const WIDEST: f32 = 1.55;
    const WIDEST_OF_FEW: f32 = 2.1;
    let fonts = Fonts::new(Some("no such folder".into())).unwrap();
    let space = fonts.get(fonts.of(Face::Serif)).unwrap();
    let space = space.width_thousandths(space.glyph_of(' ').unwrap()) as f32 / 1000.0 * 9.4;
    let (mut checked, mut loose) = (0, Vec::new());
    for (language, json) in
        STORIES.into_iter().filter(|(language, _)| ["en", "de", "fr", "ru", "el"].contains(language))
    {
        for line in justified_lines(&laid_out_with(&fonts, &told(json).article(), Paper::A4), space) {
            checked += 1;
            assert!(line.widest <= WIDEST_OF_FEW, "{language}: {:.2} {}", line.widest, line.text);
            if line.widest > WIDEST {
                loose.push(line.text);
            }
        }
    }
    assert!(checked > 150 && loose.len() * 30 <= checked, "of {checked} lines {loose:?}");
}

#[test]
fn words_of_scripts_without_spaces_stay_whole() {
    let Some(fonts) = set_up("fonts") else { return };
    let fonts = Fonts::new(Some(fonts)).unwrap();
    for (language, words) in [
        ("th", &["นักเรียน", "หนังสือ", "หมู่บ้าน", "ครอบครัว"][..]),
        ("lo", &["ນັກຮຽນ", "ຫໍສະໝຸດ", "ຊົ່ວໂມງ"]),
        ("km", &["បណ្ណាល័យ", "សៀវភៅ", "ជួសជុល"]),
    ] {
        let json = STORIES.into_iter().find(|(tag, _)| *tag == language).unwrap().1;
        let told = told(json);
        // Every width breaks the lines elsewhere.
        for paper in [Paper::A4, Paper::Tabloid, Paper::Berliner, Paper::Broadsheet] {
            let read = read_in_order(&laid_out_with(&fonts, &told.article(), paper), false);
            let layout = laid_out_with(&fonts, &told.article(), paper);
            let runs = layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.mark {
                Mark::Glyphs(run) => Some(run.text.as_str()),
                Mark::Fill(..) | Mark::Picture(..) | Mark::Link(..) => None,
            });
            let runs: Vec<&str> = runs.collect();
            for word in words {
                let whole: usize = runs.iter().map(|run| run.matches(word).count()).sum();
                assert_eq!(whole, read.matches(word).count(), "{language} {paper:?}: {word} is divided");
                assert!(whole > 0);
            }
        }
    }
}

#[test]
fn a_paragraph_of_the_other_direction_begins_at_its_own_side() {
    let Some(fonts) = set_up("fonts") else { return };
    let fonts = Fonts::new(Some(fonts)).unwrap();
    let body = vec![paragraph("One line."), paragraph("جملة واحدة."), paragraph("كلمة and another.")];
    let article = Article { language: "en".into(), headline: Some(Text::new("Lines")), body, ..Article::default() };
    let layout = laid_out_with(&fonts, &article, Paper::A4);
    let sheet = Sheet::new(&Design::default(), Script::Latin);
    let end = |wanted: &str| {
        let runs = layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.mark {
            Mark::Glyphs(run) if run.size == 9.4 && run.text.contains(wanted) => Some(run),
            Mark::Glyphs(_) | Mark::Fill(..) | Mark::Picture(..) | Mark::Link(..) => None,
        });
        runs.map(|run| run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>()).fold(0.0, f32::max)
    };
    let width = sheet.column_width(1).min(336.0);
    assert!(end("line") < sheet.left + width / 2.0);
    // The indent is on the right as well.
    assert!((end("ج") - sheet.left - width).abs() < 12.0, "{}", end("ج"));
    assert!(end("another") < sheet.left + width / 2.0);
}
