//! The item's own data: root attributes, `rightsInfo`, `itemMeta`.

use pressroom_core::time::in_zone;
use pressroom_core::{Article, DateTime, Direction, Embargo, Link, Moment, Signal, Status, UNDETERMINED};

use super::context::{Context, paragraphs};
use super::tree::Element;
use super::values::{
    Time, alias_of, code_of, decoded, is_language_tag, name_of, offset_shown, party, primary_language,
    runs_right_to_left, time,
};
use super::{codes, extra};

pub fn read_root(item: &Element, article: &mut Article, context: &mut Context<'_>) {
    article.id = item.value("guid").map(str::to_owned);
    match item.find("version") {
        Some(version) => match version.value.trim().parse::<u32>() {
            Ok(number) if number >= 1 => article.version = number,
            Ok(_) | Err(_) => context.notice(codes::BAD_VERSION, &version.at, &[("version", &version.value)]),
        },
        None => context.notice(codes::BAD_VERSION, &item.at, &[("version", "-")]),
    }
    let content = item.child("contentMeta");
    let tag = content.and_then(|meta| meta.child("language")).and_then(|language| language.find("tag"));
    let inline = item.all("contentSet").flat_map(Element::elements).find_map(Element::language);
    if let Some(tag) = tag.or(item.language()).or(inline) {
        let given = tag.value.trim();
        let usual = given.replace('_', "-");
        if is_language_tag(&usual) {
            article.language = usual;
        }
        if article.language != given && !given.is_empty() {
            context.notice(codes::BAD_LANGUAGE, &tag.at, &[("language", given), ("read", &article.language.clone())]);
        }
    }
    context.language = article.language.clone();
    let direction = item.value("dir").map(|dir| dir.eq_ignore_ascii_case("rtl"));
    let right_to_left = direction.unwrap_or(article.language != UNDETERMINED && runs_right_to_left(&article.language));
    article.direction = if right_to_left { Direction::Rtl } else { Direction::Ltr };
}

pub fn read_rights(item: &Element, article: &mut Article, context: &mut Context<'_>) {
    for rights in item.all("rightsInfo") {
        let notice = in_language(rights, "copyrightNotice", context);
        let terms = in_language(rights, "usageTerms", context);
        let holder = rights.child("copyrightHolder");
        let holder_name = holder.and_then(|holder| party(holder, &context.language));
        if let (Some(holder), Some(name), None) = (holder, holder_name, &article.copyright_holder) {
            article.copyright_holder = Some(pressroom_core::Text::at(name, context.places.span(&holder.at)));
        }
        let chosen = [notice, terms, holder];
        for element in rights.elements() {
            if chosen.iter().flatten().any(|used| std::ptr::eq(*used, element)) {
                continue;
            }
            extra::keep(article, "rightsInfo", element);
        }
        let text = |element: Option<&Element>| element.and_then(|element| context.text(element));
        article.copyright = article.copyright.take().or(text(notice));
        article.usage_terms = article.usage_terms.take().or(text(terms));
    }
}

/// Of several texts that say the same in several languages, the item's.
fn in_language<'e>(rights: &'e Element, name: &'e str, context: &Context<'_>) -> Option<&'e Element> {
    let primary = primary_language(&context.language);
    let of_item = |e: &&Element| e.language().is_some_and(|tag| primary_language(&tag.value) == primary);
    let said = |e: &&Element| !e.line().is_empty();
    rights.all(name).filter(said).find(of_item).or_else(|| rights.all(name).find(said))
}

/// Gives the guids that `link` names, with the links' places: pictures of the story, perhaps.
pub fn read<'t>(
    meta: &'t Element,
    content_meta: Option<&Element>,
    article: &mut Article,
    context: &mut Context<'_>,
) -> Vec<&'t Element> {
    let mut links = Vec::new();
    let mut notes = Vec::new();
    for element in meta.elements() {
        match element.name.as_str() {
            "provider" => {
                let name = party(element, &context.language).filter(|name| name != "unknown");
                article.provider = name.map(|name| pressroom_core::Text::at(name, context.places.span(&element.at)));
            }
            "versionCreated" => article.updated = date_time(element, context).or(article.updated),
            "embargoed" => article.embargo = Some(embargo(element, context)),
            "pubStatus" => article.status = status(element, context),
            "edNote" => notes.extend(Some(element).filter(|note| !note.line().is_empty())),
            "signal" => signal(element, article),
            "service" if element.value("qcode").and_then(alias_of) == Some("prsection") => {
                let section =
                    name_of(element, &context.language).or_else(|| element.value("qcode").map(|q| decoded(code_of(q))));
                article.section = section.map(|name| pressroom_core::Text::at(name, context.places.span(&element.at)));
            }
            "link" => links.push(element),
            "firstCreated" => {
                let same = meta.child("versionCreated").is_some_and(|version| version.line() == element.line());
                if !same {
                    extra::keep(article, "itemMeta", element);
                }
            }
            "itemClass" | "generator" | "profile" => {}
            // Most often the headline again; when not, it is kept.
            "title" => {
                let same = content_meta
                    .is_some_and(|meta| meta.all("headline").any(|headline| headline.line() == element.line()));
                if !same {
                    extra::keep(article, "itemMeta", element);
                }
            }
            _ => extra::keep(article, "itemMeta", element),
        }
    }
    if let (Some(first), Some(last)) = (notes.first(), notes.last()) {
        let mut texts: Vec<String> = Vec::new();
        for text in notes.iter().map(|note| paragraphs(note)) {
            // dpa's note pad holds the single notes again.
            if !texts.iter().any(|before| before.contains(&text)) {
                texts.push(text);
            }
        }
        article.ed_note =
            Some(pressroom_core::Text::at(texts.join("\n"), context.places.span(&(first.at.start..last.end))));
    }
    links
}

/// A time of the item in full. Without a zone it is taken to be in the zone of the item's other times.
pub fn date_time(element: &Element, context: &mut Context<'_>) -> Option<DateTime> {
    let text = element.line();
    if text.is_empty() {
        return None;
    }
    let place = element.at.start..element.end;
    let (name, shown) = (element.name.as_str(), text.as_str());
    match time(&text, &context.zone) {
        Time::Full(at) => Some(at),
        Time::NoZone(at) => {
            let assumed = offset_shown(&at);
            context.notice(codes::NO_ZONE, &place, &[("element", name), ("value", shown), ("assumed", &assumed)]);
            Some(at)
        }
        Time::Partial(Moment::Date(date)) => {
            let at = format!("{date}T00:00:00Z").parse().ok().map(|as_utc| in_zone(as_utc, &context.zone));
            let code = if at.is_some() { codes::NO_ZONE } else { codes::BAD_TIME };
            let assumed = at.as_ref().map(offset_shown).unwrap_or_default();
            context.notice(code, &place, &[("element", name), ("value", shown), ("assumed", &assumed)]);
            at
        }
        Time::Partial(Moment::DateTime(at)) => Some(at),
        Time::Bad => {
            context.notice(codes::BAD_TIME, &place, &[("element", name), ("value", shown)]);
            None
        }
    }
}

/// Empty: until it is lifted. What cannot be understood holds as well; an embargo broken cannot be mended.
fn embargo(element: &Element, context: &mut Context<'_>) -> Embargo {
    let span = Some(context.places.span(&(element.at.start..element.end)));
    let text = element.line();
    let until = match time(&text, &context.zone) {
        _ if text.is_empty() => None,
        Time::Full(until) => Some(until),
        // Nobody knows when that is.
        Time::NoZone(_) if !context.zone_known => {
            context.notice(codes::BAD_EMBARGO, &element.at, &[("value", &text)]);
            None
        }
        Time::NoZone(until) => {
            let assumed = offset_shown(&until);
            let args = [("element", "embargoed"), ("value", text.as_str()), ("assumed", assumed.as_str())];
            context.notice(codes::NO_ZONE, &element.at, &args);
            Some(until)
        }
        Time::Partial(_) | Time::Bad => {
            context.notice(codes::BAD_EMBARGO, &element.at, &[("value", &text)]);
            None
        }
    };
    Embargo { until, span }
}

fn status(element: &Element, context: &mut Context<'_>) -> Status {
    let word = element.value("qcode").or(element.value("uri")).or(element.value("literal")).unwrap_or("stat:usable");
    match code_of(word).to_ascii_lowercase().as_str() {
        "usable" => Status::Usable,
        "withheld" => Status::Withheld,
        "canceled" | "cancelled" | "killed" | "withdrawn" => Status::Canceled,
        other => {
            context.notice(codes::UNKNOWN_STATUS, &element.at, &[("status", word)]);
            Status::Unknown(other.to_owned())
        }
    }
}

/// Only IPTC's own signals say what a version is to its receivers; others are of a system's own.
fn signal(element: &Element, article: &mut Article) {
    let qcode = element.value("qcode").or(element.value("uri")).unwrap_or_default();
    let iptc = matches!(alias_of(qcode), Some("sig" | "isig" | "signal")) || qcode.contains("/newscodes/signal/");
    match (iptc, code_of(qcode)) {
        (true, "update") => article.signals.push(Signal::Update),
        (true, "correction") => article.signals.push(Signal::Correction),
        _ => extra::keep(article, "itemMeta", element),
    }
}

/// A link that is no picture of the story.
pub fn related(element: &Element, context: &mut Context<'_>) -> Option<Link> {
    let target = element.value("residref").or(element.value("href")).or(element.value("guidref"));
    let Some(target) = target else {
        context.notice(codes::NO_TARGET, &element.at, &[("element", "link")]);
        return None;
    };
    let title = element.child("title").map(Element::line).filter(|title| !title.is_empty());
    Some(Link {
        rel: element.value("rel").map(|rel| decoded(code_of(rel))).unwrap_or_default(),
        href: target.to_owned(),
        title: title.or_else(|| element.value("title").map(str::to_owned)),
        span: Some(context.places.span(&element.at)),
    })
}
