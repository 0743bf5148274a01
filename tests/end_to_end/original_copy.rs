//! The copy as it came in, within the PDF/A-3a of its story: byte for byte, and never when it holds more than readers may
//! have.

use std::io::Write;
use std::process::{Command, Stdio};

use pressroom_tests::{Run, Scratch, pressroom_in, system_tool, validator};

/// A byte order mark, CR LF and a letter in two parts: what a copy that was decoded and written anew would lose.
const COPY: &str = "\u{feff}HARBOUR REOPENS AFTER STORM\r\n\r\nLOWPORT (Ban Mai) - The harbour of Lowport reopened on Tuesday, \
after a storm kept the boats of the cafe\u{301} in for a week.\r\n\r\n“We have waited long enough,” said harbour master Ada \
Quill.\r\n\r\nENDS\r\n";
/// A word that no reader may see.
const SECRET: &str = "Zanzibarword";

fn convert(desk: &Scratch, args: &[&str]) -> Command {
    let mut command = pressroom_in(desk.path());
    command.args(["convert", "--to", "pdf", "--out", "out", "--option", "pdf.standard=a-3a"]);
    let fixed =
        ["--message-format", "json", "--meta", "updated=2024-05-04T17:30:00+07:00", "--meta", "provider=Ban Mai"];
    command.args(fixed).args(args);
    command
}

/// The names of the files in a PDF, as qpdf finds them, in order.
fn attached(file: &str) -> Option<Vec<String>> {
    let qpdf = system_tool("qpdf")?;
    let listed = Command::new(qpdf).args(["--list-attachments", file]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let mut names: Vec<String> =
        listed.lines().filter_map(|line| Some(line.rsplit_once(" -> ")?.0.to_owned())).collect();
    names.sort();
    Some(names)
}

fn bytes_of(file: &str, name: &str) -> Vec<u8> {
    let show = format!("--show-attachment={name}");
    Command::new("qpdf").args([&show, file]).output().unwrap().stdout
}

#[track_caller]
fn archives_take(file: &str) {
    let Some(veracheck) = validator("veracheck") else { return };
    let output = Command::new(veracheck).args(["3a,ua1", file]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[track_caller]
fn holds_no_secret(file: &str) {
    if system_tool("qpdf").is_none() {
        return;
    }
    let open = Command::new("qpdf").args(["--qdf", "--object-streams=disable", file, "-"]).output().unwrap();
    assert!(!open.stdout.is_empty());
    let found = open.stdout.windows(SECRET.len()).any(|bytes| bytes == SECRET.as_bytes());
    assert!(!found, "{file} holds what is not for readers");
}

#[test]
fn the_copy_travels_byte_for_byte() {
    let desk = Scratch::new("original");
    desk.write("cảng.txt", COPY);
    let pdf = desk.join("out/cảng.pdf");
    Run::from(&mut convert(&desk, &["cảng.txt"])).expect_code(0);
    let first = desk.read("out/cảng.pdf");
    let Some(names) = attached(&pdf) else { return };
    assert_eq!(names, ["cảng.txt", "newsml-g2.xml"]);
    assert!(bytes_of(&pdf, "cảng.txt") == COPY.as_bytes());
    archives_take(&pdf);
    // The plugin in the command's own process, and again.
    Run::from(&mut convert(&desk, &["cảng.txt", "--in-process"])).expect_code(0);
    assert!(desk.read("out/cảng.pdf") == first, "the same story, other bytes");
    // Only an archive's file asks for it.
    Run::from(&mut convert(&desk, &["cảng.txt", "--option", "pdf.standard=a-2a"])).expect_code(0);
    assert_eq!(attached(&pdf).unwrap(), [""; 0]);
}

#[test]
fn standard_input_travels_too() {
    let desk = Scratch::new("original-stdin");
    let mut command = convert(&desk, &["-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(COPY.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let pdf = desk.join("out/stdin.pdf");
    let Some(names) = attached(&pdf) else { return };
    assert_eq!(names, ["newsml-g2.xml", "stdin.txt"]);
    assert!(bytes_of(&pdf, "stdin.txt") == COPY.as_bytes());
}

#[test]
fn what_is_not_for_readers_stays_behind_and_is_told() {
    let desk = Scratch::new("original-internal");
    let framed = format!("ZCZC {SECRET}0123\r\n\r\n{COPY}\r\nNNNN\r\n");
    let newsml = include_str!("../cases/tay-ninh/newsml.xml");
    // Name, copy, its story.toml, why it stays behind.
    let cases = [
        ("note", format!("{COPY}\r\nNOT FOR PUBLICATION: ask {SECRET}.\r\n"), "", "internal"),
        ("eds", COPY.replace("\r\n\r\nLOWPORT", &format!("\r\n\r\nEDITORS: {SECRET}.\r\n\r\nLOWPORT")), "", "internal"),
        ("told", COPY.to_owned(), "ed_note = \"Zanzibarword\"", "internal"),
        ("framed", framed, "", "internal"),
        ("desk", COPY.replace("REOPENS", SECRET), "headline = \"Harbour reopens\"", "overridden"),
        ("agency", newsml.replace("<itemMeta>", &format!("<!-- {SECRET} --><itemMeta>")), "", "format"),
    ];
    for (name, copy, toml, why) in cases {
        desk.write(&format!("{name}.txt"), copy);
        if !toml.is_empty() {
            desk.write(&format!("{name}.toml"), toml);
        }
        let run = Run::from(&mut convert(&desk, &[&format!("{name}.txt")])).expect_code(0);
        let told: Vec<_> = run.events().into_iter().filter(|event| event["code"] == "PDF21").collect();
        assert_eq!(told.len(), 1, "{name}: {}", run.stdout);
        assert_eq!((&told[0]["args"]["why"], &told[0]["args"]["files"]), (&why.into(), &format!("{name}.txt").into()));
        let pdf = desk.join(&format!("out/{name}.pdf"));
        assert!(attached(&pdf).is_none_or(|names| names == ["newsml-g2.xml"]), "{name}");
        holds_no_secret(&pdf);
    }
}

#[test]
fn a_file_of_several_stories_stays_behind() {
    let desk = Scratch::new("original-several");
    let second = COPY.trim_start_matches('\u{feff}').replace("HARBOUR REOPENS AFTER STORM", SECRET);
    desk.write("day.txt", format!("{COPY}\r\n###\r\n\r\n{second}"));
    let run = Run::from(&mut convert(&desk, &["day.txt", "--split"])).expect_code(0);
    assert_eq!(run.codes().iter().filter(|code| *code == "PDF21").count(), 2, "{}", run.stdout);
    assert!(run.stdout.contains("several_stories"), "{}", run.stdout);
    let first = desk.join("out/day-1.pdf");
    assert!(attached(&first).is_none_or(|names| names == ["newsml-g2.xml"]));
    holds_no_secret(&first);
    // Not taken apart it is one story, and still nobody knows whose the rest is.
    let run = Run::from(&mut convert(&desk, &["day.txt"])).expect_code(0);
    assert!(run.codes().contains(&"PDF21".to_owned()), "{}", run.stdout);
}

#[test]
fn an_edition_carries_the_copy_of_each_story_that_readers_may_have() {
    let desk = Scratch::new("original-edition");
    let other = COPY.replace("HARBOUR", "MARKET");
    desk.write("news/1.txt", COPY);
    desk.write("sport/1.txt", &other);
    desk.write(
        "sport/2.txt",
        format!("{}\r\nNOT FOR PUBLICATION: ask {SECRET}.\r\n", COPY.replace("HARBOUR", "FERRY")),
    );
    let toml = "[publication]\ntitle = \"Ban Mai\"\nlanguage = \"en\"\n[issue]\nid = \"urn:x:1\"\nslug = \"day\"\ndate = \"2024-05-04\"\n\
                [[sections]]\ntitle = \"News\"\nstories = [\"news/1.txt\"]\n\
                [[sections]]\ntitle = \"Sport\"\nstories = [\"sport/1.txt\", \"sport/2.txt\"]\n";
    desk.write("issue.toml", toml);
    let mut command = pressroom_in(desk.path());
    command.args(["export", "issue.toml", "--to", "pdf", "--out", "out", "--option", "pdf.standard=a-3a"]);
    command.args(["--meta", "updated=2024-05-04T17:30:00+07:00", "--meta", "provider=Ban Mai"]);
    let run = Run::from(command.args(["--message-format", "json"])).expect_code(0);
    let told: Vec<_> = run.events().into_iter().filter(|event| event["code"] == "PDF21").collect();
    assert_eq!(told.len(), 1, "{}", run.stdout);
    assert_eq!(told[0]["args"]["files"], "2.txt");
    let pdf = desk.join("out/day.pdf");
    holds_no_secret(&pdf);
    let Some(names) = attached(&pdf) else { return };
    assert_eq!(names, ["1 (2).txt", "1.txt", "newsml-g2.xml"]);
    assert!(bytes_of(&pdf, "1.txt") == COPY.as_bytes());
    assert!(bytes_of(&pdf, "1 (2).txt") == other.as_bytes());
    archives_take(&pdf);
}
