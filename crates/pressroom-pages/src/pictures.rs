//! The pictures of an output: which can be used, and what is said of them to those who cannot see them.

use std::io::Read;

use pressroom_core::losses::PICTURE_UNUSABLE;
use pressroom_core::{Article, Asset, Block, Diagnostic, Text, figures, figures_mut};
use pressroom_plugin::{Error, Job, Resource};

use crate::Output;
use crate::words::Words;

/// One picture is held in memory at a time, so this bounds what an output needs.
pub const MAX_PICTURE_BYTES: u64 = 64 * 1024 * 1024;

/// A picture that goes into the output.
#[derive(Clone, Debug)]
pub struct Picture {
    pub owner: Owner,
    /// The file's name as the model gives it.
    pub file: String,
    /// Inside the output, relative to its pages: ASCII, nothing to encode.
    pub path: String,
    pub kind: Kind,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// Whose file a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The story at this position in the job.
    Story(usize),
    Issue,
}

/// The raster formats that every EPUB 3.3 reader shows (EPUB 3.3, 3.2). SVG is left out: it may run scripts and fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    Gif,
    WebP,
}

impl Kind {
    /// By the file's first bytes; its name may lie.
    fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Kind::Jpeg)
        } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Kind::Png)
        } else if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
            Some(Kind::Gif)
        } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            Some(Kind::WebP)
        } else {
            None
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Gif => "image/gif",
            Kind::WebP => "image/webp",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::Gif => "gif",
            Kind::WebP => "webp",
        }
    }

    /// Whether the format can hold a moving picture, which nobody here has watched.
    pub fn may_move(self) -> bool {
        match self {
            Kind::Jpeg | Kind::Png => false,
            Kind::Gif | Kind::WebP => true,
        }
    }
}

/// What the pictures amount to, for accessibility metadata.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub pictures: usize,
    /// With an alternative text.
    pub described: usize,
    /// Marked as carrying nothing.
    pub decorative: usize,
    pub may_move: bool,
}

/// The usable pictures of a story, each file once. Reports those that are not, and those that nobody described.
pub fn of_story(
    job: &Job<'_>,
    article: &Article,
    index: usize,
    story: usize,
    output: &Output,
    tally: &mut Tally,
) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    let mut unusable: Vec<&str> = Vec::new();
    for figure in figures(&article.body) {
        let Some(asset) = &figure.asset else { continue };
        let known = pictures.iter().find(|picture| picture.file == asset.file).map(|picture| picture.kind);
        let kind = match known {
            Some(kind) => kind,
            None if unusable.contains(&asset.file.as_str()) => continue,
            None => match inspect(job, Owner::Story(index), asset) {
                Ok(kind) => {
                    let path = format!("images/{story:04}-{:02}.{}", pictures.len() + 1, kind.extension());
                    pictures.push(picture(Owner::Story(index), asset, path, kind));
                    kind
                }
                Err(reason) => {
                    let loss = Diagnostic::new(PICTURE_UNUSABLE).arg("file", &asset.file).arg("reason", reason);
                    job.report(&loss.at(&figure.span));
                    unusable.push(&asset.file);
                    continue;
                }
            },
        };
        tally.pictures += 1;
        tally.may_move |= kind.may_move();
        match figure.alt.as_deref() {
            Some("") => tally.decorative += 1,
            Some(_) => tally.described += 1,
            None => job.report(&Diagnostic::new(output.codes.not_described).arg("file", &asset.file).at(&figure.span)),
        }
    }
    pictures
}

/// The cover that the issue gives, if it can be used.
pub fn cover(job: &Job<'_>, asset: &Asset, tally: &mut Tally) -> Option<Picture> {
    match inspect(job, Owner::Issue, asset) {
        Ok(kind) => {
            tally.pictures += 1;
            // Its alternative text is the issue's title, which is what a cover says.
            tally.described += 1;
            tally.may_move |= kind.may_move();
            Some(picture(Owner::Issue, asset, format!("images/cover.{}", kind.extension()), kind))
        }
        Err(reason) => {
            job.report(&Diagnostic::new(PICTURE_UNUSABLE).arg("file", &asset.file).arg("reason", reason));
            None
        }
    }
}

fn picture(owner: Owner, asset: &Asset, path: String, kind: Kind) -> Picture {
    Picture { owner, file: asset.file.clone(), path, kind, width: asset.width, height: asset.height }
}

/// Gives each picture without an alternative text one for its page: the caption, or a sentence that there is none.
/// Readers' software reads a file name out where a page says nothing.
pub fn describe(blocks: &mut [Block], words: &Words) {
    for figure in figures_mut(blocks) {
        if figure.asset.is_some() && figure.alt.is_none() {
            let caption = figure.caption.as_deref().filter(|caption| !caption.trim().is_empty());
            figure.alt = Some(Text::new(caption.unwrap_or(words.no_description)));
        }
    }
}

/// Whether the output can hold the file, or why not.
fn inspect(job: &Job<'_>, owner: Owner, asset: &Asset) -> Result<Kind, String> {
    const LONGEST_MAGIC_BYTES: u64 = 12;
    let resource = open(job, owner, &asset.file).map_err(|_| "it cannot be opened".to_owned())?;
    if resource.size() > MAX_PICTURE_BYTES {
        return Err(format!("it has {} bytes, more than the {MAX_PICTURE_BYTES} allowed", resource.size()));
    }
    let mut head = Vec::new();
    resource.take(LONGEST_MAGIC_BYTES).read_to_end(&mut head).map_err(|error| error.to_string())?;
    Kind::of(&head).ok_or_else(|| "it is no JPEG, PNG, GIF or WebP picture".to_owned())
}

/// Opens a picture's file.
pub fn open<'j>(job: &'j Job<'_>, owner: Owner, file: &str) -> Result<Resource<'j>, Error> {
    match owner {
        Owner::Story(index) => job.resource(index, file),
        Owner::Issue => job.issue_resource(file),
    }
}

/// Reads a picture's file whole, into the beginning of a buffer that may be used again.
pub fn read<'b>(job: &Job<'_>, picture: &Picture, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], Error> {
    let mut resource = open(job, picture.owner, &picture.file)?;
    let allowed = Some(resource.size()).filter(|size| *size <= MAX_PICTURE_BYTES);
    let size = allowed.and_then(|size| usize::try_from(size).ok());
    // It was smaller when the output was planned.
    let size = size.ok_or_else(|| Error::new(format_args!("{} has {} bytes", picture.file, resource.size())))?;
    if buffer.len() < size {
        buffer.resize(size, 0);
    }
    let whole = buffer.get_mut(..size).unwrap_or_default();
    let mut filled = 0;
    while let Some(rest) = whole.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match resource.read(rest)? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(whole.get(..filled).unwrap_or_default())
}
