use std::collections::BTreeMap;

use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{guid}` `{version}`
const CODE: Code = Code::error("N322");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for (scope, _) in sheet.items() {
        let item = scope.element;
        let Some(guid) = item.value("guid") else { continue };
        let version = item.value("version").unwrap_or("1");
        if let Some(first) = seen.insert((guid, version), item) {
            let first = sheet.places.span(&first.at);
            found.push(sheet.found(CODE, &item.at, &[("guid", guid), ("version", version)]).at(&first));
        }
    }
    found
}
