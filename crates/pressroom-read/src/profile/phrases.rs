//! Sets of words and phrases, looked up by how a text begins: one look at a slot, however long the list.

use std::sync::{Arc, OnceLock};

use serde::Deserialize;

/// Whether capitals have to stand as the list writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Exact,
    Any,
}

/// In a phrase, a space matches any white space, a colon also a full-width or Khmer one and white space before it, and a
/// straight apostrophe a curved one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    list: Vec<Arc<str>>,
    /// Made when the first text is looked at: most lists of most profiles never are.
    slots: OnceLock<Slots>,
}

impl From<Vec<String>> for Phrases {
    fn from(list: Vec<String>) -> Self {
        let list = list.into_iter().filter(|phrase| !phrase.is_empty()).map(Arc::from).collect();
        Phrases { list, slots: OnceLock::new() }
    }
}

impl Phrases {
    pub fn add(&mut self, others: &Phrases) {
        self.list.extend_from_slice(&others.list);
        self.slots = OnceLock::new();
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The bytes of the longest phrase that the text begins with. A phrase does not end inside a word.
    pub fn prefix(&self, text: &str, case: Case) -> Option<usize> {
        self.all_prefixes(text, case).max()
    }

    /// Whether the text is one of the phrases.
    pub fn is(&self, text: &str, case: Case) -> bool {
        self.all_prefixes(text, case).any(|length| length == text.len())
    }

    fn all_prefixes<'s>(&'s self, text: &'s str, case: Case) -> impl Iterator<Item = usize> + 's {
        let (two, one) = if self.list.is_empty() { (&[][..], &[][..]) } else { self.slots().of_text(text, case) };
        two.iter().chain(one).filter_map(move |phrase| begins(text, phrase, case))
    }

    fn slots(&self) -> &Slots {
        self.slots.get_or_init(|| Slots::of(&self.list))
    }

    /// The first phrase that begins at a word of the text, as where and how long.
    pub fn find(&self, text: &str, case: Case) -> Option<(usize, usize)> {
        if self.list.is_empty() {
            return None;
        }
        word_starts(text).find_map(|at| Some((at, self.prefix(text.get(at..)?, case)?)))
    }
}

/// Phrases by their first two letters in small form. A slot may hold those of several pairs of letters.
#[derive(Clone, Debug)]
struct Slots {
    begins: Begins,
    /// In the order of their slots.
    phrases: Vec<Arc<str>>,
    /// Where each slot's phrases begin, and where the last one's end. A power of two of slots.
    starts: Vec<u32>,
}

/// Stands for a second letter where a phrase has none, or one that matches several.
const ANY: char = '\0';

impl Slots {
    fn of(list: &[Arc<str>]) -> Self {
        let slots = (2 * list.len()).next_power_of_two();
        let mut placed: Vec<(usize, &Arc<str>)> =
            list.iter().map(|phrase| (slot_of_phrase(phrase, slots), phrase)).collect();
        placed.sort_unstable();
        placed.dedup();
        let starts = (0..=slots).map(|slot| placed.partition_point(|(of, _)| *of < slot) as u32).collect();
        Slots {
            begins: Begins::of(list),
            phrases: placed.into_iter().map(|(_, phrase)| phrase.clone()).collect(),
            starts,
        }
    }

    /// Those that begin with the text's first two letters, and those that its first letter alone tells; and some others.
    fn of_text(&self, text: &str, case: Case) -> (&[Arc<str>], &[Arc<str>]) {
        let mut letters = text.chars();
        let Some(first) = letters.next() else { return (&[], &[]) };
        let second = letters.next().unwrap_or(ANY);
        if !self.begins.may_begin(first, second, case) {
            return (&[], &[]);
        }
        let (first, second) = (folded(first), folded(second));
        let slots = self.starts.len() - 1;
        let (two, one) = (slot_of(first, second, slots), slot_of(first, ANY, slots));
        (self.slot(two), if one == two { &[] } else { self.slot(one) })
    }

    fn slot(&self, slot: usize) -> &[Arc<str>] {
        match self.starts.get(slot..slot + 2) {
            Some(&[start, end]) => self.phrases.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// What the phrases of a list begin with, a bit for several such letters: most words of a text begin with none of them.
#[derive(Clone, Debug)]
struct Begins {
    /// First letters in small form.
    any: [u64; ANY_BITS / 64],
    /// First two letters as the list writes them.
    exact: [u64; EXACT_BITS / 64],
}

const ANY_BITS: usize = 512;
const EXACT_BITS: usize = 2048;

impl Begins {
    fn of(list: &[Arc<str>]) -> Self {
        let mut begins = Begins { any: [0; ANY_BITS / 64], exact: [0; EXACT_BITS / 64] };
        for phrase in list {
            let (first, second) = first_letters(phrase);
            set(&mut begins.any, slot_of(folded(first), ANY, ANY_BITS));
            set(&mut begins.exact, slot_of(straight(first), straight(second), EXACT_BITS));
        }
        begins
    }

    fn may_begin(&self, first: char, second: char, case: Case) -> bool {
        let exact = |second: char| is_set(&self.exact, slot_of(straight(first), second, EXACT_BITS));
        match case {
            Case::Exact => exact(straight(second)) || exact(ANY),
            Case::Any => is_set(&self.any, slot_of(folded(first), ANY, ANY_BITS)),
        }
    }
}

fn set(bits: &mut [u64], bit: usize) {
    bits.iter_mut().skip(bit / 64).take(1).for_each(|word| *word |= 1 << (bit % 64));
}

fn is_set(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64).is_some_and(|word| word & (1 << (bit % 64)) != 0)
}

/// A phrase's first two letters; [`ANY`] for one that may differ.
fn first_letters(phrase: &str) -> (char, char) {
    let mut letters = phrase.chars();
    let first = letters.next().unwrap_or(ANY);
    (first, letters.next().filter(|c| !matches!(c, ' ' | ':')).unwrap_or(ANY))
}

fn slot_of_phrase(phrase: &str, slots: usize) -> usize {
    let (first, second) = first_letters(phrase);
    slot_of(folded(first), folded(second), slots)
}

fn slot_of(first: char, second: char, slots: usize) -> usize {
    // Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4): the upper bits are the mixed ones.
    let letters = (u64::from(first as u32) << 32) | u64::from(second as u32);
    (letters.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (slots - 1)
}

/// Where words begin; in scripts without spaces, every letter may begin one.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut after_letter = false;
    text.char_indices().filter_map(move |(at, c)| {
        let letter = is_letter(c);
        let starts = if letter { !after_letter || is_spaceless(c) } else { !c.is_whitespace() };
        after_letter = letter;
        starts.then_some(at)
    })
}

/// A letter or digit. Latin and Cyrillic, which much copy is made of, are known without Unicode's tables.
pub fn is_letter(c: char) -> bool {
    match c as u32 {
        0x00..=0x7F => c.is_ascii_alphanumeric(),
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x0400..=0x0481 | 0x048A..=0x052F | 0x1E00..=0x1EFF => true,
        _ => c.is_alphanumeric(),
    }
}

/// The bytes of the phrase at the start of the text.
fn begins(text: &str, phrase: &str, case: Case) -> Option<usize> {
    let mut rest = text;
    let mut last = ' ';
    for wanted in phrase.chars() {
        if wanted == ' ' {
            let after = rest.trim_start();
            if after.len() == rest.len() {
                return None;
            }
            rest = after;
        } else if wanted == ':' {
            rest = rest.trim_start().strip_prefix([':', '：', '៖', '﹕'])?;
        } else {
            let found = rest.chars().next()?;
            if !is_same(found, wanted, case) {
                return None;
            }
            rest = rest.get(found.len_utf8()..)?;
        }
        last = wanted;
    }
    let goes_on = rest.chars().next().is_some_and(is_letter);
    let inside_word = goes_on && last.is_alphanumeric() && !is_spaceless(last);
    (!inside_word).then_some(text.len() - rest.len())
}

fn is_same(found: char, wanted: char, case: Case) -> bool {
    found == wanted
        || (matches!(wanted, '\'' | '’') && matches!(found, '\'' | '’'))
        || (case == Case::Any && first_lowercase(found) == first_lowercase(wanted))
            && found.to_lowercase().eq(wanted.to_lowercase())
}

fn folded(c: char) -> char {
    first_lowercase(straight(c))
}

fn straight(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

/// The first letter of the small form. Scripts that news is written in are known without Unicode's tables.
fn first_lowercase(c: char) -> char {
    match c as u32 {
        0x00..=0x7F => c.to_ascii_lowercase(),
        // Latin and Cyrillic small letters; scripts without capitals.
        0xDF..=0xFF | 0x01B0 | 0x0430..=0x045F | 0x0590..=0x109F | 0x1780..=0x17FF | 0x2010..=0x205F => c,
        0x2E80..=0xA63F | 0xAC00..=0xD7A3 | 0xFF00..=0xFF20 => c,
        // Latin capitals that stand before their small letters, most of Vietnamese among them.
        code @ (0x0100..=0x012F | 0x01A0..=0x01A1 | 0x1EA0..=0x1EFF) => char::from_u32(code | 1).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Scripts that set no space between words.
pub fn is_spaceless(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whole lines, but for letter case and for what pages put around such lines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Lexicon(std::collections::HashSet<String>);

impl From<Vec<String>> for Lexicon {
    fn from(entries: Vec<String>) -> Self {
        Lexicon(entries.iter().map(|entry| entry.to_lowercase()).collect())
    }
}

impl Lexicon {
    /// Longer lines are never compared.
    const MAX_BYTES: usize = 160;

    pub fn add(&mut self, other: &Lexicon) {
        self.0.extend(other.0.iter().cloned());
    }

    pub fn has(&self, line: &str) -> bool {
        !self.0.is_empty() && Self::form_of(line).is_some_and(|form| self.has_form(&form))
    }

    /// A line as lists have it; nothing for one that is too long for any.
    pub fn form_of(line: &str) -> Option<String> {
        if line.len() > Self::MAX_BYTES {
            return None;
        }
        let bare = line.trim_end_matches([':', '：', '៖', '…', '.', '>', '»', '›', '→', '▶', ' ', '\u{A0}']);
        let bare = bare.trim_start_matches(['>', '»', '›', '→', '▶', '•', '*', ' ']);
        Some(bare.to_lowercase())
    }

    /// Whether a line of this [form](Self::form_of) is in the list.
    pub fn has_form(&self, form: &str) -> bool {
        self.0.contains(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_as_in_unicodes_tables() {
        for c in '\0'..=char::MAX {
            assert_eq!(Some(first_lowercase(c)), c.to_lowercase().next(), "{c:?}");
        }
    }

    #[test]
    fn a_phrase_matches_as_people_type_it() {
        let phrases =
            Phrases::from(vec!["Photo:".to_owned(), "Photo by".to_owned(), "AP".to_owned(), "新华社".to_owned()]);
        assert_eq!(phrases.prefix("Photo\u{A0}: An Elm", Case::Exact), Some("Photo\u{A0}:".len()));
        assert_eq!(phrases.prefix("Photo by An", Case::Exact), Some(8));
        assert_eq!(phrases.prefix("photo: an", Case::Exact), None);
        assert_eq!(phrases.prefix("photo: an", Case::Any), Some(6));
        assert_eq!(phrases.prefix("APA says", Case::Exact), None);
        assert_eq!(phrases.prefix("新华社北京", Case::Exact), Some(9));
        assert!(phrases.is("AP", Case::Exact) && !phrases.is("AP Photo", Case::Exact));
    }
}
