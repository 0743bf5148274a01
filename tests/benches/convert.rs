//! How long the whole command takes for one story, cold, and where the time goes: `cargo bench --package pressroom-tests`.
//!
//! Each row is a whole process, the median of many runs; rows are interleaved, so that a machine whose speed drifts
//! slows all of them alike. Differences between rows say what a step costs.
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 41;

struct Row {
    name: &'static str,
    args: Vec<&'static str>,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    assert!(Command::new(cargo).args(["build", "--release"]).current_dir(root).status().unwrap().success());
    let pressroom: PathBuf = root.join("target/release/pressroom");
    let story = "samples/tay-ninh/story.txt";
    let to = |plugins| vec!["convert", story, "--to", plugins, "--out", "target/tmp/bench"];
    let rows = [
        Row { name: "start and stop (--version)", args: vec!["--version"] },
        Row { name: "+ find the plugins (plugins list)", args: vec!["plugins", "list"] },
        Row { name: "read and check the story (check)", args: vec!["check", story] },
        Row { name: "convert to newsml", args: to("newsml") },
        Row { name: "convert to pdf", args: to("pdf") },
        Row { name: "convert to epub", args: to("epub") },
        Row { name: "convert to all three", args: to("newsml,pdf,epub") },
        Row { name: "convert to all three, --jobs 1", args: [to("newsml,pdf,epub"), vec!["--jobs", "1"]].concat() },
    ];
    let mut times: Vec<Vec<Duration>> = rows.iter().map(|_| Vec::new()).collect();
    for _ in 0..RUNS {
        for (row, times) in rows.iter().zip(&mut times) {
            let mut command = Command::new(&pressroom);
            command.args(&row.args).current_dir(root).env("SOURCE_DATE_EPOCH", "1714755600");
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let started = Instant::now();
            assert!(command.status().unwrap().success(), "{}", row.name);
            times.push(started.elapsed());
        }
    }
    println!("whole process, {RUNS} runs each, milliseconds      min  median");
    for (row, times) in rows.iter().zip(&mut times) {
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("{:<46} {:>8.1} {:>7.1}", row.name, ms(times[0]), ms(times[RUNS / 2]));
    }
}
