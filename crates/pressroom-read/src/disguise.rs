//! Files that are something else under a text file's name.

use crate::characters::count_bytes;
use crate::{coded, machine_text};

/// More zero bytes than this share of a file's start is no text in any encoding that has no byte order mark.
const ZERO_BYTES_PER_1000: usize = 20;
const LOOKED_AT_BYTES: usize = 8 * 1024;

/// What stands behind a text file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disguise {
    /// A format by its name.
    Format(&'static str),
    /// Likely text of two or four bytes a letter, without a byte order mark.
    Units,
    Binary,
}

/// First bytes and what they tell. Longer ones before those they begin with.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\x89PNG\r\n\x1A\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"\x1F\x8B", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\0", "xz"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!", "RAR"),
    (b"\xD0\xCF\x11\xE0", "DOC, XLS, PPT (Microsoft Office)"),
    (b"\x7FELF", "ELF"),
    (b"\xCF\xFA\xED\xFE", "Mach-O"),
    (b"\0asm", "WebAssembly"),
    (b"MZ", "EXE"),
    (b"SQLite format 3\0", "SQLite"),
    (b"%!PS-Adobe", "PostScript"),
    (b"8BPS", "Photoshop"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"\0\0\x01\0", "ICO"),
    (b"BM", "BMP"),
    (b"\x1A\x45\xDF\xA3", "Matroska, WebM"),
];

/// Names a binary format, or says that the bytes are no text.
pub fn binary(bytes: &[u8]) -> Option<Disguise> {
    let start = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes);
    if start.starts_with(b"PK\x03\x04") {
        return Some(Disguise::Format(zipped(start)));
    }
    if start.starts_with(b"RIFF") && start.contains(&0) {
        return Some(Disguise::Format(if start.get(8..12) == Some(b"WEBP") { "WebP" } else { "WAV, AVI" }));
    }
    if start.get(257..262) == Some(b"ustar") {
        return Some(Disguise::Format("tar"));
    }
    // Mail gateways and printers put lines before it.
    let unspaced = start.trim_ascii_start();
    if unspaced.starts_with(b"%PDF-") {
        return Some(Disguise::Format("PDF"));
    }
    if start.get(4..8) == Some(b"ftyp") {
        return Some(Disguise::Format("MP4, HEIC, AVIF"));
    }
    // `MZ` and `BZh` are also letters that a story may begin with; binary data has zero bytes near.
    let zeros = count_bytes(start, |byte| byte == 0);
    let known = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature));
    if let Some((signature, what)) = known
        && (!signature.is_ascii() || zeros > 0 || signature.len() > 3)
    {
        return Some(Disguise::Format(what));
    }
    let utf16 = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    // Text that was padded or riddled with zero bytes is text still: each of them is told.
    let riddled = || {
        zeros * 3 < start.len()
            && std::str::from_utf8(bytes).is_ok()
            && !start.iter().any(|byte| matches!(byte, 1..=8 | 0x0E..=0x1A | 0x1C..=0x1F))
    };
    let padded = || {
        let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
        let text = bytes.get(..end).unwrap_or_default();
        end > 0 && !text.contains(&0) && std::str::from_utf8(text).is_ok()
    };
    // Every second byte of Latin text in UTF-16 is zero, and hardly any other.
    let unmarked_utf16 = || {
        let zeros_at = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros_at(0), zeros_at(1));
        even.max(odd) * 10 > start.len() * 3 && even.min(odd) * 20 < start.len()
    };
    match zeros * 1000 > start.len() * ZERO_BYTES_PER_1000 && !utf16 {
        true if unmarked_utf16() => Some(Disguise::Units),
        true if padded() || riddled() => None,
        true => Some(Disguise::Binary),
        false => None,
    }
}

/// What a ZIP container holds, by the names of its first entries.
fn zipped(start: &[u8]) -> &'static str {
    let names = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    if names(b"application/epub+zip") {
        "EPUB"
    } else if names(b"application/vnd.oasis.opendocument") {
        "ODT (OpenDocument)"
    } else if names(b"word/") || names(b"[Content_Types].xml") {
        "DOCX (Microsoft Office)"
    } else {
        "ZIP"
    }
}

/// Names a text format that is no plain copy.
pub fn text(text: &str) -> Option<Disguise> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let format = match text.chars().next()? {
        '<' => markup(&head_of(text)),
        '{' | '[' => json(text),
        '#' => text.strip_prefix("#!").is_some_and(|rest| rest.trim_start().starts_with('/')).then_some("shell script"),
        '%' => text.starts_with("%!PS").then_some("PostScript"),
        c if c.is_ascii_alphabetic() => mail(text),
        _ => None,
    };
    let format = format.or_else(|| text.starts_with("{\\rtf").then_some("RTF"));
    format.or_else(|| coded::name(text)).or_else(|| machine_text::name(text)).map(Disguise::Format)
}

fn head_of(text: &str) -> String {
    text.chars().take(LOOKED_AT_BYTES).collect::<String>().to_ascii_lowercase()
}

fn markup(head: &str) -> Option<&'static str> {
    let starts = |words: &[&str]| words.iter().any(|word| head.starts_with(word));
    let tags = || head.matches("</").count() + head.matches("/>").count() + head.matches("<br").count();
    if starts(&["<!doctype html", "<html"]) {
        Some("HTML")
    } else if starts(&[
        "<?xml",
        "<!doctype",
        "<nitf",
        "<newsitem",
        "<newsml",
        "<packageitem",
        "<newsmessage",
        "<rss",
        "<feed",
        "<svg",
    ]) {
        Some(xml(head))
    } else if starts(&["<?php"]) {
        Some("PHP")
    } else if starts(&[
        "<!--", "<head", "<body", "<div", "<p>", "<p ", "<article", "<span", "<table", "<h1", "<h2", "<meta", "<title",
        "<section",
    ]) {
        (tags() >= 2).then_some("HTML")
    } else {
        // A root element of some vocabulary.
        let name: String =
            head.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')).collect();
        (name.len() > 1 && tags() >= 2 && head.contains(&format!("<{name}"))).then_some("XML")
    }
}

/// An object or a list whose first item is a JSON value. A dateline in brackets is none.
fn json(text: &str) -> Option<&'static str> {
    let start: String = text.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    let object = start.starts_with("{\"") && start.contains("\":");
    let list = start.starts_with("[{\"") || start.starts_with("[\"") && start.contains("\",\"");
    let news = ["\"headline\"", "\"body_text\"", "\"body_xhtml\"", "\"body_html\"", "\"bodies\"", "\"uri\""];
    let head = || text.chars().take(LOOKED_AT_BYTES).collect::<String>();
    (object || list).then(|| {
        let head = head();
        if news.iter().filter(|key| head.contains(**key)).count() >= 2 { "ninjs (JSON)" } else { "JSON" }
    })
}

/// A message with its headers, or a folder of messages.
fn mail(text: &str) -> Option<&'static str> {
    let first = text.lines().next().unwrap_or_default();
    if let Some(rest) = first.strip_prefix("From ")
        && rest.split_whitespace().next().is_some_and(|sender| sender.contains('@') || sender == "MAILER-DAEMON")
        && rest.contains(':')
    {
        return Some("mbox (e-mail)");
    }
    let names = [
        "mime-version:",
        "received:",
        "return-path:",
        "message-id:",
        "delivered-to:",
        "content-type:",
        "dkim-signature:",
        "x-mailer:",
        "content-transfer-encoding:",
        "reply-to:",
        "x-original-to:",
    ];
    let plain = ["from:", "to:", "subject:", "date:", "cc:"];
    if first.len() > 1000 || !first.contains(':') {
        return None;
    }
    if first.starts_with("BEGIN:VCALENDAR") {
        return Some("iCalendar");
    }
    if first.starts_with("BEGIN:VCARD") {
        return Some("vCard");
    }
    let head = head_of(text);
    let block: Vec<&str> = head.lines().take_while(|line| !line.trim().is_empty()).collect();
    let count = |names: &[&str]| names.iter().filter(|name| block.iter().any(|line| line.starts_with(**name))).count();
    let (technical, sent) = (count(&names), count(&plain));
    (technical >= 2 || (technical >= 1 && sent >= 2) || (sent >= 4 && head.contains('@'))).then_some("e-mail (MIME)")
}

/// Which vocabulary an XML document's first elements are of.
fn xml(head: &str) -> &'static str {
    if head.contains("<newsml") {
        "NewsML 1"
    } else if head.contains("<newsitem") || head.contains("<newsmessage") || head.contains("<packageitem") {
        "NewsML-G2"
    } else if head.contains("<nitf") {
        "NITF"
    } else if head.contains("<html") {
        "XHTML"
    } else {
        "XML"
    }
}
