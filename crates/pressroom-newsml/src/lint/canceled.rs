use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::tree::Element;
use crate::reader::values::code_of;

/// `{guid}` `{canceled}` `{version}`: a kill is final.
const CODE: Code = Code::error("N323");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    // The lowest version that cancels each guid.
    let mut canceled = std::collections::BTreeMap::new();
    for (scope, _) in sheet.items() {
        if let (Some(guid), true) = (scope.element.value("guid"), is_canceled(scope.element)) {
            let lowest = canceled.entry(guid).or_insert(u64::MAX);
            *lowest = version(scope.element).min(*lowest);
        }
    }
    let alive = sheet.items().map(|(scope, _)| scope.element).filter(|item| !is_canceled(item));
    let after = alive.filter_map(|item| {
        let guid = item.value("guid")?;
        let killed = canceled.get(guid).copied().filter(|killed| version(item) > *killed)?;
        let args = [("guid", guid), ("canceled", &*killed.to_string()), ("version", &*version(item).to_string())];
        Some(sheet.found(CODE, &item.at, &args))
    });
    after.collect()
}

fn version(item: &Element) -> u64 {
    item.value("version").and_then(|version| version.parse().ok()).unwrap_or(1)
}

fn is_canceled(item: &Element) -> bool {
    let status = item.child("itemMeta").and_then(|meta| meta.child("pubStatus"));
    status
        .and_then(|status| status.value("qcode").or(status.value("uri")))
        .is_some_and(|word| code_of(word) == "canceled")
}
