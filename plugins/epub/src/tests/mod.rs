//! The plugin through its own boundary: stories in, a book out, looked into as any program would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod checklist;
mod issue;
mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use pressroom_plugin::testing::{TestJob, TestResult};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::{CompressionMethod, ZipArchive};

use crate::Epub;

/// A finished book, its entries in order.
struct Opened {
    result: TestResult,
    entries: Vec<(String, CompressionMethod, Vec<u8>)>,
}

fn open(job: &TestJob) -> Opened {
    let result = job.run::<Epub>();
    assert_eq!(result.ended, Some(pressroom_plugin::serve::Ended::Done), "{:?}", result.diagnostics);
    let mut archive = ZipArchive::new(Cursor::new(result.main().to_vec())).unwrap();
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let (name, method) = (entry.name().to_owned(), entry.compression());
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        entries.push((name, method, bytes));
    }
    Opened { result, entries }
}

impl Opened {
    fn text(&self, path: &str) -> &str {
        let entry = self.entries.iter().find(|(name, ..)| name == path);
        std::str::from_utf8(&entry.unwrap_or_else(|| panic!("no {path}")).2).unwrap()
    }

    /// Every XML document of the book is well-formed and its ids differ; every file is in the manifest, and every link
    /// to a file leads to one.
    fn is_sound(&self) -> &Self {
        let names: BTreeSet<&str> = self.entries.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names.len(), self.entries.len(), "an entry twice");
        for (name, _, bytes) in &self.entries {
            assert!(name.is_ascii());
            if [".xhtml", ".opf", ".ncx", ".xml"].iter().any(|suffix| name.ends_with(suffix)) {
                let links = links(name, std::str::from_utf8(bytes).unwrap());
                for link in links.iter().filter(|link| !link.contains(':') && !link.starts_with('#')) {
                    let path = format!("OEBPS/{}", link.split('#').next().unwrap());
                    assert!(names.contains(path.as_str()), "{name}: {link}");
                }
            }
        }
        let manifest = links("content.opf", self.text("OEBPS/content.opf"));
        for name in names.iter().filter_map(|name| name.strip_prefix("OEBPS/")).filter(|name| *name != "content.opf") {
            assert!(manifest.iter().any(|href| href == name), "{name} is not in the manifest");
        }
        self
    }
}

/// Reads a document to its end; its `href`s and `src`s.
fn links(name: &str, xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut ids, mut links) = (BTreeSet::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{xml}")) {
            Event::Eof => return links,
            Event::Start(start) | Event::Empty(start) => {
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned();
                    match attribute.key.as_ref() {
                        "id" => assert!(ids.insert(value.clone()), "{name}: id {value} twice"),
                        "href" | "src" => links.push(value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// The text of every element of this name, entities resolved.
fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(start) if start.name().as_ref() == element => {
                let inside = reader.read_text(start.name()).unwrap();
                let mut plain = String::new();
                let mut parts = Reader::from_str(&inside);
                loop {
                    match parts.read_event().unwrap() {
                        Event::Eof => break,
                        Event::Text(text) => plain.push_str(&text.xml10_content()),
                        Event::GeneralRef(reference) => {
                            let named =
                                BTreeMap::from([("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')]);
                            let number = reference.resolve_char_ref().unwrap();
                            plain.push(number.unwrap_or_else(|| named[reference.as_ref()]));
                        }
                        _ => {}
                    }
                }
                found.push(plain);
            }
            _ => {}
        }
    }
}

/// Leaves a book where people and validators find it.
fn keep(name: &str, opened: &Opened) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tmp/epub");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), opened.result.main()).unwrap();
}
