//! Each fault is found by its test; the same plugin without a fault passes them all.

use std::path::Path;
use std::sync::Mutex;

use pressroom_conformance::Test;

use crate::support::{Folder, HERE, build, include, verdict};

/// A definition of faulty.c, the test that has to find it, and the code of what it says.
const FAULTS: [(&str, Test, &str); 34] = [
    ("FAULT_MAGIC", Test::Handshake, "H030"),
    ("FAULT_CREATE", Test::Handshake, "H104"),
    ("FAULT_DESTROY", Test::Handshake, "H100"),
    ("FAULT_END", Test::Handshake, "H100"),
    ("FAULT_OTHER_MANIFEST", Test::Manifest, "H103"),
    ("FAULT_OPTION_REFUSED", Test::Options, "H112"),
    ("FAULT_OPTION_CRASH", Test::Options, "H100"),
    ("FAULT_EMPTY", Test::EmptyStory, "H100"),
    ("FAULT_SILENT", Test::EmptyStory, "H105"),
    ("FAULT_NO_OUTPUT", Test::EmptyStory, "H106"),
    ("FAULT_ODD_STATUS", Test::EmptyStory, "H108"),
    ("FAULT_BAD_DIAGNOSTIC", Test::EmptyStory, "H107"),
    ("FAULT_ERROR_AND_OK", Test::EmptyStory, "H104"),
    ("FAULT_HUGE", Test::HugeStory, "H102"),
    ("FAULT_ENDLESS", Test::HugeStory, "H117"),
    ("FAULT_TABLE", Test::EveryKind, "H104"),
    ("FAULT_UNKNOWN", Test::UnknownKind, "H104"),
    ("FAULT_RTL", Test::RightToLeft, "H101"),
    ("FAULT_MISSING", Test::MissingPicture, "H104"),
    ("FAULT_LEFT_OPEN", Test::MissingPicture, "H111"),
    ("FAULT_ORIGINAL", Test::Original, "H104"),
    ("FAULT_IGNORES", Test::FailingSink, "H109"),
    ("FAULT_SPINS", Test::FailingSink, "H102"),
    ("FAULT_NAME", Test::OutputNames, "H110"),
    ("FAULT_PICTURE_NAME,THEN_CRASH", Test::OutputNames, "H100"),
    ("FAULT_NOT_CANCELLED", Test::Cancellation, "H113"),
    ("FAULT_LATE", Test::Cancellation, "H114"),
    ("FAULT_INSTANCES", Test::TwoInstances, "H115"),
    ("FAULT_CONCURRENT", Test::Concurrent, "H115"),
    ("FAULT_CLOCK", Test::SameBytes, "H115"),
    ("FAULT_COUNTER", Test::SameBytes, "H115"),
    ("FAULT_ENVIRONMENT", Test::SameBytes, "H119"),
    ("FAULT_LEAK", Test::Memory, "H116"),
    ("FAULT_WORKER", Test::Worker, "H040"),
];

fn faulty(defines: &str) -> (Folder, std::path::PathBuf) {
    let folder = Folder::new();
    let defines: Vec<&str> = defines.split(',').filter(|define| !define.is_empty()).collect();
    let library = build(&Path::new(HERE).join("tests/plugins/faulty.c"), &include(), &folder, &defines);
    (folder, library)
}

#[test]
fn each_test_can_fail() {
    let waiting = Mutex::new(FAULTS.iter());
    let wrong = Mutex::new(Vec::new());
    // Much of the time is waiting for deadlines.
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((defines, test, code)) = { waiting.lock().unwrap().next() } {
                    let (_folder, library) = faulty(defines);
                    // Longer than the late one sleeps.
                    let seconds = if *test == Test::Cancellation { 60 } else { 3 };
                    let found = verdict(*test, &library, seconds);
                    if found != ("failed", (*code).to_owned()) {
                        wrong.lock().unwrap().push(format!("{defines}: {found:?}, not {code}"));
                    }
                }
            });
        }
    });
    assert_eq!(wrong.into_inner().unwrap(), [""; 0]);
}

#[test]
fn every_test_has_a_fault() {
    for test in Test::ALL {
        assert!(FAULTS.iter().any(|(_, of, _)| *of == test), "{}", test.id());
    }
}

#[test]
fn the_same_plugin_without_a_fault_passes() {
    let (_folder, library) = faulty("");
    for test in Test::ALL {
        let wanted = if test == Test::Concurrent { ("skipped", "H126") } else { ("passed", "") };
        let (word, code) = verdict(test, &library, 60);
        assert_eq!((word, code.as_str()), wanted, "{}", test.id());
    }
}

#[test]
fn a_plugin_that_never_asks_is_told_so() {
    let (_folder, library) = faulty("FAULT_NEVER_ASKS");
    assert_eq!(verdict(Test::Cancellation, &library, 60), ("passed", "H125".into()));
}

#[test]
fn a_name_of_the_story_that_is_refused_is_no_fault_when_the_plugin_fails_in_good_order() {
    let (_folder, library) = faulty("FAULT_PICTURE_NAME");
    assert_eq!(verdict(Test::OutputNames, &library, 60), ("passed", String::new()));
}
