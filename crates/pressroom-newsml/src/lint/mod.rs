//! The rules of NewsML-G2 that make items fit for receivers: those that no schema can check, and those of the schema that
//! implementers break most, for desks that have no schema at hand. Rules only look.
//!
//! One rule a file, one line in [`RULES`]. Each is silent on valid files.

mod alias_twice;
mod alias_unknown;
mod canceled;
mod catalogs;
mod element_order;
mod embargo;
mod group_refs;
mod guid_iri;
mod html_namespace;
mod id_twice;
mod inline_xml_alone;
mod item_twice;
mod language_tag;
mod media_type;
mod namespace;
mod numbers;
mod pub_status;
mod qcode_and_literal;
mod qcode_form;
mod reference_version;
mod references;
mod required_elements;
mod root_attributes;
pub mod sheet;
mod target;
mod time_form;
mod time_order;
mod time_zone;
mod times;
mod unknown_element;
mod version_number;

use std::sync::Arc;

use pressroom_core::{Code, Diagnostic, Span};

use crate::reader::items::Items;
use crate::reader::{self, File};
use sheet::Sheet;

/// What the linter found.
#[derive(Clone, Debug)]
pub struct Lint {
    /// In the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The file as decoded: what spans count in.
    pub text: Arc<str>,
}

/// A place that is found again and again is told this often.
const MAX_OF_A_RULE: usize = 100;

pub struct Rule {
    pub code: Code,
    pub check: fn(&Sheet<'_>) -> Vec<Diagnostic>,
}

pub const RULES: &[Rule] = &[
    namespace::RULE,
    root_attributes::RULE,
    required_elements::RULE,
    element_order::RULE,
    unknown_element::RULE,
    catalogs::RULE,
    alias_unknown::RULE,
    alias_twice::RULE,
    qcode_form::RULE,
    qcode_and_literal::RULE,
    target::RULE,
    time_form::RULE,
    time_zone::RULE,
    time_order::RULE,
    embargo::RULE,
    group_refs::RULE,
    references::RULE,
    reference_version::RULE,
    inline_xml_alone::RULE,
    html_namespace::RULE,
    media_type::RULE,
    version_number::RULE,
    item_twice::RULE,
    canceled::RULE,
    pub_status::RULE,
    guid_iri::RULE,
    language_tag::RULE,
    id_twice::RULE,
    numbers::RULE,
];

/// Looks at a file of anybody's. What is no NewsML-G2 at all is told as the reader tells it.
pub fn lint(name: &str, bytes: &[u8]) -> Lint {
    let file = match reader::open(name, bytes) {
        Ok(file) => file,
        Err(fault) => return Lint { diagnostics: vec![fault], text: "".into() },
    };
    let items = Items::find(&file.tree);
    let mut diagnostics = file.diagnostics.clone();
    if items.items.is_empty() && items.messages.is_empty() {
        // Of NewsML 1 only what reading it noticed: the rules are those of G2.
        if let Ok(stories) = reader::read(name, bytes) {
            let diagnostics = stories.into_iter().flat_map(|story| story.diagnostics).collect();
            return Lint { diagnostics, text: file.places.text().clone() };
        }
        let what = file.tree.roots.iter().find_map(|root| root.element()).map(|root| root.qualified());
        let start = Span { file: name.into(), line: 1, column: 1, end_line: 1, end_column: 1 };
        let what = what.unwrap_or_else(|| "text".to_owned());
        diagnostics.push(Diagnostic::new(reader::codes::NOT_NEWSML).arg("what", what).at(&start));
    }
    diagnostics.extend(of_items(&file, &items));
    diagnostics
        .sort_by_key(|found| found.labels.first().map_or((u32::MAX, 0), |label| (label.span.line, label.span.column)));
    Lint { diagnostics, text: file.places.text().clone() }
}

/// Every rule, on a file that is open already.
pub fn of_items(file: &File, items: &Items<'_>) -> Vec<Diagnostic> {
    let sheet = Sheet::new(file, items);
    RULES.iter().flat_map(|rule| (rule.check)(&sheet).into_iter().take(MAX_OF_A_RULE)).collect()
}

/// The codes of all rules, in the order in which they are run.
pub fn codes() -> impl Iterator<Item = Code> {
    RULES.iter().map(|rule| rule.code)
}
