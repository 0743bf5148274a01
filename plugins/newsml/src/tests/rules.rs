//! What IPTC's guidelines demand and no schema can check.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

const G2: &str = "http://iptc.org/std/nar/2006-10-01/";
/// Attributes of G2's elements that hold QCodes.
const QCODE_ATTRIBUTES: [&str; 7] = ["qcode", "role", "rel", "type", "rendition", "format", "mode"];

#[derive(Debug, Default)]
pub struct Item {
    pub guid: String,
    pub class: String,
    /// The pictures that a text links to.
    pub picture_links: Vec<String>,
    /// The items that a package refers to, in order.
    pub references: Vec<String>,
    groups: Vec<String>,
    group_references: Vec<String>,
    aliases: Vec<String>,
    times: BTreeMap<String, String>,
}

/// Every rule, on every item.
pub fn check(xml: &str) {
    let items = items(xml);
    let guids: Vec<&str> = items.iter().map(|item| item.guid.as_str()).collect();
    for item in &items {
        assert!(item.guid.contains(':') && !item.guid.contains(' '), "guid {:?} is no IRI", item.guid);
        assert_eq!(guids.iter().filter(|guid| **guid == item.guid).count(), 1, "one guid, one item");
        for link in item.picture_links.iter().chain(&item.references) {
            assert!(guids.contains(&link.as_str()), "{link} is not in the message");
        }
        for group in &item.group_references {
            assert_eq!(item.groups.iter().filter(|id| *id == group).count(), 1, "group {group}");
        }
        check_times(&item.times);
    }
}

/// contentCreated <= contentModified <= versionCreated, and every time of day has its offset.
fn check_times(times: &BTreeMap<String, String>) {
    for (name, time) in times.iter().filter(|(_, time)| time.contains('T')) {
        assert!(time.parse::<pressroom_plugin::model::DateTime>().is_ok(), "{name} {time} has no offset");
    }
    let moment = |name: &str| times.get(name).and_then(|time| time.parse::<pressroom_plugin::model::DateTime>().ok());
    let order = [moment("contentCreated"), moment("contentModified"), moment("versionCreated")];
    let known: Vec<_> = order.into_iter().flatten().collect();
    assert!(known.is_sorted(), "{times:?}");
    // A partial date is compared as far as it goes.
    let (created, version) = (times.get("contentCreated"), &times["versionCreated"]);
    let date = created.filter(|created| !created.contains('T'));
    assert!(date.is_none_or(|date| **date <= version[..date.len()]), "{times:?}");
}

/// The items of a message. Fails on an alias that the item's catalogs do not have, on a code beside a literal, on a link
/// to nowhere, and on HTML outside its namespace.
pub fn items(xml: &str) -> Vec<Item> {
    let mut reader = NsReader::from_str(xml);
    let mut items: Vec<Item> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    loop {
        let (namespace, event) = reader.read_resolved_event().unwrap();
        let in_g2 = matches!(&namespace, ResolveResult::Bound(bound) if bound.as_ref() == G2);
        match event {
            Event::Start(start) => {
                see(&start, in_g2, &open, &mut items);
                open.push(name(&start));
            }
            Event::Empty(start) => see(&start, in_g2, &open, &mut items),
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                let is_time = |name: &&String| name.ends_with("Created") || name.ends_with("Modified");
                let in_reference = open.iter().any(|element| element == "itemRef");
                let place = open.last().filter(is_time).filter(|_| !in_reference);
                if let (Some(name), Some(item)) = (place, items.last_mut()) {
                    item.times.insert(name.clone(), text.xml10_content().into_owned());
                }
            }
            Event::Eof => return items,
            _ => {}
        }
    }
}

fn see(start: &BytesStart<'_>, in_g2: bool, open: &[String], items: &mut Vec<Item>) {
    let name = name(start);
    let attributes = attributes(start);
    let in_body = open.iter().any(|element| element == "inlineXML");
    assert_eq!(in_g2, !in_body, "<{name}> stands in the wrong namespace");
    if !in_g2 {
        return;
    }
    if name == "newsItem" || name == "packageItem" {
        items.push(Item { guid: attributes["guid"].clone(), aliases: iptc_aliases(), ..Item::default() });
    }
    let Some(item) = items.last_mut() else { return };
    if name == "scheme" {
        assert!(!item.aliases.contains(&attributes["alias"]), "one alias, one URI: {}", attributes["alias"]);
        item.aliases.push(attributes["alias"].clone());
    }
    match name.as_str() {
        "groupSet" => item.group_references.push(attributes["root"].clone()),
        "groupRef" => item.group_references.push(attributes["idref"].clone()),
        "group" => item.groups.push(attributes["id"].clone()),
        "itemRef" => item.references.push(attributes["residref"].clone()),
        _ => {}
    }
    // A reference repeats the class of the item that it points at.
    if name == "itemClass" && item.class.is_empty() {
        item.class = attributes["qcode"].clone();
    }
    assert!(!(attributes.contains_key("qcode") && attributes.contains_key("literal")), "<{name}> has both");
    for qcode in QCODE_ATTRIBUTES.iter().filter_map(|attribute| attributes.get(*attribute)) {
        let alias = qcode.split(':').next().unwrap_or_default();
        assert!(item.aliases.iter().any(|known| known == alias), "{qcode}: no catalog has its alias");
    }
    if name == "link" {
        let target = attributes.get("residref").or(attributes.get("href"));
        assert!(target.is_some_and(|target| !target.is_empty()), "a link to nowhere");
        let to_item = attributes.get("contenttype").is_some_and(|kind| kind.contains("newsitem"));
        item.picture_links.extend(target.filter(|_| to_item).cloned());
    }
}

fn name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

fn attributes(start: &BytesStart<'_>) -> BTreeMap<String, String> {
    let all = start.attributes().map(Result::unwrap);
    all.map(|one| (one.key.as_ref().to_owned(), unescape(&one.value))).collect()
}

fn iptc_aliases() -> Vec<String> {
    let catalog = include_str!("../../../../crates/pressroom-newsml/data/iptc-catalog-41.txt");
    let rows = catalog.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split(' ').next()).map(str::to_owned).collect()
}

/// All character data and attribute values, as a parser gives them.
pub fn all_text(xml: &str) -> String {
    unescape(xml)
}

fn unescape(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#13;", "\r"), ("&#10;", "\n"), ("&#9;", "\t")];
    let unescaped = entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c));
    unescaped.replace("&amp;", "&")
}
