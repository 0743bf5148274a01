use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::{Sheet, is_g2};
use crate::reader::tree::Element;

/// `{element}` `{parent}`: in NewsML-G2's namespace, but none of its elements.
const CODE: Code = Code::warning("N304");

pub const RULE: Rule = Rule { code: CODE, check };

const ITEM_META: &str = "itemClass provider versionCreated firstCreated embargoed pubStatus role fileName generator profile \
    service title edNote memberOf instanceOf signal altRep deliverableOf hash expires origRep incomingFeedId \
    metadataCreator link itemMetaExtProperty";
const CONTENT_META: &str = "icon urgency contentCreated contentModified digitalSourceType located infoSource creator \
    contributor audience exclAudience altId rating userInteraction language genre keyword subject slugline headline dateline \
    by creditline description contentMetaExtProperty";
const CONTENT_SET: &str = "inlineXML inlineData remoteContent";
const RIGHTS: &str = "accountable copyrightHolder copyrightNotice usageTerms link rightsInfoExtProperty rightsExpressionXML \
    rightsExpressionData dataMining";
const GROUP: &str = "groupRef itemRef conceptRef title signal edNote groupExtProperty";

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for parent in sheet.elements() {
        let known = match parent.name.as_str() {
            "itemMeta" => ITEM_META,
            "contentMeta" => CONTENT_META,
            "contentSet" => CONTENT_SET,
            "rightsInfo" => RIGHTS,
            "groupSet" => "group",
            "group" => GROUP,
            _ => continue,
        };
        let stranger =
            |element: &&Element| is_g2(element) && !known.split_whitespace().any(|name| name == element.name);
        found.extend(
            parent
                .elements()
                .filter(stranger)
                .map(|element| sheet.found(CODE, &element.at, &[("element", &element.name), ("parent", &parent.name)])),
        );
    }
    found
}
