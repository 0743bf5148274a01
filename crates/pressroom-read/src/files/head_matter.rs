//! The head matter that a user may give, whether in a story's file or on the command line: the model's own names.

use std::collections::BTreeMap;

use pressroom_core::{
    Article, Date, DateTime, Dateline, Diagnostic, Direction, Embargo, Moment, Signal, Span, Status, Text,
};
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::overridden::Overridden;
use super::toml_text::TomlText;
use super::values::{self, CodedEntry, LocatedEntry, OneOrMany, PersonEntry, Words};
use crate::direction;

/// A field that is absent leaves the story's own; one that is given replaces it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HeadMatter {
    pub id: Option<Words>,
    #[serde(deserialize_with = "values::version")]
    pub version: Option<u32>,
    #[serde(deserialize_with = "values::language")]
    pub language: Option<String>,
    #[serde(deserialize_with = "values::direction")]
    pub direction: Option<Direction>,
    pub section: Option<Words>,
    pub slugline: Option<Words>,
    pub headline: Option<Words>,
    pub deck: Option<OneOrMany<Words>>,
    pub summary: Option<Words>,
    pub byline: Option<OneOrMany<PersonEntry>>,
    pub contributors: Option<OneOrMany<PersonEntry>>,
    pub dateline: Option<DatelineTable>,
    pub located: Option<OneOrMany<LocatedEntry>>,
    pub provider: Option<Words>,
    pub source: Option<Words>,
    pub credit_line: Option<Words>,
    pub copyright_holder: Option<Words>,
    pub copyright: Option<Words>,
    pub usage_terms: Option<Words>,
    /// The story's own date, and the year that the copy left out.
    #[serde(deserialize_with = "values::date")]
    pub date: Option<Date>,
    #[serde(deserialize_with = "values::moment")]
    pub created: Option<Moment>,
    #[serde(deserialize_with = "values::date_time")]
    pub updated: Option<DateTime>,
    #[serde(deserialize_with = "values::embargo")]
    pub embargo: Option<Embargo>,
    #[serde(deserialize_with = "values::urgency")]
    pub urgency: Option<u8>,
    #[serde(deserialize_with = "values::status")]
    pub status: Option<Status>,
    #[serde(deserialize_with = "values::signals", alias = "signals")]
    pub signal: Option<Vec<Signal>>,
    pub genre: Option<CodedEntry>,
    pub subjects: Option<OneOrMany<CodedEntry>>,
    pub keywords: Option<OneOrMany<Words>>,
    pub ed_note: Option<Words>,
}

/// A dateline that the copy does not have, or has wrong.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatelineTable {
    pub text: Words,
    pub agency: Option<Words>,
    pub place: Option<Words>,
}

/// Where each value stands, by key and position in its list. Values of the command line stand nowhere.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<(String, usize), Span>);

impl Places {
    pub fn of(toml: &TomlText<'_>, table: &DeTable<'_>) -> Self {
        let mut places = BTreeMap::new();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            match value.get_ref() {
                DeValue::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        places.insert((name.clone(), index), toml.value_span(item));
                    }
                }
                _ => {
                    places.insert((name, 0), toml.value_span(value));
                }
            }
        }
        Places(places)
    }

    pub fn at(&self, key: &str, index: usize) -> Option<Span> {
        self.0.get(&(key.to_owned(), index)).cloned()
    }
}

impl HeadMatter {
    /// Puts what is given into the story. The words that it replaces are kept in `removed`, with a note for each field.
    pub fn apply(&self, places: &Places, article: &mut Article) -> Vec<Diagnostic> {
        let mut overridden = Overridden::default();
        self.apply_texts(places, article, &mut overridden);
        self.apply_lists(places, article, &mut overridden);
        if let Some(language) = &self.language {
            article.language.clone_from(language);
            article.direction = direction::of(language);
        }
        if let Some(table) = &self.dateline {
            let given = Dateline {
                text: table.text.0.clone(),
                agency: table.agency.clone().map(|words| words.0),
                place: table.place.clone().map(|words| words.0),
                date: article.dateline.as_ref().and_then(|dateline| dateline.date),
                span: places.at("dateline", 0),
            };
            overridden.one("dateline", &mut article.dateline, given);
        }
        if let Some(id) = &self.id {
            article.id = Some(id.0.clone());
        }
        set(&mut article.version, &self.version);
        set(&mut article.direction, &self.direction);
        set(&mut article.status, &self.status);
        set(&mut article.signals, &self.signal);
        set_some(&mut article.updated, &self.updated);
        set_some(&mut article.urgency, &self.urgency);
        if let Some(embargo) = &self.embargo {
            article.embargo = Some(Embargo { until: embargo.until, span: places.at("embargo", 0) });
        }
        let disagrees = self.date.and_then(|date| apply_date(date, places, article));
        set_some(&mut article.created, &self.created);
        overridden.keep(article).into_iter().chain(disagrees).collect()
    }

    /// Where it says that the story has an earlier version. Values of the command line stand nowhere.
    pub(super) fn asks_for_id(&self, places: &Places) -> Option<Span> {
        let version = self.version.filter(|version| *version > 1).and_then(|_| places.at("version", 0));
        let signal = || self.signal.as_ref().and_then(|_| places.at("signal", 0).or_else(|| places.at("signals", 0)));
        version.or_else(signal)
    }

    fn apply_texts(&self, places: &Places, article: &mut Article, overridden: &mut Overridden) {
        let texts = [
            ("section", &self.section, &mut article.section),
            ("slugline", &self.slugline, &mut article.slugline),
            ("headline", &self.headline, &mut article.headline),
            ("summary", &self.summary, &mut article.summary),
            ("provider", &self.provider, &mut article.provider),
            ("source", &self.source, &mut article.source),
            ("credit_line", &self.credit_line, &mut article.credit_line),
            ("copyright", &self.copyright, &mut article.copyright),
            ("copyright_holder", &self.copyright_holder, &mut article.copyright_holder),
            ("usage_terms", &self.usage_terms, &mut article.usage_terms),
            ("ed_note", &self.ed_note, &mut article.ed_note),
        ];
        for (key, given, field) in texts {
            if let Some(words) = given {
                overridden.one(key, field, Text { text: words.0.clone(), span: places.at(key, 0) });
            }
        }
    }

    fn apply_lists(&self, places: &Places, article: &mut Article, overridden: &mut Overridden) {
        for (key, given, field) in
            [("deck", &self.deck, &mut article.deck), ("keywords", &self.keywords, &mut article.keywords)]
        {
            if let Some(list) = given {
                let texts = list.items().iter().enumerate();
                let texts = texts.map(|(i, words)| Text { text: words.0.clone(), span: places.at(key, i) });
                overridden.list(key, field, texts.collect());
            }
        }
        for (key, given, field) in [
            ("byline", &self.byline, &mut article.byline),
            ("contributors", &self.contributors, &mut article.contributors),
        ] {
            if let Some(list) = given {
                let people = list.items().iter().map(PersonEntry::person).enumerate();
                let people = people.map(|(i, person)| pressroom_core::Person { span: places.at(key, i), ..person });
                overridden.list(key, field, people.collect());
            }
        }
        if let Some(list) = &self.located {
            let places_given = list.items().iter().map(LocatedEntry::located).enumerate();
            let places_given =
                places_given.map(|(i, located)| pressroom_core::Located { span: places.at("located", i), ..located });
            overridden.list("located", &mut article.located, places_given.collect());
        }
        if let Some(genre) = &self.genre {
            article.genre = Some(genre.coded());
        }
        if let Some(subjects) = &self.subjects {
            article.subjects = subjects.items().iter().map(CodedEntry::coded).collect();
        }
    }
}

fn set<T: Clone>(field: &mut T, given: &Option<T>) {
    if let Some(value) = given {
        field.clone_from(value);
    }
}

fn set_some<T: Copy>(field: &mut Option<T>, given: &Option<T>) {
    if given.is_some() {
        *field = *given;
    }
}

/// The date says when the story was created. It completes the copy's own date, unless the two name different days.
fn apply_date(date: Date, places: &Places, article: &mut Article) -> Option<Diagnostic> {
    article.created = Some(Moment::Date(date));
    let dateline = article.dateline.as_mut()?;
    let copy = dateline.date?;
    let same = |a: Option<i16>, b: Option<i16>| a.is_none() || b.is_none() || a == b;
    let agree = same(copy.year(), date.year())
        && same(copy.month().map(i16::from), date.month().map(i16::from))
        && same(copy.day().map(i16::from), date.day().map(i16::from));
    if !agree {
        let warning = Diagnostic::new(codes::DATE_DISAGREES).arg("date", date).arg("dateline", copy);
        return Some(warning.at(&places.at("date", 0)).at(&dateline.span));
    }
    if let (None, Some(year)) = (copy.year(), date.year()) {
        dateline.date = copy.with_year(year).ok().or(dateline.date);
    }
    None
}
