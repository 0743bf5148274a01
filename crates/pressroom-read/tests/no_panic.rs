//! Whatever comes in, the answer is a story or a diagnostic.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_core::{Article, checks};
use pressroom_read::files::{House, Meta, StoryToml};
use proptest::prelude::*;
use support::{TAY_NINH, read_bytes};

const STORY: &str = "id = \"a\"\ndeck = [\"D\"]\ndate = 2024-05-04\nbyline = [{ name = \"N\" }]\n[[figures]]\nfile = \"a.jpg\"\nalt = \"\"\n";
const HOUSE: &str =
    "timezone = \"UTC\"\n[options.pdf]\na = [1, { b = 2 }]\n[sections]\nA = \"1\"\n[checks]\noff = [\"C001\"]\n";

/// Bytes of a good file with a few of them replaced, taken out or put in.
fn damaged(good: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let places = prop::collection::vec((0..good.len(), 0usize..4, prop::collection::vec(any::<u8>(), 0..4)), 1..6);
    places.prop_map(move |places| {
        let mut bytes = good.as_bytes().to_vec();
        for (at, length, new) in places {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, new);
        }
        bytes
    })
}

fn read_and_check(bytes: &[u8]) {
    match read_bytes(bytes) {
        Ok(reading) => drop(checks::run(&reading.article, &[])),
        Err(errors) => assert!(!errors.is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_and_check(&bytes);
    }

    #[test]
    fn damaged_copy(bytes in damaged(TAY_NINH)) {
        read_and_check(&bytes);
        read_and_check(String::from_utf8_lossy(&bytes).as_bytes());
    }

    #[test]
    fn damaged_files(story in damaged(STORY), house in damaged(HOUSE), pairs in prop::collection::vec("[a-z_]{0,9}=?\\PC{0,9}", 0..4)) {
        let mut article = Article::default();
        if let Ok(story) = StoryToml::parse("story.toml", &String::from_utf8_lossy(&story)) {
            story.apply(&mut article);
        }
        if let Ok(house) = House::parse("pressroom.toml", &String::from_utf8_lossy(&house)) {
            house.apply(&mut article);
        }
        if let Ok(meta) = Meta::parse(&pairs) {
            meta.apply(&mut article);
        }
    }
}
