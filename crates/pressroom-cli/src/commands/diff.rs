//! `pressroom diff`: what two NewsML-G2 files say differently.

use std::path::Path;
use std::process::ExitCode;

use pressroom_core::{Code, Diagnostic};
use pressroom_newsml::{Difference, Said};
use serde_json::{Map, Value, json};

use crate::args::{DiffArgs, MessageFormat};
use crate::inputs::{read_limited, unreadable};
use crate::report::{About, Reporter, Sources, Stdout};
use crate::{FAILED, WRONG_USAGE};

const SAME: Code = Code::note("A053");
const DIFFERENT: Code = Code::note("A054");

pub fn run(args: &DiffArgs) -> ExitCode {
    let mut reporter = Reporter::new(&args.messages);
    let (old_name, new_name) = (args.old.display().to_string(), args.new.display().to_string());
    let read = |path| read_file(path).map_err(|fault| vec![fault]);
    let compared = read(&args.old).and_then(|old| {
        let new = read(&args.new)?;
        pressroom_newsml::diff((&old_name, &old), (&new_name, &new))
    });
    let diff = match compared {
        Ok(diff) => diff,
        Err(faults) => {
            reporter.diagnostics(About::default(), &faults, &Sources::default());
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let count = diff.differences.len();
    match args.messages.message_format {
        MessageFormat::Human => {
            let mut sources = Sources::default();
            sources.add(old_name.as_str(), diff.old_text.clone());
            sources.add(new_name.as_str(), diff.new_text.clone());
            let found: Vec<Diagnostic> = diff.differences.iter().map(Difference::diagnostic).collect();
            reporter.diagnostics(About::default(), &found, &sources);
            let last = if count == 0 { Diagnostic::new(SAME) } else { Diagnostic::new(DIFFERENT).arg("count", count) };
            let last = last.arg("old", &old_name).arg("new", &new_name);
            reporter.diagnostics(About::default(), [&last], &Sources::default());
        }
        MessageFormat::Json => {
            let mut out = Stdout::default();
            diff.differences.iter().for_each(|difference| out.json(&as_json(difference).to_string()));
            out.json(&json!({ "type": "summary", "differences": count }).to_string());
        }
    }
    if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let read = std::fs::File::open(path).and_then(read_limited);
    read.map_err(|error| unreadable(path, &error))
}

/// `old` and `new` are there only where that file says anything.
fn as_json(difference: &Difference) -> Value {
    let said = |said: &Said| {
        let (file, line, column) = (said.span.file.as_ref(), said.span.line, said.span.column);
        json!({ "value": said.value, "file": file, "line": line, "column": column })
    };
    let code = difference.diagnostic().code;
    let fields = [
        ("type", Some(json!("difference"))),
        ("code", Some(json!(code))),
        ("item", Some(json!(difference.item))),
        ("part", Some(json!(difference.part))),
        ("old", difference.old.as_ref().map(said)),
        ("new", difference.new.as_ref().map(said)),
    ];
    let object: Map<String, Value> =
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    Value::Object(object)
}
