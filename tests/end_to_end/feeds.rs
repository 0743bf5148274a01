//! What other systems send, through the command: NewsML-G2, NITF and ninjs with pictures beside them, to every output.

use pressroom_tests::{Scratch, pressroom, root};
use serde_json::Value;

/// A picture that every output takes.
fn picture() -> Vec<u8> {
    std::fs::read(root().join("samples/tay-ninh/images/placeholder.jpg")).unwrap()
}

const NEWSML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-05-04T17:30:00+07:00</sent></header><itemSet>
<newsItem guid="urn:newsml:ardenholm.example:20240504:ferry" version="3" standard="NewsML-G2" standardversion="2.30" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Ardenholm Wire"/><versionCreated>2024-05-04T17:30:00+07:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Ferry returns to Ardenholm</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>
<p>The ferry came back on Saturday.</p>
<figure><img src="images/ferry.jpg" alt="A ferry"/><figcaption>The ferry at the pier.</figcaption></figure>
<figure><img src="https://pictures.ardenholm.example/crew.jpg"/><figcaption>The crew.</figcaption></figure>
</body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"#;

const NITF: &str = r#"<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.4/specification/dtd/nitf-3-4.dtd">
<nitf baselang="en"><head><docdata management-status="usable"><doc-id id-string="ardenholm-7"/><date.issue norm="20240504T173000+0700"/><du-key key="FERRY" version="3"/></docdata></head>
<body><body.head><hedline><hl1>Ferry returns to Ardenholm</hl1></hedline></body.head><body.content>
<p>The ferry came back on Saturday.</p>
<media media-type="image"><media-reference source="images/ferry.jpg" alternate-text="A ferry"/><media-caption>The ferry at the pier.</media-caption></media>
<media media-type="image"><media-reference source="https://pictures.ardenholm.example/crew.jpg" mime-type="image/jpeg"/><media-caption>The crew.</media-caption></media>
</body.content></body></nitf>"#;

const NINJS: &str = r#"{"_items":[{"guid":"urn:newsml:ardenholm.example:20240504:ferry","version":"3","type":"text","language":"en","pubstatus":"usable",
"versioncreated":"2024-05-04T17:30:00+0700","headline":"Ferry returns to Ardenholm",
"body_html":"<p>The ferry came back on Saturday.</p><figure><img src=\"images/ferry.jpg\" alt=\"A ferry\"><figcaption>The ferry at the pier.</figcaption></figure>",
"associations":{"gallery--1":{"type":"picture","description_text":"The crew.","renditions":{"original":{"href":"https://pictures.ardenholm.example/crew.jpg","mimetype":"image/jpeg"}}}}}]}"#;

/// One picture lies beside the file and travels; the other is elsewhere, which is said once, and nothing else is.
#[test]
fn pictures_beside_the_file_travel_and_others_are_told_once() {
    for (name, text) in [("item.newsml.xml", NEWSML), ("item.nitf.xml", NITF), ("item.json", NINJS)] {
        let scratch = Scratch::new("feeds");
        scratch.write("images/ferry.jpg", picture());
        let file = scratch.write(name, text);
        let out = scratch.join("out");
        // The ids of NITF and of older ninjs are seldom IRIs.
        let prefix = "newsml.guid_prefix=urn:newsml:ardenholm.example:";
        let to = ["--to", "epub,pdf,newsml,html", "--option", prefix];
        let args = ["convert", &file, "--out", &out, "--message-format", "json"].into_iter().chain(to);
        let codes = pressroom(args).expect_code(0).codes();
        let told = codes.iter().filter(|code| *code == "M017").count();
        assert_eq!(told, 1, "{name}: {codes:?}");
        assert!(!codes.iter().any(|code| code == "C005" || code == "M007"), "{name}: {codes:?}");
        let newsml = scratch.files().into_iter().find(|file| file.starts_with("out/") && file.ends_with(".newsml.xml"));
        let newsml = String::from_utf8(scratch.read(&newsml.unwrap())).unwrap();
        for kept in ["version=\"3\"", "ferry.jpg", "The crew.", "2024-05-04T17:30:00+07:00"] {
            assert!(newsml.contains(kept), "{name}: no {kept} in {newsml}");
        }
    }
}

/// What `inspect` reads of a file.
fn inspected(file: &str) -> Value {
    let done = pressroom(["inspect", file, "--json"]).expect_code(0);
    serde_json::from_slice(done.stdout.as_bytes()).unwrap()
}

#[test]
fn ids_and_versions_survive_from_format_to_format() {
    let scratch = Scratch::new("feeds-ids");
    scratch.write("images/ferry.jpg", picture());
    let mut file = scratch.write("item.xml", NEWSML);
    let first = inspected(&file);
    for (format, suffix) in [("ninjs", "ninjs.json"), ("nitf", "nitf.xml"), ("newsml", "newsml.xml")] {
        let out = scratch.join(format);
        pressroom(["convert", &file, "--to", format, "--out", &out]).expect_code(0);
        let written = scratch.files().into_iter().find(|file| file.starts_with(format) && file.ends_with(suffix));
        scratch.write(&format!("{format}/images/ferry.jpg"), picture());
        file = scratch.join(&written.unwrap());
        let again = inspected(&file);
        for field in ["id", "version", "updated"] {
            assert_eq!(again[field], first[field], "{format}: {field}");
        }
        for field in ["provider", "headline"] {
            assert_eq!(again[field]["text"], first[field]["text"], "{format}: {field}");
        }
    }
}

/// A format that the content does not show can be named, and several stories become several outputs.
#[test]
fn from_names_the_format_and_several_stories_are_parted() {
    let scratch = Scratch::new("feeds-from");
    let two = NINJS.replace(
        "}]}",
        "},{\"guid\":\"urn:b\",\"headline\":\"Second\",\"type\":\"text\",\"body_html\":\"<p>b</p>\"}]}",
    );
    let file = scratch.write("two.json", two);
    let out = scratch.join("out");
    pressroom(["convert", &file, "--to", "html", "--from", "ninjs", "--out", &out]).expect_code(0);
    let written =
        scratch.files().into_iter().filter(|file| file.starts_with("out/") && file.ends_with(".html")).count();
    assert_eq!(written, 2, "{:?}", scratch.files());
}

/// Reading's faults and the checks before printing, with their places.
#[test]
fn check_tells_the_faults_of_nitf_and_ninjs() {
    let scratch = Scratch::new("feeds-check");
    let bad_time = NITF.replace("20240504T173000+0700", "yesterday");
    let file = scratch.write("bad.nitf.xml", bad_time.replace("images/ferry.jpg", "https://a.example/ferry.jpg"));
    let codes = pressroom(["check", &file, "--message-format", "json"]).codes();
    assert!(codes.iter().any(|code| code.starts_with('T')), "{codes:?}");
    let file = scratch.write("bad.json", NINJS.replace("\"usable\"", "\"perhaps\""));
    let codes = pressroom(["check", &file, "--message-format", "json"]).codes();
    assert!(codes.iter().any(|code| code.starts_with('J')), "{codes:?}");
}
