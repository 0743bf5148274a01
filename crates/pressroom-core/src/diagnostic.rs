//! What Pressroom noticed, as data. Made anywhere, carried unchanged, put into words only at the edge.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something was decided for the user, who may want to know.
    Note,
    /// Something of the story is not in the output as it was in the input.
    Loss,
    /// Something that an editor would want to look at. The conversion goes on.
    Warning,
    /// The input or the output failed.
    Error,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Loss => "loss",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A kind of diagnostic: its code and how severe it is unless the house says otherwise.
///
/// Letters name the area: `R` reading, `M` files and options that users write, `C` preflight checks, `L` what outputs
/// cannot express, `H` the host, `A` the command line, `N` NewsML-G2 as read and checked, `G` HTML inside other formats,
/// `T` NITF, `J` ninjs. A plugin's own codes start with its id in capitals, such as `PDF01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    pub id: &'static str,
    pub severity: Severity,
}

impl Code {
    pub const fn error(id: &'static str) -> Self {
        Code { id, severity: Severity::Error }
    }

    pub const fn warning(id: &'static str) -> Self {
        Code { id, severity: Severity::Warning }
    }

    pub const fn loss(id: &'static str) -> Self {
        Code { id, severity: Severity::Loss }
    }

    pub const fn note(id: &'static str) -> Self {
        Code { id, severity: Severity::Note }
    }
}

/// One thing noticed. The wording comes from a catalogue by `code`; `args` carry the values, so that nobody parses
/// sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub code: Cow<'static, str>,
    pub severity: Severity,
    /// The wording of a code that no catalogue has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<Cow<'static, str>, String>,
    /// The first is the place itself; further ones show what it is compared with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// What to do next, when the catalogue's general advice is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// A place that a diagnostic points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub span: Span,
    /// What stands there, in the story's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Diagnostic {
    pub fn new(code: Code) -> Self {
        Diagnostic {
            code: Cow::Borrowed(code.id),
            severity: code.severity,
            message: None,
            args: BTreeMap::new(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// A value for the wording's `{name}`.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(Cow::Borrowed(name), value.to_string());
        self
    }

    /// Points at a place. Parts made by a program have none, so that callers may pass what they have.
    pub fn at<'a>(mut self, span: impl Into<Option<&'a Span>>) -> Self {
        if let Some(span) = span.into() {
            self.labels.push(Label { span: span.clone(), note: None });
        }
        self
    }
}
