use std::collections::BTreeSet;

use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{attribute}` `{id}`: nothing in the item has this id.
const CODE: Code = Code::error("N316");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (scope, _) in sheet.items() {
        // Parts of the content are referred to as well.
        let ids: BTreeSet<&str> = scope.element.descendants().filter_map(|element| element.value("id")).collect();
        for element in &scope.elements {
            for name in ["contentrefs", "idrefs", "original", "sourceidref"] {
                let Some(attribute) = element.find(name).filter(|_| element.name != "signal") else { continue };
                for id in attribute.value.split_whitespace().filter(|id| !ids.contains(id)) {
                    found.push(sheet.found(CODE, &attribute.at, &[("attribute", name), ("id", id)]));
                }
            }
        }
    }
    found
}
