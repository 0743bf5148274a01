//! A plugin that would abort on a panic does not build: the host could not tell the author what happened.
#![allow(clippy::unwrap_used)]

use std::process::Command;

fn build(panic: &str) -> (bool, String) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["rustc", "--quiet", "--example", "headline", "--", "-C"]).arg(format!("panic={panic}"));
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_plugin_under_panic_abort_does_not_build() {
    let (built, said) = build("abort");
    assert!(!built);
    assert!(said.contains("a plugin has to be built with panic = \"unwind\""), "{said}");
    let (built, said) = build("unwind");
    assert!(built, "{said}");
}
