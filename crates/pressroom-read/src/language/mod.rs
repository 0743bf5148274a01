//! The language of copy whose layout tells none, and only when it is certain: by script, by letters that one language
//! alone writes, by the small words that every text is full of, and last by a statistical detector.

mod words;

use pressroom_core::{Article, Block, plain_text};
use whatlang::Lang;

/// As much text as is looked at: more makes no language surer.
const LOOKED_AT_CHARS: usize = 4000;
/// Less text tells too little where languages share a script.
const MIN_LETTERS: usize = 40;
/// Letters of a script that one language writes.
const MIN_OWN_LETTERS: usize = 12;
/// The detector's own measure, from 0 to 1.
const CONFIDENT: f64 = 0.95;
/// The share of letters that only Vietnamese writes, in a hundred. Running text has some fifteen.
const VIETNAMESE_PERCENT: usize = 4;

/// The BCP 47 tag of the body's language.
pub fn of(article: &Article) -> Option<&'static str> {
    of_text(&sample(article))
}

/// Headline and body: a short item may be hardly more than its headline.
fn sample(article: &Article) -> String {
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
    if text.len() < LOOKED_AT_CHARS {
        text.push_str(article.headline.as_deref().unwrap_or_default());
    }
    let end = text.char_indices().nth(LOOKED_AT_CHARS).map_or(text.len(), |(at, _)| at);
    text.truncate(end);
    text
}

/// The same, of a text alone.
pub fn of_text(text: &str) -> Option<&'static str> {
    let letters = Letters::of(text);
    // A script counts when most of the letters are of it: a name in another one changes nothing.
    let mostly = |count: usize| count >= MIN_OWN_LETTERS && count * 2 > letters.all;
    if mostly(letters.hangul) {
        return Some("ko");
    }
    // Japanese mixes its syllables with Chinese characters.
    if mostly(letters.han + letters.kana) {
        return Some(if letters.kana * 10 > letters.han { "ja" } else { "zh" });
    }
    for (count, language) in [(letters.thai, "th"), (letters.khmer, "km"), (letters.lao, "lo"), (letters.hebrew, "he")]
    {
        if mostly(count) {
            return Some(language);
        }
    }
    if mostly(letters.arabic) {
        return words::arabic_script(text);
    }
    if letters.vietnamese >= 2 && letters.vietnamese * 100 >= letters.all * VIETNAMESE_PERCENT {
        return Some("vi");
    }
    if letters.all < MIN_LETTERS {
        return None;
    }
    words::by_small_words(text).or_else(|| {
        let found = whatlang::detect(text).filter(|found| found.is_reliable() && found.confidence() >= CONFIDENT)?;
        tag(found.lang())
    })
}

/// Latin and Cyrillic, which much copy is made of, are known without Unicode's tables.
fn is_alphabetic(c: char) -> bool {
    match c as u32 {
        0x00..=0x7F => c.is_ascii_alphabetic(),
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x0400..=0x0481 | 0x048A..=0x052F | 0x1E00..=0x1EFF => true,
        _ => c.is_alphabetic(),
    }
}

/// How many letters of each script.
#[derive(Default)]
struct Letters {
    all: usize,
    hangul: usize,
    kana: usize,
    han: usize,
    thai: usize,
    khmer: usize,
    lao: usize,
    hebrew: usize,
    arabic: usize,
    /// Horned letters, and those with two marks: no other language's alphabet has them.
    vietnamese: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Letters::default();
        for c in text.chars().filter(|c| is_alphabetic(*c)) {
            letters.all += 1;
            if c.is_ascii() {
                continue;
            }
            match c as u32 {
                0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => letters.hangul += 1,
                0x3041..=0x30FF | 0xFF66..=0xFF9F => letters.kana += 1,
                0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => letters.han += 1,
                0x0E01..=0x0E7F => letters.thai += 1,
                0x1780..=0x17FF => letters.khmer += 1,
                0x0E81..=0x0EFF => letters.lao += 1,
                0x0590..=0x05FF | 0xFB1D..=0xFB4F => letters.hebrew += 1,
                0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => letters.arabic += 1,
                0x01A0
                | 0x01A1
                | 0x01AF
                | 0x01B0
                | 0x1EA4..=0x1EB7
                | 0x1EBE..=0x1EC7
                | 0x1ED0..=0x1EE3
                | 0x1EE8..=0x1EF1 => {
                    letters.vietnamese += 1;
                }
                _ => {}
            }
        }
        letters
    }
}

/// The languages that news comes in here. The detector's others are left undetermined; those told above are not asked for.
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
        Lang::Hin => "hi",
        Lang::Ind => "id",
        Lang::Ell => "el",
        Lang::Ben => "bn",
        Lang::Tam => "ta",
        Lang::Mya => "my",
        // Another crate's list, which grows.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_items_of_many_languages() {
        for (language, text) in [
            ("vi", "Cảng Bãi Xanh mở cửa trở lại sau ba tuần sửa chữa."),
            ("en", "The port of Elm opened again on Monday after three weeks of work."),
            ("fr", "Le port a rouvert ce lundi après trois semaines de travaux, a dit le capitaine."),
            ("de", "Der Hafen ist am Montag nach drei Wochen Arbeit wieder geöffnet worden."),
            ("es", "El puerto reabrió el lunes tras tres semanas de obras, dijo el capitán."),
            ("it", "Il porto ha riaperto lunedì dopo tre settimane di lavori, ha detto il capitano."),
            ("pt", "O porto reabriu na segunda-feira após três semanas de obras, disse o capitão."),
            ("nl", "De haven is maandag na drie weken werk weer open, zei de havenmeester."),
            ("id", "Pelabuhan itu dibuka kembali pada hari Senin setelah tiga pekan perbaikan, kata kepala pelabuhan."),
            ("ru", "Порт снова открыт после трёх недель ремонта, сообщил начальник порта."),
            ("uk", "Порт знову відкрито після трьох тижнів ремонту, повідомив його начальник."),
            ("ar", "أعيد فتح الميناء يوم الاثنين بعد ثلاثة أسابيع من أعمال الصيانة."),
            ("fa", "بندر پس از سه هفته تعمیرات روز دوشنبه دوباره گشایش یافت و کشتی‌ها پهلو گرفتند."),
            ("ur", "بندرگاہ تین ہفتوں کی مرمت کے بعد پیر کو دوبارہ کھول دی گئی ہے۔"),
            ("he", "הנמל נפתח מחדש ביום שני לאחר שלושה שבועות של עבודות."),
            ("ja", "港は三週間の工事を終えて月曜日に再開した。"),
            ("zh", "港口经过三周维修后于周一重新开放。"),
            ("ko", "항구가 삼 주 동안의 공사를 마치고 월요일에 다시 문을 열었다."),
            ("th", "ท่าเรือเปิดให้บริการอีกครั้งหลังปิดซ่อมสามสัปดาห์"),
            ("km", "កំពង់ផែបើកដំណើរការឡើងវិញនៅថ្ងៃច័ន្ទបន្ទាប់ពីជួសជុល"),
            ("lo", "ທ່າເຮືອເປີດຄືນໃໝ່ໃນວັນຈັນຫຼັງຈາກສ້ອມແປງສາມອາທິດ"),
            ("hi", "बंदरगाह तीन सप्ताह की मरम्मत के बाद सोमवार को फिर से खोल दिया गया है।"),
        ] {
            assert_eq!(of_text(text), Some(language), "{text}");
        }
        for text in ["Port Elm", "12 3 4", "Abc def ghi jkl mno pqr stu vwx yza bcd efg hij"] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
