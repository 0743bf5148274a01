//! What a JPEG file says of itself. Its bytes are passed on untouched.
//!
//! Markers: ITU-T T.81, Annex B. Exif orientation: CIPA DC-008, 4.6.4. ICC profile: ICC.1:2010, Annex B.4. Adobe
//! marker: Adobe Technical Note 5116.

use super::{Colours, Data, Picture, Turn, check_size, profile_fits};

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

pub fn read(file: Vec<u8>) -> Result<Picture, String> {
    let head = Head::of(&file)?;
    let Frame { width, height, channels, bits, coding } = head.frame.ok_or("it is a broken JPEG: no frame")?;
    check_size(width, height)?;
    if !matches!(coding, 0xc0..=0xc2) || bits != 8 {
        return Err("it is a JPEG that PDF cannot hold: lossless, arithmetic or of more than eight bits".to_owned());
    }
    let colours = match channels {
        1 => Colours::Grey,
        3 => Colours::Rgb,
        4 => Colours::Cmyk,
        other => return Err(format!("it is a JPEG of {other} channels")),
    };
    // A block of 8 by 8 pixels takes a bit at least; half of it, for those that subsample strangely.
    let blocks = u64::from(width.div_ceil(8)) * u64::from(height.div_ceil(8));
    if head.scanned_bytes < blocks / 16 {
        return Err(format!("it is a broken JPEG: it claims {width} by {height} pixels and has far fewer"));
    }
    let inverted = head.adobe && colours == Colours::Cmyk;
    let profile = head.profile().filter(|profile| profile_fits(profile, colours));
    let turn = head.turn;
    Ok(Picture { width, height, colours, profile, assumed_profile: false, data: Data::Jpeg { file, inverted }, turn })
}

#[derive(Clone, Copy)]
struct Frame {
    width: u32,
    height: u32,
    channels: u8,
    /// Of a sample.
    bits: u8,
    /// The frame's marker: baseline, progressive, lossless ...
    coding: u8,
}

#[derive(Default)]
struct Head {
    frame: Option<Frame>,
    /// Coded pixels of all scans.
    scanned_bytes: u64,
    adobe: bool,
    turn: Turn,
    /// Number and bytes of each part of the ICC profile.
    profile_parts: Vec<(u8, Vec<u8>)>,
}

impl Head {
    /// Walks over all segments to the end of the picture: a thumbnail within has an end of its own, and programs append
    /// other data after it.
    fn of(file: &[u8]) -> Result<Head, String> {
        let mut head = Head::default();
        let mut at = 2;
        loop {
            // Fill bytes may stand before a marker.
            while file.get(at) == Some(&0xff) && file.get(at + 1) == Some(&0xff) {
                at += 1;
            }
            let (Some(0xff), Some(&marker)) = (file.get(at), file.get(at + 1)) else {
                return Err(if at >= file.len() {
                    "it is cut short: the JPEG has no end".to_owned()
                } else {
                    "it is a broken JPEG: its segments are damaged".to_owned()
                });
            };
            at += 2;
            if marker == END_OF_IMAGE {
                return Ok(head);
            }
            if matches!(marker, 0x01 | 0xd0..=0xd8) {
                continue;
            }
            let length = u16_be(file, at).filter(|&length| length >= 2).ok_or("it is a broken JPEG: cut short")?;
            let segment = file.get(at + 2..at + usize::from(length)).ok_or("it is a broken JPEG: cut short")?;
            head.take(marker, segment)?;
            at += usize::from(length);
            if marker == START_OF_SCAN {
                let scanned = scan_length(file.get(at..).unwrap_or_default());
                head.scanned_bytes += scanned as u64;
                at += scanned;
            }
        }
    }

    fn take(&mut self, marker: u8, segment: &[u8]) -> Result<(), String> {
        match marker {
            // Every start of frame but DHT (C4), JPG (C8) and DAC (CC).
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let (Some(&bits), Some(height), Some(width), Some(&channels)) =
                    (segment.first(), u16_be(segment, 1), u16_be(segment, 3), segment.get(5))
                else {
                    return Err("it is a broken JPEG: its frame is cut short".to_owned());
                };
                let (width, height) = (u32::from(width), u32::from(height));
                if self.frame.replace(Frame { width, height, channels, bits, coding: marker }).is_some() {
                    return Err("it is a broken JPEG: it has two frames".to_owned());
                }
            }
            0xe1 => {
                if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
                    self.turn = orientation(tiff).unwrap_or_default();
                }
            }
            0xe2 => {
                if let Some([number, _count, part @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0") {
                    self.profile_parts.push((*number, part.to_vec()));
                }
            }
            0xee => self.adobe |= segment.starts_with(b"Adobe"),
            _ => {}
        }
        Ok(())
    }

    fn profile(&self) -> Option<Vec<u8>> {
        let mut parts: Vec<&(u8, Vec<u8>)> = self.profile_parts.iter().collect();
        parts.sort_by_key(|(number, _)| *number);
        let whole: Vec<u8> = parts.into_iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect();
        let declared = whole.get(..4).map(|size| u32::from_be_bytes([size[0], size[1], size[2], size[3]]))?;
        (declared as usize == whole.len() && whole.get(36..40) == Some(b"acsp")).then_some(whole)
    }
}

/// Bytes of coded pixels before the next marker that is no restart.
fn scan_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == 0xff)) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            // Fill bytes.
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => break,
        }
    }
    bytes.len()
}

fn u16_be(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

/// Tag 0x0112 of the first directory of a TIFF structure.
pub fn orientation(tiff: &[u8]) -> Option<Turn> {
    let little = tiff.starts_with(b"II");
    let u16_at = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at.checked_add(1)?)?];
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let (first, second) = if little { (u16_at(4)?, u16_at(6)?) } else { (u16_at(6)?, u16_at(4)?) };
    let directory = (usize::from(second) << 16) | usize::from(first);
    let entries = usize::from(u16_at(directory)?);
    const ENTRY_BYTES: usize = 12;
    let entry = (0..entries)
        .map(|index| directory + 2 + index * ENTRY_BYTES)
        .take_while(|&at| at < tiff.len())
        .find(|&at| u16_at(at) == Some(0x0112))?;
    Turn::from_exif(u16_at(entry + 8)?)
}
