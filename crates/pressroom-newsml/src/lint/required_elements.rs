use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::items::Kind;
use crate::reader::tree::Element;

/// `{element}` `{parent}`
const CODE: Code = Code::error("N302");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut require = |parent: &Element, names: &[&str]| {
        for name in names.iter().filter(|name| parent.child(name).is_none()) {
            found.push(sheet.found(CODE, &parent.at, &[("element", name), ("parent", &parent.name)]));
        }
    };
    for message in &sheet.messages {
        require(message, &["header", "itemSet"]);
        if let Some(header) = message.child("header") {
            require(header, &["sent"]);
        }
    }
    for (scope, kind) in sheet.items() {
        require(scope.element, &["itemMeta"]);
        if let Some(meta) = scope.element.child("itemMeta") {
            // A catalog is its own class.
            let needed: &[&str] = match kind {
                Kind::Catalog => &["provider", "versionCreated"],
                Kind::News | Kind::Package | Kind::Concept | Kind::Knowledge | Kind::Planning => {
                    &["itemClass", "provider", "versionCreated"]
                }
            };
            require(meta, needed);
        }
    }
    found
}
