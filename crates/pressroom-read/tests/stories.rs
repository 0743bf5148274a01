//! Stories in the layouts that agencies send, each with what it must be read as beside it, and what must hold however
//! their parts are moved about.
//!
//! `UPDATE=1 cargo test --package pressroom-read --test stories` writes the expected readings anew: review the
//! difference line by line.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};

use pressroom_core::{Article, Direction, Severity, Status, checks};
use pressroom_read::{Reading, accounting};
use serde_json::{Map, Value, json};
use support::{FILE, body, read_text};
use unicode_normalization::UnicodeNormalization;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories")
}

/// Name, such as `vna/festival`, and copy of each story.
fn stories() -> Vec<(String, String)> {
    let mut stories = Vec::new();
    for profile in std::fs::read_dir(folder()).unwrap() {
        let profile = profile.unwrap().path();
        for file in std::fs::read_dir(&profile).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "txt") {
                let name = file.strip_prefix(folder()).unwrap().with_extension("");
                stories.push((name.to_str().unwrap().to_owned(), std::fs::read_to_string(&file).unwrap()));
            }
        }
    }
    stories.sort();
    stories
}

/// What a story was read as, in short: no spans, and nothing that is empty.
fn shown(reading: &Reading) -> Value {
    let article = &reading.article;
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        };
        if !empty {
            out.insert(key.to_owned(), value);
        }
    };
    let text = |text: &Option<pressroom_core::Text>| text.as_ref().map(|text| text.text.clone());
    put("profile", json!(reading.profile));
    put("language", json!(article.language));
    put("direction", json!((article.direction == Direction::Rtl).then_some("rtl")));
    put("status", json!((article.status != Status::Usable).then_some(article.status.as_str())));
    put("signals", json!(article.signals.iter().map(|signal| signal.as_str()).collect::<Vec<_>>()));
    let until = |embargo: &pressroom_core::Embargo| embargo.until.map_or("-".to_owned(), |until| until.to_string());
    put("embargo", json!(article.embargo.as_ref().map(until)));
    put("slugline", json!(text(&article.slugline)));
    put("section", json!(text(&article.section)));
    put("headline", json!(text(&article.headline)));
    put("deck", json!(article.deck.iter().map(|text| &text.text).collect::<Vec<_>>()));
    put("created", json!(article.created.map(|created| created.to_string())));
    put("located", json!(article.located.iter().map(|place| &place.name).collect::<Vec<_>>()));
    put(
        "dateline",
        article.dateline.as_ref().map_or(Value::Null, |dateline| {
            let parts = [&dateline.agency, &dateline.place, &dateline.date.map(|date| date.to_string())];
            let parts = parts.map(|part| part.clone().unwrap_or_else(|| "-".to_owned())).join(" | ");
            json!([dateline.text, parts])
        }),
    );
    put("source", json!(text(&article.source)));
    put("byline", json!(article.byline.iter().map(person).collect::<Vec<_>>()));
    put("contributors", json!(article.contributors.iter().map(person).collect::<Vec<_>>()));
    put("ed_note", json!(text(&article.ed_note)));
    put("body", json!(body(reading)));
    let figures = pressroom_core::figures(&article.body);
    let told = figures.iter().map(|figure| {
        let label = figure.credit_label.as_ref().map(|label| label.text.as_str());
        let flags = [label, figure.handout.then_some("handout"), figure.illustration.then_some("illustration")];
        flags.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    put("figures", json!(told.filter(|told| !told.is_empty()).collect::<Vec<_>>()));
    put(
        "removed",
        json!(
            article.removed.iter().map(|piece| format!("{}|{}", piece.kind.as_str(), piece.text)).collect::<Vec<_>>()
        ),
    );
    put("said", json!(reading.diagnostics.iter().map(support::code_and_place).collect::<Vec<_>>()));
    Value::Object(out)
}

fn person(person: &pressroom_core::Person) -> String {
    let role = person.role.as_ref().map(|role| format!("{role}: ")).unwrap_or_default();
    let affiliation = person.affiliation.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{role}{}{affiliation}", person.name)
}

#[test]
fn every_story_is_read_as_its_file_says() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for (name, copy) in stories() {
        let found = serde_json::to_string_pretty(&shown(&read_text(&copy))).unwrap() + "\n";
        let path = folder().join(format!("{name}.json"));
        if update {
            std::fs::write(&path, &found).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != found {
            wrong.push(format!("{name}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_of_any_story_is_lost() {
    for (name, copy) in stories() {
        lost_nothing(&name, &copy, &read_text(&copy).article);
    }
}

fn lost_nothing(name: &str, copy: &str, article: &Article) {
    let difference = accounting::difference(copy, article, FILE);
    assert!(difference.is_empty(), "{name}: {difference:?}");
}

/// Line ends and composition say nothing about a story.
#[test]
fn a_story_reads_the_same_with_other_line_ends_and_decomposed() {
    for (name, copy) in stories() {
        // Where something stands may change; what it is must not.
        let shown = |copy: &str| {
            let mut shown = shown(&read_text(copy));
            shown.as_object_mut().unwrap().remove("said");
            shown
        };
        let plain = shown(&copy);
        let decomposed: String = copy.nfd().collect();
        for (how, changed) in [
            ("CRLF", copy.replace('\n', "\r\n")),
            ("CR", copy.replace('\n', "\r")),
            ("CR CR LF", copy.replace('\n', "\r\r\n")),
            ("decomposed", decomposed),
            ("two blank lines", copy.replace("\n\n", "\n\n\n")),
        ] {
            assert_eq!(shown(&changed), plain, "{name}, {how}");
        }
    }
}

/// Without its headline a story has none: no other line is made into one.
#[test]
fn no_other_line_becomes_the_headline() {
    for (name, copy) in stories() {
        let Some(headline) = read_text(&copy).article.headline else { continue };
        let kept = copy
            .lines()
            .filter(|line| !line.ends_with(headline.text.as_str()) && !line.contains(headline.text.as_str()));
        let without = kept.collect::<Vec<_>>().join("\n");
        let reading = read_text(&without);
        lost_nothing(&name, &without, &reading.article);
        let found = reading.article.headline.as_ref().map(|headline| headline.text.clone());
        assert_eq!(found, None, "{name}");
        assert!(checks::run(&reading.article, &[]).iter().any(|found| found.code == "C001"), "{name}");
    }
}

/// With one paragraph a line, or hard-wrapped, the parts are the same.
#[test]
fn paragraph_rules_change_no_part() {
    for (name, copy) in stories() {
        let plain = read_text(&copy).article;
        let tight = copy.replace("\n\n", "\n");
        let reading = read_text(&tight);
        lost_nothing(&name, &tight, &reading.article);
        let headline = |article: &Article| article.headline.as_ref().map(|text| text.text.clone());
        assert_eq!(headline(&reading.article), headline(&plain), "{name}, without blank lines");
        let place = |article: &Article| article.dateline.as_ref().map(|dateline| dateline.text.clone());
        assert_eq!(place(&reading.article), place(&plain), "{name}, without blank lines");

        // Copy that is wrapped by hand parts its paragraphs.
        if !copy.contains("\n\n") {
            continue;
        }
        let wrapped = wrapped(&copy);
        let reading = read_text(&wrapped);
        lost_nothing(&name, &wrapped, &reading.article);
        assert_eq!(headline(&reading.article), headline(&plain), "{name}, wrapped");
        assert_eq!(place(&reading.article), place(&plain), "{name}, wrapped");
    }
}

/// Long lines broken at 68 columns.
fn wrapped(copy: &str) -> String {
    const COLUMNS: usize = 68;
    let mut out = String::new();
    for line in copy.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            let letters = word.chars().count();
            if width > 0 && width + 1 + letters > COLUMNS {
                out.push('\n');
                width = 0;
            } else if width > 0 {
                out.push(' ');
                width += 1;
            }
            out.push_str(word);
            width += letters;
        }
        out.push('\n');
    }
    out
}

/// On clean copy nothing is warned about but what stands in the copy: pictures that are not there, dates without a
/// year, leftovers taken out.
#[test]
fn clean_copy_is_read_without_a_warning() {
    const TOLD_BY_THE_COPY: &[&str] = &["C001", "C002", "C005", "C006", "C007", "C010", "C012"];
    for (name, copy) in stories() {
        let reading = read_text(&copy);
        let found = reading.diagnostics.into_iter().chain(checks::run(&reading.article, &[]));
        let warned =
            found.filter(|found| found.severity >= Severity::Warning && !TOLD_BY_THE_COPY.contains(&&*found.code));
        assert_eq!(warned.map(|found| support::code_and_place(&found)).collect::<Vec<_>>(), [""; 0], "{name}");
    }
}
