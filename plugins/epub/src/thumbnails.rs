//! Small pictures for the lists of stories: the first few of each section, so that a long list stays light.

use std::collections::BTreeMap;

use pressroom_pages::pictures::{MAX_PICTURE_BYTES, Picture, open};
use pressroom_pages::{Edition, Section};
use pressroom_pictures::{Colours, Copy, Format, Wanted, copy};
use pressroom_plugin::{Error, Job};

use crate::options::{Options, Pictures};

/// How many stories of a section are shown with their picture.
const A_SECTION: usize = 3;
/// Of a book: they are held in memory.
const MAX_THUMBNAILS: usize = 300;
/// Twice what the style sheet makes of it, for fine screens.
const LONGER_SIDE: u32 = 240;
const JPEG_QUALITY: u8 = 75;

/// By the story's position in the job.
pub type Thumbnails = BTreeMap<usize, Thumbnail>;

pub struct Thumbnail {
    /// Inside the book.
    pub path: String,
    pub jpeg: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Of an issue's stories; a single story is in no list. A picture that cannot be decoded has none.
pub fn make(job: &Job<'_>, book: &Edition, options: &Options) -> Result<Thumbnails, Error> {
    let mut made = Thumbnails::new();
    if book.issue.is_none() {
        return Ok(made);
    }
    let colours = match options.pictures {
        Pictures::Original => Colours::Kept,
        Pictures::EInk => Colours::Grey,
    };
    let wanted = Wanted { longer_side: LONGER_SIDE, colours, format: Format::Jpeg(JPEG_QUALITY) };
    for section in &book.sections {
        if made.len() >= MAX_THUMBNAILS {
            break;
        }
        let pictures = read(job, section)?;
        // Decoding takes longer than all else of a book, and nothing of it needs the job.
        let copies: Vec<Option<Copy>> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                pictures.iter().map(|(.., bytes)| scope.spawn(move || copy(bytes, wanted).ok())).collect();
            threads.into_iter().map(|thread| thread.join().ok().flatten()).collect()
        });
        for ((story, picture, _), copy) in pictures.iter().zip(copies) {
            let Some(Copy { bytes, width, height, .. }) = copy else { continue };
            let name = picture.path.rsplit(['/', '.']).nth(1).unwrap_or_default();
            let path = format!("images/{name}-small.jpg");
            made.insert(*story, Thumbnail { path, jpeg: bytes, width, height });
        }
    }
    Ok(made)
}

/// A story's position in the job, its first picture and that picture's bytes.
type Pictured<'b> = (usize, &'b Picture, Vec<u8>);

/// The first pictures of a section's first stories.
fn read<'b>(job: &Job<'_>, section: &'b Section) -> Result<Vec<Pictured<'b>>, Error> {
    let with_pictures = section.stories.iter().filter_map(|story| Some((story.index, story.pictures.first()?)));
    let read = with_pictures.take(A_SECTION).map(|(story, picture)| {
        let bytes = open(job, picture.owner, &picture.file)?.read_all(MAX_PICTURE_BYTES)?;
        Ok((story, picture, bytes))
    });
    read.collect()
}
