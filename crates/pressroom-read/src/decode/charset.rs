//! Every encoding that copy comes in: the WHATWG's, and those that its standard leaves out.

use encoding_rs::{DecoderResult, Encoding, UTF_8};

use super::vietnamese;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Of the WHATWG Encoding Standard.
    Web(&'static Encoding),
    /// RFC 1456.
    Viscii,
    /// TCVN 5712:1993, which the ABC fonts use.
    Tcvn3,
    /// The VNI fonts' encoding for Windows: a letter, then its marks.
    Vni,
    Utf32Le,
    Utf32Be,
}

/// Bytes that an encoding does not have.
pub struct BadBytes {
    /// The text before them.
    pub good: String,
    /// Counts from the start of the bytes given.
    pub offset: usize,
    /// `None`: the input ends inside a character.
    pub length: Option<usize>,
}

const OWN_LABELS: &[(&str, Charset)] = &[
    ("viscii", Charset::Viscii),
    ("csviscii", Charset::Viscii),
    ("tcvn3", Charset::Tcvn3),
    ("tcvn", Charset::Tcvn3),
    ("tcvn-5712", Charset::Tcvn3),
    ("tcvn5712", Charset::Tcvn3),
    ("tcvn5712-1", Charset::Tcvn3),
    ("abc", Charset::Tcvn3),
    ("vni", Charset::Vni),
    ("vni-windows", Charset::Vni),
    ("vni-win", Charset::Vni),
    ("utf-32", Charset::Utf32Le),
    ("utf32", Charset::Utf32Le),
    ("utf-32le", Charset::Utf32Le),
    ("utf32le", Charset::Utf32Le),
    ("utf-32be", Charset::Utf32Be),
    ("utf32be", Charset::Utf32Be),
];

impl Charset {
    pub const UTF_8: Charset = Charset::Web(UTF_8);

    /// By a label of the WHATWG Encoding Standard, or one of ours, in any letter case.
    pub fn for_label(label: &str) -> Option<Self> {
        let label = label.trim();
        let own = OWN_LABELS.iter().find(|(own, _)| own.eq_ignore_ascii_case(label)).map(|(_, charset)| *charset);
        own.or_else(|| Encoding::for_label_no_replacement(label.as_bytes()).map(Charset::Web))
    }

    /// What a byte order mark says, and its length (Unicode core specification, table 23-6). UTF-32's begins like UTF-16's.
    pub fn for_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        if bytes.starts_with(b"\xFF\xFE\0\0") {
            return Some((Charset::Utf32Le, 4));
        }
        if bytes.starts_with(b"\0\0\xFE\xFF") {
            return Some((Charset::Utf32Be, 4));
        }
        Encoding::for_bom(bytes).map(|(encoding, length)| (Charset::Web(encoding), length))
    }

    pub fn name(self) -> &'static str {
        match self {
            Charset::Web(encoding) => encoding.name(),
            Charset::Viscii => "VISCII",
            Charset::Tcvn3 => "TCVN3",
            Charset::Vni => "VNI",
            Charset::Utf32Le => "UTF-32LE",
            Charset::Utf32Be => "UTF-32BE",
        }
    }

    /// Bytes of one unit, where a zero byte is part of a letter.
    pub fn unit_bytes(self) -> usize {
        match self {
            Charset::Web(encoding) if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE => 2,
            Charset::Web(_) | Charset::Viscii | Charset::Tcvn3 | Charset::Vni => 1,
            Charset::Utf32Le | Charset::Utf32Be => 4,
        }
    }

    /// Decodes bytes without a byte order mark.
    pub fn decode(self, bytes: &[u8]) -> Result<String, BadBytes> {
        match self {
            Charset::Web(encoding) if encoding == UTF_8 => utf8(bytes),
            Charset::Web(encoding) => web(encoding, bytes),
            Charset::Viscii => Ok(vietnamese::viscii(bytes)),
            Charset::Tcvn3 => Ok(vietnamese::tcvn3(bytes)),
            Charset::Vni => Ok(vietnamese::vni(bytes)),
            Charset::Utf32Le => utf32(bytes, u32::from_le_bytes),
            Charset::Utf32Be => utf32(bytes, u32::from_be_bytes),
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<String, BadBytes> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let offset = error.valid_up_to();
        let good = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default()).into_owned();
        BadBytes { good, offset, length: error.error_len() }
    })
}

fn web(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, BadBytes> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(length, after), read) => {
            let offset = read.saturating_sub(usize::from(length) + usize::from(after));
            Err(BadBytes { good: text, offset, length: Some(usize::from(length)) })
        }
        // The buffer holds the decoder's own worst case.
        (DecoderResult::OutputFull, read) => Err(BadBytes { good: text, offset: read, length: None }),
    }
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Result<String, BadBytes> {
    let mut text = String::with_capacity(bytes.len() / 3);
    for (index, chunk) in bytes.chunks(4).enumerate() {
        let whole = <[u8; 4]>::try_from(chunk).ok();
        match whole.map(|whole| char::from_u32(unit(whole))) {
            Some(Some(c)) => text.push(c),
            Some(None) => return Err(BadBytes { good: text, offset: index * 4, length: Some(4) }),
            None => return Err(BadBytes { good: text, offset: index * 4, length: None }),
        }
    }
    Ok(text)
}
