//! What a plugin can reach: nothing that the kernel can keep from it.
#![cfg(target_os = "linux")]

use pressroom_host::{Sandbox, Settings, sandbox_offer};

use crate::support::{Folder, build_c, codes, conversion, hostile, only_plugin, run_all, settings, without_call};

/// What the plugin tried, each with the number of the error or 0.
fn look_around(settings: &Settings) -> (Vec<String>, Vec<(String, i32)>) {
    let out = Folder::new();
    let outcomes = run_all(vec![conversion(&hostile(), &[("do", "look_around")], "x", &out)], settings);
    let outcome = outcomes.first().unwrap();
    assert!(outcome.result.is_ok(), "{:?}", outcome.diagnostics);
    let text = std::fs::read_to_string(out.0.join("x.out")).unwrap();
    let lines = text.lines().map(|line| line.rsplit_once(' ').unwrap());
    let tried = lines.map(|(what, errno)| (what.to_owned(), errno.parse().unwrap())).collect();
    (codes(&outcome.diagnostics).into_iter().map(str::to_owned).collect(), tried)
}

/// Whether this kernel can do what is tested here; said aloud when it cannot.
fn whole() -> bool {
    let offer = sandbox_offer();
    if offer.sandbox != Sandbox::Whole {
        eprintln!("SKIPPED: this kernel offers {offer:?}");
    }
    offer.sandbox == Sandbox::Whole
}

#[test]
fn a_plugin_reaches_nothing_but_what_it_needs() {
    if !whole() {
        return;
    }
    let (codes, tried) = look_around(&settings());
    assert_eq!(codes, [""; 0]);
    let open: Vec<&str> = tried.iter().filter(|(_, errno)| *errno == 0).map(|(what, _)| what.as_str()).collect();
    assert_eq!((tried.len(), open), (10, vec!["read a library", "start a thread"]));
    // Without a sandbox all of it is open, so that the attempts themselves are not what fails.
    let (_, tried) = look_around(&Settings { in_process: true, ..settings() });
    assert!(tried.iter().all(|(_, errno)| *errno == 0), "{tried:?}");
}

#[test]
fn the_sandbox_holds_before_any_code_of_the_plugin_runs() {
    if !whole() {
        return;
    }
    let (folder, out) = (Folder::new(), Folder::new());
    // Aborts when it can read what it should not.
    build_c(&folder.0, "plugin", &["READ_ON_LOAD"]);
    let outcomes = run_all(vec![conversion(&only_plugin(&folder.0), &[], "x", &out)], &settings());
    assert_eq!(codes(&outcomes.first().unwrap().diagnostics), [""; 0]);
}

#[test]
fn what_a_manifest_asks_for_can_be_read() {
    if !whole() {
        return;
    }
    let (folder, out) = (Folder::new(), Folder::new());
    build_c(&folder.0, "plugin", &["READ_ON_LOAD", "READS=\"/etc/passwd\""]);
    let outcomes = run_all(vec![conversion(&only_plugin(&folder.0), &[], "x", &out)], &settings());
    assert_eq!(codes(&outcomes.first().unwrap().diagnostics), ["H032"]);
}

#[test]
fn a_kernel_without_it_is_noted_once_a_run() {
    let (folder, out) = (Folder::new(), Folder::new());
    // The same number on every machine.
    let settings = without_call(&folder.0, "444 /* landlock_create_ruleset */");
    let one = |stem| conversion(&hostile(), &[], stem, &out);
    let outcomes = run_all(["a", "b", "c", "d"].map(one).into(), &settings);
    let shown: Vec<_> = outcomes.iter().map(|outcome| codes(&outcome.diagnostics)).collect();
    assert_eq!(shown, [vec!["H070"], vec![], vec![], vec![]]);
}
