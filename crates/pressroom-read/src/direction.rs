//! Which way a language is written.

use pressroom_core::Direction;

/// By the primary subtag of a BCP 47 tag, and by a script subtag when there is one.
pub fn of(language: &str) -> Direction {
    let lower = language.to_ascii_lowercase();
    let mut subtags = lower.split('-');
    let primary = subtags.next().unwrap_or_default();
    let script = subtags.next().filter(|subtag| subtag.len() == 4);
    let right_to_left = match script {
        Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo"),
        None => matches!(primary, "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi"),
    };
    if right_to_left { Direction::Rtl } else { Direction::Ltr }
}
