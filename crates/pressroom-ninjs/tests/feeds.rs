//! ninjs as agencies and Superdesk send it. The stories are made up.
#![allow(clippy::unwrap_used, clippy::panic)]

use pressroom_core::{Block, Status, figures, plain_text};
use pressroom_ninjs::{read, recognises};

const SUPERDESK: &str = r#"{"guid": "urn:newsml:localhost:1", "type": "text", "version": "3", "language": "en",
 "headline": "<b>Harbour</b> opens &amp; closes", "byline": "By Mara Olsen", "slugline": "harbour", "urgency": 3,
 "versioncreated": "2022-12-20T06:14:22+0000", "pubstatus": "usable", "embargoed": null,
 "dateline": {"located": {"city": "Ardenholm", "state": null}, "source": "AN", "text": "ARDENHOLM, Dec 20 AN -"},
 "subject": [{"name": "economy", "code": "04000000", "scheme": "http://cv.iptc.org/newscodes/subjectcode/"}],
 "service": [{"name": "Harbour", "code": "h"}], "priority": 6, "extra": {"house": "A"},
 "body_html": "<p>First.</p>\n<figure><img src=\"https://p.example.org/v.jpg\" alt=\"A boat\"><figcaption>Own words</figcaption></figure><p>Second &nbsp;<a href='/x'>page</a>",
 "associations": {"editor_1": null, "editor_0": {"type": "picture", "uri": "p1", "byline": "AN/Olsen", "description_text": "Other words",
   "renditions": {"original": {"href": "https://p.example.org/o.jpg", "mimetype": "image/jpeg", "width": 4032}, "viewImage": {"href": "https://p.example.org/v.jpg", "width": 640}}},
  "featuremedia": {"type": "picture", "guid": "p2", "description_text": "The lead", "renditions": {"original": {"href": "https://p.example.org/f.jpg"}}}}}"#;

#[test]
fn superdesk() {
    assert!(recognises(SUPERDESK.as_bytes()));
    let story = read("s.json", SUPERDESK.as_bytes()).unwrap().remove(0);
    let article = &story.article;
    let places: Vec<(&str, u32)> = story.diagnostics.iter().map(|d| (d.code.as_ref(), d.labels[0].span.line)).collect();
    assert_eq!(places, [("G005", 7)]);
    assert_eq!((article.headline.as_deref(), article.version), (Some("Harbour opens & closes"), 3));
    assert_eq!((&*article.byline[0].name, article.section.as_deref()), ("Mara Olsen", Some("Harbour")));
    let dateline = article.dateline.as_ref().unwrap();
    assert_eq!((&*dateline.text, dateline.agency.as_deref()), ("ARDENHOLM, Dec 20 AN", Some("AN")));
    assert_eq!(article.subjects[0].scheme.as_deref(), Some("subj"));
    assert_eq!(article.updated.unwrap().to_string(), "2022-12-20T06:14:22Z");
    assert_eq!((&article.extra["priority"], &article.extra["house"]), (&6.into(), &"A".into()));
    assert_eq!((&article.status, &article.embargo), (&Status::Usable, &None));
    let shown = figures(&article.body);
    let files: Vec<&str> = shown.iter().map(|figure| figure.asset.as_ref().unwrap().file.as_str()).collect();
    assert_eq!(files, ["https://p.example.org/f.jpg", "https://p.example.org/v.jpg"]);
    assert_eq!(
        (shown[1].caption.as_deref(), shown[1].credit.as_deref(), shown[1].renditions.len()),
        (Some("Own words"), Some("AN/Olsen"), 1)
    );
    let Some(Block::Paragraph(last)) = article.body.last() else { panic!("{:?}", article.body) };
    assert_eq!(plain_text(&last.content), "Second \u{a0}page");
}

#[test]
fn versions_1_and_2_packages_and_arrays() {
    let one = r#"{"uri":"urn:x:1","headline":"A","body_text":"Line one.\n\nLine two.","embargoed":"2024-05-05T06:00:00","pubstatus":"odd"}"#;
    let story = read("a.json", one.as_bytes()).unwrap().remove(0);
    let codes: Vec<&str> = story.diagnostics.iter().map(|d| d.code.as_ref()).collect();
    assert_eq!(codes, ["J209", "J208"]);
    assert_eq!((story.article.body.len(), &story.article.status), (2, &Status::Withheld));
    assert_eq!(story.article.embargo.unwrap().until, None);
    let two = r#"[{"uri":"urn:x:2","headlines":[{"value":"B"}],"bodies":[{"contenttype":"text/html","value":"<p>b"}]},
      {"uri":"urn:x:3","type":"composite","associations":{"main":{"uri":"urn:x:4","type":"text","headline":"C","body_html":"c"}}}]"#;
    let stories = read("a.json", two.as_bytes()).unwrap();
    let headlines: Vec<&str> = stories.iter().filter_map(|story| story.article.headline.as_deref()).collect();
    assert_eq!(headlines, ["B", "C"]);
}

#[test]
fn what_is_no_ninjs() {
    for text in ["", "[]", "{\"name\":\"x\",\"version\":\"1\"}", "<nitf/>", "{\"uri\":"] {
        assert!(!recognises(text.as_bytes()), "{text}");
    }
    let first = |text: &str| {
        let error = read("a.json", text.as_bytes()).unwrap_err().remove(0);
        (error.code.into_owned(), error.labels[0].span.line, error.labels[0].span.column)
    };
    assert_eq!(first("{\"uri\":\"urn:x:1\",\n \"headline\" \"A\"}"), ("J202".into(), 2, 13));
    assert_eq!(first(&"[".repeat(100_000)).0, "J205");
    assert_eq!(first("{\"a\": 1}").0, "J201");
    assert_eq!(first("{\"uri\":\"urn:x:1\",\"type\":\"planning\",\"headline\":\"A\"}").0, "J210");
}

/// Answers wrap their items under many names; a package's picture goes to its only story.
#[test]
fn wrapped_items_and_pictures_of_packages() {
    let item = r#"{"uri":"urn:a","type":"story","headline":"Ferry","body_html":"<p>Back.</p>","copyrightholder":"Ardenholm Wire","ednote":"one\r\ntwo"}"#;
    for wrapped in
        [format!(r#"{{"total":1,"item":[{item}]}}"#), format!(r#"{{"data":{{"items":[{{"item":{item}}}]}}}}"#)]
    {
        assert!(recognises(wrapped.as_bytes()), "{wrapped}");
        let stories = read("a.json", wrapped.as_bytes()).unwrap();
        assert_eq!(stories.len(), 1);
        assert_eq!(stories[0].article.copyright_holder.as_deref(), Some("Ardenholm Wire"));
        assert_eq!(stories[0].article.ed_note.as_deref(), Some("one\ntwo"));
    }
    let picture = r#"{"guid":"urn:p","type":"picture","description_text":"The pier.","renditions":{"original":{"href":"a.jpg"}}}"#;
    let package = format!(
        r#"{{"guid":"urn:c","type":"composite","headline":"Package","associations":{{"main":{item},"p":{picture}}}}}"#
    );
    let stories = read("a.json", package.as_bytes()).unwrap();
    assert_eq!(stories.len(), 1);
    assert!(matches!(stories[0].article.body.last(), Some(pressroom_core::Block::Figure(_))));
}

/// Of a package of several stories each picture goes with the text before it; a type of its own with a text is a story.
#[test]
fn pictures_between_stories() {
    let text = |id: &str, kind: &str| {
        format!(
            r#"{{"uri":"urn:{id}","type":"{kind}","headline":"{id}","body_html":"<p lang='fr'>{id}</p>","language":"en"}}"#
        )
    };
    let picture = |id: &str| {
        format!(r#"{{"uri":"urn:{id}","type":"picture","renditions":{{"original":{{"href":"{id}.jpg"}}}}}}"#)
    };
    let items = [picture("p0"), text("a", "text"), picture("p1"), text("b", "advisory"), picture("p2")].join(",");
    let package = format!(r#"{{"uri":"urn:c","type":"composite","headline":"Day","associations":[{items}]}}"#);
    let stories = read("a.json", package.as_bytes()).unwrap();
    let files = |story: &pressroom_ninjs::Story| -> Vec<String> {
        let shown = pressroom_core::figures(&story.article.body).into_iter();
        shown.filter_map(|figure| Some(figure.asset.as_ref()?.file.clone())).collect()
    };
    assert_eq!(stories.iter().map(files).collect::<Vec<_>>(), [vec!["p0.jpg", "p1.jpg"], vec!["p2.jpg"]]);
    let codes: Vec<Vec<&str>> =
        stories.iter().map(|story| story.diagnostics.iter().map(|d| d.code.as_ref()).collect()).collect();
    assert_eq!(codes, [vec!["G010", "J220", "J220"], vec!["G010", "J220"]]);
}
