use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{element}` `{qcode}` `{literal}`
const CODE: Code = Code::error("N309");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        let code = element.value("qcode").or(element.value("uri"))?;
        let literal = element.find("literal")?;
        let args = [("element", element.name.as_str()), ("qcode", code), ("literal", &literal.value)];
        Some(sheet.found(CODE, &literal.at, &args))
    })
}
