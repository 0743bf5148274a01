use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::reader::tree::Attribute;
use crate::reader::values::is_language_tag;

/// `{language}`: no BCP 47 tag.
const CODE: Code = Code::error("N326");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let is_language = |attribute: &&Attribute| match (attribute.prefix.as_str(), attribute.name.as_str()) {
        ("xml", "lang") => !attribute.value.trim().is_empty(),
        ("", "hreflang") => true,
        _ => false,
    };
    let tags = sheet.elements().flat_map(|element| {
        let own = element.find("tag").filter(|_| element.name == "language");
        element.attributes.iter().filter(is_language).chain(own)
    });
    let wrong = tags.filter(|tag| !is_language_tag(tag.value.trim()));
    wrong.map(|tag| sheet.found(CODE, &tag.at, &[("language", &tag.value)])).collect()
}
