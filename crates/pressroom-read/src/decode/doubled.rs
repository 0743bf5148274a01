//! UTF-8 that a program took for Windows-1252 or 1258 and encoded again, once or more: `TÃ¢y` for `Tây`.
//!
//! Undone line by line, because pages and feeds mix good lines with such ones.

use std::sync::LazyLock;

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// Nobody was seen to do it more often.
const MOST_TIMES: usize = 3;
/// What three bytes that form one letter weigh against two; a pair may stand in good text by chance: `CAFÉ»`.
const LONG_WEIGHT: usize = 3;
/// So much in a whole text is no chance any more.
const ENOUGH: usize = 4;
/// Places that are shown.
const PLACES: usize = 5;

#[derive(Default)]
pub struct Undone {
    pub text: String,
    /// Letters that were restored.
    pub letters: usize,
    /// How often the text had been encoded again.
    pub times: usize,
    /// The first lines, counted from 1, where it was done.
    pub lines: Vec<u32>,
    /// Lines with sequences that had lost a byte and could not be restored.
    pub broken: Vec<u32>,
    pub broken_count: usize,
}

/// The text as it was before; nothing when it is as it should be.
pub fn undo(text: &str) -> Option<Undone> {
    if !may_be_doubled(text) {
        return None;
    }
    let mut out: Option<Undone> = None;
    for _ in 0..MOST_TIMES {
        let current = out.as_ref().map_or(text, |undone| &undone.text);
        let Some(mut once) = [WINDOWS_1252, WINDOWS_1258]
            .into_iter()
            .filter_map(|as_| undo_once(current, as_))
            .max_by_key(|undone| undone.letters)
        else {
            break;
        };
        if let Some(before) = &out {
            once.times = before.times;
            once.lines.clone_from(&before.lines);
        }
        once.times += 1;
        out = Some(once);
    }
    out
}

/// A quick look that spares nearly all copy the rest: a letter that a first byte became, and after it one that a later byte
/// became.
fn may_be_doubled(text: &str) -> bool {
    let bytes = text.as_bytes();
    // By blocks, which the compiler makes vectors of: nearly no copy has such a pair of bytes.
    const BLOCK: usize = 32;
    let later = bytes.get(2..).unwrap_or_default();
    let pair = |(first, third): (&u8, &u8)| {
        matches!(first, 0xC3 | 0xC4 | 0xC6) & matches!(third, 0xC2 | 0xC5 | 0xC6 | 0xCB | 0xE2)
    };
    let mut blocks = bytes.chunks(BLOCK).zip(later.chunks(BLOCK));
    if !blocks.any(|(first, third)| first.iter().zip(third).fold(false, |any, bytes| any | pair(bytes))) {
        return false;
    }
    let may_begin = |window: &[u8]| {
        matches!(
            window,
            [0xC3, 0x82..=0xB4, 0xC2 | 0xC5 | 0xC6 | 0xCB | 0xE2]
                | [0xC4, 0x82 | 0x83 | 0x90 | 0x91, 0xC2 | 0xC5 | 0xC6 | 0xCB | 0xE2]
                | [0xC6, 0xA0 | 0xA1 | 0xAF | 0xB0, 0xC2 | 0xC5 | 0xC6 | 0xCB | 0xE2]
        )
    };
    let places = bytes.windows(3).enumerate().filter(|(_, window)| may_begin(window)).map(|(at, _)| at);
    places.filter_map(|at| text.get(at..)).any(|rest| {
        [WINDOWS_1252, WINDOWS_1258].into_iter().any(|taken_for| {
            let bytes: Vec<Option<u8>> = rest.chars().take(4).map(|c| byte_of(c, taken_for)).collect();
            sequence(&bytes).is_some()
        })
    })
}

fn undo_once(text: &str, taken_for: &'static Encoding) -> Option<Undone> {
    let mut out = Undone { text: String::with_capacity(text.len()), ..Undone::default() };
    let mut weight = 0;
    for (number, line) in (1u32..).zip(text.split_inclusive('\n')) {
        let (restored, found) = if line.is_ascii() { (None, Found::default()) } else { restore(line, taken_for) };
        // Good letters outside of such sequences: then the sequences are chance.
        if found.letters == 0 || found.others > found.letters {
            out.text.push_str(line);
            continue;
        }
        weight += found.weight;
        out.letters += found.letters;
        if out.lines.len() < PLACES {
            out.lines.push(number);
        }
        if found.broken > 0 {
            out.broken_count += found.broken;
            if out.broken.len() < PLACES {
                out.broken.push(number);
            }
        }
        out.text.push_str(restored.as_deref().unwrap_or(line));
    }
    (weight >= ENOUGH).then_some(out)
}

#[derive(Default)]
struct Found {
    letters: usize,
    weight: usize,
    /// Characters beyond ASCII that are part of no sequence.
    others: usize,
    /// First bytes whose others are missing.
    broken: usize,
}

fn restore(line: &str, taken_for: &'static Encoding) -> (Option<String>, Found) {
    let mut found = Found::default();
    let composed: String = line.nfc().collect();
    let characters: Vec<char> = composed.chars().collect();
    let bytes: Vec<Option<u8>> = characters.iter().map(|c| byte_of(*c, taken_for)).collect();
    let mut out = String::with_capacity(composed.len());
    let mut index = 0;
    while let Some(c) = characters.get(index).copied() {
        if let Some((letter, length)) = sequence(bytes.get(index..).unwrap_or_default()) {
            out.push(letter);
            found.letters += 1;
            found.weight += if length >= 3 { LONG_WEIGHT } else { 1 };
            index += length;
            continue;
        }
        if !c.is_ascii() {
            let broken = matches!(bytes.get(index), Some(Some(0xC3..=0xC6 | 0xE1 | 0xE2)));
            found.broken += usize::from(broken);
            found.others += usize::from(!broken);
        }
        out.push(c);
        index += 1;
    }
    (Some(out), found)
}

/// A letter whose UTF-8 bytes stand here, each as a character.
fn sequence(bytes: &[Option<u8>]) -> Option<(char, usize)> {
    let length = match bytes.first().copied().flatten()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut raw = [0u8; 4];
    for (slot, byte) in raw.iter_mut().zip(bytes.get(..length)?) {
        *slot = (*byte)?;
    }
    let letter = std::str::from_utf8(raw.get(..length)?).ok()?.chars().next()?;
    (is_likely(letter) || in_tables(letter)).then_some((letter, length))
}

/// What copy is written with. Phonetic letters and the like are more likely two letters that met by chance.
fn is_likely(c: char) -> bool {
    matches!(c as u32, 0xA0..=0x17F | 0x1A0..=0x1B0 | 0x2C6..=0x2DC | 0x300..=0x36F | 0x370..=0x6FF | 0x900..=0xEFF
        | 0x1780..=0x17FF | 0x1E00..=0x1EFF | 0x2010..=0x206F | 0x20A0..=0x20BF | 0x2122 | 0x3000..=0x30FF
        | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFEFF..=0xFFEF | 0x1F300..=0x1FAFF)
}

/// What text that was encoded three times is made of after one step back.
fn in_tables(c: char) -> bool {
    byte_of(c, WINDOWS_1252).or_else(|| byte_of(c, WINDOWS_1258)).is_some()
}

/// 0x80 to 0xFF of an encoding; what it leaves open is a control character, as browsers have it.
fn table(encoding: &'static Encoding) -> Vec<char> {
    (0x80..=0xFFu8).map(|byte| encoding.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or('\0')).collect()
}

static TABLE_1252: LazyLock<Vec<char>> = LazyLock::new(|| table(WINDOWS_1252));
static TABLE_1258: LazyLock<Vec<char>> = LazyLock::new(|| table(WINDOWS_1258));

/// The byte that a character was made from.
pub fn byte_of(c: char, encoding: &'static Encoding) -> Option<u8> {
    if c.is_ascii() {
        return u8::try_from(c as u32).ok();
    }
    let table = if encoding == WINDOWS_1258 { &*TABLE_1258 } else { &*TABLE_1252 };
    let index = table.iter().position(|known| *known == c);
    let byte = index.and_then(|index| u8::try_from(index + 0x80).ok());
    byte.or_else(|| u8::try_from(c as u32).ok().filter(|byte| matches!(byte, 0x80..=0x9F)))
}
