//! The vocabularies that codes are taken from.

/// The namespace of NewsML-G2.
pub const NAMESPACE: &str = "http://iptc.org/std/nar/2006-10-01/";
pub const STANDARD_VERSION: &str = "2.35";
/// IPTC's catalog: aliases and the schemes that they stand for.
pub const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";

pub const NEWS_ITEM_TYPE: &str = "application/vnd.iptc.g2.newsitem+xml";

/// A scheme's alias and URI.
type Scheme = (&'static str, &'static str);

// Schemes of the writer's own, for what IPTC has no code for. The UUID was drawn once at random, so that nobody else's
// codes can be taken for these.

/// What the text items declare: roles of headlines and persons, sections.
pub const STORY_SCHEMES: [Scheme; 3] = [
    ("prhead", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#headline-role/"),
    ("prperson", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#person-role/"),
    ("prsection", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#section/"),
];
/// What the package declares: roles of its groups, and what an edition says of itself.
pub const ISSUE_SCHEMES: [Scheme; 2] = [
    ("prgroup", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#group-role/"),
    ("prissue", "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#issue/"),
];

const IPTC_CATALOG: &str = include_str!("../data/iptc-catalog-41.txt");

/// Whether IPTC's catalog tells what the alias stands for.
pub fn is_iptc_alias(alias: &str) -> bool {
    iptc_aliases().any(|known| known == alias)
}

/// The URI that an alias of IPTC's stands for.
pub fn uri_of_alias(alias: &str) -> Option<&'static str> {
    let rows = IPTC_CATALOG.lines().filter(|line| !line.starts_with('#')).filter_map(|row| row.split_once(' '));
    rows.filter(|(known, _)| *known == alias).map(|(_, uri)| uri).next()
}

/// The alias that a URI's scheme has in IPTC's catalog, and its code.
pub fn qcode_of_uri(uri: &str) -> Option<(&'static str, &str)> {
    let schemes = IPTC_CATALOG.lines().filter(|line| !line.starts_with('#')).filter_map(|row| row.split_once(' '));
    let fits = schemes.filter_map(|(alias, scheme)| Some((alias, uri.strip_prefix(scheme)?)));
    fits.min_by_key(|(_, code)| code.len()).filter(|(_, code)| !code.is_empty())
}

fn iptc_aliases() -> impl Iterator<Item = &'static str> {
    let rows = IPTC_CATALOG.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(' ')).map(|(alias, _uri)| alias)
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
