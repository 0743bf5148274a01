//! `pressroom inspect`: which line became what.

use std::process::ExitCode;

use pressroom_core::Article;
use pressroom_read::Format;

use crate::args::InspectArgs;
use crate::desk::Desk;
use crate::inputs::Input;
use crate::report::{About, Reporter, Sources, Stdout};
use crate::story::Prepared;
use crate::{FAILED, WRONG_USAGE, inputs, parts, story};

/// Enough of a line to recognise it.
const SHOWN_CHARACTERS: usize = 72;

pub fn run(args: &InspectArgs) -> ExitCode {
    let mut reporter = Reporter::new(&args.messages);
    let desk = match Desk::new(&args.reading) {
        Ok(desk) => desk,
        Err(wrong) => {
            reporter.diagnostics(About::default(), [&wrong], &Sources::default());
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let (inputs, problems) = inputs::expand(std::slice::from_ref(&args.input), None);
    reporter.diagnostics(About::default(), &problems, &Sources::default());
    let mut failed = inputs.is_empty();
    let inputs: Vec<Input> = inputs.into_iter().flat_map(|input| parts::divide(input, &desk)).collect();
    for input in &inputs {
        let about = About { input: Some(&input.name), plugin: None };
        match story::prepare(input, &desk, None) {
            Ok(prepared) => {
                show(&prepared, args.json);
                reporter.diagnostics(about, &prepared.findings.diagnostics, &prepared.findings.sources);
            }
            Err(findings) => {
                reporter.diagnostics(about, &findings.diagnostics, &findings.sources);
                failed = true;
            }
        }
    }
    if failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

fn show(prepared: &Prepared, json: bool) {
    let mut out = Stdout::default();
    if json {
        // The model's own types always serialize.
        out.json(&serde_json::to_string_pretty(&prepared.article).unwrap_or_default());
        return;
    }
    let (reading, article) = (&prepared.reading, &prepared.article);
    if reading.format != Format::Text {
        out.line(&format!("{}, language {}; --json shows the model", reading.format.as_str(), article.language));
        return identity(&mut out, article);
    }
    out.line(&format!(
        "profile {} ({}), {}, language {}",
        reading.profile,
        percent(reading.profile_confidence),
        reading.encoding,
        article.language
    ));
    out.line("");
    out.line(" line  part         sure  rule                 text");
    for part in &reading.trace {
        let sure = percent(part.confidence);
        let (line, text) = (part.span.line, shown(&part.text));
        out.line(&format!("{line:>5}  {:<11} {sure:>5}  {:<19}  {text}", part.part.as_str(), part.rule));
    }
    identity(&mut out, article);
}

fn identity(out: &mut Stdout, article: &Article) {
    out.line("");
    let id = article.id.as_deref().unwrap_or("-");
    let updated = article.updated.map(|at| at.to_string()).unwrap_or_default();
    out.line(&format!("id {id}, updated {updated}"));
}

fn percent(confidence: f32) -> String {
    format!("{:.0} %", confidence * 100.0)
}

/// The start of a text on one line; white space at its edges is made visible, since separators are little else.
fn shown(text: &str) -> String {
    let visible = text.trim().is_empty() || text.trim().len() < 4;
    let text = if visible { format!("`{text}`") } else { text.trim().to_owned() };
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}
