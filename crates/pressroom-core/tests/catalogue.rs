//! Every code is worded and explained in every language, with the same arguments.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use pressroom_core::catalogue::{Catalogue, Language, Wording};

fn arguments(wording: &Wording) -> BTreeSet<&str> {
    let text = [Some(&wording.message), wording.help.as_ref()].into_iter().flatten();
    text.flat_map(|text| holes(text)).collect()
}

/// The names in braces. A table of TOML that a text shows, `{ file = "..." }`, is none.
fn holes(text: &str) -> impl Iterator<Item = &str> {
    let braces = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    braces.map(|(name, _)| name).filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

#[test]
fn languages_agree() {
    let english = Catalogue::shipped(Language::English);
    let vietnamese = Catalogue::shipped(Language::Vietnamese);
    let codes = |catalogue: &Catalogue| catalogue.codes().map(str::to_owned).collect::<BTreeSet<_>>();
    assert!(codes(&english).len() > 5, "a catalogue file does not parse");
    assert_eq!(codes(&english), codes(&vietnamese));
    for code in english.codes() {
        let (en, vi) = (english.get(code).unwrap(), vietnamese.get(code).unwrap());
        assert_eq!(arguments(en), arguments(vi), "{code}");
    }
}

/// A page says more than its message, and is the same for every place where the code is raised.
#[test]
fn every_code_has_a_page() {
    for language in Language::ALL {
        let catalogue = Catalogue::shipped(language);
        for code in catalogue.codes() {
            let wording = catalogue.get(code).unwrap();
            let page = wording.explain.as_deref().unwrap_or_default().trim();
            let tag = language.tag();
            assert!(page.chars().count() > wording.message.chars().count(), "{code} has no page ({tag})");
            assert_eq!(holes(page).collect::<Vec<_>>(), [""; 0], "{code}: a page has no arguments ({tag})");
        }
    }
}

#[test]
fn each_file_parses() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/messages")).unwrap() {
        for file in std::fs::read_dir(entry.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let parsed = toml::from_str::<std::collections::BTreeMap<String, Wording>>(&text);
            assert!(parsed.is_ok(), "{}: {parsed:?}", path.display());
        }
    }
}
