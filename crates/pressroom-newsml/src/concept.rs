//! Properties whose value is a concept: by QCode, by literal, or by name alone.

use std::io;

use pressroom_core::{Coded, Diagnostic, Located, Person};

use crate::codes;
use crate::vocabulary::{code, is_iptc_alias};
use crate::xml::{Attributes, Xml, one_line};

/// A concept of which only the name is known.
pub fn named<W: io::Write>(xml: &mut Xml<W>, element: &str, attributes: &Attributes<'_>, name: &str) -> io::Result<()> {
    xml.element(element, attributes, |xml| xml.line("name", &[], name))
}

pub fn coded<W: io::Write>(xml: &mut Xml<W>, element: &str, concept: &Coded) -> io::Result<()> {
    write(xml, element, concept.scheme.as_deref(), concept.code.as_deref(), concept.name.as_deref())
}

pub fn located<W: io::Write>(xml: &mut Xml<W>, located: &Located) -> io::Result<()> {
    let (alias, code) = match located.code.as_deref().map(|qcode| (qcode, qcode.split_once(':'))) {
        Some((_, Some((alias, code)))) => (Some(alias), Some(code)),
        Some((literal, None)) => (None, Some(literal)),
        None => (None, None),
    };
    write(xml, "located", alias, code, Some(&located.name))
}

fn write<W: io::Write>(
    xml: &mut Xml<W>,
    element: &str,
    alias: Option<&str>,
    code_of_scheme: Option<&str>,
    name: Option<&str>,
) -> io::Result<()> {
    let mut attributes = Vec::new();
    let value;
    match (alias, code_of_scheme) {
        (Some(alias), Some(text)) if is_iptc_alias(alias) && !text.is_empty() => {
            attributes.extend(concept_type(alias).map(|kind| ("type", kind)));
            value = format!("{alias}:{}", code(text));
            attributes.push(("qcode", value.as_str()));
        }
        // A receiver cannot resolve the alias, but the newsroom's own systems may know the literal.
        (Some(alias), Some(text)) => {
            value = one_line(&format!("{alias}:{text}")).into_owned();
            xml.diagnostics.push(Diagnostic::new(codes::ALIAS_UNKNOWN).arg("qcode", &value));
            attributes.push(("literal", value.as_str()));
        }
        (None, Some(text)) => {
            value = one_line(text).into_owned();
            attributes.push(("literal", value.as_str()));
        }
        (Some(_), None) | (None, None) => {}
    }
    match name {
        Some(name) => named(xml, element, &attributes, name),
        None if attributes.is_empty() => Ok(()),
        None => xml.empty(element, &attributes),
    }
}

/// The nature of a scheme's concepts, where the scheme leaves no doubt.
fn concept_type(alias: &str) -> Option<&'static str> {
    match alias {
        "medtop" | "subj" => Some("cpnat:abstract"),
        "iso3166-1a2" | "iso3166-1a3" | "iso3166-2" | "wldreg" => Some("cpnat:geoArea"),
        _ => None,
    }
}

/// A `creator` or `contributor`. What a person does is a word of the newsroom's own, kept in a scheme of the writer's.
pub fn person<W: io::Write>(xml: &mut Xml<W>, element: &str, person: &Person) -> io::Result<()> {
    let role = person.role.as_deref().filter(|role| !role.is_empty()).map(|role| format!("prperson:{}", code(role)));
    let attributes: Vec<_> = role.as_deref().map(|role| ("role", role)).into_iter().collect();
    xml.element(element, &attributes, |xml| {
        xml.line("name", &[], &person.name)?;
        match &person.affiliation {
            Some(affiliation) => xml.element("personDetails", &[], |xml| named(xml, "affiliation", &[], affiliation)),
            None => Ok(()),
        }
    })
}
