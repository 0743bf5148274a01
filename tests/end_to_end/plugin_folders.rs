//! Which plugin files are used, which are not and why, and what the house has taken.
#![cfg(target_os = "linux")]

use std::fs::{Permissions, set_permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use pressroom_tests::{Run, Scratch, pressroom_in};
use serde_json::Value;

use crate::hostile_plugins::{build_hostile, stories};

fn run(desk: &Scratch, args: &[&str]) -> Run {
    Run::from(pressroom_in(desk.path()).args(args))
}

/// What the doctor says of every file in `plugins`: name, verdict, code.
fn examined(desk: &Scratch) -> Vec<(String, String, String)> {
    let doctor =
        run(desk, &["plugins", "doctor", "--plugin-dir", "plugins", "--message-format", "json"]).expect_code(0);
    let events = doctor.events();
    let folder = events.iter().find(|event| event["origin"] == "--plugin-dir").unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let name = |path: &Value| text(path).rsplit('/').next().unwrap_or_default().to_owned();
    let files = folder["files"].as_array().unwrap().iter();
    files.map(|file| (name(&file["path"]), text(&file["verdict"]), text(&file["reason"]["code"]))).collect()
}

#[test]
fn the_doctor_says_of_every_file_why() {
    let desk = Scratch::new("doctor");
    let good = build_hostile(&desk, "good", &[]);
    build_hostile(&desk, "later", &[]);
    build_hostile(&desk, "old", &["ID=\"old\"", "SYMBOL=pressroom_plugin_v2"]);
    build_hostile(&desk, "bare", &["NO_SECTION", "NO_SYMBOL"]);
    build_hostile(&desk, "stripped", &["NO_SECTION"]);
    let whole = std::fs::read(&good).unwrap();
    desk.write("plugins/cut.so", whole.get(..whole.len() / 2).unwrap());
    let mut other = whole.clone();
    // e_machine: EM_AARCH64, or EM_X86_64.
    other[18] = if cfg!(target_arch = "aarch64") { 62 } else { 183 };
    desk.write("plugins/other.so", other);
    let open = build_hostile(&desk, "open", &["ID=\"open\""]);
    set_permissions(open, Permissions::from_mode(0o777)).unwrap();
    desk.write("plugins/versioned.so.1", &whole);
    desk.write("plugins/README.md", "not a plugin");
    desk.write("plugins/text.so", "not a library");
    let wanted = [
        ("README.md", "other_name", ""),
        ("versioned.so.1", "other_name", "A032"),
        ("bare.so", "refused", "H013"),
        ("cut.so", "refused", "H011"),
        ("good.so", "taken", ""),
        ("later.so", "shadowed", "A031"),
        ("old.so", "refused", "H016"),
        ("open.so", "refused", "H020"),
        ("other.so", "refused", "H012"),
        ("stripped.so", "refused", "H014"),
        ("text.so", "refused", "H010"),
    ];
    let wanted = wanted.map(|(name, verdict, code)| (name.to_owned(), verdict.to_owned(), code.to_owned()));
    assert_eq!(examined(&desk), wanted);

    // For people: the same in words, each with its next step, and in Vietnamese.
    let doctor = run(&desk, &["plugins", "doctor", "--plugin-dir", "plugins"]).expect_code(0).stdout;
    assert!(doctor.contains("good.so") && doctor.contains("taken"), "{doctor}");
    assert!(doctor.contains("H020") && doctor.contains("-> ") && !doctor.contains('{'), "{doctor}");
    let doctor = run(&desk, &["plugins", "doctor", "--plugin-dir", "plugins", "--lang", "vi"]).expect_code(0).stdout;
    assert!(doctor.contains("được dùng") && !doctor.contains('{'), "{doctor}");
}

/// The command between backticks in a message's help, as somebody would copy it.
fn do_as_told(desk: &Scratch, told: &str) {
    let command = told.split('`').nth(1).expect("a command between backticks");
    let done = Command::new("sh").args(["-c", command]).current_dir(desk.path()).status().unwrap();
    assert!(done.success(), "{command}");
}

#[test]
fn the_way_to_mend_a_permission_mends_it() {
    let desk = Scratch::new("mend");
    let library = build_hostile(&desk, "hostile", &[]);
    for path in [library.clone(), desk.join("plugins")] {
        set_permissions(&path, Permissions::from_mode(0o777)).unwrap();
        let doctor = ["plugins", "doctor", &library, "--plugin-dir", "plugins", "--message-format", "json"];
        let refused = run(&desk, &doctor).expect_code(1).events();
        let reason = refused.iter().find(|event| event["code"] == "H020").unwrap();
        do_as_told(&desk, reason["help"].as_str().unwrap());
        run(&desk, &doctor).expect_code(0);
    }
}

#[test]
fn a_file_elsewhere_is_told_where_to_go_and_the_current_directory_is_never_searched() {
    let desk = Scratch::new("elsewhere");
    let library = build_hostile(&desk, "hostile", &[]);
    std::fs::copy(&library, desk.path().join("hostile.so")).unwrap();
    std::fs::remove_dir_all(desk.path().join("plugins")).unwrap();
    let told = run(&desk, &["plugins", "doctor", "./hostile.so"]).expect_code(1);
    assert!(told.stderr.contains("A030") && told.stderr.contains("--plugin-dir"), "{}", told.stderr);
    stories(&desk);
    assert!(!run(&desk, &["plugins", "list"]).expect_code(0).stdout.contains("hostile"));
    run(&desk, &["convert", "a.txt", "--to", "hostile", "--out", "out"]).expect_code(2);
    assert!(run(&desk, &["plugins", "doctor", "no/such.so"]).expect_code(1).stderr.contains("no/such.so"));
    let unknown = run(&desk, &["plugins", "doctor", "hostil", "--plugin-dir", "."]).expect_code(1);
    assert!(unknown.stderr.contains("hostile"), "{}", unknown.stderr);
}

#[test]
fn a_locked_house_runs_what_it_has_taken_and_nothing_else() {
    let desk = Scratch::new("locked");
    let library = build_hostile(&desk, "hostile", &[]);
    stories(&desk);
    desk.write("pressroom.toml", "plugin_dirs = [\"plugins\"]\n");
    desk.write("politics/today/c.txt", desk.read("a.txt"));
    let convert = |to: &str| {
        let args = ["convert", "a.txt", "politics", "--to", to, "--out", "out", "--message-format", "json"];
        run(&desk, &args)
    };
    convert("hostile,newsml").expect_code(0);
    // From anywhere below: the lock goes beside the house's file.
    let mut trust = pressroom_in(&desk.path().join("politics"));
    Run::from(trust.args(["plugins", "trust", "hostile"])).expect_code(0);
    convert("hostile").expect_code(0);

    let refused = convert("hostile,newsml").expect_code(2);
    assert_eq!(refused.codes(), ["H068"]);
    do_as_told(&desk, &told(&refused, &desk));
    convert("hostile,newsml").expect_code(0);

    // An update is refused before any work, until it is taken as well.
    std::fs::OpenOptions::new().append(true).open(&library).unwrap().write_all(b"\n").unwrap();
    let refused = convert("hostile,newsml").expect_code(2);
    assert_eq!(refused.codes(), ["H067"]);
    assert!(run(&desk, &["plugins", "doctor", "hostile"]).expect_code(1).stderr.contains("H067"));
    do_as_told(&desk, &told(&refused, &desk));
    convert("hostile,newsml").expect_code(0);

    desk.write("pressroom.lock", "<<<<<<< ours\n");
    let refused = convert("newsml").expect_code(2);
    assert_eq!(refused.codes(), ["H069"]);
    do_as_told(&desk, &told(&refused, &desk));
    convert("hostile,newsml").expect_code(0);
}

/// The help of the only diagnostic, with `pressroom` as a path that the shell finds.
fn told(refused: &Run, desk: &Scratch) -> String {
    let built = pressroom_in(desk.path()).get_program().to_string_lossy().into_owned();
    let events = refused.events();
    let help = events.iter().find_map(|event| event["help"].as_str()).unwrap();
    help.replace("`pressroom ", &format!("`{built} "))
}
