//! `docdata`.

use pressroom_core::{Coded, Embargo, Link, Located, Moment, Signal, Status, Text};

use super::fields::{Fields, nfc};
use super::tree::Element;
use crate::words::{EMBARGOED, GENRE, SIGNAL, SUBJECT, UPDATE};

pub fn read(fields: &mut Fields, docdata: &Element) {
    let status = docdata.value("management-status").map(str::to_ascii_lowercase);
    for element in docdata.elements() {
        match element.name.as_str() {
            "doc-id" => fields.article.id = fields.article.id.take().or(element.value("id-string").map(nfc)),
            "urgency" => urgency(fields, element),
            "date.issue" => issued(fields, element),
            "date.release" => {}
            "correction" => {
                fields.article.signals.push(Signal::Correction);
                if let Some(note) = fields.text_of(element, "info") {
                    fields.add_note(note);
                }
            }
            "ed-msg" => message(fields, element),
            "du-key" => key(fields, element),
            "doc.copyright" => fields.article.copyright = copyright(fields, element),
            "doc.rights" => rights(fields, element),
            "key-list" => {
                for keyword in element.children_named("keyword") {
                    fields.article.keywords.extend(fields.text_of(keyword, "key"));
                }
            }
            "identified-content" => element.elements().for_each(|element| identified(fields, element)),
            _ => fields.keep(element),
        }
    }
    fields.article.status = match status.as_deref() {
        None | Some("usable" | EMBARGOED) => Status::Usable,
        Some("cancelled" | "killed" | "kill") => Status::Canceled,
        Some(word) => Status::from(word.to_owned()),
    };
    if let Some(release) = docdata.child("date.release") {
        embargo(fields, release, status.as_deref());
    } else if status.as_deref() == Some(EMBARGOED) {
        fields.article.embargo = Some(Embargo { until: None, span: Some(fields.tag(docdata)) });
    }
    if let Status::Unknown(word) = &fields.article.status {
        let word = word.clone();
        fields.invalid(docdata, "management-status", &word);
        // Whoever cannot be read is held, not printed.
        fields.article.status = Status::Withheld;
    }
}

fn urgency(fields: &mut Fields, element: &Element) {
    let Some(value) = element.value("ed-urg") else { return };
    match value.parse::<u8>() {
        Ok(urgency @ 1..=9) => fields.article.urgency = Some(urgency),
        // Zero is how some systems say that nobody gave one.
        Ok(0) => {}
        Ok(_) | Err(_) => fields.invalid(element, "urgency/@ed-urg", value),
    }
}

fn issued(fields: &mut Fields, element: &Element) {
    match fields.moment(element, "norm") {
        Some(Moment::DateTime(at)) => fields.article.updated = Some(at),
        Some(date @ Moment::Date(_)) => fields.article.created = fields.article.created.or(Some(date)),
        None => {}
    }
}

/// A release that is not the issue itself is an embargo. A status that says no more than `usable` lifts one that has passed.
fn embargo(fields: &mut Fields, element: &Element, status: Option<&str>) {
    let held = status.is_some_and(|status| status != "usable");
    if element.value("norm").is_none() {
        if held {
            fields.article.embargo = Some(Embargo { until: None, span: Some(fields.tag(element)) });
        }
        return;
    }
    let until = fields.date_time(element, "norm");
    let is_embargo = match (until, fields.article.updated) {
        (Some(until), Some(issued)) if !held => until.utc() > issued.utc(),
        (Some(_), Some(_) | None) => true,
        // A date alone does not say when, so that only a story that is held stays so.
        (None, _) => status == Some(EMBARGOED),
    };
    // It must not end too early: somebody has to lift it.
    let until = until.filter(|_| !fields.is_of_no_zone(element, "norm"));
    if is_embargo {
        fields.article.embargo = Some(Embargo { until, span: Some(fields.tag(element)) });
    }
}

fn message(fields: &mut Fields, element: &Element) {
    match (element.value("msg-type"), element.value("info")) {
        (Some(UPDATE), None) => fields.article.signals.push(Signal::Update),
        (Some(SIGNAL), Some(word)) => fields.article.signals.push(Signal::from(word.to_owned())),
        (_, Some(_)) => {
            if let Some(note) = element.attribute("info") {
                let note = Text::at(nfc(note), fields.tag(element));
                fields.add_note(note);
            }
        }
        (Some(_), None) => fields.keep(element),
        (None, None) => {}
    }
}

fn key(fields: &mut Fields, element: &Element) {
    fields.article.slugline = fields.text_of(element, "key");
    if let Some(version) = element.value("version") {
        match version.parse::<u32>() {
            Ok(version) => fields.article.version = version.max(1),
            Err(_) => fields.invalid(element, "du-key/@version", version),
        }
    }
    if element.value("generation").is_some() || element.value("part").is_some() {
        fields.keep(element);
    }
}

/// Owner and limitations have fields of their own; what else is granted is kept.
fn rights(fields: &mut Fields, element: &Element) {
    let (owner, terms) = (fields.text_of(element, "owner"), fields.text_of(element, "limitations"));
    fields.article.copyright_holder = fields.article.copyright_holder.take().or(owner);
    fields.article.usage_terms = fields.article.usage_terms.take().or(terms);
    if element.attributes.0.iter().any(|(name, _)| !matches!(name.as_str(), "owner" | "limitations" | "id")) {
        fields.keep(element);
    }
}

fn copyright(fields: &Fields, element: &Element) -> Option<Text> {
    let text = [element.value("year"), element.value("holder")];
    let text: Vec<&str> = text.into_iter().flatten().collect();
    (!text.is_empty()).then(|| Text::at(nfc(&text.join(" ")), fields.tag(element)))
}

fn identified(fields: &mut Fields, element: &Element) {
    let name = element.text(&fields.file).map(|text| text.text);
    match element.name.as_str() {
        "location" => {
            let code = element.value("location-code").map(|code| match element.value("code-source") {
                Some(scheme) => format!("{scheme}:{code}"),
                None => code.to_owned(),
            });
            if let Some(name) = name.or_else(|| code.clone()) {
                fields.article.located.push(Located { name, code, span: Some(fields.tag(element)) });
            }
        }
        "virtloc" => {
            let Some(href) = element.value("value").map(str::to_owned).or_else(|| name.clone()) else { return };
            let title = name.filter(|name| *name != href);
            let rel = element.value("class").unwrap_or_default().to_owned();
            fields.article.links.push(Link { rel, href, title, span: Some(fields.tag(element)) });
        }
        _ => {
            let scheme = element.value("idsrc").map(str::to_owned);
            let code = element.value("value").map(str::to_owned);
            if name.is_none() && code.is_none() {
                return;
            }
            let coded = Coded { scheme, code, name };
            match element.value("type") {
                Some(GENRE) if fields.article.genre.is_none() => fields.article.genre = Some(coded),
                Some(SUBJECT | GENRE) | Some(_) | None => fields.article.subjects.push(coded),
            }
        }
    }
}
