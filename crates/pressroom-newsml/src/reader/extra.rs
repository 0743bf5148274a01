//! Metadata that the model has no field for, kept as it came.

use pressroom_core::Article;
use serde_json::{Map, Value};

use super::tree::Element;

const MAX_DEPTH: usize = 6;

/// Adds an element under `itemMeta/service` and the like. Elements of the same name make a list.
pub fn keep(article: &mut Article, part: &str, element: &Element) {
    let Some(value) = value(element, 0) else { return };
    let entry =
        article.extra.entry(format!("{part}/{}", element.qualified())).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(list) = entry {
        list.push(value);
    }
}

/// Attributes by name, text as `text`, inner elements as lists by name; a text alone is that text.
fn value(element: &Element, depth: usize) -> Option<Value> {
    let mut object = Map::new();
    for attribute in
        element.attributes.iter().filter(|attribute| attribute.prefix != "xmlns" && attribute.name != "xmlns")
    {
        object.insert(attribute.name.clone(), Value::from(attribute.value.as_str()));
    }
    if depth >= MAX_DEPTH || element.elements().next().is_none() {
        let text = element.line();
        if object.is_empty() {
            return (!text.is_empty()).then(|| Value::from(text));
        }
        if !text.is_empty() {
            object.insert("text".to_owned(), Value::from(text));
        }
        return Some(Value::Object(object));
    }
    for inner in element.elements() {
        if let Some(value) = value(inner, depth + 1) {
            let list = object.entry(inner.name.clone()).or_insert_with(|| Value::Array(Vec::new()));
            match list {
                Value::Array(list) => list.push(value),
                other => *other = Value::Array(vec![other.clone(), value]),
            }
        }
    }
    (!object.is_empty()).then_some(Value::Object(object))
}
