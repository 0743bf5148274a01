//! Who, when, about what: `Identification`, `NewsManagement`, and the metadata of the components around the text.

use pressroom_core::time::{Told, in_zone, told};
use pressroom_core::{
    Article, Coded, DateTime, Dateline, Embargo, Link, Located, Moment, Person, Signal, Status, Text,
};

use super::{property, word};
use crate::reader::context::Context;
use crate::reader::tree::Element;
use crate::reader::values::{is_language_tag, offset_shown};
use crate::reader::{codes, extra};

/// `around`: the components around the text, the innermost first. What is nearer wins.
pub fn read(
    item: &Element,
    envelope: Option<&Element>,
    around: &[&Element],
    article: &mut Article,
    context: &mut Context<'_>,
) {
    language(around, article, context);
    if let Some(identifier) = item.child("Identification").and_then(|part| part.child("NewsIdentifier")) {
        identity(identifier, article, context);
    }
    let label = item.child("Identification").and_then(|part| part.child("NameLabel"));
    let label = label.and_then(|label| context.line(label));
    if let Some(management) = item.child("NewsManagement") {
        manage(management, article, context);
    }
    for component in around {
        for (part, read) in [
            ("NewsLines", lines as fn(&Element, &mut Article, &mut Context<'_>)),
            ("AdministrativeMetadata", administrative),
            ("RightsMetadata", rights),
            ("DescriptiveMetadata", descriptive),
            // As an agency misspells it.
            ("DescriptiveMetada", descriptive),
        ] {
            component.all(part).for_each(|element| read(element, article, context));
        }
    }
    article.slugline = article.slugline.take().or(label);
    if article.provider.is_none() {
        let sender = envelope.and_then(|envelope| envelope.child("SentFrom")).and_then(|from| party(from, context));
        article.provider = sender;
    }
}

fn language(around: &[&Element], article: &mut Article, context: &mut Context<'_>) {
    let told = |component: &&Element| {
        let metadata = component.elements().filter(|part| part.name.starts_with("DescriptiveMetada"));
        let said = metadata.flat_map(|part| part.all("Language")).find_map(word);
        said.or_else(|| component.language().map(|tag| tag.value.clone()))
    };
    let Some(tag) = around.iter().find_map(told) else { return };
    let tag = tag.trim().replace('_', "-");
    // `FR` is a language as `fr` is.
    let tag = match tag.split_once('-') {
        Some((language, rest)) => format!("{}-{rest}", language.to_ascii_lowercase()),
        None => tag.to_ascii_lowercase(),
    };
    if is_language_tag(&tag) {
        article.language = tag;
        context.language = article.language.clone();
    }
}

/// The identifier without its revision stays the same (NewsML 1.2, 5.1).
fn identity(identifier: &Element, article: &mut Article, context: &mut Context<'_>) {
    let said = |name: &str| identifier.child(name).map(Element::line).filter(|text| !text.is_empty());
    let revision = identifier.child("RevisionId");
    let number = revision.map(Element::line).unwrap_or_default();
    if let Some(revision) = revision {
        match number.parse::<u32>() {
            Ok(version) => article.version = version.max(1),
            Err(_) => context.notice(codes::BAD_VERSION, &revision.at, &[("version", &number)]),
        }
    }
    let without_revision = |id: String| match id.rsplit_once(':') {
        Some((stem, last)) if !number.is_empty() && last.trim_end_matches(['N', 'U', 'A']) == number => stem.to_owned(),
        Some(_) | None => id,
    };
    let parts = || {
        let (provider, date, item) = (said("ProviderId")?, said("DateId")?, said("NewsItemId")?);
        Some(format!("urn:newsml:{provider}:{date}:{item}"))
    };
    // One that does not name the item is of all items of the agency.
    let names_item = |id: &String| said("NewsItemId").is_none_or(|item| id.contains(&item));
    article.id = said("PublicIdentifier").filter(names_item).map(without_revision).or_else(parts);
}

fn manage(management: &Element, article: &mut Article, context: &mut Context<'_>) {
    let mut embargoed = false;
    let mut change: Option<&Element> = None;
    for element in management.elements() {
        let said = word(element).unwrap_or_default();
        match element.name.as_str() {
            "ThisRevisionCreated" => article.updated = date_time(element, context),
            "FirstCreated" => article.created = date_time(element, context).map(Moment::DateTime),
            "Status" => match said.to_ascii_lowercase().as_str() {
                "usable" | "" => article.status = Status::Usable,
                "embargoed" => embargoed = true,
                "withheld" => article.status = Status::Withheld,
                "canceled" | "cancelled" | "killed" => article.status = Status::Canceled,
                _ => {
                    context.notice(codes::UNKNOWN_STATUS, &element.at, &[("status", &said)]);
                    article.status = Status::Unknown(said);
                }
            },
            "StatusWillChange" => change = Some(element),
            "Urgency" => match said.parse::<u8>() {
                Ok(urgency @ 1..=9) => article.urgency = Some(urgency),
                Ok(_) | Err(_) => extra::keep(article, "NewsManagement", element),
            },
            "Instruction" => match said.to_ascii_lowercase().as_str() {
                "update" => article.signals.push(Signal::Update),
                "rectify" | "correction" | "correct" => article.signals.push(Signal::Correction),
                _ => extra::keep(article, "NewsManagement", element),
            },
            "NewsItemType" => {}
            _ => extra::keep(article, "NewsManagement", element),
        }
    }
    let until = change.and_then(|change| change.child("DateAndTime")).and_then(|at| {
        // It must not end too early: where nobody says whose hour it is, somebody has to lift it.
        let nowhere = !context.zone_known && matches!(told(&at.line()), Some(Told::WithoutZone(_)));
        date_time(at, context).filter(|_| !nowhere)
    });
    if embargoed {
        let at = change.unwrap_or(management);
        article.embargo = Some(Embargo { until, span: Some(context.places.span(&at.at)) });
    } else if let Some(change) = change {
        extra::keep(article, "NewsManagement", change);
    }
}

fn date_time(element: &Element, context: &mut Context<'_>) -> Option<DateTime> {
    let text = element.line();
    let place = element.at.start..element.end;
    let no_zone = |context: &mut Context<'_>, at: DateTime| {
        let assumed = offset_shown(&at);
        let args = [("element", element.name.as_str()), ("value", text.as_str()), ("assumed", assumed.as_str())];
        context.notice(codes::NO_ZONE, &place, &args);
        Some(at)
    };
    match told(&text) {
        _ if text.is_empty() => None,
        Some(Told::Moment(Moment::DateTime(at))) => Some(at),
        Some(Told::WithoutZone(as_utc)) => {
            let at = in_zone(as_utc, &context.zone);
            no_zone(context, at)
        }
        Some(Told::Moment(Moment::Date(date))) => {
            let at = format!("{date}T00:00:00Z").parse().ok().map(|as_utc| in_zone(as_utc, &context.zone));
            at.and_then(|at| no_zone(context, at))
        }
        None => {
            context.notice(codes::BAD_TIME, &place, &[("element", &element.name), ("value", &text)]);
            None
        }
    }
}

/// What readers see around the text.
fn lines(lines: &Element, article: &mut Article, context: &mut Context<'_>) {
    let first_deck = article.deck.is_empty();
    let mut title: Option<String> = None;
    for element in lines.elements() {
        let Some(text) = context.line(element) else { continue };
        match element.name.as_str() {
            "HeadLine" if article.headline.is_none() => article.headline = Some(text),
            "HeadLine" if article.headline.as_ref().is_some_and(|known| known.text == text.text) => {}
            "SubHeadLine" if first_deck => article.deck.push(text),
            "ByLine" if article.byline.is_empty() => {
                article.byline.push(Person { name: text.text, span: text.span, ..Person::default() });
            }
            "ByLineTitle" => title = Some(text.text),
            "DateLine" if article.dateline.is_none() && text.text.contains(char::is_alphabetic) => {
                let shown = text.text.trim_end_matches([' ', '-', '–', '—']).to_owned();
                article.dateline = Some(Dateline { text: shown, span: text.span, ..Dateline::default() });
            }
            "CreditLine" if article.credit_line.is_none() => article.credit_line = Some(text),
            "CopyrightLine" if article.copyright.is_none() => article.copyright = Some(text),
            "RightsLine" if article.usage_terms.is_none() => article.usage_terms = Some(text),
            "SlugLine" if article.slugline.is_none() => article.slugline = Some(text),
            "KeywordLine" => keywords(&text, article),
            _ => extra::keep(article, "NewsLines", element),
        }
    }
    if let (Some(person), Some(title)) = (article.byline.first_mut(), title) {
        person.role = person.role.take().or(Some(title));
    }
}

fn keywords(text: &Text, article: &mut Article) {
    let words = text.text.split(';').map(str::trim).filter(|word| !word.is_empty());
    for word in words {
        if !article.keywords.iter().any(|known| known.text == word) {
            article.keywords.push(Text { text: word.to_owned(), span: text.span.clone() });
        }
    }
}

fn administrative(metadata: &Element, article: &mut Article, context: &mut Context<'_>) {
    for element in metadata.elements() {
        match element.name.as_str() {
            "Provider" if article.provider.is_none() => article.provider = party(element, context),
            "Source" if article.source.is_none() => article.source = party(element, context),
            "Creator" | "Contributor" => {
                let people = element.all("Party").filter_map(word);
                let span = Some(context.places.span(&element.at));
                article.contributors.extend(people.map(|name| Person {
                    name,
                    span: span.clone(),
                    ..Person::default()
                }));
            }
            _ => extra::keep(article, "AdministrativeMetadata", element),
        }
    }
}

fn party(element: &Element, context: &Context<'_>) -> Option<Text> {
    let party = element.child("Party")?;
    Some(Text::at(word(party)?, context.places.span(&party.at)))
}

fn rights(metadata: &Element, article: &mut Article, context: &mut Context<'_>) {
    for copyright in metadata.all("Copyright") {
        let holder = copyright.child("CopyrightHolder").and_then(|holder| context.line(holder));
        let holder = holder.or_else(|| copyright.child("CopyrightHolder").and_then(|holder| party(holder, context)));
        article.copyright_holder = article.copyright_holder.take().or(holder);
    }
    metadata.elements().filter(|e| e.name != "Copyright").for_each(|e| extra::keep(article, "RightsMetadata", e));
}

fn descriptive(metadata: &Element, article: &mut Article, context: &mut Context<'_>) {
    for element in metadata.elements() {
        match element.name.as_str() {
            "Language" => {}
            "Genre" if article.genre.is_none() => {
                article.genre = word(element).map(|name| Coded { scheme: None, code: None, name: Some(name) });
            }
            "SubjectCode" => element.elements().for_each(|subject| subject_code(subject, article)),
            "Location" => article.located.extend(located(element, context)),
            "Property" if element.value("FormalName").is_some_and(|name| name.eq_ignore_ascii_case("keyword")) => {
                if let Some(value) = element.value("Value") {
                    keywords(&Text::at(value, context.places.span(&element.at)), article);
                }
            }
            _ => extra::keep(article, "DescriptiveMetadata", element),
        }
    }
}

/// `Subject`, `SubjectMatter`, `SubjectDetail`: IPTC's subject codes of eight digits, or an agency's own.
fn subject_code(subject: &Element, article: &mut Article) {
    let Some(code) = word(subject) else { return };
    let is_iptc = code.len() == 8 && code.bytes().all(|b| b.is_ascii_digit());
    let coded = match is_iptc {
        true => Coded { scheme: Some("subj".to_owned()), code: Some(code), name: None },
        false => Coded { scheme: None, code: Some(code), name: None },
    };
    if !article.subjects.contains(&coded) {
        article.subjects.push(coded);
    }
}

/// The smallest place that it names.
fn located(location: &Element, context: &Context<'_>) -> Option<Located> {
    let name =
        ["City", "SubLocation", "CountryArea", "Country", "WorldRegion"].iter().find_map(|n| property(location, n));
    let name = name.map(str::to_owned).or_else(|| Some(location.line()).filter(|text| !text.is_empty()))?;
    Some(Located { name, code: None, span: Some(context.places.span(&location.at)) })
}

/// A link that a component makes to other items.
pub fn link(reference: &Element, context: &Context<'_>) -> Option<Link> {
    let href = reference.value("NewsItem")?.to_owned();
    Some(Link { rel: String::new(), href, title: None, span: Some(context.places.span(&reference.at)) })
}
