//! All of a conversion's outputs or none, and never less than was there before.

use crate::support::{Folder, codes, conversion, hostile, run_all, settings};

fn further(out: &Folder) -> (bool, Vec<String>) {
    let outcomes = run_all(vec![conversion(&hostile(), &[("do", "further")], "x", out)], &settings());
    let outcome = outcomes.first().unwrap();
    (outcome.result.is_ok(), codes(&outcome.diagnostics).into_iter().map(str::to_owned).collect())
}

#[test]
fn further_outputs_replace_their_own_and_leave_others() {
    let out = Folder::new();
    std::fs::create_dir_all(out.0.join("x.hostile-files/one")).unwrap();
    std::fs::write(out.0.join("x.hostile-files/one/a.txt"), "old").unwrap();
    std::fs::write(out.0.join("x.hostile-files/mine.txt"), "kept").unwrap();
    std::fs::write(out.0.join("x.out"), "old").unwrap();
    assert_eq!(further(&out), (true, vec![]));
    let wanted = [
        ("x.hostile-files/mine.txt", "kept"),
        ("x.hostile-files/one/a.txt", "ac"),
        ("x.hostile-files/two.txt", "b"),
        ("x.out", "first line\n"),
    ];
    assert_eq!(out.files(), wanted.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[test]
fn a_folder_in_the_way_fails_the_conversion() {
    let out = Folder::new();
    std::fs::create_dir_all(out.0.join("x.hostile-files/one")).unwrap();
    std::fs::write(out.0.join("x.hostile-files/one/a.txt"), "old").unwrap();
    // Where the second output should stand is a folder, which is seen at once.
    std::fs::create_dir_all(out.0.join("x.hostile-files/two.txt")).unwrap();
    assert_eq!(further(&out), (false, vec!["H046".into()]));
    assert_eq!(out.files(), [("x.hostile-files/one/a.txt".into(), "old".into())]);
}

#[test]
fn folders_made_for_a_failed_conversion_go_with_it() {
    let out = Folder::new();
    let mut one = conversion(&hostile(), &[("do", "silent")], "x", &out);
    one.folder = out.0.join("a/b");
    assert!(run_all(vec![one], &settings()).iter().all(|outcome| outcome.result.is_err()));
    assert!(!out.0.join("a").exists());
}

#[test]
fn a_folder_that_cannot_be_written() {
    let out = Folder::new();
    std::fs::write(out.0.join("file"), "").unwrap();
    let mut one = conversion(&hostile(), &[], "x", &out);
    one.folder = out.0.join("file/below");
    let outcomes = run_all(vec![one], &settings());
    assert_eq!(codes(&outcomes.first().unwrap().diagnostics), ["H046"]);
}

#[test]
fn temporary_files_of_a_killed_run_are_swept() {
    let out = Folder::new();
    // No system gives this number to a process.
    std::fs::write(out.0.join(".pressroom-4194999-a1-0.tmp"), "half").unwrap();
    let own_number = format!(".pressroom-{}-a1-0.tmp", std::process::id());
    std::fs::write(out.0.join(own_number), "of an earlier run").unwrap();
    std::fs::write(out.0.join(".pressroom-1-a1-0.tmp"), "of a process that runs").unwrap();
    assert!(
        run_all(vec![conversion(&hostile(), &[], "x", &out)], &settings()).iter().all(|outcome| outcome.result.is_ok())
    );
    assert_eq!(out.names(), [".pressroom-1-a1-0.tmp", "x.out"]);
}
