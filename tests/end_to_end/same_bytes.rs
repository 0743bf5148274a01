//! With the time given, the same input makes the same bytes wherever and however it is run.

use pressroom_tests::{Run, Scratch, pressroom_in, root};
use unicode_normalization::UnicodeNormalization;

const OUTPUTS: [&str; 3] = ["story.epub", "story.newsml.xml", "story.pdf"];

#[test]
fn in_another_folder_time_zone_locale_and_number_of_jobs() {
    let first = Scratch::new("here");
    let sample = root().join("samples/tay-ninh");
    let epoch = ("SOURCE_DATE_EPOCH", "1714755600");
    let mut here = pressroom_in(&root());
    here.args(["convert", "samples/tay-ninh/story.txt", "--to", "newsml,pdf,epub", "--jobs", "1"]);
    here.args(["--out", &first.join("")]).env(epoch.0, epoch.1);
    Run::from(&mut here).expect_code(0);
    assert_eq!(first.files(), OUTPUTS);

    let second = Scratch::new("elsewhere");
    for file in ["story.txt", "story.toml", "images/placeholder.jpg"] {
        second.write(&format!("đâu đó/{file}"), std::fs::read(sample.join(file)).unwrap());
    }
    let mut there = pressroom_in(&second.path().join("đâu đó"));
    there.args(["convert", "story.txt", "--to", "epub,pdf,newsml", "--jobs", "4", "--out", "../out"]);
    there.env(epoch.0, epoch.1).env("TZ", "America/St_Johns").env("LC_ALL", "tr_TR.UTF-8");
    Run::from(&mut there).expect_code(0);

    for name in OUTPUTS {
        assert!(first.read(name) == second.read(&format!("out/{name}")), "{name} differs");
    }
}

#[test]
fn only_the_clock_makes_a_difference_and_it_is_noted() {
    let out = Scratch::new("clock");
    let args = ["convert", "samples/tay-ninh/story.txt", "--to", "newsml", "--message-format", "json", "--out"];
    let run = pressroom_tests::pressroom(args.iter().map(|arg| arg.to_string()).chain([out.join("")])).expect_code(0);
    assert!(run.codes().contains(&"M020".to_owned()), "{:?}", run.codes());
}

#[test]
fn in_this_process_as_in_a_worker() {
    let (here, there) = (Scratch::new("in-process"), Scratch::new("worker"));
    for (out, args) in [(&here, &["--in-process"][..]), (&there, &[])] {
        let mut convert = pressroom_in(&root());
        convert.args(["convert", "samples/tay-ninh/story.txt", "--to", "newsml,pdf,epub", "--out", &out.join("")]);
        Run::from(convert.args(args).env("SOURCE_DATE_EPOCH", "1714755600")).expect_code(0);
    }
    for name in OUTPUTS {
        assert!(here.read(name) == there.read(name), "{name} differs");
    }
}

/// One story however its bytes are written: every encoding, line end and form of accents that desks send.
#[test]
fn from_any_form_of_the_same_copy() {
    let copy = std::fs::read_to_string(root().join("tests/cases/tay-ninh-bare/story.txt")).unwrap();
    let utf16 =
        |order: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(copy.encode_utf16()).flat_map(order).collect();
    let forms: [(&str, Vec<u8>); 8] = [
        ("utf-8", copy.clone().into()),
        ("utf-8 with a mark", format!("\u{feff}{copy}").into()),
        ("utf-16le", utf16(u16::to_le_bytes)),
        ("utf-16be", utf16(u16::to_be_bytes)),
        ("crlf", copy.replace('\n', "\r\n").into()),
        ("cr", copy.replace('\n', "\r").into()),
        ("cr cr lf", copy.replace('\n', "\r\r\n").into()),
        ("decomposed", copy.nfd().collect::<String>().into()),
    ];
    let mut first: Option<Vec<u8>> = None;
    for (form, bytes) in forms {
        let desk = Scratch::new("form");
        desk.write("story.txt", bytes);
        let mut convert = pressroom_in(desk.path());
        convert.args(["convert", "story.txt", "--to", "newsml", "--out", "."]).env("SOURCE_DATE_EPOCH", "1714755600");
        Run::from(&mut convert).expect_code(0);
        let written = desk.read("story.newsml.xml");
        assert!(first.get_or_insert_with(|| written.clone()) == &written, "{form} reads otherwise");
    }
}
