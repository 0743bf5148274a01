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

/// The pages of a plugin's own codes come with the plugin.
#[test]
fn a_plugins_codes_are_explained() {
    for (code, lang, words) in [
        ("NEWSML02", "en", "guid_prefix"),
        ("NEWSML11", "vi", "`pressroom issue check`"),
        ("EPUB03", "en", "`language = \"vi\"`"),
        ("EPUB04", "vi", "[[sections]]"),
    ] {
        let page = pressroom(["explain", code, "--lang", lang]).expect_code(0).stdout;
        let (message, page) = page.split_once("\n\n").unwrap();
        assert!(message.starts_with(&format!("{code}: ")), "{message}");
        assert!(page.contains(words), "{code} in {lang}: {page}");
    }
}

#[test]
fn every_code_of_the_shipped_plugins_has_a_page() {
    for id in ["newsml", "pdf", "epub"] {
        let run = pressroom(["plugins", "info", id, "--message-format", "json"]).expect_code(0);
        let plugin = run.events().pop().unwrap();
        for lang in ["en", "vi"] {
            let messages = plugin["manifest"]["messages"][lang].as_object().unwrap();
            assert!(!messages.is_empty(), "{id} has no words ({lang})");
            for (code, wording) in messages {
                let page = wording["explain"].as_str().unwrap_or_default();
                assert!(!page.is_empty(), "{code} has no page ({lang})");
            }
        }
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
    denied("C001").expect_code(0);
    assert_eq!(out.files(), ["story.newsml.xml"]);
    // A slip of the pen must not let through what was to be stopped.
    assert!(denied("warning").expect_code(2).stderr.contains("`warnings`"));
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

#[test]
fn a_folder_that_holds_its_own_outputs_converts_twice() {
    let desk = Scratch::new("twice");
    desk.write("a.txt", std::fs::read(root().join("samples/tay-ninh/story.txt")).unwrap());
    for _ in 0..2 {
        Run::from(pressroom_in(desk.path()).args(["convert", ".", "--to", "newsml,epub", "--out", "out"]))
            .expect_code(0);
    }
    assert_eq!(desk.files(), ["a.txt", "out/a.epub", "out/a.newsml.xml"]);
}
