//! What the document's colours mean: sRGB, as an ICC profile of our own making.
//!
//! ICC.1:2010 (version 4), 8.3.3: a display profile of three primaries and curves. The numbers are those of IEC
//! 61966-2-1, adapted to D50 (ICC.1:2010, Annex E).

use lopdf::{Dictionary, Document, Object, Result, Stream};

use super::{dictionary, text};
use crate::icc::{self, D50};

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
/// Bradford, from D65 to D50.
const ADAPTATION: [f64; 9] =
    [1.047_88, 0.022_92, -0.050_22, 0.029_59, 0.990_48, -0.017_07, -0.009_25, 0.015_08, 0.751_68];
/// y = (a x + b)^g from d on, below it c x: parameters g, a, b, c, d.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

fn srgb_profile() -> Vec<u8> {
    let curve = curve();
    // The date is that of IEC 61966-2-1.
    icc::profile(
        b"mntrRGB XYZ ",
        [1999, 10, 18],
        &[
            (b"desc", icc::localized(NAME)),
            (b"cprt", icc::localized("No copyright, use freely")),
            (b"wtpt", icc::numbers(b"XYZ ", &D50)),
            (b"chad", icc::numbers(b"sf32", &ADAPTATION)),
            (b"rXYZ", icc::numbers(b"XYZ ", &RED)),
            (b"gXYZ", icc::numbers(b"XYZ ", &GREEN)),
            (b"bXYZ", icc::numbers(b"XYZ ", &BLUE)),
            (b"rTRC", curve.clone()),
            (b"gTRC", curve.clone()),
            (b"bTRC", curve),
        ],
    )
}

fn curve() -> Vec<u8> {
    const FUNCTION_TYPE: [u8; 4] = [0, 3, 0, 0];
    let mut bytes = b"para\0\0\0\0".to_vec();
    bytes.extend_from_slice(&FUNCTION_TYPE);
    bytes.extend(CURVE.iter().flat_map(|&value| icc::fixed(value)));
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
