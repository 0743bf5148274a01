//! What the document's colours mean: sRGB, as an ICC profile of our own making.
//!
//! ICC.1:2010 (version 4), 8.3.3: a display profile of three primaries and curves. The numbers are those of IEC
//! 61966-2-1, adapted to D50 (ICC.1:2010, Annex E).

use lopdf::{Dictionary, Document, Object, Result, Stream};

use super::{dictionary, text};

const NAME: &str = "sRGB IEC61966-2.1";

pub fn add(document: &mut Document) -> Result<()> {
    let dict = Dictionary::from_iter([("N", Object::from(3))]);
    let profile = document.add_object(Stream::new(dict, srgb_profile()));
    let intent = dictionary([
        ("Type", "OutputIntent".into()),
        ("S", "GTS_PDFA1".into()),
        ("OutputConditionIdentifier", text(NAME)),
        ("Info", text(NAME)),
        ("DestOutputProfile", Object::Reference(profile)),
    ]);
    document.catalog_mut()?.set("OutputIntents", Object::Array(vec![intent.into()]));
    Ok(())
}

/// X, Y, Z of each primary and of the white, adapted to D50.
const RED: [f64; 3] = [0.436_07, 0.222_49, 0.013_92];
const GREEN: [f64; 3] = [0.385_15, 0.716_87, 0.097_08];
const BLUE: [f64; 3] = [0.143_07, 0.060_61, 0.714_1];
const D50: [f64; 3] = [0.964_2, 1.0, 0.824_9];
/// Bradford, from D65 to D50.
const ADAPTATION: [f64; 9] =
    [1.047_88, 0.022_92, -0.050_22, 0.029_59, 0.990_48, -0.017_07, -0.009_25, 0.015_08, 0.751_68];
/// y = (a x + b)^g from d on, below it c x: parameters g, a, b, c, d.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

fn srgb_profile() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", localized(NAME)),
        (b"cprt", localized("No copyright, use freely")),
        (b"wtpt", xyz(D50)),
        (b"chad", adaptation()),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    const HEADER_BYTES: usize = 128;
    const ENTRY_BYTES: usize = 12;
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = HEADER_BYTES + 4 + tags.len() * ENTRY_BYTES;
    for (tag, bytes) in &tags {
        table.extend_from_slice(*tag);
        table.extend_from_slice(&((start + data.len()) as u32).to_be_bytes());
        table.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header((start + data.len()) as u32);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = Vec::with_capacity(128);
    header.extend_from_slice(&size.to_be_bytes());
    header.extend_from_slice(&[0; 4]);
    // Version 4.3.
    header.extend_from_slice(&[4, 0x30, 0, 0]);
    header.extend_from_slice(b"mntrRGB XYZ ");
    // A date is required; it is that of IEC 61966-2-1.
    for part in [1999_u16, 10, 18, 0, 0, 0] {
        header.extend_from_slice(&part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    // No platform, flags, maker, model or attributes; perceptual intent.
    header.extend_from_slice(&[0; 28]);
    for value in D50 {
        header.extend_from_slice(&fixed(value));
    }
    header.resize(128, 0);
    header
}

/// s15Fixed16Number.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend(values.iter().flat_map(|&value| fixed(value)));
    bytes
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    numbers(b"XYZ ", &values)
}

fn adaptation() -> Vec<u8> {
    numbers(b"sf32", &ADAPTATION)
}

fn curve() -> Vec<u8> {
    const FUNCTION_TYPE: [u8; 4] = [0, 3, 0, 0];
    let mut bytes = b"para\0\0\0\0".to_vec();
    bytes.extend_from_slice(&FUNCTION_TYPE);
    bytes.extend(CURVE.iter().flat_map(|&value| fixed(value)));
    bytes
}

/// multiLocalizedUnicodeType with one English text.
fn localized(text: &str) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_the_sum_of_the_primaries() {
        for axis in 0..3 {
            let sum = RED[axis] + GREEN[axis] + BLUE[axis];
            assert!((sum - D50[axis]).abs() < 2e-4, "axis {axis}: {sum}");
        }
    }

    #[test]
    fn the_header_tells_the_profiles_size() {
        let profile = srgb_profile();
        assert_eq!(profile[..4], (profile.len() as u32).to_be_bytes());
        assert_eq!(&profile[36..40], b"acsp");
    }
}
