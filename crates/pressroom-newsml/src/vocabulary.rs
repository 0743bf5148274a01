//! The vocabularies that codes are taken from.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The namespace of NewsML-G2.
pub const NAMESPACE: &str = "http://iptc.org/std/nar/2006-10-01/";

pub const NEWS_ITEM_TYPE: &str = "application/vnd.iptc.g2.newsitem+xml";

/// A scheme's alias and URI.
pub type Scheme = (&'static str, &'static str);

// Schemes of the writer's own, for what IPTC has no code for. The UUID was drawn once at random, so that nobody else's
// codes can be taken for these. An item declares those that it uses.

pub const HEADLINE_ROLES: Scheme = ("prhead", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#headline-role/");
pub const PERSON_ROLES: Scheme = ("prperson", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#person-role/");
pub const SECTIONS: Scheme = ("prsection", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#section/");
pub const DATELINE_PARTS: Scheme = ("prdateline", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#dateline/");
/// Names of foreign metadata whose values are text.
pub const EXTRA_TEXT: Scheme = ("prextra", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#extra/");
/// Names of foreign metadata whose values are JSON.
pub const EXTRA_JSON: Scheme = ("prjson", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#extra-json/");
pub const DESCRIPTION_ROLES: Scheme = ("prdesc", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#description-role/");
/// What an edition says of itself.
pub const ISSUE_SCHEME: Scheme = ("prissue", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#issue/");
/// The alias of the roles of groups. The house may have a scheme of its own.
pub const GROUP_ALIAS: &str = "prgroup";

const IPTC_CATALOG: &str = include_str!("../data/iptc-catalog-41.txt");

static IPTC_SCHEMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| iptc_schemes().collect());

fn iptc_schemes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = IPTC_CATALOG.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(' '))
}

/// Whether IPTC's catalog tells what the alias stands for.
pub fn is_iptc_alias(alias: &str) -> bool {
    IPTC_SCHEMES.contains_key(alias)
}

/// The URI that an alias of IPTC's stands for.
pub fn uri_of_alias(alias: &str) -> Option<&'static str> {
    IPTC_SCHEMES.get(alias).copied()
}

/// The alias that a URI's scheme has in IPTC's catalog, and its code.
pub fn qcode_of_uri(uri: &str) -> Option<(&'static str, &str)> {
    let fits = iptc_schemes().filter_map(|(alias, scheme)| Some((alias, uri.strip_prefix(scheme)?)));
    fits.min_by_key(|(_, code)| code.len()).filter(|(_, code)| !code.is_empty())
}

/// Text as the code of a QCode: neither spaces nor controls, undone by percent-decoding (NewsML-G2 guidelines, QCodes).
pub fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '%' || c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}
