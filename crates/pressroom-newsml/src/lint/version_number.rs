use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{element}` `{version}`: not a whole number from 1.
const CODE: Code = Code::error("N321");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let roots =
        sheet.items().filter_map(|(scope, _)| scope.element.find("version").map(|version| (scope.element, version)));
    let references = sheet.elements().filter(|element| matches!(element.name.as_str(), "itemRef" | "link"));
    let references = references.filter_map(|element| Some((element, element.find("version")?)));
    let wrong = roots
        .chain(references)
        .filter(|(_, version)| !version.value.trim().parse::<u64>().is_ok_and(|number| number >= 1));
    wrong
        .map(|(element, version)| {
            sheet.found(CODE, &version.at, &[("element", &element.name), ("version", &version.value)])
        })
        .collect()
}
