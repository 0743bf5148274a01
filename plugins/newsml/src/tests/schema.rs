//! IPTC's schema, which is not part of this repository.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const SCHEMA: &str = "newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd";

/// `PRESSROOM_SCHEMAS`, or the folder that stands beside the repository.
fn schema() -> Option<PathBuf> {
    let given = std::env::var_os("PRESSROOM_SCHEMAS").map(PathBuf::from);
    let folder =
        given.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/schemas")));
    Some(folder.join(SCHEMA)).filter(|file| file.is_file())
}

/// Fails when xmllint finds the message invalid; says aloud when there is no schema or no xmllint.
pub fn validate(xml: &str) {
    let Some(schema) = schema() else {
        eprintln!("SKIPPED: no {SCHEMA} in PRESSROOM_SCHEMAS; the message is not validated");
        return;
    };
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema"]).arg(schema).arg("-");
    let child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: no xmllint; the message is not validated");
        return;
    };
    child.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{}\n{xml}", String::from_utf8_lossy(&done.stderr));
}
