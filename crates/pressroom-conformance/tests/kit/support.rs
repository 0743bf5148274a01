//! Plugins built for the tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use pressroom_conformance::{Outcome, Settings, Test, Verdict, run_one};
use pressroom_core::catalogue::{Catalogue, Language};
use pressroom_host::WorkerCommand;

pub const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A new folder, removed with its value.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("kit-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn include() -> PathBuf {
    Path::new(HERE).join("../pressroom-plugin/include")
}

/// Builds a C source with these definitions.
pub fn build(source: &Path, include: &Path, folder: &Folder, defines: &[&str]) -> PathBuf {
    let library = folder.0.join(format!("plugin.{}", std::env::consts::DLL_EXTENSION));
    let mut cc = Command::new("cc");
    cc.args(["-std=c11", "-shared", "-fPIC", "-pthread", "-w", "-I"]).arg(include);
    cc.args(defines.iter().map(|define| format!("-D{define}")));
    let built = cc.arg("-o").arg(&library).arg(source).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    library
}

pub fn settings(seconds: u64) -> Settings {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_pressroom-conformance-child"));
    let worker = WorkerCommand { program: program.clone(), args: Vec::new() };
    Settings { program, worker, timeout: Duration::from_secs(seconds) }
}

/// Runs one test: how it ended, and the code of what was said.
pub fn verdict(test: Test, library: &Path, seconds: u64) -> (&'static str, String) {
    let Outcome { verdict, .. } = run_one(test, library, &settings(seconds)).unwrap();
    let (word, said) = match verdict {
        Verdict::Passed { note } => ("passed", note),
        Verdict::Failed { why } => ("failed", Some(why)),
        Verdict::Skipped { why } => ("skipped", Some(why)),
    };
    for language in Language::ALL {
        let words = Catalogue::shipped(language);
        for said in said.iter().filter(|said| said.code.starts_with('H')) {
            assert!(words.get(&said.code).is_some(), "{} has no words", said.code);
            let shown = words.message(said);
            assert!(!shown.contains('{') || shown.contains("{\""), "{shown}");
        }
    }
    (word, said.map(|said| said.code.to_string()).unwrap_or_default())
}
