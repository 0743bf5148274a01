//! Script rules: the same invisible character is content in one script and junk in another.

use serde::Deserialize;

/// Scripts in which a character is content; elsewhere it is taken out.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scripts {
    /// Beside their letters U+200B and U+2060 tell where a line may break.
    pub zero_width_space: Vec<Script>,
    /// In a line with their letters, marks of direction order the words.
    pub direction_marks: Vec<Script>,
}

impl Default for Scripts {
    fn default() -> Self {
        use Script::{Arabic, Burmese, Hebrew, Khmer, Lao, Syriac, Thaana, Thai};
        Scripts {
            zero_width_space: vec![Khmer, Thai, Lao, Burmese],
            direction_marks: vec![Arabic, Hebrew, Syriac, Thaana],
        }
    }
}

impl Scripts {
    pub fn breaks_without_space(&self, c: char) -> bool {
        self.zero_width_space.iter().any(|script| script.has(c))
    }

    pub fn has_direction_marks(&self, c: char) -> bool {
        self.direction_marks.iter().any(|script| script.has(c))
    }
}

/// Scripts whose copy may need such characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    Arabic,
    Bengali,
    Burmese,
    Chinese,
    Cyrillic,
    Devanagari,
    Georgian,
    Greek,
    Gujarati,
    Gurmukhi,
    Hebrew,
    Japanese,
    Javanese,
    Kannada,
    Khmer,
    Korean,
    Lao,
    Latin,
    Malayalam,
    Sinhala,
    Syriac,
    Tamil,
    Telugu,
    Thaana,
    Thai,
    Tibetan,
}

impl Script {
    /// By Unicode's blocks.
    fn has(self, c: char) -> bool {
        let code = c as u32;
        match self {
            Script::Arabic => {
                matches!(code, 0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC)
            }
            Script::Bengali => matches!(code, 0x0980..=0x09FF),
            Script::Burmese => matches!(code, 0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F),
            Script::Chinese => matches!(code, 0x3005..=0x3007 | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF),
            Script::Cyrillic => matches!(code, 0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F),
            Script::Devanagari => matches!(code, 0x0900..=0x097F | 0xA8E0..=0xA8FF),
            Script::Georgian => matches!(code, 0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2F),
            Script::Greek => matches!(code, 0x0370..=0x03FF | 0x1F00..=0x1FFF),
            Script::Gujarati => matches!(code, 0x0A80..=0x0AFF),
            Script::Gurmukhi => matches!(code, 0x0A00..=0x0A7F),
            Script::Hebrew => matches!(code, 0x0590..=0x05FF | 0xFB1D..=0xFB4F),
            Script::Japanese => matches!(code, 0x3040..=0x30FF | 0x31F0..=0x31FF) || Script::Chinese.has(c),
            Script::Javanese => matches!(code, 0xA980..=0xA9DF),
            Script::Kannada => matches!(code, 0x0C80..=0x0CFF),
            Script::Khmer => matches!(code, 0x1780..=0x17FF | 0x19E0..=0x19FF),
            Script::Korean => matches!(code, 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7FF),
            Script::Lao => matches!(code, 0x0E80..=0x0EFF),
            Script::Latin => c.is_ascii_alphabetic() || matches!(code, 0x00C0..=0x024F | 0x1E00..=0x1EFF),
            Script::Malayalam => matches!(code, 0x0D00..=0x0D7F),
            Script::Sinhala => matches!(code, 0x0D80..=0x0DFF),
            Script::Syriac => matches!(code, 0x0700..=0x074F | 0x0860..=0x086F),
            Script::Tamil => matches!(code, 0x0B80..=0x0BFF),
            Script::Telugu => matches!(code, 0x0C00..=0x0C7F),
            Script::Thaana => matches!(code, 0x0780..=0x07BF),
            Script::Thai => matches!(code, 0x0E00..=0x0E7F),
            Script::Tibetan => matches!(code, 0x0F00..=0x0FFF),
        }
    }
}
