//! Plugins that were built with an older or a newer header, for another major version, and of another kind.

use std::path::{Path, PathBuf};

use pressroom_conformance::Test;

use crate::support::{Folder, HERE, build, include, verdict};

/// faulty.c, built with a header that was changed.
fn built_with(change: impl Fn(String) -> String, defines: &[&str]) -> (Folder, PathBuf) {
    let folder = Folder::new();
    let header = std::fs::read_to_string(include().join("pressroom.h")).unwrap();
    let changed = change(header.clone());
    assert_ne!(header, changed, "the header is not changed");
    std::fs::write(folder.0.join("pressroom.h"), changed).unwrap();
    let source = Path::new(HERE).join("tests/plugins/versions.c");
    let library = build(&source, &folder.0, &folder, defines);
    (folder, library)
}

#[track_caller]
fn passes_everything(library: &Path) {
    for test in Test::ALL {
        // It does not ask for the copy as it came in.
        let wanted = if test == Test::Original { ("skipped", "H131") } else { ("passed", "") };
        let (word, code) = verdict(test, library, 60);
        assert_eq!((word, code.as_str()), wanted, "{}", test.id());
    }
}

/// Appended fields, as minor version 1 may bring them.
fn newer(header: String) -> String {
    let minor = header.replace("#define PRESSROOM_ABI_MINOR 0", "#define PRESSROOM_ABI_MINOR 1");
    let job = "    const void *(*get_ext)(void *ctx, pressroom_bytes id);\n} pressroom_job_v1;";
    let table = "    const void *(*get_ext)(pressroom_bytes id);\n} pressroom_plugin_table_v1;";
    let more = "    int32_t (*new_in_1_1)(void *ctx);\n    uint64_t also_new;\n}";
    assert!(minor.contains(job) && minor.contains(table));
    minor.replace(job, &job.replace('}', more)).replace(table, &table.replace('}', more))
}

/// Without the last field of the job and of the table, as if they had come later.
fn older(header: String) -> String {
    header
        .replace(
            "    const void *(*get_ext)(void *ctx, pressroom_bytes id);\n} pressroom_job_v1;",
            "} pressroom_job_v1;",
        )
        .replace(
            "    const void *(*get_ext)(pressroom_bytes id);\n} pressroom_plugin_table_v1;",
            "} pressroom_plugin_table_v1;",
        )
}

#[test]
fn a_plugin_of_a_newer_minor_version_runs() {
    let (_folder, library) = built_with(newer, &["NEWER"]);
    passes_everything(&library);
}

#[test]
fn a_plugin_of_an_older_minor_version_runs() {
    let (_folder, library) = built_with(older, &["OLDER"]);
    passes_everything(&library);
}

#[test]
fn a_table_that_lacks_what_every_version_has_is_refused() {
    let (_folder, library) = built_with(older, &["OLDER", "SIZE=56"]);
    assert_eq!(verdict(Test::Handshake, &library, 60), ("failed", "H030".into()));
}

#[test]
fn another_major_version_says_which_pressroom_it_wants() {
    let two = |header: String| header.replace("pressroom_plugin_v1;", "pressroom_plugin_v2;");
    let (_folder, library) = built_with(two, &["pressroom_plugin_v1=pressroom_plugin_v2"]);
    assert_eq!(verdict(Test::Handshake, &library, 60), ("failed", "H016".into()));
    let fault = pressroom_host::read_plugin(&library).unwrap_err();
    assert_eq!((fault.args["wants"].as_str(), fault.args["has"].as_str()), ("2", "1"));

    let (_folder, library) = built_with(|header| header + "\n", &["ABI=\"2.3\""]);
    let fault = pressroom_host::read_plugin(&library).unwrap_err();
    assert_eq!((fault.code.as_ref(), fault.args["wants"].as_str()), ("H016", "2.3"));

    // The symbol's name and the manifest say 1, and the table says 2.
    let (_folder, library) = built_with(|header| header + "\n", &["MAJOR=2"]);
    assert_eq!(verdict(Test::Handshake, &library, 60), ("failed", "H030".into()));
}

#[test]
fn another_kind_is_refused_by_its_name() {
    let (_folder, library) = built_with(|header| header + "\n", &["KIND=\"input\""]);
    assert_eq!(verdict(Test::Handshake, &library, 60), ("failed", "H017".into()));
    assert_eq!(pressroom_host::read_plugin(&library).unwrap_err().args["kind"], "input");
}
