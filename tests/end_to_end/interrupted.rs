//! Stopped in the middle: no half-written file, no orphaned worker.

use std::process::{Command, Stdio};
use std::time::Duration;

use pressroom_tests::{Scratch, pressroom_in, root};

/// Enough stories to be in the middle of when the signal comes.
const STORIES: usize = 300;

#[test]
fn control_c_leaves_whole_files_and_no_worker() {
    whole_files_and_no_worker("-INT");
}

#[test]
fn a_request_to_end_does_the_same() {
    whole_files_and_no_worker("-TERM");
}

fn whole_files_and_no_worker(signal: &str) {
    let desk = Scratch::new("interrupt");
    let copy = std::fs::read(root().join("samples/tay-ninh/story.txt")).unwrap();
    for number in 0..STORIES {
        desk.write(&format!("in/{number:03}.txt"), &copy);
    }
    let mut command = pressroom_in(desk.path());
    command.args(["convert", "in", "--to", "pdf,epub", "--out", "out", "--jobs", "2"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let landed = || desk.files().iter().filter(|name| name.starts_with("out/") && !name.contains("/.")).count();
    while landed() < 3 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be interrupted");
        std::thread::sleep(Duration::from_millis(2));
    }
    let pid = child.id().to_string();
    // The kernel lists children by the thread that started them.
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let children = threads.map(|thread| std::fs::read_to_string(thread.unwrap().path().join("children")));
    let workers: String = children.map(Result::unwrap_or_default).collect();
    assert!(!workers.trim().is_empty(), "there are no workers to look for");
    assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));

    let left = desk.files();
    assert!(left.len() < STORIES + 2 * STORIES, "everything was done before the signal came");
    for name in left.iter().filter(|name| name.starts_with("out/")) {
        let bytes = desk.read(name);
        let whole = match name.rsplit_once('.') {
            Some((_, "pdf")) => bytes.trim_ascii_end().ends_with(b"%%EOF"),
            Some((_, "epub")) => zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok(),
            _ => false,
        };
        assert!(whole, "{name} is not whole, or should not be there");
    }
    for worker in workers.split_whitespace() {
        // Gone, or some other process that got its number since.
        let command = std::fs::read(format!("/proc/{worker}/cmdline")).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&command).contains("__worker"), "worker {worker} is left");
    }
}
