use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::ids::is_iri;

/// `{guid}`: no IRI, so that two providers may use the same one.
const CODE: Code = Code::error("N325");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let guids = sheet.items().filter_map(|(scope, _)| scope.element.find("guid"));
    let wrong = guids.filter(|guid| !guid.value.trim().is_empty() && !is_iri(&guid.value));
    wrong.map(|guid| sheet.found(CODE, &guid.at, &[("guid", &guid.value)])).collect()
}
