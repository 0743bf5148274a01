//! Every character of an input but white space is in the story's text or in `removed`, exactly as often.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_read::{ProfileChoice, Settings, Source, accounting, drill, profile_names, read};
use proptest::prelude::*;
use support::{FILE, TAY_NINH};

fn check(text: &str) {
    for profile in [None, Some("vna"), Some("generic")] {
        let profile = profile.map(|name| ProfileChoice::Named(name.to_owned()));
        let settings = Settings { profile, ..Settings::default() };
        let Ok(reading) = read(&Source { name: FILE, bytes: text.as_bytes() }, &settings) else { continue };
        // What a double encoding or an old font had done is undone before anything is counted.
        let undone = reading.diagnostics.iter().any(|found| ["R020", "R022"].contains(&found.code.as_ref()));
        let text = if undone { &*reading.text } else { text };
        let difference = accounting::difference(text, &reading.article, FILE);
        assert!(difference.is_empty(), "{difference:?} in {text:?}");
        let traced: String = reading.trace.iter().map(|trace| trace.text.as_str()).collect();
        let letters = |text: &str| {
            use unicode_normalization::UnicodeNormalization;
            let mut letters: Vec<char> = text.nfd().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').collect();
            letters.sort_unstable();
            letters
        };
        assert_eq!(letters(&traced), letters(text), "the trace of {text:?}");
    }
}

#[test]
fn of_the_sample() {
    assert!(profile_names().contains(&"vna"));
    check(TAY_NINH);
}

#[test]
fn the_count_sees_what_is_lost() {
    let mut article = support::read_text(TAY_NINH).article;
    article.removed.pop();
    let difference = accounting::difference(TAY_NINH, &article, FILE);
    assert_eq!(difference.get(&'X'), Some(&1));
}

/// Lines that some recogniser takes, and lines that none does.
fn line() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "",
        "",
        "Thời sự",
        "Tây Ninh",
        "TTXVN - Ngày 4/5, lễ hội mở cửa.",
        "TTXVN - ",
        "Hà Nội (TTXVN) - Lễ hội",
        "TTXVN",
        "Ảnh: An Nhiên/TTXVN",
        "Cổng chính (Ảnh: An Nhiên - TTXVN).",
        "Ảnh:",
        "(Ảnh: )",
        "An Nhiên",
        "An Nhiên - Lê Bình",
        "By An Elm and Bo Oak",
        "By ",
        "Lê An (TTXVN/Báo Mới)",
        "(TTXVN)",
        "An Nhiên - Lê Bình (TTXVN)",
        "Xem thêm",
        "Xem thêm >>",
        "Hà Nội (TTXVN 15/7) Lễ hội",
        "Hà Nội (TTXVN, 15/7): Lễ hội",
        "TTXVN (Hạc Giang 15/7) - ",
        "Bài và ảnh: Hà Minh/TTXVN",
        "Tác giả: An Nhiên/.",
        "Trọng Đạt - Hoàng Linh (TTXVN)/.",
        "An Nhiên/TTXVN./.",
        "./.",
        "/.",
        "-30-",
        "Lễ hội kéo dài năm 2023./.",
        "- -",
        "Lễ hội mở cửa đón khách từ sáng sớm, ai cũng vui.",
        "PORT ELM, May 7 (Reuters) - The port",
        "Nhiều trò chơi mới",
        "The port of Elm opened again on Monday after three weeks of work",
        "\u{200B}",
        "e\u{301}\u{200B}\u{302}",
        "港口重新开放",
        "\u{1}abc0123 3 pol 345 port",
        "\u{1}",
        "Port/strike/",
        "\u{2}Port of Elm opens",
        "\u{3}041730 MAY 24",
        "\u{3}",
        "\u{16}\u{16}\u{1}a1234\u{1F}abc--",
        "r d\u{13}\u{11} BC-EU--Port-Elm 1stLd 05-04 0345",
        "^BC-EU--Port of Elm, 1st Ld,345<",
        "^By AN ELM=",
        "The port opened again on Monday after three weeks of work.<",
        "AP-WF-05-04-24 1626GMT<",
        "ZCZC0123/SXA",
        "XCI12345_SXA",
        "04-MAG-24 17:30 NNNN",
        "NNNN",
        "###",
        "# headline: Port opens",
        "# priority: 4",
        "# mood: good",
        "Slug: port-elm",
        "Headline: Port opens",
        "Keywords: port, strike",
        "Byline: An Elm",
        "TÃ¢y Ninh",
        "má»Ÿ cá»\u{AD}a",
        "Vieät Nam ñöôïc muøa",
    ]);
    prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => "\\PC{0,40}", 1 => "[ -~\u{0}-\u{1F}\u{200B}-\u{200F}\u{FEFF}]{0,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_anything(lines in prop::collection::vec(line(), 0..24), end in prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"])) {
        check(&lines.join(end));
    }
}

/// Copy in many encodings, damaged.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let text = prop::collection::vec(line(), 0..12).prop_map(|lines| lines.join("\n"));
    let encoded = (text, 0usize..8).prop_map(|(text, form)| match form {
        0 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        1 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        2 => text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect(),
        3 => encoding_rs::WINDOWS_1258.encode(&text).0.into_owned(),
        4 => encoding_rs::WINDOWS_1251.encode(&text).0.into_owned(),
        5 => encoding_rs::GBK.encode(&text).0.into_owned(),
        6 => text.chars().map(|c| c as u32 as u8).collect(),
        _ => text.into_bytes(),
    });
    let damage = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3);
    (encoded, damage).prop_map(|(mut bytes, damage): (Vec<u8>, _)| {
        for (at, byte) in damage {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_bytes(choice in any::<u8>(), bytes in bytes()) {
        drill::bytes(&[vec![choice], bytes].concat());
    }

    #[test]
    fn of_several_stories(choice in any::<u8>(), lines in prop::collection::vec(line(), 0..40)) {
        drill::copy(&[vec![choice | 0x80], lines.join("\n").into_bytes()].concat());
    }
}

/// What the fuzzers found worth keeping: every input in `fuzz/corpus`.
#[test]
fn of_the_saved_corpus() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut count = 0;
    for (target, run) in [("bytes", drill::bytes as fn(&[u8])), ("copy", drill::copy)] {
        for entry in std::fs::read_dir(folder.join(target)).unwrap() {
            run(&std::fs::read(entry.unwrap().path()).unwrap());
            count += 1;
        }
    }
    assert!(count > 10, "the corpus is not there");
}
