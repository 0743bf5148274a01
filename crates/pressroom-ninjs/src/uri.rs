//! IRIs as the URIs that ninjs wants (RFC 3987, 3.1).

/// The URI of an absolute IRI, or `None` when it is none.
pub fn of_iri(iri: &str) -> Option<String> {
    let (scheme, rest) = iri.split_once(':')?;
    let scheme_fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let spaces = iri.chars().any(|c| c.is_whitespace() || c.is_control());
    let authority_fits = match rest.strip_prefix("//") {
        Some(after) => is_authority(after.split(['/', '?', '#']).next().unwrap_or_default()),
        None => true,
    };
    if !scheme_fits || rest.is_empty() || spaces || !authority_fits {
        return None;
    }
    let mut fragment = false;
    let encoded = encode(rest, |b, after| {
        let first_hash = b == b'#' && !fragment;
        fragment |= b == b'#';
        first_hash
            || is_unreserved(b)
            || matches!(b, b'/' | b'?' | b':' | b'@' | b'!' | b'$' | b'&' | b'\'')
            || matches!(b, b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=')
            || (b == b'%' && is_escape(after))
    });
    Some(format!("{scheme}:{encoded}"))
}

/// A host, perhaps with user and port, in ASCII: names in other scripts would have to be translated.
fn is_authority(authority: &str) -> bool {
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, after)| after);
    let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
    let fits = |b: u8| is_unreserved(b) || matches!(b, b':' | b'@');
    !host.is_empty() && authority.bytes().all(fits) && port.bytes().all(|b| b.is_ascii_digit())
}

/// A text as one segment of a path.
pub fn segment(text: &str) -> String {
    encode(text, |b, _| is_unreserved(b) || matches!(b, b':' | b'@' | b'!' | b'$' | b'&' | b'(' | b')' | b'+' | b','))
}

fn is_unreserved(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~')
}

fn is_escape(after: &[u8]) -> bool {
    matches!(after, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

fn encode(text: &str, mut stays: impl FnMut(u8, &[u8]) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        if byte.is_ascii() && stays(*byte, after) {
            out.push(char::from(*byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris_become_uris() {
        let uri = |iri| of_iri(iri).unwrap_or_default();
        assert_eq!(uri("urn:newsml:example.org:2024-05-04:a1"), "urn:newsml:example.org:2024-05-04:a1");
        assert_eq!(uri("https://example.org/tin-tức?a=1#x#y"), "https://example.org/tin-t%E1%BB%A9c?a=1#x%23y");
        assert_eq!(uri("tag:example.org,2024:100%"), "tag:example.org,2024:100%25");
        for no in ["", "a1", ":a", "urn:", "a b:c", "https:///x", "https://tin.việt/"] {
            assert_eq!(of_iri(no), None, "{no}");
        }
    }
}
