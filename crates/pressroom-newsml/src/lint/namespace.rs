use pressroom_core::Code;

use super::Rule;
use super::sheet::{Sheet, is_g2};

/// `{element}` `{namespace}`
const CODE: Code = Code::error("N300");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<pressroom_core::Diagnostic> {
    let roots = sheet.messages.iter().copied().chain(sheet.items().map(|(scope, _)| scope.element));
    let wrong = roots.filter(|root| !is_g2(root));
    wrong
        .map(|root| {
            let namespace = root.namespace.as_deref().unwrap_or("-");
            sheet.found(CODE, &root.at, &[("element", &root.name), ("namespace", namespace)])
        })
        .collect()
}
