use std::cmp::Ordering;

use pressroom_core::{Code, Date, Diagnostic, Moment};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::tree::Element;

/// `{earlier}` `{earlier_value}` `{later}` `{later_value}`
const CODE: Code = Code::error("N313");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let sent =
        sheet.messages.iter().find_map(|message| message.child("header")).and_then(|header| header.child("sent"));
    for (scope, _) in sheet.items() {
        let meta = |part: &str, name: &str| scope.element.child(part).and_then(|meta| meta.child(name));
        let created = meta("contentMeta", "contentCreated");
        let modified = meta("contentMeta", "contentModified");
        let version = meta("itemMeta", "versionCreated");
        let first = meta("itemMeta", "firstCreated");
        let content_end = if modified.is_some() { None } else { created };
        let pairs =
            [(created, modified), (modified, version), (content_end, version), (first, version), (version, sent)];
        found.extend(pairs.into_iter().filter_map(|(earlier, later)| wrong(sheet, earlier?, later?)));
    }
    found
}

fn wrong(sheet: &Sheet<'_>, earlier: &Element, later: &Element) -> Option<Diagnostic> {
    let (earlier_value, later_value) = (earlier.line(), later.line());
    let after = is_after(&earlier_value.parse().ok()?, &later_value.parse().ok()?);
    let args = [
        ("earlier", earlier.name.as_str()),
        ("earlier_value", &earlier_value),
        ("later", &later.name),
        ("later_value", &later_value),
    ];
    let later_at = sheet.places.span(&(later.at.start..later.end));
    after.then(|| sheet.found(CODE, &(earlier.at.start..earlier.end), &args).at(&later_at))
}

/// Whether all of one lies after all of the other. A day that holds a moment does not.
fn is_after(one: &Moment, other: &Moment) -> bool {
    if let (Moment::DateTime(one), Moment::DateTime(other)) = (one, other) {
        return one.utc() > other.utc();
    }
    let parts = |date: &Date| [date.year(), date.month().map(i16::from), date.day().map(i16::from)];
    let pairs = parts(&one.date()).into_iter().zip(parts(&other.date()));
    let known = pairs.filter_map(|(one, other)| Some((one?, other?)));
    known.map(|(one, other)| one.cmp(&other)).find(|order| order.is_ne()) == Some(Ordering::Greater)
}
