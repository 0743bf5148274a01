//! Outside validators, as `cargo xtask setup` installs them. What is missing is said aloud, and that test is skipped.

use std::path::PathBuf;

use crate::root;

/// A validator of `target/validators/bin`, when it is set up.
pub fn validator(name: &str) -> Option<PathBuf> {
    let folder = root().join("target/validators");
    let path = folder.join("bin").join(name);
    if ready(name) && path.exists() { Some(path) } else { skipped(name) }
}

/// A tool of the system, such as `xmllint`, when the set-up found it.
pub fn system_tool(name: &str) -> Option<PathBuf> {
    if ready(name) { Some(PathBuf::from(name)) } else { skipped(name) }
}

/// IPTC's schemas, which are not part of the repository: the folder that `PRESSROOM_SCHEMAS` names.
pub fn schemas() -> Option<PathBuf> {
    let folder = std::env::var_os("PRESSROOM_SCHEMAS").map(PathBuf::from).filter(|path| path.is_dir());
    folder.or_else(|| say("IPTC's schemas are not part of the repository; PRESSROOM_SCHEMAS names no folder with them"))
}

/// A folder with fonts of many scripts, out of the system's own way.
pub fn fonts() -> Option<PathBuf> {
    let folder = root().join("target/validators/fonts");
    if ready("fonts") && folder.is_dir() { Some(folder) } else { skipped("fonts") }
}

fn ready(name: &str) -> bool {
    let status = std::fs::read_to_string(root().join("target/validators/status.txt")).unwrap_or_default();
    status.lines().any(|line| line.split(' ').take(2).eq([name, "ready"]))
}

fn skipped(name: &str) -> Option<PathBuf> {
    say(&format!("{name} is not set up; run `cargo xtask setup`"))
}

fn say(why: &str) -> Option<PathBuf> {
    use std::io::Write;
    // Past the test harness, which keeps the output of tests that pass to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
    None
}
