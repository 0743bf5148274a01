use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{name}` `{value}`: not a number of the kind that belongs there.
const CODE: Code = Code::error("N328");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for element in sheet.elements() {
        if matches!(element.name.as_str(), "urgency" | "priority") {
            let value = element.line();
            if !value.parse::<u8>().is_ok_and(|number| (1..=9).contains(&number)) {
                let shown = if value.is_empty() { "-" } else { value.as_str() };
                found.push(sheet.found(
                    CODE,
                    &(element.at.start..element.end),
                    &[("name", &element.name), ("value", shown)],
                ));
            }
        }
        if matches!(element.name.as_str(), "remoteContent" | "inlineXML" | "inlineData" | "icon") {
            for name in ["size", "width", "height", "wordcount", "linecount", "charcount"] {
                let number = element.find(name).filter(|number| number.value.trim().parse::<u64>().is_err());
                found.extend(
                    number.map(|number| sheet.found(CODE, &number.at, &[("name", name), ("value", &number.value)])),
                );
            }
        }
    }
    found
}
