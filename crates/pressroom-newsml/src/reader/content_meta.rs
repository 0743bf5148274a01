//! `contentMeta` of a text.

use pressroom_core::time::is_only_a_time;
use pressroom_core::{Article, Dateline, Located, Moment, Text};

use super::context::{Context, paragraphs};
use serde_json::Value;

use super::tree::Element;
use super::values::{Time, alias_of, code_of, coded, decoded, name_of, party, primary_language, scheme_and_code, time};
use super::{extra, item_meta, people};

pub fn read<'t>(meta: &'t Element, article: &mut Article, context: &mut Context<'_>) -> Vec<&'t Element> {
    let mut links = Vec::new();
    for element in meta.elements() {
        if in_other_language(element, meta, context) {
            extra::keep(article, "contentMeta", element);
            continue;
        }
        match element.name.as_str() {
            "urgency" => match element.line().parse::<u8>() {
                Ok(urgency @ 1..=9) => article.urgency = Some(urgency),
                Ok(_) | Err(_) => extra::keep(article, "contentMeta", element),
            },
            "contentCreated" => article.created = moment(element, context).or(article.created),
            "contentModified" => {
                if article.updated.is_none() {
                    article.updated = item_meta::date_time(element, context);
                }
            }
            // Only there because the dateline names it.
            "located" if element.value("how") == Some("prdateline:place") => {}
            "located" => article.located.extend(located(element, context)),
            "infoSource" if article.source.is_none() => {
                let name = party(element, &context.language);
                article.source = name.map(|name| Text::at(name, context.places.span(&element.at)));
            }
            "language"
                if element.value("tag").map(|tag| tag.replace('_', "-")).as_deref() == Some(&article.language) => {}
            "genre" if article.genre.is_none() => article.genre = Some(coded(element, &context.language)),
            "keyword" => article.keywords.extend(context.line(element).or_else(|| name(element, context))),
            "subject" => article.subjects.push(coded(element, &context.language)),
            "slugline" if article.slugline.is_none() => article.slugline = context.line(element),
            "headline" => headline(element, article, context),
            // Some systems print their clock where a reader expects a place.
            "dateline" if !context.own && is_only_a_time(&element.line()) => {
                extra::keep(article, "contentMeta", element)
            }
            "dateline" if article.dateline.is_none() => article.dateline = dateline(element, context),
            "creditline" if article.credit_line.is_none() => article.credit_line = context.line(element),
            "description" => description(element, article, context),
            "link" => links.push(element),
            "contentMetaExtProperty" if own_property(element, article) => {}
            "by" | "creator" | "contributor" => {}
            _ => extra::keep(article, "contentMeta", element),
        }
    }
    people::read(meta, article, context);
    if !context.own {
        place_of_dateline(article);
    }
    links
}

/// Whether it is in another language than the item, and says what a neighbour of the same name and role says in the item's.
fn in_other_language(element: &Element, meta: &Element, context: &Context<'_>) -> bool {
    let told = matches!(element.name.as_str(), "headline" | "slugline" | "dateline" | "creditline" | "description");
    let own = |element: &Element| {
        let tag = element.language().map(|tag| tag.value.as_str());
        tag.is_none_or(|tag| primary_language(tag) == primary_language(&context.language))
    };
    let same = |other: &Element| other.value("role") == element.value("role") && !other.line().is_empty();
    told && !own(element) && meta.all(&element.name).any(|other| own(other) && same(other))
}

/// What Pressroom itself has no element for: parts of the dateline, foreign metadata.
fn own_property(element: &Element, article: &mut Article) -> bool {
    let (Some(rel), Some(value)) = (element.value("rel"), element.attribute("value")) else { return false };
    let key = decoded(code_of(rel));
    match alias_of(rel) {
        Some("prdateline") => {
            let dateline = article.dateline.get_or_insert_default();
            match key.as_str() {
                "agency" => dateline.agency = Some(value.to_owned()),
                "place" => dateline.place = Some(value.to_owned()),
                "date" => dateline.date = value.parse().ok(),
                _ => return false,
            }
        }
        Some("prextra") => drop(article.extra.insert(key, Value::from(value))),
        Some("prjson") => match serde_json::from_str(value) {
            Ok(value) => drop(article.extra.insert(key, value)),
            Err(_) => return false,
        },
        Some(_) | None => return false,
    }
    true
}

fn name(element: &Element, context: &Context<'_>) -> Option<Text> {
    let name = name_of(element, &context.language).or_else(|| element.value("literal").map(str::to_owned));
    name.map(|name| Text::at(name, context.places.span(&element.at)))
}

/// As exactly as it is given: a year, a month, a day or a moment.
fn moment(element: &Element, context: &mut Context<'_>) -> Option<Moment> {
    match time(&element.line(), &context.zone) {
        Time::Partial(moment) => Some(moment),
        Time::Full(_) | Time::NoZone(_) | Time::Bad => item_meta::date_time(element, context).map(Moment::DateTime),
    }
}

fn located(element: &Element, context: &Context<'_>) -> Option<Located> {
    let span = Some(context.places.span(&element.at));
    let name = name_of(element, &context.language);
    let (scheme, code) = scheme_and_code(element);
    let literal = element.value("literal");
    let code = match (scheme, code) {
        (Some(scheme), Some(code)) => Some(format!("{scheme}:{code}")),
        (None, Some(code)) => Some(code),
        (_, None) => None,
    };
    match (name, literal, code) {
        (Some(name), _, code) => Some(Located { name, code, span }),
        // Many agencies give the place itself as literal.
        (None, Some(literal), _) if element.value("qcode").is_none() => {
            Some(Located { name: literal.to_owned(), code: None, span })
        }
        (None, _, Some(code)) => Some(Located { name: code_of(&code).to_owned(), code: Some(code), span }),
        (None, _, None) => {
            let text = element.line();
            (!text.is_empty()).then_some(Located { name: text, code: None, span })
        }
    }
}

/// The first without a role is the headline. Other roles are kept as foreign metadata: they are the same in other words.
fn headline(element: &Element, article: &mut Article, context: &Context<'_>) {
    // Where mark-up is indented, a line's end says nothing.
    let has_blocks = element.elements().next().is_some();
    let text = if context.own || has_blocks { context.text(element) } else { context.line(element) };
    let Some(text) = text else { return };
    let role = element.value("role").map(|role| code_of(role).to_ascii_lowercase()).unwrap_or_default();
    let is_deck = ["deck", "sub", "standfirst", "bank", "hl2"].iter().any(|word| role.contains(word));
    let is_main = role.is_empty() || ["main", "headline", "hl1", "title", "default"].iter().any(|word| role == *word);
    if is_deck {
        article.deck.push(text);
    } else if is_main && article.headline.is_none() {
        article.headline = Some(text);
    } else {
        extra::keep(article, "contentMeta", element);
    }
}

fn description(element: &Element, article: &mut Article, context: &Context<'_>) {
    let role = element.value("role").map(|role| code_of(role).to_ascii_lowercase()).unwrap_or_default();
    let is_summary =
        matches!(role.as_str(), "" | "summary" | "abstract" | "lead" | "teaser" | "short" | "intro" | "synopsis");
    match context.text(element) {
        Some(text) if is_summary && article.summary.is_none() => article.summary = Some(text),
        Some(_) => extra::keep(article, "contentMeta", element),
        None => {}
    }
}

/// The separator that stands between dateline and lead is no part of it.
fn dateline(element: &Element, context: &Context<'_>) -> Option<Dateline> {
    let text = paragraphs(element);
    let text = if context.own { &text } else { text.trim_end_matches([' ', '-', '–', '—', '\u{A0}']) };
    let span = Some(context.places.span(&(element.at.start..element.end)));
    (!text.is_empty()).then(|| Dateline { text: text.to_owned(), span, ..Dateline::default() })
}

/// A place that the story is filed under, when the dateline names it.
fn place_of_dateline(article: &mut Article) {
    let Some(dateline) = &mut article.dateline else { return };
    let folded = dateline.text.to_lowercase();
    let named = article
        .located
        .iter()
        .find(|located| !located.name.is_empty() && folded.contains(&located.name.to_lowercase()));
    dateline.place = named.map(|located| located.name.clone());
}
