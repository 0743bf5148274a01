//! Codes of vocabularies as URIs, which is how ninjs names concepts.

use pressroom_html_read::file_of_href;

use crate::uri;

/// The vocabularies that a story's codes come from, by their aliases in IPTC's catalog.
const SCHEMES: [(&str, &str); 14] = [
    ("medtop", "http://cv.iptc.org/newscodes/mediatopic/"),
    ("subj", "http://cv.iptc.org/newscodes/subjectcode/"),
    ("genre", "http://cv.iptc.org/newscodes/genre/"),
    ("sig", "http://cv.iptc.org/newscodes/signal/"),
    ("prodgenre", "http://cv.iptc.org/newscodes/productgenre/"),
    ("scn", "http://cv.iptc.org/newscodes/scene/"),
    ("wldreg", "http://cv.iptc.org/newscodes/worldregion/"),
    ("iso3166-1a2", "http://cvx.iptc.org/iso3166-1a2/"),
    ("iso3166-1a3", "http://cvx.iptc.org/iso3166-1a3/"),
    ("iso3166-2", "http://cvx.iptc.org/iso3166-2/"),
    ("bcp47", "http://cvx.iptc.org/bcp47/"),
    ("isin", "http://cvx.iptc.org/isin/"),
    ("wikidata", "http://www.wikidata.org/entity/"),
    ("geonames", "http://sws.geonames.org/"),
];

/// How an item names a concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub uri: Option<String>,
    /// `alias:code`, or a code of the newsroom's own.
    pub literal: Option<String>,
}

pub fn write(scheme: Option<&str>, code: Option<&str>) -> Named {
    let literal = |text: String| Named { uri: None, literal: Some(text) };
    match (scheme, code) {
        (None, None) => Named::default(),
        (None, Some(code)) if code.contains("://") => match uri::of_iri(code) {
            Some(uri) if uri == code => Named { uri: Some(uri), literal: None },
            Some(_) | None => literal(code.to_owned()),
        },
        (None, Some(code)) => literal(code.to_owned()),
        (Some(alias), None) => literal(format!("{alias}:")),
        (Some(alias), Some(code)) => match SCHEMES.iter().find(|(known, _)| *known == alias) {
            Some((_, base)) if !code.is_empty() => {
                Named { uri: Some(format!("{base}{}", uri::segment(code))), literal: None }
            }
            Some(_) | None => literal(format!("{alias}:{code}")),
        },
    }
}

/// Scheme and code.
pub fn read(uri: Option<&str>, literal: Option<&str>) -> (Option<String>, Option<String>) {
    if let Some(uri) = uri {
        let known = SCHEMES.iter().find_map(|(alias, base)| Some((*alias, without_base(uri, base)?)));
        return match known {
            Some((alias, code)) => (Some(alias.to_owned()), Some(file_of_href(code))),
            None => (None, Some(uri.to_owned())),
        };
    }
    match literal.map(|literal| (literal, literal.split_once(':'))) {
        None => (None, None),
        Some((literal, None)) => (None, Some(literal.to_owned())),
        Some((literal, Some((alias, code)))) if alias.is_empty() || code.starts_with("//") => {
            (None, Some(literal.to_owned()))
        }
        Some((_, Some((alias, code)))) => {
            (Some(alias.to_owned()), Some(code.to_owned()).filter(|code| !code.is_empty()))
        }
    }
}

/// ninjs 1 gives a scheme and a code of it.
pub fn read_pair(scheme: Option<&str>, code: Option<&str>) -> (Option<String>, Option<String>) {
    let alias = scheme.map(|scheme| {
        let base =
            |known: &&(&str, &str)| without_base(&format!("{}/x", scheme.trim_end_matches('/')), known.1) == Some("x");
        SCHEMES.iter().find(base).map_or(scheme, |(alias, _)| alias).to_owned()
    });
    match (alias, code) {
        // A QCode may stand where the code does.
        (None, Some(code)) => match code.split_once(':') {
            Some((alias, code)) if !alias.is_empty() && !code.is_empty() && !code.starts_with("//") => {
                (Some(alias.to_owned()), Some(code.to_owned()))
            }
            Some(_) | None => (None, Some(code.to_owned())),
        },
        (alias, code) => (alias, code.map(str::to_owned)),
    }
}

fn without_base<'u>(uri: &'u str, base: &str) -> Option<&'u str> {
    let plain = |text: &'u str| text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let base = base.strip_prefix("http://")?;
    let code = plain(uri)?.strip_prefix(base)?;
    (!code.is_empty() && !code.contains('/')).then_some(code)
}
