use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use super::times::{Form, form, is_moment, may_be_partial};

/// `{element}` `{value}`
const CODE: Code = Code::error("N311");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        let value = element.line();
        let fits = match form(&value) {
            Form::DateTime { .. } => true,
            Form::Date | Form::Month | Form::Year => may_be_partial(element),
            Form::Bad => element.name == "embargoed" && value.is_empty(),
        };
        let is_time = is_moment(element) || may_be_partial(element);
        let shown = if value.is_empty() { "-" } else { value.as_str() };
        let at = element.at.start..element.end;
        (is_time && !fits).then(|| sheet.found(CODE, &at, &[("element", &element.name), ("value", shown)]))
    })
}
