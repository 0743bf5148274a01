//! `pressroom.toml`: what holds for every story of a house.

use std::collections::BTreeMap;

use pressroom_core::{Article, Diagnostic, Text, checks};
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::de::DeTable;

use super::codes;
use super::keys::nearest;
use super::toml_text::TomlText;
use super::values::{Words, short_code};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct House {
    pub provider: Option<Words>,
    pub rights: Rights,
    /// IANA name, such as `Asia/Ho_Chi_Minh`.
    pub timezone: Option<String>,
    /// A shipped profile's name, or a file relative to this one.
    pub profile: Option<String>,
    /// Relative to this file.
    pub plugin_dirs: Vec<String>,
    /// By plugin id.
    pub options: BTreeMap<String, Map<String, Value>>,
    /// IPTC Media Topics by section name: `medtop:11000000`, or the number alone.
    pub sections: BTreeMap<String, String>,
    pub checks: Checks,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rights {
    /// Who has the copyright.
    pub copyright_holder: Option<Words>,
    pub copyright: Option<Words>,
    pub usage_terms: Option<Words>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Checks {
    /// Codes of preflight rules that this house does without.
    pub off: Vec<String>,
}

impl House {
    /// `name` is how messages call the file.
    pub fn parse(name: &str, text: &str) -> Result<Self, Diagnostic> {
        let toml = TomlText::new(name, text);
        let table = toml.table()?;
        toml.check_keys::<House>(name, table.get_ref())?;
        for (key, value) in table.get_ref() {
            let Some(fields) = value.get_ref().as_table() else { continue };
            match key.get_ref().as_ref() {
                "rights" => toml.check_keys::<Rights>("[rights]", fields)?,
                "checks" => toml.check_keys::<Checks>("[checks]", fields)?,
                _ => {}
            }
        }
        check_timezone(&toml, table.get_ref())?;
        check_codes(&toml, table.get_ref())?;
        toml.value(table)
    }

    /// Fills what neither the copy nor anything nearer says.
    pub fn apply(&self, article: &mut Article) -> Vec<Diagnostic> {
        let Rights { copyright_holder, copyright, usage_terms } = &self.rights;
        let fields = [
            (&self.provider, &mut article.provider),
            (copyright_holder, &mut article.copyright_holder),
            (copyright, &mut article.copyright),
            (usage_terms, &mut article.usage_terms),
        ];
        for (given, field) in fields {
            if field.is_none() {
                *field = given.as_ref().map(|words| Text::new(&*words.0));
            }
        }
        let topic = article.section.as_ref().and_then(|section| self.sections.get(&section.text));
        if let Some(topic) = topic.filter(|_| article.subjects.is_empty()) {
            let bare = topic.bytes().all(|b| b.is_ascii_digit());
            let mut subject = short_code(&if bare { format!("medtop:{topic}") } else { topic.clone() });
            // Media Topics have no names in every language; the newsroom's own word is one.
            subject.name = subject.name.or_else(|| article.section.as_ref().map(|section| section.text.clone()));
            article.subjects.push(subject);
        }
        Vec::new()
    }
}

fn check_timezone(toml: &TomlText<'_>, table: &DeTable<'_>) -> Result<(), Diagnostic> {
    let Some(value) = table.get("timezone") else { return Ok(()) };
    match value.get_ref().as_str() {
        Some(name) if jiff::tz::TimeZone::get(name).is_err() => Err(Diagnostic::new(codes::BAD_VALUE)
            .arg("key", "timezone")
            .arg("value", name)
            .arg("reason", "no such IANA time zone")
            .at(&toml.value_span(value))),
        Some(_) | None => Ok(()),
    }
}

fn check_codes(toml: &TomlText<'_>, table: &DeTable<'_>) -> Result<(), Diagnostic> {
    let checks = table.get("checks").and_then(|value| value.get_ref().as_table());
    let Some(off) = checks.and_then(|checks| checks.get("off")).and_then(|off| off.get_ref().as_array()) else {
        return Ok(());
    };
    let mut known: Vec<&str> = checks::RULES.iter().map(|rule| rule.code.id).collect();
    known.sort_unstable();
    for value in off.iter() {
        if let Some(code) = value.get_ref().as_str().filter(|code| !known.contains(code)) {
            let near = nearest(code, known.iter().copied()).map_or_else(|| known.join(", "), str::to_owned);
            let error = Diagnostic::new(codes::UNKNOWN_CODE).arg("code", code).arg("nearest", near);
            return Err(error.at(&toml.value_span(value)));
        }
    }
    Ok(())
}
