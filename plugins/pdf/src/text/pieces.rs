//! A paragraph divided by style, direction and script, before it is shaped.

use harfrust::Script as Tagged;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::scripts::own_script;

/// A stretch of one style, direction and script.
pub struct Piece {
    pub start: usize,
    pub end: usize,
    pub level: u8,
    pub script: Option<Tagged>,
}

/// The level of a paragraph. One that is all in words of the other direction, such as a quote, runs that way (UAX #9,
/// HL1).
pub fn base_of(text: &str, story: Level) -> Level {
    if story.is_ltr() && text.chars().all(|letter| letter < FIRST_RTL) {
        return story;
    }
    let (mut left, mut right) = (false, false);
    for letter in text.chars() {
        match bidi_class(letter) {
            BidiClass::L => left = true,
            BidiClass::R | BidiClass::AL => right = true,
            _ => {}
        }
    }
    match (left, right) {
        (true, false) => Level::ltr(),
        (false, true) => Level::rtl(),
        (true, true) | (false, false) => story,
    }
}

/// The first letter of a right-to-left script (Hebrew). Everything below runs left to right.
const FIRST_RTL: char = '\u{590}';

/// Levels by byte, or `None` when everything runs in the base direction.
pub fn bidi_levels(text: &str, base: Level) -> Option<Vec<Level>> {
    if base.is_ltr() && text.chars().all(|c| c < FIRST_RTL || ('\u{1e00}'..'\u{200b}').contains(&c) || c == '…') {
        return None;
    }
    Some(BidiInfo::new(text, Some(base)).levels)
}

pub fn pieces(text: &str, start: usize, end: usize, levels: Option<&[Level]>, base: u8) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let stretch = text.get(start..end).unwrap_or_default();
    for (offset, letter) in stretch.char_indices() {
        let at = start + offset;
        let level = levels.and_then(|levels| levels.get(at)).map_or(base, Level::number);
        let script = own_script(letter);
        match pieces.last_mut() {
            Some(last)
                if last.level == level && (script.is_none() || last.script.is_none() || last.script == script) =>
            {
                last.end = at + letter.len_utf8();
                last.script = last.script.or(script);
            }
            Some(_) | None => pieces.push(Piece { start: at, end: at + letter.len_utf8(), level, script }),
        }
    }
    pieces
}
