use pressroom_core::{Article, Block, Figure, Person, Text};
use pressroom_plugin::testing::TestJob;
use zip::CompressionMethod;

use super::{keep, open, texts};
use pressroom_pages::testing::{FILE, PICTURE, every_block, figure, vietnamese};

fn job(article: Article) -> TestJob {
    TestJob::article(article).resource(0, FILE, PICTURE)
}

#[test]
fn a_book_begins_with_its_type_and_stores_its_pictures() {
    let book = open(&job(vietnamese()));
    keep("story-vi.epub", &book);
    book.is_sound();
    let bytes = book.result.main();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "OCF 3.3, 4.2.2");
    let (name, method, picture) = book.entries.last().unwrap();
    assert_eq!((name.as_str(), *method), ("OEBPS/images/0001-01.png", CompressionMethod::Stored));
    assert_eq!(picture, PICTURE);
    assert!(book.result.diagnostics.is_empty(), "{:?}", book.result.diagnostics);
    // The end of the directory: no comment (APPNOTE 4.3.16).
    assert_eq!(bytes[bytes.len() - 22..][..4], *b"PK\x05\x06");
    assert_eq!(bytes[bytes.len() - 2..], [0, 0]);
    // General purpose bit 3 of a local header: sizes follow the data (APPNOTE 4.4.4).
    for at in (0..bytes.len() - 8).filter(|&at| bytes[at..].starts_with(b"PK\x03\x04")) {
        assert_eq!(bytes[at + 6] & 8, 0, "a data descriptor");
        assert_eq!(bytes[at + 10..at + 14], [0, 0, 0x21, 0], "dated 1 January 1980");
    }
}

#[test]
fn the_package_says_what_the_story_says() {
    let book = open(&job(vietnamese()));
    let opf = book.text("OEBPS/content.opf");
    assert_eq!(texts(opf, "dc:identifier"), ["urn:newsml:example.org:2024-05-04:article-0001"]);
    assert_eq!(texts(opf, "dc:creator"), ["Thanh Tân"]);
    assert_eq!(texts(opf, "dc:language"), ["vi"]);
    assert!(opf.contains("<meta property=\"dcterms:modified\">2024-05-04T10:30:00Z</meta>"), "{opf}");
    assert!(texts(opf, "dc:date").is_empty(), "a date without its year is no dc:date");
    assert!(opf.contains(">alternativeText<") && opf.contains(">textual<") && !opf.contains("conformsTo"), "{opf}");
    let ncx = book.text("OEBPS/toc.ncx");
    assert!(ncx.contains("name=\"dtb:uid\" content=\"urn:newsml:example.org:2024-05-04:article-0001\""), "{ncx}");
    assert!(book.text("OEBPS/nav.xhtml").contains(">Bắt đầu nội dung</a>"));
    let page = book.text("OEBPS/story-0001.xhtml");
    assert!(page.contains("<time datetime=\"--05-04\">4/5</time>"), "{page}");
    assert!(page.contains("<span class=\"dateline\">TTXVN</span> – Ngày 4/5, Hội nghị"), "{page}");
    assert!(page.contains("<span class=\"credit\">Ảnh: Thanh Tân/TTXVN</span>"), "{page}");
}

/// DPUB-ARIA's roles for everybody, EPUB's types for readers that open a note over the page.
#[test]
fn marks_lead_to_notes_and_notes_back() {
    let book = open(&job(every_block()));
    book.is_sound();
    let page = book.text("OEBPS/story-0001.xhtml");
    let mark = "<sup><a role=\"doc-noteref\" id=\"note-1-mark\" epub:type=\"noteref\" href=\"#note-1\">1</a></sup>";
    let note = "<aside class=\"note\" id=\"note-1\" role=\"doc-footnote\" epub:type=\"footnote\">\n\
                <p><span class=\"note-mark\">1</span> Fares as agreed by the council in March. \
                <a class=\"back\" role=\"doc-backlink\" href=\"#note-1-mark\">Back to the text</a></p>\n</aside>";
    assert!(page.contains(mark) && page.contains(note), "{page}");
    // A note that nothing leads to has no way back.
    assert!(page.contains("role=\"note\">\n<p>An earlier version gave the wrong fare.</p>\n</aside>"), "{page}");
}

/// Otherwise the full stop of a Latin name stands on its wrong side in an Arabic page.
#[test]
fn names_that_run_against_the_story_are_set_apart() {
    let mut shown = figure(Some(FILE), Some("شراع"));
    if let Block::Figure(Figure { credit, .. }) = &mut shown {
        *credit = Some(Text::new("نورا رحال / Reed Coast Co."));
    }
    let person = |name: &str| Person { name: name.to_owned(), ..Person::default() };
    let article = Article {
        language: "ar".to_owned(),
        direction: pressroom_core::Direction::Rtl,
        headline: Some(Text::new("عاد المرسى إلى العمل")),
        byline: vec![person("N. Rahal Jr."), person("ليلى النهري")],
        body: vec![shown],
        ..vietnamese()
    };
    let page = open(&job(article)).text("OEBPS/story-0001.xhtml").to_owned();
    for expected in [
        "نورا رحال / <bdi dir=\"ltr\">Reed Coast Co.</bdi></span>",
        "<span class=\"author\"><bdi dir=\"ltr\">N. Rahal Jr.</bdi></span>",
        "<span class=\"author\">ليلى النهري</span>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
}

#[test]
fn every_kind_of_block_has_its_place() {
    let book = open(&job(every_block()));
    keep("story-en.epub", &book);
    book.is_sound();
    assert_eq!(book.result.codes(), ["EPUB02"], "nobody described the picture");
    let opf = book.text("OEBPS/content.opf");
    assert!(!opf.contains("alternativeText") && opf.contains(">textual,visual<"), "{opf}");
    let page = book.text("OEBPS/story-0001.xhtml");
    assert_eq!(texts(page, "h1"), ["Ferry keeps its winter timetable"]);
    assert!(page.contains("<time datetime=\"2024-05-05T09:10:00+01:00\">5 May 2024, 09:10</time>"), "{page}");
    assert!(page.contains("alt=\"Các đơn vị ký kết"), "the caption is read out: {page}");
}

#[test]
fn a_label_says_what_a_picture_is() {
    let credit = |label: Option<&str>, credit: Option<&str>, illustration: bool| {
        let mut article = vietnamese();
        article.body = vec![Block::Figure(Figure {
            credit_label: label.map(Text::new),
            credit: credit.map(Text::new),
            illustration,
            ..Figure::default()
        })];
        let book = open(&TestJob::article(article));
        let page = book.text("OEBPS/story-0001.xhtml");
        texts(page, "figcaption").concat()
    };
    assert_eq!(credit(None, Some("Thanh Tân/TTXVN"), false), "Ảnh: Thanh Tân/TTXVN");
    assert_eq!(credit(None, Some("TTXVN phát"), false), "Ảnh: TTXVN phát");
    assert_eq!(credit(Some("Ảnh minh họa:"), Some("TTXVN"), true), "Ảnh minh họa: TTXVN");
    assert_eq!(credit(Some("Ảnh minh họa"), None, true), "Ảnh minh họa");
    assert_eq!(credit(None, Some("Ảnh minh họa của TTXVN"), true), "Ảnh minh họa của TTXVN");
}

#[test]
fn rights_are_shown_once() {
    let rights = |notice: Option<&str>, holder: Option<&str>| {
        let mut article = vietnamese();
        (article.copyright, article.copyright_holder) = (notice.map(Text::new), holder.map(Text::new));
        let book = open(&job(article));
        let opf = book.text("OEBPS/content.opf");
        assert_eq!(opf.contains("dcterms:rightsHolder"), holder.is_some());
        let page = book.text("OEBPS/story-0001.xhtml");
        let foot = page.split_once("<footer class=\"rights\">").map_or("", |(_, foot)| foot);
        assert_eq!(texts(opf, "dc:rights"), texts(foot.split_once("</footer>").map_or("", |(foot, _)| foot), "p"));
        texts(opf, "dc:rights")
    };
    assert_eq!(rights(Some("© 2024 TTXVN"), Some("TTXVN")), ["© 2024 TTXVN"]);
    assert_eq!(rights(None, Some("TTXVN")), ["© TTXVN"]);
    assert_eq!(rights(Some("Bản quyền được bảo lưu"), Some("TTXVN")), ["© TTXVN", "Bản quyền được bảo lưu"]);
    assert!(rights(None, None).is_empty());
}

#[test]
fn whoever_worked_on_it_and_whose_it_is_stand_below() {
    let mut article = vietnamese();
    article.contributors = vec![Person { name: "Lê Sa".to_owned(), ..Person::default() }];
    article.source = Some(Text::new("Báo Bờ Biển"));
    let page = |article: &Article| open(&job(article.clone())).text("OEBPS/story-0001.xhtml").to_owned();
    let shown = page(&article);
    assert!(
        shown.contains("<p>Tham gia thực hiện: Lê Sa</p>") && shown.contains("<p>Nguồn: Báo Bờ Biển</p>"),
        "{shown}"
    );
    // The dateline says it already.
    article.source = Some(Text::new("TTXVN"));
    assert!(!page(&article).contains("Nguồn:"));
}

#[test]
fn accessibility_follows_from_what_is_in_the_book() {
    let claims = |article: Article| {
        let opf = open(&job(article)).text("OEBPS/content.opf").to_owned();
        let said = |name: &str| -> Vec<String> {
            let meta = format!("<meta property=\"schema:{name}\"");
            opf.split(&meta).skip(1).map(|rest| rest.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
        };
        (
            said("accessMode"),
            said("accessModeSufficient"),
            said("accessibilityHazard"),
            said("accessibilitySummary"),
            opf,
        )
    };
    let (modes, sufficient, hazard, summary, _) = claims(vietnamese());
    assert_eq!(
        (modes.len(), sufficient.as_slice(), hazard.as_slice()),
        (2, &["textual".to_owned(), "textual,visual".to_owned()][..], &["none".to_owned()][..])
    );
    assert!(summary[0].ends_with("Mọi ảnh đều có lời mô tả."), "{summary:?}");
    let mut plain = vietnamese();
    plain.body.retain(|block| !matches!(block, Block::Figure(_)));
    let (modes, sufficient, _, summary, opf) = claims(plain);
    assert_eq!((modes, sufficient), (vec!["textual".to_owned()], vec!["textual".to_owned()]));
    assert!(summary[0].ends_with("Sách không có ảnh.") && !opf.contains("alternativeText"));
    let mut silent = vietnamese();
    silent.body.push(figure(Some(FILE), None));
    let (_, sufficient, _, _, opf) = claims(silent);
    assert_eq!(sufficient, ["textual,visual"]);
    assert!(!opf.contains("alternativeText"));
}

#[test]
fn the_parts_of_a_head_are_told_apart() {
    let book = open(&job(vietnamese()));
    let page = book.text("OEBPS/story-0001.xhtml");
    let mut from = 0;
    for part in [
        "<p class=\"kicker\">Thời sự · Tây Ninh</p>",
        "<h1 id=\"headline\">Chủ động phối hợp",
        "<p class=\"deck\">UBND tỉnh",
        "<span class=\"author\">Thanh Tân</span>",
        "<time datetime=\"--05-04\">4/5</time>",
        "<span class=\"dateline\">TTXVN</span>",
    ] {
        let at = page[from..].find(part);
        from += at.unwrap_or_else(|| panic!("no {part}, or not in order: {page}"));
    }
}

#[test]
fn a_picture_that_cannot_be_used_is_a_loss_and_the_book_stands() {
    let mut article = vietnamese();
    article.body.push(figure(Some("images/missing.jpg"), Some("")));
    article.body.push(figure(Some("images/broken.jpg"), Some("")));
    let book = open(&job(article).resource(0, "images/broken.jpg", b"<html>not found</html>"));
    book.is_sound();
    assert_eq!(book.result.codes(), ["L003", "L003"]);
    assert_eq!(book.text("OEBPS/story-0001.xhtml").matches("<img").count(), 1);
    assert_eq!(book.text("OEBPS/story-0001.xhtml").matches("<figcaption>").count(), 3);
}

#[test]
fn a_bare_story_makes_a_book() {
    let article = Article { updated: vietnamese().updated, ..Article::default() };
    let book = open(&TestJob::article(article));
    keep("story-bare.epub", &book);
    book.is_sound();
    assert_eq!(book.result.codes(), ["M023", "EPUB01", "EPUB07"]);
    assert_eq!(texts(book.text("OEBPS/content.opf"), "dc:title"), ["Story without a headline"]);
}

#[test]
fn any_text_survives_in_every_field() {
    const HOSTILE: &str = "Ti\u{1ebf}ng Vie\u{302}\u{323}t & <b>\"đậm\"</b> ]]> 'x'";
    let text = || Some(Text::new(HOSTILE));
    let mut article = every_block();
    (article.headline, article.section, article.summary, article.provider) = (text(), text(), text(), text());
    (article.copyright, article.source, article.usage_terms, article.credit_line) = (text(), text(), text(), text());
    article.deck = text().into_iter().collect();
    article.keywords = text().into_iter().collect();
    article.id = Some(format!("urn:x:{HOSTILE}"));
    article.byline[0].name = HOSTILE.to_owned();
    article.byline[1].affiliation = Some(HOSTILE.to_owned());
    article.dateline.as_mut().unwrap().text = HOSTILE.to_owned();
    article.links[0].title = Some(HOSTILE.to_owned());
    let book = open(&job(article.clone()));
    keep("story-hostile.epub", &book);
    book.is_sound();
    let opf = book.text("OEBPS/content.opf");
    for element in ["dc:title", "dc:publisher", "dc:source", "dc:description"] {
        assert_eq!(texts(opf, element), [HOSTILE], "{element}");
    }
    assert_eq!(texts(book.text("OEBPS/nav.xhtml"), "a")[0], HOSTILE);
    assert_eq!(texts(book.text("OEBPS/toc.ncx"), "text"), [HOSTILE, HOSTILE]);
    let page = book.text("OEBPS/story-0001.xhtml");
    assert_eq!((texts(page, "title"), texts(page, "h1")), (vec![HOSTILE.to_owned()], vec![HOSTILE.to_owned()]));
    // The facts for programs are JSON inside XML.
    let facts: serde_json::Value = serde_json::from_str(&texts(page, "script")[0]).unwrap();
    assert_eq!(facts["headline"], HOSTILE);
    // What XML cannot hold at all shows as a gap.
    article.headline = Some(Text::new("a\u{1}b\u{FFFE}c"));
    article.byline[0].name = "\u{0}".to_owned();
    let book = open(&job(article));
    book.is_sound();
    assert_eq!(texts(book.text("OEBPS/content.opf"), "dc:title"), ["a\u{FFFD}b\u{FFFD}c"]);
}

#[test]
fn the_same_story_is_the_same_book() {
    let job = job(every_block());
    assert_eq!(open(&job).result.main(), open(&job).result.main());
}

#[test]
fn conformance_is_claimed_only_with_a_name() {
    let book = open(&job(vietnamese()).options(serde_json::json!({ "certified_by": "Tòa soạn & Bạn đọc" })));
    keep("story-certified.epub", &book);
    let opf = book.text("OEBPS/content.opf");
    assert!(
        opf.contains("EPUB Accessibility 1.1 - WCAG 2.2 Level AA") && opf.contains("Tòa soạn &amp; Bạn đọc"),
        "{opf}"
    );
}

#[test]
fn fonts_hold_the_storys_letters_and_little_more() {
    let book = open(&job(vietnamese()));
    let letters = book.text("OEBPS/story-0001.xhtml").chars().map(u32::from).collect();
    for face in &crate::fonts::FACES {
        let font = crate::fonts::subset(&face.font, &letters).unwrap();
        assert!(font.len() < face.font.data.len() / 4, "{} has {} bytes", face.path, font.len());
        let font = read_fonts::FontRef::new(&font).unwrap();
        use read_fonts::TableProvider;
        let map = font.cmap().unwrap();
        for letter in "ếộĐưừặQ".chars().filter(|letter| book.text("OEBPS/story-0001.xhtml").contains(*letter))
        {
            assert!(map.map_codepoint(letter).is_some(), "{} lacks {letter}", face.path);
        }
        assert!(map.map_codepoint('Ж').is_none());
    }
    let licence = book.text("OEBPS/fonts/OFL.txt");
    assert!(licence.contains("SIL Open Font License") || licence.contains("SIL OPEN FONT LICENSE"));
}

#[test]
fn a_book_may_run_from_right_to_left() {
    let mut article = vietnamese();
    article.language = "ar".to_owned();
    article.direction = pressroom_core::Direction::Rtl;
    article.headline = Some(Text::new("العبّارة تبقى على جدولها الشتوي"));
    let book = open(&job(article));
    keep("story-rtl.epub", &book);
    book.is_sound();
    assert!(book.text("OEBPS/content.opf").contains("page-progression-direction=\"rtl\""));
    assert!(book.text("OEBPS/story-0001.xhtml").contains(" lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">"));
    assert!(book.text("OEBPS/nav.xhtml").contains(">بداية النص</a>"));
}

#[test]
fn a_tag_that_is_no_language_stays_out_of_the_book() {
    let mut article = vietnamese();
    article.language = "vi_VN".to_owned();
    let book = open(&job(article));
    keep("story-und.epub", &book);
    assert_eq!(book.result.codes(), ["EPUB03"]);
    assert_eq!(texts(book.text("OEBPS/content.opf"), "dc:language"), ["und"]);
}
