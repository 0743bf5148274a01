//! ICC profiles (ICC.1:2010, version 4) put together from their tags.

/// X, Y, Z of the white that profiles connect in.
pub const D50: [f64; 3] = [0.964_2, 1.0, 0.824_9];

/// A whole profile. `kind` is its class, its colours and those it leads to, as the header has them (7.2): four letters
/// each. A date is required.
pub fn profile(kind: &[u8; 12], [year, month, day]: [u16; 3], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    const HEADER_BYTES: usize = 128;
    const ENTRY_BYTES: usize = 12;
    let start = HEADER_BYTES + 4 + tags.len() * ENTRY_BYTES;
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    for (tag, bytes) in tags {
        table.extend_from_slice(*tag);
        table.extend_from_slice(&((start + data.len()) as u32).to_be_bytes());
        table.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = ((start + data.len()) as u32).to_be_bytes().to_vec();
    profile.extend_from_slice(&[0; 4]);
    // Version 4.3.
    profile.extend_from_slice(&[4, 0x30, 0, 0]);
    profile.extend_from_slice(kind);
    for part in [year, month, day, 0, 0, 0] {
        profile.extend_from_slice(&part.to_be_bytes());
    }
    profile.extend_from_slice(b"acsp");
    // No platform, flags, maker, model or attributes; perceptual intent.
    profile.extend_from_slice(&[0; 28]);
    profile.extend(D50.iter().flat_map(|&value| fixed(value)));
    profile.resize(HEADER_BYTES, 0);
    profile.extend(table);
    profile.extend(data);
    profile
}

/// s15Fixed16Number.
pub fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

/// A tag of s15Fixed16Numbers: `XYZ ` or `sf32`.
pub fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend(values.iter().flat_map(|&value| fixed(value)));
    bytes
}

/// multiLocalizedUnicodeType with one English text.
pub fn localized(text: &str) -> Vec<u8> {
    const RECORD_BYTES: u32 = 12;
    const TEXT_AT: u32 = 28;
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0".to_vec();
    bytes.extend_from_slice(&1_u32.to_be_bytes());
    bytes.extend_from_slice(&RECORD_BYTES.to_be_bytes());
    bytes.extend_from_slice(b"enUS");
    bytes.extend_from_slice(&(utf16.len() as u32).to_be_bytes());
    bytes.extend_from_slice(&TEXT_AT.to_be_bytes());
    bytes.extend(utf16);
    bytes
}
