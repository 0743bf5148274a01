use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use super::times::{Form, form, is_moment, may_be_partial};

/// `{element}` `{value}`
const CODE: Code = Code::warning("N312");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        let value = element.line();
        let without = form(&value) == (Form::DateTime { zone: false });
        let at = element.at.start..element.end;
        let is_time = is_moment(element) || may_be_partial(element);
        (is_time && without).then(|| sheet.found(CODE, &at, &[("element", &element.name), ("value", &value)]))
    })
}
