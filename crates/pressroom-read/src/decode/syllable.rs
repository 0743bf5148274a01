//! Whether words are Vietnamese syllables: what tells its encodings from each other and from everything else.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x",
];

/// Vowels and finals without tones.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êng êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo \
    oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uơ uân uâng uât \
    uây uê uêch uênh uy uya uych uynh uyt uyn uyu uyp uyên uyêt ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp \
    ươt ươu y ych ynh yt yêm yên yêt yêu yêng";

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| RHYMES.split_whitespace().collect());

/// What the words with other letters than ASCII's are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Words with a letter beyond ASCII.
    pub words: usize,
    /// Of these, Vietnamese syllables.
    pub syllables: usize,
    pub distinct: usize,
    /// Letters that no other language of Europe writes.
    pub telling: usize,
}

impl Score {
    /// From 0 to 1.
    pub fn share(&self) -> f32 {
        if self.words == 0 { 0.0 } else { self.syllables as f32 / self.words as f32 }
    }

    /// Enough to say that the text is Vietnamese.
    pub fn is_vietnamese(&self) -> bool {
        const SHARE: f32 = 0.7;
        const DISTINCT: usize = 3;
        const TELLING: usize = 3;
        self.share() >= SHARE && self.distinct >= DISTINCT && self.telling >= TELLING
    }
}

pub fn score(text: &str) -> Score {
    let composed: String = text.nfc().collect();
    let mut score = Score::default();
    let mut seen: HashSet<&str> = HashSet::new();
    for word in composed.split(|c: char| !c.is_alphanumeric() && !matches!(c as u32, 0x300..=0x36F)) {
        if word.is_ascii() {
            continue;
        }
        score.words += 1;
        if is_syllable(word) {
            score.syllables += 1;
            score.telling += word.chars().filter(|c| is_telling(*c)).count();
            score.distinct += usize::from(seen.insert(word));
        }
    }
    score
}

/// Đ, horned letters, ă, and everything with a hook, a dot below, or two marks.
fn is_telling(c: char) -> bool {
    matches!(c as u32, 0x102..=0x103 | 0x110..=0x111 | 0x128..=0x129 | 0x168..=0x169 | 0x1A0..=0x1B0 | 0x1EA0..=0x1EF9)
}

fn is_syllable(word: &str) -> bool {
    const LONGEST: usize = 7;
    let letters = word.chars().count();
    if letters > LONGEST || !is_in_one_case(word, letters) {
        return false;
    }
    let mut tone: Option<char> = None;
    let mut plain = String::with_capacity(word.len());
    for c in word.to_lowercase().nfd() {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' if tone.is_none() => tone = Some(c),
            c => plain.push(c),
        }
    }
    let plain: String = plain.nfc().collect();
    let stopped = plain.ends_with(['c', 'p', 't']) || plain.ends_with("ch");
    // A syllable that ends in a stop has one of two tones.
    if stopped && !matches!(tone, Some('\u{301}' | '\u{323}')) {
        return false;
    }
    ONSETS.iter().any(|onset| plain.strip_prefix(onset).is_some_and(|rhyme| KNOWN.contains(rhyme)))
}

fn is_in_one_case(word: &str, letters: usize) -> bool {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let first = word.chars().next().is_some_and(char::is_uppercase);
    upper == 0 || upper == letters || (upper == 1 && first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_told_from_its_neighbours() {
        let good = score("Người dân xã Đông Hải dựng cổng chào đón khách; nghệ sĩ, giếng nước, quyết định, khuỷu tay");
        assert!(good.is_vietnamese() && good.share() > 0.95, "{good:?}");
        for other in [
            "L'été dernier, le théâtre a été fermé après l'inondation; à côté, né, où, dès, très",
            "ViÖt Nam lµ mét n\u{AD}íc n»m ë phÝa ®«ng b¸n ®¶o §«ng D\u{AD}¬ng",
            "O governo não já só é até amanhã às três; à é é é",
        ] {
            assert!(!score(other).is_vietnamese(), "{other}");
        }
    }
}
