//! Golden cases: what each story becomes. `UPDATE=1 cargo test` writes them anew, to be reviewed as a diff.
//!
//! A case is a folder of `tests/cases`; its story stands in it, or in the sample of the same name.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use pressroom_tests::{Run, Scratch, golden, pressroom_in, root, system_tool};

/// 4 May 2024, 00:00 in Hà Nội: the copy leaves the year out, and outputs have to repeat.
pub const STORY_TIME: &str = "updated=2024-05-04T00:00:00+07:00";

fn cases() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(root().join("tests/cases")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 2, "the cases are gone");
    folders
}

/// The folder of a case's story; the command runs there, so that names in the results do not depend on the machine.
fn story_folder(case: &Path) -> PathBuf {
    let own = case.join("story.txt");
    if own.exists() { case.to_path_buf() } else { root().join("samples").join(case.file_name().unwrap()) }
}

fn in_case(case: &Path, args: &[&str]) -> Run {
    Run::from(pressroom_in(&story_folder(case)).args(args).args(["--meta", STORY_TIME])).expect_code(0)
}

#[test]
fn models() {
    for case in cases() {
        let run = in_case(&case, &["inspect", "story.txt", "--json"]);
        golden(&case.join("model.json"), &run.stdout);
    }
}

#[test]
fn which_line_became_what() {
    for case in cases() {
        let run = in_case(&case, &["inspect", "story.txt"]);
        golden(&case.join("inspect.txt"), &run.stdout);
    }
}

#[test]
fn diagnostics() {
    for case in cases() {
        for lang in ["en", "vi"] {
            let run = in_case(&case, &["check", "story.txt", "--lang", lang]);
            // The last line tells how long it took.
            let (findings, _) = run.stderr.rsplit_once("\n\n").unwrap();
            golden(&case.join(format!("diagnostics.{lang}.txt")), &format!("{findings}\n"));
        }
    }
}

#[test]
fn newsml() {
    for case in cases() {
        let out = Scratch::new("newsml");
        in_case(&case, &["convert", "story.txt", "--to", "newsml", "--out", &out.join("")]);
        golden(&case.join("newsml.xml"), &String::from_utf8(out.read("story.newsml.xml")).unwrap());
    }
}

#[test]
fn epub() {
    for case in cases() {
        let out = Scratch::new("epub");
        in_case(&case, &["convert", "story.txt", "--to", "epub", "--out", &out.join("")]);
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(out.read("story.epub"))).unwrap();
        let mut names = String::new();
        for index in 0..book.len() {
            let mut entry = book.by_index(index).unwrap();
            let name = entry.name().unwrap().into_owned();
            names += &format!("{name} ({:?})\n", entry.compression());
            let is_text = [".xhtml", ".opf", ".ncx"].iter().any(|end| name.ends_with(end));
            if is_text {
                let mut text = String::new();
                entry.read_to_string(&mut text).unwrap();
                golden(&case.join("epub").join(&name), &text);
            }
        }
        golden(&case.join("epub/entries.txt"), &names);
    }
}

/// The text of the page, in the order in which it stands in the file.
#[test]
fn pdf_text() {
    let Some(pdftotext) = system_tool("pdftotext") else { return };
    for case in cases() {
        let out = Scratch::new("pdf");
        in_case(&case, &["convert", "story.txt", "--to", "pdf", "--out", &out.join("")]);
        let text = Command::new(&pdftotext).args(["-raw", &out.join("story.pdf"), "-"]).output().unwrap();
        golden(&case.join("pdf.txt"), &String::from_utf8(text.stdout).unwrap());
    }
}
