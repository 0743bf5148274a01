//! What the author of a plugin does: start one, build it, check it, convert with it. And the samples.

use std::path::{Path, PathBuf};
use std::process::Command;

use pressroom_tests::{Run, Scratch, built_folder, pressroom_in, root, validator};
use serde_json::Value;

/// What a build printed, when it went wrong.
#[track_caller]
fn done(command: &mut Command) {
    let output = command.output().expect("a compiler");
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
}

fn library(stem: &str) -> String {
    format!("{}{stem}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

/// Builds a crate outside of the workspace, with dependencies of the versions that the workspace has; they are built once.
fn cargo_build(folder: &Path) -> PathBuf {
    let target = built_folder().join("../plugin-authors");
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    // As a user's own shell, which knows nothing of this workspace's build.
    for name in ["CARGO_TARGET_DIR", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        build.env_remove(name);
    }
    done(build.args(["build", "--quiet", "--target-dir"]).arg(&target).current_dir(folder));
    target.join("debug")
}

/// All tests pass, and the sample story becomes this text.
#[track_caller]
fn checks_and_converts(id: &str, file: &Path, dir: &Path, out: &Scratch) {
    let check = Run::from(pressroom_in(&root()).args(["plugins", "check", "--message-format", "json"]).arg(file));
    let check = check.expect_code(0);
    let summary = check.events().pop().unwrap();
    assert_eq!((&summary["passed"], &summary["failed"]), (&Value::from(17), &Value::from(0)), "{}", check.stdout);
    let mut convert = pressroom_in(&root());
    convert.args(["convert", "samples/tay-ninh/story.txt", "--to", id, "--out", &out.join("out"), "--plugin-dir"]);
    Run::from(convert.arg(dir)).expect_code(0);
    let text = String::from_utf8(out.read(&format!("out/story.{id}.txt"))).expect("UTF-8");
    assert!(text.starts_with("Chủ động phối hợp, giải quyết các vấn đề nổi cộm, nhân dân quan tâm\n\n"), "{text}");
    assert!(text.contains("Ngày 4/5, Hội nghị") && text.contains("Thanh Tân/TTXVN"), "{text}");
    convert.args(["--option", &format!("{id}.credits=false")]);
    Run::from(&mut convert).expect_code(0);
    let text = String::from_utf8(out.read(&format!("out/story.{id}.txt"))).expect("UTF-8");
    assert!(!text.contains("Thanh Tân/TTXVN"), "{text}");
}

fn cc(source: &Path, include: &Path, library: &Path) {
    let strict = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-shared", "-fPIC"];
    done(Command::new("cc").args(strict).arg("-I").arg(include).arg("-o").arg(library).arg(source));
}

#[test]
fn a_plugin_in_rust_is_started_built_checked_and_used() {
    let desk = Scratch::new("new-rust");
    let new =
        Run::from(pressroom_in(desk.path()).args(["plugins", "new", "night-desk", "--lang", "rust"])).expect_code(0);
    assert!(new.stdout.contains("cargo build --release\npressroom plugins check target/release/"), "{}", new.stdout);
    let folder = desk.path().join("night-desk");
    let built = cargo_build(&folder);
    let mine = desk.path().join("plugins");
    std::fs::create_dir(&mine).unwrap();
    let file = mine.join(library("pressroom_plugin_night_desk"));
    std::fs::copy(built.join(library("pressroom_plugin_night_desk")), &file).unwrap();
    checks_and_converts("night-desk", &file, &mine, &desk);
    // Its own story, as its README says.
    let own = ["convert", "story.txt", "--to", "night-desk", "--plugin-dir", "../plugins", "--out", "out"];
    Run::from(pressroom_in(&folder).args(own)).expect_code(0);
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    assert!(!readme.contains("{{") && readme.contains("pressroom convert story.txt --to night-desk"), "{readme}");
}

#[test]
fn a_plugin_in_c_is_started_built_checked_and_used() {
    let desk = Scratch::new("new-c");
    Run::from(pressroom_in(desk.path()).args(["plugins", "new", "wire", "--lang", "c"])).expect_code(0);
    let folder = desk.path().join("wire");
    let file = folder.join(format!("wire{}", std::env::consts::DLL_SUFFIX));
    cc(&folder.join("wire.c"), &folder.join("include"), &file);
    checks_and_converts("wire", &file, &folder, &desk);
    let own = ["convert", "story.txt", "--to", "wire", "--plugin-dir", ".", "--out", "out"];
    Run::from(pressroom_in(&folder).args(own)).expect_code(0);
}

#[test]
fn nothing_is_overwritten_and_names_are_checked() {
    let desk = Scratch::new("new-refused");
    let new = |name: &str| {
        let run = Run::from(pressroom_in(desk.path()).args([
            "plugins",
            "new",
            "--lang",
            "c",
            "--message-format",
            "json",
            name,
        ]));
        run.expect_code(2).codes()
    };
    desk.write("rss/mine.txt", "work");
    assert_eq!(new("rss"), ["A036"]);
    desk.write("taken", "a file");
    assert_eq!(new("taken"), ["A036"]);
    for name in ["RSS", "7days", "a/b", "../up", "a b", "", "con", "tin-tức", "end-", &"x".repeat(65)] {
        assert_eq!(new(name), ["A035"], "{name}");
    }
    assert_eq!(desk.files(), ["rss/mine.txt", "taken"]);
}

#[test]
fn the_sdk_of_an_installation_is_used() {
    let place = Scratch::new("installed");
    std::fs::create_dir_all(place.path().join("bin")).unwrap();
    let command = place.path().join("bin/pressroom");
    std::fs::copy(built_folder().join("pressroom"), &command).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    done(Command::new(cargo).args(["xtask", "sdk", &place.join("share/pressroom/sdk")]).current_dir(root()));
    done(Command::new(&command).args(["plugins", "new", "late", "--lang", "rust"]).current_dir(place.path()));
    let manifest = String::from_utf8(place.read("late/Cargo.toml")).unwrap();
    assert!(manifest.contains(&place.join("share/pressroom/sdk/crates/pressroom-plugin")), "{manifest}");
    cargo_build(&place.path().join("late"));
}

#[test]
fn the_samples_are_what_new_plugins_start_from() {
    let desk = Scratch::new("samples");
    for (name, lang) in [("text-rust", "rust"), ("text-c", "c")] {
        Run::from(pressroom_in(desk.path()).args(["plugins", "new", name, "--lang", lang])).expect_code(0);
    }
    for (made, sample) in [
        ("text-rust/src/lib.rs", "rust/src/lib.rs"),
        ("text-rust/manifest.json", "rust/manifest.json"),
        ("text-c/text-c.c", "c/text-c.c"),
    ] {
        let sample = std::fs::read_to_string(root().join("samples/plugins").join(sample)).unwrap();
        assert_eq!(String::from_utf8(desk.read(made)).unwrap(), sample, "{made}");
    }
}

#[test]
fn the_sample_in_rust() {
    let out = Scratch::new("sample-rust");
    let built = cargo_build(&root().join("samples/plugins/rust"));
    let file = out.path().join(library("pressroom_plugin_text_rust"));
    std::fs::copy(built.join(library("pressroom_plugin_text_rust")), &file).unwrap();
    checks_and_converts("text-rust", &file, out.path(), &out);
}

#[test]
fn the_sample_in_c() {
    let out = Scratch::new("sample-c");
    let file = out.path().join(library("text-c"));
    cc(&root().join("samples/plugins/c/text-c.c"), &root().join("crates/pressroom-plugin/include"), &file);
    checks_and_converts("text-c", &file, out.path(), &out);
}

#[test]
fn the_sample_in_zig() {
    let Some(zig) = validator("zig") else { return };
    let out = Scratch::new("sample-zig");
    let file = out.path().join(library("text-zig"));
    let mut build = Command::new(zig);
    build.args([
        "build-lib",
        "-dynamic",
        "-lc",
        "-O",
        "ReleaseSafe",
        "-I",
        "../../../crates/pressroom-plugin/include",
        "text.zig",
    ]);
    done(build.arg(format!("-femit-bin={}", file.display())).current_dir(root().join("samples/plugins/zig")));
    checks_and_converts("text-zig", &file, out.path(), &out);
}

#[test]
fn the_shipped_plugins_pass_the_kit() {
    std::thread::scope(|scope| {
        for id in ["newsml", "pdf", "epub", "html", "nitf", "ninjs"] {
            scope.spawn(move || {
                let file = built_folder().join(library(&format!("pressroom_{id}")));
                let run = Run::from(pressroom_in(&root()).args(["plugins", "check", "--timeout", "300"]).arg(file));
                // One test is for those that ask for the copy as it came in.
                let passed = if id == "pdf" { 18 } else { 17 };
                assert!(run.expect_code(0).stdout.contains(&format!("{passed} passed, 0 failed")), "{id}");
            });
        }
    });
}

#[test]
fn the_report_says_what_failed_and_what_next() {
    let place = Scratch::new("kit-report");
    let missing = Run::from(pressroom_in(&root()).args(["plugins", "check", "no-such-file.so"])).expect_code(2);
    assert!(missing.stderr.contains("A039"), "{}", missing.stderr);
    let text = place.write("text.so", "no library");
    let run = Run::from(pressroom_in(&root()).args(["plugins", "check", &text])).expect_code(1);
    assert!(run.stdout.contains("✗ handshake") && run.stdout.contains("[H010]"), "{}", run.stdout);
    assert!(run.stdout.contains("0 passed, 1 failed, 17 not run"), "{}", run.stdout);
    let json = ["plugins", "check", &text, "--message-format", "json", "--lang", "vi"];
    let events = Run::from(pressroom_in(&root()).args(json)).expect_code(1).events();
    assert_eq!((&events[0]["verdict"], &events[0]["code"]), (&Value::from("failed"), &Value::from("H010")));
    assert_eq!(events[1]["not_run"], 17);
}
