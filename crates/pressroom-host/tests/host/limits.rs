//! What a plugin may use up, and what it is told when it wants more.

use pressroom_host::Settings;

use crate::support::{Folder, codes, conversion, hostile, run_all, settings};

const MB: u64 = 1 << 20;

fn one(what: &str, settings: &Settings) -> (Vec<String>, Vec<pressroom_core::Diagnostic>, Vec<String>) {
    let out = Folder::new();
    let one = |stem, what| conversion(&hostile(), &[("do", what)], stem, &out);
    let mut outcomes = run_all(vec![one("bad", what), one("good", "good")], settings);
    assert!(outcomes.pop().unwrap().result.is_ok(), "{what}: the next one goes on");
    let bad = outcomes.pop().unwrap();
    assert!(bad.result.is_err(), "{what}");
    (codes(&bad.diagnostics).into_iter().map(str::to_owned).collect(), bad.diagnostics, out.names())
}

#[test]
#[cfg(target_os = "linux")]
fn memory_is_limited_and_the_limit_is_named() {
    let settings = Settings { memory_bytes: 512 * MB, ..settings() };
    // Shared pages are counted by the looser limit.
    for what in ["hoard", "share"] {
        let (codes, diagnostics, names) = one(what, &settings);
        assert_eq!(codes, ["H066"], "{what}: {diagnostics:?}");
        let args = &diagnostics.first().unwrap().args;
        assert_eq!((args["limit"].as_str(), args["more"].as_str()), ("512", "1024"));
        assert_eq!(names, ["good.out"]);
    }
    // A crash far below the limit is not blamed on it.
    assert_eq!(one("segfault", &settings).0, ["H032"]);
}

#[test]
fn output_is_limited_and_the_limit_is_named() {
    let settings = Settings { output_bytes: 8 * MB, ..settings() };
    for what in ["endless", "endless_deaf"] {
        let (codes, diagnostics, names) = one(what, &settings);
        assert_eq!(codes, ["H044"], "{what}");
        assert_eq!(diagnostics.first().unwrap().args["limit"], "8");
        assert_eq!(names, ["good.out"]);
    }
}
