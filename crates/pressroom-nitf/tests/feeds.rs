//! NITF as agencies and archives send it. The stories are made up.
#![allow(clippy::unwrap_used, clippy::panic)]

use pressroom_core::time::TimeZone;
use pressroom_core::{Article, Block, Status, figures, plain_text};
use pressroom_nitf::{Story, read, read_in_zone, recognises};

fn one(nitf: &str) -> Story {
    assert!(recognises(nitf.as_bytes()));
    let mut stories = read("feed.xml", nitf.as_bytes()).unwrap();
    assert_eq!(stories.len(), 1);
    stories.remove(0)
}

fn codes(story: &Story) -> Vec<(&str, u32, u32)> {
    let place = |labels: &[pressroom_core::Label]| labels.first().map_or((0, 0), |l| (l.span.line, l.span.column));
    story.diagnostics.iter().map(|d| (d.code.as_ref(), place(&d.labels).0, place(&d.labels).1)).collect()
}

fn paragraphs(article: &Article) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(block) => Some(plain_text(&block.content)),
        _ => None,
    };
    article.body.iter().filter_map(text).collect()
}

/// An archive: a document type with declarations of its own, no namespace, the lead twice.
#[test]
fn an_archive() {
    let story = one(r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd" [
  <!ENTITY agency "Ardenholm <News>">
]>
<nitf change.date="June 10, 2005" version="-//IPTC//DTD NITF 3.3//EN">
<head>
<title>Paper title</title>
<meta content="01HARB" name="slug"/>
<meta content="4" name="print_page_number"/>
<docdata><doc-id id-string="1000001"/><doc.copyright holder="The Ardenholm Post" year="1987"/>
<identified-content><classifier type="descriptor">HARBOURS</classifier><person>OLSEN, MARA</person></identified-content>
<fixture fix-id="weekend"/></docdata>
<pubdata date.publication="19870101T000000" name="The Ardenholm Post" position.section="Harbour"/>
</head>
<body>
<body.head>
<hedline><hl1>Harbour opens &mdash; at last</hl1></hedline>
<byline class="print_byline">By MARA OLSEN</byline>
<byline class="normalized_byline">Olsen, Mara</byline>
</body.head>
<body.content>
<block class="lead_paragraph"><p>The harbour of &agency; opened.</p></block>
<block class="full_text"><p>The harbour of &agency; opened.</p><p>Ships came.</p></block>
</body.content>
</body>
</nitf>
"#);
    let article = &story.article;
    assert_eq!(codes(&story), [("T213", 22, 1), ("T207", 22, 34)]);
    assert_eq!(article.headline.as_deref(), Some("Harbour opens — at last"));
    assert_eq!(paragraphs(article), ["The harbour of &agency; opened.", "Ships came."]);
    assert_eq!(article.byline.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["MARA OLSEN"]);
    assert_eq!((article.section.as_deref(), article.slugline.as_deref()), (Some("Harbour"), Some("01HARB")));
    assert_eq!(article.copyright.as_deref(), Some("1987 The Ardenholm Post"));
    assert_eq!(article.subjects.len(), 2);
    assert_eq!(article.extra["print_page_number"], "4");
    assert_eq!(article.extra["fixture"]["fix-id"], "weekend");
}

/// An agency's wire: an old encoding, a picture in two sizes, a killed story, the end cut off.
#[test]
fn an_agency_in_latin_1() {
    let nitf = r##"<?xml version="1.0" encoding="iso-8859-1"?>
<nitf><head><docdata management-status="canceled"><doc-id regsrc="AN" id-string="an:7"/><urgency ed-urg="3"/>
<date.issue norm="20240504T103000Z"/><ed-msg info="Kill: wrong name"/></docdata></head>
<body><body.head><hedline><hl1>Caf&#233; closes</hl1><hl2>Señora Ruiz retires</hl2></hedline>
<byline><person>Mara Olsen</person><byttl>Staff Writer <org>Ardenholm News</org></byttl></byline>
<dateline><location>ARDENHOLM</location> (AN)</dateline></body.head>
<body.content><media media-type="Photo"><media-metadata name="media-id" value="1"/>
<media-reference mime-type="image/jpeg" source="http://pictures.example.org/1.jpg" width="640" height="480"/>
<media-reference mime-type="image/jpeg" name="thumbnail" source="1t.jpg"/>
<media-caption><p>The café.</p><p>It was blue.</p></media-caption><media-producer>AN/Olsen</media-producer></media>
<p>Half a <em class="Bold">litre</em>, <frac><numer>1</numer><denom>2</denom></frac> pint.<br>
A <a href="/tin">page</a>.</p><media media-type="video"><media-reference source="https://films.example.org/9"/></media>
<table><tr><td>1</td></tr></table>"##;
    let bytes: Vec<u8> = nitf.chars().map(|c| c as u8).collect();
    let story = read("wire.xml", &bytes).unwrap().remove(0);
    let article = &story.article;
    let codes: Vec<&str> = codes(&story).into_iter().map(|(code, _, _)| code).collect();
    assert_eq!(codes, ["T205", "T205", "T205", "G005"], "{:?}", story.diagnostics);
    assert_eq!((&article.status, &article.embargo, article.urgency), (&Status::Canceled, &None, Some(3)));
    assert_eq!(article.ed_note.as_deref(), Some("Kill: wrong name"));
    assert_eq!(article.deck[0].text, "Señora Ruiz retires");
    let person = &article.byline[0];
    assert_eq!((&*person.name, person.role.as_deref()), ("Mara Olsen", Some("Staff Writer")));
    assert_eq!(person.affiliation.as_deref(), Some("Ardenholm News"));
    assert_eq!(article.dateline.as_ref().unwrap().place.as_deref(), Some("ARDENHOLM"));
    let figure = figures(&article.body)[0];
    assert_eq!(figure.asset.as_ref().unwrap().file, "http://pictures.example.org/1.jpg");
    assert_eq!((figure.renditions.len(), figure.caption.as_deref()), (1, Some("The café. It was blue.")));
    assert_eq!(paragraphs(article), ["Half a litre, 1/2 pint. A page."]);
    assert!(matches!(article.body[2], Block::Embed(_)) && matches!(article.body[3], Block::Table(_)));
}

#[test]
fn what_is_no_nitf() {
    for text in ["", "{}", "<html></html>", "<!-- nitf --><newsItem/>", "plain text about nitf"] {
        assert!(!recognises(text.as_bytes()), "{text}");
    }
    assert!(recognises(b"\xEF\xBB\xBF\n<?xml version='1.0'?>\n<x:nitf xmlns:x='urn:x'/>"));
    let code = |bytes: &[u8]| read("a.xml", bytes).unwrap_err()[0].code.clone();
    assert_eq!(code(b"<!DOCTYPE nitf><newsItem/>"), "T201");
    assert_eq!(code(b"<?xml version='1.0' encoding='klingon'?><nitf/>"), "T203");
    assert_eq!(code(b"<nitf>\xFF</nitf>"), "T204");
}

/// Depth, length and broken tags cost no more than their bytes.
#[test]
fn hostile_files_end() {
    let deep = format!("<nitf><body><body.content>{}x", "<block>".repeat(100_000));
    let story = read("a.xml", deep.as_bytes()).unwrap().remove(0);
    assert_eq!(paragraphs(&story.article), ["x"]);
    assert!(story.diagnostics.iter().any(|diagnostic| diagnostic.code == "T208"));
    let wide = format!("<nitf><body><body.content>{}", "<p>a &x; <em>b</i> &amp;</p>".repeat(20_000));
    assert_eq!(paragraphs(&read("a.xml", wide.as_bytes()).unwrap()[0].article).len(), 20_000);
    let unclosed = format!("<nitf><body><body.content>{}", "<em><p>a".repeat(20_000));
    let _ = read("a.xml", unclosed.as_bytes());
}

/// Town papers: HTML quoted whole, a headline by HTML's name, elements of their own in `media`, an agency's own codes, a
/// clock for a dateline.
#[test]
fn what_small_systems_write() {
    let text = r#"<nitf baselang="en"><head><tobject><tobject.subject tobject.subject.ipr="ARD" tobject.subject.refnum="F0100" tobject.subject.matter="FERRIES"/></tobject>
<docdata><doc-id id-string="a-7"/><doc.rights owner="Ardenholm Wire" limitations="Print only" agent="AW"/></docdata></head>
<body><body.head><headline><hl1>Ferry returns</hl1></headline><dateline><story.date norm="20240504T103000Z">20240504T103000Z</story.date></dateline></body.head>
<body.content><p><![CDATA[The <b>ferry</b> &amp; its crew.]]></p><p>Written &lt;b&gt; as text.</p>
<media media-type="image"><media-reference source="a.jpg"/><media-originalcaption>The pier.</media-originalcaption><media-byline>Maja Sten</media-byline></media>
</body.content></body></nitf>"#;
    let stories = pressroom_nitf::read("a.xml", text.as_bytes()).unwrap();
    let article = &stories[0].article;
    assert_eq!(stories[0].diagnostics, []);
    assert_eq!(article.headline.as_deref(), Some("Ferry returns"));
    assert_eq!((article.dateline.is_none(), article.created.is_some()), (true, true));
    assert_eq!(
        (article.copyright_holder.as_deref(), article.usage_terms.as_deref()),
        (Some("Ardenholm Wire"), Some("Print only"))
    );
    assert_eq!(article.subjects[0].scheme.as_deref(), Some("ARD"));
    let body = serde_json::to_value(&article.body).unwrap();
    assert_eq!(body[0]["content"][1]["type"], "strong");
    assert_eq!(body[0]["content"][2]["text"], " & its crew.");
    assert_eq!(body[1]["content"][0]["text"], "Written <b> as text.");
    assert_eq!((&body[2]["caption"]["text"], &body[2]["credit"]["text"]), (&"The pier.".into(), &"Maja Sten".into()));
}

/// A time without a zone is of the house's, unless another time of the story has one; an embargo of no known zone holds.
#[test]
fn times_without_a_zone() {
    let nitf = |docdata: &str| {
        format!(
            "<nitf><head><docdata>{docdata}</docdata></head><body><body.content><p>A.</p></body.content></body></nitf>"
        )
    };
    let issue = r#"<date.issue norm="2020-09-07T14:45:26"/>"#;
    let told = |docdata: &str, zone: Option<&TimeZone>| {
        let story = read_in_zone("a.xml", nitf(docdata).as_bytes(), zone).unwrap().remove(0);
        let embargo = story.article.embargo.map(|embargo| embargo.until.map(|until| until.to_string()));
        (story.article.updated.unwrap().to_string(), embargo)
    };
    let house = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
    assert_eq!(told(issue, None).0, "2020-09-07T14:45:26Z");
    assert_eq!(told(issue, Some(&house)).0, "2020-09-07T14:45:26+07:00");
    let other = format!(r#"{issue}<date.expire norm="20200908T144526+0200"/>"#);
    assert_eq!(told(&other, Some(&house)).0, "2020-09-07T14:45:26+02:00");
    let held = format!(r#"{issue}<date.release norm="2020-09-08T06:00:00"/>"#);
    assert_eq!(told(&held, None).1, Some(None));
    assert_eq!(told(&held, Some(&house)).1, Some(Some("2020-09-08T06:00:00+07:00".to_owned())));
}

/// A dateline that the lead has too, the headline given twice, a keyword as second headline, a passage in another language,
/// a picture of which only the label is known.
#[test]
fn what_agencies_repeat() {
    let story = one(
        r#"<nitf baselang="en"><head><docdata><key-list><keyword key="TOWN BRIDGE"/></key-list></docdata></head>
<body><body.head><hedline><hl1>Bridge opens</hl1><hl2>Bridge opens</hl2><hl2>TOWN BRIDGE</hl2><hl2>After a year</hl2></hedline>
<dateline><location>ARDENHOLM</location></dateline></body.head><body.content>
<p>ARDENHOLM (Wire) _ The bridge is <em lang="fr">ouvert</em>.</p>
<media media-type="image"><media-reference source=""/><media-producer><classifier type="label">File photo:</classifier></media-producer></media>
</body.content></body></nitf>"#,
    );
    let article = &story.article;
    let deck: Vec<&str> = article.deck.iter().map(|deck| deck.text.as_str()).collect();
    assert_eq!((deck, article.slugline.as_deref()), (vec!["After a year"], Some("TOWN BRIDGE")));
    let dateline = article.dateline.as_ref().unwrap();
    assert_eq!((dateline.text.as_str(), dateline.agency.as_deref()), ("ARDENHOLM (Wire)", Some("Wire")));
    assert_eq!(paragraphs(article), ["The bridge is ouvert."]);
    assert_eq!(codes(&story), [("G010", 4, 37)]);
    assert_eq!(figures(&article.body).len(), 1);
}
