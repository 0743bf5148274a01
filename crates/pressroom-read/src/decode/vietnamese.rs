//! The encodings of Vietnamese before Unicode, as tables.
//!
//! VISCII is RFC 1456; TCVN3 is TCVN 5712:1993 (the ABC fonts have its lower half of letters, capitals with a tone come from
//! a font of capitals and cannot be told from the bytes); VNI writes a letter and then a byte for its marks.

use unicode_normalization::UnicodeNormalization;

/// 0x80 to 0xFF.
const VISCII_HIGH: &str = concat!(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    "Õắằặấầẩậẽẹếềểễệố",
    "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    "àáâãảăữẫèéêẻìíĩỉ",
    "đựòóôõỏọụùúũủýợỮ",
);
const VISCII_LOW: &[(u8, char)] = &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];

/// 0x80 to 0xFF; 0xB0 to 0xB4 are the five tones, to be put on the letter before.
const TCVN3_HIGH: &str = concat!(
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ",
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
    "\u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ",
    "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ",
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
    "éẹềểễếệìỉỄẾỒĩíịò",
    "Ổỏõóọồổỗốộờởỡớợù",
    "ỖủũúụừửữứựỳỷỹýỵỐ",
);
const TCVN3_LOW: &[(u8, char)] = &[
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

pub fn viscii(bytes: &[u8]) -> String {
    single_bytes(bytes, VISCII_HIGH, VISCII_LOW)
}

pub fn tcvn3(bytes: &[u8]) -> String {
    single_bytes(bytes, TCVN3_HIGH, TCVN3_LOW).nfc().collect()
}

fn single_bytes(bytes: &[u8], high: &str, low: &[(u8, char)]) -> String {
    let high: Vec<char> = high.chars().collect();
    let mut text = String::with_capacity(bytes.len() * 2);
    for (index, &byte) in bytes.iter().enumerate() {
        let c = match byte {
            0x80.. => high.get(usize::from(byte) - 0x80).copied(),
            0x20..=0x7F => None,
            // Where no capital stands beside it, it is the control character that frames a transmission.
            0x00..=0x1F => {
                let letter = low.iter().find(|(code, _)| *code == byte).map(|(_, letter)| *letter);
                letter.filter(|_| inside_a_word(bytes, index))
            }
        };
        text.push(c.unwrap_or(char::from(byte)));
    }
    text
}

fn inside_a_word(bytes: &[u8], index: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| bytes.get(index)).copied();
    let capital = |byte: u8| byte.is_ascii_uppercase() || byte >= 0x80;
    let before = at(index.checked_sub(1));
    let after = at(index.checked_add(1));
    before.is_some_and(capital) || (before == Some(b' ') && after.is_some_and(capital))
}

const ACUTE: char = '\u{301}';
const GRAVE: char = '\u{300}';
const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';
const DOT: char = '\u{323}';
const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';

/// VNI's marks for small letters, what each puts on a letter, and on which. For capitals they lie 0x20 lower.
const VNI_MARKS: &[(u8, &[char], &str)] = &[
    (0xF9, &[ACUTE], "aeiouyơư"),
    (0xF8, &[GRAVE], "aeiouyơư"),
    (0xFB, &[HOOK], "aeiouyơư"),
    (0xF5, &[TILDE], "aeiouyơư"),
    (0xEF, &[DOT], "aeiouyơư"),
    (0xE2, &[CIRCUMFLEX], "aeo"),
    (0xE1, &[CIRCUMFLEX, ACUTE], "aeo"),
    (0xE0, &[CIRCUMFLEX, GRAVE], "aeo"),
    (0xE5, &[CIRCUMFLEX, HOOK], "aeo"),
    (0xE3, &[CIRCUMFLEX, TILDE], "aeo"),
    (0xE4, &[CIRCUMFLEX, DOT], "aeo"),
    (0xEA, &[BREVE], "a"),
    (0xE9, &[BREVE, ACUTE], "a"),
    (0xE8, &[BREVE, GRAVE], "a"),
    (0xFA, &[BREVE, HOOK], "a"),
    (0xFC, &[BREVE, TILDE], "a"),
    (0xEB, &[BREVE, DOT], "a"),
];

/// Letters that VNI has whole. Capitals lie 0x20 lower.
const VNI_LETTERS: &[(u8, char, char)] = &[
    (0xF1, 'đ', 'Đ'),
    (0xF4, 'ơ', 'Ơ'),
    (0xF6, 'ư', 'Ư'),
    (0xEC, 'ì', 'Ì'),
    (0xED, 'í', 'Í'),
    (0xE6, 'ỉ', 'Ỉ'),
    (0xF3, 'ĩ', 'Ĩ'),
    (0xF2, 'ị', 'Ị'),
    (0xEE, 'ỵ', 'Ỵ'),
];

const CASE: u8 = 0x20;

pub fn vni(bytes: &[u8]) -> String {
    // Quotes, dashes and letters of other languages are as in windows-1252.
    let (latin, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut base: Option<char> = None;
    for (&byte, c) in bytes.iter().zip(latin.chars()) {
        let marks = base.and_then(|base| vni_marks(byte, base));
        let letter = vni_letter(byte);
        match (marks, letter) {
            (Some(marks), _) => {
                text.extend(marks);
                base = None;
            }
            (None, Some(letter)) => {
                text.push(letter);
                base = Some(letter);
            }
            (None, None) => {
                text.push(c);
                base = Some(c);
            }
        }
    }
    text.nfc().collect()
}

fn vni_marks(byte: u8, base: char) -> Option<&'static [char]> {
    let small = match byte {
        0xC0..=0xDF => byte | CASE,
        0xE0..=0xFF => byte,
        0x00..=0xBF => return None,
    };
    let lower = base.to_lowercase().next()?;
    VNI_MARKS.iter().find(|(mark, _, on)| *mark == small && on.contains(lower)).map(|(_, marks, _)| *marks)
}

fn vni_letter(byte: u8) -> Option<char> {
    VNI_LETTERS.iter().find_map(
        |(small, lower, upper)| {
            if *small == byte { Some(*lower) } else { (small & !CASE == byte).then_some(*upper) }
        },
    )
}
