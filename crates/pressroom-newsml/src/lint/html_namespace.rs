use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::vocabulary::NAMESPACE;

/// `{element}` `{namespace}`: content in no namespace, or in NewsML-G2's.
const CODE: Code = Code::error("N319");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    sheet.each(|element| {
        if element.name != "inlineXML" {
            return None;
        }
        let root = element.elements().next()?;
        let expected = match root.name.as_str() {
            "html" => Some(pressroom_xhtml::NAMESPACE),
            "nitf" => Some("http://iptc.org/std/NITF/2006-10-18/"),
            _ => None,
        };
        let namespace = root.namespace.as_deref();
        let wrong = match expected {
            Some(expected) => namespace != Some(expected),
            None => namespace.is_none() || namespace == Some(NAMESPACE),
        };
        let args = [("element", root.name.as_str()), ("namespace", namespace.unwrap_or("-"))];
        wrong.then(|| sheet.found(CODE, &root.at, &args))
    })
}
