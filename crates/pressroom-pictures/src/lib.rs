//! Smaller, upright copies of pictures. The same bytes give the same bytes.
#![forbid(unsafe_code)]

mod jpeg;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageBuffer, ImageDecoder, ImageEncoder, ImageReader, Limits, Pixel, Rgb, RgbImage};

/// Decoded; 60 megapixels of three bytes.
const MAX_DECODED_BYTES: u64 = 180 * 1024 * 1024;
/// A larger one outweighs a thumbnail.
const MAX_PROFILE_BYTES: usize = 8 * 1024;

/// What a copy is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Pixels; a copy is never larger than its picture.
    pub longer_side: u32,
    pub colours: Colours,
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With a quality of 1 to 100.
    Jpeg(u8),
    Png,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// As the picture has them, its profile kept when it is small.
    Kept,
    /// For screens without colours.
    Grey,
}

pub struct Copy {
    pub bytes: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Of the picture, as EXIF counts it; the copy is upright.
    pub orientation: u8,
}

/// A copy of a JPEG, PNG, GIF or WebP picture. Of a moving one, the first frame. The reason of a failure is the
/// decoder's own.
pub fn copy(picture: &[u8], wanted: Wanted) -> Result<Copy, String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let Decoded { whole, orientation, profile } = decoded(picture, Some(wanted.longer_side))?;
    let profile = profile.filter(|profile| profile.len() <= MAX_PROFILE_BYTES);
    let mut small = reduced(whole, wanted.longer_side);
    small.apply_orientation(orientation);
    let (width, height) = (small.width(), small.height());
    let pixels = match wanted.colours {
        Colours::Kept => DynamicImage::from(on_white(small)),
        Colours::Grey => DynamicImage::from(on_white(small)).to_luma8().into(),
    };
    let profile = profile.filter(|_| wanted.colours == Colours::Kept);
    let mut bytes = Vec::new();
    let encoded = match wanted.format {
        Format::Jpeg(quality) => encode(JpegEncoder::new_with_quality(&mut bytes, quality), &pixels, profile),
        Format::Png => encode(PngEncoder::new(&mut bytes), &pixels, profile),
    };
    encoded.map_err(|error| said(&error))?;
    Ok(Copy { bytes, width, height, orientation: orientation.to_exif() })
}

/// A picture's pixels, eight bits a channel, row by row from the upper left corner as seen.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    /// Red, green, blue.
    pub colours: Vec<u8>,
    /// Where the picture can be seen through.
    pub opacity: Option<Vec<u8>>,
    /// An ICC profile of red, green and blue.
    pub profile: Option<Vec<u8>>,
}

/// The pixels of a JPEG, PNG, GIF or WebP picture; of a moving one, those of the first frame. The reason of a failure is
/// the decoder's own.
pub fn pixels(picture: &[u8]) -> Result<Pixels, String> {
    let Decoded { mut whole, orientation, profile } = decoded(picture, None)?;
    whole.apply_orientation(orientation);
    let (width, height) = (whole.width(), whole.height());
    if !whole.color().has_alpha() {
        return Ok(Pixels { width, height, colours: whole.into_rgb8().into_raw(), opacity: None, profile });
    }
    let pixels = whole.into_rgba8();
    let colours = pixels.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
    let opacity: Vec<u8> = pixels.pixels().map(|pixel| pixel.0[3]).collect();
    let opacity = opacity.iter().any(|&value| value != u8::MAX).then_some(opacity);
    Ok(Pixels { width, height, colours, opacity, profile })
}

struct Decoded {
    whole: DynamicImage,
    orientation: Orientation,
    /// Of red, green and blue.
    profile: Option<Vec<u8>>,
}

/// With a least size of its longer side, the picture may come smaller than it is.
fn decoded(picture: &[u8], least_side: Option<u32>) -> Result<Decoded, String> {
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
    if let Some(whole) = least_side.and_then(|side| jpeg::reduced(picture, side)) {
        return Ok(Decoded { whole, orientation, profile });
    }
    let whole = DynamicImage::from_decoder(decoder).map_err(|error| said(&error))?;
    Ok(Decoded { whole, orientation, profile })
}

fn encode(mut encoder: impl ImageEncoder, pixels: &DynamicImage, profile: Option<Vec<u8>>) -> image::ImageResult<()> {
    if let Some(profile) = profile {
        // Without it the colours are a little off, and that is all.
        let _ = encoder.set_icc_profile(profile);
    }
    pixels.write_with_encoder(encoder)
}

/// At least twice as large as wanted by a quick average first: the better filter then has little to do.
fn reduced(whole: DynamicImage, longer_side: u32) -> DynamicImage {
    let side = whole.width().max(whole.height());
    if side <= longer_side {
        return whole;
    }
    let shorter_side = whole.width().min(whole.height());
    let factor = (side / longer_side.saturating_mul(2).max(1)).min(shorter_side);
    let near = match whole {
        whole if factor < 2 => whole,
        DynamicImage::ImageRgb8(image) => averaged(image, factor).into(),
        DynamicImage::ImageLuma8(image) => averaged(image, factor).into(),
        whole if whole.color().has_alpha() => averaged(whole.into_rgba8(), factor).into(),
        whole => averaged(whole.into_rgb8(), factor).into(),
    };
    near.resize(longer_side, longer_side, FilterType::Triangle)
}

/// Each square of `factor` pixels a side as one; what is left over at the right and below is cut off. image's own
/// `thumbnail` takes as long as decoding.
fn averaged<P: Pixel<Subpixel = u8>>(image: ImageBuffer<P, Vec<u8>>, factor: u32) -> ImageBuffer<P, Vec<u8>> {
    let (width, height) = (image.width() / factor, image.height() / factor);
    let (channels, factor) = (usize::from(P::CHANNEL_COUNT), factor as usize);
    let row_bytes = image.width() as usize * channels;
    let area = u32::try_from(factor * factor).unwrap_or(u32::MAX);
    // Down first, since whole rows are added many bytes at a time.
    let mut column_sums = vec![0_u32; row_bytes];
    let mut out = Vec::with_capacity(width as usize * height as usize * channels);
    for rows in image.as_raw().chunks_exact(row_bytes * factor) {
        column_sums.fill(0);
        for row in rows.chunks_exact(row_bytes) {
            column_sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += u32::from(*value));
        }
        for square in column_sums.chunks_exact(channels * factor) {
            for channel in 0..channels {
                let sum: u32 = square.iter().skip(channel).step_by(channels).sum();
                out.push(((sum + area / 2) / area) as u8);
            }
        }
    }
    ImageBuffer::from_raw(width, height, out).unwrap_or(image)
}

/// The header's colour space (ICC.1, 7.2.8).
fn is_rgb(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ")
}

/// JPEG has no transparency.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let source = picture.into_rgba8();
    let mut out = RgbImage::new(source.width(), source.height());
    for (to, from) in out.pixels_mut().zip(source.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let over =
            |value: u8| ((u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255) as u8;
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = image::RgbaImage::from_fn(width, height, |x, y| {
            image::Rgba([(x % 256) as u8, (y % 256) as u8, 90, if x < width / 2 { 0 } else { 255 }])
        });
        picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
        bytes
    }

    const SMALL: Wanted = Wanted { longer_side: 160, colours: Colours::Kept, format: Format::Jpeg(80) };

    #[test]
    fn copies_keep_their_shape_and_never_grow() {
        let copy_of = |width, height, wanted| copy(&png(width, height), wanted).unwrap();
        let small = copy_of(640, 400, SMALL);
        assert_eq!((small.width, small.height), (160, 100));
        // Reduced by averages first; of a strip, no side vanishes.
        assert_eq!((copy_of(1601, 1067, SMALL).width, copy_of(1601, 1067, SMALL).height), (160, 107));
        assert_eq!((copy_of(4000, 2, SMALL).width, copy_of(4000, 2, SMALL).height), (160, 1));
        assert_eq!((copy_of(40, 80, SMALL).width, copy_of(40, 80, SMALL).height), (40, 80));
        let grey = copy_of(640, 400, Wanted { colours: Colours::Grey, ..SMALL });
        let read = image::load_from_memory(&grey.bytes).unwrap();
        assert_eq!(read.color(), image::ColorType::L8);
        // What was see-through is white.
        assert!(read.to_luma8().get_pixel(2, 2).0[0] > 250);
        assert_eq!(small.bytes, copy_of(640, 400, SMALL).bytes);
    }

    #[test]
    fn a_jpeg_picture_is_reduced_while_it_is_decoded_and_looks_the_same() {
        let slope = |x: u32, y: u32| image::Rgb([(x / 8) as u8, (y / 8) as u8, ((x + y) / 16) as u8]);
        let (width, height) = (1999, 1501);
        let picture = DynamicImage::from(RgbImage::from_fn(width, height, slope));
        let (mut colours, mut grey) = (Vec::new(), Vec::new());
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut colours, 95)).unwrap();
        picture.to_luma8().write_with_encoder(JpegEncoder::new_with_quality(&mut grey, 95)).unwrap();
        for bytes in [&colours, &grey] {
            let small = jpeg::reduced(bytes, 160).unwrap();
            assert_eq!((small.width(), small.height()), (250, 188));
            let copy = copy(bytes, SMALL).unwrap();
            assert_eq!((copy.width, copy.height), (160, 120));
            let (seen, whole) = (image::load_from_memory(&copy.bytes).unwrap().to_rgb8(), picture.to_rgb8());
            for (x, y) in [(5, 5), (80, 60), (150, 110)] {
                let there = whole.get_pixel(x * width / 160, y * height / 120).0;
                let there = if bytes == &grey { [image::Rgb(there).to_luma().0[0]; 3] } else { there };
                let here = seen.get_pixel(x, y).0;
                assert!(here.iter().zip(there).all(|(one, other)| one.abs_diff(other) < 10), "{here:?} {there:?}");
            }
        }
        // One that needs no reducing, no JPEG, and one that breaks off are left to the other decoder.
        for bytes in [&colours[..], &png(640, 400)[..], &colours[..400]] {
            assert!(jpeg::reduced(bytes, 1600).is_none());
        }
    }

    #[test]
    fn pixels_keep_colours_and_opacity_apart() {
        let seen = pixels(&png(4, 1)).unwrap();
        assert_eq!((seen.width, seen.height), (4, 1));
        assert_eq!(seen.colours[..6], [0, 0, 90, 1, 0, 90]);
        assert_eq!(seen.opacity, Some(vec![0, 0, 255, 255]));
    }

    #[test]
    fn what_is_no_picture_says_why() {
        assert!(copy(b"GIF89a", SMALL).is_err());
        assert!(copy(&png(64, 64)[..60], SMALL).is_err());
        assert!(copy(b"", SMALL).is_err());
    }
}
