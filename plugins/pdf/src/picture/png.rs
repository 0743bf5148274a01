//! A PNG's pixels, eight bits a channel.

use png::{BitDepth, ColorType, Decoder, Limits, Transformations};

use super::{Colours, Data, LARGEST_SAMPLES_BYTES, Picture, check_size, jpeg, profile_fits};

pub fn read(file: &[u8]) -> Result<Picture, String> {
    let broken = |error: png::DecodingError| format!("it is a broken PNG: {error}");
    let limits = Limits { bytes: usize::try_from(LARGEST_SAMPLES_BYTES).unwrap_or(usize::MAX) };
    let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(file), limits);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = (reader.info().width, reader.info().height);
    check_size(width, height)?;
    let size = reader.output_buffer_size().filter(|&size| size as u64 <= LARGEST_SAMPLES_BYTES);
    let size = size.ok_or_else(|| format!("{width} by {height} pixels are too many"))?;
    let turn = reader.info().exif_metadata.as_deref().and_then(jpeg::orientation).unwrap_or_default();
    let profile = reader.info().icc_profile.as_deref().map(<[u8]>::to_vec);
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(broken)?;
    pixels.truncate(frame.buffer_size());
    if frame.bit_depth != BitDepth::Eight {
        return Err("it is a PNG of an unknown depth".to_owned());
    }
    let (colours, samples, alpha) = match frame.color_type {
        ColorType::Grayscale => (Colours::Grey, pixels, None),
        ColorType::Rgb => (Colours::Rgb, pixels, None),
        ColorType::GrayscaleAlpha => split::<2>(Colours::Grey, &pixels),
        ColorType::Rgba => split::<4>(Colours::Rgb, &pixels),
        ColorType::Indexed => return Err("it is a PNG whose palette is missing".to_owned()),
    };
    let data = Data::Samples { samples, alpha };
    let profile = profile.filter(|profile| profile_fits(profile, colours));
    Ok(Picture { width, height, colours, profile, assumed_profile: false, data, turn })
}

/// Parts colours and opacity. An opacity of 255 all over is none.
fn split<const N: usize>(colours: Colours, pixels: &[u8]) -> (Colours, Vec<u8>, Option<Vec<u8>>) {
    let (chunks, _) = pixels.as_chunks::<N>();
    let samples = chunks.iter().flat_map(|pixel| pixel.iter().take(N - 1).copied()).collect();
    let alpha: Vec<u8> = chunks.iter().filter_map(|pixel| pixel.last().copied()).collect();
    let opaque = alpha.iter().all(|&value| value == u8::MAX);
    (colours, samples, (!opaque).then_some(alpha))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn file(colour: ColorType, pixels: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(colour);
        encoder.set_palette(vec![9, 8, 7, 6, 5, 4]);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(pixels).unwrap();
        writer.finish().unwrap();
        file
    }

    #[test]
    fn opacity_is_kept_apart_and_a_palette_becomes_its_colours() {
        let samples = |samples: &[u8], alpha: Option<&[u8]>| Data::Samples {
            samples: samples.to_vec(),
            alpha: alpha.map(<[u8]>::to_vec),
        };
        let half = read(&file(ColorType::Rgba, &[1, 2, 3, 255, 4, 5, 6, 128])).unwrap();
        assert_eq!(half.data, samples(&[1, 2, 3, 4, 5, 6], Some(&[255, 128])));
        let opaque = read(&file(ColorType::GrayscaleAlpha, &[1, 255, 2, 255])).unwrap();
        assert_eq!((opaque.colours, opaque.data), (Colours::Grey, samples(&[1, 2], None)));
        let palette = read(&file(ColorType::Indexed, &[1, 0])).unwrap();
        assert_eq!(palette.data, samples(&[6, 5, 4, 9, 8, 7], None));
        assert!(read(&file(ColorType::Rgb, &[0; 6])[..40]).is_err());
    }
}
