//! Set-up and checks that contributors run: `cargo xtask`.
#![forbid(unsafe_code)]

mod sdk;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const USAGE: &str = "\
usage: cargo xtask TASK
  test      set up the validators, then format, lints and every test: what has to pass before anything lands
  setup     set up the validators only (Debian or Ubuntu with root; elsewhere what can be had)
  sdk DIR   put the sources of the plugin SDK into a folder, as an installation has them in share/pressroom/sdk
  schema    write the model's JSON Schema anew, after a change of the model";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["test"] => test(),
        ["setup"] => setup(),
        ["sdk", folder] => sdk::copy(&root(), Path::new(folder)),
        ["schema"] => write_schema(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(program: &str, args: &[&str]) -> Result<(), String> {
    eprintln!("> {program} {}", args.join(" "));
    let status = Command::new(program).args(args).current_dir(root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} {}: {status}", args.join(" "))),
        Err(error) => Err(format!("{program}: {error}")),
    }
}

fn setup() -> Result<(), String> {
    run("sh", &["tests/validators/setup.sh", "target/validators"])
}

fn test() -> Result<(), String> {
    setup()?;
    run("cargo", &["fmt", "--all", "--check"])?;
    run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    run("cargo", &["test", "--workspace"])
}

/// Writes the model's JSON Schema anew.
fn write_schema() -> Result<(), String> {
    let folder = root().join("crates/pressroom-core/schema");
    for (name, text) in pressroom_core::schema::generate().map_err(|e| e.to_string())? {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}
