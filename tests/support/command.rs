//! The command and the plugins, as a user builds them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

use crate::root;

/// The folder that holds the built command and the plugins. Built once; `cargo test` alone does not put plugins there.
pub fn built_folder() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["build", "--message-format=json"])
            .current_dir(root())
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "the command and the plugins do not build");
        let messages = String::from_utf8_lossy(&output.stdout);
        let mut executables = messages.lines().filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            let is_ours = message["target"]["name"] == "pressroom";
            message["executable"].as_str().filter(|_| is_ours).map(PathBuf::from)
        });
        let executable = executables.next_back().expect("cargo built the command");
        executable.parent().expect("in a folder").to_path_buf()
    })
}

/// How an invocation ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The run, if it ended with this exit code; else the test fails with what was printed.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Run {
        assert_eq!(self.code, Some(code), "\n--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr);
        self
    }

    /// The JSON objects on standard output.
    pub fn events(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
    }

    /// The codes of the diagnostics among the events.
    pub fn codes(&self) -> Vec<String> {
        let events = self.events();
        let codes = events.iter().filter(|event| event["type"] == "diagnostic");
        codes.map(|event| event["code"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// An invocation in a folder, with nothing in the environment that could change what it does.
pub fn pressroom_in(folder: &Path) -> Command {
    let mut command = Command::new(built_folder().join("pressroom"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["PRESSROOM_PLUGIN_PATH", "SOURCE_DATE_EPOCH", "XDG_DATA_HOME"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    command
}

/// Runs the command in the repository.
pub fn pressroom<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    run(pressroom_in(&root()).args(args))
}

impl From<&mut Command> for Run {
    fn from(command: &mut Command) -> Run {
        run(command)
    }
}

fn run(command: &mut Command) -> Run {
    let output = command.output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
