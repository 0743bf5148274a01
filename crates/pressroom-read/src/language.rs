//! The language of copy whose layout tells none, and only when it is certain.

use pressroom_core::{Article, Block, plain_text};
use whatlang::Lang;

/// As much text as is looked at: more makes no language surer.
const LOOKED_AT_CHARS: usize = 4000;
/// Less text tells too little.
const MIN_LETTERS: usize = 80;
/// The detector's own measure, from 0 to 1.
const CONFIDENT: f64 = 0.95;
/// The share of letters that only Vietnamese writes, in a hundred. Running text has some fifteen.
const VIETNAMESE_PERCENT: usize = 4;

/// The BCP 47 tag of the body's language.
pub fn of(article: &Article) -> Option<&'static str> {
    let text = body(article);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < MIN_LETTERS {
        return None;
    }
    let vietnamese = text.chars().filter(|c| is_vietnamese_alone(*c)).count();
    if vietnamese * 100 >= letters * VIETNAMESE_PERCENT {
        return Some("vi");
    }
    let found = whatlang::detect(&text).filter(|found| found.is_reliable() && found.confidence() >= CONFIDENT)?;
    tag(found.lang())
}

fn body(article: &Article) -> String {
    let mut text = String::new();
    for block in &article.body {
        if let Block::Paragraph(paragraph) = block {
            text.push_str(&plain_text(&paragraph.content));
            text.push('\n');
        }
        if text.len() > LOOKED_AT_CHARS * 4 {
            break;
        }
    }
    text.chars().take(LOOKED_AT_CHARS).collect()
}

/// Horned letters, and those with two marks: no other language's alphabet has them.
fn is_vietnamese_alone(c: char) -> bool {
    matches!(c as u32, 0x01A0 | 0x01A1 | 0x01AF | 0x01B0 | 0x1EA4..=0x1EB7 | 0x1EBE..=0x1EC7 | 0x1ED0..=0x1EE3 | 0x1EE8..=0x1EF1)
}

/// The languages that news comes in here. The detector's others are left undetermined, and Vietnamese was told above.
fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Tha => "th",
        Lang::Khm => "km",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        Lang::Ind => "id",
        // Another crate's list, which grows.
        _ => return None,
    })
}
