//! The members of an object, put in one after another.

use std::borrow::Cow;

use pressroom_core::{Diagnostic, Span, losses};
use pressroom_xhtml::is_xml_character;
use serde_json::{Map, Value};

pub const FORMAT: &str = "ninjs";

/// An object that is being written.
pub struct Fields<'l> {
    pub object: Map<String, Value>,
    pub losses: &'l mut Vec<Diagnostic>,
}

impl<'l> Fields<'l> {
    pub fn new(losses: &'l mut Vec<Diagnostic>) -> Self {
        Fields { object: Map::new(), losses }
    }

    pub fn value(&mut self, name: &str, value: impl Into<Value>) {
        self.object.insert(name.to_owned(), value.into());
    }

    pub fn text(&mut self, name: &str, text: &str) {
        let text = self.clean(text).into_owned();
        self.value(name, text);
    }

    pub fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// An object inside this one.
    pub fn inner(&mut self, write: impl FnOnce(&mut Fields<'_>)) -> Value {
        let mut inner = Fields::new(self.losses);
        write(&mut inner);
        Value::Object(inner.object)
    }

    /// An array, unless it is empty.
    pub fn list(&mut self, name: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.value(name, values);
        }
    }

    /// JSON could hold what XML cannot, but most receivers make XML of it.
    fn clean<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let Some(character) = text.chars().find(|&c| !is_xml_character(c)) else { return Cow::Borrowed(text) };
        let code_point = format!("U+{:04X}", u32::from(character));
        let loss = Diagnostic::new(losses::CHARACTER_REPLACED).arg("character", code_point).arg("format", FORMAT);
        self.losses.push(loss);
        Cow::Owned(text.chars().map(|c| if is_xml_character(c) { c } else { '\u{FFFD}' }).collect())
    }

    /// Head matter that ninjs has no place for.
    pub fn lose(&mut self, field: &str, place: Option<&Span>) {
        let loss = Diagnostic::new(losses::FIELD_DROPPED).arg("format", FORMAT).arg("field", field);
        self.losses.push(loss.at(place));
    }
}
