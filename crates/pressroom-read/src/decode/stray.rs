//! Single bytes of Windows-1252 in what is else ASCII or UTF-8: a name or a quotation mark that somebody pasted. They are
//! read only where the letter fits its word and its language; a letter of UTF-8 that lost a byte looks much the same.

use encoding_rs::WINDOWS_1252;

use super::doubled::byte_of;
use super::guess::is_garbled;
use crate::language;

/// More of them are another encoding, or damage.
const MOST: usize = 16;
/// Languages that Windows-1252 was made for.
const LANGUAGES: &[&str] = &["en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "id"];

pub struct Stray {
    /// Of the input's bytes.
    pub offset: usize,
    pub byte: u8,
    pub letter: char,
    /// Of the text's bytes.
    at: usize,
}

/// The text with such bytes read as Windows-1252, and which those were; nothing when one of them may be something else.
pub fn restored(bytes: &[u8]) -> Option<(String, Vec<Stray>)> {
    let mut text = String::with_capacity(bytes.len() + MOST);
    let mut strays: Vec<Stray> = Vec::new();
    let (mut letters, mut western, mut offset) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars().filter(|c| !c.is_ascii()) {
            letters += 1;
            western += usize::from(byte_of(c, WINDOWS_1252).is_some());
        }
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        match chunk.invalid() {
            [] => {}
            [byte] if strays.len() < MOST => {
                let letter = WINDOWS_1252.decode_without_bom_handling(&[*byte]).0.chars().next()?;
                strays.push(Stray { offset, byte: *byte, letter, at: text.len() });
                text.push(letter);
                offset += 1;
            }
            _ => return None,
        }
    }
    let western_text = western * 10 >= letters * 9;
    if strays.is_empty() || !western_text || !quotes_pair(&strays) {
        return None;
    }
    let language = language::of_text(&text).filter(|language| LANGUAGES.contains(language))?;
    strays.iter().all(|stray| fits(&text, stray, language)).then_some((text, strays))
}

/// As many marks open a quotation as close one: `œ` may have left its second byte, which is one of them.
fn quotes_pair(strays: &[Stray]) -> bool {
    let count = |letter: char| strays.iter().filter(|stray| stray.letter == letter).count();
    let low = count('„');
    let (opening, closing) = if low > 0 { (low, count('“') + count('”')) } else { (count('“'), count('”')) };
    opening == closing
}

/// Whether the letter stands where Windows-1252 would have it, between ASCII characters: a letter of UTF-8 that lost one
/// byte leaves others beside it, or one that is seldom there.
fn fits(text: &str, stray: &Stray, language: &str) -> bool {
    let before = text.get(..stray.at).and_then(|text| text.chars().next_back());
    let after = text.get(stray.at + stray.letter.len_utf8()..).and_then(|text| text.chars().next());
    if [before, after].into_iter().flatten().any(|c| !c.is_ascii()) {
        return false;
    }
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = (space(before) || matches!(before, Some('(' | '['))) && letter(after);
    let closes = !space(before) && !letter(after);
    match stray.letter {
        '’' => letter(before),
        '‘' | '„' => opens,
        '“' => opens || closes,
        '”' | '…' => closes,
        '«' => space(before) || matches!(before, Some('(' | '[')),
        '»' => !letter(after) && before.is_some(),
        '–' | '—' => (space(before) && space(after)) || (digit(before) && digit(after)),
        '€' | '£' | '§' | '•' => space(before) || digit(before),
        '°' => digit(before),
        // The first bytes of the letters that UTF-8 has most; alone at a word's end they have lost their second.
        'Ã' => matches!(after, Some('O' | 'E')) && before.is_some_and(|c| c.is_ascii_uppercase()) && language == "pt",
        'Â' => after.is_some_and(|c| c.is_ascii_uppercase()) && matches!(language, "fr" | "pt"),
        'â' => after.is_some_and(|c| c.is_ascii_lowercase()),
        'Å' | 'Æ' => matches!(language, "sv" | "da"),
        'Ä' => letter(after) && matches!(language, "de" | "sv"),
        'à' | 'À' | 'é' | 'É' | 'è' | 'È' | 'ó' | 'å' if space(before) && space(after) => true,
        c if c.is_alphabetic() => {
            let word = word_around(text, stray.at);
            word.chars().any(|c| c.is_ascii_alphabetic()) && !is_garbled(word) && in_case(c, before, after)
        }
        _ => false,
    }
}

/// Capitals stand among capitals or first, small letters anywhere but between capitals.
fn in_case(c: char, before: Option<char>, after: Option<char>) -> bool {
    let upper = |c: Option<char>| c.is_some_and(|c| c.is_ascii_uppercase());
    let lower = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    if c.is_uppercase() { !lower(before) } else { !(upper(before) && upper(after)) }
}

fn word_around(text: &str, at: usize) -> &str {
    let is_part = |c: char| c.is_alphanumeric();
    let start = text.get(..at).map_or(at, |before| before.trim_end_matches(is_part).len());
    let rest = text.get(at..).unwrap_or_default();
    let end = at + (rest.len() - rest.trim_start_matches(is_part).len());
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<String> {
        restored(bytes).map(|(text, _)| text)
    }

    #[test]
    fn pasted_letters_are_read() {
        let french = "Le maire a dit que la ville est prête pour la fête et que les rues sont fermées dans le centre";
        for (pasted, letters) in [
            (&b"le caf\xE9 est ferm\xE9"[..], "le café est fermé"),
            (b"\xC9lise dit qu\x92elle part \xE0 Lyon", "Élise dit qu’elle part à Lyon"),
            (b"\x93Nous restons\x94, dit-elle \x96 encore", "“Nous restons”, dit-elle – encore"),
            (b"le ch\xE2teau", "le château"),
        ] {
            let bytes = [french.as_bytes(), b". ", pasted, b"."].concat();
            assert_eq!(read(&bytes), Some(format!("{french}. {letters}.")));
        }
    }

    #[test]
    fn letters_that_lost_a_byte_are_not() {
        let french = "Le maire a dit que la ville est prête pour la fête et que les rues sont fermées dans le centre";
        for letter in ["é", "É", "’", "œ", "à", "“"] {
            for lost in 0..letter.len() {
                for (before, after) in [("caf", " ferm"), ("CAF", " FERM"), ("l", "homme"), (" ", "t"), ("(", ")")] {
                    let mut torn = letter.as_bytes().to_vec();
                    torn.remove(lost);
                    let bytes = [french.as_bytes(), before.as_bytes(), &torn, after.as_bytes()].concat();
                    assert_eq!(read(&bytes), None, "{before}{letter}{after} without byte {lost}");
                }
            }
        }
        let vietnamese = "Sáng nay, thành phố khởi công cây cầu mới bắc qua sông, dự kiến hoàn thành vào năm sau. caf";
        assert_eq!(read(&[vietnamese.as_bytes(), b"\xE9 mo"].concat()), None);
    }
}
