use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of a test's own below `target/tmp`, removed at the end unless the test failed.
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let unique = format!("{name}-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = crate::built_folder().join("../tmp").join(unique);
        std::fs::create_dir_all(&path).expect("a scratch folder");
        Scratch { path: path.canonicalize().expect("a scratch folder") }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A path below the folder, as an argument.
    pub fn join(&self, name: &str) -> String {
        self.path.join(name).to_str().expect("UTF-8").to_owned()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        std::fs::write(&path, content).expect("a file is written");
        self.join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        let path = self.path.join(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every file below the folder, by relative name, in order.
    pub fn files(&self) -> Vec<String> {
        let mut names = Vec::new();
        list(&self.path, "", &mut names);
        names.sort();
        names
    }
}

fn list(folder: &Path, below: &str, names: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names);
        } else {
            names.push(name);
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // What is left behind lies in target/ and harms nobody.
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}
