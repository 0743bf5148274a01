//! Addresses: of links, and of pictures.

/// The address of a link, or `None` when nothing can be done with it: it is relative to a page nobody knows, or would run a
/// program.
pub fn link_target(href: &str) -> Option<&str> {
    let href = href.trim();
    let scheme = scheme(href)?.to_ascii_lowercase();
    (!matches!(scheme.as_str(), "javascript" | "vbscript" | "data" | "about" | "blob")).then_some(href)
}

fn scheme(href: &str) -> Option<&str> {
    let (scheme, rest) = href.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (fits && !rest.is_empty()).then_some(scheme)
}

/// A picture's file by its reference: a relative one is percent-decoded, an address of the web stays as it is.
pub fn file_of_href(href: &str) -> String {
    let href = href.trim();
    if scheme(href).is_some() || href.starts_with("//") {
        return href.to_owned();
    }
    let path = href.strip_prefix("./").unwrap_or(href);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex(*high) << 4 | hex(*low));
                rest = after;
            }
            (byte, after) => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        _ => 0,
    }
}

/// The media type that a file's name promises; empty when it promises none. The bytes have the last word.
pub fn media_type_of_file(file: &str) -> &'static str {
    // A file's own name may hold such characters; in an address they end it.
    let path = if file.contains("//") { file.split(['?', '#']).next().unwrap_or_default() } else { file };
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    match extension.unwrap_or_default().to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "jpe" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "tif" | "tiff" => "image/tiff",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_references() {
        assert_eq!(file_of_href("%E1%BA%A3nh/photo%20%C4%91%E1%BA%B9p.jpg"), "ảnh/photo đẹp.jpg");
        assert_eq!(file_of_href("./a:b/photo%231%25.jpg"), "a:b/photo#1%.jpg");
        assert_eq!(file_of_href("https://example.org/a%20b.jpg?x=1"), "https://example.org/a%20b.jpg?x=1");
        assert_eq!(file_of_href("a%ffb%zz.jpg"), "a%ffb%zz.jpg");
    }

    #[test]
    fn links_that_lead_somewhere() {
        for href in ["https://example.org/", "mailto:a@example.org", "tel:+84", " http://example.org "] {
            assert!(link_target(href).is_some(), "{href}");
        }
        for href in ["", "#top", "/tin/1", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "a b:c"] {
            assert!(link_target(href).is_none(), "{href}");
        }
    }
}
