//! How captions and credits are written.

use serde::Deserialize;

use super::phrases::Phrases;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Figure {
    /// What stands before a credit, such as `Ảnh:`.
    pub credit_labels: Phrases,
    /// Those that say more than that it is a photo, such as `Minh họa:`. They stay with the credit.
    pub telling_labels: Phrases,
    /// Those of both that mark an illustration.
    pub illustration: Phrases,
    /// What a credit says of a picture that somebody handed out, such as `TTXVN phát`.
    pub handout: Phrases,
    /// How a credit without a label begins, such as `AP Photo/`, `REUTERS/`, `©`.
    pub credit_starts: Phrases,
    /// How a credit without a label ends, such as `/AFP`, `摄`.
    pub credit_ends: Vec<String>,
    /// What stands before a caption, such as `FILE PHOTO:`.
    pub caption_labels: Phrases,
    /// What a credit may stand in: `()`, `【】`.
    pub brackets: Brackets,
    /// What parts a caption from a credit on its line that no bracket holds, such as `|`.
    pub separators: Vec<char>,
    pub credit_position: CreditPosition,
}

/// On which side of the caption the credit stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditPosition {
    BeforeCaption,
    AfterCaption,
    #[default]
    Either,
}

/// Pairs of brackets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Brackets(pub(super) Vec<(char, char)>);

impl TryFrom<Vec<String>> for Brackets {
    type Error = String;

    fn try_from(pairs: Vec<String>) -> Result<Self, String> {
        let pair = |text: &String| match text.chars().collect::<Vec<_>>().as_slice() {
            [open, close] => Ok((*open, *close)),
            _ => Err(format!("`{text}`: a pair is two characters, such as `()`")),
        };
        pairs.iter().map(pair).collect::<Result<_, _>>().map(Brackets)
    }
}

impl Brackets {
    pub fn open(&self, c: char) -> bool {
        self.0.iter().any(|(open, _)| *open == c)
    }

    pub fn close(&self, c: char) -> bool {
        self.0.iter().any(|(_, close)| *close == c)
    }
}
