//! `pressroom check` and `pressroom diff` on NewsML-G2, of Pressroom's own and of others.

use pressroom_tests::{Scratch, pressroom, root};

/// What the command writes from the sample stories breaks no rule, in each form; a broken copy of it does.
#[test]
fn what_is_written_passes_its_own_linter() {
    let scratch = Scratch::new("newsml-check");
    let out = scratch.join("out");
    let story = root().join("samples/tay-ninh/story.txt");
    for body in ["xhtml", "nitf"] {
        let option = format!("newsml.body={body}");
        let args = ["convert", story.to_str().unwrap(), "--to", "newsml", "--option", &option, "--out", &out];
        pressroom(args).expect_code(0);
        let written = format!("{out}/story.newsml.xml");
        assert_eq!(pressroom(["check", &written, "--message-format", "json"]).expect_code(0).codes(), [""; 0]);
        let text = std::fs::read_to_string(&written).unwrap();
        let broken = scratch.write("broken.xml", text.replace("stat:usable", "stat:published"));
        let run = pressroom(["check", &broken, "--message-format", "json"]).expect_code(1);
        assert!(run.codes().contains(&"N324".to_owned()), "{:?}", run.codes());
    }
    let dist = scratch.join("dist");
    let issue = root().join("samples/ban-mai/issue.toml");
    pressroom(["export", issue.to_str().unwrap(), "--to", "newsml", "--out", &dist]).expect_code(0);
    let written = std::fs::read_dir(&dist).unwrap().map(|entry| entry.unwrap().path());
    let written = written.into_iter().find(|path| path.to_string_lossy().ends_with(".newsml.xml")).unwrap();
    assert_eq!(
        pressroom(["check", written.to_str().unwrap(), "--message-format", "json"]).expect_code(0).codes(),
        [""; 0]
    );
}

#[test]
fn diff_ends_with_0_1_or_2() {
    let scratch = Scratch::new("newsml-diff");
    let valid = std::fs::read_to_string(root().join("crates/pressroom-newsml/tests/lint/valid.xml")).unwrap();
    let old = scratch.write("old.xml", &valid);
    let same = scratch.write("same.xml", valid.replace("><", ">\n<"));
    let new = scratch.write("new.xml", valid.replace("<urgency>4", "<urgency>5"));
    pressroom(["diff", &old, &same]).expect_code(0);
    let run = pressroom(["diff", &old, &new, "--message-format", "json"]).expect_code(1);
    let event = &run.events()[0];
    assert_eq!((&event["type"], &event["part"]), (&"difference".into(), &"contentMeta/urgency".into()));
    assert_eq!((&event["old"]["value"], &event["old"]["line"]), (&"4".into(), &12.into()));
    assert_eq!((&event["new"]["value"], &event["new"]["file"]), (&"5".into(), &new.as_str().into()));
    pressroom(["diff", &old, &scratch.join("nothing.xml")]).expect_code(2);
    pressroom(["diff", &old]).expect_code(2);
}
