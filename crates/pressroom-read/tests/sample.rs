//! The sample story: every boundary, and exactly what a careful editor would flag.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_core::{Block, RemovedKind, checks};
use pressroom_read::files::StoryToml;
use support::{TAY_NINH, body, code_and_place, parts, read_text, shown};

#[test]
fn every_part_is_cut_where_it_ends() {
    let reading = read_text(TAY_NINH);
    let article = &reading.article;
    assert_eq!((reading.profile.as_str(), reading.encoding.as_str()), ("vna", "UTF-8"));
    assert_eq!(article.language, "vi");
    assert_eq!(article.section.as_deref(), Some("Thời sự"));
    assert_eq!(article.headline.as_deref().map(|text| text.split(',').next().unwrap()), Some("Chủ động phối hợp"));
    assert_eq!(article.located[0].name, "Tây Ninh");
    assert!(article.deck[0].starts_with("UBND tỉnh Bắc Ninh đã trao"));
    let dateline = article.dateline.as_ref().unwrap();
    assert_eq!((dateline.text.as_str(), dateline.agency.as_deref(), &dateline.place), ("TTXVN", Some("TTXVN"), &None));
    assert_eq!(dateline.date.unwrap().to_string(), "--05-04");
    assert_eq!(article.source.as_deref(), Some("TTXVN"));
    assert_eq!(article.byline[0].name, "Thanh Tân");

    let body = body(&reading);
    assert_eq!(body.len(), 7);
    assert!(body[0].starts_with("paragraph|Ngày 4/5, Hội nghị tổng kết"));
    assert_eq!(body[1], "figure|Các đơn vị ký kết chương trình phối hợp năm 2024|Thanh Tân/TTXVN");
    assert!(matches!(&article.body[1], Block::Figure(figure) if figure.asset.is_none()));
    assert!(body[6].ends_with("trên địa bàn năm 2023."));

    let removed: Vec<(&str, &RemovedKind)> = article.removed.iter().map(|piece| (&*piece.text, &piece.kind)).collect();
    let expected = [
        (" - ", &RemovedKind::Separator),
        ("Ảnh: ", &RemovedKind::Label),
        ("/.", &RemovedKind::EndMark),
        ("Xem thêm", &RemovedKind::Leftover),
    ];
    assert_eq!(removed, expected);
}

#[test]
fn the_trace_has_every_line() {
    let reading = read_text(TAY_NINH);
    let lines: Vec<u32> = (1..).zip(TAY_NINH.lines()).filter(|(_, line)| !line.is_empty()).map(|(n, _)| n).collect();
    let mut traced: Vec<u32> = reading.trace.iter().map(|trace| trace.span.line).collect();
    traced.dedup();
    assert_eq!(traced, lines);
    let kinds: Vec<String> = parts(&reading).iter().map(|part| part.split('|').next().unwrap().to_owned()).collect();
    let expected = "section headline located deck dateline separator lead caption label credit paragraph paragraph \
                    paragraph paragraph paragraph,end mark,byline leftover";
    let expected: Vec<&str> = expected
        .split(',')
        .flat_map(|part| if part == "end mark" { vec![part] } else { part.split_whitespace().collect() })
        .collect();
    assert_eq!(kinds, expected);
}

#[test]
fn an_editor_would_flag_exactly_this() {
    let reading = read_text(TAY_NINH);
    assert_eq!(shown(&reading.diagnostics), ["R009 26:9"]);
    let found: Vec<String> = checks::run(&reading.article, &[]).iter().map(code_and_place).collect();
    let expected = [
        "C004 7:11",   // Bắc Ninh
        "C002 9:14",   // 4/5
        "C005 11:1",   // the caption
        "C007 24:1",   // Thanh Tân
        "C008 18:715", // Hải Quân
        "C009 20:502", // ...
        "C010 14:227", // "
        "C006 26:1",   // Xem thêm
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_story_file_completes_it() {
    let mut article = read_text(TAY_NINH).article;
    let toml = "date = \"2024-05-04\"\n[[figures]]\nfile = \"a.jpg\"\nalt = \"Ảnh giữ chỗ\"\n";
    let story = StoryToml::parse("story.toml", toml).unwrap();
    assert_eq!(shown(&story.apply(&mut article)), [""; 0]);
    assert_eq!(article.created.unwrap().to_string(), "2024-05-04");
    assert_eq!(article.dateline.as_ref().unwrap().date.unwrap().to_string(), "2024-05-04");
    let found: Vec<String> = checks::run(&article, &[]).iter().map(|d| d.code.to_string()).collect();
    assert_eq!(found, ["C004", "C007", "C008", "C009", "C010", "C006"]);
}
