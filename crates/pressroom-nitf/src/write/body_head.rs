//! `body.head`: what stands above the text.

use pressroom_core::{Article, Dateline, Person};

use super::xml::Xml;
use crate::dates;

pub fn write(xml: &mut Xml<'_>, article: &Article) {
    xml.element("body.head", &[], |xml| {
        hedline(xml, article);
        article.byline.iter().for_each(|person| byline(xml, person));
        if let Some(provider) = &article.provider {
            xml.element("distributor", &[], |xml| xml.line("org", &[], provider));
        }
        if let Some(dateline) = &article.dateline {
            write_dateline(xml, dateline);
        }
        if let Some(summary) = &article.summary {
            xml.element("abstract", &[], |xml| xml.line("p", &[], summary));
        }
    });
}

/// The schema wants an `hl1` before the decks, also of a story without a headline.
fn hedline(xml: &mut Xml<'_>, article: &Article) {
    if article.headline.is_none() && article.deck.is_empty() {
        return;
    }
    xml.element("hedline", &[], |xml| {
        match &article.headline {
            Some(headline) => xml.line("hl1", &[], headline),
            None => xml.empty("hl1", &[]),
        }
        article.deck.iter().for_each(|deck| xml.line("hl2", &[], deck));
    });
}

fn byline(xml: &mut Xml<'_>, person: &Person) {
    xml.element("byline", &[], |xml| {
        xml.line("person", &[], &person.name);
        if person.role.is_none() && person.affiliation.is_none() {
            return;
        }
        xml.element("byttl", &[], |xml| {
            if let Some(role) = &person.role {
                xml.text(role);
                xml.new_line();
            }
            if let Some(affiliation) = &person.affiliation {
                xml.line("org", &[], affiliation);
            }
        });
    });
}

/// The dateline's own words, its place marked where they name it.
fn write_dateline(xml: &mut Xml<'_>, dateline: &Dateline) {
    xml.inside("dateline", &[], |xml| {
        let place = dateline.place.as_deref().filter(|place| !place.is_empty());
        match place.and_then(|place| Some((place, dateline.text.split_once(place)?))) {
            Some((place, (before, after))) => {
                xml.text(before);
                xml.inside("location", &[], |xml| xml.text(place));
                xml.text(after);
            }
            None => xml.text(&dateline.text),
        }
        if let Some(date) = &dateline.date {
            xml.inside("story.date", &[("norm", Some(&dates::of_date(date)))], |_| ());
        }
    });
    xml.new_line();
}
