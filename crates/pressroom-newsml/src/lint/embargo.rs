use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// An `embargoed` that looks filled and says nothing, or is there twice.
const CODE: Code = Code::warning("N314");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (scope, _) in sheet.items() {
        let embargoes: Vec<_> = scope.element.all("itemMeta").flat_map(|meta| meta.all("embargoed")).collect();
        for (index, embargo) in embargoes.iter().enumerate() {
            let blank = !embargo.children.is_empty() && embargo.line().is_empty();
            if blank || index > 0 {
                found.push(sheet.found(CODE, &(embargo.at.start..embargo.end), &[]));
            }
        }
    }
    found
}
