//! Opens the picture files that a story names. The one module of this crate that reads from disk.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};

use imagesize::ImageType;
use pressroom_core::{Article, Asset, Block, Diagnostic, Figure, Span, Text, figures_mut};

use crate::codes as reading;
use crate::files::{StoryToml, codes};
use crate::picture_words;

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
    let mut told = BTreeSet::new();
    for figure in figures_mut(&mut article.body) {
        let Some(asset) = &figure.asset else { continue };
        if is_elsewhere(&asset.file) {
            // The same picture may be shown again.
            if told.insert(asset.file.clone()) {
                let warning = Diagnostic::new(codes::PICTURE_ELSEWHERE).arg("file", &asset.file);
                diagnostics.push(warning.at(&figure.span));
            }
            figure.asset = None;
            figure.alt = None;
            continue;
        }
        match open(&asset.file, folder) {
            Ok(whole) => {
                diagnostics.extend(fill_words(figure, &whole.file, folder));
                figure.asset = Some(whole);
            }
            Err(problem) => {
                let named = story.and_then(|story| line_of(&asset.file, story));
                diagnostics.push(problem.at(&named.or_else(|| figure.span.clone())));
                figure.asset = None;
                figure.alt = None;
            }
        }
    }
    if !diagnostics.is_empty() {
        article.body.retain(|block| !matches!(block, Block::Figure(figure) if says_nothing(figure)));
    }
    diagnostics
}

/// An address of the web, or a name that only a sender's own system knows. A colon in a file's name is none.
fn is_elsewhere(file: &str) -> bool {
    let lower = file.to_ascii_lowercase();
    file.contains("://") || ["//", "urn:", "tag:", "data:", "cid:"].iter().any(|start| lower.starts_with(start))
}

/// Its picture cannot be used, and nobody said anything about it.
fn says_nothing(figure: &Figure) -> bool {
    figure.asset.is_none() && figure.caption.is_none() && figure.credit.is_none()
}

/// What neither copy nor desk says of a picture, its file may.
fn fill_words(figure: &mut Figure, file: &str, folder: &Path) -> Option<Diagnostic> {
    if figure.caption.is_some() && figure.credit.is_some() && figure.alt.is_some() {
        return None;
    }
    let words = picture_words::of_file(&folder.join(file));
    let mut fields = Vec::new();
    let slots = [
        ("caption", &mut figure.caption, words.caption),
        ("credit", &mut figure.credit, words.credit),
        ("alt", &mut figure.alt, words.alt),
    ];
    for (name, slot, words) in slots {
        if slot.is_none()
            && let Some(words) = words
        {
            *slot = Some(Text::new(words));
            fields.push(name);
        }
    }
    let note = Diagnostic::new(reading::PICTURE_WORDS).arg("file", file).arg("fields", fields.join(", "));
    (!fields.is_empty()).then(|| note.at(&figure.span))
}

/// Where pictures that belong to a story by their name may lie.
const FOLDERS_BESIDE: [&str; 2] = ["", "images/"];
const EXTENSIONS: [&str; 8] = ["jpg", "jpeg", "png", "webp", "gif", "JPG", "JPEG", "PNG"];
/// A story has fewer.
const MOST_BESIDE: usize = 40;

/// Attaches pictures that are named as the story, `STEM.jpg`, `STEM-1.jpg`, `STEM-2.png`, to its figures in their order;
/// further ones follow the text. Does nothing when a figure has a file: then somebody has said which pictures there are.
pub fn beside(article: &mut Article, folder: &Path, stem: &str) -> Vec<Diagnostic> {
    if figures_mut(&mut article.body).iter().any(|figure| figure.asset.is_some()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let named = |name: &str| {
        let places =
            FOLDERS_BESIDE.iter().flat_map(|place| EXTENSIONS.iter().map(move |end| format!("{place}{name}.{end}")));
        places.into_iter().find(|file| folder.join(file).is_file())
    };
    found.extend(named(stem));
    for number in 1..=MOST_BESIDE {
        match named(&format!("{stem}-{number}")) {
            Some(file) => found.push(file),
            // `STEM-2` may follow a plain `STEM`.
            None if number == 1 => {}
            None => break,
        }
    }
    let mut diagnostics = Vec::new();
    let mut figures = figures_mut(&mut article.body).into_iter();
    let mut further = Vec::new();
    for file in found {
        diagnostics.push(Diagnostic::new(reading::PICTURE_BESIDE).arg("file", &file));
        let asset = Some(Asset { file, ..Asset::default() });
        match figures.next() {
            Some(figure) => figure.asset = asset,
            None => further.push(Block::Figure(Figure { asset, ..Figure::default() })),
        }
    }
    article.body.extend(further);
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
