//! Two files by meaning: what is no difference, and what is.
#![allow(clippy::unwrap_used)]

use pressroom_newsml::diff;

const OLD: &str = include_str!("lint/valid.xml");

/// The differences, as `part: old -> new`.
fn found(new: &str) -> Vec<String> {
    let diff = diff(("old.xml", OLD.as_bytes()), ("new.xml", new.as_bytes())).unwrap();
    let shown = |said: &Option<pressroom_newsml::Said>| said.as_ref().map_or("-".to_owned(), |said| said.value.clone());
    diff.differences.iter().map(|d| format!("{}: {} -> {}", d.part, shown(&d.old), shown(&d.new))).collect()
}

fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(OLD.contains(from), "no {from}");
    found(&OLD.replacen(from, to, 1))
}

#[test]
fn what_means_the_same_is_no_difference() {
    assert_eq!(found(OLD), [""; 0]);
    for (from, to) in [
        // White space.
        ("<urgency>4</urgency>", "\n\n   <urgency> 4 </urgency>\n"),
        ("<p>Ice is thick.</p>", "\n  <p>Ice\n  is thick.</p>\n"),
        // The order of what has none, and of attributes.
        (
            "<language tag=\"en\"/><genre qcode=\"genre:Current\"/>",
            "<genre qcode=\"genre:Current\"/><language tag=\"en\"/>",
        ),
        ("contenttype=\"image/jpeg\" size=\"1000\"", "size=\"1000\" contenttype=\"image/jpeg\""),
        // The same moment in another zone.
        ("<versionCreated>2024-05-04T10:00:00Z", "<versionCreated>2024-05-04T17:00:00+07:00"),
        // A code by its URI, and by another alias of the same scheme.
        ("<genre qcode=\"genre:Current\"/>", "<genre uri=\"http://cv.iptc.org/newscodes/genre/Current\"/>"),
        // Usable is what says nothing.
        ("<pubStatus qcode=\"stat:usable\"/></itemMeta>", "</itemMeta>"),
        // What the body is wrapped in, and how it is emphasized.
        ("<p>Ice is thick.</p>", "<div><p>Ice is thick.</p></div>"),
    ] {
        assert_eq!(changed(from, to), [""; 0], "{to}");
    }
    let prefixed = OLD
        .replace("<newsItem ", "<n:newsItem xmlns:n=\"http://iptc.org/std/nar/2006-10-01/\" ")
        .replace("</newsItem>", "</n:newsItem>");
    assert_eq!(found(&prefixed), [""; 0]);
    let aliased = OLD.replace("alias=\"own\"", "alias=\"mine\"").replace("qcode=\"own:1\"", "qcode=\"mine:1\"");
    assert_eq!(found(&aliased), [""; 0]);
    let group_ids = OLD.replace("\"g2\"", "\"section\"").replace("\"g1\"", "\"root\"");
    assert_eq!(found(&group_ids), [""; 0]);
}

#[test]
fn what_differs_is_told_in_the_words_of_the_standard() {
    for (from, to, expected) in [
        ("<urgency>4</urgency>", "<urgency>5</urgency>", "contentMeta/urgency: 4 -> 5"),
        ("<urgency>4</urgency>", "", "contentMeta/urgency: 4 -> -"),
        (
            "<urgency>4</urgency>",
            "<urgency>4</urgency><digitalSourceType uri=\"http://x/\"/>",
            "contentMeta/digitalSourceType: - -> http://x/",
        ),
        ("qcode=\"own:1\"", "qcode=\"own:2\"", "contentMeta/subject: own:1 -> own:2"),
        ("<p>Ice is thick.</p>", "<p>Ice is thin.</p>", "inlineXML/p: Ice is thick. -> Ice is thin."),
        ("<p>Ice is thick.</p>", "<p>Ice is thick.</p><p>More.</p>", "inlineXML/p: - -> More."),
        ("<p>Ice is thick.</p>", "<p>Ice is <em>thick</em>.</p>", "inlineXML/p: Ice is thick. -> Ice is thick."),
        (
            "guid=\"urn:newsml:example.org:a1\" version=\"1\"",
            "guid=\"urn:newsml:example.org:a1\" version=\"2\"",
            "@version: 1 -> 2",
        ),
        ("<title>Coast</title>", "<title>Sea</title>", "groupSet/group: Coast -> Sea"),
        ("width=\"600\"", "width=\"601\"", "contentSet/remoteContent: ferry.jpg -> ferry.jpg"),
        ("<priority>5</priority>", "<priority>4</priority>", "priority: 5 -> 4"),
    ] {
        assert_eq!(changed(from, to), [expected], "{to}");
    }
}

/// Another system names the items differently: they are found by their headline, and what refers to them with them.
#[test]
fn items_of_other_names_are_the_same_items() {
    let renamed = OLD.replace("urn:newsml:example.org:a1\"", "urn:newsml:other.example:77\"");
    assert_eq!(found(&renamed), ["@guid: urn:newsml:example.org:a1 -> urn:newsml:other.example:77"]);
}

#[test]
fn an_item_of_one_file_only_is_told_as_a_whole() {
    let start = OLD.find("    <packageItem").unwrap();
    let end = OLD.find("  </itemSet>").unwrap();
    let without = format!("{}{}", &OLD[..start], &OLD[end..]);
    assert_eq!(found(&without), ["packageItem: urn:newsml:example.org:issue -> -"]);
}

#[test]
fn both_places_are_told() {
    let new = OLD.replacen("<urgency>4</urgency>", "\n<urgency>5</urgency>", 1);
    let diff = diff(("old.xml", OLD.as_bytes()), ("new.xml", new.as_bytes())).unwrap();
    let diagnostic = diff.differences[0].diagnostic();
    let places: Vec<String> = diagnostic
        .labels
        .iter()
        .map(|label| format!("{}:{}:{}", label.span.file, label.span.line, label.span.column))
        .collect();
    assert_eq!(places, ["old.xml:12:9", "new.xml:13:1"]);
}

#[test]
fn what_is_no_newsml_cannot_be_compared() {
    assert!(diff(("a.xml", OLD.as_bytes()), ("b.xml", b"<html/>")).is_err());
}
