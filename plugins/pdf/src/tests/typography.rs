//! What an editor would see: lines on one grid, no widows, no lone words, columns that end together, headlines with air.

use harfrust::ShaperFont;

use super::audit::{BodyLine, Tally, paragraphs, runs};
use super::languages::told_article;
use super::*;
use crate::page::{GlyphRun, Role};
use crate::text::fonts::FontId;

const PAPERS: [Paper; 5] = [Paper::A4, Paper::Letter, Paper::Tabloid, Paper::Berliner, Paper::Broadsheet];
const BODY_SIZE: f32 = 9.4;
/// The first of [`stories`]; the others are words at random.
const REAL_STORIES: usize = 7;

/// Stories in the plugin's own fonts.
fn stories() -> Vec<(String, Article)> {
    let mut stories: Vec<(String, Article)> = ["en", "de", "fr", "ru", "el", "vi"]
        .into_iter()
        .map(|language| (language.to_owned(), told_article(language)))
        .collect();
    stories.push(("sample".into(), sample()));
    for (paragraphs, name) in [(1, "one paragraph"), (9, "short"), (40, "long"), (400, "forty pages")] {
        let body = (0..paragraphs).map(|index| paragraph(&sentences(3 + index % 5, index))).collect();
        let headline = Some(Text::new("A river library goes on its way again"));
        stories.push((name.into(), Article { language: "en".into(), headline, body, ..Article::default() }));
    }
    stories
}

/// Sentences of many lengths, each text another.
fn sentences(count: usize, seed: usize) -> String {
    const WORDS: [&str; 16] = [
        "harbour",
        "the",
        "children",
        "of",
        "boat",
        "extraordinary",
        "morning",
        "a",
        "reading",
        "villages",
        "and",
        "in",
        "commission",
        "water",
        "considerable",
        "is",
    ];
    let mut state = seed as u64 * 2_654_435_761 + 97;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(state >> 33) as usize % WORDS.len()]
    };
    let sentence = |index: usize| (0..7 + index % 9).map(|_| word()).collect::<Vec<_>>().join(" ") + ".";
    (0..count).map(sentence).collect::<Vec<_>>().join(" ")
}

fn fonts() -> Fonts {
    Fonts::new(Some("no such folder".into())).unwrap()
}

/// Stories of a newspaper's length in the languages that are looked at most closely: a headline, a deck and paragraphs.
const TEXTS: [(&str, &str); 8] = [
    ("en", include_str!("texts/en-ferry.txt")),
    ("en", include_str!("texts/en-map.txt")),
    ("vi", include_str!("texts/vi-cau.txt")),
    ("vi", include_str!("texts/vi-muoi.txt")),
    ("de", include_str!("texts/de-bahn.txt")),
    ("de", include_str!("texts/de-imker.txt")),
    ("fr", include_str!("texts/fr-phare.txt")),
    ("fr", include_str!("texts/fr-marche.txt")),
];

fn text_article(language: &str, text: &str) -> Article {
    let mut lines = text.lines();
    let mut next = || lines.next().map(Text::new);
    Article {
        language: language.into(),
        headline: next(),
        deck: next().into_iter().collect(),
        body: lines.map(paragraph).collect(),
        ..Article::default()
    }
}

#[test]
fn hardly_a_line_of_a_newspapers_story_is_stretched_and_hardly_a_word_alone() {
    let fonts = fonts();
    for language in ["en", "vi", "de", "fr"] {
        let mut tally = Tally::default();
        for paper in PAPERS {
            for (_, text) in TEXTS.into_iter().filter(|(of, _)| *of == language) {
                let layout = laid_out_with(&fonts, &text_article(language, text), paper);
                tally.count(&format!("{language} {paper:?}"), &fonts, &layout, BODY_SIZE);
            }
        }
        let Tally { lines, paragraphs, stretched, lone_words, lone_lines, hyphens } = tally;
        assert!(lines > 400 && paragraphs > 50, "{language}: {lines} lines of {paragraphs} paragraphs");
        assert!(lone_lines.is_empty(), "{lone_lines:#?}");
        assert!(stretched.len() * 60 <= lines, "of {lines} lines {}: {stretched:#?}", stretched.len());
        // Words as long as German ones leave no choice now and then.
        let one_in = if language == "de" { 9 } else { 20 };
        assert!(
            lone_words.len() * one_in <= paragraphs,
            "of {paragraphs} paragraphs {}: {lone_words:#?}",
            lone_words.len()
        );
        assert!(hyphens == 0 || language != "vi", "{hyphens} hyphens in Vietnamese");
    }
}

#[test]
fn all_body_text_stands_on_one_grid() {
    let fonts = fonts();
    for paper in PAPERS {
        let sheet = Sheet::new(&Design { paper, ..Design::default() }, Script::Latin);
        for (name, article) in stories() {
            let layout = laid_out_with(&fonts, &article, paper);
            let lines: Vec<BodyLine> = paragraphs(&fonts, &layout, BODY_SIZE).into_values().flatten().collect();
            assert!(!lines.is_empty(), "{name}");
            for line in lines {
                let steps = (line.baseline - sheet.top - sheet.baseline) / sheet.leading;
                assert!((steps - steps.round()).abs() < 0.01, "{name} {paper:?}: off the grid: {line:?}");
            }
        }
    }
}

#[test]
fn no_column_begins_or_ends_with_one_line_of_a_paragraph() {
    let fonts = fonts();
    let mut divided = 0;
    for paper in PAPERS {
        for (name, article) in stories() {
            let layout = laid_out_with(&fonts, &article, paper);
            for lines in paragraphs(&fonts, &layout, BODY_SIZE).into_values() {
                let parts: Vec<&[BodyLine]> = lines.chunk_by(|a, b| (a.page, a.left) == (b.page, b.left)).collect();
                let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
                if parts.len() > 1 {
                    divided += 1;
                    assert!(first.len() > 1, "{name} {paper:?}: orphan {first:?}");
                    assert!(last.len() > 1, "{name} {paper:?}: widow {last:?}");
                }
            }
        }
    }
    assert!(divided > 100, "{divided} paragraphs go on in another column");
}

#[test]
fn hardly_a_paragraph_ends_with_a_lone_word_and_fewer_with_a_scrap_of_one() {
    const MOST_OF_A_SCRAP: usize = 5;
    let fonts = fonts();
    let (mut all, mut alone, mut scraps) = (0, Vec::new(), Vec::new());
    for paper in PAPERS {
        for (name, article) in stories().into_iter().take(REAL_STORIES) {
            let layout = laid_out_with(&fonts, &article, paper);
            for lines in paragraphs(&fonts, &layout, BODY_SIZE).into_values().filter(|lines| lines.len() > 2) {
                all += 1;
                let [.., before, last] = lines.as_slice() else { continue };
                if !last.text.trim().contains(' ') {
                    let part = before.text.ends_with('\u{ad}');
                    let letters = last.text.chars().filter(|letter| letter.is_alphabetic()).count();
                    if part && letters <= MOST_OF_A_SCRAP {
                        scraps.push(format!("{name} {paper:?}: {}", last.text));
                    }
                    alone.push(format!("{name} {paper:?}: {}", last.text));
                }
            }
        }
    }
    assert!(
        all > 100 && alone.len() * 7 <= all && scraps.len() * 25 <= all,
        "{scraps:#?} of {all} paragraphs {}: {alone:#?}",
        alone.len()
    );
}

#[test]
fn a_soft_hyphen_at_the_end_of_a_paragraph_loses_nothing() {
    for (text, letters) in [("a\u{ad}".repeat(500), 500), ("word ".repeat(60) + "end\u{ad}", 243)] {
        let article = Article { language: "en".into(), body: vec![paragraph(&text)], ..Article::default() };
        let shown: usize = runs(&laid_out(&article, Paper::A4))
            .filter(|(_, owner, _)| owner.is_some())
            .map(|(.., run)| run.text.chars().filter(char::is_ascii_lowercase).count())
            .sum();
        assert_eq!(shown, letters);
    }
}

#[test]
fn a_letter_under_a_tower_of_marks_is_copied_whole() {
    let tower = format!("a{}", "\u{301}\u{323}".repeat(300));
    let result = convert(Article { language: "en".into(), body: vec![paragraph(&tower)], ..Article::default() });
    let text = text_of(result.main());
    assert_eq!(text.matches('\u{301}').count() + text.matches('á').count(), 300, "{}", text.chars().count());
}

#[test]
fn the_last_columns_of_a_story_end_together() {
    /// Two lines that must stay together leave at most so many empty.
    const MOST_UNEVEN: f32 = 3.0;
    let fonts = fonts();
    for paper in PAPERS {
        let sheet = Sheet::new(&Design { paper, ..Design::default() }, Script::Latin);
        for (name, article) in
            stories().into_iter().filter(|(name, _)| ["short", "long", "forty pages"].contains(&name.as_str()))
        {
            let layout = laid_out_with(&fonts, &article, paper);
            let last = layout.pages.len() - 1;
            let areas = layout.stories[0].areas.iter().filter(|(page, _)| *page == last);
            let ends: Vec<f32> = areas.map(|(_, area)| (area.y + area.height) / sheet.leading).collect();
            let (low, high) = ends.iter().fold((f32::MAX, 0.0_f32), |(low, high), &end| (low.min(end), high.max(end)));
            assert!(high - low <= MOST_UNEVEN + 0.01, "{name} {paper:?}: {ends:?}");
        }
    }
}

#[test]
fn headlines_have_air_and_no_accent_touches_the_line_above() {
    const LEAST_LEADING: f32 = 1.15;
    let fonts = fonts();
    // Accents stacked on capitals below letters that reach down.
    let headline = "Quỹ ngày gặp gỡ nghị quyết quý này được các địa phương ghi nhận rộng rãi khắp nơi: \
                    Ế ẨM, Ẵ Ặ Ố ỒN Ể Ễ Ấ Ằ ĐÃ QUA";
    let mut checked = 0;
    for paper in PAPERS {
        for headline in
            [headline, "Ấp Ổi ghi nhận ngày gặp gỡ của Ủy ban và Ấp Ồ, Ấp Ễ với Ấp Ẩn trong tỉnh ta năm nay"]
        {
            let article = Article { headline: Some(Text::new(headline)), ..sample() };
            let layout = laid_out_with(&fonts, &article, paper);
            let mut lines: Vec<Line> = Vec::new();
            for (_, owner, run) in runs(&layout) {
                let role = owner.map(|owner| &layout.structure.nodes[owner.0 as usize].role);
                if role == Some(&Role::Heading(1)) {
                    let (above, below) = reach(&fonts, run);
                    lines.push(Line { baseline: run.y, above, below, size: run.size });
                }
            }
            for pair in lines.windows(2).filter(|pair| pair[1].baseline > pair[0].baseline + 1.0) {
                checked += 1;
                let [upper, lower] = pair else { continue };
                assert!(lower.baseline - upper.baseline >= LEAST_LEADING * lower.size, "{paper:?}: too tight");
                let gap = (lower.baseline - lower.above) - (upper.baseline + upper.below);
                assert!(gap > 0.0, "{paper:?}: {gap} points between an accent and the line above");
            }
        }
    }
    assert!(checked >= 10, "{checked} pairs of lines");
}

struct Line {
    baseline: f32,
    above: f32,
    below: f32,
    size: f32,
}

/// How far a run's letters reach above and below its baseline.
fn reach(fonts: &Fonts, run: &GlyphRun) -> (f32, f32) {
    let id: FontId = run.font;
    let font = fonts.get(id).unwrap();
    let shaper = ShaperFont::new(&font.data);
    let scale = run.size / font.units_per_em();
    run.glyphs.iter().filter_map(|glyph| shaper.glyph_extents(u32::from(glyph.id).into())).fold(
        (0.0, 0.0),
        |(above, below): (f32, f32), extents| {
            let top = extents.y_bearing as f32 * scale;
            let bottom = (extents.y_bearing + extents.height) as f32 * scale;
            (above.max(top), below.max(-bottom))
        },
    )
}

#[test]
fn a_word_divided_by_a_hyphen_is_copied_whole() {
    let article = told_article("de");
    let layout = laid_out(&article, Paper::A4);
    let divided: usize = runs(&layout).map(|(.., run)| run.text.matches('\u{ad}').count()).sum();
    assert!(divided > 3, "{divided} words are divided");
    let result = convert(article.clone());
    let text = text_of(result.main());
    // What stands at the lines' ends is a soft hyphen, which whoever searches or copies does not see. (A hyphen of the
    // text's own may have the same glyph; it has its text in the content stream, which is not looked at here.)
    assert!(text.matches('\u{ad}').count() >= divided, "{text}");
    let whole = |text: &str| squeezed(text).replace(['\u{ad}', '-', '\u{2010}'], "");
    for block in &article.body {
        if let Block::Paragraph(paragraph) = block {
            let words = whole(&pressroom_core::plain_text(&paragraph.content));
            assert!(whole(&text).contains(&words), "not whole: {words}");
        }
    }
}

#[test]
fn a_table_too_wide_for_its_place_is_told_and_keeps_its_words_whole() {
    let cell =
        |text: String, header| TableCell { header, column_span: 1, row_span: 1, content: vec![Inline::text(text)] };
    let row =
        |row: usize| TableRow { cells: (0..60).map(|column| cell(format!("word{row}x{column}"), row == 0)).collect() };
    let table = Block::Table(Table { rows: (0..4).map(row).collect(), ..Table::default() });
    let article = Article { language: "en".into(), body: vec![table], ..Article::default() };
    let result = convert(article.clone());
    assert_eq!(result.codes(), ["PDF20"]);
    let layout = laid_out(&article, Paper::A4);
    let texts: Vec<&str> =
        runs(&layout).filter(|(_, owner, _)| owner.is_some()).map(|(.., run)| run.text.trim()).collect();
    for row in 0..4 {
        for column in 0..60 {
            let word = format!("word{row}x{column}");
            assert_eq!(texts.iter().filter(|text| **text == word).count(), 1, "{word}");
        }
    }
}

#[test]
fn who_has_the_copyright_is_said_once_and_a_drawing_is_not_called_a_photo() {
    let Some(Block::Figure(figure)) = sample().body.into_iter().find(|block| matches!(block, Block::Figure(_))) else {
        panic!("the sample has a figure");
    };
    let page = |article: Article| text_of(convert(article).main());
    let holder = Some(Text::new("Ban Mai"));
    let both =
        page(Article { copyright_holder: holder.clone(), copyright: Some(Text::new("© 2024 Ban Mai.")), ..sample() });
    assert_eq!(both.matches("Ban Mai").count(), 1, "{both}");
    let alone = page(Article { copyright_holder: holder, ..sample() });
    assert!(alone.contains("© Ban Mai"), "{alone}");
    let drawn = Figure { illustration: true, credit: Some(Text::new("minh họa của Lan Chi")), ..figure.clone() };
    let labelled = Figure { credit_label: Some(Text::new("Minh họa:")), ..figure.clone() };
    for (figure, shown, not_shown) in [
        (drawn, "minh họa của Lan Chi", "Ảnh: minh họa"),
        (labelled, "Minh họa: Thanh Tân/TTXVN", "Ảnh:"),
        (Figure { handout: true, ..figure }, "Ảnh: Thanh Tân/TTXVN", "minh họa"),
    ] {
        let text = page(Article { body: vec![paragraph("Một câu."), Block::Figure(figure)], ..sample() });
        assert!(squeezed(&text).contains(&squeezed(shown)), "{text}");
        assert!(!squeezed(&text).contains(&squeezed(not_shown)), "{text}");
    }
}
