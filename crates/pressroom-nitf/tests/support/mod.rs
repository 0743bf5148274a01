//! Shared by the tests: stories without what a reader adds, and IPTC's schema.
#![allow(dead_code)]

use std::path::PathBuf;
use std::process::Command;

use pressroom_core::Article;
use serde_json::Value;

/// The story as JSON, without its places and without what was taken out of the source.
pub fn without_spans(article: &Article) -> Value {
    let mut json = serde_json::to_value(article).unwrap();
    json.as_object_mut().unwrap().shift_remove("removed");
    strip(&mut json);
    json
}

fn strip(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.shift_remove("span");
            fields.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Fails when xmllint finds one of the documents invalid; says aloud when there is no schema or no xmllint.
pub fn validate(name: &str, documents: &[String]) {
    let folder = std::env::var_os("PRESSROOM_SCHEMAS").map(PathBuf::from);
    let folder =
        folder.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/schemas")));
    let schema = folder.join("nitf/nitf-3-6.xsd");
    if !schema.is_file() || Command::new("xmllint").arg("--version").output().is_err() {
        eprintln!("SKIPPED: no nitf/nitf-3-6.xsd in PRESSROOM_SCHEMAS, or no xmllint; nothing is validated");
        return;
    }
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&scratch).unwrap();
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema"]).arg(schema);
    for (index, document) in documents.iter().enumerate() {
        let file = scratch.join(format!("{index}.xml"));
        std::fs::write(&file, document).unwrap();
        command.arg(file);
    }
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr).replace(" validates\n", ""));
}
