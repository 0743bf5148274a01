//! Plugins built for the tests, and one helper that runs conversions.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use pressroom_core::catalogue::{Catalogue, Language};
use pressroom_core::{Article, Diagnostic, Text};
use pressroom_host::options::{Given, resolve};
use pressroom_host::search::{Origin, SearchDir};
use pressroom_host::{
    Conversion, DEFAULT_MEMORY_BYTES, DEFAULT_OUTPUT_BYTES, Landed, Plugin, Settings, Story, WorkerCommand, discover,
    run,
};

/// A new folder, removed with its value.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        // Not in the system's own temporary folder, which everybody may write to.
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// Every file below it and its content, by name.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&self.0).unwrap().display().to_string();
                    found.push((name, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned()));
                }
            }
        }
        found.sort();
        found
    }

    pub fn names(&self) -> Vec<String> {
        self.files().into_iter().map(|(name, _)| name).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// Builds tests/plugins/hostile.c with these definitions.
pub fn build_c(into: &Path, name: &str, defines: &[&str]) -> PathBuf {
    let library = into.join(format!("{name}.{}", std::env::consts::DLL_EXTENSION));
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O0", "-w", "-pthread", "-I"])
        .arg(Path::new(HERE).join("../pressroom-plugin/include"));
    cc.args(defines.iter().map(|define| format!("-D{define}")));
    let built = cc.arg("-o").arg(&library).arg(Path::new(HERE).join("tests/plugins/hostile.c")).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    library
}

/// Builds tests/plugins/throws.cpp.
pub fn build_throws(into: &Path) -> PathBuf {
    let library = into.join(format!("throws.{}", std::env::consts::DLL_EXTENSION));
    let mut cc = Command::new("c++");
    cc.args(["-shared", "-fPIC", "-w", "-I"]).arg(Path::new(HERE).join("../pressroom-plugin/include"));
    let built = cc.arg("-o").arg(&library).arg(Path::new(HERE).join("tests/plugins/throws.cpp")).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    library
}

/// The hostile plugin, built once.
pub fn hostile() -> Arc<Plugin> {
    static BUILT: OnceLock<Arc<Plugin>> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            let folder = Folder::new();
            kept("hostile", &build_c(&folder.0, "hostile", &[]))
        })
        .clone()
}

/// The Rust plugin of examples/sample_plugin.rs, built once, where cargo says it is.
pub fn sample() -> Arc<Plugin> {
    static BUILT: OnceLock<Arc<Plugin>> = OnceLock::new();
    let build = || {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--example", "sample_plugin", "--message-format=json"]).current_dir(HERE);
        let built = cargo.output().unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let library = String::from_utf8(built.stdout).unwrap().lines().find_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let is_it = message.pointer("/target/name")? == "sample_plugin";
            message.pointer("/filenames/0").filter(|_| is_it)?.as_str().map(PathBuf::from)
        });
        kept("sample", &library.expect("cargo names the library"))
    };
    BUILT.get_or_init(build).clone()
}

/// Puts a library into a folder that all runs of the tests share, by rename: others may have it loaded.
fn kept(name: &str, library: &Path) -> Arc<Plugin> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("host-plugins").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let fresh = folder.join(format!("{}.new", std::process::id()));
    std::fs::copy(library, &fresh).unwrap();
    std::fs::rename(fresh, folder.join(library.file_name().unwrap())).unwrap();
    only_plugin(&folder)
}

pub fn search(folder: &Path) -> [SearchDir; 1] {
    [SearchDir { path: folder.to_owned(), origin: Origin::Flag }]
}

pub fn only_plugin(folder: &Path) -> Arc<Plugin> {
    let found = discover(&search(folder));
    assert_eq!(found.refused, []);
    assert_eq!(found.plugins.len(), 1);
    found.plugins.first().unwrap().clone()
}

pub fn settings() -> Settings {
    let worker = WorkerCommand { program: env!("CARGO_BIN_EXE_pressroom-worker").into(), args: Vec::new() };
    let jobs = NonZeroUsize::new(2).unwrap();
    let timeout = Duration::from_secs(60);
    Settings {
        jobs,
        timeout,
        memory_bytes: DEFAULT_MEMORY_BYTES,
        output_bytes: DEFAULT_OUTPUT_BYTES,
        in_process: false,
        worker,
        interrupted: Arc::default(),
        watch: Default::default(),
    }
}

/// Settings whose workers run as on a kernel that does not have a system call.
#[cfg(target_os = "linux")]
pub fn without_call(into: &Path, call: &str) -> Settings {
    let program = into.join("without_call");
    let mut cc = Command::new("cc");
    cc.arg(format!("-DCALL={call}")).arg("-o").arg(&program);
    let built = cc.arg(Path::new(HERE).join("tests/plugins/without_call.c")).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let worker = WorkerCommand { program, args: vec![env!("CARGO_BIN_EXE_pressroom-worker").into()] };
    Settings { worker, ..settings() }
}

pub fn story(headline: &str) -> Article {
    Article { headline: Some(Text::new(headline)), ..Article::default() }
}

/// A conversion of one story without files.
pub fn conversion(plugin: &Arc<Plugin>, options: &[(&str, &str)], stem: &str, out: &Folder) -> Conversion {
    let given: Vec<Given> =
        options.iter().map(|(key, text)| Given::Text { key: (*key).into(), text: (*text).into() }).collect();
    Conversion {
        input: format!("{stem}.txt"),
        plugin: plugin.clone(),
        options: Arc::new(resolve(&plugin.manifest, &given).unwrap()),
        stem: stem.into(),
        folder: out.0.clone(),
        issue: None,
        stories: vec![Arc::new(Story::new(&story(stem), out.0.clone()))],
    }
}

pub fn run_all(conversions: Vec<Conversion>, settings: &Settings) -> Vec<Landing> {
    let mut landings = Vec::new();
    run(conversions.into_iter(), settings, |outcome| {
        let mut diagnostics = outcome.diagnostics;
        let landed = outcome.ready.ok_or(()).and_then(|ready| ready.land().map_err(|fault| diagnostics.push(fault)));
        landings.push(Landing { index: outcome.index, result: landed, diagnostics });
    });
    landings
}

/// What came of a conversion whose outputs were landed at once.
pub struct Landing {
    pub index: usize,
    pub result: Result<Vec<Landed>, ()>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The codes, after a look at each one's words: every value that they speak of has to be there.
pub fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    static WORDS: OnceLock<Catalogue> = OnceLock::new();
    let words = WORDS.get_or_init(|| Catalogue::shipped(Language::English));
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.code.starts_with('H')) {
        assert!(words.get(&diagnostic.code).is_some(), "{} has no words", diagnostic.code);
        let shown = words.message(diagnostic) + &words.help(diagnostic).unwrap_or_default();
        assert!(!shown.contains('{'), "{shown}");
    }
    diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect()
}
