//! Copies of pictures as further outputs, each with a thumbnail.

use std::io::Write;

use pressroom_newsml::{Media, MediaCopy, codes, short_name};
use pressroom_pictures::{Colours, Copy, Format, Wanted};
use pressroom_plugin::model::{Article, Asset, Issue, Status, figures};
use pressroom_plugin::{Diagnostic, Error, Job, Resource};

/// What the host takes as a picture is far below it.
const MAX_PICTURE_BYTES: u64 = 256 * 1024 * 1024;

const THUMBNAIL: Wanted = Wanted { longer_side: 300, colours: Colours::Kept, format: Format::Jpeg(80) };

/// Copies the files that a story's figures name. Those of a canceled story stay where they are: it is not sent again.
pub fn of_story(job: &Job<'_>, index: usize, article: &Article) -> Result<Media, Error> {
    let mut media = Media::default();
    if article.status == Status::Canceled {
        return Ok(media);
    }
    let prefix = format!("media/{:04}-", index + 1);
    for figure in figures(&article.body) {
        let renditions = figure.renditions.iter().map(|rendition| (&rendition.asset, false));
        for (asset, is_picture) in figure.asset.iter().map(|asset| (asset, true)).chain(renditions) {
            if asset.file.is_empty() || media.copies.contains_key(&asset.file) {
                continue;
            }
            // The host says why a file cannot be opened; the item then refers to it where it should be.
            let Ok(resource) = job.resource(index, &asset.file) else { continue };
            let copy = copy(job, resource, asset, &prefix, is_picture)?;
            media.copies.insert(asset.file.clone(), copy);
        }
    }
    Ok(media)
}

pub fn of_cover(job: &Job<'_>, issue: &Issue) -> Result<Media, Error> {
    let mut media = Media::default();
    if let Some(cover) = &issue.cover
        && let Ok(resource) = job.issue_resource(&cover.file)
    {
        media.copies.insert(cover.file.clone(), copy(job, resource, cover, "media/cover-", false)?);
    }
    Ok(media)
}

fn copy(
    job: &Job<'_>,
    resource: Resource<'_>,
    asset: &Asset,
    prefix: &str,
    with_thumbnail: bool,
) -> Result<MediaCopy, Error> {
    let bytes = resource.read_all(MAX_PICTURE_BYTES)?;
    let name = name_of(asset, prefix);
    write(job, &name, &bytes)?;
    let mut copy = MediaCopy { name, ..MediaCopy::default() };
    if with_thumbnail {
        match pressroom_pictures::copy(&bytes, THUMBNAIL) {
            Ok(Copy { bytes: jpeg, width, height, orientation }) => {
                let file = format!("{prefix}{}-thumbnail.jpg", short_name(&asset.file));
                write(job, &file, &jpeg)?;
                copy.orientation = Some(orientation);
                copy.thumbnail = Some(Asset {
                    file,
                    media_type: "image/jpeg".to_owned(),
                    width: Some(width),
                    height: Some(height),
                    size: Some(jpeg.len() as u64),
                });
            }
            Err(reason) => {
                job.report(&Diagnostic::new(codes::NO_THUMBNAIL).arg("file", &asset.file).arg("reason", reason));
            }
        }
    }
    Ok(copy)
}

fn write(job: &Job<'_>, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let mut out = job.output(name)?;
    out.write_all(bytes)?;
    out.finish()
}

/// A name that every system takes: what is plain of the file's own, and digits that tell it from others.
fn name_of(asset: &Asset, prefix: &str) -> String {
    const LONGEST: usize = 40;
    let last = asset.file.rsplit('/').next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain: String =
        stem.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(LONGEST).collect();
    let extension = match asset.media_type.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/tiff" => "tif",
        _ => "bin",
    };
    let dash = if plain.is_empty() { "" } else { "-" };
    format!("{prefix}{}{dash}{plain}.{extension}", short_name(&asset.file))
}
