use std::collections::BTreeMap;

use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;

/// `{alias}` `{qcode}` `{count}`: no catalog of the item declares the alias.
const CODE: Code = Code::error("N306");

pub const RULE: Rule = Rule { code: CODE, check };

/// One finding for each alias. Where a catalog is not at hand, nothing can be said; where there is none at all, another
/// rule says so.
fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut unknown: BTreeMap<&str, (std::ops::Range<usize>, &str, usize)> = BTreeMap::new();
    for scope in sheet.scopes.iter().filter(|scope| scope.has_catalog()) {
        for (attribute, qcode) in scope.qcodes() {
            let Some((alias, _)) = qcode.split_once(':') else { continue };
            if !alias.is_empty() && !scope.declares(alias) {
                unknown.entry(alias).or_insert((attribute.at.clone(), qcode, 0)).2 += 1;
            }
        }
    }
    let mut unknown: Vec<_> = unknown.into_iter().collect();
    unknown.sort_by_key(|(_, (at, _, _))| at.start);
    let found = unknown.iter().map(|(alias, (at, qcode, count))| {
        sheet.found(CODE, at, &[("alias", alias), ("qcode", qcode), ("count", &count.to_string())])
    });
    found.collect()
}
