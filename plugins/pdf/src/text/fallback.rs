//! Fonts for the scripts that the plugin's own fonts lack: which of those on the machine a letter is set in.
//!
//! The choice depends on the fonts alone, never on the order in which a folder lists them, so that the same fonts make
//! the same pages everywhere.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::font_files::{self, Face};
use super::scripts::{Script, own_script};

/// Where systems keep their fonts.
const SYSTEM_FOLDERS: [&str; 8] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/texmf/fonts/opentype",
    "/run/current-system/sw/share/X11/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
    "/system/fonts",
];

/// What a letter should look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    pub serif: bool,
    pub weight: u16,
    pub italic: bool,
    pub script: Script,
    pub region: Region,
}

/// Whose forms of the Chinese characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Region {
    Simplified,
    Taiwan,
    HongKong,
    Japan,
    Korea,
}

impl Region {
    /// Of a language (BCP 47).
    pub fn of(language: &str) -> Region {
        let lower = language.to_ascii_lowercase();
        let mut subtags = lower.split('-');
        match subtags.next() {
            Some("ja") => return Region::Japan,
            Some("ko") => return Region::Korea,
            Some("yue") => return Region::HongKong,
            Some(_) | None => {}
        }
        let mut region = Region::Simplified;
        for subtag in subtags {
            match subtag {
                "hk" | "mo" => return Region::HongKong,
                "hant" | "tw" => region = Region::Taiwan,
                _ => {}
            }
        }
        region
    }
}

/// The fonts of some folders, looked at when the first letter needs one.
pub struct Fallback {
    folders: Vec<PathBuf>,
    faces: OnceLock<Vec<Face>>,
    /// Faces from the best to the worst.
    orders: Mutex<HashMap<Wanted, std::sync::Arc<[u16]>>>,
    found: Mutex<HashMap<(Wanted, char), Option<u16>>>,
    /// By blocks of letters.
    made_for: Mutex<HashMap<u32, std::sync::Arc<[u16]>>>,
}

impl Fallback {
    /// Fonts of one folder and no others, or those of the system.
    pub fn new(folder: Option<PathBuf>) -> Self {
        let folders = folder.map_or_else(|| SYSTEM_FOLDERS.map(PathBuf::from).to_vec(), |folder| vec![folder]);
        Fallback {
            folders,
            faces: OnceLock::new(),
            orders: Mutex::default(),
            found: Mutex::default(),
            made_for: Mutex::default(),
        }
    }

    pub fn faces(&self) -> &[Face] {
        self.faces.get_or_init(|| {
            let mut faces = font_files::faces(&self.folders);
            faces.truncate(usize::from(u16::MAX / 2));
            faces
        })
    }

    /// Position of the face that a letter is set in.
    pub fn face_for(&self, letter: char, wanted: Wanted) -> Option<u16> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        *found.entry((wanted, letter)).or_insert_with(|| {
            let order = self.order(wanted);
            let has = |face: &&u16| self.faces().get(usize::from(**face)).is_some_and(|face| face.has(letter));
            let made_for_it = self.made_for(letter, wanted.script);
            let made_for_it = |face: &&u16| made_for_it.as_ref().is_none_or(|made| made.contains(*face));
            let best = order.iter().filter(has).find(made_for_it);
            best.or_else(|| order.iter().find(has)).copied()
        })
    }

    /// The faces that have much of the script that a letter belongs to. A font for one script has some letters of others,
    /// with none of their rules: Grantha of Tamil, Chakma of Burmese. Of Chinese any font has what it has.
    fn made_for(&self, letter: char, script: Script) -> Option<std::sync::Arc<[u16]>> {
        const BLOCK: u32 = 128;
        const PROBED: usize = 3;
        if own_script(letter).is_none() || matches!(script, Script::Han | Script::Kana | Script::Hangul) {
            return None;
        }
        let block = u32::from(letter) / BLOCK;
        let mut made_for = self.made_for.lock().unwrap_or_else(PoisonError::into_inner);
        let faces = made_for.entry(block).or_insert_with(|| {
            let letters = (block * BLOCK..(block + 1) * BLOCK).step_by(PROBED).filter_map(char::from_u32);
            let letters: Vec<char> = letters.collect();
            let coverage = self.faces().iter().map(|face| letters.iter().filter(|letter| face.has(**letter)).count());
            let coverage: Vec<usize> = coverage.collect();
            let most = coverage.iter().copied().max().unwrap_or_default();
            coverage.iter().zip(0_u16..).filter(|(count, _)| **count * 2 > most).map(|(_, at)| at).collect()
        });
        Some(std::sync::Arc::clone(faces))
    }

    fn order(&self, wanted: Wanted) -> std::sync::Arc<[u16]> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let order = orders.entry(wanted).or_insert_with(|| {
            let faces = self.faces().iter().zip(0_u16..);
            let mut order: Vec<(u32, u16)> = faces.map(|(face, at)| (distance(face, &wanted), at)).collect();
            order.sort_unstable();
            order.into_iter().map(|(_, at)| at).collect()
        });
        std::sync::Arc::clone(order)
    }
}

/// How far a face is from what is wanted. Equal ones keep the order of their names.
fn distance(face: &Face, wanted: &Wanted) -> u32 {
    const OTHER_REGION: u32 = 2_000;
    const NO_REGION: u32 = 1_000;
    const LAST_RESORT: u32 = 20_000;
    const MONOSPACED: u32 = 1_500;
    const NO_RULES: u32 = 3_000;
    /// Of a cut for the screen, for display, or in a style that is read with effort at the size of body text.
    const FOR_OTHER_USE: u32 = 600;
    const CONDENSED: u32 = 400;
    const OTHER_KIND: u32 = 300;
    const UNKNOWN_KIND: u32 = 150;
    const SLANTED: u32 = 800;
    const NOT_SLANTED: u32 = 50;
    let mut words = face.family.split([' ', '-', '_']);
    let has = |word: &str| face.family.split([' ', '-', '_']).any(|own| own.eq_ignore_ascii_case(word));
    let mut distance = u32::from(face.weight.abs_diff(wanted.weight));
    if matches!(wanted.script, Script::Han | Script::Kana | Script::Hangul) {
        distance += match region(&mut words) {
            Some(region) if region == wanted.region => 0,
            Some(_) => OTHER_REGION,
            None => NO_REGION,
        };
    }
    let kinds = [
        (&["Serif", "Naskh", "Mincho", "Ming", "Song", "SimSun", "Batang", "Myungjo", "Amiri", "FreeSerif"][..], true),
        (&["Sans", "Gothic", "Kufi", "Hei", "SimHei", "YaHei", "Dotum", "Gulim", "Arial", "FreeSans"][..], false),
    ];
    let serif = kinds.iter().find(|(names, _)| names.iter().any(|name| has(name))).map(|(_, serif)| *serif);
    distance += match serif {
        Some(serif) if serif == wanted.serif => 0,
        Some(_) => OTHER_KIND,
        None => UNKNOWN_KIND,
    };
    distance += match (face.italic, wanted.italic) {
        (true, false) => SLANTED,
        (false, true) => NOT_SLANTED,
        (true, true) | (false, false) => 0,
    };
    let joined = !matches!(
        wanted.script,
        Script::Han | Script::Kana | Script::Hangul | Script::Hebrew | Script::Separate | Script::Other
    );
    for (applies, more) in [
        (has("Mono") || has("Code") || has("Typewriter"), MONOSPACED),
        (["UI", "Display", "Nastaliq", "Rashi", "Music", "Math"].into_iter().any(has), FOR_OTHER_USE),
        (face.condensed, CONDENSED),
        (joined && !face.has_rules && !wanted.script.is_shipped(), NO_RULES),
        (["LastResort", "Unifont", "Blank", "Upper"].into_iter().any(has), LAST_RESORT),
    ] {
        distance += if applies { more } else { 0 };
    }
    distance
}

/// Whose forms a family has, by the usual word in its name.
fn region<'w>(words: &mut impl Iterator<Item = &'w str>) -> Option<Region> {
    words.find_map(|word| match word.to_ascii_uppercase().as_str() {
        "SC" | "CN" | "GB" | "HANS" | "SIMSUN" | "SIMHEI" | "YAHEI" => Some(Region::Simplified),
        "TC" | "TW" | "HANT" | "MINGLIU" | "JHENGHEI" => Some(Region::Taiwan),
        "HK" => Some(Region::HongKong),
        "JP" | "MINCHO" | "MEIRYO" | "IPA" => Some(Region::Japan),
        "KR" | "BATANG" | "MALGUN" | "NANUM" | "MYUNGJO" => Some(Region::Korea),
        _ => None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Of the fonts that the tests pin: a letter is set in the font that is made for its script, not in the first by name
    /// that happens to have it.
    #[test]
    fn letters_are_set_in_fonts_made_for_their_script() {
        let Some(folder) = crate::tests::languages::set_up("fonts") else { return };
        let fallback = Fallback::new(Some(folder));
        for (letters, script, family, weight) in [
            ("பாளி", Script::Indic, "Noto Serif Tamil", 400),
            ("ကြမ်း", Script::Myanmar, "Noto Serif Myanmar", 400),
            ("ကြမ်း", Script::Myanmar, "Noto Serif Myanmar", 700),
            ("ཀ", Script::Indic, "Noto Serif Tibetan", 400),
            ("አማ", Script::Separate, "Noto Serif Ethiopic", 400),
        ] {
            for letter in letters.chars() {
                let wanted = Wanted { serif: true, weight, italic: false, script, region: Region::Simplified };
                let face = &fallback.faces()[usize::from(fallback.face_for(letter, wanted).unwrap())];
                assert_eq!((face.family.as_str(), face.weight), (family, weight), "{letter}");
            }
        }
    }

    #[test]
    fn a_language_tells_whose_characters() {
        let regions = ["zh", "zh-Hant", "zh-TW", "zh-Hant-HK", "ja-JP", "ko", "vi", "yue"].map(Region::of);
        use Region::{HongKong, Japan, Korea, Simplified, Taiwan};
        assert_eq!(regions, [Simplified, Taiwan, Taiwan, HongKong, Japan, Korea, Simplified, HongKong]);
    }

    #[test]
    fn a_family_tells_whose_characters_it_has() {
        let of = |family: &str| region(&mut family.split([' ', '-', '_']));
        assert_eq!(of("Noto Serif CJK TC"), Some(Region::Taiwan));
        assert_eq!(of("Noto Sans Mono CJK JP"), Some(Region::Japan));
        assert_eq!(of("Noto Sans"), None);
    }
}
