//! `docdata`: identity, times, rights, and what the story is about.

use pressroom_core::{Article, Coded, Diagnostic, Located, Signal, Status};
use pressroom_xhtml::safe_href;

use super::xml::{Attributes, Xml};
use crate::words::{EMBARGOED, GENRE, NOTE_TO_EDITORS, SIGNAL, SUBJECT, UPDATE};
use crate::{codes, dates};

/// `@management-status`.
pub struct ManagementStatus(&'static str);

/// A word that receivers do not know would let them publish: NITF takes a document without a status for a usable one.
pub fn status(article: &Article) -> Result<ManagementStatus, Diagnostic> {
    match &article.status {
        Status::Usable if article.embargo.is_some() => Ok(ManagementStatus(EMBARGOED)),
        Status::Usable => Ok(ManagementStatus("usable")),
        Status::Withheld => Ok(ManagementStatus("withheld")),
        Status::Canceled => Ok(ManagementStatus("canceled")),
        Status::Unknown(word) => Err(Diagnostic::new(codes::STATUS_UNKNOWN).arg("status", word)),
    }
}

pub fn write(xml: &mut Xml<'_>, article: &Article, status: ManagementStatus) {
    xml.element("docdata", &[("management-status", Some(status.0))], |xml| {
        article.signals.iter().for_each(|signal| write_signal(xml, signal, article.id.as_deref()));
        if let Some(id) = &article.id {
            xml.empty("doc-id", &[("id-string", Some(id))]);
        }
        if let Some(urgency) = article.urgency {
            xml.empty("urgency", &[("ed-urg", Some(&urgency.to_string()))]);
        }
        if let Some(updated) = &article.updated {
            xml.empty("date.issue", &[("norm", Some(&dates::of_date_time(updated)))]);
        }
        if let Some(embargo) = &article.embargo {
            // Without a time: until it is lifted.
            let until = embargo.until.as_ref().map(dates::of_date_time);
            xml.empty("date.release", &[("norm", until.as_deref())]);
        }
        if let Some(note) = &article.ed_note {
            xml.empty("ed-msg", &[("msg-type", Some(NOTE_TO_EDITORS)), ("info", Some(note))]);
        }
        let version = article.version.to_string();
        xml.empty("du-key", &[("version", Some(&version)), ("key", article.slugline.as_deref())]);
        if let Some(copyright) = &article.copyright {
            xml.empty("doc.copyright", &[("holder", Some(copyright))]);
        }
        if article.copyright_holder.is_some() || article.usage_terms.is_some() {
            let (owner, terms) = (article.copyright_holder.as_deref(), article.usage_terms.as_deref());
            xml.empty("doc.rights", &[("owner", owner), ("limitations", terms)]);
        }
        if !article.keywords.is_empty() {
            xml.element("key-list", &[], |xml| {
                article.keywords.iter().for_each(|keyword| xml.empty("keyword", &[("key", Some(keyword))]));
            });
        }
        identified_content(xml, article);
    });
}

fn write_signal(xml: &mut Xml<'_>, signal: &Signal, id: Option<&str>) {
    match signal {
        Signal::Correction => xml.empty("correction", &[("id-string", id)]),
        Signal::Update => xml.empty("ed-msg", &[("msg-type", Some(UPDATE))]),
        Signal::Unknown(word) => xml.empty("ed-msg", &[("msg-type", Some(SIGNAL)), ("info", Some(word))]),
    }
}

fn identified_content(xml: &mut Xml<'_>, article: &Article) {
    let nothing = article.located.is_empty() && article.subjects.is_empty() && article.links.is_empty();
    if nothing && article.genre.is_none() {
        return;
    }
    xml.element("identified-content", &[], |xml| {
        article.located.iter().for_each(|located| location(xml, located));
        if let Some(genre) = &article.genre {
            classifier(xml, GENRE, genre);
        }
        article.subjects.iter().for_each(|subject| classifier(xml, SUBJECT, subject));
        for link in &article.links {
            // A page's address, or another story's id, which nobody follows.
            let followed = link.href.contains(':') && !link.href.starts_with("urn:");
            match safe_href(&link.href).or_else(|| (!followed).then(|| link.href.clone())) {
                Some(href) => {
                    let rel = Some(link.rel.as_str()).filter(|rel| !rel.is_empty());
                    named(xml, "virtloc", &[("class", rel), ("value", Some(&href))], link.title.as_deref());
                }
                None => xml.lose_field(&format!("link to `{}`", link.href), link.span.as_ref()),
            }
        }
    });
}

fn location(xml: &mut Xml<'_>, located: &Located) {
    let (scheme, code) = match located.code.as_deref().map(|qcode| (qcode, qcode.split_once(':'))) {
        Some((_, Some((scheme, code)))) => (Some(scheme), Some(code)),
        Some((code, None)) => (None, Some(code)),
        None => (None, None),
    };
    xml.line("location", &[("location-code", code), ("code-source", scheme)], &located.name);
}

fn classifier(xml: &mut Xml<'_>, kind: &str, concept: &Coded) {
    let attributes = [("type", Some(kind)), ("idsrc", concept.scheme.as_deref()), ("value", concept.code.as_deref())];
    named(xml, "classifier", &attributes, concept.name.as_deref());
}

fn named(xml: &mut Xml<'_>, element: &str, attributes: &Attributes<'_>, name: Option<&str>) {
    match name {
        Some(name) => xml.line(element, attributes, name),
        None => xml.empty(element, attributes),
    }
}
