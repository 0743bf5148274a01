//! Opens the picture files that a story names. The one module of this crate that reads from disk.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};

use imagesize::ImageType;
use pressroom_core::{Article, Asset, Block, Diagnostic, Span};

use crate::files::{StoryToml, codes};

/// A larger picture is not taken.
pub const MAX_PICTURE_BYTES: u64 = 64 * 1024 * 1024;
const MIB: u64 = 1024 * 1024;
/// A picture with more pixels is not taken, however small its file: decoded, it would not fit into memory.
pub const MAX_PICTURE_PIXELS: u64 = 200 * MEGAPIXEL;
const MEGAPIXEL: u64 = 1_000_000;

/// Completes every figure's asset with media type, pixels and bytes. `folder` is the input's own; nothing outside of it
/// is opened, through links either. `story` tells the line that names a file.
///
/// A picture that cannot be used is a warning, and the figure stays without it and its alternative text, so that outputs
/// are whole.
pub fn attach(article: &mut Article, folder: &Path, story: Option<&StoryToml>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for block in &mut article.body {
        if let Block::Figure(figure) = block
            && let Some(asset) = &figure.asset
        {
            match open(&asset.file, folder) {
                Ok(whole) => figure.asset = Some(whole),
                Err(problem) => {
                    let named = story.and_then(|story| line_of(&asset.file, story));
                    diagnostics.push(problem.at(&named.or_else(|| figure.span.clone())));
                    figure.asset = None;
                    figure.alt = None;
                }
            }
        }
    }
    diagnostics
}

fn line_of(file: &str, story: &StoryToml) -> Option<Span> {
    let mut names = story.figures.iter().filter_map(|entry| entry.file.as_ref());
    names.find(|name| name.text == file)?.span.clone()
}

pub(crate) fn open(name: &str, folder: &Path) -> Result<Asset, Diagnostic> {
    let (name, path) = inside(name, folder)?;
    let name = name.as_str();
    let missing = |reason: &dyn std::fmt::Display| {
        Diagnostic::new(codes::PICTURE_MISSING).arg("file", name).arg("reason", reason)
    };
    let metadata = std::fs::metadata(&path).map_err(|error| missing(&error))?;
    if !metadata.is_file() {
        return Err(missing(&"not a file"));
    }
    if metadata.len() > MAX_PICTURE_BYTES {
        return Err(Diagnostic::new(codes::PICTURE_TOO_LARGE).arg("file", name).arg("limit", MAX_PICTURE_BYTES / MIB));
    }
    let broken = || Diagnostic::new(codes::NOT_A_PICTURE).arg("file", name);
    let file = File::open(&path).map_err(|error| missing(&error))?;
    let mut start = Vec::new();
    (&file).take(HEADER_BYTES).read_to_end(&mut start).map_err(|error| missing(&error))?;
    let kind = imagesize::image_type(&start).map_err(|_| broken())?;
    let media_type = media_type(kind).ok_or_else(broken)?;
    if !is_whole(kind, &start, &file, metadata.len()).map_err(|error| missing(&error))? {
        return Err(Diagnostic::new(codes::PICTURE_CUT_OFF).arg("file", name));
    }
    let file = File::open(&path).map_err(|error| missing(&error))?;
    let size = imagesize::reader_size(BufReader::new(file)).map_err(|_| broken())?;
    let pixels = |n: usize| u32::try_from(n).ok().filter(|n| *n > 0);
    let (Some(width), Some(height)) = (pixels(size.width), pixels(size.height)) else { return Err(broken()) };
    let area = u64::from(width) * u64::from(height);
    if area > MAX_PICTURE_PIXELS {
        let limit = MAX_PICTURE_PIXELS / MEGAPIXEL;
        let warning = Diagnostic::new(codes::TOO_MANY_PIXELS).arg("file", name);
        return Err(warning.arg("pixels", area.div_ceil(MEGAPIXEL)).arg("limit", limit));
    }
    Ok(Asset {
        file: name.to_owned(),
        media_type: media_type.to_owned(),
        width: Some(width),
        height: Some(height),
        size: Some(metadata.len()),
    })
}

/// Enough of a file to tell its format.
const HEADER_BYTES: u64 = 64;
/// Cameras and programs append some data of their own after the end of a picture.
const TAIL_BYTES: u64 = 16 * 1024;

/// Whether the file has the end of its picture; looks at its first bytes and its last.
fn is_whole(kind: ImageType, start: &[u8], mut file: &File, length: u64) -> std::io::Result<bool> {
    let mut tail_has = |mark: &[u8]| {
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
        let mut tail = Vec::new();
        file.take(TAIL_BYTES).read_to_end(&mut tail)?;
        // From the end, where it nearly always stands.
        Ok(tail.windows(mark.len()).rev().any(|window| window == mark))
    };
    match kind {
        // EOI (ITU-T T.81, B.1.1.3): the coded picture has no such two bytes.
        ImageType::Jpeg => tail_has(&[0xFF, 0xD9]),
        // The last chunk, empty, with its checksum (PNG, 11.2.5).
        ImageType::Png => tail_has(b"IEND\xAE\x42\x60\x82"),
        // The RIFF header counts the bytes after its first eight (RFC 9649, 2.4).
        ImageType::Webp => Ok(start
            .get(4..8)
            .and_then(|size| <[u8; 4]>::try_from(size).ok())
            .is_some_and(|size| u64::from(u32::from_le_bytes(size)) + 8 <= length)),
        // Gif's end is one byte that its data has too, and TIFF has none.
        _ => Ok(true),
    }
}

/// The file's name without `.` and inner `..`, and its real path, when it is relative and stays inside the folder.
fn inside(name: &str, folder: &Path) -> Result<(String, PathBuf), Diagnostic> {
    let outside = || Diagnostic::new(codes::PICTURE_OUTSIDE).arg("file", name);
    // It is a separator elsewhere: one name must mean the same file everywhere.
    if name.contains('\\') {
        return Err(Diagnostic::new(codes::PICTURE_BACKSLASH).arg("file", name));
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in Path::new(name).components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str().ok_or_else(outside)?),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop().ok_or_else(outside)?;
            }
            Component::Prefix(_) | Component::RootDir => return Err(outside()),
        }
    }
    let plain = parts.join("/");
    if plain.is_empty() || name.contains('\0') {
        return Err(outside());
    }
    let missing = |error| Diagnostic::new(codes::PICTURE_MISSING).arg("file", name).arg("reason", error);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let root: PathBuf = folder.canonicalize().map_err(missing)?;
    let path = folder.join(&plain).canonicalize().map_err(missing)?;
    if path.starts_with(&root) { Ok((plain, path)) } else { Err(outside()) }
}

fn media_type(kind: ImageType) -> Option<&'static str> {
    match kind {
        ImageType::Jpeg => Some("image/jpeg"),
        ImageType::Png => Some("image/png"),
        ImageType::Gif => Some("image/gif"),
        ImageType::Webp => Some("image/webp"),
        ImageType::Tiff => Some("image/tiff"),
        // Another crate's open enum; formats that no output takes.
        _ => None,
    }
}
