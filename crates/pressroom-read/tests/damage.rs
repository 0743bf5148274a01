//! Files that something was done to on the way: each is told, and undone only where that is certain.
#![allow(clippy::unwrap_used)]

mod support;

use support::{code_and_place, read_bytes, read_text};

const STORY: &str = "Storm cuts power in Elm Port\n\nELM PORT, May 7 (Reuters) - A storm cut power to more than 20,000 homes \
                     in Elm Port on Tuesday, the traders’ union said.\n\n“We stay,” said Mara Lind – who leads it.\n";
const RUSSIAN: &str = "Шторм оставил без света половину Вязовой Гавани\n\nБолее 20 тыс. домов остались без электричества \
                       из-за шторма, сообщили во вторник в пресс-службе мэрии.\n";

fn codes(text: &str) -> Vec<String> {
    let reading = read_text(text);
    reading.diagnostics.iter().map(code_and_place).filter(|shown| shown.starts_with("R03")).collect()
}

fn refused(bytes: &[u8]) -> String {
    let found = read_bytes(bytes).err().unwrap();
    format!("{} {}", found[0].code, found[0].args.get("what").cloned().unwrap_or_default())
}

fn headline(text: &str) -> String {
    read_text(text).article.headline.unwrap().text
}

#[test]
fn clean_copy_is_silent() {
    assert_eq!(codes(STORY), [""; 0]);
    assert_eq!(codes(RUSSIAN), [""; 0]);
    assert_eq!(
        codes("What next?\n\nWho pays? Q&A with AT&T; R&D at 5 < 6, and so on, said the man from µTorrent on May 7.\n"),
        [""; 0]
    );
}

#[test]
fn letters_of_another_encoding_are_read_again() {
    let western: String = RUSSIAN.chars().map(|c| cyrillic_byte(c).map_or(c, char::from)).collect();
    assert_eq!((codes(&western), headline(&western)), (vec!["R033 1:1".to_owned()], headline(RUSSIAN)));
}

/// The byte of Windows-1251, which is a letter of Latin-1.
fn cyrillic_byte(c: char) -> Option<u8> {
    matches!(c, 'А'..='я').then(|| u8::try_from(c as u32 - 'А' as u32 + 0xC0).unwrap())
}

#[test]
fn windows_quotation_marks_as_control_characters_are_kept() {
    let told = STORY.replace('“', "\u{93}").replace('”', "\u{94}").replace('’', "\u{92}").replace('–', "\u{96}");
    assert_eq!(codes(&told), ["R035 3:1"]);
    assert_eq!(read_text(&told).article.body, read_text(STORY).article.body);
}

#[test]
fn markup_lost_letters_and_mixed_scripts_are_told() {
    assert_eq!(codes(&STORY.replace("A storm", "<p>A <b>storm</b>").replace('“', "&ldquo;")), ["R036 3:1"]);
    assert_eq!(codes(&STORY.replace(['a', 'w'], "?")).first().map(String::as_str), Some("R037 1:1"));
    assert_eq!(codes(&STORY.replace("(Reuters)", "(R\u{435}uters)")), ["R038 3:1"]);
}

#[test]
fn zero_bytes_do_not_hide_the_text() {
    let mut padded = STORY.as_bytes().to_vec();
    padded.extend([0; 3000]);
    let reading = read_bytes(&padded).unwrap();
    assert_eq!(reading.article.body, read_text(STORY).article.body);
    assert!(reading.diagnostics.iter().any(|found| found.code == "R008"));
}

#[test]
fn a_false_mark_does_not_garble() {
    let reading = read_bytes(&[b"\xFF\xFE", STORY.as_bytes()].concat()).unwrap();
    assert_eq!(reading.article.headline.as_deref(), Some("Storm cuts power in Elm Port"));
    assert!(reading.diagnostics.iter().any(|found| found.code == "R039"));
}

#[test]
fn coded_text_and_tables_are_named() {
    let base64 = "VGjhu51pIHPhu7EKCkNo4bunIMSR4buZbmcgcGjhu5FpIGjhu6NwLCBnaeG6o2kgcXV54bq/dCBj\n".repeat(4);
    for (bytes, what) in [
        (base64.as_str(), "R002 base64"),
        (&"5468e1bb9d692073e1bbb10a0a4368e1bba7\n".repeat(6), "R002 hexadecimal digits"),
        ("Th=E1=BB=9Di s=E1=BB=B1 v=E1=BB=81 c=E1=BA=A7u\n", "R002 quoted-printable (e-mail)"),
        ("Th\\u1eddi s\\u1ef1 v\\u1ec1 c\\u1ea7u m\\u1edbi\n", "R002 \\u escapes (a program's text)"),
        ("1\n00:00:01,000 --> 00:00:04,000\nA storm\n", "R002 SubRip (subtitles)"),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\nA storm\n", "R002 WebVTT (subtitles)"),
        ("id,date,title\n1,2024-05-07,\"Storm, again\"\n2,2024-05-08,Calm\n", "R002 CSV (a table)"),
        ("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", "R002 patch"),
        ("\\documentclass{article}\n\\begin{document}\n", "R002 LaTeX"),
    ] {
        assert_eq!(refused(bytes.as_bytes()), what);
    }
    // Sentences with commas, and figures in columns below a story's first lines, are copy.
    for copy in ["Ada, Bo, Cy\n\nAda, Bo, Cy went out.\n\nAda, Bo, Cy came home.\n", "Prices\n\nElm\t1\t2\nOak\t3\t4\n"]
    {
        assert!(read_bytes(copy.as_bytes()).is_ok(), "{copy}");
    }
}
