//! `--meta key=value`: head matter on the command line, by the same names as in a story's file.

use pressroom_core::{Article, Diagnostic};
use serde::Deserialize;
use toml::{Table, Value};

use super::codes;
use super::head_matter::{HeadMatter, Places};
use super::keys::fields_of;
use super::toml_text::{bad_value, first_line, unknown_key};

#[derive(Clone, Debug, Default)]
pub struct Meta {
    pub head: HeadMatter,
}

/// The fields whose values are numbers.
const NUMBERS: &[&str] = &["version", "urgency"];

impl Meta {
    /// Pairs of `key=value`. A key given twice makes a list, for fields that are lists.
    pub fn parse<S: AsRef<str>>(pairs: &[S]) -> Result<Self, Diagnostic> {
        let known = fields_of::<HeadMatter>();
        let mut head = Table::new();
        for pair in pairs.iter().map(AsRef::as_ref) {
            let no_sign = || Diagnostic::new(codes::NO_EQUALS_SIGN).arg("pair", pair);
            let (key, text) = pair.split_once('=').ok_or_else(no_sign)?;
            let key = key.trim();
            if !known.contains(&key) {
                return Err(unknown_key("--meta", key, known));
            }
            let number = NUMBERS.contains(&key).then(|| text.trim().parse().ok()).flatten();
            let value = number.map_or_else(|| Value::String(text.to_owned()), Value::Integer);
            // A slip is told with its own key and value.
            let alone = Table::from_iter([(key.to_owned(), value.clone())]);
            HeadMatter::deserialize(alone).map_err(|error| slip(key, text, &error))?;
            let both = match head.remove(key) {
                Some(Value::Array(mut before)) => {
                    before.push(value);
                    Value::Array(before)
                }
                Some(before) => Value::Array(vec![before, value]),
                None => value,
            };
            head.insert(key.to_owned(), both);
            HeadMatter::deserialize(head.clone()).map_err(|error| slip(key, text, &error))?;
        }
        HeadMatter::deserialize(head).map(|head| Meta { head }).map_err(|error| slip("--meta", "", &error))
    }

    pub fn apply(&self, article: &mut Article) -> Vec<Diagnostic> {
        self.head.apply(&Places::default(), article)
    }
}

fn slip(key: &str, value: &str, error: &toml::de::Error) -> Diagnostic {
    bad_value(key, value, first_line(error.message()))
}
