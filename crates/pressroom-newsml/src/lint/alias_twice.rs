use pressroom_core::{Code, Diagnostic};

use super::Rule;
use super::sheet::Sheet;
use crate::vocabulary::uri_of_alias;

/// `{alias}` `{uri}` `{other}`: one alias must stand for one scheme.
const CODE: Code = Code::error("N307");

pub const RULE: Rule = Rule { code: CODE, check };

fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for scope in &sheet.scopes {
        for (alias, schemes) in scope.schemes() {
            let first = if scope.uses_iptc() { uri_of_alias(alias) } else { None };
            let first = first.or_else(|| schemes.first().and_then(|scheme| scheme.value("uri")));
            let Some(first) = first else { continue };
            let differs = |uri: &str| uri.trim_end_matches('/') != first.trim_end_matches('/');
            for scheme in schemes {
                if let Some(uri) = scheme.value("uri").filter(|uri| differs(uri)) {
                    found.push(sheet.found(CODE, &scheme.at, &[("alias", alias), ("uri", uri), ("other", first)]));
                }
            }
        }
    }
    found
}
