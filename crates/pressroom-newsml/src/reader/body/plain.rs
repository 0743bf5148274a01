//! Text without mark-up.

use crate::reader::tree::is_space;

/// Its paragraphs: between blank lines; else begun by indented lines; else one a line.
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_blank = |line: &&str| line.trim_matches(is_space).is_empty();
    let inner = lines.iter().skip_while(|line| is_blank(line)).collect::<Vec<_>>();
    let trailing = inner.iter().rev().take_while(|line| is_blank(line)).count();
    let inner = inner.get(..inner.len() - trailing).unwrap_or_default();
    let has_blank = inner.iter().any(|line| is_blank(line));
    let indented = |line: &str| line.starts_with('\t') || line.starts_with("  ");
    let has_indent = inner.iter().any(|line| indented(line)) && !inner.iter().all(|line| indented(line));
    let mut out: Vec<String> = Vec::new();
    let mut ended = true;
    for line in inner {
        if is_blank(line) {
            ended = true;
            continue;
        }
        let begins = ended || (!has_blank && (!has_indent || indented(line)));
        let line = line.trim_matches(is_space);
        match out.last_mut() {
            Some(paragraph) if !begins => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            Some(_) | None => out.push(line.to_owned()),
        }
        ended = false;
    }
    out
}

/// The parts of plain text whose only tags are those of paragraphs: its lines are still set as a typist sets them.
pub fn in_paragraph_tags(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split("<p>").flat_map(|part| part.split("</p>")).collect();
    let is_plain = parts.len() > 1 && !text.contains('&') && parts.iter().all(|part| !part.contains('<'));
    is_plain.then_some(parts)
}

/// Whether text is HTML that somebody escaped: it holds tags that HTML knows.
pub fn is_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default().to_ascii_lowercase();
        let ends = rest.get(length..).is_some_and(|after| after.starts_with(['>', ' ', '/', '\n', '\t']));
        const TAGS: [&str; 24] = [
            "p",
            "br",
            "div",
            "span",
            "h1",
            "h2",
            "h3",
            "h4",
            "ul",
            "ol",
            "li",
            "a",
            "b",
            "i",
            "strong",
            "em",
            "table",
            "tr",
            "td",
            "html",
            "body",
            "img",
            "figure",
            "blockquote",
        ];
        ends && TAGS.contains(&name.as_str())
    })
}

/// Base64 with line breaks and without padding, as it comes.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(((bits >> count) & 0xFF) as u8);
        }
    }
    Some(out)
}
