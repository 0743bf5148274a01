//! What a hostile plugin does to a run of the command: one diagnostic for each document, and nothing else.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use pressroom_tests::{Run, Scratch, pressroom_in, root};

/// Builds the plugin of the host's tests, which does what its option `do` says, into a folder `plugins`.
pub fn build_hostile(desk: &Scratch, name: &str, defines: &[&str]) -> String {
    let library = desk.write(&format!("plugins/{name}.so"), "");
    let host = root().join("crates/pressroom-host/tests/plugins/hostile.c");
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O0", "-w", "-I"]).arg(root().join("crates/pressroom-plugin/include"));
    cc.args(defines.iter().map(|define| format!("-D{define}")));
    let built = cc.arg("-o").arg(&library).arg(host).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    library
}

pub fn stories(desk: &Scratch) {
    let copy = std::fs::read(root().join("samples/tay-ninh/story.txt")).unwrap();
    desk.write("a.txt", &copy);
    desk.write("b.txt", &copy);
}

fn convert(desk: &Scratch, what: &str, more: &[&str]) -> Run {
    let mut run = pressroom_in(desk.path());
    run.args(["convert", "a.txt", "b.txt", "--to", "hostile,newsml", "--out", "out", "--message-format", "json"]);
    run.args(["--plugin-dir", "plugins", "--option", &format!("hostile.do={what}")]);
    Run::from(run.args(more))
}

/// Processes that were started with this in their command line.
fn processes(path: &str) -> Vec<String> {
    let all = std::fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let command_line = |process: &Path| std::fs::read(process.join("cmdline")).unwrap_or_default();
    let of_it = all.filter(|process| String::from_utf8_lossy(&command_line(process)).contains(path));
    of_it.map(|process| process.display().to_string()).collect()
}

#[test]
fn each_document_gets_one_diagnostic_and_the_other_plugin_finishes() {
    let desk = Scratch::new("hostile");
    let library = build_hostile(&desk, "hostile", &[]);
    stories(&desk);
    let cases: [(&str, &str, &[&str]); 14] = [
        ("segfault", "H032", &[]),
        ("abort", "H032", &[]),
        ("overflow", "H032", &[]),
        ("fork_and_crash", "H032", &[]),
        ("exit", "H033", &[]),
        ("fork", "H033", &[]),
        ("spin", "H034", &["--timeout", "1"]),
        ("sleep", "H034", &["--timeout", "1"]),
        ("ignore_sigterm", "H034", &["--timeout", "1"]),
        ("print_forever", "H034", &["--timeout", "1"]),
        ("close", "H035", &[]),
        ("sweep", "H035", &[]),
        ("endless_deaf", "H044", &["--max-output", "8"]),
        ("hoard", "H066", &["--max-memory", "256"]),
    ];
    for (what, code, more) in cases {
        // An older good file stays.
        desk.write("out/a.out", "yesterday's");
        // Every line is an event: nothing that the plugin prints comes between.
        let run = convert(&desk, what, more).expect_code(1);
        let of_host: Vec<_> = run
            .events()
            .into_iter()
            .filter(|event| event["type"] == "diagnostic" && event["code"].as_str().unwrap().starts_with('H'))
            .collect();
        let shown: Vec<_> =
            of_host.iter().map(|event| (event["code"].as_str().unwrap(), event["input"].as_str().unwrap())).collect();
        assert_eq!(shown, [(code, "a.txt"), (code, "b.txt")], "{what}");
        for event in &of_host {
            let message = event["message"].as_str().unwrap();
            assert!(message.contains("plugin hostile"), "{what}: {message}");
            assert_eq!(event["plugin"], "hostile", "{what}");
        }
        assert_eq!(
            desk.files().into_iter().filter(|name| name.starts_with("out/")).collect::<Vec<_>>(),
            ["out/a.newsml.xml", "out/a.out", "out/b.newsml.xml"],
            "{what}"
        );
        assert_eq!(desk.read("out/a.out"), b"yesterday's", "{what}");
        // A process that was killed is listed until the system has cleared it away.
        let gone = |_: &u32| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            processes(&library).is_empty()
        };
        assert!((0..100).any(|turn| gone(&turn)), "{what}: still runs: {:?}", processes(&library));
        std::fs::remove_dir_all(desk.path().join("out")).unwrap();
    }
}

#[test]
fn the_limit_that_ended_it_is_named_with_the_way_to_raise_it() {
    let desk = Scratch::new("limits");
    build_hostile(&desk, "hostile", &[]);
    stories(&desk);
    let says = |run: &Run, words: &str| assert!(run.stdout.contains(words), "{words}:\n{}", run.stdout);
    let run = convert(&desk, "hoard", &["--max-memory", "128"]).expect_code(1);
    says(&run, "it may have 128 MB");
    says(&run, "--max-memory 256");
    let run = convert(&desk, "endless", &["--max-output", "4"]).expect_code(1);
    says(&run, "more than 4 MB");
    says(&run, "--max-output");
    // The house's, unless the command line says otherwise.
    desk.write("pressroom.toml", "[limits]\ntimeout = 1\nmemory = 512\noutput = 2\n");
    says(&convert(&desk, "endless", &[]).expect_code(1), "more than 2 MB");
    says(&convert(&desk, "endless", &["--max-output", "3"]).expect_code(1), "more than 3 MB");
    says(&convert(&desk, "sleep", &[]).expect_code(1), "after 1 s");
    desk.write("pressroom.toml", "[limits]\nmemroy = 512\n");
    says(&convert(&desk, "good", &[]).expect_code(2), "`memory`");
    desk.write("pressroom.toml", "[limits]\nmemory = -1\n");
    convert(&desk, "good", &[]).expect_code(2);
}

#[test]
fn the_shipped_plugins_work_in_the_sandbox_and_little_memory() {
    let desk = Scratch::new("sandboxed");
    stories(&desk);
    let mut run = pressroom_in(desk.path());
    run.args(["convert", "a.txt", "--to", "newsml,pdf,epub", "--out", "out", "--max-memory", "128"]);
    Run::from(&mut run).expect_code(0);
}

#[test]
fn a_plugin_that_crashes_when_it_is_loaded_is_listed_and_described() {
    let desk = Scratch::new("crash-on-load");
    build_hostile(&desk, "hostile", &["CRASH_ON_LOAD"]);
    stories(&desk);
    let plugins = |args: &[&str]| {
        let mut run = pressroom_in(desk.path());
        Run::from(run.arg("plugins").args(args).args(["--plugin-dir", "plugins"]))
    };
    assert!(plugins(&["list"]).expect_code(0).stdout.contains("hostile"));
    let info = plugins(&["info", "hostile"]).expect_code(0);
    assert!(info.stdout.contains("hostile.do=string [default: \"good\"]"), "{}", info.stdout);
    // The trial says what would happen.
    let doctor = plugins(&["doctor", "hostile"]).expect_code(1);
    assert!(doctor.stderr.contains("H071") && doctor.stderr.contains("SIGABRT"), "{}", doctor.stderr);
    let run = convert(&desk, "good", &[]).expect_code(1);
    assert_eq!(run.codes().iter().filter(|code| *code == "H032").count(), 2);
}

#[test]
fn no_word_of_a_plugin_commands_the_terminal() {
    let desk = Scratch::new("escapes");
    let library = build_hostile(&desk, "hostile", &["ESCAPES=\"HOSTILE1\""]);
    stories(&desk);
    desk.write("\u{1b}[2J.txt", desk.read("a.txt"));
    let convert = |what: &str| {
        let option = format!("hostile.do={what}");
        let args = [
            "convert",
            "a.txt",
            "\u{1b}[2J.txt",
            "--to",
            "hostile",
            "--out",
            "out",
            "--plugin-dir",
            "plugins",
            "--option",
            &option,
        ];
        Run::from(pressroom_in(desk.path()).args(args))
    };
    let plugins = |args: &[&str]| Run::from(pressroom_in(desk.path()).arg("plugins").args(args));
    let runs = [
        convert("report_escapes").expect_code(0),
        convert("print_escapes").expect_code(1),
        plugins(&["list", "--plugin-dir", "plugins"]),
        plugins(&["list", "--plugin-dir", "plugins", "--message-format", "json"]),
        plugins(&["info", "hostile", "--plugin-dir", "plugins"]),
        plugins(&["info", "hostile", "--plugin-dir", "plugins", "--message-format", "json"]),
        plugins(&["doctor", "--plugin-dir", "plugins"]),
        plugins(&["check", &library]),
        Run::from(pressroom_in(desk.path()).args(["explain", "HOSTILE1", "--plugin-dir", "plugins"])).expect_code(0),
        Run::from(pressroom_in(desk.path()).args(["inspect", "\u{1b}[2J.txt"])),
    ];
    assert!(runs[0].stderr.contains("HOSTILE2") && runs[0].stderr.contains("help: h "), "{}", runs[0].stderr);
    assert!(runs[5].events()[0]["manifest"]["name"] == "Hos\u{1b}tile\u{9b}2J", "{}", runs[5].stdout);
    for run in runs {
        let obeyed = |text: &str| text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!((obeyed(&run.stdout), obeyed(&run.stderr)), (None, None), "{}{}", run.stdout, run.stderr);
    }
}
