//! Which encoding bytes are in that nothing names, and how sure that is.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use super::charset::Charset;
use super::doubled::byte_of;
use super::syllable::{self, Score};
use crate::characters::count_bytes;

/// More of an input makes a guess no surer.
const LOOKED_AT_BYTES: usize = 256 * 1024;
/// Enough to see which letters a text is written with.
const COUNTED_BYTES: usize = 4 * 1024;
/// A guess below this is not taken.
pub const TAKEN_FROM: f32 = 0.6;

/// An encoding, why it is taken to be that, and how sure that is (0 to 1).
#[derive(Clone, Copy, Debug)]
pub struct Guess {
    pub charset: Charset,
    pub why: Why,
    pub confidence: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// So many of the words with such bytes are Vietnamese syllables.
    Syllables { valid: usize, words: usize },
    /// The bytes occur as often as this encoding's languages have them.
    Frequencies,
    /// Where the zero bytes stand.
    Zeros,
}

impl Why {
    pub fn as_text(self) -> String {
        match self {
            Why::Syllables { valid, words } => format!("{valid}/{words}"),
            Why::Frequencies => "~".to_owned(),
            Why::Zeros => "00".to_owned(),
        }
    }
}

const OLD_VIETNAMESE: [Charset; 4] = [Charset::Web(WINDOWS_1258), Charset::Tcvn3, Charset::Vni, Charset::Viscii];

/// Of bytes that are no UTF-8.
pub fn of_bytes(bytes: &[u8]) -> Option<Guess> {
    let start = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes);
    if let Some((charset, score)) = vietnamese(|charset| charset.decode(start).ok()) {
        let why = Why::Syllables { valid: score.syllables, words: score.words };
        return Some(Guess { charset, why, confidence: score.share() });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(start, start.len() == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let charset = Charset::Web(encoding);
    // A cut inside a letter is no fault of the guess.
    let text = charset.decode(bytes).ok()?;
    // Its Vietnamese is told by syllables or not at all.
    let confidence = if encoding == WINDOWS_1258 { 0.0 } else { plausible(&text) };
    Some(Guess { charset, why: Why::Frequencies, confidence })
}

/// The best of the old encodings by the share of syllables, when that is enough.
fn vietnamese(decoded: impl Fn(Charset) -> Option<String>) -> Option<(Charset, Score)> {
    let scores = OLD_VIETNAMESE.into_iter().filter_map(|charset| Some((charset, syllable::score(&decoded(charset)?))));
    let good = scores.filter(|(_, score)| score.is_vietnamese());
    good.max_by(|(_, a), (_, b)| a.share().total_cmp(&b.share()).then(a.telling.cmp(&b.telling)))
}

/// The old encoding whose bytes stand in the text each as a letter of Western Europe, with the text as it should be:
/// `Vieät Nam` for `Việt Nam`.
pub fn old_font(text: &str) -> Option<(Guess, String)> {
    let start = first_bytes(text, LOOKED_AT_BYTES);
    // What is written in good Vietnamese, or has hardly such letters, needs no trying.
    // Told by first bytes alone; those of what stands for quotation marks and dashes are left to the longer look.
    let counted = first_bytes(text, COUNTED_BYTES).as_bytes();
    let western = count_bytes(counted, |byte| matches!(byte, 0xC2 | 0xC3));
    if western < 6 || count_bytes(counted, |byte| matches!(byte, 0xC4..=0xE1 | 0xE3..=0xF4)) * 10 > western {
        return None;
    }
    let (mut western, mut beyond) = (0usize, 0usize);
    for c in first_bytes(text, COUNTED_BYTES).chars() {
        match c as u32 {
            0x80..=0xFF => western += 1,
            0x100..=0x2000 | 0x2E80.. => beyond += 1,
            _ => {}
        }
    }
    if western < 6 || beyond * 10 > western || syllable::score(start).share() > 0.5 {
        return None;
    }
    let (charset, score) = vietnamese(|charset| Some(as_if(start, charset)))?;
    const WORDS: usize = 6;
    const SHARE: f32 = 0.8;
    if score.words < WORDS || score.share() < SHARE {
        return None;
    }
    let why = Why::Syllables { valid: score.syllables, words: score.words };
    Some((Guess { charset, why, confidence: score.share() }, as_if(text, charset)))
}

/// Decodes a text whose characters are an old encoding's bytes; others stay.
fn as_if(text: &str, charset: Charset) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = Vec::new();
    for c in text.chars() {
        match byte_of(c, WINDOWS_1252) {
            Some(byte) => bytes.push(byte),
            None => {
                out.push_str(&charset.decode(&bytes).unwrap_or_default());
                bytes.clear();
                out.push(c);
            }
        }
    }
    out.push_str(&charset.decode(&bytes).unwrap_or_default());
    out
}

fn first_bytes(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or(text)
}

/// UTF-16 or UTF-32 without a mark, by where zero bytes stand and what the text then is.
pub fn of_units(bytes: &[u8]) -> Option<Guess> {
    let length = bytes.len().min(LOOKED_AT_BYTES) & !3;
    let start = bytes.get(..length).filter(|start| !start.is_empty()).or(bytes.get(..bytes.len() & !1))?;
    let choices = [Charset::Utf32Le, Charset::Utf32Be, Charset::Web(UTF_16LE), Charset::Web(UTF_16BE)];
    let mut best: Option<(Charset, f32)> = None;
    for charset in choices {
        // A cut between two halves of one letter is no fault.
        let text = match charset.decode(start) {
            Ok(text) => text,
            Err(bad) if bad.offset + 4 > start.len() => bad.good,
            Err(_) => continue,
        };
        let confidence = unit_text(&text);
        if best.is_none_or(|(_, most)| confidence > most) {
            best = Some((charset, confidence));
        }
    }
    let (charset, confidence) = best?;
    Some(Guess { charset, why: Why::Zeros, confidence })
}

/// How much a text that was decoded from units looks like copy: white space and marks in their places, and nothing that no
/// copy has. The wrong order of bytes makes letters of all scripts.
fn unit_text(text: &str) -> f32 {
    let (mut all, mut junk, mut spaces) = (0usize, 0usize, 0usize);
    let mut blocks = std::collections::BTreeSet::new();
    for c in text.chars() {
        all += 1;
        match c as u32 {
            0x20 | 0x0A | 0x0D | 0x09 | 0x3000 | 0x3001 | 0x3002 | 0xFF0C => spaces += 1,
            0x00..=0x1F | 0x7F..=0x9F | 0xD800..=0xF8FF | 0xFFF0..=0xFFFF | 0xF_0000.. => junk += 1,
            code @ (0x4E00..=0x9FFF | 0xAC00..=0xD7A3) => drop(blocks.insert(code >> 14)),
            code => drop(blocks.insert(code >> 8)),
        }
    }
    if all == 0 || junk * 100 > all || spaces == 0 {
        return 0.0;
    }
    let spread = blocks.len() as f32 / (6.0 + all as f32 / 40.0);
    (1.0 - spread / 2.0).clamp(0.0, 0.95)
}

/// Whether a decoded text can be copy: no words that mix scripts or cases, no symbols inside words, no control characters.
fn plausible(text: &str) -> f32 {
    let (mut words, mut bad) = (0usize, 0usize);
    for word in first_bytes(text, LOOKED_AT_BYTES).split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()) {
        if word.is_ascii() {
            continue;
        }
        words += 1;
        bad += usize::from(is_garbled(word));
    }
    if words == 0 {
        return 0.0;
    }
    let share = 1.0 - bad as f32 / words as f32;
    // One strange word tells little.
    share * share * (words as f32 / (words as f32 + 0.8)).min(0.95)
}

/// Whether a word has what no word of any language has.
pub fn is_garbled(word: &str) -> bool {
    let mut before: Option<char> = None;
    let mut scripts = [false; 4];
    for c in word.chars() {
        let code = c as u32;
        if matches!(code, 0x80..=0x9F | 0xE000..=0xF8FF | 0xFFFD) {
            return true;
        }
        let symbol = matches!(
            c,
            '¤' | '¦'
                | '¬'
                | '¶'
                | '¸'
                | '¨'
                | '¯'
                | '¾'
                | '¼'
                | '½'
                | '¹'
                | '³'
                | '²'
                | '¿'
                | '¡'
                | '±'
                | '÷'
                | '×'
                | 'µ'
        );
        let inner = before.is_some_and(char::is_alphabetic);
        // Letters of DOS are such marks in Windows-1252.
        if inner && matches!(c, '‚' | '„' | 'ˆ' | '†' | '‡' | '‰') {
            return true;
        }
        if symbol && inner && word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.ends_with(c) {
            return true;
        }
        if before.is_some_and(char::is_lowercase)
            && c.is_uppercase()
            && !(c.is_ascii() && before.is_some_and(|b| b.is_ascii()))
        {
            return true;
        }
        if c.is_alphabetic() {
            let script = match code {
                0x00..=0x24F | 0x1E00..=0x1EFF => 0,
                0x370..=0x3FF => 1,
                0x400..=0x52F => 2,
                0x590..=0x6FF => 3,
                _ => 4,
            };
            if let Some(slot) = scripts.get_mut(script) {
                *slot = true;
            }
        }
        before = Some(c);
    }
    scripts.iter().filter(|script| **script).count() > 1
}
