//! The vocabularies that codes are taken from.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The namespace of NewsML-G2.
pub const NAMESPACE: &str = "http://iptc.org/std/nar/2006-10-01/";

pub const NEWS_ITEM_TYPE: &str = "application/vnd.iptc.g2.newsitem+xml";

/// A scheme's alias and URI.
type Scheme = (&'static str, &'static str);

// Schemes of the writer's own, for what IPTC has no code for. The UUID was drawn once at random, so that nobody else's
// codes can be taken for these.

/// What the text items declare: roles of headlines and persons, sections, parts of the dateline, and the names of
/// foreign metadata, whose values are text or JSON.
pub const STORY_SCHEMES: [Scheme; 6] = [
    ("prhead", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#headline-role/"),
    ("prperson", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#person-role/"),
    ("prsection", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#section/"),
    ("prdateline", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#dateline/"),
    ("prextra", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#extra/"),
    ("prjson", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#extra-json/"),
];
/// What the picture items declare: roles of descriptions.
pub const PICTURE_SCHEMES: [Scheme; 1] =
    [("prdesc", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#description-role/")];
/// What the package declares, beside the roles of its groups: what an edition says of itself.
pub const ISSUE_SCHEME: Scheme = ("prissue", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#issue/");
/// The alias of the roles of groups. The house may have a scheme of its own.
pub const GROUP_ALIAS: &str = "prgroup";

const IPTC_CATALOG: &str = include_str!("../data/iptc-catalog-41.txt");

static IPTC_ALIASES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = IPTC_CATALOG.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(' ')).map(|(alias, _uri)| alias).collect()
});

/// Whether IPTC's catalog tells what the alias stands for.
pub fn is_iptc_alias(alias: &str) -> bool {
    IPTC_ALIASES.contains(alias)
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
