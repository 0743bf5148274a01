//! A large edition as a book, judged by others and read by a reader from cover to imprint.

use std::fmt::Write;
use std::process::Command;

use pressroom_tests::{Scratch, pressroom, root, validator};
use serde_json::Value;

const SECTIONS: usize = 10;
const STORIES_A_SECTION: usize = 20;

/// What a reader must find of a story, in this order.
struct Expected {
    headline: String,
    last: String,
}

/// An edition of two hundred stories, every other one with a picture, and what to look for in each.
fn edition(desk: &Scratch) -> Vec<Expected> {
    let picture = std::fs::read(root().join("samples/tay-ninh/images/placeholder.jpg")).unwrap();
    desk.write("images/p.jpg", picture);
    let mut issue = String::from(
        "[publication]\ntitle = \"Bờ Sông\"\nlanguage = \"vi\"\n[publication.imprint]\n\"In tại\" = \"Hạc Giang\"\n\
         [issue]\nid = \"urn:newsml:example.org:2026-11-21:bo-song-200\"\nslug = \"bo-song\"\nnumber = \"200\"\n\
         date = \"2026-11-21\"\nupdated = \"2026-11-21T05:00:00+07:00\"\n",
    );
    let mut expected = Vec::new();
    for section in 0..SECTIONS {
        let first = section * STORIES_A_SECTION + 1;
        let names: Vec<String> =
            (first..first + STORIES_A_SECTION).map(|n| format!("{{ file = \"{n:04}.txt\", page = {n} }}")).collect();
        write!(issue, "[[sections]]\ntitle = \"Chuyên đề {}\"\nstories = [{}]\n", section + 1, names.join(", "))
            .unwrap();
        for number in first..first + STORIES_A_SECTION {
            expected.push(story(desk, section + 1, number));
        }
    }
    desk.write("issue.toml", issue);
    expected
}

fn story(desk: &Scratch, section: usize, number: usize) -> Expected {
    let headline = format!("Bến đò thứ {number} nối lại hai bờ sông Hạc");
    let last = format!("Chuyến đò cuối ngày thứ {number} rời bến lúc 21 giờ, chở theo {} người về cù lao.", number + 3);
    let caption =
        if number.is_multiple_of(2) { "\n\nĐò qua sông lúc chiều xuống\nẢnh: Hoài An/TTBM" } else { "" };
    desk.write(
        &format!("{number:04}.txt"),
        format!(
            "Chuyên đề {section}\n\n{headline}\n\nHạc Giang\n\nNgười dân hai bờ thôi phải đi vòng gần 18 km.\n\n\
             TTBM - Ngày 20/11, bến đò mở lại sau mùa lũ, với ba chiếc đò mới và một lịch chạy dày hơn trước.{caption}\n\n\
             Ông Đàm Văn Trúc, người giữ bến, cho biết mỗi ngày có hơn 400 lượt khách qua lại.\n\n{last}/.\n\nVân Khanh\n"
        ),
    );
    let mut toml = String::from("date = \"2026-11-20\"\n");
    if number.is_multiple_of(2) {
        toml.push_str("[[figures]]\nfile = \"images/p.jpg\"\nalt = \"Hình vẽ một chiếc đò giữa sông\"\n");
    }
    desk.write(&format!("{number:04}.toml"), toml);
    Expected { headline, last }
}

#[test]
fn two_hundred_stories_are_a_book_that_everybody_can_read() {
    let (desk, out) = (Scratch::new("book"), Scratch::new("book-out"));
    let expected = edition(&desk);
    let issue = desk.join("issue.toml");
    let folder = out.join("");
    pressroom(["export", &issue, "--to", "epub", "--out", &folder, "--message-format", "json"]).expect_code(0);
    let book = out.join("bo-song.epub");
    if let Some(epubcheck) = validator("epubcheck") {
        accepted(Command::new(epubcheck).arg(&book));
    }
    if let Some(ace) = validator("ace") {
        accepted(Command::new(ace).arg(Scratch::new("ace").path()).arg(&book));
    }
    let Some(reader) = validator("epub-reader") else { return };
    let seen = Scratch::new("reader");
    accepted(Command::new(reader).arg(&book).arg(seen.path()));
    let report: Value = serde_json::from_slice(&seen.read("report.json")).unwrap();
    let items = report["items"].as_array().unwrap();
    let stories: Vec<&str> = items
        .iter()
        .filter(|item| item["id"].as_str().unwrap().contains("story-"))
        .map(|item| item["text"].as_str().unwrap())
        .collect();
    assert_eq!(stories.len(), expected.len());
    for (text, Expected { headline, last }) in stories.iter().zip(&expected) {
        let (at, end) = (text.find(headline.as_str()), text.find(last.as_str()));
        assert!(at.is_some() && at < end, "{headline} … {last} in {text}");
    }
}

/// More bytes of photographs than the plugin may allocate.
#[test]
fn photographs_are_not_kept_in_memory() {
    const PHOTOS: usize = 100;
    const PHOTO_BYTES: usize = 1_000_000;
    const MAX_MEMORY_MB: &str = "64";
    let (desk, out) = (Scratch::new("photos"), Scratch::new("photos-out"));
    let picture = std::fs::read(root().join("samples/tay-ninh/images/placeholder.jpg")).unwrap();
    let mut issue = String::from(
        "[publication]\ntitle = \"Bờ Sông\"\nlanguage = \"vi\"\n[issue]\nslug = \"photos\"\ndate = \"2026-11-21\"\n\
         updated = \"2026-11-21T05:00:00+07:00\"\n[[sections]]\ntitle = \"Ảnh\"\nstories = [",
    );
    for number in 0..PHOTOS {
        desk.write(&format!("{number}.jpg"), heavier(&picture, number, PHOTO_BYTES));
        desk.write(
            &format!("{number}.txt"),
            format!("Bức ảnh thứ {number} của dòng sông\n\nNgười chụp đi dọc sông từ sáng sớm.\n"),
        );
        desk.write(
            &format!("{number}.toml"),
            format!("date = \"2026-11-20\"\n[[figures]]\nfile = \"{number}.jpg\"\nalt = \"Sông\"\n"),
        );
        write!(issue, "\"{number}.txt\",").unwrap();
    }
    desk.write("issue.toml", issue + "]\n");
    let (issue, folder) = (desk.join("issue.toml"), out.join(""));
    pressroom(["export", &issue, "--to", "epub", "--out", &folder, "--max-memory", MAX_MEMORY_MB]).expect_code(0);
    assert!(out.read("photos.epub").len() > PHOTOS * PHOTO_BYTES);
}

/// A JPEG with comments of so many bytes (ITU-T T.81, B.2.4.5); no two are alike.
fn heavier(jpeg: &[u8], number: usize, bytes: usize) -> Vec<u8> {
    const COMMENT_BYTES: usize = 50_000;
    let (start, rest) = jpeg.split_at(2);
    let length = u16::try_from(COMMENT_BYTES + 2).unwrap().to_be_bytes();
    let filling = vec![u8::try_from(number).unwrap(); COMMENT_BYTES];
    let comment = [&[0xFF, 0xFE], &length[..], &filling].concat();
    [start, &comment.repeat(bytes.div_ceil(COMMENT_BYTES)), rest].concat()
}

#[track_caller]
fn accepted(command: &mut Command) {
    let output = command.output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}\n{}\n{}", said(&output.stdout), said(&output.stderr));
}
