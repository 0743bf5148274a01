//! Every code is worded in every language, with the same arguments.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use pressroom_core::catalogue::{Catalogue, Language, Wording};

fn arguments(wording: &Wording) -> BTreeSet<String> {
    let text = [Some(&wording.message), wording.help.as_ref()].into_iter().flatten();
    let holes = text.flat_map(|text| text.split('{').skip(1).filter_map(|rest| rest.split_once('}')));
    holes.map(|(name, _)| name.to_owned()).collect()
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
        assert_eq!(en.explain.is_some(), vi.explain.is_some(), "{code}");
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
