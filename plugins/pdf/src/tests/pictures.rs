//! Pictures of every kind, made here, on a page that veraPDF judges. The pages stay in `target/tmp/pdf-pictures` to be
//! looked at.

use std::io::Cursor;
use std::process::Command;

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use lopdf::{Dictionary, Stream};

use super::languages::{root, set_up};
use super::*;

/// A JPEG of flat blocks that get lighter to the right and downward; the first one is black.
struct Jpeg {
    width: u16,
    height: u16,
    channels: u8,
    progressive: bool,
    /// Segments before the frame: marker and content.
    segments: Vec<(u8, Vec<u8>)>,
}

const PLAIN: Jpeg = Jpeg { width: 96, height: 64, channels: 3, progressive: false, segments: Vec::new() };

impl Jpeg {
    fn with(mut self, marker: u8, content: &[u8]) -> Jpeg {
        self.segments.push((marker, content.to_vec()));
        self
    }

    fn with_profile(self, profile: &[u8]) -> Jpeg {
        self.with(0xe2, &[b"ICC_PROFILE\0\x01\x01", profile].concat())
    }

    fn with_orientation(self, orientation: u8) -> Jpeg {
        let tiff = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[orientation][..], b"\0\0\0\0\0\0"].concat();
        self.with(0xe1, &[b"Exif\0\0", &tiff[..]].concat())
    }

    fn file(&self) -> Vec<u8> {
        let mut file = vec![0xff, 0xd8];
        let mut segment = |marker: u8, content: &[u8]| {
            file.extend_from_slice(&[0xff, marker]);
            file.extend_from_slice(&(content.len() as u16 + 2).to_be_bytes());
            file.extend_from_slice(content);
        };
        self.segments.iter().for_each(|(marker, content)| segment(*marker, content));
        segment(0xdb, &[&[0_u8][..], &[8; 64]].concat());
        let mut frame = vec![8];
        frame.extend_from_slice(&self.height.to_be_bytes());
        frame.extend_from_slice(&self.width.to_be_bytes());
        frame.push(self.channels);
        (1..=self.channels).for_each(|channel| frame.extend_from_slice(&[channel, 0x11, 0]));
        segment(if self.progressive { 0xc2 } else { 0xc0 }, &frame);
        // Twelve codes of four bits for the sizes of the first coefficient; one bit that ends a block.
        let lengths = [0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let sizes: Vec<u8> = (0..12).collect();
        segment(0xc4, &[&[0x00][..], &lengths, &sizes].concat());
        segment(0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
        let mut scan = vec![self.channels];
        (1..=self.channels).for_each(|channel| scan.extend_from_slice(&[channel, 0x00]));
        scan.extend_from_slice(&[0, if self.progressive { 0 } else { 63 }, 0]);
        segment(0xda, &scan);
        file.extend(self.coded());
        file.extend_from_slice(&[0xff, 0xd9]);
        file
    }

    fn coded(&self) -> Vec<u8> {
        let mut bits: Vec<bool> = Vec::new();
        let mut push = |value: u16, count: u32| bits.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
        let mut before = vec![0_i32; usize::from(self.channels)];
        let (across, down) = (self.width.div_ceil(8), self.height.div_ceil(8));
        for block in 0..u32::from(across) * u32::from(down) {
            let (x, y) = ((block % u32::from(across)) as i32, (block / u32::from(across)) as i32);
            for (channel, before) in before.iter_mut().enumerate() {
                let grey = if block == 0 { -128 } else { (x * 12 + y * 10 - 60).clamp(-128, 120) };
                let value = if channel == 0 { grey } else { (x * 6 - 30) * (channel as i32 % 2) };
                let step = value - std::mem::replace(before, value);
                let size = 32 - step.unsigned_abs().leading_zeros();
                push(size as u16, 4);
                push((if step < 0 { step - 1 } else { step }) as u16, size);
                if !self.progressive {
                    push(0, 1);
                }
            }
        }
        bits.resize(bits.len().next_multiple_of(8), true);
        let mut bytes = Vec::new();
        for eight in bits.chunks(8) {
            let byte = eight.iter().fold(0, |byte, &bit| byte << 1 | u8::from(bit));
            bytes.push(byte);
            if byte == 0xff {
                bytes.push(0);
            }
        }
        bytes
    }
}

fn png(
    colour: png::ColorType,
    depth: png::BitDepth,
    pixels: &[u8],
    edit: impl Fn(&mut png::Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 48, 32);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    edit(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    file
}

/// A disc on nothing, as another program's file.
fn disc(format: ImageFormat, width: u32) -> Vec<u8> {
    let (middle, height) = (width as i64 / 2, width * 2 / 3);
    let picture = RgbaImage::from_fn(width, height, |x, y| {
        let (dx, dy) = (i64::from(x) - middle, i64::from(y) - i64::from(height) / 2);
        let inside = dx * dx + dy * dy < i64::from(height) * i64::from(height) / 5;
        if inside { Rgba([30, (x % 256) as u8, 160, 255]) } else { Rgba([0, 0, 0, 0]) }
    });
    let mut file = Vec::new();
    DynamicImage::from(picture).write_to(&mut Cursor::new(&mut file), format).unwrap();
    file
}

fn with_picture(file: &[u8], options: serde_json::Value) -> TestResult {
    let result = TestJob::article(sample()).resource(0, "images/photo.jpg", file).options(options).run::<Pdf>();
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    result
}

fn images(document: &Document) -> Vec<&Stream> {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams.filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image")).collect()
}

fn size(dict: &Dictionary) -> (i64, i64) {
    let side = |key: &[u8]| dict.get(key).and_then(Object::as_i64).unwrap();
    (side(b"Width"), side(b"Height"))
}

#[test]
fn every_kind_of_picture_goes_in_and_the_file_stays_valid() {
    use png::{BitDepth, ColorType};
    let profile = crate::picture::cmyk::profile();
    let another = [&profile[..24], &[0x07, 0xe0], &profile[26..]].concat();
    let adobe = b"Adobe\0\x64\0\0\0\0\0";
    let cmyk = || Jpeg { channels: 4, ..PLAIN };
    let ramp = |bytes: usize| -> Vec<u8> { (0..bytes).map(|at| (at * 5 % 251) as u8).collect() };
    let palette = |encoder: &mut png::Encoder<'_, &mut Vec<u8>>| {
        encoder.set_palette(ramp(256 * 3));
        encoder.set_trns(ramp(256));
    };
    let nothing = |_: &mut png::Encoder<'_, &mut Vec<u8>>| {};
    let mut pictures = vec![
        ("baseline", PLAIN.file(), None),
        ("progressive", Jpeg { progressive: true, ..PLAIN }.file(), None),
        ("grey", Jpeg { channels: 1, ..PLAIN }.file(), None),
        ("cmyk", cmyk().file(), Some("PDF14")),
        ("cmyk-adobe", cmyk().with(0xee, adobe).file(), Some("PDF14")),
        ("cmyk-profile", cmyk().with(0xee, adobe).with_profile(&another).file(), None),
        ("profile-of-others", PLAIN.with_profile(&another).file(), None),
        ("png-alpha", disc(ImageFormat::Png, 300), None),
        ("png-palette", png(ColorType::Indexed, BitDepth::Eight, &ramp(48 * 32), palette), None),
        ("png-16", png(ColorType::Rgb, BitDepth::Sixteen, &ramp(48 * 32 * 6), nothing), None),
        ("png-16-alpha", png(ColorType::GrayscaleAlpha, BitDepth::Sixteen, &ramp(48 * 32 * 4), nothing), None),
        ("png-1", png(ColorType::Grayscale, BitDepth::One, &ramp(48 * 32 / 8), nothing), None),
        ("webp", disc(ImageFormat::WebP, 300), None),
        ("gif", disc(ImageFormat::Gif, 300), None),
    ];
    let turned: Vec<String> = (1..=8).map(|orientation| format!("turned-{orientation}")).collect();
    for (name, orientation) in turned.iter().zip(1..) {
        pictures.push((name, PLAIN.with_orientation(orientation).file(), None));
    }
    let folder = root().join("target/tmp/pdf-pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let mut files = Vec::new();
    for (name, bytes, code) in pictures {
        let result = with_picture(&bytes, json!({}));
        assert_eq!(result.codes(), code.into_iter().collect::<Vec<_>>(), "{name}: {:?}", result.diagnostics);
        let document = Document::load_mem(result.main()).unwrap();
        let shown = images(&document);
        if bytes.starts_with(&[0xff, 0xd8]) {
            assert_eq!(shown.len(), 1, "{name}");
            assert!(shown[0].content == bytes, "{name}: the bytes of a JPEG are its own");
            assert_eq!(size(&shown[0].dict), (96, 64), "{name}");
            // No test of the file's format alone: another program has to read the picture.
            let read = image::load_from_memory(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!((read.width(), read.height()), (96, 64), "{name}");
        } else {
            let see_through = ["png-alpha", "png-palette", "png-16-alpha", "webp", "gif"].contains(&name);
            assert_eq!(
                shown.iter().filter(|image| image.dict.has(b"SMask")).count(),
                usize::from(see_through),
                "{name}"
            );
        }
        let inks: Vec<&Object> = shown.iter().map(|image| image.dict.get(b"ColorSpace").unwrap()).collect();
        assert!(!inks.contains(&&Object::from("DeviceCMYK")), "{name}: inks without a profile");
        assert_eq!(shown.iter().any(|image| image.dict.has(b"Decode")), name.starts_with("cmyk-"), "{name}");
        files.push(folder.join(format!("{name}.pdf")));
        std::fs::write(files.last().unwrap(), result.main()).unwrap();
    }
    if let Some(veracheck) = set_up("bin/veracheck") {
        let output = Command::new(veracheck).arg("2a,ua1").args(&files).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn a_turned_picture_takes_the_place_of_an_upright_one() {
    let area = |file: &[u8]| {
        let result = with_picture(file, json!({}));
        let document = Document::load_mem(result.main()).unwrap();
        let mut elements = document.objects.values().filter_map(|object| object.as_dict().ok());
        let figure = elements.find(|dict| dict.get(b"S").and_then(Object::as_name).ok() == Some(b"Figure"));
        let layout = figure.unwrap().get(b"A").and_then(Object::as_dict).unwrap();
        let corners = layout.get(b"BBox").and_then(Object::as_array).unwrap().clone();
        let corners: Vec<f32> = corners.iter().map(|corner| corner.as_float().unwrap()).collect();
        (corners[2] - corners[0]) / (corners[3] - corners[1])
    };
    assert!((area(&PLAIN.with_orientation(3).file()) - 1.5).abs() < 0.01);
    assert!((area(&PLAIN.with_orientation(6).file()) - 1.0 / 1.5).abs() < 0.01);
}

#[test]
fn files_that_lie_or_end_early_are_told_and_leave_no_hole() {
    let good = PLAIN.file();
    let thumbnail = Jpeg { width: 8, height: 8, ..PLAIN }.file();
    let with_thumbnail = PLAIN.with(0xe1, &[b"Exif\0\0", &thumbnail[..]].concat()).file();
    let png = disc(ImageFormat::Png, 300);
    let huge = |file: &[u8]| [&file[..16], &[0, 0, 0x70, 0, 0, 0, 0x70, 0], &file[24..]].concat();
    let at = good.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let frame = |from: usize, bytes: &[u8]| [&good[..at + from], bytes, &good[at + from + bytes.len()..]].concat();
    let webp = disc(ImageFormat::WebP, 300);
    let gif = disc(ImageFormat::Gif, 300);
    let half = |file: &[u8]| file[..file.len() / 2].to_vec();
    let files = [
        ("nothing", Vec::new()),
        ("words", b"This is no picture.".to_vec()),
        ("a JPEG cut in half", half(&good)),
        ("a JPEG cut after its thumbnail's end", with_thumbnail[..with_thumbnail.len() - 40].to_vec()),
        ("a JPEG that claims to be huge", frame(5, &[0x70, 0, 0x70, 0])),
        ("a JPEG without height", frame(5, &[0, 0])),
        ("a JPEG of twelve bits", frame(4, &[12])),
        ("a lossless JPEG", frame(1, &[0xc3])),
        ("a JPEG of two channels", frame(9, &[2])),
        ("a PNG cut in half", half(&png)),
        ("a PNG that claims to be huge", huge(&png)),
        ("a WebP cut in half", half(&webp)),
        ("a GIF cut in half", half(&gif)),
        ("a RIFF of something else", [b"RIFF\0\0\0\0WAVE", &webp[12..]].concat()),
    ];
    for (name, bytes) in files {
        let result = with_picture(&bytes, json!({}));
        assert_eq!(result.codes(), ["L003"], "{name}");
        let document = Document::load_mem(result.main()).unwrap();
        assert!(images(&document).is_empty(), "{name}");
        assert!(squeezed(&text_of(result.main())).contains("ThanhTân/TTXVN"), "{name}: the caption stays");
    }
}

#[test]
fn a_picture_used_twice_is_stored_once() {
    let mut story = sample();
    let mut again = story.body[1].clone();
    if let Block::Figure(figure) = &mut again {
        figure.asset.as_mut().unwrap().file = "images/copy.jpg".into();
    }
    story.body.push(again);
    let job = TestJob::article(story).resource(0, "images/photo.jpg", PHOTO).resource(0, "images/copy.jpg", PHOTO);
    let result = job.run::<Pdf>();
    let document = Document::load_mem(result.main()).unwrap();
    assert_eq!(images(&document).len(), 1);
}

#[test]
fn a_screen_gets_smaller_pictures_and_only_when_asked() {
    let large = disc(ImageFormat::Png, 2400);
    let shown = |file: &[u8], pictures: &str| {
        let result = with_picture(file, json!({ "pictures": pictures }));
        let document = Document::load_mem(result.main()).unwrap();
        images(&document).iter().map(|image| size(&image.dict)).max().unwrap()
    };
    assert_eq!(shown(&large, "original"), (2400, 1600));
    // 150 pixels an inch over the measure of A4.
    assert_eq!(shown(&large, "screen"), (1063, 709));
    assert_eq!(shown(&PLAIN.file(), "screen"), (96, 64));
}
