//! Several stories in one file: told, and split when asked.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_core::identity;
use pressroom_read::{Reading, Settings, Source, accounting, read_all};
use support::{TAY_NINH, body, read_text};

const ONE: &str =
    "Port of Elm opens\n\nPORT ELM, May 7 (Reuters) - The port opened again on Monday after three weeks of work.\n";
const TWO: &str =
    "Bridge of Oak closes\n\nOAK BRIDGE, May 7 (Reuters) - The bridge was closed on Monday for three weeks of work.\n";

fn split(bytes: &[u8]) -> Vec<Reading> {
    let settings = Settings { split: true, ..Settings::default() };
    read_all(&Source { name: "/tmp/wire/feed.txt", bytes }, &settings).unwrap()
}

fn headlines(readings: &[Reading]) -> Vec<&str> {
    readings.iter().map(|reading| reading.article.headline.as_deref().unwrap_or("-")).collect()
}

#[test]
fn every_kind_of_boundary() {
    let framed =
        |text: &str, number: u32| format!("\u{1}abc{number:04} 3 pol 345\nPort/\n\u{2}{text}\u{3}041730 MAY 24\n");
    let telex = |text: &str, number: u32| format!("ZCZC ABC{number:04}\n{text}\nNNNN\n");
    let keyed = |text: &str| format!("# slug: elm\n# priority: 3\n{text}");
    for (text, line) in [
        (format!("{ONE}\n###\n\n{TWO}"), 7),
        (format!("{ONE}\n###\n\n{TWO}\n###\n"), 7),
        (format!("{ONE}\nNNNN\n{TWO}NNNN\n"), 6),
        (format!("{ONE}\n-30-\n\n{TWO}\n-30-\n"), 7),
        (framed(ONE, 1) + &framed(TWO, 2), 7),
        (framed(ONE, 1) + "\u{C}" + &framed(TWO, 2), 8),
        (telex(ONE, 1) + &telex(TWO, 2), 7),
        (format!("{}\n{}", keyed(ONE), keyed(TWO)), 7),
    ] {
        let told = read_text(&text);
        let found = told.diagnostics.iter().find(|found| found.code == "R018").unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.args["count"].as_str(), found.labels[0].span.line), ("2", line), "{text}");
        let readings = split(text.as_bytes());
        assert_eq!(headlines(&readings), ["Port of Elm opens", "Bridge of Oak closes"], "{text}");
        assert!(readings.iter().all(|reading| body(reading).len() == 1), "{text}");
        let articles: Vec<_> = readings.iter().map(|reading| &reading.article).collect();
        assert!(accounting::difference_of_all(&text, &articles, "/tmp/wire/feed.txt").is_empty());
    }
}

#[test]
fn vietnamese_stories_end_with_their_mark() {
    let second = "Cảng Bãi Xanh mở cửa trở lại\n\nTTXVN - Ngày 5/5, cảng Bãi Xanh mở cửa trở lại sau ba tuần sửa chữa./.\n\nAn Nhiên\n";
    let text = format!("{}\n{second}", TAY_NINH.replace("Xem thêm", ""));
    let readings = split(text.as_bytes());
    assert_eq!(readings.len(), 2);
    assert_eq!(readings[0].article.byline[0].name, "Thanh Tân");
    assert_eq!(headlines(&readings)[1], "Cảng Bãi Xanh mở cửa trở lại");
}

#[test]
fn one_story_stays_one() {
    for text in [
        TAY_NINH.to_owned(),
        format!("{ONE}\n###\n\nAbout the port\nThe port of Elm has served the town and the ships of the bay since 1871 and more.\nContact: An Elm\n"),
        format!("{ONE}\nENDS\n\nNotes to editors:\nThe port of Elm has served the town and the ships of the bay since 1871.\n"),
        format!("{ONE}\n-30-\n"),
        format!("{ONE}\nNNNN\n\nAn Elm\n"),
        "Lễ hội mở cửa\n\nHà Nội (TTXVN) - Lễ hội mở cửa đón khách từ sáng sớm hôm nay, ai cũng vui./.\n\nAn Nhiên (TTXVN)/.\n".to_owned(),
    ] {
        assert!(read_text(&text).diagnostics.iter().all(|found| found.code != "R018"), "{text}");
        let readings = split(text.as_bytes());
        assert_eq!((readings.len(), readings[0].offset), (1, None));
    }
}

#[test]
fn ids_come_from_file_and_offset_in_bytes() {
    let text = format!("{ONE}\n###\n\n{ONE}");
    let ids = |bytes: &[u8]| -> Vec<(Option<u64>, String)> {
        let readings = split(bytes);
        readings
            .into_iter()
            .map(|mut reading| {
                identity::settle(&mut reading.article);
                (reading.offset, reading.article.id.unwrap())
            })
            .collect()
    };
    let utf8 = ids(text.as_bytes());
    let second = text.rfind("Port of Elm opens").unwrap() as u64;
    assert_eq!((utf8[0].0, utf8[1].0), (Some(0), Some(second)));
    assert_ne!(utf8[0].1, utf8[1].1);
    assert_eq!(utf8, ids(text.as_bytes()));
    let wide: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(ids(&wide)[1].0, Some(2 + 2 * second));
    let marked = text.replace("Elm opens", "Élm opéns à côté");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&marked);
    assert_eq!(ids(&latin)[1].0, Some(latin.windows(4).rposition(|bytes| bytes == b"Port").unwrap() as u64));
    let reading = split(text.as_bytes()).pop().unwrap();
    assert_eq!(reading.article.extra["origin"], format!("feed.txt#{second}"));
    assert_eq!(reading.article.headline.unwrap().span.unwrap().line, 7);
}
