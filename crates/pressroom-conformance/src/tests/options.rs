//! The schema of the options is honest: what it allows is taken, and nothing else breaks the plugin.

use std::path::PathBuf;

use pressroom_core::Diagnostic;
use pressroom_host::options::{Given, resolve};
use serde_json::{Map, Value, json};

use crate::bench::{Bench, Job};
use crate::codes;
use crate::record::{Tried, Verdict};
use crate::sink::Rules;

pub fn honest(bench: &mut Bench) -> Tried {
    let job = bench.plain_job();
    let options = bench.defaults();
    let mut instance = bench.instance(&options)?;
    bench.write(&mut instance, &options, &job)?;
    drop(instance);

    let schema = bench.opened.manifest.options.clone().unwrap_or_default();
    for (key, property) in &schema.properties {
        for value in allowed(property) {
            take(bench, &job, key, &value)?;
        }
        for value in wrong(property) {
            // The host refuses it; a plugin that is run by another program still must not crash.
            survive(bench, &job, key, value);
        }
        if property.get("format").is_some() {
            survive(bench, &job, key, json!("/no/such/file"));
        }
    }
    survive(bench, &job, "no-such-option", json!("x"));
    Ok(Verdict::PASSED)
}

/// The values that the schema names.
fn allowed(property: &Value) -> Vec<Value> {
    let mut values: Vec<Value> = property.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
    values.extend(["default", "minimum", "maximum"].iter().filter_map(|keyword| property.get(*keyword).cloned()));
    if property.get("type") == Some(&json!("boolean")) {
        values.extend([json!(true), json!(false)]);
    }
    if property.get("type") == Some(&json!("integer")) {
        // `maximum` may be written 6.0.
        values = values
            .iter()
            .map(|v| v.as_f64().filter(|f| f.fract() == 0.0).map_or(v.clone(), |f| json!(f as i64)))
            .collect();
    }
    values
}

fn wrong(property: &Value) -> Vec<Value> {
    let right = property.get("type").and_then(Value::as_str).unwrap_or_default();
    let all = [
        ("string", json!("\u{0}\" không phải số")),
        ("integer", json!(i64::MIN)),
        ("number", json!(1.0e300)),
        ("boolean", json!(true)),
        ("null", Value::Null),
        ("array", json!(["x", [[]]])),
        ("object", json!({"type": {}})),
    ];
    all.into_iter().filter(|(kind, _)| *kind != right).map(|(_, value)| value).collect()
}

/// A value that the schema allows: the host takes it, and so does the plugin.
fn take(bench: &mut Bench, job: &Job, key: &str, value: &Value) -> Result<(), Diagnostic> {
    let refused = |said: String| {
        let refused = Diagnostic::new(codes::OPTION_REFUSED).arg("option", key).arg("value", value);
        refused.arg("said", said)
    };
    let given = Given::Value { key: key.to_owned(), value: value.clone(), folder: PathBuf::new() };
    let options = resolve(&bench.opened.manifest, &[given])
        .map_err(|faults| refused(faults.first().map(|fault| fault.code.to_string()).unwrap_or_default()))?;
    let doing = format!("option {key}={value}");
    let mut instance = bench.try_instance(&doing, &options).map_err(refused)?;
    let job = job.named(&doing);
    let run = bench.run(&mut instance, &options, &job, Rules::default());
    let said = run.sink.error();
    run.written().map(|_| ()).map_err(|fault| said.map_or(fault, refused))
}

/// Whatever the plugin answers; a crash or a hang is seen by the parent.
fn survive(bench: &mut Bench, job: &Job, key: &str, value: Value) {
    let doing = format!("option {key} given as {value}");
    let mut options: Map<String, Value> = bench.defaults().as_object().cloned().unwrap_or_default();
    options.insert(key.to_owned(), value);
    let options = Value::Object(options);
    if let Ok(mut instance) = bench.try_instance(&doing, &options) {
        let job = job.named(&doing);
        bench.run(&mut instance, &options, &job, Rules::default());
    }
}
