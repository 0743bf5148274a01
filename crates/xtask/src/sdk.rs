//! The sources that a plugin in Rust is built against, as an installation has them in `share/pressroom/sdk`.

use std::fs;
use std::io;
use std::path::Path;

/// The SDK and what it is made of.
const CRATES: [&str; 2] = ["pressroom-plugin", "pressroom-core"];
/// Of each crate; tests and benches stay behind.
const PARTS: [&str; 8] = ["Cargo.toml", "src", "examples", "include", "messages", "lexicons", "schema", "README.md"];

/// Copies the crates into a workspace of their own. The folder must not be there yet.
pub fn copy(root: &Path, folder: &Path) -> Result<(), String> {
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()));
    }
    copy_all(root, folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn copy_all(root: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for name in CRATES {
        for part in PARTS {
            let from = root.join("crates").join(name).join(part);
            if from.exists() {
                copy_tree(&from, &folder.join("crates").join(name).join(part))?;
            }
        }
    }
    fs::write(folder.join("Cargo.toml"), workspace(&fs::read_to_string(root.join("Cargo.toml"))?))?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root.join(licence), folder.join(licence))?;
    }
    Ok(())
}

/// The workspace's own manifest, with these members only: versions and lints stay those of the whole.
fn workspace(manifest: &str) -> String {
    let mut text = String::new();
    let mut skipping = false;
    for line in manifest.lines() {
        // The list may be one line or many.
        skipping |= line.starts_with("default-members");
        if skipping {
            skipping = !line.trim_end().ends_with(']');
            continue;
        }
        if line.starts_with("members") {
            text += "members = [\"crates/*\"]";
        } else {
            text += line;
        }
        text.push('\n');
    }
    text
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_file() {
        fs::create_dir_all(to.parent().unwrap_or(to))?;
        return fs::copy(from, to).map(|_| ());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy_tree(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
