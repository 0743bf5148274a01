use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{element}`: it points nowhere.
const CODE: Code = Code::error("N310");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        let points = matches!(element.name.as_str(), "itemRef" | "link" | "remoteContent" | "icon");
        let nowhere = element.value("residref").is_none() && element.value("href").is_none();
        (points && nowhere).then(|| sheet.found(CODE, &element.at, &[("element", &element.name)]))
    })
}
