//! Values that only an edition has.

use pressroom_core::Date;
use serde::{Deserialize, Deserializer, de::Error};

use super::values::{self, Words};

/// Outputs are named by the slug, and names have to fit a file system with room for a suffix.
const MAX_SLUG_BYTES: usize = 120;

/// `1234-567X`: eight digits, the last of which checks the others (ISO 3297:2022, annex A).
pub fn issn<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if is_issn(&text) { Ok(Some(text)) } else { Err(D::Error::custom(format!("`{text}` is not an ISSN"))) }
}

fn is_issn(text: &str) -> bool {
    const ELEVEN: u32 = 11;
    let hyphen = text.as_bytes().get(4) == Some(&b'-') && text.len() == 9;
    let digits: Option<Vec<u32>> =
        text.chars().filter(|c| *c != '-').map(|c| c.to_digit(10).or((c == 'X').then_some(10))).collect();
    let Some([first @ .., check]) = digits.as_deref() else { return false };
    // Weights run from 8 down to 2.
    let sum: u32 = first.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    hyphen && first.len() == 7 && first.iter().all(|digit| *digit < 10) && (sum + check).is_multiple_of(ELEVEN)
}

/// A name that the IANA time zone database has.
pub fn timezone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    match jiff::tz::TimeZone::get(&name) {
        Ok(_) => Ok(Some(name)),
        Err(_) => Err(D::Error::custom(format!("`{name}` is not an IANA time zone such as Asia/Ho_Chi_Minh"))),
    }
}

/// A plain file name on every system.
pub fn slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let slug = Words::deserialize(deserializer)?.0;
    let plain = !slug.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\n', '\t']);
    if plain && !slug.starts_with('.') && !slug.ends_with('.') && slug.len() <= MAX_SLUG_BYTES {
        Ok(Some(slug))
    } else {
        Err(D::Error::custom(format!("`{slug}` cannot name a file everywhere: use letters, digits and hyphens")))
    }
}

/// Numbers of editions are words to the model (`12-13`), but users also write them as numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum NumberText {
    Text(Words),
    Number(u64),
}

pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Some(match NumberText::deserialize(deserializer)? {
        NumberText::Text(words) => words.0,
        NumberText::Number(number) => number.to_string(),
    }))
}

/// An edition's day, or its month or year.
pub fn date_with_year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let date = values::date(deserializer)?;
    match date {
        Some(date) if date.year().is_none() => Err(D::Error::custom(format!("`{date}` has no year"))),
        Some(_) | None => Ok(date),
    }
}
