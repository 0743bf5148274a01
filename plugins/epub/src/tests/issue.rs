use pressroom_core::{Asset, PrintPage};
use pressroom_plugin::testing::TestJob;

use super::{keep, links, open, texts};
use pressroom_pages::testing::{FILE, PICTURE, edition};

fn job() -> TestJob {
    let (issue, articles) = edition();
    (0..4).fold(TestJob::issue(issue, articles), |job, index| job.resource(index, FILE, PICTURE))
}

#[test]
fn an_issue_reads_from_cover_to_imprint() {
    let book = open(&job());
    keep("issue.epub", &book);
    book.is_sound();
    let opf = book.text("OEBPS/content.opf");
    let spine: Vec<&str> = opf.split("idref=\"id_").skip(1).filter_map(|rest| rest.split('.').next()).collect();
    let expected = [
        "cover",
        "contents",
        "section-01",
        "story-0001",
        "story-0002",
        "section-02",
        "story-0003",
        "story-0004",
        "imprint",
    ];
    assert_eq!(spine, expected);
    assert_eq!(texts(opf, "dc:title"), ["Báo Bờ Biển, Số 88, 5/5/2024"]);
    assert_eq!(texts(opf, "dc:language"), ["vi", "en-GB"]);
    assert_eq!(texts(opf, "dc:creator"), ["Báo Bờ Biển"]);
    assert_eq!(texts(opf, "dc:contributor"), ["Thanh Tân", "Ada Marsh", "Ben Quay"]);
    assert!(opf.contains("property=\"group-position\">88<"), "{opf}");
    assert!(book.text("OEBPS/toc.ncx").contains("name=\"dtb:depth\" content=\"2\""));
}

#[test]
fn the_same_issue_is_the_same_book() {
    assert_eq!(open(&job()).result.main(), open(&job()).result.main());
}

#[test]
fn pictures_are_stored_and_text_is_deflated() {
    for (name, method, bytes) in &open(&job()).entries {
        let stored = name == "mimetype" || name.contains("/images/");
        let expected = if stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        assert!(*method == expected || bytes.is_empty(), "{name} is {method:?}");
    }
}

#[test]
fn every_page_names_its_language() {
    let book = open(&job());
    for (name, ..) in book.entries.iter().filter(|(name, ..)| name.ends_with(".xhtml")) {
        // The second story is English, and stands second.
        let tag = if name.ends_with("story-0003.xhtml") { "en-GB" } else { "vi" };
        assert!(book.text(name).contains(&format!("lang=\"{tag}\" xml:lang=\"{tag}\"")), "{name}");
    }
    let package = book.text("OEBPS/content.opf").split_once("<package").unwrap().1.split('>').next().unwrap();
    assert!(package.contains("xml:lang=\"vi\""), "{package}");
    assert!(book.text("OEBPS/contents.xhtml").contains("<li lang=\"en-GB\" xml:lang=\"en-GB\">"));
    assert!(book.text("OEBPS/nav.xhtml").contains("<a href=\"story-0003.xhtml\" lang=\"en-GB\" xml:lang=\"en-GB\">"));
}

#[test]
fn an_issue_keeps_its_identifier() {
    let identifier = |number: &str| {
        let (mut issue, articles) = edition();
        (issue.id, issue.number) = (None, Some(number.to_owned()));
        texts(open(&TestJob::issue(issue, articles)).text("OEBPS/content.opf"), "dc:identifier")
    };
    assert_eq!(identifier("88"), identifier("88"));
    assert_ne!(identifier("88"), identifier("89"));
    assert!(identifier("88")[0].starts_with("urn:uuid:"));
}

#[test]
fn the_package_names_who_when_and_whose() {
    let book = open(&job());
    let opf = book.text("OEBPS/content.opf");
    assert_eq!(texts(opf, "dc:publisher"), ["Nhà xuất bản Bờ Biển"]);
    assert_eq!(texts(opf, "dc:date"), ["2024-05-05"]);
    assert_eq!(texts(opf, "dc:rights"), ["© 2024 Coast News"]);
    assert_eq!(texts(opf, "dc:type"), ["newspaper issue"]);
    for meta in [
        "scheme=\"marc:relators\">isb<",
        "scheme=\"marc:relators\">aut<",
        "property=\"belongs-to-collection\" id=\"series\">Báo Bờ Biển<",
        "property=\"dcterms:identifier\">urn:issn:1234-5679<",
        "name=\"calibre:series\" content=\"Báo Bờ Biển\"",
        "name=\"calibre:series_index\" content=\"88\"",
    ] {
        assert!(opf.contains(meta), "no {meta} in {opf}");
    }
    assert!(!opf.contains(">pbl<"));
}

#[test]
fn the_navigation_nests_in_reading_order() {
    let book = open(&job());
    let nav = book.text("OEBPS/nav.xhtml");
    let (toc, landmarks) = nav.split_once("epub:type=\"landmarks\"").unwrap();
    let order = ["section-01", "story-0001", "story-0002", "section-02", "story-0003", "story-0004", "imprint"];
    let leads = links("nav", nav).into_iter().filter_map(|link| link.strip_suffix(".xhtml").map(str::to_owned));
    let leads: Vec<String> = leads.take(order.len()).collect();
    assert_eq!(leads, order);
    let (section, _) = toc.split_once("section-02").unwrap();
    assert!(section.contains("<ol"), "stories stand below their section: {toc}");
    for landmark in [
        "<a epub:type=\"cover\" href=\"cover.xhtml\">Bìa</a>",
        "<a epub:type=\"toc\" href=\"contents.xhtml\">Mục lục</a>",
        "<a epub:type=\"bodymatter\" href=\"section-01.xhtml\">Bắt đầu nội dung</a>",
    ] {
        assert!(landmarks.contains(landmark), "no {landmark} in {landmarks}");
    }
}

#[test]
fn lists_say_what_makes_one_want_to_read() {
    let book = open(&job());
    let (_, articles) = edition();
    for path in ["OEBPS/contents.xhtml", "OEBPS/section-02.xhtml"] {
        let page = book.text(path);
        assert!(page.contains(&format!(">{}</a>", articles[1].headline.as_deref().unwrap())), "{page}");
        assert!(page.contains("<p class=\"byline\">Ada Marsh, Ben Quay</p>"), "{page}");
        assert!(page.contains("<p class=\"summary\">The winter ferry runs on.</p>"), "{page}");
    }
}

#[test]
fn headings_never_skip_a_level() {
    let book = open(&job());
    for (name, ..) in book.entries.iter().filter(|(name, ..)| name.ends_with(".xhtml") && !name.contains("nav")) {
        let mut before = 0;
        for heading in book.text(name).split("<h").skip(1) {
            let Some(level) = heading.chars().next().and_then(|digit| digit.to_digit(10)) else { continue };
            assert!(level <= before + 1, "{name}: h{level} after h{before}");
            before = level;
        }
    }
    let page = book.text("OEBPS/story-0001.xhtml");
    assert_eq!(texts(page, "title"), texts(page, "h1"));
}

#[test]
fn stories_link_to_their_neighbours_and_the_contents() {
    let book = open(&job());
    let turns = |path: &str| -> Vec<String> {
        let links = links(path, book.text(path));
        links.into_iter().filter(|link| link.ends_with(".xhtml")).collect()
    };
    assert_eq!(turns("OEBPS/story-0001.xhtml"), ["story-0002.xhtml", "contents.xhtml"]);
    // The first is a related story of the same issue.
    let second = ["story-0001.xhtml", "story-0001.xhtml", "story-0003.xhtml", "contents.xhtml"];
    assert_eq!(turns("OEBPS/story-0002.xhtml"), second);
    assert_eq!(turns("OEBPS/story-0004.xhtml"), ["story-0003.xhtml", "contents.xhtml"]);
}

#[test]
fn a_given_cover_is_the_cover() {
    let (mut issue, articles) = edition();
    issue.cover = Some(Asset { file: "cover.png".to_owned(), ..Asset::default() });
    let given = TestJob::issue(issue.clone(), articles.clone()).cover("cover.png", PICTURE);
    let book = open(&given);
    keep("issue-cover.epub", &book);
    book.is_sound();
    assert!(book.text("OEBPS/content.opf").contains("properties=\"cover-image\""));
    assert!(book.text("OEBPS/content.opf").contains("<meta name=\"cover\" content=\"cover-image\"/>"));
    assert!(book.text("OEBPS/cover.xhtml").contains("role=\"doc-cover\""));
    // Without the file, the cover is set in type, and its loss told like that of any picture.
    let book = open(&TestJob::issue(issue, articles));
    assert!(book.text("OEBPS/cover.xhtml").contains("nameplate"));
    assert_eq!(book.result.codes()[0], "L003");
}

#[test]
fn lists_show_small_pictures_of_the_first_stories() {
    let book = open(&job());
    let contents = book.text("OEBPS/contents.xhtml");
    assert!(contents.contains("<img class=\"thumbnail\" alt=\"\" src=\"images/0001-01-small.jpg\""), "{contents}");
    let small = book.entries.iter().find(|(name, ..)| name == "OEBPS/images/0001-01-small.jpg").unwrap();
    assert!(small.2.starts_with(&[0xFF, 0xD8]) && small.1 == zip::CompressionMethod::Stored);
}

#[test]
fn pages_of_the_printed_edition_are_listed_where_they_are_given() {
    let (mut issue, articles) = edition();
    let page = |article, page: &str| PrintPage { article, page: page.to_owned() };
    issue.print_pages = vec![page(0, "1"), page(1, "1"), page(3, "A3 & 4")];
    let given = (0..4).fold(TestJob::issue(issue, articles), |job, index| job.resource(index, FILE, PICTURE));
    let book = open(&given);
    keep("issue-pages.epub", &book);
    book.is_sound();
    let nav = book.text("OEBPS/nav.xhtml");
    let (_, list) = nav.split_once("epub:type=\"page-list\"").unwrap();
    let list = list.split_once("</nav>").unwrap().0;
    assert_eq!(list.matches("<a ").count(), 2, "two stories of one page: {list}");
    assert!(list.contains("<a href=\"story-0004.xhtml#print-page\">A3 &amp; 4</a>"), "{list}");
    assert!(book.text("OEBPS/story-0004.xhtml").contains("role=\"doc-pagebreak\" id=\"print-page\""));
    let opf = book.text("OEBPS/content.opf");
    assert!(opf.contains("pageNavigation") && opf.contains("pageBreakSource"), "{opf}");
    let without = open(&job());
    assert!(!without.text("OEBPS/nav.xhtml").contains("page-list"));
    assert!(!without.text("OEBPS/content.opf").contains("pageBreakSource"));
}

#[test]
fn each_story_brings_its_record_on_request() {
    let (issue, mut articles) = edition();
    for (number, article) in articles.iter_mut().enumerate() {
        article.id.get_or_insert_with(|| format!("urn:newsml:example.org:2024-05-05:{number}"));
    }
    let job = (0..4).fold(TestJob::issue(issue, articles), |job, index| job.resource(index, FILE, PICTURE));
    let book = open(&job.options(serde_json::json!({ "sources": true })));
    keep("issue-sources.epub", &book);
    let opf = book.text("OEBPS/content.opf");
    assert_eq!(opf.matches("rel=\"record\"").count(), 4, "{opf}");
    assert!(book.text("OEBPS/sources/story-0001.newsml.xml").contains("<newsMessage"));
}

#[test]
fn pictures_for_e_ink_are_grey_and_never_larger() {
    let book = open(&job().options(serde_json::json!({ "pictures": "e-ink" })));
    keep("issue-e-ink.epub", &book);
    book.is_sound();
    let (.., picture) = book.entries.iter().find(|(name, ..)| name == "OEBPS/images/0001-01.png").unwrap();
    assert!(picture.len() <= PICTURE.len() && picture.starts_with(b"\x89PNG"));
    // PNG 1.2, 4.1.1: the colour type follows the bit depth; 0 is greyscale.
    assert_eq!(picture[25], 0);
}

#[test]
fn an_issue_without_stories_is_no_book() {
    let (mut issue, _) = edition();
    issue.sections.clear();
    let result = TestJob::issue(issue, Vec::new()).run::<crate::Epub>();
    assert_eq!(result.ended, Some(pressroom_plugin::serve::Ended::Failed));
    assert_eq!(result.codes(), ["EPUB04"]);
}

#[test]
fn the_manifest_words_every_code_in_both_languages() {
    let manifest: pressroom_plugin::manifest::Manifest =
        serde_json::from_str(include_str!("../../manifest.json")).unwrap();
    let codes = |language: &str| manifest.messages[language].keys().cloned().collect::<Vec<_>>();
    assert_eq!(codes("en"), ["EPUB01", "EPUB02", "EPUB03", "EPUB04", "EPUB05", "EPUB06", "EPUB07"]);
    assert_eq!(codes("en"), codes("vi"));
}
