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

#[test]
fn pasted_bytes_of_windows_1252_are_read_and_told() {
    let bytes: Vec<u8> = STORY.chars().fold(Vec::new(), |mut bytes, c| {
        match c {
            '’' => bytes.push(0x92),
            c => bytes.extend(c.to_string().as_bytes()),
        }
        bytes
    });
    let reading = read_bytes(&bytes).unwrap();
    assert_eq!(reading.article.body, read_text(STORY).article.body);
    let told: Vec<_> = reading.diagnostics.iter().filter(|found| found.code == "R061").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(code_and_place(told[0]), "R061 3:108");
    assert!(told[0].args["bytes"].contains("92 (line 3, offset 137) “’”"), "{:?}", told[0].args);
    // In Russian the same byte is damage.
    let russian = [RUSSIAN.as_bytes(), b" \xE9\n"].concat();
    assert_eq!(refused(&russian), "R003 ");
    // Many are another encoding's, and those that no word fits are damage.
    let torn = STORY.as_bytes().to_vec();
    let at = STORY.find('“').unwrap();
    assert_eq!(refused(&[&torn[..at + 1], &torn[at + 2..]].concat()), "R003 ");
}

#[test]
fn what_programs_write_is_named() {
    for (text, what) in [
        ("[INFO] start\n[INFO] read 12 files\n[ERROR] no such file\n[INFO] end\n", "a program's log"),
        ("name: elm\nversion: 2\nservices:\n  - web\n  - mail\n", "YAML (settings)"),
        ("import os\n\ndef port(name):\n    path = os.getcwd()\n    return path + name\n", "a program's source code"),
    ] {
        assert_eq!(refused(text.as_bytes()), format!("R002 {what}"));
    }
    let marked = STORY.replace("Storm cuts", "# Storm cuts").replace("A storm", "A **storm**");
    let found = read_text(&marked).diagnostics.iter().map(code_and_place).any(|shown| shown == "R062 1:1");
    assert!(found);
}

#[test]
fn what_lies_deep_in_mark_up_comes_to_plugins() {
    for (open, close) in [
        ("<ul><li>in", "</li></ul>"),
        ("<blockquote><p>in</p>", "</blockquote>"),
        ("<em>in", "</em>"),
        ("<div>in", "</div>"),
    ] {
        let (open, close) = (open.repeat(60), close.repeat(60));
        let item = format!(
            "{{\"uri\": \"urn:x:1\", \"headline\": \"Lists\", \"body_xhtml\": \"<p>Text.</p>{open}{close}<p>End.</p>\"}}"
        );
        let newsml = format!(
            "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:x:1\"><contentMeta>\
             <headline>Lists</headline></contentMeta><contentSet><inlineXML contenttype=\"application/xhtml+xml\">\
             <html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>Text.</p>{open}{close}</body></html></inlineXML>\
             </contentSet></newsItem>"
        );
        for item in [item, newsml] {
            comes_to_plugins(&item);
        }
    }
}

fn comes_to_plugins(item: &str) {
    let reading = read_bytes(item.as_bytes()).unwrap();
    let json = serde_json::to_string(&reading.article).unwrap();
    assert_eq!(serde_json::from_str::<pressroom_core::Article>(&json).unwrap(), reading.article);
    let text: String = reading.article.body.iter().map(|block| format!("{block:?}")).collect();
    assert_eq!(text.matches("text: \"in").count().max(text.matches("in").count() - text.matches("line").count()), 60);
}

#[test]
fn metadata_that_lies_deep_comes_to_plugins() {
    for depth in [40, 60] {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let item = format!(
            "{{\"uri\": \"urn:x:1\", \"headline\": \"Lists\", \"body_text\": \"Text.\", \"x\": {open}7{close}}}"
        );
        let reading = read_bytes(item.as_bytes()).unwrap();
        assert!(reading.diagnostics.iter().any(|found| found.code == "R063"), "{depth}");
        let json = serde_json::to_string(&reading.article).unwrap();
        assert_eq!(serde_json::from_str::<pressroom_core::Article>(&json).unwrap(), reading.article, "{depth}");
    }
}
