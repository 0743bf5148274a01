//! Encodings that nothing names, encodings from before Unicode, and text that was encoded twice.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use pressroom_core::Diagnostic;
use pressroom_read::{Reading, Settings, Source, read};
use support::{FILE, TAY_NINH, read_bytes, read_text, shown};
use unicode_normalization::UnicodeNormalization;

/// Letters and their bytes in VISCII, TCVN3, Windows-1258 and VNI, from tables that are not this project's.
const LETTERS: &str = include_str!("data/vietnamese-letters.txt");
const OLD: [(&str, &str); 4] =
    [("viscii", "VISCII"), ("tcvn3", "TCVN3"), ("windows-1258", "windows-1258"), ("vni", "VNI")];

fn table(column: usize) -> BTreeMap<char, Vec<u8>> {
    let rows = LETTERS.lines().filter(|line| !line.starts_with('#'));
    let hex =
        |text: &str| (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect();
    rows.map(|row| {
        let mut words = row.split(' ');
        let letter = words.next().unwrap().chars().next().unwrap();
        (letter, hex(words.nth(column).unwrap()))
    })
    .collect()
}

/// Text in an old encoding.
fn encoded(text: &str, column: usize) -> Vec<u8> {
    let table = table(column);
    let plain = text.replace('…', "...").replace(['“', '”'], "\"").replace('–', "-");
    plain.nfc().flat_map(|c| table.get(&c).cloned().unwrap_or_else(|| vec![u8::try_from(c as u32).unwrap()])).collect()
}

fn read_as(bytes: &[u8], label: &str) -> Result<Reading, Vec<Diagnostic>> {
    let settings = Settings { encoding: Some(label.to_owned()), ..Settings::default() };
    read(&Source { name: FILE, bytes }, &settings)
}

#[test]
fn all_letters_of_vietnamese_are_read() {
    for (column, (label, name)) in OLD.into_iter().enumerate() {
        let table = table(column);
        assert_eq!(table.len(), 134);
        for (letter, bytes) in table {
            // A letter of a code below 0x20 has to stand in a word.
            let (before, after) = if letter.is_uppercase() { ("HN", "NH") } else { ("hn", "nh") };
            let word = [before.as_bytes(), &bytes, after.as_bytes(), b"\n"].concat();
            let reading = read_as(&word, label).unwrap();
            assert_eq!(
                (reading.text.trim_end(), reading.encoding.as_str()),
                (format!("{before}{letter}{after}").as_str(), name)
            );
        }
    }
}

#[test]
fn old_vietnamese_is_told_by_its_syllables() {
    let plain: String = TAY_NINH.replace('…', "...").replace(['“', '”'], "\"").replace('–', "-");
    let expected = read_text(&plain).article;
    for (column, (_, name)) in OLD.into_iter().enumerate() {
        let reading = read_bytes(&encoded(TAY_NINH, column)).unwrap();
        assert_eq!((reading.encoding.as_str(), shown(&reading.diagnostics)[0].as_str()), (name, "R017 1:1"));
        assert_eq!(reading.article, expected, "{name}");
        // A short item is enough.
        let item = "Cảng Bãi Xanh mở cửa trở lại\n\nHà Nội (TTXVN) - Sáng 4/5, cảng Bãi Xanh mở cửa trở lại.\n";
        let reading = read_bytes(&encoded(item, column)).unwrap();
        assert_eq!((reading.encoding.as_str(), &*reading.text), (name, item));
    }
}

#[test]
fn text_in_an_old_font_pasted_as_unicode_is_restored() {
    for column in [1, 3] {
        let bytes = encoded(TAY_NINH, column);
        let pasted: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let reading = read_text(&pasted);
        assert_eq!(shown(&reading.diagnostics)[0], "R022 1:1");
        assert_eq!(reading.article.headline, read_text(TAY_NINH).article.headline);
    }
    // Other languages keep their letters.
    for text in [
        "L'été à la côte\n\nLe théâtre a été fermé dès le début de l'été, où tout était déjà réservé à l'avance.\n",
        "São João\n\nO prefeito já não é só um homem: até amanhã às três, é preciso pôr a mão à obra, diz ele.\n",
    ] {
        assert_eq!(&*read_text(text).text, text);
    }
}

fn once_more(text: &str, taken_for: &'static Encoding) -> String {
    let open = |byte: u8| taken_for.decode_without_bom_handling(&[byte]).0.into_owned();
    text.bytes().map(open).collect()
}

#[test]
fn text_that_was_encoded_twice_is_restored() {
    let expected = read_text(TAY_NINH).article;
    for taken_for in [WINDOWS_1252, WINDOWS_1258] {
        let twice = once_more(TAY_NINH, taken_for);
        let thrice = once_more(&twice, taken_for);
        for text in [&twice, &thrice] {
            let reading = read_text(text);
            assert_eq!(shown(&reading.diagnostics)[0], "R020 1:1");
            assert_eq!(reading.article, expected, "{}", taken_for.name());
        }
        // Only some lines were.
        let lines = TAY_NINH.lines().enumerate();
        let mixed: Vec<String> =
            lines.map(|(at, line)| if at % 3 == 0 { once_more(line, taken_for) } else { line.to_owned() }).collect();
        assert_eq!(read_text(&(mixed.join("\n") + "\n")).article.headline, expected.headline);
    }
    let french =
        "Le café « CAFÉ» à Élancourt\n\nL'hôtelier a été élu maire dès le premier tour, à la surprise générale.\n";
    assert_eq!(&*read_text(&once_more(french, WINDOWS_1252)).text, french);
    assert_eq!(&*read_text(french).text, french);
}

#[test]
fn letters_that_lost_a_byte_are_told() {
    let twice = once_more(TAY_NINH, WINDOWS_1252).replace('\u{90}', "?").replace('\u{81}', "");
    let found = shown(&read_text(&twice).diagnostics);
    assert!(found[0].starts_with("R020") && found[1].starts_with("R021"), "{found:?}");
}

#[test]
fn units_of_two_and_four_bytes_need_no_mark() {
    let russian = "Порт открыт\n\nПорт Ёлки снова открыт после трёх недель ремонта, сообщил начальник порта.\n";
    let chinese = "港口重新开放\n\n新华社榆港5月7日电（记者林一）榆港港口经过三周维修后于周一重新开放。\n";
    let thai = "ท่าเรือเปิดอีกครั้ง\n\nท่าเรือเปิดให้บริการอีกครั้งหลังปิดซ่อมสามสัปดาห์ เมื่อวันจันทร์ที่ผ่านมา\n";
    for text in [TAY_NINH, russian, chinese, thai] {
        let expected = read_text(text).article;
        let two = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let four = |order: fn(u32) -> [u8; 4]| text.chars().flat_map(|c| order(c as u32)).collect::<Vec<u8>>();
        for (bytes, name) in [
            (two(u16::to_le_bytes), "UTF-16LE"),
            (two(u16::to_be_bytes), "UTF-16BE"),
            (four(u32::to_le_bytes), "UTF-32LE"),
            (four(u32::to_be_bytes), "UTF-32BE"),
        ] {
            let reading = read_bytes(&bytes).unwrap();
            assert_eq!((reading.encoding.as_str(), shown(&reading.diagnostics)[0].as_str()), (name, "R032 1:1"));
            assert_eq!(reading.article, expected);
            assert_eq!(read_as(&bytes, name).unwrap().article, expected);
        }
    }
    let marked: Vec<u8> = format!("\u{FEFF}{TAY_NINH}").chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    assert_eq!(read_bytes(&marked).unwrap().article, read_text(TAY_NINH).article);
}

#[test]
fn other_encodings_are_guessed_and_said() {
    let russian =
        "Порт Ёлки открыт\n\nПорт снова открыт после трёх недель ремонта, сообщил в понедельник начальник порта.\n";
    let french = "Le port rouvre\n\nLe port a rouvert ce lundi après trois semaines de travaux, a déclaré le capitaine à l'hôtel de ville.\n";
    for (label, text) in [
        ("windows-1251", russian),
        ("koi8-r", russian),
        ("windows-1252", french),
        (
            "windows-1256",
            "أعيد فتح الميناء\n\nأعيد فتح الميناء يوم الاثنين بعد ثلاثة أسابيع من أعمال الصيانة، حسب ما قال مدير الميناء.\n",
        ),
        ("windows-1255", "הנמל נפתח מחדש\n\nהנמל נפתח מחדש ביום שני לאחר שלושה שבועות של עבודות, אמר מנהל הנמל.\n"),
        ("shift_jis", "港が再開\n\n港は三週間の工事を終えて月曜日に再開したと、港湾局の担当者が明らかにした。\n"),
        ("euc-jp", "港が再開\n\n港は三週間の工事を終えて月曜日に再開したと、港湾局の担当者が明らかにした。\n"),
        ("gbk", "港口重新开放\n\n新华社榆港电，榆港港口经过三周维修后于周一重新开放，港务局负责人说。\n"),
        ("big5", "港口重新開放\n\n榆港港口經過三週維修後於週一重新開放，港務局負責人表示一切順利。\n"),
        (
            "euc-kr",
            "항구가 다시 열렸다\n\n항구가 삼 주 동안의 공사를 마치고 월요일에 다시 문을 열었다고 관계자가 말했다.\n",
        ),
        ("windows-874", "ท่าเรือเปิดอีกครั้ง\n\nท่าเรือเปิดให้บริการอีกครั้งหลังปิดซ่อมสามสัปดาห์ เมื่อวันจันทร์ที่ผ่านมา\n"),
        (
            "iso-8859-2",
            "Przystań znów otwarta\n\nPrzystań została otwarta w poniedziałek po trzech tygodniach prac, powiedział jej kierownik, dodając, że będzie też łódź.\n",
        ),
        (
            "iso-8859-7",
            "Το λιμάνι άνοιξε\n\nΤο λιμάνι άνοιξε ξανά τη Δευτέρα μετά από τρεις εβδομάδες εργασιών, είπε ο διευθυντής.\n",
        ),
    ] {
        let (bytes, _, lost) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
        assert!(!lost, "{label}");
        let reading = read_bytes(&bytes).unwrap_or_else(|found| panic!("{label}: {found:?}"));
        assert_eq!(&*reading.text, text, "{label} was read as {}", reading.encoding);
        assert_eq!(shown(&reading.diagnostics)[0], "R016 1:1", "{label}");
    }
}

#[test]
fn a_wrong_name_is_noticed() {
    let reading = read_as(TAY_NINH.as_bytes(), "windows-1258").unwrap();
    assert_eq!(shown(&reading.diagnostics)[0], "R023 1:1");
}

#[test]
fn clean_copy_is_read_in_silence() {
    for text in [
        "Ổ bánh mì «É» của Ýên\n\nQuán mở từ sáng sớm, khách xếp hàng dài trước cửa để mua ổ bánh mì nóng.\n",
        "Straße gesperrt\n\nDie Straße über die Brücke bleibt bis Ende März gesperrt, teilte die Stadt mit.\n",
        "ÀÂÉÈ «CAFÉ» – “ÎLE”\n\nLES ÉLÈVES DE L'ÉCOLE ONT FÊTÉ LEUR ÉTÉ « À LA PLAGE » SELON LE DIRECTEUR.\n",
    ] {
        let reading = read_text(text);
        let told: Vec<String> =
            shown(&reading.diagnostics).into_iter().filter(|code| !code.starts_with("R012")).collect();
        assert_eq!((&*reading.text, told), (text, vec![]));
    }
}
