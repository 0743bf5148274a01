//! One form for everything that means the same.

use std::collections::BTreeMap;

use pressroom_core::DateTime;

use crate::lint::sheet::{CODED, Scope};
use crate::reader::tree::{Attribute, Element, Node, one_line};

pub struct Canon<'c, 'f> {
    pub scope: &'c Scope<'f>,
    /// Guids of items that were found to be the other file's under another name.
    pub renamed: &'c BTreeMap<String, String>,
}

impl Canon<'_, '_> {
    /// An element with all it holds; properties in it have no order.
    pub fn element(&self, element: &Element) -> String {
        let mut attributes: Vec<String> =
            element.attributes.iter().filter_map(|attribute| self.attribute(element, attribute)).collect();
        attributes.sort();
        let mut children: Vec<String> = element.elements().map(|child| self.element(child)).collect();
        children.sort();
        let text: String = element.children.iter().filter_map(own_text).collect();
        let text = self.value(&one_line(&text));
        format!("<{} {}>{text}{}</>", element.name, attributes.join(" "), children.join(""))
    }

    /// `name=value`; `None` for what means nothing.
    pub fn attribute(&self, element: &Element, attribute: &Attribute) -> Option<String> {
        let name = attribute.name.as_str();
        let technical = attribute.prefix == "xmlns" || name == "xmlns" || name == "schemaLocation" || name == "id";
        if technical {
            return None;
        }
        if attribute.prefix == "xml" && name == "lang" {
            return Some(format!("lang={}", attribute.value.trim().to_lowercase()));
        }
        let coded = attribute.prefix.is_empty() && CODED.contains(&name);
        if coded {
            let uris: Vec<String> = attribute.value.split_whitespace().map(|qcode| self.qcode(qcode)).collect();
            let uri_name = if name == "qcode" { "uri".to_owned() } else { format!("{name}uri") };
            return Some(format!("{uri_name}={}", uris.join(" ")));
        }
        // The URI beside a QCode that stands for it says nothing more.
        let beside = if name == "uri" { Some("qcode") } else { name.strip_suffix("uri") };
        if beside.is_some_and(|beside| element.find(beside).is_some()) {
            return None;
        }
        let value = one_line(&attribute.value);
        // That an item has another guid is a difference; that others refer to it by that is none.
        let renamed = if name == "guid" { None } else { self.renamed.get(&value).cloned() };
        let value = renamed.unwrap_or(value);
        Some(format!("{name}={}", self.value(&value)))
    }

    /// The URI that a QCode stands for, or itself where nothing tells.
    pub fn qcode(&self, qcode: &str) -> String {
        let resolved =
            qcode.split_once(':').and_then(|(alias, code)| Some(format!("{}{code}", self.scope.uri(alias)?)));
        resolved.unwrap_or_else(|| qcode.to_owned())
    }

    /// Times by what moment they name.
    pub fn value(&self, text: &str) -> String {
        match text.parse::<DateTime>() {
            Ok(time) if text.contains('T') => time.to_utc_string(),
            Ok(_) | Err(_) => text.to_owned(),
        }
    }
}

fn own_text(node: &Node) -> Option<&str> {
    match node {
        Node::Text(text) => Some(&text.text),
        Node::Element(_) => None,
    }
}

/// An element in a few words, as its file has it.
pub fn shown(element: &Element) -> String {
    let by_attribute =
        ["qcode", "literal", "uri", "residref", "href", "tag"].iter().find_map(|name| element.value(name));
    let text = element.line();
    match (by_attribute, text.is_empty()) {
        (Some(code), true) => code.to_owned(),
        (Some(code), false) => format!("{code} ({text})"),
        (None, false) => text,
        (None, true) => "-".to_owned(),
    }
}
