//! The wording of diagnostics, by code and language. Data in `messages/<language>/<area>.toml`; plugins bring theirs in
//! their manifests.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;

/// The words for one code. `{name}` stands for an argument of the diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// What and where, in one sentence without a full stop.
    pub message: String,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The page that `pressroom explain` prints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain: Option<String>,
}

/// The languages that diagnostics are worded in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Vietnamese,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::Vietnamese];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Vietnamese => "vi",
        }
    }
}

macro_rules! area_files {
    ($language:literal) => {
        [
            include_str!(concat!("../messages/", $language, "/read.toml")),
            include_str!(concat!("../messages/", $language, "/files.toml")),
            include_str!(concat!("../messages/", $language, "/checks.toml")),
            include_str!(concat!("../messages/", $language, "/output.toml")),
            include_str!(concat!("../messages/", $language, "/host.toml")),
            include_str!(concat!("../messages/", $language, "/command.toml")),
            include_str!(concat!("../messages/", $language, "/conformance.toml")),
        ]
    };
}

const ENGLISH: [&str; 7] = area_files!("en");
const VIETNAMESE: [&str; 7] = area_files!("vi");

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    wordings: BTreeMap<String, Wording>,
}

impl Catalogue {
    /// Pressroom's own words. A file that does not parse is left out here; a test parses them all.
    pub fn shipped(language: Language) -> Self {
        let files = match language {
            Language::English => ENGLISH,
            Language::Vietnamese => VIETNAMESE,
        };
        let mut catalogue = Catalogue::default();
        for file in files {
            if let Ok(wordings) = toml::from_str(file) {
                catalogue.add(wordings);
            }
        }
        catalogue
    }

    /// Adds words, such as a plugin's. A code that is there already keeps its words: no plugin rewords another's.
    pub fn add(&mut self, wordings: BTreeMap<String, Wording>) {
        for (code, wording) in wordings {
            self.wordings.entry(code).or_insert(wording);
        }
    }

    pub fn get(&self, code: &str) -> Option<&Wording> {
        self.wordings.get(code)
    }

    /// All codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.wordings.keys().map(String::as_str)
    }

    /// The sentence for a diagnostic.
    pub fn message(&self, diagnostic: &Diagnostic) -> String {
        match (self.get(&diagnostic.code), &diagnostic.message) {
            (Some(wording), _) => fill(&wording.message, &diagnostic.args),
            (None, Some(message)) => fill(message, &diagnostic.args),
            (None, None) => {
                let args: Vec<String> =
                    diagnostic.args.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                args.join(", ")
            }
        }
    }

    /// The next step for a diagnostic.
    pub fn help(&self, diagnostic: &Diagnostic) -> Option<String> {
        let general = || self.get(&diagnostic.code).and_then(|wording| wording.help.as_deref());
        diagnostic.help.as_deref().or_else(general).map(|text| fill(text, &diagnostic.args))
    }
}

/// Puts the arguments in place. A `{name}` without a value stays as it is, so that the gap is seen.
fn fill(template: &str, args: &BTreeMap<Cow<'static, str>, String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from_brace) = rest.split_at(open);
        out.push_str(before);
        let value = from_brace.find('}').and_then(|close| Some((close, args.get(&from_brace[1..close])?)));
        match value {
            Some((close, value)) => {
                out.push_str(value);
                rest = &from_brace[close + 1..];
            }
            None => {
                out.push('{');
                rest = &from_brace[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
