use pressroom_core::{
    Article, Coded, DateTime, Dateline, Direction, Embargo, Link, Located, Moment, Person, Removed, RemovedKind,
    Signal, Status, Text,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::blocks::blocks;
use crate::text::{Words, address, maybe, text};

/// A whole story, with an id that is an IRI and a time.
pub fn article(words: Words) -> BoxedStrategy<Article> {
    (identity(words), editorial(words), people_and_places(words), rights(words), subjects(words), blocks(words))
        .prop_map(move |(identity, editorial, people, rights, subjects, body)| {
            let mut article = Article { body, ..Article::default() };
            for fill in [identity, editorial, people, rights, subjects] {
                fill.into(&mut article);
            }
            if words == Words::Clean && article.version == 1 {
                article.signals.clear();
            }
            article
        })
        .boxed()
}

/// Some fields of a story; the rest are as in an empty one.
#[derive(Clone, Debug)]
enum Part {
    Identity(Box<Article>),
    Editorial(Box<Article>),
    People(Box<Article>),
    Rights(Box<Article>),
    Subjects(Box<Article>),
}

impl Part {
    fn into(self, article: &mut Article) {
        match self {
            Part::Identity(from) => {
                article.id = from.id;
                article.version = from.version;
                article.language = from.language;
                article.direction = from.direction;
                article.created = from.created;
                article.updated = from.updated;
                article.embargo = from.embargo;
                article.urgency = from.urgency;
                article.status = from.status;
                article.signals = from.signals;
            }
            Part::Editorial(from) => {
                article.section = from.section;
                article.slugline = from.slugline;
                article.headline = from.headline;
                article.deck = from.deck;
                article.summary = from.summary;
                article.ed_note = from.ed_note;
                article.removed = from.removed;
                article.extra = from.extra;
            }
            Part::People(from) => {
                article.byline = from.byline;
                article.contributors = from.contributors;
                article.dateline = from.dateline;
                article.located = from.located;
                article.links = from.links;
            }
            Part::Rights(from) => {
                article.provider = from.provider;
                article.source = from.source;
                article.credit_line = from.credit_line;
                article.copyright_holder = from.copyright_holder;
                article.copyright = from.copyright;
                article.usage_terms = from.usage_terms;
            }
            Part::Subjects(from) => {
                article.genre = from.genre;
                article.subjects = from.subjects;
                article.keywords = from.keywords;
            }
        }
    }
}

fn said(words: Words) -> BoxedStrategy<Text> {
    text(words).prop_map(Text::new).boxed()
}

fn moment(from: &'static [&'static str]) -> BoxedStrategy<Moment> {
    select(from).prop_filter_map("a date", |text| text.parse().ok()).boxed()
}

fn time() -> BoxedStrategy<DateTime> {
    let times: &'static [&'static str] =
        &["2024-05-04T17:30:00+07:00", "2024-05-04T10:30:00Z", "2025-01-01T00:00:00-03:30"];
    select(times).prop_map(|text| text.to_owned()).prop_filter_map("a time", |text| text.parse().ok()).boxed()
}

const WHOLE_DATES: &[&str] = &["2024-05-03", "2023-12-31", "2024-05-03T06:00:00+07:00", "2024-02-29T00:00:00Z"];
const ANY_DATES: &[&str] =
    &["2024-05-03", "2024", "2024-05", "--05-04", "--02-29", "2030-01-01", "2024-05-03T06:00:00+07:00"];

fn identity(words: Words) -> BoxedStrategy<Part> {
    let ids: &'static [&'static str] = &[
        "urn:newsml:example.org:20240504:a1",
        "https://example.org/tin/2",
        "urn:uuid:5fc5613d-d195-518d-9ac1-dfb1df5cb1ab",
    ];
    let languages: &'static [&'static str] = &["vi", "en", "en-GB", "zh-Hant-TW", "ar", "und"];
    let (language, dates, urgency, signals, status) = match words {
        Words::Clean => (
            select(languages).prop_map(str::to_owned).boxed(),
            WHOLE_DATES,
            (1..=9u8).boxed(),
            select(vec![
                vec![],
                vec![Signal::Update],
                vec![Signal::Correction],
                vec![Signal::Update, Signal::Correction],
            ])
            .boxed(),
            select(vec![Status::Usable, Status::Usable, Status::Withheld, Status::Canceled]).boxed(),
        ),
        Words::Hostile => (
            prop_oneof![select(languages).prop_map(str::to_owned), text(words)].boxed(),
            ANY_DATES,
            any::<u8>().boxed(),
            vec(text(words).prop_map(Signal::from), 0..3).boxed(),
            select(vec![Status::Usable, Status::Usable, Status::Withheld, Status::Canceled]).boxed(),
        ),
    };
    let versions = match words {
        Words::Clean => 1..5u32,
        Words::Hostile => 0..u32::MAX,
    };
    let embargo = maybe(time()).prop_map(|until| Embargo { until, span: None });
    let direction = select(&[Direction::Ltr, Direction::Rtl][..]);
    (
        select(ids),
        versions,
        language,
        direction,
        maybe(moment(dates)),
        time(),
        maybe(embargo),
        maybe(urgency),
        status,
        signals,
    )
        .prop_map(|(id, version, language, direction, created, updated, embargo, urgency, status, signals)| {
            Part::Identity(Box::new(Article {
                id: Some(id.to_owned()),
                version,
                language,
                direction,
                created,
                updated: Some(updated),
                embargo,
                urgency,
                status,
                signals,
                ..Article::default()
            }))
        })
        .boxed()
}

fn editorial(words: Words) -> BoxedStrategy<Part> {
    let foreign = match words {
        Words::Clean => Just((Vec::new(), serde_json::Map::new())).boxed(),
        Words::Hostile => {
            let removed = text(words).prop_map(|text| Removed { text, kind: RemovedKind::Leftover, span: None });
            let extra = proptest::collection::btree_map(text(words), text(words), 0..2);
            let extra = extra.prop_map(|all| all.into_iter().map(|(key, value)| (key, value.into())).collect());
            (vec(removed, 0..2), extra).boxed()
        }
    };
    let one = || maybe(said(words));
    (one(), one(), one(), vec(said(words), 0..3), one(), one(), foreign)
        .prop_map(|(section, slugline, headline, deck, summary, ed_note, (removed, extra))| {
            Part::Editorial(Box::new(Article {
                section,
                slugline,
                headline,
                deck,
                summary,
                ed_note,
                removed,
                extra,
                ..Article::default()
            }))
        })
        .boxed()
}

fn people_and_places(words: Words) -> BoxedStrategy<Part> {
    let person = (text(words), maybe(text(words)), maybe(text(words)))
        .prop_map(|(name, role, affiliation)| Person { name, role, affiliation, span: None })
        .boxed();
    let date = match words {
        Words::Clean => {
            maybe(select(&["2024-05-03", "2023-12-31"][..]).prop_filter_map("a date", |text| text.parse().ok()))
        }
        Words::Hostile => {
            maybe(select(&["2024-05-03", "--05-04", "2024"][..]).prop_filter_map("a date", |text| text.parse().ok()))
        }
    };
    let dateline = (text(words), maybe(text(words)), maybe(text(words)), date)
        .prop_map(|(text, agency, place, date)| Dateline { text, agency, place, date, span: None });
    let code = match words {
        Words::Clean => {
            select(&["iso3166-2:VN-37", "iso3166-1a2:VN", "iso3166-1a3:DEU"][..]).prop_map(str::to_owned).boxed()
        }
        Words::Hostile => text(words),
    };
    let located = (text(words), maybe(code)).prop_map(|(name, code)| Located { name, code, span: None });
    let target = prop_oneof![address(words), Just("urn:newsml:example.org:20240503:b7".to_owned())];
    let rel = match words {
        Words::Clean => select(&["seeAlso", "derivedFrom", "translatedFrom"][..]).prop_map(str::to_owned).boxed(),
        Words::Hostile => text(words),
    };
    let link = (rel, target, maybe(text(words))).prop_map(|(rel, href, title)| Link { rel, href, title, span: None });
    (vec(person.clone(), 0..3), vec(person, 0..2), maybe(dateline), vec(located, 0..3), vec(link, 0..3))
        .prop_map(|(byline, contributors, dateline, located, links)| {
            Part::People(Box::new(Article { byline, contributors, dateline, located, links, ..Article::default() }))
        })
        .boxed()
}

fn rights(words: Words) -> BoxedStrategy<Part> {
    let one = || maybe(said(words));
    (one(), one(), one(), one(), one(), one())
        .prop_map(|(provider, source, credit_line, copyright_holder, copyright, usage_terms)| {
            Part::Rights(Box::new(Article {
                provider,
                source,
                credit_line,
                copyright_holder,
                copyright,
                usage_terms,
                ..Article::default()
            }))
        })
        .boxed()
}

fn subjects(words: Words) -> BoxedStrategy<Part> {
    let coded = |scheme: &'static str, codes: &'static [&'static str]| match words {
        Words::Clean => (select(codes), maybe(text(words)))
            .prop_map(move |(code, name)| Coded { scheme: Some(scheme.to_owned()), code: Some(code.to_owned()), name })
            .boxed(),
        Words::Hostile => (maybe(text(words)), maybe(text(words)), maybe(text(words)))
            .prop_map(|(scheme, code, name)| Coded { scheme, code, name })
            .boxed(),
    };
    let named = text(words).prop_map(|name| Coded { scheme: None, code: None, name: Some(name) });
    let subject = prop_oneof![3 => coded("medtop", &["04000000", "11000000", "20000002"]), 1 => named];
    (maybe(coded("genre", &["Current", "Interview"])), vec(subject, 0..3), vec(said(words), 0..4))
        .prop_map(|(genre, subjects, keywords)| {
            Part::Subjects(Box::new(Article { genre, subjects, keywords, ..Article::default() }))
        })
        .boxed()
}
