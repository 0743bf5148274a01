//! Each fault gets a clear error, the others go on, and nothing already on disk is lost.

use std::os::unix::fs::PermissionsExt;

use pressroom_tests::{Run, Scratch, built_folder, pressroom_in, root};

fn copy() -> Vec<u8> {
    std::fs::read(root().join("samples/tay-ninh/story.txt")).unwrap()
}

/// Converts to NewsML in a scratch folder and gives the JSON run.
fn convert(desk: &Scratch, args: &[&str]) -> Run {
    let mut command = pressroom_in(desk.path());
    command.args(["convert", "--to", "newsml", "--out", "out", "--message-format", "json"]).args(args);
    Run::from(&mut command)
}

#[track_caller]
fn said(run: &Run, code: &str, words: &str) {
    let events = run.events();
    let found = events.iter().find(|event| event["code"] == code);
    let found = found.unwrap_or_else(|| panic!("no {code} in\n{}", run.stdout));
    let message = found["message"].as_str().unwrap_or_default();
    assert!(message.contains(words), "{code} does not say `{words}`: {message}");
}

#[test]
fn one_bad_story_does_not_stop_the_others() {
    let desk = Scratch::new("others");
    desk.write("good.txt", copy());
    desk.write("empty.txt", "");
    desk.write("blank.txt", "\u{feff} \r\n\t\r\n");
    desk.write("picture.txt", [0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0]);
    desk.write("broken.txt", b"Th\xc3\xa0nh ph\xe1\xbb\n\nx");
    let run = convert(&desk, &["empty.txt", "missing.txt", "blank.txt", "picture.txt", "broken.txt", "good.txt"]);
    let run = run.expect_code(1);
    said(&run, "A001", "missing.txt");
    let summary = run.events().pop().unwrap();
    assert_eq!(summary["failed"], 5, "{}", run.stdout);
    assert_eq!(summary["converted"], 1, "{}", run.stdout);
    assert!(desk.files().contains(&"out/good.newsml.xml".to_owned()));
    for name in ["empty.txt", "blank.txt", "picture.txt", "broken.txt"] {
        let events = run.events();
        let error = events.iter().find(|event| event["severity"] == "error" && event["input"] == name);
        assert!(error.is_some(), "nothing is said about {name}");
    }
}

/// What a shell puts in place of `<(command)`, and a pipe that nobody writes into: neither is read in part, nor for ever.
#[test]
fn a_pipe_is_no_file() {
    let desk = Scratch::new("pipe");
    desk.write("good.txt", copy());
    assert!(std::process::Command::new("mkfifo").arg(desk.join("pipe.txt")).status().unwrap().success());
    let run = convert(&desk, &["pipe.txt", "/dev/null", "good.txt"]).expect_code(1);
    said(&run, "A062", "pipe.txt");
    let summary = run.events().pop().unwrap();
    assert_eq!((&summary["failed"], &summary["converted"]), (&2.into(), &1.into()), "{}", run.stdout);
}

#[test]
fn a_storys_file_that_is_no_such_file_fails_that_story() {
    let desk = Scratch::new("large-toml");
    desk.write("a.txt", copy());
    desk.write("a.toml", format!("keywords = [\"{}\"]\n", "từ\",\"".repeat(400_000)));
    desk.write("b.txt", copy());
    desk.write("b.toml", b"headline = \"\xff\xfe\"");
    desk.write("good.txt", copy());
    let run = convert(&desk, &["a.txt", "b.txt", "good.txt"]).expect_code(1);
    said(&run, "A061", "a.toml is larger than 2 MB");
    said(&run, "A002", "b.toml");
    assert!(desk.files().contains(&"out/good.newsml.xml".to_owned()));
}

#[test]
fn an_unknown_plugin_names_the_nearest_and_all() {
    let desk = Scratch::new("unknown");
    desk.write("a.txt", copy());
    let mut command = pressroom_in(desk.path());
    let run = Run::from(command.args(["convert", "a.txt", "--to", "epbu", "--out", "out"])).expect_code(2);
    for word in ["epbu", "epub", "newsml", "pdf"] {
        assert!(run.stderr.contains(word), "{word} is not named:\n{}", run.stderr);
    }
}

#[test]
fn files_that_are_no_plugins_are_named_and_the_rest_work() {
    let desk = Scratch::new("plugins");
    desk.write("a.txt", copy());
    let plugin = std::fs::read(built_folder().join("libpressroom_newsml.so")).unwrap();
    desk.write("plugins/libtruncated.so", &plugin[..plugin.len() / 2]);
    desk.write("plugins/libnoise.so", "not a library");
    std::fs::set_permissions(desk.path().join("plugins"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let run = convert(&desk, &["a.txt", "--plugin-dir", "plugins"]).expect_code(0);
    for name in ["libtruncated.so", "libnoise.so"] {
        assert!(run.stdout.contains(name), "{name} is not named:\n{}", run.stdout);
    }
}

#[test]
fn without_plugins_it_says_where_it_looked() {
    let desk = Scratch::new("alone");
    desk.write("a.txt", copy());
    std::fs::copy(built_folder().join("pressroom"), desk.path().join("pressroom")).unwrap();
    let mut command = std::process::Command::new(desk.path().join("pressroom"));
    command.current_dir(desk.path()).env_remove("PRESSROOM_PLUGIN_PATH").env("XDG_DATA_HOME", desk.path().join("none"));
    let run = Run::from(command.args(["convert", "a.txt", "--to", "pdf", "--out", "out"])).expect_code(2);
    assert!(run.stderr.contains("none/pressroom/plugins"), "{}", run.stderr);
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let desk = Scratch::new("unwritable");
    desk.write("a.txt", copy());
    // A file where the folder should be: that stops root as well.
    desk.write("out", "in the way");
    let run = convert(&desk, &["a.txt"]).expect_code(1);
    assert!(run.stdout.contains("out"), "{}", run.stdout);
    assert_eq!(desk.read("out"), b"in the way");
}

#[test]
fn a_malformed_story_toml_shows_its_place() {
    let desk = Scratch::new("toml");
    desk.write("a.txt", copy());
    for (toml, line, words) in [("language = \n", 1, "a.toml"), ("\nheadlin = \"x\"\n", 2, "headline")] {
        desk.write("a.toml", toml);
        let run = convert(&desk, &["a.txt"]).expect_code(1);
        let events = run.events();
        let error = events.iter().find(|event| event["severity"] == "error").unwrap();
        assert_eq!((&error["file"], &error["line"]), (&"a.toml".into(), &line.into()), "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn meta_with_an_unknown_key() {
    let desk = Scratch::new("meta");
    desk.write("a.txt", copy());
    let run = convert(&desk, &["a.txt", "--meta", "headlin=x"]).expect_code(2);
    assert!(run.stdout.contains("headline"), "{}", run.stdout);
}

#[test]
fn two_inputs_for_one_output_are_refused_before_any_work() {
    let desk = Scratch::new("collision");
    desk.write("a/tin.txt", copy());
    desk.write("b/TIN.txt", copy());
    let run = convert(&desk, &["a/tin.txt", "b/TIN.txt"]).expect_code(2);
    said(&run, "A003", "TIN.txt");
    assert!(!desk.files().iter().any(|name| name.starts_with("out/")));
}

#[test]
fn an_older_good_file_stays_when_a_new_one_fails() {
    let desk = Scratch::new("older");
    desk.write("a.txt", copy());
    convert(&desk, &["a.txt"]).expect_code(0);
    let before = desk.read("out/a.newsml.xml");
    desk.write("a.txt", "");
    convert(&desk, &["a.txt"]).expect_code(1);
    assert!(desk.read("out/a.newsml.xml") == before);
    assert_eq!(desk.files(), ["a.txt", "out/a.newsml.xml"]);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = Scratch::new("pipe");
    desk.write("a.txt", copy());
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = pressroom_in(desk.path());
    command.args(["convert", "a.txt", "--to", "newsml", "--out", "out", "--message-format", "json"]);
    let status = command.stdout(writer).stderr(std::process::Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(desk.files().contains(&"out/a.newsml.xml".to_owned()));
}

#[test]
fn every_house_is_looked_at_before_any_work() {
    let desk = Scratch::new("houses");
    desk.write("good/a.txt", copy());
    desk.write("bad/b.txt", copy());
    for slip in ["timezone = \"Asia/Hanoy\"\n", "profile = \"vnaa\"\n", "provder = \"x\"\n", "\n[options\n"] {
        desk.write("bad/pressroom.toml", slip);
        let run = convert(&desk, &["good/a.txt", "bad/b.txt"]).expect_code(2);
        assert!(run.stdout.contains("pressroom.toml") || run.stdout.contains("vnaa"), "{slip}: {}", run.stdout);
        assert!(!desk.files().iter().any(|name| name.starts_with("out/")), "{slip}");
    }
    for wrong in [["--profile", "vnaa"], ["--encoding", "klingon"], ["--now", "noon"]] {
        convert(&desk, &["good/a.txt", wrong[0], wrong[1]]).expect_code(2);
    }
    desk.write("bad/pressroom.toml", "[options.pfd]\npaper = \"a4\"\n");
    convert(&desk, &["bad/b.txt"]).expect_code(2);
}

#[test]
fn a_story_is_no_edition_and_an_edition_no_story() {
    let desk = Scratch::new("mixed-up");
    desk.write("a.txt", copy());
    said(&convert(&desk, &["issue.toml", "a.txt"]).expect_code(1), "A018", "issue.toml");
    let mut export = pressroom_in(desk.path());
    let run = Run::from(export.args(["export", "a.txt", "--to", "newsml", "--out", "out"])).expect_code(1);
    assert!(run.stderr.contains("A019"), "{}", run.stderr);
    let run = Run::from(pressroom_in(desk.path()).args(["issue", "init", "nowhere"])).expect_code(1);
    assert!(run.stderr.contains("A020"), "{}", run.stderr);
    assert!(!desk.files().contains(&"nowhere/issue.toml".to_owned()));
}

/// A full disk behind standard output is no closed pipe.
#[test]
fn what_cannot_be_said_is_a_failure() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for args in [&["inspect", "samples/tay-ninh/story.txt", "--json"][..], &["completions", "bash"]] {
        let status = pressroom_in(&root()).args(args).stdout(full()).stderr(std::process::Stdio::null()).status();
        assert_eq!(status.unwrap().code(), Some(1), "{args:?}");
    }
}
