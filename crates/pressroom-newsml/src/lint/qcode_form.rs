use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{attribute}` `{qcode}`: not of the form alias, colon, code.
const CODE: Code = Code::error("N308");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let fits = |qcode: &str| qcode.split_once(':').is_some_and(|(alias, code)| !alias.is_empty() && !code.is_empty());
    let codes = sheet.scopes.iter().flat_map(|scope| scope.qcodes());
    let wrong = codes.filter(|(_, qcode)| !fits(qcode));
    wrong
        .map(|(attribute, qcode)| sheet.found(CODE, &attribute.at, &[("attribute", &attribute.name), ("qcode", qcode)]))
        .collect()
}
