//! `docs/profiles.md` shows a profile, copy, and what it is read as. This runs it.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_read::{ProfileChoice, Settings, Source, profile_names, read};
use support::{FILE, parts};

const PAGE: &str = include_str!("../../../docs/profiles.md");

/// The page's first block of this kind.
fn block(kind: &str) -> String {
    let (_, after) = PAGE.split_once(&format!("```{kind}\n")).unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_worked_example_reads_as_the_page_says() {
    let copy = block("text");
    let profile = ProfileChoice::File { name: "rns.toml".to_owned(), text: block("toml") };
    let settings = Settings { profile: Some(profile), ..Settings::default() };
    let reading = read(&Source { name: FILE, bytes: copy.as_bytes() }, &settings).unwrap();
    // White space at a line's end is not shown on a page.
    let bare = |lines: &str| lines.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(bare(&parts(&reading).join("\n")), bare(&block("parts")));
    assert_eq!(reading.article.byline.first().map(|person| person.name.as_str()), Some("Sam Rush"));
    let date = reading.article.dateline.and_then(|dateline| dateline.date);
    assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("--03-12"));
}

#[test]
fn the_page_names_every_profile() {
    for name in profile_names() {
        assert!(PAGE.contains(&format!("`{name}`")), "{name}");
    }
}
