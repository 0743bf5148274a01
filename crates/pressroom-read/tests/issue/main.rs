//! `issue.toml`: what it may say, which stories it finds, what preflight says of it, and how a new one is written.
#![allow(clippy::unwrap_used)]

mod check;
mod init;
mod parse;
mod stories;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use pressroom_core::Diagnostic;
use pressroom_core::catalogue::{Catalogue, Language};
use pressroom_read::files::IssueToml;

/// A folder of an edition, with the files named. Each has its own name as text.
fn folder(name: &str, files: &[&str]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("issue").join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(path.join("edition")).unwrap();
    for file in files {
        let file = path.join("edition").join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, file.to_str().unwrap()).unwrap();
    }
    path.join("edition")
}

fn edition(text: &str) -> IssueToml {
    IssueToml::parse("issue.toml", text).unwrap()
}

/// An edition of one section, whose stories stand in line 5 from column 12.
fn one_section(stories: &str) -> IssueToml {
    edition(&format!("[publication]\ntitle = 'P'\n[[sections]]\ntitle = 'S'\nstories = [{stories}]\n"))
}

/// `CODE line:column` for each diagnostic, all of which have their words with every value in place.
fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    for diagnostic in diagnostics {
        for catalogue in Language::ALL.map(Catalogue::shipped) {
            assert!(catalogue.get(&diagnostic.code).is_some(), "{}", diagnostic.code);
            let text = format!("{}\n{}", catalogue.message(diagnostic), catalogue.help(diagnostic).unwrap_or_default());
            // A value's place looks like `{name}`; TOML's tables are written with a space.
            let mut after_braces = text.split('{').skip(1);
            assert!(after_braces.all(|rest| rest.starts_with(' ')), "{text}");
        }
    }
    support::shown(diagnostics)
}
