use std::collections::BTreeMap;

use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{id}`: an id names one element of the file (XML Schema, `xs:ID`).
const CODE: Code = Code::error("N327");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for id in sheet.elements().filter_map(|element| element.find("id")).filter(|id| !id.value.trim().is_empty()) {
        if let Some(first) = seen.insert(id.value.trim(), id) {
            let first = sheet.places.span(&first.at);
            found.push(sheet.found(CODE, &id.at, &[("id", &id.value)]).at(&first));
        }
    }
    found
}
