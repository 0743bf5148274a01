//! What headers say of a story, and how it goes into the article.

use pressroom_core::{Article, Date, DateTime, Embargo, Located, Moment, Person, Removed, RemovedKind, Text};
use serde_json::{Map, Value};

use super::Field;

/// What a header line's key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Words(Field),
    Byline,
    Keywords,
    Urgency,
    Created,
    Located,
    Language,
    Embargo,
    Id,
    Version,
    Other,
}

impl Key {
    /// By the field's name in `lexicons/headers.toml`.
    pub fn named(field: &str) -> Option<Self> {
        Some(match field {
            "headline" => Key::Words(Field::Headline),
            "slugline" => Key::Words(Field::Slugline),
            "section" => Key::Words(Field::Section),
            "summary" => Key::Words(Field::Summary),
            "deck" => Key::Words(Field::Deck),
            "source" => Key::Words(Field::Source),
            "provider" => Key::Words(Field::Provider),
            "credit_line" => Key::Words(Field::CreditLine),
            "copyright" => Key::Words(Field::Copyright),
            "usage_terms" => Key::Words(Field::UsageTerms),
            "ed_note" => Key::Words(Field::EdNote),
            "byline" => Key::Byline,
            "keywords" => Key::Keywords,
            "urgency" => Key::Urgency,
            "created" => Key::Created,
            "located" => Key::Located,
            "language" => Key::Language,
            "embargo" => Key::Embargo,
            "id" => Key::Id,
            "version" => Key::Version,
            "other" => Key::Other,
            _ => return None,
        })
    }
}

/// Values without a place of their own in the story: their lines are listed in `removed` whole.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub urgency: Option<u8>,
    pub created: Option<Moment>,
    pub keywords: Vec<String>,
    pub language: Option<String>,
    byline: Vec<String>,
    located: Vec<String>,
    embargo: Option<Embargo>,
    id: Option<String>,
    version: Option<u32>,
    extra: Map<String, Value>,
}

/// More values under one foreign key are not kept.
const MOST_VALUES: usize = 40;

impl Facts {
    /// Foreign metadata, as it came. A key that comes again makes a list.
    pub fn extra(&mut self, key: &str, value: &str) {
        let plain: String = value.chars().filter(|c| (*c as u32) >= 0x20).collect();
        let key = key.to_lowercase().replace([' ', '-'], "_");
        let text = Value::String(plain.trim().to_owned());
        match self.extra.get_mut(&key) {
            None => drop(self.extra.insert(key, text)),
            Some(Value::Array(values)) if values.len() < MOST_VALUES => values.push(text),
            Some(Value::Array(_)) => {}
            Some(before) => *before = Value::Array(vec![before.take(), text]),
        }
    }

    /// A value under a key; what the field cannot take is kept as foreign metadata.
    pub fn fill(&mut self, known: Key, key: &str, value: &str) {
        let list = || {
            value.split([',', ';', '،', '，', '、']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
        };
        let taken = match known {
            Key::Words(_) | Key::Other => false,
            Key::Byline => {
                self.byline.extend(list());
                true
            }
            Key::Keywords => {
                self.keywords.extend(list());
                true
            }
            Key::Located => {
                self.located.push(value.to_owned());
                true
            }
            Key::Urgency => set(&mut self.urgency, value.parse().ok().filter(|urgency| (1..=9).contains(urgency))),
            Key::Created => set(&mut self.created, moment(value)),
            Key::Language => set(&mut self.language, Some(value.to_owned()).filter(|value| is_tag(value))),
            Key::Embargo => {
                // A hold whose time cannot be read holds until it is lifted.
                let until = moment(value).and_then(|moment| moment.to_string().parse::<DateTime>().ok());
                self.embargo = Some(Embargo { until, span: None });
                until.is_some()
            }
            Key::Id => {
                set(&mut self.id, Some(value.to_owned()).filter(|value| value.contains(':') && !value.contains(' ')))
            }
            Key::Version => set(&mut self.version, value.parse().ok().filter(|version| *version > 0)),
        };
        if !taken {
            self.extra(key, value);
        }
    }

    /// Fills what the copy itself left open. `words` are the header's texts with their places; a text whose field is taken
    /// goes to `removed`.
    pub fn apply(self, article: &mut Article, words: Vec<(Field, Text)>) {
        for (field, text) in words {
            if let Some(left) = put(article, field, text) {
                article.removed.push(Removed { text: left.text, kind: RemovedKind::Framing, span: left.span });
            }
        }
        article.urgency = article.urgency.or(self.urgency);
        article.created = article.created.take().or(self.created);
        article.embargo = article.embargo.take().or(self.embargo);
        article.id = article.id.take().or(self.id);
        article.version = self.version.unwrap_or(article.version);
        if article.keywords.is_empty() {
            article.keywords = self.keywords.iter().map(Text::new).collect();
        }
        if article.byline.is_empty() {
            article.byline = self.byline.into_iter().map(|name| Person { name, ..Person::default() }).collect();
        }
        if article.located.is_empty() {
            article.located = self.located.into_iter().map(|name| Located { name, ..Located::default() }).collect();
        }
        for (key, value) in self.extra {
            article.extra.entry(key).or_insert(value);
        }
    }
}

/// The text again, when the field has one.
fn put(article: &mut Article, field: Field, text: Text) -> Option<Text> {
    let slot = match field {
        Field::Headline => &mut article.headline,
        Field::Slugline => &mut article.slugline,
        Field::Section => &mut article.section,
        Field::Summary => &mut article.summary,
        Field::Source => &mut article.source,
        Field::Provider => &mut article.provider,
        Field::CreditLine => &mut article.credit_line,
        Field::Copyright => &mut article.copyright,
        Field::UsageTerms => &mut article.usage_terms,
        Field::EdNote => &mut article.ed_note,
        Field::Deck => {
            if article.deck.is_empty() {
                article.deck.push(text);
                return None;
            }
            return Some(text);
        }
    };
    match slot {
        // A source without a place was derived from the dateline; the header's is the same or better.
        Some(before) if before.span.is_some() => Some(text),
        Some(_) | None => {
            *slot = Some(text);
            None
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let given = value.is_some() && slot.is_none();
    if given {
        *slot = value;
    }
    given
}

/// ISO 8601, or as mails write it (RFC 5322).
fn moment(value: &str) -> Option<Moment> {
    let iso = value.parse::<Moment>().ok();
    iso.or_else(|| value.parse::<Date>().ok().and_then(|date| date.to_string().parse().ok())).or_else(|| {
        let mail = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(value).ok()?;
        mail.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().parse().ok()
    })
}

/// A BCP 47 tag by its form.
fn is_tag(value: &str) -> bool {
    let mut parts = value.split('-');
    let primary =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    primary && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
