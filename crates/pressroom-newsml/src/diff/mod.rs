//! Two files by meaning: the order of what has no order, white space, prefixes, the aliases of QCodes and the offsets of
//! times aside.

mod canon;
mod facts;
mod pairs;
mod sequence;

use std::sync::Arc;

use pressroom_core::{Code, Diagnostic, Span};

use crate::lint::sheet::Sheet;
use crate::reader::items::Items;
use crate::reader::{self, File};
use canon::Canon;
use facts::Fact;

/// `{item}` `{part}` `{old}` `{new}`
pub const CHANGED: Code = Code::warning("A050");
/// `{item}` `{part}` `{old}`
pub const ONLY_OLD: Code = Code::warning("A051");
/// `{item}` `{part}` `{new}`
pub const ONLY_NEW: Code = Code::warning("A052");

/// What a comparison found.
#[derive(Clone, Debug)]
pub struct Diff {
    pub differences: Vec<Difference>,
    /// The files as decoded: what places count in.
    pub old_text: Arc<str>,
    pub new_text: Arc<str>,
}

/// One thing that the files say differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The guid of the item, in the new file if it is in both; `header` for the message's own data.
    pub item: String,
    /// In the standard's words: `contentMeta/headline`.
    pub part: String,
    pub old: Option<Said>,
    pub new: Option<Said>,
}

/// What one file says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub value: String,
    pub span: Span,
}

impl Difference {
    /// The same as a diagnostic; both places are labels, the new file's last.
    pub fn diagnostic(&self) -> Diagnostic {
        let code = match (&self.old, &self.new) {
            (Some(_), Some(_)) => CHANGED,
            (Some(_), None) => ONLY_OLD,
            (None, _) => ONLY_NEW,
        };
        let mut diagnostic = Diagnostic::new(code).arg("item", &self.item).arg("part", &self.part);
        for (name, said) in [("old", &self.old), ("new", &self.new)] {
            if let Some(said) = said {
                diagnostic = diagnostic.arg(name, reader::tree::shown(&said.value)).at(&said.span);
            }
        }
        diagnostic
    }
}

/// Compares two items or messages. Fails when one of them is no NewsML-G2.
pub fn diff(old: (&str, &[u8]), new: (&str, &[u8])) -> Result<Diff, Vec<Diagnostic>> {
    let (old, new) = (open(old)?, open(new)?);
    let (old_items, new_items) = (Items::find(&old.tree), Items::find(&new.tree));
    let (old_sheet, new_sheet) = (Sheet::new(&old, &old_items), Sheet::new(&new, &new_items));
    let pairs = pairs::pairs(&old_sheet, &new_sheet);
    let renamed = pairs::renamed(&pairs);
    let mut differences = Vec::new();
    for pair in &pairs {
        let item = pairs::name(pair);
        let old_facts = pair.old.map(|scope| facts::facts(scope, &Canon { scope, renamed: &renamed }));
        let new_facts = pair.new.map(|scope| facts::facts(scope, &Canon { scope, renamed: &Default::default() }));
        match (old_facts, new_facts) {
            (Some(old_facts), Some(new_facts)) => {
                for (part, one, other) in facts::compare(old_facts, new_facts) {
                    let (one, other) = (one.map(|fact| said(&fact, &old)), other.map(|fact| said(&fact, &new)));
                    differences.push(Difference { item: item.clone(), part, old: one, new: other });
                }
            }
            (one, other) => {
                let whole = |scope: Option<&crate::lint::sheet::Scope<'_>>, file: &File| {
                    let scope = scope?;
                    Some(Said { value: item.clone(), span: file.places.span(&scope.element.at) })
                };
                let part = pair.old.or(pair.new).map(|scope| scope.element.name.clone()).unwrap_or_default();
                let (one, other) = (one.and_then(|_| whole(pair.old, &old)), other.and_then(|_| whole(pair.new, &new)));
                differences.push(Difference { item: item.clone(), part, old: one, new: other });
            }
        }
    }
    Ok(Diff { differences, old_text: old.places.text().clone(), new_text: new.places.text().clone() })
}

fn said(fact: &Fact, file: &File) -> Said {
    Said { value: fact.shown.clone(), span: file.places.span(&fact.at) }
}

fn open((name, bytes): (&str, &[u8])) -> Result<File, Vec<Diagnostic>> {
    let file = reader::open(name, bytes).map_err(|fault| vec![fault])?;
    let items = Items::find(&file.tree);
    if items.items.is_empty() && items.messages.is_empty() {
        let start = Span { file: name.into(), line: 1, column: 1, end_line: 1, end_column: 1 };
        let what = file.tree.roots.iter().find_map(|root| root.element()).map(|root| root.qualified());
        let what = what.unwrap_or_else(|| "text".to_owned());
        return Err(vec![Diagnostic::new(reader::codes::NOT_NEWSML).arg("what", what).at(&start)]);
    }
    Ok(file)
}
