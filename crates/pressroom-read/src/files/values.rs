//! Values that users write in more than one way.

use pressroom_core::{Coded, Date, DateTime, Direction, Embargo, Located, Moment, Person, Signal, Status};
use serde::{Deserialize, Deserializer, de::Error};
use unicode_normalization::UnicodeNormalization;

/// Text for the model: NFC, not empty, and without characters that no output may carry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Words(pub String);

impl TryFrom<String> for Words {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.trim() {
            "" => Err("the text is empty".to_owned()),
            trimmed => PlainText::try_from(trimmed.to_owned()).map(|text| Words(text.0)),
        }
    }
}

/// The same, but may be empty: an empty alternative text marks a picture as decorative.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PlainText(pub String);

impl TryFrom<String> for PlainText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let forbidden = |c: &char| c.is_control() && !matches!(c, '\n' | '\t') || (*c as u32) & 0xFFFE == 0xFFFE;
        match text.chars().find(forbidden) {
            Some(c) => Err(format!("the text has the character U+{:04X}, which no output can carry", c as u32)),
            None => Ok(PlainText(text.nfc().collect())),
        }
    }
}

/// One value or a list of them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged, expecting = "expected one value or a list of them, each a text or a table with known keys")]
pub enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    pub fn items(&self) -> &[T] {
        match self {
            OneOrMany::One(item) => std::slice::from_ref(item),
            OneOrMany::Many(items) => items,
        }
    }
}

/// A name, or a table that tells more.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged, expecting = "expected a name, or a table with `name`, `role` and `affiliation`")]
pub enum PersonEntry {
    Name(Words),
    Full(PersonTable),
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonTable {
    pub name: Words,
    pub role: Option<Words>,
    pub affiliation: Option<Words>,
}

impl PersonEntry {
    pub fn person(&self) -> Person {
        match self {
            PersonEntry::Name(name) => Person { name: name.0.clone(), ..Person::default() },
            PersonEntry::Full(table) => Person {
                name: table.name.0.clone(),
                role: table.role.clone().map(|words| words.0),
                affiliation: table.affiliation.clone().map(|words| words.0),
                span: None,
            },
        }
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged, expecting = "expected a name, or a table with `name` and `code`")]
pub enum LocatedEntry {
    Name(Words),
    Full(LocatedTable),
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocatedTable {
    pub name: Words,
    pub code: Option<Words>,
}

impl LocatedEntry {
    pub fn located(&self) -> Located {
        match self {
            LocatedEntry::Name(name) => Located { name: name.0.clone(), code: None, span: None },
            LocatedEntry::Full(table) => {
                Located { name: table.name.0.clone(), code: table.code.clone().map(|words| words.0), span: None }
            }
        }
    }
}

/// `medtop:11000000`, a bare name, or a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged, expecting = "expected `scheme:code`, a name, or a table with `scheme`, `code` and `name`")]
pub enum CodedEntry {
    Short(Words),
    Full(CodedTable),
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodedTable {
    pub scheme: Option<Words>,
    pub code: Option<Words>,
    pub name: Option<Words>,
}

impl CodedEntry {
    pub fn coded(&self) -> Coded {
        match self {
            CodedEntry::Short(text) => short_code(&text.0),
            CodedEntry::Full(table) => Coded {
                scheme: table.scheme.clone().map(|words| words.0),
                code: table.code.clone().map(|words| words.0),
                name: table.name.clone().map(|words| words.0),
            },
        }
    }
}

/// A QCode `scheme:code` (NewsML-G2, 14.2), or else a name.
pub fn short_code(text: &str) -> Coded {
    match text.split_once(':') {
        Some((scheme, code)) if !scheme.is_empty() && !code.is_empty() && !text.contains(' ') => {
            Coded { scheme: Some(scheme.to_owned()), code: Some(code.to_owned()), name: None }
        }
        Some(_) | None => Coded { name: Some(text.to_owned()), ..Coded::default() },
    }
}

/// TOML has dates of its own; users write them with and without quotes.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a date such as \"2024-05-04\"")]
enum DateText {
    Text(String),
    Toml(toml::value::Datetime),
}

fn date_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match DateText::deserialize(deserializer)? {
        DateText::Text(text) => text,
        DateText::Toml(date) => date.to_string(),
    })
}

pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    date_text(deserializer)?.parse().map(Some).map_err(D::Error::custom)
}

pub fn date_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime>, D::Error> {
    date_text(deserializer)?.parse().map(Some).map_err(D::Error::custom)
}

pub fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
    date_text(deserializer)?.parse().map(Some).map_err(D::Error::custom)
}

/// A time, or an empty text: until it is lifted.
pub fn embargo<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Embargo>, D::Error> {
    let text = date_text(deserializer)?;
    let until = match text.as_str() {
        "" => None,
        text => Some(text.parse().map_err(D::Error::custom)?),
    };
    Ok(Some(Embargo { until, span: None }))
}

/// `1` to `9`.
pub fn urgency<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    match u8::deserialize(deserializer) {
        Ok(urgency @ 1..=9) => Ok(Some(urgency)),
        Ok(_) | Err(_) => Err(D::Error::custom("urgency is a number from 1 (most) to 9")),
    }
}

pub fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    match u32::deserialize(deserializer) {
        Ok(0) | Err(_) => Err(D::Error::custom("versions are numbers that count from 1")),
        Ok(version) => Ok(Some(version)),
    }
}

/// A BCP 47 tag by its form: a primary subtag of letters, then subtags of letters and digits.
pub fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let tag = String::deserialize(deserializer)?;
    let mut subtags = tag.split('-');
    let primary =
        subtags.next().is_some_and(|s| (2..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = subtags.all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()));
    if primary && rest {
        Ok(Some(tag))
    } else {
        Err(D::Error::custom(format!("`{tag}` is not a language tag such as `vi`")))
    }
}

pub fn direction<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Direction>, D::Error> {
    Direction::deserialize(deserializer).map(Some)
}

/// The model keeps words of later versions; a user's slip is no such word.
pub fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Status>, D::Error> {
    match Status::deserialize(deserializer)? {
        Status::Unknown(word) => Err(not_one_of(&word, Status::WORDS)),
        known @ (Status::Usable | Status::Withheld | Status::Canceled) => Ok(Some(known)),
    }
}

pub fn signals<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Signal>>, D::Error> {
    let signals = OneOrMany::<Signal>::deserialize(deserializer)?.items().to_vec();
    match signals.iter().find(|signal| matches!(signal, Signal::Unknown(_))) {
        Some(unknown) => Err(not_one_of(unknown.as_str(), Signal::WORDS)),
        None => Ok(Some(signals)),
    }
}

fn not_one_of<E: Error>(word: &str, known: &[&str]) -> E {
    E::custom(format!("`{word}` is not one of {}", known.join(", ")))
}
