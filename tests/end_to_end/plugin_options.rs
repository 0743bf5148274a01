//! Files and folders that a user names in options reach the plugin in its sandbox.

use pressroom_tests::{Run, Scratch, fonts, pressroom_in};

const STORY: &str = "ميناء النخيل يفتح رصيفه الجديد

افتتحت بلدة ميناء النخيل صباح اليوم رصيفها الجديد للصيادين.

وقالت رئيسة البلدية سلمى الخوري إن العمل استغرق عامين.
";

/// What the conversion reports of letters that no font has.
fn missing_letters(desk: &Scratch, more: &[&str]) -> usize {
    let mut run = pressroom_in(desk.path());
    run.args(["convert", "desk/story.txt", "--to", "pdf", "--out", "out", "--message-format", "json"]).args(more);
    Run::from(&mut run).expect_code(0).codes().iter().filter(|code| *code == "PDF01").count()
}

#[test]
fn a_folder_of_fonts_counts_from_where_it_was_written() {
    let Some(fonts) = fonts() else { return };
    let desk = Scratch::new("font-dir");
    desk.write("desk/story.txt", STORY);
    desk.write("empty/README", "no fonts");
    for name in ["NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"] {
        desk.write(&format!("house/fonts/{name}"), std::fs::read(fonts.join(name)).unwrap());
    }
    // Nothing else than what the option names is asked.
    assert_eq!(missing_letters(&desk, &["--option", "pdf.font_dir=empty"]), 1);
    assert_eq!(missing_letters(&desk, &["--option", "pdf.font_dir=house/fonts"]), 0);
    assert_eq!(missing_letters(&desk, &["--option", "pdf.font_dir=./desk/../house/fonts"]), 0);
    assert_eq!(missing_letters(&desk, &["--option", &format!("pdf.font_dir={}", desk.join("house/fonts"))]), 0);
    // The house's counts from the house's file, wherever the command is given.
    desk.write("desk/pressroom.toml", "[options.pdf]\nfont_dir = \"../house/fonts\"\n");
    assert_eq!(missing_letters(&desk, &[]), 0);
    assert_eq!(missing_letters(&desk, &["--option", "pdf.font_dir=empty"]), 1);
    // The same in this process and in a worker.
    assert_eq!(missing_letters(&desk, &["--in-process"]), 0);
    let mut run = pressroom_in(desk.path());
    run.args(["convert", "desk/story.txt", "--to", "pdf", "--out", "out", "--option", "pdf.font_dir=nowhere"]);
    let run = Run::from(run.args(["--message-format", "json"])).expect_code(1);
    // The plugin's own reason, and no crash of one that was never made.
    let errors: Vec<_> = run.events().into_iter().filter(|event| event["severity"] == "error").collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0]["message"].as_str().unwrap().contains(&desk.join("nowhere")), "{errors:?}");
}

#[test]
fn an_edition_names_its_fonts_from_its_own_folder() {
    let Some(fonts) = fonts() else { return };
    let desk = Scratch::new("edition-fonts");
    desk.write("paper/story.txt", STORY);
    desk.write("paper/fonts/a.ttf", std::fs::read(fonts.join("NotoNaskhArabic-Regular.ttf")).unwrap());
    let edition = |fonts: &str| {
        let issue = format!(
            "[publication]\ntitle = \"Ban Mai\"\nlanguage = \"ar\"\n\n[issue]\nslug = \"so-1\"\ndate = \"2026-11-22\"\n\n\
             [[sections]]\ntitle = \"أخبار\"\nstories = [\"story.txt\"]\n\n\
             [outputs.pdf]\nfont_dir = \"{fonts}\"\n"
        );
        desk.write("paper/issue.toml", issue);
        let mut run = pressroom_in(desk.path());
        run.args(["export", "paper/issue.toml", "--out", "out", "--message-format", "json"]);
        let run = Run::from(&mut run).expect_code(0);
        run.codes().iter().filter(|code| *code == "PDF01").count()
    };
    assert_eq!(edition("fonts"), 0);
    desk.write("paper/empty/README", "no fonts");
    assert!(edition("empty") > 0);
}
