//! Framed wire: headers become metadata, never text; a damaged frame is told.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_core::{Article, RemovedKind};
use pressroom_read::{Reading, accounting};
use support::{FILE, body, read_bytes, read_text, shown};

const LEAD: &str = "paragraph|The port opened again on Monday after three weeks of work.";

/// The reading, after a look that nothing is lost and no control character is in the text.
fn read(text: &str) -> Reading {
    let reading = read_text(text);
    let difference = accounting::difference(text, &reading.article, FILE);
    assert!(difference.is_empty(), "{difference:?}");
    let json = serde_json::to_string(&Article { removed: Vec::new(), ..reading.article.clone() }).unwrap();
    assert!(!json.contains("\\u00"), "{json}");
    reading
}

fn extra(reading: &Reading, key: &str) -> String {
    reading.article.extra.get(key).map(|value| value.as_str().unwrap_or("list").to_owned()).unwrap_or_default()
}

/// The head matter in short.
fn head(reading: &Reading) -> [String; 5] {
    let article = &reading.article;
    let text = |text: &Option<pressroom_core::Text>| text.as_deref().unwrap_or("-").to_owned();
    let keywords: Vec<&str> = article.keywords.iter().map(|word| &**word).collect();
    [
        text(&article.headline),
        text(&article.slugline),
        article.urgency.map_or("-".to_owned(), |urgency| urgency.to_string()),
        article.created.as_ref().map_or("-".to_owned(), |moment| moment.to_string()),
        keywords.join("+"),
    ]
}

const IPTC: &str = "\u{1}abc0123 3 pol 345 port\r\nPort/strike/\r\n\u{2}Port of Elm opens\r\n\r\nPORT ELM, May 7 (Reuters) - The port opened again on Monday after three weeks of work.\r\n\u{3}041730 MAY 24\r\n";

#[test]
fn iptc_7901() {
    let reading = read(IPTC);
    assert_eq!(head(&reading), ["Port of Elm opens", "Port/strike", "3", "2024-05-04", "Port+strike"]);
    assert_eq!(body(&reading), [LEAD]);
    assert_eq!(
        [extra(&reading, "message"), extra(&reading, "category"), extra(&reading, "word_count")],
        ["abc0123", "pol", "345"]
    );
    assert_eq!(shown(&reading.diagnostics), ["R024 1:1"]);
    assert!(reading.article.removed.iter().filter(|piece| piece.kind == RemovedKind::Framing).count() >= 4);
    // A program on the way has filtered the control characters.
    let bare = IPTC.replace(['\u{1}', '\u{2}', '\u{3}'], "");
    let reading = read(&bare);
    assert_eq!(head(&reading), ["Port of Elm opens", "Port/strike", "3", "2024-05-04", "Port+strike"]);
    assert_eq!(body(&reading), [LEAD]);
}

#[test]
fn damaged_frames_are_read_and_told() {
    for (damaged, told) in [
        (IPTC.replace('\u{3}', ""), "ETX"),
        (IPTC.replace('\u{1}', "\u{1}\u{1}"), "one SOH (there are two)"),
        (IPTC.split('\u{3}').next().unwrap().to_owned() + "\n", "ETX"),
        (IPTC.replace('\u{2}', ""), "STX"),
    ] {
        let reading = read(&damaged);
        let found = reading.diagnostics.iter().find(|found| found.code == "R025").unwrap();
        assert_eq!(found.args["missing"], told);
        assert_eq!((head(&reading)[0].as_str(), body(&reading).last().unwrap().as_str()), ("Port of Elm opens", LEAD));
    }
}

#[test]
fn anpa_1312() {
    let text = "\u{16}\u{16}\u{1}a1234\u{1F}abc--\r\nr d\u{13}\u{11} BC-EU--Port-Elm 1stLd 05-04 0345\r\n\u{2}^BC-EU--Port of Elm, 1st Ld,345<\r\n^Port of Elm opens again<\r\n^By An Elm=\r\n\tPORT ELM (AP) _ The port opened again on Monday after three weeks of work.<\r\n\u{3}\tAP-WF-05-04-24 1626GMT<\r\n";
    let reading = read(text);
    assert_eq!(
        head(&reading),
        ["Port of Elm opens again", "BC-EU--Port of Elm, 1st Ld", "5", "2024-05-04T16:26:00Z", ""]
    );
    assert_eq!(body(&reading).last().unwrap(), LEAD);
    assert_eq!(
        [extra(&reading, "category"), extra(&reading, "date"), extra(&reading, "word_count")],
        ["d", "05-04", "0345"]
    );
    let bare: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    assert_eq!(head(&read(&bare))[0..3], head(&reading)[0..3]);
}

#[test]
fn zczc_and_nnnn() {
    let text = "ZCZC0123/SXA\nXCI12345_SXA\nR CRO S0A QBXB\nPorto riaperto\n\n(ANSA) - ROMA, 4 MAG - Il porto ha riaperto lunedì dopo tre settimane di lavori al molo.\n04-MAG-24 17:30 NNNN\n";
    let reading = read(text);
    assert_eq!(head(&reading), ["Porto riaperto", "-", "-", "2024-05-04", ""]);
    assert!(body(&reading).iter().all(|block| !block.contains("NNNN") && !block.contains("QBXB")));
    let cut = read(&text.replace(" NNNN", ""));
    assert!(shown(&cut.diagnostics).contains(&"R025 1:1".to_owned()));
    // Capitals alone are a headline.
    let reading = read(
        "ZCZC\nPORT OF ELM OPENS AGAIN\n\nPORT ELM, May 7 (Reuters) - The port opened again on Monday after three weeks of work.\n\nNNNN\n",
    );
    assert_eq!(head(&reading)[0], "PORT OF ELM OPENS AGAIN");
}

#[test]
fn lines_with_keys() {
    let hash = "# headline: Port opens\n# slug: port-elm\n# priority: 4\n# date: 2024-05-04\n# mood: good\n\nPORT ELM, May 7 (Reuters) - The port opened again on Monday after three weeks of work.\n";
    let reading = read(hash);
    assert_eq!(head(&reading), ["Port opens", "port-elm", "4", "2024-05-04", ""]);
    assert_eq!((body(&reading), extra(&reading, "mood")), (vec![LEAD.to_owned()], "good".to_owned()));
    let mail = "Tít: Cảng mở cửa\nChuyên mục: Kinh tế\nTác giả: An Nhiên\nTừ khóa: cảng, biển\nNgày: Sat, 4 May 2024 17:30:00 +0700\n\nHà Nội (TTXVN) - Cảng Bãi Xanh mở cửa trở lại sau ba tuần sửa chữa.\n";
    let reading = read(mail);
    assert_eq!(head(&reading), ["Cảng mở cửa", "-", "-", "2024-05-04T17:30:00+07:00", "cảng+biển"]);
    assert_eq!(
        (reading.article.section.as_deref(), reading.article.byline[0].name.as_str()),
        (Some("Kinh tế"), "An Nhiên")
    );
    // Dialogue and lists are text.
    for text in [
        "Anna: Good day\nBert: Good day to you\n\nThe two met on the quay on Monday morning, as they do every week.\n",
        "Date: a fruit\n\nIt grows on palms in the oasis and is dried in the sun for some weeks.\n",
    ] {
        assert!(read(text).article.removed.is_empty(), "{text}");
    }
}

#[test]
fn a_frame_in_any_encoding() {
    let text = IPTC.replace("Port of Elm opens", "Le port de l'Éléphant rouvre après les fêtes, déclarée « à côté »");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let reading = read_bytes(&bytes).unwrap();
    assert_eq!((reading.encoding.as_str(), head(&reading)[1].as_str()), ("windows-1252", "Port/strike"));
}
