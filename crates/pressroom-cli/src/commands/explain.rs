//! `pressroom explain`: what a code means.

use std::process::ExitCode;

use pressroom_core::{Code, Diagnostic};

use crate::args::ExplainArgs;
use crate::report::{About, Reporter, Sources, Stdout};
use crate::{WRONG_USAGE, plugins};

const NO_SUCH_CODE: Code = Code::error("A010");

pub fn run(args: &ExplainArgs) -> ExitCode {
    let mut reporter = Reporter::new(&args.messages);
    reporter.learn(&plugins::discover(&args.plugins.plugin_dirs).plugins, args.messages.lang);
    let mut out = Stdout::default();
    let Some(given) = &args.code else {
        for code in reporter.catalogue().codes() {
            let message = reporter.catalogue().get(code).map(|wording| wording.message.as_str()).unwrap_or_default();
            // What a plugin says follows in lines of its own.
            let message = message.lines().next().unwrap_or_default();
            out.line(&format!("{code}  {message}"));
        }
        return ExitCode::SUCCESS;
    };
    let code = given.to_uppercase();
    let Some(wording) = reporter.catalogue().get(&code) else {
        let unknown = Diagnostic::new(NO_SUCH_CODE).arg("code", given);
        reporter.diagnostics(About::default(), [&unknown], &Sources::default());
        return ExitCode::from(WRONG_USAGE);
    };
    out.line(&format!("{code}: {}\n", wording.message));
    for text in [&wording.explain, &wording.help].into_iter().flatten() {
        for paragraph in text.trim().split("\n\n") {
            out.line(&format!("{}\n", wrapped(paragraph)));
        }
    }
    ExitCode::SUCCESS
}

/// A paragraph in lines that are easy to read. Indented lines are code and stay.
fn wrapped(paragraph: &str) -> String {
    const COLUMNS: usize = 92;
    if paragraph.lines().any(|line| line.starts_with("    ")) {
        return paragraph.to_owned();
    }
    let (mut out, mut column) = (String::new(), 0);
    for word in paragraph.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > COLUMNS {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}
