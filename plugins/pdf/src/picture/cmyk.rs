//! What inks look like when nobody says it: an ICC profile of our own making.
//!
//! A coated sheet printed in offset, by the Neugebauer model: paper and inks cover each other at random, so that a tint is
//! the average of the sixteen solid overprints, each by the area that it covers. The solids' colours are the aims of ISO
//! 12647-2 for coated paper; dots print larger than they are (ICC.1:2010, 10.10: lut16Type, from inks to XYZ).

use crate::icc::{self, D50};

/// CIELAB (D50) of the solids; bit 0 of the index is cyan, bit 1 magenta, bit 2 yellow, bit 3 black.
const SOLIDS: [[f64; 3]; 16] = [
    [95.0, 0.0, -2.0],
    [55.0, -37.0, -50.0],
    [48.0, 74.0, -3.0],
    [24.0, 20.0, -46.0],
    [89.0, -5.0, 93.0],
    [50.0, -66.0, 28.0],
    [47.0, 68.0, 48.0],
    [23.0, 0.0, 0.0],
    [16.0, 0.0, 0.0],
    [11.0, -6.0, -9.0],
    [10.0, 9.0, 0.0],
    [8.0, 3.0, -8.0],
    [14.0, -1.0, 11.0],
    [10.0, -8.0, 4.0],
    [10.0, 8.0, 6.0],
    [6.0, 0.0, 0.0],
];
/// By which a tint of a half grows.
const GAIN: f64 = 0.15;
const INKS: usize = 4;
/// Of the grid, for each ink. The model is linear in each, so the grid only helps programs that walk it otherwise.
const POINTS: usize = 5;
const CURVE_POINTS: usize = 33;

pub fn profile() -> Vec<u8> {
    // An input profile needs no table back to inks. The date is that of the standard's edition.
    icc::profile(
        b"scnrCMYKXYZ ",
        [2013, 12, 1],
        &[
            (b"desc", icc::localized("Typical coated offset")),
            (b"cprt", icc::localized("No copyright, use freely")),
            (b"wtpt", icc::numbers(b"XYZ ", &D50)),
            (b"A2B0", table()),
        ],
    )
}

fn table() -> Vec<u8> {
    let mut bytes = b"mft2\0\0\0\0".to_vec();
    bytes.extend_from_slice(&[INKS as u8, 3, POINTS as u8, 0]);
    for place in 0..9 {
        bytes.extend_from_slice(&icc::fixed(if place % 4 == 0 { 1.0 } else { 0.0 }));
    }
    bytes.extend_from_slice(&(CURVE_POINTS as u16).to_be_bytes());
    bytes.extend_from_slice(&2_u16.to_be_bytes());
    for _ in 0..INKS {
        for point in 0..CURVE_POINTS {
            let tint = point as f64 / (CURVE_POINTS - 1) as f64;
            bytes.extend_from_slice(&sixteen_bits(tint + 4.0 * GAIN * tint * (1.0 - tint)));
        }
    }
    let solids = SOLIDS.map(xyz);
    // The last ink changes fastest.
    for node in 0..POINTS.pow(INKS as u32) {
        let area = |ink: usize| {
            let point = node / POINTS.pow((INKS - 1 - ink) as u32) % POINTS;
            point as f64 / (POINTS - 1) as f64
        };
        for axis in 0..3 {
            let value: f64 = (0_usize..)
                .zip(&solids)
                .map(|(overprint, solid)| {
                    let covered = |ink: usize| if overprint >> ink & 1 == 1 { area(ink) } else { 1.0 - area(ink) };
                    (0..INKS).map(covered).product::<f64>() * solid.get(axis).copied().unwrap_or_default()
                })
                .sum();
            // u1Fixed15: 1.0 is 0x8000.
            bytes.extend_from_slice(&sixteen_bits(value * 32_768.0 / 65_535.0));
        }
    }
    for _ in 0..3 {
        bytes.extend_from_slice(&[0, 0, 0xff, 0xff]);
    }
    bytes
}

/// From CIELAB, of D50.
fn xyz([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let y = (lightness + 16.0) / 116.0;
    let linear = |root: f64| {
        const EDGE: f64 = 6.0 / 29.0;
        if root > EDGE { root.powi(3) } else { 3.0 * EDGE * EDGE * (root - 4.0 / 29.0) }
    };
    let [white_x, white_y, white_z] = D50;
    [white_x * linear(y + a / 500.0), white_y * linear(y), white_z * linear(y - b / 200.0)].map(|value| value.max(0.0))
}

/// 0 to 1.
fn sixteen_bits(value: f64) -> [u8; 2] {
    ((value.clamp(0.0, 1.0) * 65_535.0).round() as u16).to_be_bytes()
}
