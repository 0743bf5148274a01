//! Judges of what is written: IPTC's schemas, which are not part of this repository, and IPTC's own reader. One that is
//! absent is said aloud.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

const ITEMS: &str = "newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd";
/// The same, and NITF inside.
const WITH_NITF: &str = "newsml-g2/g2-plus-nitf.xsd";

/// `PRESSROOM_SCHEMAS`, or the folder that stands beside the repository.
fn schema(name: &str) -> Option<PathBuf> {
    let given = std::env::var_os("PRESSROOM_SCHEMAS").map(PathBuf::from);
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/schemas"));
    let file = given.unwrap_or_else(beside).join(name);
    if file.is_file() { Some(file) } else { skipped(&format!("no {name} in PRESSROOM_SCHEMAS")) }
}

fn skipped<T>(why: &str) -> Option<T> {
    // Past the test harness, which keeps the output of tests that pass to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}; what the test writes is not validated");
    None
}

/// Fails when a schema finds the document invalid.
pub fn validate(xml: &str) {
    validate_all(&[xml.to_owned()]);
}

/// The same for many at once: a schema takes longer to read than a document.
pub fn validate_all(documents: &[String]) {
    let folder = Folder::new();
    let files: Vec<PathBuf> = documents.iter().enumerate().map(|(index, xml)| folder.write(index, xml)).collect();
    for name in [ITEMS, WITH_NITF] {
        let Some(schema) = schema(name) else { continue };
        let mut command = Command::new("xmllint");
        command.args(["--nonet", "--noout", "--schema"]).arg(schema).args(&files);
        judged("xmllint", &mut command, documents);
    }
}

/// Fails when IPTC's reader cannot read a document, or does not know all that stands in it.
pub fn read_back(documents: &[String]) {
    let reader = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/validators/bin/newsml-reader");
    if !Path::new(reader).is_file() {
        return skipped("no newsml-reader; run `cargo xtask setup`").unwrap_or_default();
    }
    let folder = Folder::new();
    let files = documents.iter().enumerate().map(|(index, xml)| folder.write(index, xml));
    judged("newsml-reader", Command::new(reader).args(files), documents);
}

fn judged(judge: &str, command: &mut Command, documents: &[String]) {
    let Ok(done) = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output() else {
        return skipped(&format!("no {judge}")).unwrap_or_default();
    };
    let said = format!("{}{}", String::from_utf8_lossy(&done.stderr), String::from_utf8_lossy(&done.stdout));
    let complaints: Vec<&str> =
        said.lines().filter(|line| line.contains("error") || line.contains("problem")).take(5).collect();
    let shown = if documents.len() == 1 { documents[0].as_str() } else { "" };
    assert!(done.status.success(), "{judge}: {complaints:#?}\n{said}\n{shown}");
}

/// A folder of this test's own, removed at its end; kept when the test fails, so that the documents can be looked at.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("pressroom-newsml-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn write(&self, index: usize, xml: &str) -> PathBuf {
        let file = self.0.join(format!("{index}.xml"));
        std::fs::write(&file, xml).unwrap();
        file
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}
