use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::tree::Element;

/// `{element}` `{after}` `{parent}`
const CODE: Code = Code::error("N303");

pub const RULE: Rule = Rule { code: CODE, check };

/// The schema's orders. Names on one line may come in any order among themselves.
const ITEM: &[&str] = &[
    "catalogRef catalog",
    "hopHistory",
    "pubHistory",
    "rightsInfo",
    "itemMeta",
    "contentMeta",
    "partMeta",
    "assert",
    "inlineRef",
    "derivedFrom derivedFromValue",
    "contentSet groupSet concept conceptSet schemeMeta newsCoverageSet catalogContainer",
];
const ITEM_META: &[&str] = &[
    "itemClass",
    "provider",
    "versionCreated",
    "firstCreated",
    "embargoed",
    "pubStatus",
    "role",
    "fileName",
    "generator",
    "profile",
    "service",
    "title",
    "edNote",
    "memberOf",
    "instanceOf",
    "signal",
    "altRep",
    "deliverableOf",
    "hash",
    "expires",
    "origRep",
    "incomingFeedId",
    "metadataCreator",
    "link",
    "itemMetaExtProperty",
];
const CONTENT_META: &[&str] = &[
    "icon",
    "urgency",
    "contentCreated",
    "contentModified",
    "digitalSourceType",
    "located infoSource creator contributor audience exclAudience altId rating userInteraction",
    "language genre keyword subject slugline headline dateline by creditline description",
    "contentMetaExtProperty",
];
const HEADER: &[&str] = &[
    "sent",
    "catalogRef catalog",
    "sender",
    "transmitId",
    "priority",
    "origin",
    "timestamp destination channel signal headerExtProperty",
];
const MESSAGE: &[&str] = &["header", "itemSet"];

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for message in &sheet.messages {
        found.extend(ordered(sheet, message, MESSAGE));
    }
    for scope in &sheet.scopes {
        if scope.kind.is_none() {
            found.extend(ordered(sheet, scope.element, HEADER));
            continue;
        }
        found.extend(ordered(sheet, scope.element, ITEM));
        for (part, order) in [("itemMeta", ITEM_META), ("contentMeta", CONTENT_META)] {
            found.extend(scope.element.all(part).flat_map(|meta| ordered(sheet, meta, order)));
        }
    }
    found
}

/// One finding for each name that comes too late.
fn ordered(sheet: &Sheet<'_>, parent: &Element, order: &[&str]) -> Vec<Diagnostic> {
    let position = |name: &str| order.iter().position(|step| step.split(' ').any(|known| known == name));
    let (mut reached, mut last) = (0, "");
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for element in parent.elements() {
        let Some(at) = position(&element.name) else { continue };
        if at >= reached {
            (reached, last) = (at, &element.name);
        } else if !told.contains(&element.name.as_str()) {
            told.push(&element.name);
            let args = [("element", element.name.as_str()), ("after", last), ("parent", &parent.name)];
            found.push(sheet.found(CODE, &element.at, &args));
        }
    }
    found
}
