//! Every rule of the linter: a file that breaks it, where, and a valid one that it leaves alone.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use pressroom_newsml::{lint, lint_codes};

/// A message that breaks nothing: a text, a picture, a package.
const VALID: &str = include_str!("lint/valid.xml");

/// Rules that are broken by a change, as `CODE line:column`.
fn found(xml: &str) -> Vec<String> {
    let rules = lint("a.xml", xml.as_bytes()).diagnostics.into_iter().filter(|found| found.code.starts_with("N3"));
    rules.map(|found| format!("{} {}:{}", found.code, found.labels[0].span.line, found.labels[0].span.column)).collect()
}

fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(VALID.contains(from), "the valid file has no {from}");
    found(&VALID.replacen(from, to, 1))
}

/// Code, what is changed in the valid file, and where the rule shows it.
const CASES: &[(&str, &str, &str)] = &[
    ("N300", "newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"", "newsMessage"),
    ("N301", "standardversion=\"2.35\"", "standardversion=\"3\""),
    ("N301", " guid=\"urn:newsml:example.org:a1\"", ""),
    ("N302", "<provider literal=\"P\"/>", ""),
    (
        "N303",
        "<versionCreated>2024-05-04T10:00:00Z</versionCreated><embargoed>2024-05-05T06:00:00Z</embargoed><pubStatus qcode=\"stat:usable\"/>",
        "<versionCreated>2024-05-04T10:00:00Z</versionCreated><pubStatus qcode=\"stat:usable\"/><embargoed>2024-05-05T06:00:00Z</embargoed>",
    ),
    ("N304", "<urgency>4</urgency>", "<urgency>4</urgency><kicker>Hm</kicker>"),
    ("N305", "<scheme alias=\"own\" uri=\"http://example.org/own/\"/>", "<scheme alias=\"own\"/>"),
    (
        "N305",
        "<catalogRef href=\"http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml\"/><sender>",
        "<sender>",
    ),
    ("N306", "qcode=\"own:1\"", "qcode=\"other:1\""),
    ("N307", "<scheme alias=\"own\"", "<scheme alias=\"stat\" uri=\"http://example.org/stat/\"/><scheme alias=\"own\""),
    ("N308", "qcode=\"own:1\"", "qcode=\"own\""),
    ("N309", "<genre qcode=\"genre:Current\"/>", "<genre qcode=\"genre:Current\" literal=\"Current\"/>"),
    ("N310", "<link rel=\"irel:seeAlso\" residref=\"urn:newsml:example.org:a1-p1\"/>", "<link rel=\"irel:seeAlso\"/>"),
    ("N310", " residref=\"urn:newsml:example.org:a1\" version=\"1\"", ""),
    ("N311", "<contentCreated>2024-05-04</contentCreated>", "<contentCreated>4.5.2024</contentCreated>"),
    ("N311", "<versionCreated>2024-05-04T10:00:00Z", "<versionCreated>2024-05-04T10:00:00+0000"),
    ("N312", "<versionCreated>2024-05-04T10:00:00Z", "<versionCreated>2024-05-04T10:00:00"),
    ("N313", "<sent>2024-05-04T10:00:00Z", "<sent>2024-05-04T09:59:59Z"),
    ("N313", "<contentCreated>2024-05-04</contentCreated>", "<contentCreated>2024-06</contentCreated>"),
    ("N314", "<embargoed>2024-05-05T06:00:00Z</embargoed>", "<embargoed>2024-05-05T06:00:00Z</embargoed><embargoed/>"),
    ("N315", "<groupRef idref=\"g2\"/>", "<groupRef idref=\"g3\"/>"),
    ("N315", "groupSet root=\"g1\"", "groupSet root=\"g9\""),
    ("N316", "contentSet original=\"c1\"", "contentSet original=\"c2\""),
    (
        "N317",
        "residref=\"urn:newsml:example.org:a1\" version=\"1\"",
        "residref=\"urn:newsml:example.org:a1\" version=\"7\"",
    ),
    ("N318", "</html></inlineXML>", "</html>and more</inlineXML>"),
    ("N319", "<html xmlns=\"http://www.w3.org/1999/xhtml\">", "<html>"),
    ("N320", "contenttype=\"image/jpeg\"", "contenttype=\"video/mp4\""),
    ("N320", "contenttype=\"application/xhtml+xml\"", "contenttype=\"xhtml/xml\""),
    ("N321", "guid=\"urn:newsml:example.org:a1\" version=\"1\"", "guid=\"urn:newsml:example.org:a1\" version=\"0\""),
    ("N322", "guid=\"urn:newsml:example.org:a1-p1\"", "guid=\"urn:newsml:example.org:a1\""),
    ("N324", "qcode=\"stat:usable\"", "qcode=\"stat:published\""),
    ("N325", "guid=\"urn:newsml:example.org:a1\"", "guid=\"4711\""),
    ("N326", "<language tag=\"en\"/>", "<language tag=\"en_GB\"/>"),
    ("N326", "xml:lang=\"en\"", "xml:lang=\"English language\""),
    ("N327", "group id=\"g2\"", "group id=\"g1\""),
    ("N328", "<urgency>4</urgency>", "<urgency>12</urgency>"),
    ("N328", "width=\"600\"", "width=\"600px\""),
];

#[test]
fn a_valid_file_breaks_no_rule() {
    assert_eq!(lint("a.xml", VALID.as_bytes()).diagnostics, []);
}

#[test]
fn each_rule_finds_what_breaks_it() {
    for (code, from, to) in CASES {
        let found = changed(from, to);
        assert!(found.iter().any(|found| found.starts_with(code)), "{code} is silent on {to}: {found:?}");
    }
}

#[test]
fn a_kill_is_final() {
    let item =
        |version: u8, status: &str| VALID_ITEM.replace("VERSION", &version.to_string()).replace("STATUS", status);
    let message = |items: &[String]| MESSAGE.replace("ITEMS", &items.concat());
    assert_eq!(found(&message(&[item(1, "usable"), item(2, "canceled")])), [""; 0]);
    assert_eq!(found(&message(&[item(1, "canceled"), item(2, "usable")])), ["N323 5:1"]);
}

const MESSAGE: &str = "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2024-05-04T10:00:00Z</sent></header><itemSet>\n\
    ITEMS</itemSet></newsMessage>";
const VALID_ITEM: &str = "<newsItem standard=\"NewsML-G2\" standardversion=\"2.35\" conformance=\"power\" guid=\"urn:newsml:example.org:k\" version=\"VERSION\">\n\
    <catalogRef href=\"http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml\"/><itemMeta><itemClass qcode=\"ninat:text\"/>\n\
    <provider literal=\"P\"/><versionCreated>2024-05-04T10:00:00Z</versionCreated><pubStatus qcode=\"stat:STATUS\"/></itemMeta></newsItem>\n";

#[test]
fn places_are_exact() {
    let line = |text: &str| u32::try_from(VALID.lines().position(|line| line.contains(text)).unwrap() + 1).unwrap();
    let column = |text: &str| {
        let found = VALID.lines().find(|line| line.contains(text)).unwrap();
        found[..found.find(text).unwrap()].chars().count() + 1
    };
    let place = format!("N328 {}:{}", line("<urgency>"), column("<urgency>"));
    assert_eq!(changed("<urgency>4</urgency>", "<urgency>x</urgency>"), [place]);
    let place = format!("N326 {}:{}", line("<language tag"), column("tag=\"en\""));
    assert_eq!(changed("<language tag=\"en\"/>", "<language tag=\"e n\"/>"), [place]);
}

#[test]
fn every_rule_has_a_case() {
    // A kill takes two items to break, in a test of its own.
    let covered: BTreeSet<&str> = CASES.iter().map(|(code, _, _)| *code).chain(["N323"]).collect();
    for code in lint_codes() {
        assert!(covered.contains(code.id), "{} has no case", code.id);
    }
}

/// Where a catalog is not at hand, nothing can be said of an alias.
#[test]
fn an_unknown_catalog_may_declare_anything() {
    let xml = VALID.replacen("qcode=\"own:1\"", "qcode=\"other:1\"", 1);
    let text_item = "<catalog><scheme alias=\"own\"";
    let xml = xml.replacen(text_item, &format!("<catalogRef href=\"http://example.org/catalog.xml\"/>{text_item}"), 1);
    assert_eq!(found(&xml), [""; 0]);
}

/// IPTC's own schema folder holds an edition that validates.
#[test]
fn the_valid_edition_of_the_schemas_breaks_no_rule() {
    let Some(schemas) = std::env::var_os("PRESSROOM_SCHEMAS") else {
        eprintln!("SKIPPED: PRESSROOM_SCHEMAS does not name the folder of schemas");
        return;
    };
    let file = std::path::Path::new(&schemas).join("newsml-g2/example-issue-vi.xml");
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(lint("example-issue-vi.xml", &bytes).diagnostics, []);
}

/// NewsML 1 has other rules: what reading it noticed is all that is told of it.
#[test]
fn newsml_1_is_no_fault() {
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feeds/version-1-photo.xml")).unwrap();
    let codes: Vec<String> =
        lint("a.xml", &file).diagnostics.into_iter().map(|found| found.code.into_owned()).collect();
    assert_eq!(codes, ["N340"]);
}
