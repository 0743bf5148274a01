//! With the time given, the same input makes the same bytes wherever and however it is run.

use pressroom_tests::{Run, Scratch, pressroom_in, root};

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
