//! What the form of a line tells, in any language.

/// Whether the line ends as a sentence does, closing quotes and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '»', ')', ']', '」', '』']);
    bare.ends_with(['.', '…', '!', '?', '。', '！', '？', '؟', '۔', '।', '។', '៕', '။'])
}

/// Whether the line ends in the middle of something.
pub fn breaks_off(text: &str) -> bool {
    text.ends_with([',', ';', ':', '，', '、', '；', '：', '-', '–', '—'])
}

/// Long enough and closed enough to be running text.
pub fn is_running_text(text: &str) -> bool {
    const LEAST: usize = 8;
    // Thai sets no full stop.
    let most = if text.chars().take(20).any(is_thai) { THAI_WORDS } else { MANY_WORDS };
    has_words(text, if ends_sentence(text) { LEAST } else { most })
}

/// More words than these are no headline, in Thai counted by letters.
const MANY_WORDS: usize = 40;
const THAI_WORDS: usize = 30;

fn is_thai(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF)
}

/// Nothing asks whether a text has more words than this.
const MOST_WORDS: usize = 100;

/// Words as white space parts them, up to [`MOST_WORDS`]; scripts without spaces count three letters as one.
pub fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().take(MOST_WORDS).count();
    let spaceless = text.chars().take(3 * MOST_WORDS).filter(|c| is_spaceless(*c)).count();
    spaced.max(spaceless / 3)
}

/// Whether the text has so many [`words`]; looks no further than it needs to. `least` is [`MOST_WORDS`] at most.
pub fn has_words(text: &str, least: usize) -> bool {
    let (mut spaced, mut spaceless, mut in_word) = (0, 0, false);
    for (index, c) in text.chars().enumerate() {
        let space = c.is_whitespace();
        spaced += usize::from(!space && !in_word);
        in_word = !space;
        spaceless += usize::from(index < 3 * MOST_WORDS && is_spaceless(c));
        if spaced >= least || spaceless >= 3 * least {
            return true;
        }
    }
    least == 0
}

fn is_spaceless(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF)
}

/// Whether every word begins with a capital, and there are no digits: how names of people and places are written.
pub fn is_name(text: &str, most_words: usize) -> bool {
    let parts: Vec<&str> = text.split([' ', '\u{A0}']).filter(|part| !matches!(*part, "" | "-" | "–")).collect();
    !parts.is_empty() && parts.len() <= most_words && parts.iter().all(|part| is_name_part(part))
}

/// After a hyphen a name may go on in small letters: `Neu-reup`, `Port-au-Prince`.
fn is_name_part(part: &str) -> bool {
    let mut words = part.split(['-', '–']);
    words.next().is_some_and(is_name_word)
        && words.all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.') || is_mark(c))
        })
}

fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(|first| first.is_uppercase());
    first && letters.all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.') || is_mark(c))
}

/// Combining marks that NFC leaves apart.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F)
}

/// The bytes of a bullet and the space after it.
pub fn bullet(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['*', '•', '·', '-', '–', '▪', '■', '●'])?;
    let space = rest.len() - rest.trim_start().len();
    (space > 0).then(|| text.len() - rest.trim_start().len())
}
