use std::collections::{BTreeMap, BTreeSet};

use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::tree::Element;

/// `{element}` `{id}`: no group has this id, or a group holds itself, or none refers to it.
const CODE: Code = Code::error("N315");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.elements().filter(|element| element.name == "groupSet").flat_map(|set| groups(sheet, set)).collect()
}

fn groups(sheet: &Sheet<'_>, set: &Element) -> Vec<Diagnostic> {
    let ids: BTreeMap<&str, &Element> =
        set.all("group").filter_map(|group| Some((group.value("id")?, group))).collect();
    let mut found = Vec::new();
    let mut wrong = |element: &Element, id: &str| {
        found.push(sheet.found(CODE, &element.at, &[("element", &element.name), ("id", id)]));
    };
    match set.value("root") {
        Some(root) if ids.contains_key(root) => {}
        root => wrong(set, root.unwrap_or("-")),
    }
    for group in set.all("group") {
        for reference in group.all("groupRef") {
            match reference.value("idref") {
                Some(id) if ids.contains_key(id) => {}
                id => wrong(reference, id.unwrap_or("-")),
            }
        }
    }
    // From the root, every group is reached, and none by way of itself.
    let (mut reached, mut rest) =
        (BTreeSet::new(), Vec::from_iter(set.value("root").filter(|root| ids.contains_key(root))));
    let has_root = !rest.is_empty();
    while let Some(id) = rest.pop() {
        if reached.insert(id) {
            let inner = ids.get(id).into_iter().flat_map(|group| group.all("groupRef"));
            rest.extend(inner.filter_map(|reference| reference.value("idref")).filter(|id| ids.contains_key(id)));
        }
    }
    for (id, group) in ids.iter().filter(|(id, _)| has_root && !reached.contains(**id)) {
        wrong(group, id);
    }
    found
}
