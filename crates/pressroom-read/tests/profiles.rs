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

fn read_with(profile: &str, copy: &str) -> pressroom_read::Reading {
    let profile = ProfileChoice::File { name: "own.toml".to_owned(), text: format!("name = \"own\"\n{profile}") };
    let settings = Settings { profile: Some(profile), ..Settings::default() };
    read(&Source { name: FILE, bytes: copy.as_bytes() }, &settings).unwrap()
}

const STORY: &str = "\
Ferry pier reopens

OLMOUTH, Jan 4 (Reuters) - The ferry pier at Olmouth opened again on Monday after two years of repairs.
";

#[test]
fn a_profile_limits_what_frames_are_looked_for() {
    let framed = format!("ZCZC OLM0042\n{STORY}NNNN\n");
    let headline = |profile: &str| read_with(profile, &framed).article.headline.map(|headline| headline.text);
    assert_eq!(headline("").as_deref(), Some("Ferry pier reopens"));
    assert_eq!(headline("framing = [\"zczc\"]").as_deref(), Some("Ferry pier reopens"));
    assert_eq!(headline("framing = [\"iptc7901\", \"headers\"]").as_deref(), Some("ZCZC OLM0042"));
    assert_eq!(headline("framing = []").as_deref(), Some("ZCZC OLM0042"));
    let keyed = format!("# slug: pier\n# priority: 4\n\n{STORY}");
    assert!(read_with("", &keyed).article.slugline.is_some());
    assert!(read_with("framing = [\"zczc\"]", &keyed).article.slugline.is_none());
    // What begins no transmission begins no second story either.
    let two = format!("{STORY}\n{framed}");
    let told = |profile: &str| read_with(profile, &two).diagnostics.iter().any(|found| found.code == "R018");
    assert!(told("") && !told("framing = []"));
}

#[test]
fn a_profile_says_which_scripts_keep_invisible_characters() {
    let copy = "ប្រទេស\u{200B}កម្ពុជា\n\nフェリー\u{200B}の便\n\nFerry\u{200B}pier\n";
    let kept = |profile: &str| {
        let reading = read_with(profile, copy);
        let body = format!("{:?}{:?}", reading.article.headline, support::body(&reading));
        body.matches("\\u{200b}").count()
    };
    assert_eq!(kept(""), 1);
    assert_eq!(kept("[scripts]\nzero_width_space = []"), 0);
    assert_eq!(kept("[scripts]\nzero_width_space = [\"khmer\", \"japanese\"]"), 2);
    assert_eq!(kept("[scripts]\nzero_width_space = [\"latin\"]"), 1);
}

#[test]
fn a_profile_says_what_follows_from_a_word() {
    let updated = format!("UPDATE 1-{STORY}");
    let story = |profile: &str| {
        let reading = read_with(profile, &updated);
        let told = reading.diagnostics.iter().find(|found| found.code == "R051" || found.code == "R060");
        (told.map(|found| found.code.to_string()), reading.article.status.as_str().to_owned())
    };
    let expect = |code: &str, status: &str| (Some(code.to_owned()), status.to_owned());
    assert_eq!(story(""), expect("R051", "usable"));
    assert_eq!(story("[lifecycle.update]\naction = \"warn\""), expect("R060", "usable"));
    assert_eq!(story("[lifecycle.update]\naction = \"block\""), expect("R051", "withheld"));
    let embargoed = format!("EMBARGOED UNTIL 10:00 GMT, 5 May 2024\n\n{STORY}");
    let held = |profile: &str| read_with(profile, &embargoed).article.embargo.is_some();
    assert!(held("") && !held("[lifecycle]\nembargo_action = \"warn\""));
}

#[test]
fn a_profile_says_where_credits_stand() {
    let copy = format!(
        "{STORY}\nA ferry leaves. {{Photo: Ada Finch}}\n\nThe pier was built in 1902 and rebuilt twice since.\n"
    );
    let credit = |profile: &str| {
        let reading = read_with(profile, &copy);
        support::body(&reading).iter().any(|block| block == "figure|A ferry leaves.|Ada Finch")
    };
    assert!(!credit(""));
    assert!(credit("[figure]\nbrackets = [\"{}\"]"));
}

#[test]
fn a_profile_that_says_what_is_not_known_is_refused() {
    for (text, word) in [
        ("framing = [\"telex\"]", "iptc7901"),
        ("[scripts]\nzero_width_space = [\"klingon\"]", "khmer"),
        ("[scripts]\nzero_width_spaces = []", "zero_width_space"),
        ("[figure]\nbrackets = [\"(\"]", "two characters"),
        ("[lifecycle.kill]\naction = \"shout\"", "block"),
    ] {
        let profile = ProfileChoice::File { name: "own.toml".to_owned(), text: format!("name = \"own\"\n{text}") };
        let settings = Settings { profile: Some(profile), ..Settings::default() };
        let faults = read(&Source { name: FILE, bytes: STORY.as_bytes() }, &settings).unwrap_err();
        let shown = format!("{faults:?}");
        assert!(shown.contains(word) && shown.contains("own.toml"), "{text}: {shown}");
    }
}
