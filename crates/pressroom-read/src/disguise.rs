//! Files that are something else under a text file's name.

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
    (b"MZ", "EXE"),
];

/// Names a binary format, or says that the bytes are no text.
pub fn binary(bytes: &[u8]) -> Option<Disguise> {
    let start = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes);
    if start.starts_with(b"PK\x03\x04") {
        return Some(Disguise::Format(zipped(start)));
    }
    if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        return Some(Disguise::Format("WebP"));
    }
    if start.get(4..8) == Some(b"ftyp") {
        return Some(Disguise::Format("MP4, HEIC, AVIF"));
    }
    // `MZ` and `BZh` are also letters that a story may begin with; binary data has zero bytes near.
    let zeros = start.iter().filter(|byte| **byte == 0).count();
    let known = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature));
    if let Some((signature, what)) = known
        && (!signature.is_ascii() || zeros > 0 || signature.len() > 3)
    {
        return Some(Disguise::Format(what));
    }
    let utf16 = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    // Every second byte of Latin text in UTF-16 is zero, and hardly any other.
    let unmarked_utf16 = || {
        let zeros_at = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let (even, odd) = (zeros_at(0), zeros_at(1));
        even.max(odd) * 10 > start.len() * 3 && even.min(odd) * 20 < start.len()
    };
    match zeros * 1000 > start.len() * ZERO_BYTES_PER_1000 && !utf16 {
        true if unmarked_utf16() => Some(Disguise::Units),
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
    let head: String = text.trim_start().chars().take(LOOKED_AT_BYTES).collect::<String>().to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| head.starts_with(word));
    let format = if starts(&["{\\rtf"]) {
        "RTF"
    } else if starts(&["<!doctype html", "<html"]) {
        "HTML"
    } else if starts(&["<?xml", "<!doctype nitf", "<nitf"]) {
        xml(&head)
    } else if mail_headers(&head) >= 2 {
        "e-mail (MIME)"
    } else {
        return None;
    };
    Some(Disguise::Format(format))
}

fn mail_headers(head: &str) -> usize {
    let names = ["mime-version:", "received:", "return-path:", "message-id:", "delivered-to:", "content-type:"];
    let block = head.lines().take_while(|line| !line.trim().is_empty());
    block.filter(|line| names.iter().any(|name| line.starts_with(name))).count()
}

/// Which vocabulary an XML document's first elements are of.
fn xml(head: &str) -> &'static str {
    if head.contains("<newsitem") || head.contains("<newsmessage") || head.contains("<packageitem") {
        "NewsML-G2"
    } else if head.contains("<newsml") {
        "NewsML 1"
    } else if head.contains("<nitf") {
        "NITF"
    } else if head.contains("<html") {
        "XHTML"
    } else {
        "XML"
    }
}
