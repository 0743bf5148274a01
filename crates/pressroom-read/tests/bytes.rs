//! Encodings, line ends, invisible characters, and inputs that are no story.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_core::{Diagnostic, RemovedKind};
use pressroom_read::{MAX_INPUT_BYTES, Settings, Source, read};
use support::{FILE, TAY_NINH, body, code_and_place, parts, read_bytes, read_text, shown};

fn error(bytes: &[u8]) -> String {
    let error: Vec<Diagnostic> = read_bytes(bytes).err().unwrap();
    assert_eq!(error.len(), 1, "{:?}", shown(&error));
    let args: Vec<String> = error[0].args.values().cloned().collect();
    format!("{} {}", code_and_place(&error[0]), args.join(" ")).trim_end().to_owned()
}

#[test]
fn unicode_in_every_byte_order_reads_the_same() {
    let expected = read_text(TAY_NINH);
    let little: Vec<u8> = "\u{FEFF}".encode_utf16().chain(TAY_NINH.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = "\u{FEFF}".encode_utf16().chain(TAY_NINH.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let marked = format!("\u{FEFF}{TAY_NINH}").into_bytes();
    for (bytes, encoding) in [(little, "UTF-16LE"), (big, "UTF-16BE"), (marked, "UTF-8")] {
        let reading = read_bytes(&bytes).unwrap();
        assert_eq!(reading.encoding, encoding);
        assert_eq!(reading.article, expected.article);
    }
}

#[test]
fn decomposed_letters_are_composed_and_columns_stay() {
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = TAY_NINH.nfd().collect();
    assert_ne!(decomposed, TAY_NINH);
    assert_eq!(read_text(&decomposed).article, read_text(TAY_NINH).article);
}

#[test]
fn every_line_end_counts_one_line() {
    let expected = read_text(TAY_NINH).article;
    for end in ["\r\n", "\r", "\r\r\n", "\u{2028}", "\u{85}", "\u{C}"] {
        let text = TAY_NINH.replace('\n', end);
        assert_eq!(read_text(&text).article, expected, "{end:?}");
    }
    let mixed = TAY_NINH.replacen('\n', "\r\n", 7).replacen("\r\n", "\r\r\n", 3);
    assert_eq!(read_text(&mixed).article, expected);
}

#[test]
fn a_named_encoding_is_used() {
    let bytes =
        b"Le port de l'\xC9l\xE9phant rouvre\n\nLe port a rouvert ce lundi apr\xE8s trois semaines de travaux.\n";
    let read_as = |label: &str| {
        let settings = Settings { encoding: Some(label.to_owned()), ..Settings::default() };
        read(&Source { name: FILE, bytes }, &settings)
    };
    let reading = read_as("latin1").unwrap();
    assert_eq!(reading.encoding, "windows-1252");
    assert_eq!(reading.article.headline.as_deref(), Some("Le port de l'Éléphant rouvre"));
    assert_eq!(shown(&read_as("klingon").err().unwrap()), ["R005"]);
}

#[test]
fn wrong_bytes_are_told_with_offset_and_line() {
    assert_eq!(error(b"Port\n\nof \xC9lm"), "R019 3:4 C9 9");
    // A few bad bytes do not make another encoding of a file that is else UTF-8.
    let mut damaged = TAY_NINH.as_bytes().to_vec();
    damaged.splice(100..100, *b"\xFF");
    damaged.splice(900..900, *b"\xC3");
    let found = read_bytes(&damaged).err().unwrap();
    assert_eq!(
        (shown(&found), found[0].labels.len(), found[0].args["count"].as_str()),
        (vec!["R003 3:63".to_owned()], 2, "2")
    );
    assert_eq!(error(&"Cả".as_bytes()[..3]), "R003 1:2 E1 BA UTF-8 1");
    assert_eq!(error(b"\xFF\xFEa\0\0\xD8b\0"), "R003 1:2 00 D8 UTF-16LE 4");
}

#[test]
fn an_input_without_text_is_empty() {
    for empty in ["", "\u{FEFF}", " \r\n\t\n", "\u{200B}\n", "\u{1}\u{2}"] {
        assert_eq!(error(empty.as_bytes()), "R001 1:1", "{empty:?}");
    }
}

#[test]
fn other_formats_are_named() {
    // NewsML-G2, NITF and ninjs have readers of their own.
    for (bytes, what) in [
        (&b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"[..], "R002 1:1 JPEG"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "R002 1:1 PNG"),
        (b"%PDF-1.7\n", "R002 1:1 PDF"),
        (b"PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml", "R002 1:1 DOCX (Microsoft Office)"),
        (b"PK\x03\x04\x14\0\0\0\x08\0a.txt", "R002 1:1 ZIP"),
        (b"\x1F\x8B\x08\0", "R002 1:1 gzip"),
        (b"{\\rtf1\\ansi Port}", "R002 1:1 RTF"),
        (b"\n<!DOCTYPE html><p>Port", "R002 1:1 HTML"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "R002 1:1 DOC, XLS, PPT (Microsoft Office)"),
        (b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/epub+zip", "R002 1:1 EPUB"),
        (b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", "R002 1:1 ODT (OpenDocument)"),
        (b"\x7FELF\x02\x01\x01\0", "R002 1:1 ELF"),
        (b"#!/bin/sh\necho port\n", "R002 1:1 shell script"),
        (b"<p>Port</p>\n<p>The port</p>", "R002 1:1 HTML"),
        (b"[\n {\"a\": 1}]", "R002 1:1 JSON"),
        (b"From an@elm.example Mon May  6 10:00:00 2024\nSubject: Port\n\nPort", "R002 1:1 mbox (e-mail)"),
        (
            b"From: an@elm.example\nTo: bo@elm.example\nSubject: Port\nDate: Mon, 6 May 2024 10:00:00 +0700\n\nPort",
            "R002 1:1 e-mail (MIME)",
        ),
        (b"MIME-Version: 1.0\nReceived: x\nSubject: Port\n\nPort", "R002 1:1 e-mail (MIME)"),
        (b"\x01\0\x02\0\x03\0\x05\0\x06\0\x07\0", "R015 1:1"),
        (b"\x01\0\0\0\x02\xFF\0\0", "R014 1:1"),
    ] {
        assert_eq!(error(bytes), what);
    }
    // Words that only begin like a signature.
    for words in [
        "BMW opens a plant",
        "From the port",
        "[UPDATE] The port",
        "<Elm> The port",
        "# The port",
        "ID3 is out",
        "From: Elm",
    ] {
        let story = format!("{words}\n\nThe port opened again on Monday after three weeks of work.\n");
        assert!(read_bytes(story.as_bytes()).is_ok(), "{words}");
    }
    assert!(read_bytes(b"MZ wins the cup\n\nThe team of MZ won the cup on Sunday.\n").is_ok());
}

#[test]
fn too_much_is_refused() {
    assert_eq!(error(&vec![b'a'; MAX_INPUT_BYTES + 1]), "R004 1:1 16");
    assert_eq!(error("a\n".repeat(pressroom_read::MAX_LINES + 1).as_bytes()).split(' ').next(), Some("R006"));
}

#[test]
fn invisible_characters_are_taken_out_and_listed() {
    let reading =
        read_text("Cảng\u{200B} Bãi\u{0} Xanh\u{202E} mở\n\nCảng mở cửa trở lại sau ba tuần sửa chữa\u{E000} lớn.\n");
    assert_eq!(reading.article.headline.as_deref(), Some("Cảng Bãi Xanh mở"));
    let removed: Vec<&str> = reading.article.removed.iter().map(|piece| &*piece.text).collect();
    assert_eq!(removed, ["\u{200B}\u{0}\u{202E}", "\u{E000}"]);
    assert!(reading.article.removed.iter().all(|piece| piece.kind == RemovedKind::Control));
    assert_eq!(shown(&reading.diagnostics), ["R008 1:10", "R008 1:5", "R008 1:16", "R008 3:41"]);
    assert!(parts(&reading).iter().any(|part| part.starts_with("control|")));
}

#[test]
fn letters_that_were_lost_and_marks_that_pile_up_are_told() {
    let lost = read_text("C\u{FFFD}ng m\u{FFFD} c\u{FFFD}a\n");
    assert_eq!((shown(&lost.diagnostics)[0].as_str(), &*lost.diagnostics[0].args["count"]), ("R028 1:2", "3"));
    let piled = read_text(&format!("Ca{}ng\n", "\u{301}".repeat(40)));
    assert_eq!(shown(&piled.diagnostics)[0], "R029 1:33");
}

#[test]
fn columns_count_what_was_taken_out() {
    let reading = read_text("\u{200B}Lễ hội mở cửa\n\nTTX\u{200B}VN - Ngày 4/5, lễ hội mở cửa.\n");
    let places: Vec<(u32, u32)> =
        reading.trace.iter().filter(|t| t.part.as_str() != "control").map(|t| (t.span.line, t.span.column)).collect();
    assert_eq!(places, [(1, 2), (3, 1), (3, 7), (3, 10)]);
}

#[test]
fn scripts_keep_the_invisible_characters_they_need() {
    let khmer = "កំពង់ផែ\u{200B}បើក\u{200B}ដំណើរការ\u{200B}វិញ។";
    assert_eq!(body(&read_text(khmer)), [format!("paragraph|{khmer}")]);
    // In one line, only beside the letters that need it.
    let mixed = read_text("ថ្ងៃ\u{200B}ច័ន្ទ ABC\u{200B}DEF ท่า\u{200B}เรือ\n");
    assert_eq!(body(&mixed), ["paragraph|ថ្ងៃ\u{200B}ច័ន្ទ ABCDEF ท่า\u{200B}เรือ"]);
    let persian = "بندر می\u{200C}گشاید.";
    assert_eq!(body(&read_text(persian)), [format!("paragraph|{persian}")]);
}

/// Hostile sizes: what matters is that each ends, and soon. Nothing here may be quadratic.
#[test]
fn large_inputs_are_read() {
    let long_line = "TTXVN - Ngày 4/5, Hải quân, Hải Quân… đến... ".repeat(30_000);
    let long_word = "a".repeat(120_000);
    let wrapped = "the harbour master said on Monday that the gates would stay\n".repeat(10_000);
    let names = "An Nhiên, ".repeat(50_000);
    let quoted = "Ảnh: \"An\" (Ảnh: ".repeat(25_000);
    let blanks = format!("Lễ hội\n{}Lễ hội mở cửa đón khách từ sáng sớm hôm nay.\n", "\n".repeat(1_000_000));
    let paragraphs = "Lễ hội mở cửa đón khách từ sáng sớm hôm nay.\n\n".repeat(20_000);
    let controls = "a\u{1}\u{200B}".repeat(100_000);
    let marks = format!("a{}", "\u{323}\u{301}".repeat(75_000));
    for text in [long_line, long_word, wrapped, names, quoted, blanks, paragraphs, controls, marks] {
        for text in [text.clone(), format!("Thời sự\n\nTít\n\n{text}\n\nTTXVN - Ngày 4/5, {text}./.\n\nAn Nhiên\n")]
        {
            let reading = read_text(&text);
            pressroom_core::checks::run(&reading.article, &[]);
        }
    }
}
