//! What an imprint has to name. The labels are data, in `lexicons/imprint.toml`.

use std::sync::LazyLock;

use pressroom_core::{ImprintLine, Publication};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    publisher: Labels,
    licence: Labels,
    editor_in_chief: Labels,
    address: Labels,
    printer: Labels,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    vi: Vec<String>,
    en: Vec<String>,
}

/// A file that does not parse asks for nothing; a test parses it.
static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(include_str!("../../lexicons/imprint.toml")).unwrap_or_default());

/// The labels of what the imprint does not name, in the publication's language. The publication's own `publisher` counts.
pub(super) fn missing(publication: &Publication) -> Vec<&'static str> {
    let Lexicon { publisher, licence, editor_in_chief, address, printer } = &*LEXICON;
    let named = |labels: &Labels| publication.imprint.iter().any(|line| labels.name(line));
    let parts = [publisher, licence, editor_in_chief, address, printer];
    let wanted = parts.into_iter().skip(usize::from(publication.publisher.is_some()));
    wanted.filter(|labels| !named(labels)).filter_map(|labels| labels.shown(publication.language.as_deref())).collect()
}

impl Labels {
    fn name(&self, line: &ImprintLine) -> bool {
        let label = folded(&line.label);
        self.vi.iter().chain(&self.en).any(|known| {
            // "Editorial board" names no editor.
            label.strip_prefix(&folded(known)).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    fn shown(&self, language: Option<&str>) -> Option<&str> {
        let vietnamese =
            language.is_some_and(|tag| tag.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("vi")));
        if vietnamese { &self.vi } else { &self.en }.first().map(String::as_str)
    }
}

/// By the primary subtag of a BCP 47 tag.
pub(super) fn is_vietnamese(language: Option<&str>) -> bool {
    language.and_then(|tag| tag.split('-').next()).is_some_and(|primary| primary.eq_ignore_ascii_case("vi"))
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>().to_lowercase()
}
