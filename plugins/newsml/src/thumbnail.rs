//! A small upright picture of a large one. The same bytes give the same bytes.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};

/// Pixels of the longer side.
const LONGER_SIDE: u32 = 300;
const JPEG_QUALITY: u8 = 80;
/// Decoded; 60 megapixels of three bytes.
const MAX_DECODED_BYTES: u64 = 180 * 1024 * 1024;
/// A larger one outweighs the thumbnail.
const MAX_PROFILE_BYTES: usize = 8 * 1024;

pub struct Thumbnail {
    pub jpeg: Vec<u8>,
    pub width: u32,
    pub height: u32,
    /// Of the large picture, as EXIF counts it.
    pub orientation: u8,
}

/// The reason is the decoder's own.
pub fn make(picture: &[u8]) -> Result<Thumbnail, String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let reader = ImageReader::new(Cursor::new(picture)).with_guessed_format().map_err(|error| said(&error))?;
    let mut decoder = reader.into_decoder().map_err(|error| said(&error))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    // Not every decoder counts what it allocates.
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(format!("{} bytes when decoded", decoder.total_bytes()));
    }
    decoder.set_limits(limits).map_err(|error| said(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_rgb(profile));
    let whole = DynamicImage::from_decoder(decoder).map_err(|error| said(&error))?;
    let mut small =
        if whole.width().max(whole.height()) > LONGER_SIDE { whole.thumbnail(LONGER_SIDE, LONGER_SIDE) } else { whole };
    small.apply_orientation(orientation);
    let pixels = on_white(&small);
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY);
    if let Some(profile) = profile {
        // Without it the colours are a little off, and that is all.
        let _ = image::ImageEncoder::set_icc_profile(&mut encoder, profile);
    }
    encoder.encode_image(&pixels).map_err(|error| said(&error))?;
    Ok(Thumbnail { jpeg, width: pixels.width(), height: pixels.height(), orientation: orientation.to_exif() })
}

/// The header's colour space (ICC.1, 7.2.8).
fn is_rgb(profile: &[u8]) -> bool {
    profile.len() <= MAX_PROFILE_BYTES && profile.get(16..20) == Some(b"RGB ")
}

/// JPEG has no transparency.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let source = picture.to_rgba8();
    let mut out = RgbImage::new(source.width(), source.height());
    for (to, from) in out.pixels_mut().zip(source.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let over =
            |value: u8| ((u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255) as u8;
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    out
}
