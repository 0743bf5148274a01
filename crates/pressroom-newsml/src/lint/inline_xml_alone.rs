use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::tree::Node;

/// `{count}`: `inlineXML` holds one element, and nothing beside it.
const CODE: Code = Code::error("N318");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        if element.name != "inlineXML" {
            return None;
        }
        let elements = element.elements().count();
        let text = element.children.iter().any(|node| matches!(node, Node::Text(text) if !text.text.trim().is_empty()));
        (elements > 1 || text).then(|| sheet.found(CODE, &element.at, &[("count", &elements.to_string())]))
    })
}
