//! Sets of words and phrases, looked up by how a text begins: one look at a bucket, however long the list.

use std::collections::HashMap;

use serde::Deserialize;

/// Whether capitals have to stand as the list writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Exact,
    Any,
}

/// Phrases by their first letter. In a phrase, a space matches any white space, a colon also a full-width or Khmer
/// one and white space before it, and a straight apostrophe a curved one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    /// By the code of an ASCII letter: most copy's letters need no hashing.
    ascii: Vec<Vec<String>>,
    others: HashMap<char, Vec<String>>,
}

const ASCII: usize = 128;

impl From<Vec<String>> for Phrases {
    fn from(entries: Vec<String>) -> Self {
        let mut phrases = Phrases::default();
        entries.into_iter().for_each(|entry| phrases.insert(entry));
        phrases
    }
}

impl Phrases {
    fn insert(&mut self, entry: String) {
        let Some(first) = entry.chars().next() else { return };
        let first = folded(first);
        self.ascii.resize(ASCII, Vec::new());
        let bucket = match self.ascii.get_mut(first as usize) {
            Some(bucket) => bucket,
            None => self.others.entry(first).or_default(),
        };
        if !bucket.contains(&entry) {
            bucket.push(entry);
        }
    }

    pub fn add(&mut self, others: &Phrases) {
        others.ascii.iter().chain(others.others.values()).flatten().for_each(|entry| self.insert(entry.clone()));
    }

    pub fn is_empty(&self) -> bool {
        self.ascii.is_empty()
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
        let first = text.chars().next().map(folded);
        let bucket = first
            .and_then(|first| if first.is_ascii() { self.ascii.get(first as usize) } else { self.others.get(&first) });
        bucket.into_iter().flatten().filter_map(move |phrase| begins(text, phrase, case))
    }

    /// The first phrase that begins at a word of the text, as where and how long.
    pub fn find(&self, text: &str, case: Case) -> Option<(usize, usize)> {
        word_starts(text).find_map(|at| Some((at, self.prefix(text.get(at..)?, case)?)))
    }
}

/// Where words begin; in scripts without spaces, every letter may begin one.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let starts = !c.is_whitespace() && (!is_letter(before) || !is_letter(c) || is_spaceless(c));
        before = c;
        starts.then_some(at)
    })
}

/// A letter or digit. Latin and Cyrillic, which much copy is made of, are known without Unicode's tables.
fn is_letter(c: char) -> bool {
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
        || (case == Case::Any && found.to_lowercase().eq(wanted.to_lowercase()))
}

fn folded(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if c == '’' { '\'' } else { c.to_lowercase().next().unwrap_or(c) }
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
        if line.len() > Self::MAX_BYTES || self.0.is_empty() {
            return false;
        }
        let bare = line.trim_end_matches([':', '：', '៖', '…', '.', '>', '»', '›', '→', '▶', ' ', '\u{A0}']);
        let bare = bare.trim_start_matches(['>', '»', '›', '→', '▶', '•', '*', ' ']);
        self.0.contains(&bare.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
