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
    let make = |name: &str| std::fs::File::create(out.0.join(name)).unwrap();
    // Killed, and killed while it was being swept.
    for name in [".pressroom-7-a1-0.lock", ".pressroom-7-a1-0-1.tmp", ".pressroom-8-b2-0-1.tmp"] {
        make(name);
    }
    // Runs, in another container: what its number is here tells nothing.
    make(".pressroom-9-c3-0-1.tmp");
    let lock = make(".pressroom-9-c3-0.lock");
    lock.lock().unwrap();
    make(".pressroom-plan.tmp");
    let sweep = || {
        let outcomes = run_all(vec![conversion(&hostile(), &[], "x", &out)], &settings());
        assert!(outcomes.iter().all(|outcome| outcome.result.is_ok()));
        out.names()
    };
    let others = ".pressroom-plan.tmp";
    assert_eq!(sweep(), [".pressroom-9-c3-0-1.tmp", ".pressroom-9-c3-0.lock", others, "x.out"]);
    drop(lock);
    assert_eq!(sweep(), [others, "x.out"]);
}
