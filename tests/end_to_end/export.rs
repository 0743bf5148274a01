//! A whole edition: one file for each plugin, landed as a set.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use pressroom_tests::{Run, Scratch, pressroom, pressroom_in, root, schemas, system_tool, validator};
use serde_json::Value;

const SAMPLE: &str = "samples/ban-mai/issue.toml";
const PLUGINS: &str = "newsml,epub,pdf";
const OUTPUTS: [&str; 3] = ["ban-mai-47.epub", "ban-mai-47.newsml.xml", "ban-mai-47.pdf"];

fn export(issue: &str, out: &Scratch, args: &[&str]) -> Run {
    let out = out.join("");
    let fixed = ["export", issue, "--out", &out, "--message-format", "json"];
    pressroom(fixed.iter().chain(args))
}

fn report(out: &Scratch) -> Value {
    serde_json::from_slice(&out.read("report.json")).unwrap()
}

/// A copy of the sample edition that a test may break.
fn copy_of_sample(desk: &Scratch) {
    copy_folder(&root().join("samples/ban-mai"), "", desk);
}

fn copy_folder(from: &Path, below: &str, desk: &Scratch) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            copy_folder(&path, &format!("{name}/"), desk);
        } else {
            desk.write(&name, std::fs::read(&path).unwrap());
        }
    }
}

#[test]
fn an_edition_and_its_report() {
    let out = Scratch::new("edition");
    let run = export(SAMPLE, &out, &["--to", PLUGINS]).expect_code(0);
    assert!(run.codes().is_empty(), "clean copy, and yet: {:?}", run.codes());
    let mut expected = OUTPUTS.to_vec();
    expected.push("report.json");
    assert_eq!(out.files(), expected);

    let report = report(&out);
    assert_eq!(report["complete"], true);
    assert_eq!(report["issue"], "urn:newsml:example.org:2026-11-21:ban-mai-47");
    for output in report["outputs"].as_array().unwrap() {
        let file = output["file"].as_str().unwrap();
        let sum = Command::new("sha256sum").arg(out.join(file)).output().unwrap();
        let sum = String::from_utf8(sum.stdout).unwrap();
        assert_eq!(sum.split(' ').next(), output["sha256"].as_str(), "{file}");
        assert_eq!(output["bytes"], out.read(file).len());
    }
    let inputs = report["inputs"].as_array().unwrap();
    let named = |end: &str| inputs.iter().filter(|input| input["file"].as_str().unwrap().ends_with(end)).count();
    assert_eq!((named(".txt"), named(".jpg"), named("issue.toml")), (12, 7, 1));
}

#[test]
fn the_same_bytes_on_any_number_of_jobs() {
    let (one, four) = (Scratch::new("jobs1"), Scratch::new("jobs4"));
    export(SAMPLE, &one, &["--to", PLUGINS, "--each", "--jobs", "1"]).expect_code(0);
    export(SAMPLE, &four, &["--to", PLUGINS, "--each", "--jobs", "4"]).expect_code(0);
    assert_eq!(one.files(), four.files());
    assert!(one.files().contains(&"the-thao/07-co-vua.epub".to_owned()), "{:?}", one.files());
    assert_eq!(one.files().len(), 3 + 12 * 3 + 1);
    for name in one.files().iter().filter(|name| *name != "report.json") {
        assert!(one.read(name) == four.read(name), "{name} differs");
    }
}

#[test]
fn validators_accept_the_edition() {
    let out = Scratch::new("valid");
    export(SAMPLE, &out, &["--to", PLUGINS]).expect_code(0);
    let accepted = |command: &mut Command| {
        let output = command.output().unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{command:?}\n{}\n{}", said(&output.stdout), said(&output.stderr));
    };
    if let (Some(xmllint), Some(schemas)) = (system_tool("xmllint"), schemas()) {
        let schema = schemas.join("newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd");
        let mut lint = Command::new(xmllint);
        accepted(lint.args(["--nonet", "--noout", "--schema"]).arg(schema).arg(out.join(OUTPUTS[1])));
    }
    if let Some(epubcheck) = validator("epubcheck") {
        accepted(Command::new(epubcheck).arg(out.join(OUTPUTS[0])));
    }
    if let Some(ace) = validator("ace") {
        accepted(Command::new(ace).arg(Scratch::new("ace").path()).arg(out.join(OUTPUTS[0])));
    }
    if let Some(reader) = validator("epub-reader") {
        accepted(Command::new(reader).arg(out.join(OUTPUTS[0])).arg(Scratch::new("reader").path()));
    }
    if let Some(veracheck) = validator("veracheck") {
        accepted(Command::new(veracheck).arg("2a,ua1").arg(out.join(OUTPUTS[2])));
    }
}

#[test]
fn a_site_is_a_folder_that_a_browser_accepts() {
    let out = Scratch::new("site");
    export(SAMPLE, &out, &["--to", "html", "--option", "html.site_url=https://ban-mai.example/47/"]).expect_code(0);
    let files = out.files();
    assert!(files.contains(&"ban-mai-47.site/index.html".to_owned()), "{files:?}");
    // A front page, three sections, twelve stories and the imprint.
    assert_eq!(files.iter().filter(|name| name.ends_with(".html")).count(), 17, "{files:?}");
    if let Some(check) = validator("web-check") {
        let looked =
            Command::new(check).arg(out.join("ban-mai-47.site")).arg(Scratch::new("web").path()).output().unwrap();
        assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stdout));
    }
}

/// A site of 500 stories is a thousand files.
#[test]
fn of_many_files_people_are_told_the_first() {
    let out = Scratch::new("many");
    let ran = pressroom(["export", SAMPLE, "--out", &out.join(""), "--to", "html"]).expect_code(0);
    let named: Vec<&str> = ran.stdout.lines().collect();
    assert!(
        matches!(named[..], [index, rest] if index.contains("index.html") && rest.contains("24 more files")),
        "{named:?}"
    );
}

#[test]
fn a_broken_story_leaves_the_old_edition_unless_told_to_keep_going() {
    let (desk, out) = (Scratch::new("broken"), Scratch::new("broken-out"));
    copy_of_sample(&desk);
    let issue = desk.join("issue.toml");
    export(&issue, &out, &["--to", "newsml,epub"]).expect_code(0);
    let before: Vec<Vec<u8>> = out.files().iter().map(|name| out.read(name)).collect();

    desk.write("10-bakery-bell.txt", "");
    let run = export(&issue, &out, &["--to", "newsml,epub"]).expect_code(1);
    assert!(run.codes().contains(&"A015".to_owned()), "{:?}", run.codes());
    let after: Vec<Vec<u8>> = out.files().iter().map(|name| out.read(name)).collect();
    assert!(before == after, "something was replaced");

    export(&issue, &out, &["--to", "newsml,epub", "--keep-going"]).expect_code(1);
    assert_eq!(report(&out)["complete"], false);
    let newsml = String::from_utf8(out.read("ban-mai-47.newsml.xml")).unwrap();
    assert!(!newsml.contains("The bakery that sells by the bell"));
    assert!(newsml.contains("A song contest that nobody can lose"));
}

#[test]
fn a_story_under_embargo_is_kept_from_readers_only() {
    let (desk, out) = (Scratch::new("embargo"), Scratch::new("embargo-out"));
    copy_of_sample(&desk);
    let toml = String::from_utf8(desk.read("10-bakery-bell.toml")).unwrap();
    desk.write("10-bakery-bell.toml", format!("embargo = \"2026-11-23T06:00:00+07:00\"\n{toml}"));
    let issue = desk.join("issue.toml");
    let now = ["--now", "2026-11-21T06:00:00+07:00"];
    export(&issue, &out, &[&["--to", "newsml,epub"], &now[..]].concat()).expect_code(1);
    assert!(out.files().is_empty(), "{:?}", out.files());
    export(&issue, &out, &[&["--to", "newsml"], &now[..]].concat()).expect_code(0);
    assert!(String::from_utf8(out.read("ban-mai-47.newsml.xml")).unwrap().contains("<embargoed>2026-11-23T06"));
    export(&issue, &out, &["--to", "epub", "--now", "2026-11-24T00:00:00+07:00"]).expect_code(0);
}

/// Killed at any moment, every file is whole, and the next run completes the set and sweeps up.
#[test]
fn a_killed_export_leaves_whole_files_and_the_next_one_completes_the_set() {
    let out = Scratch::new("killed");
    let export_once = || export(SAMPLE, &out, &["--to", "newsml,epub"]).expect_code(0);
    export_once();
    let whole: Vec<(String, Vec<u8>)> =
        ["ban-mai-47.epub", "ban-mai-47.newsml.xml"].map(|name| (name.to_owned(), out.read(name))).into();
    for wait in [0, 5, 10, 20, 40, 60, 80] {
        let mut command = pressroom_in(&root());
        command.args(["export", SAMPLE, "--to", "newsml,epub", "--out", &out.join("")]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        // It may have ended by itself; then there is nothing to kill.
        let _ = child.kill();
        child.wait().unwrap();
        for (name, bytes) in &whole {
            assert!(out.read(name) == *bytes, "{name} is not whole after {wait} ms");
        }
    }
    export_once();
    assert_eq!(out.files(), ["ban-mai-47.epub", "ban-mai-47.newsml.xml", "report.json"]);
}

#[test]
fn a_set_that_was_cut_short_is_recognised() {
    let out = Scratch::new("cut-short");
    export(SAMPLE, &out, &["--to", "newsml,epub"]).expect_code(0);
    // As if an export of a changed edition had been killed after its first rename.
    std::thread::sleep(Duration::from_millis(20));
    out.write("ban-mai-47.newsml.xml", "<other/>");
    let run = export(SAMPLE, &out, &["--to", "newsml,epub"]).expect_code(0);
    assert_eq!(run.codes(), ["A014"]);
    assert!(export(SAMPLE, &out, &["--to", "newsml,epub"]).expect_code(0).codes().is_empty());
}

#[test]
fn a_slip_in_the_manifest_shows_its_place() {
    let desk = Scratch::new("slip");
    let issue = desk.write("issue.toml", "[publication]\ntitle = \"Báo\"\n\n[issue]\nnumbr = \"7\"\n");
    let run = export(&issue, &desk, &["--to", "newsml"]).expect_code(1);
    let error = run.events().remove(0);
    assert_eq!((&error["line"], &error["column"]), (&5.into(), &1.into()), "{error}");
    assert!(error["help"].to_string().contains("`number`"), "{error}");
}

#[test]
fn an_issue_is_started_from_a_folder_and_checked() {
    let desk = Scratch::new("init");
    copy_of_sample(&desk);
    std::fs::remove_file(desk.path().join("issue.toml")).unwrap();
    pressroom(["issue", "init", &desk.join("")]).expect_code(0);
    let written = String::from_utf8(desk.read("issue.toml")).unwrap();
    let sections: Vec<usize> =
        ["Thời sự", "Culture", "Thể thao"].map(|name| written.find(&format!("title = \"{name}\"")).unwrap()).into();
    assert!(sections.is_sorted(), "{written}");
    let run = pressroom(["issue", "check", &desk.join(""), "--message-format", "json"]);
    assert!(run.codes().contains(&"M121".to_owned()), "the imprint is empty, and nothing is said: {}", run.stdout);
    pressroom(["issue", "init", &desk.join("")]).expect_code(1);

    std::fs::remove_file(desk.path().join("05-pha-vam-say.txt")).unwrap();
    let table = pressroom(["issue", "check", &desk.join("")]).expect_code(1).stdout;
    assert!(table.lines().any(|line| line.contains("M105") && line.contains("05-pha-vam-say.txt")), "{table}");

    let sample = pressroom(["issue", "check", "samples/ban-mai"]).expect_code(0);
    assert_eq!(sample.stdout.lines().count(), 13, "{}", sample.stdout);
}

#[test]
fn an_edition_does_not_overwrite_its_own_stories() {
    let (desk, out) = (Scratch::new("slug"), Scratch::new("slug-out"));
    copy_of_sample(&desk);
    let toml = String::from_utf8(desk.read("issue.toml")).unwrap();
    desk.write("issue.toml", toml.replace("slug = \"ban-mai-47\"", "slug = \"12-river-songs\""));
    let issue = desk.join("issue.toml");
    let run = export(&issue, &out, &["--to", "newsml", "--each"]).expect_code(2);
    assert!(run.codes().contains(&"A003".to_owned()), "{:?}", run.codes());
    assert!(out.files().is_empty());
    export(&issue, &out, &["--to", "newsml"]).expect_code(0);
}

/// Either all of the edition's files are replaced or none.
#[test]
fn a_file_that_cannot_be_replaced_keeps_the_whole_old_edition() {
    let (desk, out) = (Scratch::new("stuck"), Scratch::new("stuck-out"));
    copy_of_sample(&desk);
    let issue = desk.join("issue.toml");
    export(&issue, &out, &["--to", "newsml"]).expect_code(0);
    let before = out.read("ban-mai-47.newsml.xml");
    // A folder where the book should stand.
    out.write("ban-mai-47.epub/in the way", "");
    let toml = String::from_utf8(desk.read("issue.toml")).unwrap();
    desk.write("issue.toml", toml.replace("number = \"47\"", "number = \"48\""));
    export(&issue, &out, &["--to", "newsml,epub"]).expect_code(1);
    assert!(out.read("ban-mai-47.newsml.xml") == before, "half of the edition was replaced");
    assert_eq!(report(&out)["outputs"].as_array().unwrap().len(), 1);
}

#[test]
fn the_report_names_the_single_stories_too() {
    let out = Scratch::new("each");
    export(SAMPLE, &out, &["--to", "newsml", "--each"]).expect_code(0);
    assert_eq!(report(&out)["outputs"].as_array().unwrap().len(), 13);
}

#[test]
fn progress_is_told_to_programs_and_logs_and_kept_from_pipes() {
    let out = Scratch::new("progress");
    let run = export(SAMPLE, &out, &["--to", "newsml,epub", "--progress", "always"]).expect_code(0);
    let events = run.events();
    let told: Vec<_> = events.iter().filter(|event| event["type"] == "progress").collect();
    assert!(told.len() > 3 && told.len() <= 24, "{}", run.stdout);
    assert_eq!((&told[told.len() - 1]["done"], &told[0]["total"]), (&24.into(), &24.into()));

    let plain = |when: &str| {
        let mut export = pressroom_in(&root());
        export.args(["export", SAMPLE, "--to", "newsml", "--out", &out.join(""), "--progress", when]);
        Run::from(&mut export).expect_code(0).stderr
    };
    assert!(plain("always").contains("12/12 stories"));
    assert!(!plain("auto").contains("/12"), "a pipe is no place for progress");
}

#[test]
fn the_report_has_the_hash_of_every_file_that_was_read() {
    let out = Scratch::new("hashes");
    let unread = |plugins: &str| {
        export(SAMPLE, &out, &["--to", plugins]).expect_code(0);
        let report = report(&out);
        let inputs = report["inputs"].as_array().unwrap();
        assert!(inputs.iter().all(|input| input["bytes"].as_u64().is_some()));
        let without = inputs.iter().filter(|input| input["sha256"].is_null());
        without.map(|input| input["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(unread("newsml,epub"), [""; 0]);
    let referred = unread("newsml");
    assert!(!referred.is_empty() && referred.iter().all(|file| file.ends_with(".jpg")), "{referred:?}");
}
