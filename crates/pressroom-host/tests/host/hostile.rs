//! What a plugin does wrong ends one conversion, is named, and leaves nothing behind.

use std::time::Duration;

use pressroom_host::{Settings, Watch};

#[cfg(target_os = "linux")]
use crate::support::without_call;
use crate::support::{Folder, build_c, build_throws, codes, conversion, hostile, only_plugin, run_all, settings};

/// Runs the hostile plugin with something good before and after, and gives the codes of the middle one.
fn misbehave(what: &str, settings: &Settings) -> (bool, Vec<String>, Vec<String>) {
    let out = Folder::new();
    let one = |stem, what| conversion(&hostile(), &[("do", what)], stem, &out);
    let outcomes = run_all(vec![one("before", "good"), one("bad", what), one("after", "good")], settings);
    let [before, bad, after] = outcomes.as_slice() else { panic!("{} outcomes", outcomes.len()) };
    assert!(before.result.is_ok() && after.result.is_ok(), "{what}: the others go on");
    for diagnostic in bad.diagnostics.iter().filter(|diagnostic| diagnostic.code.starts_with('H')) {
        assert_eq!(diagnostic.args.get("plugin").map(String::as_str), Some("hostile"), "{what}: {diagnostic:?}");
    }
    let names: Vec<String> = out.names().into_iter().filter(|name| !name.starts_with(['a', 'b'])).collect();
    assert_eq!(names, [""; 0], "{what}: something is left behind");
    let landed = out.names().into_iter().filter(|name| name.starts_with("bad")).collect();
    (bad.result.is_ok(), codes(&bad.diagnostics).into_iter().map(str::to_owned).collect(), landed)
}

fn fails(what: &str, wanted: &[&str]) {
    let (ok, codes, landed) = misbehave(what, &settings());
    assert_eq!(
        (ok, codes.as_slice()),
        (false, wanted.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>().as_slice()),
        "{what}"
    );
    assert_eq!(landed, [""; 0], "{what}");
}

#[test]
fn crashes_are_contained() {
    fails("segfault", &["H032"]);
    fails("abort", &["H032"]);
    fails("overflow", &["H032"]);
    fails("exit", &["H033"]);
    fails("sweep", &["H035"]);
}

#[test]
fn the_last_words_stand_in_the_fault() {
    let out = Folder::new();
    let one = |what| conversion(&hostile(), &[("do", what)], what, &out);
    let outcomes = run_all(vec![one("overflow"), one("print_escapes")], &settings());
    let printed: Vec<&str> =
        outcomes.iter().map(|outcome| outcome.diagnostics.first().unwrap().args["printed"].as_str()).collect();
    assert!(printed[0].starts_with(": ") && printed[0].contains("has overflowed its stack"), "{printed:?}");
    // Nothing that a terminal would obey.
    assert!(printed[1].contains("red") && !printed[1].contains(char::is_control), "{printed:?}");
}

#[test]
fn a_thrown_exception_ends_one_conversion() {
    let (folder, out) = (Folder::new(), Folder::new());
    build_throws(&folder.0);
    let throws = only_plugin(&folder.0);
    let one = |plugin, stem| conversion(plugin, &[], stem, &out);
    let outcomes = run_all(vec![one(&throws, "a"), one(&hostile(), "b"), one(&throws, "c")], &settings());
    let shown: Vec<_> = outcomes.iter().map(|outcome| codes(&outcome.diagnostics)).collect();
    assert_eq!(shown, [vec!["H032"], vec![], vec!["H032"]]);
    assert_eq!(out.names(), ["b.out"]);
}

#[test]
fn no_zombie_is_left() {
    let out = Folder::new();
    let outcomes = run_all(vec![conversion(&hostile(), &[("do", "who_am_i")], "x", &out)], &settings());
    let diagnostics = &outcomes.first().unwrap().diagnostics;
    assert_eq!(codes(diagnostics), ["H032"]);
    let worker = diagnostics.first().unwrap().args["printed"].trim_start_matches(": ").to_owned();
    assert!(worker.parse::<u32>().is_ok(), "{worker}");
    assert!(!std::path::Path::new("/proc").join(worker).exists());
}

#[test]
fn what_does_no_harm_is_let_be() {
    for what in ["chdir", "close_std"] {
        assert_eq!(misbehave(what, &settings()), (true, vec![], vec!["bad.out".into()]), "{what}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_a_plugin_has_started_ends_with_it() {
    let (out, desk) = (Folder::new(), Folder::new());
    let outcomes = run_all(vec![conversion(&hostile(), &[("do", "fork")], "x", &out)], &unfiltered(&desk));
    let diagnostics = &outcomes.first().unwrap().diagnostics;
    assert_eq!(codes(diagnostics), ["H033"]);
    gone(diagnostics.first().unwrap().args["printed"].trim_start_matches(": "));
}

#[test]
#[cfg(target_os = "linux")]
fn what_outlives_its_conversion_ends_with_the_worker() {
    let (out, desk) = (Folder::new(), Folder::new());
    let outcomes = run_all(vec![conversion(&hostile(), &[("do", "leave_child")], "x", &out)], &unfiltered(&desk));
    let outcome = outcomes.first().unwrap();
    assert!(outcome.result.is_ok());
    assert_eq!(codes(&outcome.diagnostics), ["H037"]);
    gone(&outcome.diagnostics.first().unwrap().args["text"]);
}

/// Where the kernel filters calls, none is started in the first place: nothing can outlive a host that is killed.
#[test]
#[cfg(target_os = "linux")]
fn a_plugin_leaves_no_process_behind() {
    for what in ["leave_child", "leave_daemon"] {
        assert_eq!(misbehave(what, &settings()), (true, vec![], vec!["bad.out".into()]), "{what}");
    }
}

/// Settings as for a kernel that filters no calls, so that a plugin can start processes.
#[cfg(target_os = "linux")]
fn unfiltered(desk: &Folder) -> Settings {
    without_call(&desk.0, "SYS_seccomp")
}

#[test]
fn a_child_that_holds_the_socket_does_not_hold_the_host() {
    // The timeout is far longer than anybody would wait for this test.
    let patience = Duration::from_secs(3600);
    #[cfg(target_os = "linux")]
    let desk = Folder::new();
    #[cfg(target_os = "linux")]
    let patient = Settings { timeout: patience, ..unfiltered(&desk) };
    #[cfg(not(target_os = "linux"))]
    let patient = Settings { timeout: patience, ..settings() };
    assert_eq!(misbehave("fork_and_crash", &patient), (false, vec!["H032".into()], vec![]));
}

#[test]
fn a_copy_of_the_worker_does_not_speak_for_it() {
    const TIMES: usize = 50;
    let out = Folder::new();
    let one = |n: usize| conversion(&hostile(), &[("do", "fork_and_return")], &format!("{n:02}"), &out);
    #[cfg(target_os = "linux")]
    let desk = Folder::new();
    #[cfg(target_os = "linux")]
    let settings = unfiltered(&desk);
    #[cfg(not(target_os = "linux"))]
    let settings = settings();
    let outcomes = run_all((0..TIMES).map(one).collect(), &settings);
    let wrong: Vec<_> = outcomes.iter().filter(|outcome| !outcome.diagnostics.is_empty()).collect();
    assert!(wrong.is_empty(), "{:?}", wrong.first().map(|outcome| &outcome.diagnostics));
    assert!(out.files().iter().all(|(_, text)| text == "first line\n"));
    assert_eq!(out.names().len(), TIMES);
}

/// Waits until a process that was killed is gone.
#[cfg(target_os = "linux")]
fn gone(orphan: &str) {
    assert!(orphan.parse::<u32>().is_ok(), "{orphan}");
    // Killed; the kernel may need a moment. A zombie is for init to take.
    let alive = || {
        let state = std::fs::read_to_string(format!("/proc/{orphan}/stat")).unwrap_or_default();
        !(state.is_empty() || state.contains(") Z ") || state.contains(") X "))
    };
    let patience = std::time::Instant::now() + Duration::from_secs(10);
    while alive() && std::time::Instant::now() < patience {
        std::thread::yield_now();
    }
    assert!(!alive());
}

#[test]
fn what_never_ends_is_ended() {
    let impatient = Settings { timeout: Duration::from_secs(2), ..settings() };
    for what in ["spin", "sleep", "ignore_sigterm"] {
        assert_eq!(misbehave(what, &impatient), (false, vec!["H034".into()], vec![]), "{what}");
    }
    let (ok, codes, landed) = misbehave("print_forever", &impatient);
    assert_eq!((ok, codes, landed), (false, vec!["H034".into()], vec![]));
    fails("deaf", &["H042"]);
}

#[test]
fn the_channel_cannot_be_misused() {
    fails("close", &["H035"]);
    let (ok, codes, _) = misbehave("babble", &settings());
    assert!(!ok);
    assert_eq!(codes, ["H035"]);
}

#[test]
fn prints_are_kept_and_go_nowhere_else() {
    let out = Folder::new();
    let outcomes = run_all(vec![conversion(&hostile(), &[("do", "print")], "x", &out)], &settings());
    let outcome = outcomes.first().unwrap();
    assert!(outcome.result.is_ok());
    let text = outcome.diagnostics.first().unwrap().args.get("text").unwrap();
    assert_eq!(text, "on stdout\non stderr");
    assert_eq!(misbehave("flood", &settings()).1, ["H037"]);
    assert_eq!(misbehave("read_input", &settings()), (true, vec![], vec!["bad.out".into()]));
}

#[test]
fn the_contract_is_enforced() {
    fails("climb", &["H042"]);
    fails("cases", &["H043"]);
    fails("file_as_folder", &["H043"]);
    fails("passwd", &["H048", "H048", "H040"]);
    fails("silent", &["H040"]);
    fails("ignore_refusal", &["H040"]);
    fails("odd_status", &["H040"]);
    fails("only_further", &["H041"]);
    // Either may have been an error, so that nothing may land.
    fails("gibberish", &["H050"]);
    fails("long_error", &["H050"]);
    let (ok, codes, _) = misbehave("complain", &settings());
    assert!(ok);
    assert_eq!((codes.len(), codes.last().map(String::as_str)), (1_001, Some("H051")));
}

#[test]
fn an_error_is_heard_however_much_came_before() {
    let (ok, mut codes, landed) = misbehave("late_error", &settings());
    assert!(!ok);
    assert_eq!((codes.len(), landed), (1_002, vec![]));
    assert_eq!(codes.split_off(1_000), ["X2", "H051"]);
}

#[test]
fn a_panic_of_the_hosts_own_ends_one_conversion() {
    let out = Folder::new();
    let watch = Watch::new(|index, _, _| assert!(index != 1, "a fault"));
    let one = |stem| conversion(&hostile(), &[("do", "progress")], stem, &out);
    let outcomes = run_all(vec![one("a"), one("b"), one("c"), one("d")], &Settings { watch, ..settings() });
    let shown: Vec<_> = outcomes.iter().map(|outcome| codes(&outcome.diagnostics)).collect();
    assert_eq!(shown, [vec![], vec!["H053"], vec![], vec![]]);
    assert_eq!(out.names(), ["a.out", "c.out", "d.out"]);
}

#[test]
fn a_wrong_handshake_is_refused_in_the_worker() {
    for (define, reason) in
        [("MAGIC=7", "magic"), ("MAJOR=2", "version 2"), ("SIZE=40", "40 bytes"), ("LYING", "manifest")]
    {
        let (folder, out) = (Folder::new(), Folder::new());
        build_c(&folder.0, "plugin", &[define]);
        let outcomes = run_all(vec![conversion(&only_plugin(&folder.0), &[], "x", &out)], &settings());
        let diagnostic = outcomes.first().unwrap().diagnostics.first().unwrap();
        assert_eq!(codes(std::slice::from_ref(diagnostic)), ["H030"]);
        assert!(diagnostic.args.get("reason").unwrap().contains(reason), "{diagnostic:?}");
    }
}

#[test]
fn a_crash_on_loading_is_contained() {
    let (folder, out) = (Folder::new(), Folder::new());
    build_c(&folder.0, "plugin", &["CRASH_ON_LOAD"]);
    let outcomes = run_all(vec![conversion(&only_plugin(&folder.0), &[], "x", &out)], &settings());
    assert_eq!(codes(&outcomes.first().unwrap().diagnostics), ["H032"]);
}

#[test]
fn what_goes_wrong_on_loading_is_blamed_on_each_document() {
    let impatient = Settings { timeout: Duration::from_secs(1), ..settings() };
    for (define, wanted) in [("HANG_ON_LOAD", "H034"), ("EXIT_ON_LOAD", "H033")] {
        let (folder, out) = (Folder::new(), Folder::new());
        build_c(&folder.0, "plugin", &[define]);
        let plugin = only_plugin(&folder.0);
        let one = |stem| conversion(&plugin, &[], stem, &out);
        let outcomes = run_all(vec![one("a"), one("b")], &impatient);
        let shown: Vec<_> = outcomes.iter().map(|outcome| codes(&outcome.diagnostics)).collect();
        assert_eq!(shown, [[wanted], [wanted]], "{define}");
        assert_eq!(out.names(), [""; 0]);
    }
}
