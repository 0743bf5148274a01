//! Whole editions through the plugin's boundary.

use lopdf::{Dictionary, Document, Object, ObjectId};
use pressroom_core::{Asset, ImprintLine, Issue, Publication, Section};
use pressroom_plugin::serve::Ended;

use super::*;

fn story(headline: &str, section: &str, language: &str) -> Article {
    Article {
        language: language.into(),
        section: Some(Text::new(section)),
        headline: Some(Text::new(headline)),
        deck: vec![Text::new(format!("Deck: {headline}"))],
        byline: vec![Person { name: "Lan Chi".into(), ..Person::default() }],
        body: vec![paragraph(&format!("Body: {headline}. ")), paragraph("Một câu nữa.")],
        ..Article::default()
    }
}

fn issue(sections: &[(&str, &[u32])]) -> Issue {
    let line = |label: &str, text: &str| ImprintLine { label: label.into(), text: text.into() };
    Issue {
        publication: Publication {
            title: "Ban Mai".into(),
            nameplate: Some("BAN MAI".into()),
            publisher: Some("Tòa soạn Ban Mai".into()),
            language: Some("vi".into()),
            imprint: vec![line("Giấy phép", "số 00/GP-BM"), line("Giá", "5.000 đồng")],
            ..Publication::default()
        },
        number: Some("47".into()),
        date: Date::new(2026, 11, 21).ok(),
        updated: "2026-11-21T04:00:00+07:00".parse().ok(),
        sections: sections
            .iter()
            .map(|(title, articles)| Section { title: (*title).into(), articles: articles.to_vec() })
            .collect(),
        ..Issue::default()
    }
}

fn run(job: TestJob) -> TestResult {
    let result = job.run::<Pdf>();
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    result
}

/// Text of each page, without white space.
fn pages(document: &Document) -> Vec<String> {
    document.get_pages().into_keys().map(|page| squeezed(&document.extract_text(&[page]).unwrap())).collect()
}

fn dict<'d>(document: &'d Document, object: &'d Object) -> &'d Dictionary {
    match object {
        Object::Reference(id) => document.get_dictionary(*id).unwrap(),
        Object::Dictionary(dict) => dict,
        other => panic!("{other:?}"),
    }
}

fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

/// The structure's elements, indented by their depth, down to one that is no group.
fn structure(document: &Document) -> Vec<String> {
    let root = dict(document, document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let mut lines = Vec::new();
    let mut open: Vec<(usize, Object)> =
        root.get(b"K").unwrap().as_array().unwrap().iter().map(|k| (0, k.clone())).collect();
    while let Some((depth, object)) = open.pop() {
        let element = dict(document, &object);
        let Ok(Object::Name(name)) = element.get(b"S") else { continue };
        let title = element.get(b"T").map(|title| format!(" {}", string(title))).unwrap_or_default();
        lines.push(format!("{}{}{title}", "  ".repeat(depth), String::from_utf8_lossy(name)));
        let kids = element.get(b"K").unwrap().as_array().unwrap();
        open.extend(kids.iter().rev().map(|kid| (depth + 1, kid.clone())));
    }
    lines
}

/// Titles of the outline, indented by their depth.
fn outline(document: &Document) -> Vec<String> {
    fn below(document: &Document, parent: &Dictionary, depth: usize, lines: &mut Vec<String>) {
        let mut next = parent.get(b"First").ok();
        while let Some(entry) = next {
            let entry = dict(document, entry);
            lines.push(format!("{}{}", "  ".repeat(depth), string(entry.get(b"Title").unwrap())));
            below(document, entry, depth + 1, lines);
            next = entry.get(b"Next").ok();
        }
    }
    let mut lines = Vec::new();
    below(document, dict(document, document.catalog().unwrap().get(b"Outlines").unwrap()), 0, &mut lines);
    lines
}

/// Where the links of a page lead: pages from 0.
fn destinations(document: &Document, page: ObjectId) -> Vec<usize> {
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    let annotations = document.get_dictionary(page).unwrap().get(b"Annots").unwrap().as_array().unwrap();
    let pages = annotations.iter().filter_map(|annotation| {
        let to = dict(document, annotation).get(b"Dest").unwrap().as_array().unwrap();
        ids.iter().position(|id| to[0] == Object::Reference(*id))
    });
    pages.collect()
}

#[test]
fn an_edition_has_a_front_page_sections_and_stories() {
    let articles = vec![
        story("Third", "Culture", "en"),
        story("Bài đầu", "Thời sự", "vi"),
        story("Bài hai", "Thời sự", "vi"),
        story("Nobody's", "Lost", "en"),
    ];
    let job = TestJob::issue(issue(&[("Thời sự", &[1, 2, 1]), ("Culture", &[0])]), articles);
    let first = run(job.clone());
    assert!(first.main() == run(job).main(), "the same edition, the same bytes");
    let document = Document::load_mem(first.main()).unwrap();
    let pages = pages(&document);
    // The second story is short and stands below the first; so much of the page would stay empty that a section begins there.
    assert_eq!(pages.len(), 3, "{pages:?}");
    for words in
        ["BANMAI", "ThứBảy,ngày21/11/2026", "Số47", "Trongsốnày", "Deck:Bàiđầu", "Giấyphép:số00/GP-BM", "Giá:5.000đồng"]
    {
        assert!(pages[0].contains(words), "{words}: {}", pages[0]);
    }
    for (headline, page) in [("Bàiđầu", 2), ("Bàihai", 2), ("Third", 2), ("Nobody's", 3)] {
        assert!(pages[0].contains(&format!("{headline}{page}LanChi")), "{headline}: {}", pages[0]);
        assert!(pages[page - 1].contains(&format!("Body:{headline}.")), "{headline}: {}", pages[page - 1]);
        assert!(pages[page - 1].contains(&format!("Trang{page}")), "{headline}: {}", pages[page - 1]);
    }
    assert!(pages[1].find("Thờisự").unwrap() < pages[1].find("Body:Bàiđầu").unwrap());
    assert_eq!(outline(&document), ["Thời sự", "  Bài đầu", "  Bài hai", "Culture", "  Third", "Nobody's"]);
    let front = document.get_pages()[&1];
    assert_eq!(destinations(&document, front), [1, 1, 2, 1, 1, 1, 1, 2], "the lead, teasers and contents");

    let structure = structure(&document);
    let stories: Vec<&str> = structure.iter().map(String::as_str).skip_while(|line| !line.contains("Sect")).collect();
    let story = ["    Art", "      H2", "      P", "      P", "      P", "      P"];
    let mut expected = vec!["  Sect Thời sự", "    Art", "      P", "      H2"];
    expected.extend(["      P"; 4]);
    expected.extend(story);
    expected.push("  Sect Culture");
    expected.extend(["    Art", "      P", "      H2"]);
    expected.extend(["      P"; 4]);
    expected.extend(["  Art", "    P", "    H2"]);
    expected.extend(["    P"; 4]);
    assert_eq!(stories, expected);
    assert_eq!(structure[..2], ["Document", "  H1"]);
    let entry = ["      TOCI", "        Reference", "          Link", "        P"];
    let contents = ["  TOC", "    Caption", "    TOC", "      Caption"];
    let at = structure.iter().position(|line| line == "  TOC").unwrap();
    assert_eq!(structure[at..at + 8], [contents, entry].concat());
    let threads = document.catalog().unwrap().get(b"Threads").unwrap().as_array().unwrap();
    assert_eq!(threads.len(), 4);
}

#[test]
fn contents_of_any_length_name_the_right_pages() {
    const STORIES: u32 = 150;
    let articles: Vec<Article> = (0..STORIES)
        .map(|number| {
            let mut story = story(&format!("Headline<{number}>"), "World", "en");
            // Some are long: pages differ.
            story.body.extend((0..number % 7).map(|_| paragraph(&"Many words make a page. ".repeat(60))));
            story
        })
        .collect();
    let all: Vec<u32> = (0..STORIES).collect();
    let result = run(TestJob::issue(issue(&[("World", &all)]), articles));
    let document = Document::load_mem(result.main()).unwrap();
    let pages = pages(&document);
    let first_story = pages.iter().position(|page| page.contains("Body:Headline<0>.")).unwrap();
    assert!(first_story > 1, "the contents take several pages: {first_story}");
    let contents = pages[..first_story].concat();
    for number in 0..STORIES {
        let page = pages.iter().position(|page| page.contains(&format!("Body:Headline<{number}>."))).unwrap() + 1;
        assert!(contents.contains(&format!("Headline<{number}>{page}LanChi")), "story {number} is on page {page}");
    }
}

#[test]
fn a_cover_that_a_story_shows_is_stored_once_and_has_its_caption() {
    let mut with_picture = sample();
    with_picture.headline = Some(Text::new("With a picture"));
    let mut issue = issue(&[("Thời sự", &[0, 1])]);
    issue.cover = Some(Asset { file: "images/cover.jpg".into(), media_type: "image/jpeg".into(), ..Asset::default() });
    let job = TestJob::issue(issue, vec![story("Lead", "Thời sự", "vi"), with_picture]);
    let result = run(job.resource(1, "images/photo.jpg", PHOTO).cover("images/cover.jpg", PHOTO));
    assert_eq!(result.codes(), Vec::<&str>::new());
    let document = Document::load_mem(result.main()).unwrap();
    let images = document.objects.values().filter_map(|object| object.as_stream().ok());
    let images = images.filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image"));
    assert_eq!(images.count(), 1);
    assert!(pages(&document)[0].contains("ThanhTân/TTXVN"));
}

#[test]
fn an_edition_of_nothing_is_still_a_page() {
    for issue in [Issue::default(), issue(&[]), issue(&[("Empty", &[])])] {
        let result = run(TestJob::issue(issue, Vec::new()));
        assert_eq!(Document::load_mem(result.main()).unwrap().get_pages().len(), 1);
    }
    let long = ImprintLine { label: "Ghi chú".into(), text: "Rất dài. ".repeat(1_500) };
    let mut issue = issue(&[("World", &[0])]);
    issue.publication.imprint.push(long);
    let result = run(TestJob::issue(issue, vec![Article::default()]));
    let text = text_of(result.main());
    assert_eq!(squeezed(&text).matches("dài.").count(), 1_500);
}
