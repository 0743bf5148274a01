use std::collections::BTreeMap;

use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{guid}` `{version}` `{sent}`: a reference to another version than the one that comes along.
const CODE: Code = Code::warning("N317");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (scope, _) in sheet.items() {
        if let Some(guid) = scope.element.value("guid") {
            versions.entry(guid).or_default().push(scope.element.value("version").unwrap_or("1"));
        }
    }
    sheet.each(|element| {
        if element.name != "itemRef" {
            return None;
        }
        let (guid, version) = (element.value("residref")?, element.value("version")?);
        let sent = versions.get(guid)?;
        let args = [("guid", guid), ("version", version), ("sent", &sent.join(", "))];
        (!sent.contains(&version)).then(|| sheet.found(CODE, &element.at, &args))
    })
}
