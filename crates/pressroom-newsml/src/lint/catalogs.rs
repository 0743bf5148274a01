use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{element}` `{attribute}`: a catalog that declares nothing.
const CODE: Code = Code::error("N305");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let missing = |element: &crate::reader::tree::Element, name| {
        let args = [("element", element.name.as_str()), ("attribute", name)];
        element.value(name).is_none().then(|| sheet.found(CODE, &element.at, &args))
    };
    let mut found = Vec::new();
    for scope in &sheet.scopes {
        for part in scope.element.elements() {
            match part.name.as_str() {
                "catalogRef" => found.extend(missing(part, "href")),
                "catalog" => {
                    for scheme in part.all("scheme") {
                        found.extend(missing(scheme, "alias"));
                        found.extend(missing(scheme, "uri"));
                    }
                }
                _ => {}
            }
        }
        let first = scope.qcodes().next();
        if let (Some((attribute, _)), false) = (first, scope.has_catalog()) {
            let args = [("element", scope.element.name.as_str()), ("attribute", "catalogRef")];
            found.push(sheet.found(CODE, &attribute.at, &args));
        }
    }
    found
}
