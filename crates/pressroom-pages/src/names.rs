//! The files of the pages: ASCII, lower case, nothing to encode, each once.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// How an output names its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// `story-0001.xhtml`: nobody sees them.
    Numbered,
    /// By slugline or headline, as in an address: `lang-ven-song.html`. A single story is `index.html`.
    Readable,
}

/// The page of a site that a server shows first.
pub const INDEX: &str = "index.html";

/// What a name keeps of a headline.
const MAX_CHARS: usize = 60;
const MIN_CHARS: usize = 3;

/// Gives names, each once.
pub struct Names {
    naming: Naming,
    given: BTreeSet<String>,
    /// Of a name that was wanted more than once, the last number tried.
    again: BTreeMap<String, usize>,
}

impl Names {
    pub fn new(naming: Naming) -> Self {
        Names { naming, given: BTreeSet::new(), again: BTreeMap::new() }
    }

    /// The page of the story with this number, from 1.
    pub fn story(&mut self, number: usize, words: &str) -> String {
        let plain = format!("story-{number:04}");
        self.page(plain, words)
    }

    /// The page of the section with this number, from 1.
    pub fn section(&mut self, number: usize, title: &str) -> String {
        let plain = format!("section-{number:02}");
        self.page(plain, title)
    }

    fn page(&mut self, plain: String, words: &str) -> String {
        match self.naming {
            Naming::Numbered => format!("{plain}.xhtml"),
            Naming::Readable => {
                let wanted = readable(words).unwrap_or(plain);
                let mut name = wanted.clone();
                while !self.given.insert(name.clone()) {
                    let again = self.again.entry(wanted.clone()).or_insert(1);
                    *again += 1;
                    name = format!("{wanted}-{again}");
                }
                format!("{name}.html")
            }
        }
    }
}

/// The words without accents, joined by hyphens; `None` when too little of them is left.
fn readable(words: &str) -> Option<String> {
    let mut name = String::new();
    for word in words.split(|c: char| !c.is_alphanumeric() && !is_mark(c)) {
        let plain: String = word.nfd().filter(|c| !is_mark(*c)).map(base).collect::<String>().to_ascii_lowercase();
        if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
            continue;
        }
        if name.len() + plain.len() + 1 > MAX_CHARS {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&plain);
    }
    // Such names belong to the site itself, or to devices on Windows.
    const TAKEN: [&str; 8] = ["index", "style", "images", "con", "prn", "aux", "nul", "imprint"];
    (name.len() >= MIN_CHARS && !TAKEN.contains(&name.as_str())).then_some(name)
}

/// Letters that have no accent to take off.
fn base(c: char) -> char {
    match c {
        'đ' | 'ð' => 'd',
        'Đ' | 'Ð' => 'D',
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'ı' => 'i',
        _ => c,
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_read_and_differ() {
        let mut names = Names::new(Naming::Readable);
        assert_eq!(names.story(1, "Làng ven sông: “Đón” mùa nước nổi"), "lang-ven-song-don-mua-nuoc-noi.html");
        assert_eq!(names.story(2, "Làng ven sông, đón mùa nước nổi!"), "lang-ven-song-don-mua-nuoc-noi-2.html");
        assert_eq!(names.story(3, "新华社"), "story-0003.html");
        assert_eq!(names.section(1, "Index"), "section-01.html");
        assert!(names.story(4, &"dài ".repeat(100)).len() < MAX_CHARS + ".html".len());
        assert_eq!(Names::new(Naming::Numbered).story(7, "Tít"), "story-0007.xhtml");
    }
}
