//! Values as NewsML-G2 writes them: QCodes, names in several languages, times.

use pressroom_core::time::{TimeZone, in_zone};
use pressroom_core::{Coded, DateTime, Moment};

use super::tree::Element;

/// The code of a QCode, or the last part of a URI.
pub fn code_of(word: &str) -> &str {
    if word.contains("://") {
        return word.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(word);
    }
    word.split_once(':').map_or(word, |(_, code)| code)
}

pub fn alias_of(qcode: &str) -> Option<&str> {
    qcode.split_once(':').map(|(alias, _)| alias)
}

/// Undoes the percent-encoding of a code.
pub fn decoded(code: &str) -> String {
    let mut bytes = Vec::with_capacity(code.len());
    let mut rest = code.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u8::from_str_radix(digits, 16).ok()
        });
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| code.to_owned())
}

/// The name that suits the item best: in its language, else without a language, else the first. Names for machines
/// (`nrol:mnemonic`, `nrol:short`) only when there is no other.
pub fn name_of(element: &Element, language: &str) -> Option<String> {
    let named = |name: &&Element| !name.line().is_empty();
    let names: Vec<&Element> = element.all("name").filter(named).collect();
    let plain = |name: &&&Element| {
        let role = name.value("role").map(code_of).unwrap_or("display");
        !matches!(role, "mnemonic" | "short" | "adjectival" | "sort")
    };
    let primary = primary_language(language);
    let in_language = |name: &&&Element| name.language().is_some_and(|tag| primary_language(&tag.value) == primary);
    let of_any = |name: &&&Element| name.language().is_none();
    let chosen = names.iter().filter(plain).find(in_language).or_else(|| names.iter().filter(plain).find(of_any));
    let chosen = chosen.or_else(|| names.iter().find(plain)).or_else(|| names.first());
    chosen.map(|name| name.line())
}

/// `en` of `en-GB`.
pub fn primary_language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Who or what an element names: by name, else by what stands for one.
pub fn party(element: &Element, language: &str) -> Option<String> {
    let literal = element.value("literal").map(str::to_owned);
    let code = || element.value("qcode").map(|qcode| decoded(code_of(qcode)));
    let uri = || element.value("uri").map(str::to_owned);
    let text = || Some(element.line()).filter(|text| !text.is_empty());
    let own_text = if element.elements().next().is_none() { text() } else { None };
    name_of(element, language).or(literal).or(own_text).or_else(code).or_else(uri)
}

/// A concept with its code.
pub fn coded(element: &Element, language: &str) -> Coded {
    let name = name_of(element, language);
    let (scheme, code) = scheme_and_code(element);
    Coded { scheme, code, name }
}

pub fn scheme_and_code(element: &Element) -> (Option<String>, Option<String>) {
    let split = |text: &str| match text.split_once(':') {
        Some((alias, code)) if is_alias(alias) && !code.is_empty() && !code.starts_with("//") => {
            (Some(alias.to_owned()), Some(decoded(code)))
        }
        Some(_) | None => (None, Some(text.to_owned())),
    };
    if let Some(qcode) = element.value("qcode") {
        return split(qcode);
    }
    if let Some(uri) = element.value("uri") {
        return match crate::vocabulary::qcode_of_uri(uri) {
            Some((alias, code)) => (Some(alias.to_owned()), Some(decoded(code))),
            None => (None, Some(uri.to_owned())),
        };
    }
    element.value("literal").map_or((None, None), |literal| {
        if literal.contains(char::is_whitespace) { (None, Some(literal.to_owned())) } else { split(literal) }
    })
}

fn is_alias(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// A time as somebody wrote it.
pub enum Time {
    Full(DateTime),
    /// As if it were of the given zone.
    NoZone(DateTime),
    Partial(Moment),
    Bad,
}

pub fn time(text: &str, zone: &TimeZone) -> Time {
    let text = text.trim();
    if let Ok(full) = text.parse() {
        return Time::Full(full);
    }
    if let Ok(date) = text.parse() {
        return Time::Partial(Moment::Date(date));
    }
    if let Ok(as_utc) = format!("{text}Z").parse() {
        return Time::NoZone(in_zone(as_utc, zone));
    }
    // A date with a zone, as XML Schema lets them.
    let date = text.get(..10).and_then(|date| date.parse().ok());
    let zone = text.get(10..).unwrap_or_default();
    match date {
        Some(date) if format!("{}T00:00:00{zone}", text.get(..10).unwrap_or_default()).parse::<DateTime>().is_ok() => {
            Time::Partial(Moment::Date(date))
        }
        Some(_) | None => Time::Bad,
    }
}

/// The offset of a time, as messages show it: `+07:00`, `Z`.
pub fn offset_shown(at: &DateTime) -> String {
    let text = at.to_string();
    text.rfind(['+', '-', 'Z']).and_then(|from| text.get(from..)).unwrap_or_default().to_owned()
}

/// The form that XML Schema (`xs:language`) and BCP 47 share.
pub fn is_language_tag(tag: &str) -> bool {
    crate::ids::is_language_tag(tag)
}

/// Whether most text in the language runs from right to left.
pub fn runs_right_to_left(language: &str) -> bool {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let script = subtags.find(|subtag| subtag.len() == 4).map(str::to_ascii_lowercase);
    match script.as_deref() {
        Some("arab" | "hebr" | "thaa" | "nkoo" | "syrc" | "adlm") => true,
        Some(_) => false,
        None => ["ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "arc", "syr", "nqo"]
            .contains(&primary.as_str()),
    }
}
