//! One story as an item.

use pressroom_core::{Article, Coded, Diagnostic, Located, Moment, Person, Signal, Status, Text};
use serde_json::{Map, Value};

use super::fields::Fields;
use super::{Options, body, pictures, uri};
use crate::concepts::{self, Named};
use crate::words;
use crate::{Failure, codes};

pub fn write(
    article: &Article,
    options: &Options,
    losses: &mut Vec<Diagnostic>,
) -> Result<Map<String, Value>, Failure> {
    let missing = Diagnostic::new(codes::FIELD_MISSING).arg("field", "id");
    let id = article.id.as_deref().ok_or(missing)?;
    let uri = uri(id, options)?;
    let status = status(article, losses)?;
    let mut item = Fields::new(losses);
    item.value("uri", uri.as_str());
    item.value("type", "text");
    item.value("representationType", "full");
    item.value("version", article.version.to_string());
    times(&mut item, article);
    item.value("pubStatus", status);
    match article.urgency {
        Some(urgency @ 1..=9) => item.value("urgency", urgency),
        Some(urgency) => item.lose(&format!("urgency {urgency}"), None),
        None => {}
    }
    item.text("language", &article.language);
    headlines(&mut item, article);
    item.optional("slugline", article.slugline.as_deref());
    people(&mut item, article);
    item.optional("located", article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()));
    descriptions(&mut item, article);
    let body = body::write(article, options, item.losses);
    item.value("bodies", vec![body]);
    places(&mut item, article);
    subjects(&mut item, article);
    if let Some(genre) = &article.genre {
        let genre = concept(&mut item, genre, None);
        item.value("genres", vec![genre]);
    }
    info_sources(&mut item, article);
    item.optional("copyrightHolder", article.copyright_holder.as_deref());
    item.optional("copyrightNotice", article.copyright.as_deref());
    item.optional("usageTerms", article.usage_terms.as_deref());
    item.optional("edNote", article.ed_note.as_deref());
    let mut associations = pictures::write(&mut item, article, &uri, options);
    associations.extend(links(&mut item, article));
    item.list("associations", associations);
    if uri != id {
        let id = item.inner(|alt_id| {
            alt_id.value("role", words::ID);
            alt_id.text("value", id);
        });
        item.value("altIds", vec![id]);
    }
    for name in article.extra.keys() {
        item.lose(&format!("extra.{name}"), None);
    }
    Ok(item.object)
}

/// A status that receivers do not know would let them publish: items without one count as usable.
fn status(article: &Article, losses: &mut Vec<Diagnostic>) -> Result<&'static str, Failure> {
    let unending = article.embargo.as_ref().filter(|embargo| embargo.until.is_none());
    match &article.status {
        Status::Usable => match unending {
            Some(embargo) => {
                losses.push(Diagnostic::new(codes::EMBARGO_WITHOUT_TIME).at(&embargo.span));
                Ok("withheld")
            }
            None => Ok("usable"),
        },
        Status::Withheld => {
            losses.extend(unending.map(|embargo| Diagnostic::new(codes::EMBARGO_WITHOUT_TIME).at(&embargo.span)));
            Ok("withheld")
        }
        Status::Canceled => Ok("canceled"),
        Status::Unknown(word) => Err(Diagnostic::new(codes::STATUS_UNKNOWN).arg("status", word).into()),
    }
}

fn times(item: &mut Fields<'_>, article: &Article) {
    if let Some(updated) = &article.updated {
        item.value("versionCreated", updated.to_string());
    }
    if let Some(Moment::DateTime(created)) = &article.created {
        item.value("contentCreated", created.to_string());
    }
    if let Some(until) = article.embargo.as_ref().and_then(|embargo| embargo.until) {
        item.value("embargoedUntil", until.to_string());
    }
}

/// A text and what it is.
pub fn said(fields: &mut Fields<'_>, role: &str, text: &str) -> Value {
    fields.inner(|said| {
        said.value("role", role);
        said.value("contentType", "text/plain");
        said.text("value", text);
    })
}

fn headlines(item: &mut Fields<'_>, article: &Article) {
    let main = article.headline.iter().map(|headline| (words::MAIN, headline));
    let all: Vec<(&str, &Text)> = main.chain(article.deck.iter().map(|deck| (words::SUBHEAD, deck))).collect();
    let headlines = all.into_iter().map(|(role, text)| said(item, role, text)).collect();
    item.list("headlines", headlines);
}

fn descriptions(item: &mut Fields<'_>, article: &Article) {
    let dateline = article.dateline.as_ref();
    // ninjs gives every time with its hour, which nobody invents.
    let created = match article.created {
        Some(Moment::Date(date)) => Some(date.to_string()),
        Some(Moment::DateTime(_)) | None => None,
    };
    let date = dateline.and_then(|dateline| dateline.date).map(|date| date.to_string());
    let all = [
        (words::SUMMARY, article.summary.as_deref()),
        (words::DATELINE, dateline.map(|dateline| dateline.text.as_str())),
        (words::DATELINE_DATE, date.as_deref()),
        (words::CREATED, created.as_deref()),
    ];
    let all: Vec<(&str, &str)> = all.into_iter().filter_map(|(role, text)| Some((role, text?))).collect();
    let descriptions = all.into_iter().map(|(role, text)| said(item, role, text)).collect();
    item.list("descriptions", descriptions);
}

fn people(item: &mut Fields<'_>, article: &Article) {
    if !article.byline.is_empty() {
        let names: Vec<&str> = article.byline.iter().map(|person| person.name.as_str()).collect();
        item.text("by", &names.join(", "));
    }
    let authors = article.byline.iter().map(|person| (words::AUTHOR, person));
    let all: Vec<(&str, &Person)> =
        authors.chain(article.contributors.iter().map(|person| (words::CONTRIBUTOR, person))).collect();
    let people = all.into_iter().map(|(rel, somebody)| person(item, rel, somebody)).collect();
    item.list("people", people);
}

fn person(item: &mut Fields<'_>, rel: &str, somebody: &Person) -> Value {
    item.inner(|fields| {
        fields.text("name", &somebody.name);
        fields.value("rel", rel);
        let about = [(words::ROLE, &somebody.role), (words::AFFILIATION, &somebody.affiliation)];
        let about: Vec<(&str, &String)> =
            about.into_iter().filter_map(|(kind, text)| Some((kind, text.as_ref()?))).collect();
        let about = about.into_iter().map(|(kind, text)| {
            fields.inner(|info| {
                info.value("type", kind);
                info.text("value", text);
            })
        });
        let about: Vec<Value> = about.collect();
        fields.list("contactInfo", about);
    })
}

fn places(item: &mut Fields<'_>, article: &Article) {
    let place = |item: &mut Fields<'_>, located: &Located| {
        let (scheme, code) = match located.code.as_deref().map(|qcode| (qcode, qcode.split_once(':'))) {
            Some((_, Some((scheme, code)))) => (Some(scheme), Some(code)),
            Some((code, None)) => (None, Some(code)),
            None => (None, None),
        };
        item.inner(|place| {
            place.text("name", &located.name);
            named(place, concepts::write(scheme, code));
        })
    };
    let places = article.located.iter().map(|located| place(item, located)).collect();
    item.list("places", places);
}

fn named(fields: &mut Fields<'_>, named: Named) {
    fields.optional("uri", named.uri.as_deref());
    fields.optional("literal", named.literal.as_deref());
}

fn concept(item: &mut Fields<'_>, coded: &Coded, rel: Option<&str>) -> Value {
    item.inner(|fields| {
        fields.optional("name", coded.name.as_deref());
        fields.optional("rel", rel);
        named(fields, concepts::write(coded.scheme.as_deref(), coded.code.as_deref()));
    })
}

/// ninjs has no place for a section, keywords and signals of their own: they are subjects, told apart by `rel`.
fn subjects(item: &mut Fields<'_>, article: &Article) {
    let mut subjects: Vec<Value> =
        article.subjects.iter().map(|subject| concept(item, subject, Some(words::ABOUT))).collect();
    let by_name = |text: &str| Coded { name: Some(text.to_owned()), ..Coded::default() };
    for (rel, text) in article.section.iter().map(|section| (words::SECTION, section)) {
        subjects.push(concept(item, &by_name(text), Some(rel)));
    }
    for keyword in &article.keywords {
        subjects.push(concept(item, &by_name(keyword), Some(words::KEYWORD)));
    }
    for signal in &article.signals {
        let scheme = match signal {
            Signal::Update | Signal::Correction => Some("sig".to_owned()),
            Signal::Unknown(_) => None,
        };
        let code = Some(signal.as_str().to_owned()).filter(|_| scheme.is_some());
        let signal = Coded { scheme, code, name: Some(signal.as_str().to_owned()) };
        subjects.push(concept(item, &signal, Some(words::SIGNAL)));
    }
    item.list("subjects", subjects);
}

fn info_sources(item: &mut Fields<'_>, article: &Article) {
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let all = [
        (words::PROVIDER, article.provider.as_deref()),
        (words::SOURCE, article.source.as_deref()),
        (words::CREDIT_LINE, article.credit_line.as_deref()),
        (words::AGENCY, agency),
    ];
    let all: Vec<(&str, &str)> = all.into_iter().filter_map(|(role, name)| Some((role, name?))).collect();
    let sources = all.into_iter().map(|(role, name)| {
        item.inner(|source| {
            source.text("name", name);
            source.value("role", role);
        })
    });
    let sources: Vec<Value> = sources.collect();
    item.list("infoSources", sources);
}

/// Related stories and pages, by name and address.
fn links(item: &mut Fields<'_>, article: &Article) -> Vec<Value> {
    let mut links = Vec::new();
    for link in &article.links {
        let Some(uri) = crate::uri::of_iri(&link.href) else {
            item.lose(&format!("link to `{}`", link.href), link.span.as_ref());
            continue;
        };
        links.push(item.inner(|fields| {
            fields.text("name", link.title.as_deref().unwrap_or(&link.href));
            fields.text("rel", &link.rel);
            fields.value("uri", uri.as_str());
            fields.value("representationType", "partial");
            if uri != link.href {
                let id = fields.inner(|alt_id| {
                    alt_id.value("role", words::ID);
                    alt_id.text("value", &link.href);
                });
                fields.value("altIds", vec![id]);
            }
        }));
    }
    links
}
