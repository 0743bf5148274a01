//! The members of an object, taken one after another; what nobody takes is kept.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pressroom_core::time::{TimeZone, Told, in_zone, told};
use pressroom_core::{Diagnostic, Moment, Span, Text};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::json::{Json, JsonValue, Member};
use super::lines::Lines;
use crate::codes;

/// The file, and what was noticed in it.
pub struct Context<'t> {
    pub file: Arc<str>,
    pub text: &'t str,
    pub lines: Lines<'t>,
    pub diagnostics: Vec<Diagnostic>,
    /// What a time without a zone is taken to be in; UTC when nobody says.
    pub zone: Option<TimeZone>,
}

impl<'t> Context<'t> {
    pub fn new(file: Arc<str>, text: &'t str) -> Self {
        Context { file, text, lines: Lines::of(text), diagnostics: Vec::new(), zone: None }
    }

    pub fn span_of(&self, at: &Range<usize>) -> Span {
        let ((line, column), (end_line, end_column)) = (self.lines.at(at.start), self.lines.at(at.end));
        Span { file: self.file.clone(), line, column, end_line, end_column }
    }

    pub fn span(&self, value: &Json) -> Span {
        self.span_of(&value.at)
    }

    pub fn invalid(&mut self, field: &str, value: &Json) {
        let shown = self.text.get(value.at.clone()).unwrap_or_default();
        let shown: String = shown.chars().take(60).collect();
        let span = self.span(value);
        let warning = Diagnostic::new(codes::VALUE_INVALID).arg("field", field).arg("value", shown);
        self.diagnostics.push(warning.at(&span));
    }

    /// A text that says something, NFC, with its place inside its quotes.
    pub fn text(&self, value: &Json) -> Option<Text> {
        let text: String = value.text()?.trim().replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
        let inside = value.at.start + 1..value.at.end.saturating_sub(1).max(value.at.start + 1);
        (!text.is_empty()).then(|| Text::at(text, self.span_of(&inside)))
    }

    /// Whether it is a time of which nobody says where it holds.
    pub fn is_of_no_zone(&self, value: &Json) -> bool {
        self.zone.is_none() && matches!(value.text().and_then(told), Some(Told::WithoutZone(_)))
    }

    pub fn moment(&mut self, field: &str, value: &Json) -> Option<Moment> {
        match value.text().map(told) {
            Some(Some(Told::Moment(moment))) => Some(moment),
            Some(Some(Told::WithoutZone(as_utc))) => {
                let (span, at) = (self.span(value), in_zone(as_utc, self.zone.as_ref().unwrap_or(&TimeZone::UTC)));
                let warning = Diagnostic::new(codes::TIME_WITHOUT_ZONE).arg("field", field).arg("assumed", at);
                self.diagnostics.push(warning.arg("value", value.text().unwrap_or_default()).at(&span));
                Some(Moment::DateTime(at))
            }
            Some(None) | None => {
                self.invalid(field, value);
                None
            }
        }
    }
}

/// `versionCreated`, `versioncreated` and `version_created` are one name.
pub fn plain_name(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | '$')).flat_map(char::to_lowercase).collect()
}

pub struct Object<'j> {
    members: Vec<(String, &'j Member)>,
    taken: BTreeSet<usize>,
}

impl<'j> Object<'j> {
    pub fn of(value: &'j Json) -> Option<Self> {
        match &value.value {
            JsonValue::Object(members) => {
                let members = members.iter().map(|member| (plain_name(&member.key.text), member)).collect();
                Some(Object { members, taken: BTreeSet::new() })
            }
            _ => None,
        }
    }

    /// The first of these members that says something; the names are plain ones. All of them are taken.
    pub fn take(&mut self, names: &[&str]) -> Option<&'j Json> {
        let mut found = None;
        for name in names {
            for (index, (key, member)) in self.members.iter().enumerate() {
                if key == name && says_something(&member.value) && (found.is_none() || !self.taken.contains(&index)) {
                    // Of two names for one thing the second is kept, when it says something else.
                    match found {
                        None => {
                            found = Some(&member.value);
                            self.taken.insert(index);
                        }
                        Some(first) if first.plain() == member.value.plain() => {
                            self.taken.insert(index);
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        found
    }

    pub fn peek(&self, names: &[&str]) -> Option<&'j Json> {
        let of = |name: &&str| self.members.iter().find(|(key, member)| key == name && says_something(&member.value));
        names.iter().find_map(of).map(|(_, member)| &member.value)
    }

    pub fn peek_text(&self, names: &[&str]) -> Option<&'j str> {
        self.peek(names).and_then(Json::text)
    }

    pub fn has(&self, name: &str) -> bool {
        self.members.iter().any(|(key, _)| key == name)
    }

    /// A text that says something. Of another kind of value the name is told.
    pub fn text(&mut self, context: &mut Context<'_>, names: &[&str]) -> Option<Text> {
        let value = self.take(names)?;
        match &value.value {
            JsonValue::Text(_) => context.text(value),
            JsonValue::Number(number) => Some(Text::at(number.to_string(), context.span(value))),
            JsonValue::Null | JsonValue::Bool(_) | JsonValue::Array(_) | JsonValue::Object(_) => {
                context.invalid(names.first().copied().unwrap_or_default(), value);
                None
            }
        }
    }

    pub fn string(&mut self, context: &mut Context<'_>, names: &[&str]) -> Option<String> {
        self.text(context, names).map(|text| text.text)
    }

    pub fn moment(&mut self, context: &mut Context<'_>, names: &[&str]) -> Option<Moment> {
        let value = self.take(names)?;
        context.moment(names.first().copied().unwrap_or_default(), value)
    }

    /// The objects of an array, or of an object's members, or the one object. A bare text stands for its name.
    pub fn list(&mut self, names: &[&str]) -> Vec<&'j Json> {
        match self.take(names) {
            None => Vec::new(),
            Some(value) => match &value.value {
                JsonValue::Array(values) => values.iter().collect(),
                _ => vec![value],
            },
        }
    }

    /// What nobody took.
    pub fn rest(&self) -> impl Iterator<Item = (&'j str, Value)> + '_ {
        let open = self.members.iter().enumerate().filter(|(index, _)| !self.taken.contains(index));
        open.filter(|(_, (_, member))| says_something(&member.value))
            .map(|(_, (_, member))| (member.key.text.as_str(), member.value.plain()))
    }

    /// Takes members whose plain name starts so, with what follows.
    pub fn take_prefixed(&mut self, prefix: &str) -> Vec<(String, &'j Json)> {
        let found = self.members.iter().enumerate().filter(|(index, (key, member))| {
            key.starts_with(prefix) && !self.taken.contains(index) && says_something(&member.value)
        });
        let found: Vec<(usize, String, &'j Json)> = found
            .map(|(index, (key, member))| {
                (index, key.get(prefix.len()..).unwrap_or_default().to_owned(), &member.value)
            })
            .collect();
        self.taken.extend(found.iter().map(|(index, _, _)| *index));
        found.into_iter().map(|(_, rest, value)| (rest, value)).collect()
    }
}

/// Systems write null, empty texts and empty lists where they have nothing.
fn says_something(value: &Json) -> bool {
    match &value.value {
        JsonValue::Null => false,
        JsonValue::Text(text) => !text.trim().is_empty(),
        JsonValue::Array(values) => !values.is_empty(),
        JsonValue::Object(members) => !members.is_empty(),
        JsonValue::Bool(_) | JsonValue::Number(_) => true,
    }
}
