//! Story, NewsML-G2, story: every field that the model has and the standard can say.
#![allow(clippy::unwrap_used)]

use std::io::Write;

use pressroom_arbitrary::Words;
use pressroom_core::Article;
use pressroom_newsml::{Body, Failure, Media, NewsmlOptions, edition, lint, message, read};
use proptest::prelude::*;
use serde_json::Value;

fn written(article: &Article, body: Body) -> (String, Vec<pressroom_core::Diagnostic>) {
    let mut out = Vec::new();
    let options = NewsmlOptions { body, ..NewsmlOptions::default() };
    let losses = message(&mut out, article, &options).unwrap();
    (String::from_utf8(out).unwrap(), losses)
}

/// The story without places and without what was taken out on the way, which no format carries.
fn fields(article: &Article) -> Value {
    let mut value = serde_json::to_value(article).unwrap();
    without_places(&mut value);
    value.as_object_mut().unwrap().remove("removed");
    value
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("span");
            object.values_mut().for_each(without_places);
        }
        Value::Array(list) => list.iter_mut().for_each(without_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What differs, field by field.
fn differences(one: &Value, other: &Value) -> Vec<String> {
    let (one, other) = (one.as_object().unwrap(), other.as_object().unwrap());
    let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differs = keys.into_iter().filter(|key| one.get(*key) != other.get(*key));
    let shown = |value: Option<&Value>| value.map(|value| serde_json::to_string(value).unwrap()).unwrap_or_default();
    let described = differs.map(|key| match (one.get(key), other.get(key)) {
        // Of a long list, the first place where they part.
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            let at = one.iter().zip(other).take_while(|(one, other)| one == other).count();
            format!("{key}[{at}]:\n  wrote {}\n  read  {}", shown(one.get(at)), shown(other.get(at)))
        }
        (one, other) => format!("{key}:\n  wrote {}\n  read  {}", shown(one), shown(other)),
    });
    described.collect()
}

fn survives(article: &Article) -> Result<(), String> {
    let (xml, _) = written(article, Body::Xhtml);
    let stories = read("a.xml", xml.as_bytes()).map_err(|faults| format!("{faults:?}\n{xml}"))?;
    if stories.len() != 1 {
        return Err(format!("{} stories\n{xml}", stories.len()));
    }
    let found = differences(&fields(&expected(article)), &fields(&stories[0].article));
    if found.is_empty() { Ok(()) } else { Err(format!("{}\n{xml}", found.join("\n"))) }
}

/// What docs/newsml-reading.md lists: an item says a little more than its story did.
fn expected(article: &Article) -> Article {
    let mut expected = article.clone();
    // An item must have a provider: without one of its own, whoever at least sent the story.
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.clone()).map(pressroom_core::Text::new);
    expected.provider = expected.provider.or(agency).or(article.source.clone());
    // The story's date is when it was created, unless that is told.
    let date = article.dateline.as_ref().and_then(|dateline| dateline.date).filter(|date| date.year().is_some());
    expected.created = expected.created.or(date.map(pressroom_core::Moment::Date));
    // Only right-to-left is written; an Arabic story is right-to-left without a word.
    if ["ar", "he", "fa", "ur"].contains(&article.language.as_str()) {
        expected.direction = pressroom_core::Direction::Rtl;
    }
    expected
}

#[test]
fn every_sample_story_survives() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases");
    let mut read = 0;
    for case in std::fs::read_dir(cases).unwrap() {
        let model = case.unwrap().path().join("model.json");
        let Ok(text) = std::fs::read_to_string(&model) else { continue };
        let mut article: Article = serde_json::from_str(&text).unwrap();
        article.updated.get_or_insert("2024-05-04T17:30:00+07:00".parse().unwrap());
        article.id.get_or_insert("urn:newsml:example.org:2024-05-04:a1".to_owned());
        survives(&article).unwrap_or_else(|found| panic!("{}\n{found}", model.display()));
        read += 1;
    }
    assert!(read > 1, "no cases in {cases}");
}

/// The texts of a body, without the model's own words.
fn strings(value: &Value, out: &mut String) {
    match value {
        Value::Object(object) => {
            let texts = object.iter().filter(|(key, _)| {
                ["text", "content", "items", "rows", "cells", "caption", "credit", "attribution", "title"]
                    .contains(&key.as_str())
            });
            texts.for_each(|(_, value)| strings(value, out));
        }
        Value::Array(list) => list.iter().for_each(|value| strings(value, out)),
        Value::String(text) => {
            out.push_str(text);
            out.push(' ');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_story_survives(article in pressroom_arbitrary::article(Words::Clean)) {
        // A killed story is sent without its text.
        let status = pressroom_core::Status::Usable;
        let article = Article { status, ..article };
        if let Err(found) = survives(&article) {
            prop_assert!(false, "{}", found);
        }
    }

    /// An edition gives its stories back, in its order and in its sections.
    #[test]
    fn every_edition_survives((issue, stories) in pressroom_arbitrary::issue(Words::Clean)) {
        let mut out = Vec::new();
        let alive: Vec<Article> = stories.into_iter().map(|story| Article { status: pressroom_core::Status::Usable, ..story }).collect();
        let given = alive.iter().cloned().map(|story| Ok::<_, Failure>((story, Media::default())));
        edition(&mut |_: &str, bytes: &[u8]| out.write_all(bytes), &issue, &Media::default(), given, &NewsmlOptions::default()).unwrap();
        let order: Vec<(usize, &str)> = issue.sections.iter().flat_map(|section| section.articles.iter().map(|at| (*at as usize, section.title.as_str()))).collect();
        let stories = read("a.xml", &out).unwrap_or_default();
        prop_assert_eq!(stories.len(), alive.len());
        for (story, (at, section)) in stories.iter().zip(order) {
            let mut wanted = expected(&alive[at]);
            wanted.section.get_or_insert_with(|| pressroom_core::Text::new(section));
            let found = differences(&fields(&wanted), &fields(&story.article));
            prop_assert!(found.is_empty(), "{}\n{}", found.join("\n"), String::from_utf8_lossy(&out));
        }
    }

    /// NITF has fewer forms than the model, and the writer tells which are lost: head and words are all there.
    #[test]
    fn every_word_survives_in_nitf(article in pressroom_arbitrary::article(Words::Clean)) {
        let article = Article { status: pressroom_core::Status::Usable, ..article };
        let (xml, losses) = written(&article, Body::Nitf);
        let stories = read("a.xml", xml.as_bytes()).unwrap();
        let found = differences(&fields(&expected(&article)), &fields(&stories[0].article));
        prop_assert!(found.iter().all(|found| found.starts_with("body")), "{found:?}\n{xml}");
        prop_assert!(found.is_empty() || !losses.is_empty(), "{found:?} is not told\n{xml}");
        let kept = serde_json::to_string(&stories[0].article.body).unwrap();
        let mut words = String::new();
        strings(&fields(&article)["body"], &mut words);
        for word in words.split_whitespace() {
            let word = serde_json::to_string(word).unwrap();
            prop_assert!(kept.contains(word.trim_matches('"')), "{word} is lost\n{xml}");
        }
    }

    /// What the writer writes breaks no rule, in either form of the body.
    #[test]
    fn the_linter_is_silent(article in pressroom_arbitrary::article(Words::Hostile), nitf in any::<bool>()) {
        let (xml, _) = written(&article, if nitf { Body::Nitf } else { Body::Xhtml });
        let mut found = lint("a.xml", xml.as_bytes()).diagnostics;
        // A byte order mark inside a text is XML, but it is left out, and with it a word that is nothing else.
        prop_assume!(found.iter().all(|found| found.code != "N205"));
        // Nonsense in a picture's media type is written as it is.
        found.retain(|found| found.code != "N320");
        prop_assert!(found.is_empty(), "{found:?}\n{xml}");
    }
}
