/// The address as an `href` may hold it, or `None` when no output should make a link of it.
///
/// Only `http`, `https` and `mailto` become links: a `javascript:` or `data:` address would run in a reader. Characters
/// that RFC 3987 (2.2) keeps out of an IRI are percent-encoded, as every browser does.
pub fn safe_href(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            is_authority(authority).then(|| encoded(href))
        }
        "mailto" => (!rest.trim().is_empty()).then(|| encoded(href)),
        _ => None,
    }
}

/// A relative path as a URL reference (RFC 3986, 4.2); an address of the web stays one.
pub fn href_of_file(file: &str) -> String {
    if let Some(address) = safe_href(file).filter(|_| file.contains("://")) {
        return address;
    }
    let mut out = String::with_capacity(file.len());
    // Otherwise `a:b.jpg` would be of scheme `a`.
    if file.split('/').next().is_some_and(|first| first.contains(':')) {
        out.push_str("./");
    }
    for c in file.chars() {
        if stands_in_iri(c) && !matches!(c, '%' | '#' | '?') {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

/// A host name or IPv4 address, perhaps with user and port (RFC 3986, 3.2). IPv6 literals are not worth their parser.
fn is_authority(authority: &str) -> bool {
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, after)| after);
    let (host, port) = host_and_port.split_once(':').unwrap_or((host_and_port, ""));
    let in_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') || c.is_alphanumeric();
    let port_fits = port.is_empty() || (port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok());
    !host.is_empty() && host.chars().all(in_host) && port_fits && authority.chars().all(stands_in_iri)
}

/// Whether an IRI may hold the character as it is. `[` and `]` stand only around an IPv6 address.
fn stands_in_iri(c: char) -> bool {
    let forbidden = matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '[' | ']');
    !(forbidden || c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

fn encoded(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    let mut fragment = false;
    let mut chars = href.char_indices();
    while let Some((at, c)) = chars.next() {
        let percent_sign = c == '%' && !starts_escape(chars.as_str());
        let second_fragment = c == '#' && fragment;
        fragment |= c == '#';
        if percent_sign || second_fragment || !stands_in_iri(c) {
            for byte in href.as_bytes().iter().skip(at).take(c.len_utf8()) {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn starts_escape(after_percent: &str) -> bool {
    let mut digits = after_percent.bytes().take(2);
    digits.next().is_some_and(|b| b.is_ascii_hexdigit()) && digits.next().is_some_and(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::safe_href;

    #[test]
    fn only_harmless_schemes_link_and_always_as_a_url() {
        let cases = [
            ("https://example.vn/tin-tức?a=1&b=2#x", Some("https://example.vn/tin-tức?a=1&b=2#x")),
            ("HTTP://example.vn:8080/", Some("HTTP://example.vn:8080/")),
            (" https://example.vn/a b<c>\"%zz%20#1#2 ", Some("https://example.vn/a%20b%3Cc%3E%22%25zz%20#1%232")),
            ("mailto:desk@example.vn", Some("mailto:desk@example.vn")),
            ("javascript:alert(1)", None),
            ("JavaScript://example.vn/%0aalert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("https://", None),
            ("https:///path", None),
            ("http://a b/", None),
            ("http://example.vn:99999/", None),
            ("example.vn", None),
            ("", None),
        ];
        for (href, expected) in cases {
            assert_eq!(safe_href(href).as_deref(), expected, "{href}");
        }
    }
}
