//! What the page make-up has to know of a script: how it is spaced, how tall it stands, what its language may be.

use harfrust::Script as Tagged;

/// Scripts that are set in a way of their own; all others are set like the one nearest to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    #[default]
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    /// With Syriac, Thaana, N'Ko and Mongolian: letters that join.
    Arabic,
    Thai,
    Lao,
    Khmer,
    Myanmar,
    Han,
    Kana,
    Hangul,
    Devanagari,
    /// Of India and its neighbours, other than Devanagari.
    Indic,
    /// Ethiopic, Armenian, Georgian: letters that stand apart.
    Separate,
    Other,
}

impl Script {
    pub fn of(tagged: Tagged) -> Script {
        const INDIC: [Tagged; 12] = [
            Tagged::BENGALI,
            Tagged::GURMUKHI,
            Tagged::GUJARATI,
            Tagged::ORIYA,
            Tagged::TAMIL,
            Tagged::TELUGU,
            Tagged::KANNADA,
            Tagged::MALAYALAM,
            Tagged::SINHALA,
            Tagged::TIBETAN,
            Tagged::JAVANESE,
            Tagged::BALINESE,
        ];
        const JOINED: [Tagged; 5] = [Tagged::ARABIC, Tagged::SYRIAC, Tagged::THAANA, Tagged::NKO, Tagged::MONGOLIAN];
        match tagged {
            Tagged::LATIN => Script::Latin,
            Tagged::GREEK => Script::Greek,
            Tagged::CYRILLIC => Script::Cyrillic,
            Tagged::HEBREW => Script::Hebrew,
            Tagged::THAI => Script::Thai,
            Tagged::LAO => Script::Lao,
            Tagged::KHMER => Script::Khmer,
            Tagged::MYANMAR => Script::Myanmar,
            Tagged::HAN | Tagged::BOPOMOFO => Script::Han,
            Tagged::HIRAGANA | Tagged::KATAKANA => Script::Kana,
            Tagged::HANGUL => Script::Hangul,
            Tagged::DEVANAGARI => Script::Devanagari,
            Tagged::ETHIOPIC | Tagged::ARMENIAN | Tagged::GEORGIAN => Script::Separate,
            _ if INDIC.contains(&tagged) => Script::Indic,
            _ if JOINED.contains(&tagged) => Script::Arabic,
            _ => Script::Other,
        }
    }

    /// The fonts that come with the plugin have it.
    pub fn is_shipped(self) -> bool {
        matches!(self, Script::Latin | Script::Greek | Script::Cyrillic)
    }

    /// Letters may be moved apart without tearing what belongs together.
    pub fn may_be_tracked(self) -> bool {
        match self {
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew | Script::Hangul => true,
            Script::Han | Script::Kana | Script::Separate => true,
            Script::Arabic | Script::Devanagari | Script::Indic => false,
            Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar | Script::Other => false,
        }
    }

    /// By so much of their width letters may be drawn wider while spaces do most of the work: nobody sees a fiftieth. Letters
    /// that join cannot be moved apart, and bear more.
    pub fn widening(self) -> f32 {
        match self {
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew => 0.006,
            Script::Arabic | Script::Devanagari | Script::Indic => 0.012,
            Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar => 0.0,
            Script::Han | Script::Kana | Script::Hangul => 0.0,
            Script::Separate | Script::Other => 0.006,
        }
    }

    /// The same for drawing them narrower.
    pub fn narrowing(self) -> f32 {
        match self {
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew => 0.008,
            Script::Arabic | Script::Devanagari | Script::Indic => 0.014,
            Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar => 0.0,
            Script::Han | Script::Kana | Script::Hangul => 0.0,
            Script::Separate | Script::Other => 0.008,
        }
    }

    /// Written without spaces between words, in letters of unequal width: set ragged, as there is nothing to stretch.
    pub fn is_ragged(self) -> bool {
        matches!(self, Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar)
    }

    /// Of equal squares, which may move apart evenly.
    pub fn is_squared(self) -> bool {
        matches!(self, Script::Han | Script::Kana)
    }

    /// Leading in parts of that of Latin text: marks above and below letters need room.
    pub fn openness(self) -> f32 {
        match self {
            Script::Latin | Script::Greek | Script::Cyrillic => 1.0,
            Script::Hebrew => 1.08,
            Script::Han | Script::Kana | Script::Hangul => 1.2,
            Script::Separate => 1.15,
            Script::Arabic | Script::Thai | Script::Lao | Script::Devanagari | Script::Other => 1.25,
            Script::Indic => 1.3,
            Script::Khmer | Script::Myanmar => 1.5,
        }
    }

    /// The same for headlines, which are let out less.
    pub fn headline_openness(self) -> f32 {
        match self {
            Script::Latin | Script::Greek | Script::Cyrillic => 1.0,
            Script::Hebrew | Script::Han | Script::Kana | Script::Hangul => 1.05,
            Script::Arabic | Script::Separate => 1.15,
            Script::Thai | Script::Lao | Script::Devanagari | Script::Indic | Script::Other => 1.2,
            Script::Khmer | Script::Myanmar => 1.35,
        }
    }

    /// Whether words in this script are of another language than a story in `story`'s.
    pub fn is_foreign_in(self, story: Script) -> bool {
        let group = |script: Script| match script {
            // Japanese mixes the two; Korean has both now and then.
            Script::Kana => Script::Han,
            other => other,
        };
        group(self) != group(story) && !(self == Script::Han && story == Script::Hangul)
    }

    /// What can be said of the language of words in this script (BCP 47). Only where one language writes it is that one
    /// named.
    pub fn language(self) -> Option<&'static str> {
        match self {
            Script::Latin => Some("und-Latn"),
            Script::Greek => Some("el"),
            Script::Cyrillic => Some("und-Cyrl"),
            Script::Hebrew => Some("und-Hebr"),
            Script::Arabic => Some("und-Arab"),
            Script::Thai => Some("th"),
            Script::Lao => Some("lo"),
            Script::Khmer => Some("km"),
            Script::Myanmar => Some("und-Mymr"),
            Script::Han => Some("und-Hani"),
            Script::Kana => Some("ja"),
            Script::Hangul => Some("ko"),
            Script::Devanagari => Some("und-Deva"),
            Script::Indic | Script::Separate | Script::Other => None,
        }
    }
}

/// The script that a letter asks for, or `None` when it goes with any.
pub fn own_script(letter: char) -> Option<Tagged> {
    if letter.is_ascii() {
        return letter.is_ascii_alphabetic().then_some(Tagged::LATIN);
    }
    let script = harfrust::unicode::script(letter as u32);
    let neutral = [Tagged::COMMON, Tagged::INHERITED, Tagged::UNKNOWN].contains(&script);
    (!neutral).then_some(script)
}

/// The script that most of a text is in. Latin when it has no letters.
pub fn main_script<'t>(texts: impl IntoIterator<Item = &'t str>) -> Script {
    const ENOUGH_LETTERS: usize = 600;
    const SCRIPTS: usize = Script::Other as usize + 1;
    let mut counts = [0_usize; SCRIPTS];
    let letters = texts.into_iter().flat_map(str::chars).filter_map(own_script).take(ENOUGH_LETTERS);
    let mut found = Vec::new();
    for script in letters.map(Script::of) {
        if !found.contains(&script) {
            found.push(script);
        }
        if let Some(count) = counts.get_mut(script as usize) {
            *count += 1;
        }
    }
    // Of equally many the first.
    let count = |script: &Script| counts.get(*script as usize).copied().unwrap_or_default();
    found.iter().rev().max_by_key(|script| count(script)).copied().unwrap_or(Script::Latin)
}

/// A script by name, and fonts that have it and that anyone may install.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: &'static str,
    pub fonts: &'static str,
}

/// The script that a letter belongs to; signs of no script are symbols.
pub fn named(letter: char) -> Named {
    let named = |name, fonts| Named { name, fonts };
    match own_script(letter) {
        None if matches!(letter, '\u{1f000}'..='\u{1faff}') => named("Emoji", "Noto Emoji"),
        None => named("Symbols", "Noto Sans Symbols, Noto Sans Symbols 2, Noto Sans Math"),
        Some(script) => match script {
            Tagged::LATIN => named("Latin", "Noto Serif, Noto Sans"),
            Tagged::GREEK => named("Greek", "Noto Serif, Noto Sans"),
            Tagged::CYRILLIC => named("Cyrillic", "Noto Serif, Noto Sans"),
            Tagged::ARABIC => named("Arabic", "Noto Naskh Arabic, Noto Sans Arabic"),
            Tagged::HEBREW => named("Hebrew", "Noto Serif Hebrew, Noto Sans Hebrew"),
            Tagged::HAN => named("Han", "Noto Serif CJK, Noto Sans CJK"),
            Tagged::HIRAGANA | Tagged::KATAKANA => named("Kana", "Noto Serif CJK, Noto Sans CJK"),
            Tagged::HANGUL => named("Hangul", "Noto Serif CJK, Noto Sans CJK"),
            Tagged::BOPOMOFO => named("Bopomofo", "Noto Serif CJK, Noto Sans CJK"),
            Tagged::THAI => named("Thai", "Noto Serif Thai, Noto Sans Thai"),
            Tagged::LAO => named("Lao", "Noto Serif Lao, Noto Sans Lao"),
            Tagged::KHMER => named("Khmer", "Noto Serif Khmer, Noto Sans Khmer"),
            Tagged::MYANMAR => named("Myanmar", "Noto Serif Myanmar, Noto Sans Myanmar"),
            Tagged::DEVANAGARI => named("Devanagari", "Noto Serif Devanagari, Noto Sans Devanagari"),
            Tagged::BENGALI => named("Bengali", "Noto Serif Bengali, Noto Sans Bengali"),
            Tagged::GURMUKHI => named("Gurmukhi", "Noto Serif Gurmukhi, Noto Sans Gurmukhi"),
            Tagged::GUJARATI => named("Gujarati", "Noto Serif Gujarati, Noto Sans Gujarati"),
            Tagged::ORIYA => named("Odia", "Noto Serif Oriya, Noto Sans Oriya"),
            Tagged::TAMIL => named("Tamil", "Noto Serif Tamil, Noto Sans Tamil"),
            Tagged::TELUGU => named("Telugu", "Noto Serif Telugu, Noto Sans Telugu"),
            Tagged::KANNADA => named("Kannada", "Noto Serif Kannada, Noto Sans Kannada"),
            Tagged::MALAYALAM => named("Malayalam", "Noto Serif Malayalam, Noto Sans Malayalam"),
            Tagged::SINHALA => named("Sinhala", "Noto Serif Sinhala, Noto Sans Sinhala"),
            Tagged::TIBETAN => named("Tibetan", "Noto Serif Tibetan"),
            Tagged::ARMENIAN => named("Armenian", "Noto Serif Armenian, Noto Sans Armenian"),
            Tagged::GEORGIAN => named("Georgian", "Noto Serif Georgian, Noto Sans Georgian"),
            Tagged::ETHIOPIC => named("Ethiopic", "Noto Serif Ethiopic, Noto Sans Ethiopic"),
            Tagged::MONGOLIAN => named("Mongolian", "Noto Sans Mongolian"),
            Tagged::CHAM => named("Cham", "Noto Sans Cham"),
            _ => named("another script", "the Noto fonts of that script (notofonts.github.io)"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_decide() {
        assert_eq!(main_script(["2024: ", "ABC có thể"]), Script::Latin);
        assert_eq!(main_script(["قال NATO أمس", ""]), Script::Arabic);
        assert_eq!(main_script(["東京で WHO が"]), Script::Latin);
        assert_eq!(main_script(["東京都で WHO が"]), Script::Han);
        assert_eq!(main_script(["12 + 3"]), Script::Latin);
    }
}
