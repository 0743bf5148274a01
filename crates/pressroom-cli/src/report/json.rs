//! One JSON object a line on standard output.

use pressroom_core::Diagnostic;
use serde_json::{Map, Value, json};

use super::{About, OutputLine, Stdout, Tally};

pub fn diagnostic(about: About<'_>, diagnostic: &Diagnostic, message: &str, help: Option<&str>) -> Value {
    let place = diagnostic.labels.first().map(|label| &label.span);
    let fields = [
        ("type", Some(json!("diagnostic"))),
        ("code", Some(json!(diagnostic.code))),
        ("severity", Some(json!(diagnostic.severity))),
        ("message", Some(json!(message))),
        ("args", Some(json!(diagnostic.args))),
        ("input", about.input.map(Value::from)),
        ("plugin", about.plugin.map(Value::from)),
        ("file", place.map(|span| json!(span.file.as_ref()))),
        ("line", place.map(|span| json!(span.line))),
        ("column", place.map(|span| json!(span.column))),
        ("help", help.map(Value::from)),
    ];
    let object: Map<String, Value> =
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    Value::Object(object)
}

pub fn output(out: &mut Stdout, line: &OutputLine<'_>) {
    let event = json!({
        "type": "output",
        "input": line.input,
        "plugin": line.plugin,
        "path": line.path.to_string_lossy(),
        "bytes": line.bytes,
    });
    out.json(&event.to_string());
}

pub fn summary(out: &mut Stdout, tally: Tally) {
    let event = json!({
        "type": "summary",
        "converted": tally.converted,
        "failed": tally.failed,
        "warnings": tally.warnings,
    });
    out.json(&event.to_string());
}
