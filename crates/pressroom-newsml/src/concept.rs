//! Properties whose value is a concept: by QCode, by literal, or by name alone.

use pressroom_core::{Coded, Diagnostic, Located, Person};

use crate::codes;
use crate::vocabulary::{code, is_iptc_alias};
use crate::xml::{Attributes, Xml, one_line};

/// A concept of which only the name is known.
pub fn named(xml: &mut Xml, element: &str, attributes: &Attributes<'_>, name: &str) {
    xml.element(element, attributes, |xml| xml.line("name", &[], name));
}

pub fn coded(xml: &mut Xml, element: &str, concept: &Coded) {
    let Coded { scheme, code, name } = concept;
    write(xml, element, (scheme.as_deref(), code.as_deref()), name.as_deref());
}

pub fn located(xml: &mut Xml, located: &Located) {
    let code = match located.code.as_deref().map(|qcode| (qcode, qcode.split_once(':'))) {
        Some((_, Some((alias, code)))) => (Some(alias), Some(code)),
        Some((literal, None)) => (None, Some(literal)),
        None => (None, None),
    };
    write(xml, "located", code, Some(&located.name));
}

/// `code_of_scheme`: a scheme's alias, and the code in it.
fn write(xml: &mut Xml, element: &str, code_of_scheme: (Option<&str>, Option<&str>), name: Option<&str>) {
    let value;
    let mut attributes = Vec::new();
    match code_of_scheme {
        (Some(alias), Some(text)) if is_iptc_alias(alias) && !text.is_empty() => {
            attributes.extend(concept_type(alias).map(|kind| ("type", kind)));
            value = format!("{alias}:{}", code(text));
            attributes.push(("qcode", value.as_str()));
            return finish(xml, element, &attributes, name);
        }
        // A receiver cannot resolve the alias, but the newsroom's own systems may know the literal.
        (Some(alias), Some(text)) => {
            value = one_line(&format!("{alias}:{text}")).into_owned();
            xml.diagnostics.push(Diagnostic::new(codes::ALIAS_UNKNOWN).arg("qcode", &value));
        }
        (None, Some(text)) => value = one_line(text).into_owned(),
        (Some(alias), None) => {
            xml.lose_field(&format!("{element} of scheme `{alias}` without a code"), None);
            return finish(xml, element, &attributes, name);
        }
        (None, None) => return finish(xml, element, &attributes, name),
    }
    attributes.push(("literal", value.as_str()));
    finish(xml, element, &attributes, name);
}

fn finish(xml: &mut Xml, element: &str, attributes: &Attributes<'_>, name: Option<&str>) {
    match name {
        Some(name) => named(xml, element, attributes, name),
        None if attributes.is_empty() => {}
        None => xml.empty(element, attributes),
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
pub fn person(xml: &mut Xml, element: &str, person: &Person) {
    let role = person.role.as_deref().filter(|role| !role.is_empty()).map(|role| format!("prperson:{}", code(role)));
    let attributes: Vec<_> = role.as_deref().map(|role| ("role", role)).into_iter().collect();
    xml.element(element, &attributes, |xml| {
        xml.line("name", &[], &person.name);
        if let Some(affiliation) = &person.affiliation {
            xml.element("personDetails", &[], |xml| named(xml, "affiliation", &[], affiliation));
        }
    });
}
