use std::borrow::Cow;

/// What shows in the place of a character that XML cannot hold (Unicode's REPLACEMENT CHARACTER).
const REPLACEMENT: char = '\u{FFFD}';

/// XML 1.0, production 2 `Char`. Rust has no surrogates, so that only these are left out.
pub fn is_xml_character(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Text as it stands in XML, both as character data and inside a double-quoted attribute.
///
/// A character that XML forbids becomes U+FFFD, so that the gap is seen. Carriage returns, and in attributes tabs and
/// line feeds, would be normalized away by a parser (XML 1.0, 2.11 and 3.3.3); [`attribute`] sees to the latter.
pub fn escape(text: &str) -> Cow<'_, str> {
    if all_plain(text) {
        return Cow::Borrowed(text);
    }
    escaped(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// A byte that stands as it is in any text. Of the forbidden characters, U+FFFE and U+FFFF alone are not ASCII; their
/// first byte in UTF-8 makes a text worth a closer look.
fn is_plain(byte: u8) -> bool {
    byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xEF) || byte == b'\n' || byte == b'\t'
}

/// Nearly every text is plain. Without a branch for each byte the compiler looks at many at once.
fn all_plain(text: &str) -> bool {
    const AT_ONCE: usize = 64;
    text.as_bytes().chunks(AT_ONCE).all(|bytes| bytes.iter().fold(true, |plain, byte| plain & is_plain(*byte)))
}

/// Whether XML can hold all of the text.
pub fn is_xml_text(text: &str) -> bool {
    all_plain(text) || text.chars().all(is_xml_character)
}

/// Appends ` name="value"`. The name is the caller's own word, never data.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    if all_plain(value) && !value.contains(['\t', '\n']) {
        out.push_str(value);
        return out.push('"');
    }
    out.push_str(&escaped(value, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    }));
    out.push('"');
}

fn escaped(text: &str, entity: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    let stays = |c: char| entity(c).is_none() && is_xml_character(c);
    let Some(first) = text.find(|c| !stays(c)) else { return Cow::Borrowed(text) };
    let (clean, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(clean);
    for c in rest.chars() {
        match entity(c) {
            Some(entity) => out.push_str(entity),
            None if is_xml_character(c) => out.push(c),
            None => out.push(REPLACEMENT),
        }
    }
    Cow::Owned(out)
}
