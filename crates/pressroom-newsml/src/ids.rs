//! Identifiers: of items, and of files that they refer to.

use uuid::Uuid;

/// Whether the text is an absolute IRI: a scheme, a colon and something after it, without what RFC 3987 (2.2) forbids.
pub fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let starts_with_letter = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let scheme_fits = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    starts_with_letter && scheme_fits && !rest.is_empty() && text.chars().all(stands_in_iri)
}

fn stands_in_iri(c: char) -> bool {
    let forbidden = matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
    !(forbidden || c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

/// An id of another system, as part of an IRI: what no IRI holds is percent-encoded.
pub fn in_iri(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if stands_in_iri(c) { out.push(c) } else { push_encoded(&mut out, c) }
    }
    out
}

fn push_encoded(out: &mut String, c: char) {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
}

/// Drawn once at random.
const PICTURES: Uuid = Uuid::from_u128(0x3d0c_97a6_1f6b_4f0e_8a55_66c1_9d2e_07b4);

/// The id of a story's picture. It follows from the story's id and the picture's file name alone.
pub fn picture_guid(story_guid: &str, file: &str) -> String {
    format!("{story_guid}-p{}", short_name(file))
}

/// Twelve hexadecimal digits that stand for a file's name.
pub fn short_name(file: &str) -> String {
    let mut name = Uuid::new_v5(&PICTURES, file.as_bytes()).simple().to_string();
    name.truncate(12);
    name
}

/// A relative path as a URL reference (RFC 3986, 4.2).
pub fn href_of_file(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    // Otherwise `a:b.jpg` would be of scheme `a`.
    if file.split('/').next().is_some_and(|first| first.contains(':')) {
        out.push_str("./");
    }
    for c in file.chars() {
        if stands_in_iri(c) && !matches!(c, '%' | '#' | '?' | '[' | ']') {
            out.push(c);
        } else {
            push_encoded(&mut out, c);
        }
    }
    out
}

/// Whether the tag has the form that XML Schema (`xs:language`) and BCP 47 share.
pub fn is_language_tag(tag: &str) -> bool {
    const LONGEST_SUBTAG: usize = 8;
    tag.split('-').enumerate().all(|(index, subtag)| {
        let letters_only = index == 0;
        let fits = |b: u8| if letters_only { b.is_ascii_alphabetic() } else { b.is_ascii_alphanumeric() };
        (1..=LONGEST_SUBTAG).contains(&subtag.len()) && subtag.bytes().all(fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris() {
        for iri in ["urn:newsml:example.org:2024-05-04:article-0002", "https://example.vn/tin-tức/1", "tag:a.vn,2024:1"]
        {
            assert!(is_iri(iri), "{iri}");
        }
        for text in ["", "story-5", "urn:", ":a", "1urn:a", "urn:a b", "urn:<a>", "Thời sự: tin"] {
            assert!(!is_iri(text), "{text}");
        }
    }

    #[test]
    fn ids_of_other_systems() {
        assert_eq!(in_iri("RED 2024|5_0"), "RED%202024%7C5_0");
        assert_eq!(in_iri("20160512:RTZ:8883:0"), "20160512:RTZ:8883:0");
    }

    #[test]
    fn files_become_references() {
        assert_eq!(href_of_file("images/p46.jpg"), "images/p46.jpg");
        assert_eq!(href_of_file("ảnh 1#50%.jpg"), "ảnh%201%2350%25.jpg");
        assert_eq!(href_of_file("a:b.jpg"), "./a:b.jpg");
    }

    #[test]
    fn language_tags() {
        for tag in ["vi", "en-GB", "zh-Hant-TW", "und", "x-tay"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "tiếng-việt", "vi_VN", "vi-", "vietnamese-language"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }
}
