//! The small parts of a pattern: literals, numbers, names of agencies and places.

use super::{MAX_PLACE_CHARS, Token};
use crate::profile::phrases::{Case, Phrases, is_letter, is_spaceless};

pub fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The bytes of the bracket that closes a region.
pub fn closing_bracket(rest: Option<&str>) -> usize {
    rest.and_then(|rest| rest.chars().next()).filter(|c| matches!(c, ')' | '）')).map_or(0, char::len_utf8)
}

pub fn literal(wanted: char, rest: &str) -> Option<usize> {
    let found = rest.chars().next()?;
    let same = match wanted {
        ',' => matches!(found, ',' | '،' | '，' | '、'),
        '(' => matches!(found, '(' | '（'),
        ')' => matches!(found, ')' | '）'),
        '=' => matches!(found, '=' | '＝'),
        ':' => matches!(found, ':' | '：'),
        _ => found == wanted,
    };
    same.then(|| found.len_utf8())
}

/// The mark that [`literal`] takes another one for.
pub fn plain_form(c: char) -> Option<char> {
    match c {
        '，' | '،' | '、' => Some(','),
        '（' => Some('('),
        '）' => Some(')'),
        '＝' => Some('='),
        '：' => Some(':'),
        _ => None,
    }
}

pub fn longest<'a>(words: impl Iterator<Item = &'a String>, text: &str) -> Option<usize> {
    words.filter(|word| !word.is_empty() && text.starts_with(word.as_str())).map(String::len).max()
}

/// An agency's name, with another one or a service of its own after it: `ats afp`, `AFP/dpa`, `dpa/lby`.
pub fn agency(text: &str, agencies: &Phrases) -> Option<usize> {
    const SEPARATORS: &[&str] = &[" / ", "/", ", ", "-", "+", " - ", " ", "、"];
    const MAX_SERVICE_CHARS: usize = 12;
    let mut end = agencies.prefix(text, Case::Exact)?;
    loop {
        let rest = text.get(end..)?;
        let another = SEPARATORS.iter().find_map(|separator| {
            let after = rest.strip_prefix(separator)?;
            Some(separator.len() + agencies.prefix(after, Case::Any)?)
        });
        let service = || {
            let after = rest.strip_prefix('/')?;
            let word = after.split(|c: char| !c.is_alphanumeric() && c != '+').next()?;
            let short = (1..=MAX_SERVICE_CHARS).contains(&word.chars().count());
            let closed = after.get(word.len()..).is_some_and(|rest| rest.starts_with([')', '）', ' ', '/']));
            (short && closed).then_some(1 + word.len())
        };
        match another.or_else(service) {
            Some(length) => end += length,
            None => return Some(end),
        }
    }
}

/// A word of two to eight capital letters.
pub fn acronym(text: &str) -> Option<usize> {
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
    let word = text.split(|c: char| !c.is_alphanumeric()).next()?;
    let fits = LETTERS.contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    fits.then_some(word.len())
}

/// A name of few words with capitals, up to a bracket that closes: `Dân Mây`. An agency or newspaper that no list has.
pub fn paper(text: &str) -> Option<usize> {
    const MAX_WORDS: usize = 4;
    let end = text.find([')', '）'])?;
    let name = text.get(..end)?;
    let words = name.split([' ', '-', '.', '+', '&', '/']).filter(|word| !word.is_empty());
    let proper = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let plain = name.chars().all(|c| is_letter(c) || is_mark(c) || matches!(c, ' ' | '-' | '.' | '+' | '&' | '/'));
    let cased = name.chars().filter(|c| c.is_uppercase()).count() >= 2;
    (plain && cased && name.split(' ').count() <= MAX_WORDS && words.clone().all(proper)).then_some(end)
}

pub fn is_capitals(name: &str) -> bool {
    const MIN_LETTERS: usize = 3;
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && name.chars().filter(|c| c.is_uppercase()).count() >= MIN_LETTERS
        && letters.all(char::is_uppercase)
}

pub fn some_space(text: &str) -> Option<usize> {
    let length = text.len() - text.trim_start().len();
    (length > 0).then_some(length)
}

/// Up to this many digits of any script, and no further digit after them.
pub fn number(text: &str, most_digits: usize) -> Option<(u16, usize)> {
    let (mut value, mut digits, mut length) = (0u16, 0, 0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        digits += 1;
        if digits > most_digits {
            return None;
        }
        value = value.checked_mul(10)?.checked_add(digit)?;
        length += c.len_utf8();
    }
    (digits > 0).then_some((value, length))
}

/// Decimal digits of the scripts that news is written in.
pub fn digit(c: char) -> Option<u16> {
    // Letters of Latin and Cyrillic, which much copy is made of.
    if matches!(c as u32, 0x3A..=0x65F | 0x1E00..=0x1EFF) {
        return None;
    }
    const ZEROS: &[u32] = &[0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10];
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&(c as u32)))?;
    u16::try_from(c as u32 - zero).ok()
}

/// Where a place or names that begin here may end: after a letter or digit, before anything that no name has.
pub fn place_ends(text: &str, names: bool) -> impl Iterator<Item = usize> {
    let begins =
        text.chars().find(|c| !is_direction(*c)).is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    let may_stand_in_a_name = move |c: char| {
        is_letter(c)
            || is_mark(c)
            || is_direction(c)
            || matches!(c, '.' | ' ' | '\u{A0}' | ',' | '،' | '/' | '-' | '–' | '\'' | '’' | '·' | '・')
            || (names && matches!(c, '、' | '，'))
    };
    let characters = text.char_indices().take(if begins { MAX_PLACE_CHARS } else { 0 });
    let characters = characters.take_while(move |(_, c)| may_stand_in_a_name(*c));
    // A wide gap parts columns or what was lines.
    let gap = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with("   "));
    let characters = characters.take_while(move |(at, c)| *c != ' ' || !gap(*at));
    characters.filter(|(_, c)| is_letter(*c) || is_mark(*c) || *c == '.').map(|(at, c)| at + c.len_utf8())
}

/// Marks that are no letters of their own: of Thai, Khmer, Lao, Arabic, Hindi; and the break that Khmer needs.
pub fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x064B..=0x0655 | 0x093C | 0x094D | 0x0E31..=0x0E4E | 0x0EB1..=0x0ECD | 0x17B4..=0x17D3 | 0x200B..=0x200D)
}

/// A quick look whether a pattern can go on, before everything found so far is copied to try.
pub fn may_follow(next: Option<&Token>, rest: &str, before: Option<&str>) -> bool {
    let first = rest.chars().next();
    let last = before.and_then(|before| before.chars().next_back());
    match next {
        Some(Token::Literal(wanted)) => literal(*wanted, rest).is_some(),
        Some(Token::Space) => first.is_some_and(char::is_whitespace),
        Some(Token::Date | Token::Day) if last.is_some_and(is_spaceless) => first.is_some_and(|c| digit(c).is_some()),
        Some(Token::Agency | Token::Place) if last.is_some_and(is_spaceless) => true,
        // A name does not end inside a word.
        _ => !goes_on(rest),
    }
}

/// Whether a word goes on here.
pub fn goes_on(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| is_letter(c) || is_mark(c))
}

/// Whether what goes on so goes on at the end of a word alone, as [`may_follow`] has it.
pub fn ends_word(next: Option<&Token>) -> bool {
    match next {
        Some(Token::Literal(wanted)) => !is_letter(*wanted) && !is_mark(*wanted),
        Some(Token::Date | Token::Day | Token::Agency | Token::Place) => false,
        _ => true,
    }
}
