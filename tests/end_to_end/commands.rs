//! The commands other than `convert`.

use pressroom_tests::{Run, Scratch};
use pressroom_tests::{pressroom, pressroom_in, root};

#[test]
fn plugins_are_listed_with_where_they_come_from() {
    let run = pressroom(["plugins", "list"]).expect_code(0);
    for id in ["newsml", "pdf", "epub"] {
        assert!(run.stdout.lines().any(|line| line.starts_with(id)), "{id} is not listed:\n{}", run.stdout);
    }
    let run = pressroom(["plugins", "info", "pdf"]).expect_code(0);
    assert!(run.stdout.contains("application/pdf"), "{}", run.stdout);
}

#[test]
fn a_code_is_explained_in_both_languages() {
    let english = pressroom(["explain", "c002"]).expect_code(0);
    assert!(english.stdout.starts_with("C002: the story's date"), "{}", english.stdout);
    let vietnamese = pressroom(["explain", "C002", "--lang", "vi"]).expect_code(0);
    assert!(vietnamese.stdout.starts_with("C002: ngày"), "{}", vietnamese.stdout);
    assert!(pressroom(["explain", "C999"]).expect_code(2).stderr.contains("C999"));
}

/// Every diagnostic that a plugin or the command can raise has its words.
#[test]
fn every_listed_code_has_a_message() {
    let all = pressroom(["explain"]).expect_code(0).stdout;
    assert!(all.lines().count() > 30, "{all}");
    for line in all.lines() {
        let (code, message) = line.split_once("  ").unwrap();
        assert!(!message.trim().is_empty(), "{code} has no words");
    }
}

#[test]
fn denied_findings_stop_the_conversion() {
    let out = Scratch::new("deny");
    let denied = |what: &str| {
        let mut run = pressroom_in(&root());
        run.args(["convert", "samples/tay-ninh/story.txt", "--to", "newsml", "--out", &out.join("")]);
        Run::from(run.args(["--deny", what]))
    };
    denied("warnings").expect_code(1);
    denied("C002").expect_code(1);
    assert!(out.files().is_empty(), "{:?}", out.files());
    denied("C999").expect_code(0);
    assert_eq!(out.files(), ["story.newsml.xml"]);
}

#[test]
fn completions_are_printed_for_shells() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(pressroom(["completions", shell]).expect_code(0).stdout.contains("convert"));
    }
}

#[test]
fn a_folder_keeps_its_shape_and_stdin_has_a_stem() {
    let desk = Scratch::new("folder");
    let copy = std::fs::read(root().join("samples/tay-ninh/story.txt")).unwrap();
    desk.write("in/một tin.txt", &copy);
    desk.write("in/sâu/hơn/hai.txt", &copy);
    desk.write("in/.ẩn.txt", &copy);
    let mut convert = pressroom_in(desk.path());
    convert.args(["convert", "in", "--to", "newsml", "--out", "out", "--message-format", "json"]);
    let run = Run::from(&mut convert).expect_code(0);
    let summary = run.events().pop().unwrap();
    assert_eq!((&summary["type"], &summary["converted"]), (&"summary".into(), &2.into()), "{}", run.stdout);
    let out: Vec<String> = desk.files().into_iter().filter(|name| name.starts_with("out/")).collect();
    assert_eq!(out, ["out/một tin.newsml.xml", "out/sâu/hơn/hai.newsml.xml"]);

    let mut piped = pressroom_in(desk.path());
    piped.stdin(std::fs::File::open(desk.join("in/một tin.txt")).unwrap());
    Run::from(piped.args(["convert", "-", "--to", "newsml", "--out", "out2"])).expect_code(0);
    assert!(desk.files().contains(&"out2/stdin.newsml.xml".to_owned()));
}
