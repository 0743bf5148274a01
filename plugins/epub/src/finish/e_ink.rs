//! Pictures for screens without colours: grey, and no larger than such a screen.

use std::borrow::Cow;

use pressroom_core::{Code, Diagnostic};
use pressroom_pages::pictures::{Kind, Picture};
use pressroom_pictures::{Colours, Copy, Format, Wanted};
use pressroom_plugin::Job;

/// `{file}` `{reason}`: it stays as it is.
const NOT_REDUCED: Code = Code::warning("EPUB05");

/// The longer side of the largest common screens, 7.8 inches at 300 pixels an inch.
const LONGER_SIDE: u32 = 1872;
const JPEG_QUALITY: u8 = 80;

/// The copy, or the picture itself when that is smaller, may move, or cannot be decoded.
pub fn copy<'p>(job: &Job<'_>, picture: &Picture, original: &'p [u8]) -> Cow<'p, [u8]> {
    let format = match picture.kind {
        Kind::Jpeg => Format::Jpeg(JPEG_QUALITY),
        Kind::Png => Format::Png,
        // The book names them by their format, and both may move.
        Kind::Gif | Kind::WebP => return Cow::Borrowed(original),
    };
    match pressroom_pictures::copy(original, Wanted { longer_side: LONGER_SIDE, colours: Colours::Grey, format }) {
        Ok(Copy { bytes, .. }) if bytes.len() < original.len() => Cow::Owned(bytes),
        Ok(_) => Cow::Borrowed(original),
        Err(reason) => {
            job.report(&Diagnostic::new(NOT_REDUCED).arg("file", &picture.file).arg("reason", reason));
            Cow::Borrowed(original)
        }
    }
}
