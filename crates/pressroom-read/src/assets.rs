//! Opens the picture files that a story names. The one module of this crate that reads from disk.

use std::fs::File;
use std::io::BufReader;
use std::path::{Component, Path, PathBuf};

use imagesize::ImageType;
use pressroom_core::{Article, Asset, Block, Diagnostic, Span};

use crate::files::{StoryToml, codes};

/// A larger picture is not taken.
pub const MAX_PICTURE_BYTES: u64 = 64 * 1024 * 1024;
const MIB: u64 = 1024 * 1024;

/// Completes every figure's asset with media type, pixels and bytes. `folder` is the input's own; nothing outside of it
/// is opened, through links either. `story` tells the line that names a file.
///
/// A picture that cannot be used is a warning, and the figure stays without one, so that outputs are whole.
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
    let path = inside(name, folder)?;
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
    let head = std::io::Read::read_to_end(&mut std::io::Read::take(&file, HEADER_BYTES), &mut start);
    head.map_err(|error| missing(&error))?;
    let kind = imagesize::image_type(&start).map_err(|_| broken())?;
    let media_type = media_type(kind).ok_or_else(broken)?;
    let file = File::open(&path).map_err(|error| missing(&error))?;
    let size = imagesize::reader_size(BufReader::new(file)).map_err(|_| broken())?;
    let pixels = |n: usize| u32::try_from(n).ok().filter(|n| *n > 0);
    let (Some(width), Some(height)) = (pixels(size.width), pixels(size.height)) else { return Err(broken()) };
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

/// The file's real path, when it is relative and stays inside the folder.
fn inside(name: &str, folder: &Path) -> Result<PathBuf, Diagnostic> {
    let outside = || Diagnostic::new(codes::PICTURE_OUTSIDE).arg("file", name);
    let plain = Path::new(name).components().all(|part| match part {
        Component::Normal(_) | Component::CurDir => true,
        Component::Prefix(_) | Component::RootDir | Component::ParentDir => false,
    });
    // A backslash is a separator elsewhere: one name must mean the same file everywhere.
    if name.is_empty() || !plain || name.contains(['\\', '\0']) {
        return Err(outside());
    }
    let missing = |error| Diagnostic::new(codes::PICTURE_MISSING).arg("file", name).arg("reason", error);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let root: PathBuf = folder.canonicalize().map_err(missing)?;
    let path = folder.join(name).canonicalize().map_err(missing)?;
    if path.starts_with(&root) { Ok(path) } else { Err(outside()) }
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
