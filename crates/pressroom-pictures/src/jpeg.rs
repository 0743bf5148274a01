//! JPEG pictures at a part of their size. The blocks of a JPEG picture can be decoded to fewer pixels than they hold, which
//! spares most of the work of a thumbnail.

use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_decoder::{Decoder, PixelFormat};

use crate::MAX_DECODED_BYTES;

/// The picture at a half, a quarter or an eighth, its longer side at least this. `None` where that saves nothing or where
/// the picture is one that the other decoder knows better: four colours, more than eight bits, damage.
pub fn reduced(picture: &[u8], least_side: u32) -> Option<DynamicImage> {
    if !picture.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return None;
    }
    let mut decoder = Decoder::new(picture);
    decoder.set_max_decoding_buffer_size(usize::try_from(MAX_DECODED_BYTES).unwrap_or(usize::MAX));
    decoder.read_info().ok()?;
    let info = decoder.info()?;
    let side = u16::try_from(least_side).ok()?;
    // The decoder takes the first part that reaches the wanted size on one side.
    let (width, height) = decoder.scale(side, side).ok()?;
    if width >= info.width {
        return None;
    }
    let pixels = decoder.decode().ok()?;
    let (width, height) = (u32::from(width), u32::from(height));
    match info.pixel_format {
        PixelFormat::L8 => GrayImage::from_raw(width, height, pixels).map(DynamicImage::from),
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
        PixelFormat::L16 | PixelFormat::CMYK32 => None,
    }
}
