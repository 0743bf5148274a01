//! A story's identifier when the desk gives none.

use uuid::Uuid;

use crate::checks::texts::{Place, passages};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Signal};

/// The id was derived from agency, date and headline.
pub const DERIVED_ID: Code = Code::note("M021");
/// The id was derived from agency, date and text: there is no headline.
pub const DERIVED_FROM_TEXT: Code = Code::note("M023");
/// `{asks}`: a later version or a signal without an id. Nothing says what it corrects.
pub const VERSION_WITHOUT_ID: Code = Code::error("M022");

/// The key among an article's foreign metadata that tells which part of which file it was read from, as `wire.txt#4096`:
/// the file's name without its folder, and a byte offset. Only stories of a file with several have it.
pub const ORIGIN: &str = "origin";
/// `{id}` `{signal}`: the copy's own words make it a later version, and nobody gave the earlier one's id.
pub const SIGNAL_WITHOUT_ID: Code = Code::warning("R053");

/// Drawn once at random; every id that Pressroom derives is a version 5 UUID (RFC 9562, 5.5) within it.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f1b_6c0e_52d4_4f0a_9a37_c1e0_7d2b_64a5);

/// Gives the story an id made from its agency, date and headline, unless it has one. Without a headline the text stands
/// in for it: two stories of one agency and day are not one.
///
/// The same story gets the same id on every machine, but a changed headline gives another one: a desk that corrects its
/// stories has to give ids itself.
pub fn settle(article: &mut Article) -> Option<Diagnostic> {
    settle_told(article, &[])
}

/// [`settle`], knowing which signals the copy's own words gave (`CORRECTED-`). Nobody asked for those: their story gets
/// the id that one with the same headline, agency and date has, and a warning says what to do where that is not enough.
pub fn settle_told(article: &mut Article, told_by_copy: &[Signal]) -> Option<Diagnostic> {
    if article.id.is_some() {
        return None;
    }
    let told = !article.signals.is_empty() && article.signals == told_by_copy;
    if let Some(asks) = asks_for_id(article).filter(|_| article.version > 1 || !told) {
        return Some(Diagnostic::new(VERSION_WITHOUT_ID).arg("asks", asks));
    }
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let agency = agency.or(article.provider.as_deref()).unwrap_or_default();
    let date = article.story_date().map(|date| date.to_string()).unwrap_or_default();
    let (code, name) = match article.headline.as_deref() {
        Some(headline) => (DERIVED_ID, format!("{agency}\n{date}\n{headline}")),
        None => (DERIVED_FROM_TEXT, format!("{agency}\n{date}\n\n{}", text(article))),
    };
    // Two stories of one file may have one headline.
    let name = match article.extra.get(ORIGIN).and_then(|origin| origin.as_str()) {
        Some(origin) => format!("{name}\n{origin}"),
        None => name,
    };
    let id = Uuid::new_v5(&NAMESPACE, name.as_bytes()).urn().to_string();
    let signal = article.signals.first().filter(|_| told).map(|signal| signal.as_str().to_owned());
    let note = match signal {
        Some(signal) => Diagnostic::new(SIGNAL_WITHOUT_ID).arg("id", &id).arg("signal", signal),
        None => Diagnostic::new(code).arg("id", &id),
    };
    article.id = Some(id);
    Some(note)
}

/// What of the story means an earlier one, as its file writes it.
fn asks_for_id(article: &Article) -> Option<String> {
    if article.version > 1 {
        return Some(format!("version = {}", article.version));
    }
    article.signals.first().map(|signal| format!("signal = \"{}\"", signal.as_str()))
}

/// The body's words, a line for each of its texts.
fn text(article: &Article) -> String {
    let passages = passages(article);
    let body = passages.iter().filter(|passage| match passage.place {
        Place::Body | Place::Crosshead | Place::Caption | Place::Credit => true,
        Place::Headline | Place::Deck | Place::Matter => false,
    });
    body.map(|passage| passage.text.as_ref()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn settled(story: Value) -> (Option<String>, Diagnostic) {
        let mut article: Article = serde_json::from_value(story).unwrap();
        let said = settle(&mut article).unwrap();
        (article.id, said)
    }

    fn story(headline: Option<&str>, text: &str) -> Value {
        let headline = headline.map(|text| json!({ "text": text }));
        json!({ "dateline": { "text": "TTXVN", "agency": "TTXVN", "date": "2024-05-04" }, "headline": headline,
                "body": [{ "type": "paragraph", "content": [{ "type": "text", "text": text }] }] })
    }

    #[test]
    fn stories_without_a_headline_are_told_apart_by_their_text() {
        let (first, said) = settled(story(None, "Lễ hội mở cửa."));
        let (again, _) = settled(story(None, "Lễ hội mở cửa."));
        let (second, _) = settled(story(None, "Cảng mở cửa."));
        assert_eq!((said.code.as_ref(), &first), ("M023", &again));
        assert_ne!(first, second);
        let (one, said) = settled(story(Some("Tít"), "a"));
        let (other, _) = settled(story(Some("Tít"), "b"));
        assert_eq!((said.code.as_ref(), one), ("M021", other));
    }

    #[test]
    fn a_signal_that_the_copy_tells_asks_for_no_id() {
        let mut first: Article = serde_json::from_value(story(Some("Tít"), "a")).unwrap();
        settle(&mut first);
        let mut corrected: Article = serde_json::from_value(story(Some("Tít"), "b")).unwrap();
        corrected.signals = vec![Signal::Correction];
        let mut asked = corrected.clone();
        let said = settle_told(&mut corrected, &[Signal::Correction]).unwrap();
        assert_eq!((said.code.as_ref(), corrected.id), ("R053", first.id));
        assert_eq!(settle_told(&mut asked, &[]).unwrap().code, "M022");
    }

    #[test]
    fn what_asks_for_an_id_is_named() {
        let said = |field: &str, value: Value| {
            let (id, said) = settled(json!({ field: value }));
            (id, said.code.into_owned(), said.args["asks"].clone())
        };
        let error = |asks: &str| (None, "M022".to_owned(), asks.to_owned());
        assert_eq!(said("version", json!(2)), error("version = 2"));
        assert_eq!(said("signals", json!(["correction"])), error("signal = \"correction\""));
    }
}
