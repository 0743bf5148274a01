use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{element}` `{attribute}` `{value}`: what every item's root must say of itself.
const CODE: Code = Code::error("N301");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (scope, _) in sheet.items() {
        let item = scope.element;
        let fits = [
            ("standard", (|value| value == "NewsML-G2") as fn(&str) -> bool),
            ("standardversion", is_version),
            ("conformance", |value| matches!(value, "core" | "power")),
            ("guid", |value| !value.is_empty()),
        ];
        for (name, fits) in fits {
            let attribute = item.find(name);
            // Without it, the conformance is core.
            if attribute.is_none() && name == "conformance" {
                continue;
            }
            let value = attribute.map_or("", |attribute| attribute.value.trim());
            if !fits(value) {
                let at = attribute.map_or(&item.at, |attribute| &attribute.at);
                let shown = if value.is_empty() { "-" } else { value };
                let args = [("element", item.name.as_str()), ("attribute", name), ("value", shown)];
                found.push(sheet.found(CODE, at, &args));
            }
        }
    }
    found
}

/// `2.` and a number.
fn is_version(value: &str) -> bool {
    value.strip_prefix("2.").is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}
