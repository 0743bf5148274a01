//! Every character of an input but white space is in the story's text or in `removed`, exactly as often.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_read::{ProfileChoice, Settings, Source, accounting, profile_names, read};
use proptest::prelude::*;
use support::{FILE, TAY_NINH};

fn check(text: &str) {
    for profile in [None, Some("vna"), Some("generic")] {
        let profile = profile.map(|name| ProfileChoice::Named(name.to_owned()));
        let settings = Settings { profile, ..Settings::default() };
        let Ok(reading) = read(&Source { name: FILE, bytes: text.as_bytes() }, &settings) else { continue };
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
