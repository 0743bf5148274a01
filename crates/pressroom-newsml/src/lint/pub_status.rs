use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::values::code_of;

/// `{status}`: IPTC's scheme has three.
const CODE: Code = Code::error("N324");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        if element.name != "pubStatus" {
            return None;
        }
        let status = element.value("qcode").or(element.value("uri"));
        let known = status.is_some_and(|status| matches!(code_of(status), "usable" | "withheld" | "canceled"));
        (!known).then(|| sheet.found(CODE, &element.at, &[("status", status.unwrap_or("-"))]))
    })
}
