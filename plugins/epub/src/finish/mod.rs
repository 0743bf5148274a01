//! Completes what epub-builder cannot say: package metadata, navigation, NCX; and adds the pictures, stored as they are.
//!
//! Delete from here whatever a newer epub-builder learns to do.

mod container;
mod e_ink;
mod nav;
mod ncx;
mod package;

use std::io::{Cursor, Read};

use pressroom_pages::Edition;
use pressroom_pages::pictures;
use pressroom_plugin::{Error, Job, Output};
use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};
use zip::ZipArchive;

use crate::metadata::Metadata;
use crate::options::{Options, Pictures};
use crate::sources;
use crate::thumbnails::Thumbnails;
use container::Container;

/// Where epub-builder puts everything but the container's own files.
const FOLDER: &str = "OEBPS/";

/// The pieces of a finished document.
type Xml = Writer<Vec<u8>>;

/// All that is known of the book before it is finished.
pub struct Plan<'p> {
    pub book: &'p Edition,
    pub metadata: &'p Metadata,
    pub options: &'p Options,
    pub thumbnails: Thumbnails,
}

/// Writes the book to the job's main output.
pub fn write(job: &Job<'_>, plan: &Plan<'_>, assembled: Vec<u8>) -> Result<(), Error> {
    let book = plan.book;
    let mut source = ZipArchive::new(Cursor::new(assembled)).map_err(zip_failed)?;
    let mut container = Container::new(job.output("")?);
    for index in 0..source.len() {
        let name = source.by_index_raw(index).map_err(zip_failed)?.name().to_owned();
        let finished = match name.strip_prefix(FOLDER) {
            Some("content.opf") => package::finish(&read(&mut source, index)?, plan),
            Some("nav.xhtml") => nav::finish(&read(&mut source, index)?, book),
            Some("toc.ncx") => ncx::finish(&read(&mut source, index)?, book),
            Some(_) | None => {
                container.copy(source.by_index_raw(index).map_err(zip_failed)?)?;
                continue;
            }
        };
        container.text(&name, &finished.map_err(xml_failed)?)?;
    }
    if plan.options.sources {
        for story in book.stories() {
            container.text(&format!("{FOLDER}{}", sources::path(story)), &sources::record(job, book, story)?)?;
        }
    }
    for thumbnail in plan.thumbnails.values() {
        container.stored(&format!("{FOLDER}{}", thumbnail.path), &thumbnail.jpeg)?;
    }
    pictures(job, plan, &mut container)?;
    container.finish()?.finish()
}

fn pictures(job: &Job<'_>, plan: &Plan<'_>, container: &mut Container<Output<'_>>) -> Result<(), Error> {
    let (stories, steps) = (plan.book.stories().count(), plan.book.steps());
    // One for all of them: fresh memory for each would cost as much as the copying.
    let mut buffer = Vec::new();
    for (at, picture) in plan.book.pictures().enumerate() {
        job.progress(stories + at, steps)?;
        // It could be opened when the book was planned; that it cannot be now fails the book.
        let original = pictures::read(job, picture, &mut buffer)?;
        let name = format!("{FOLDER}{}", picture.path);
        match plan.options.pictures {
            Pictures::Original => container.stored(&name, original)?,
            Pictures::EInk => container.stored(&name, &e_ink::copy(job, picture, original))?,
        }
    }
    Ok(())
}

fn read(source: &mut ZipArchive<Cursor<Vec<u8>>>, index: usize) -> Result<String, Error> {
    let mut text = String::new();
    source.by_index(index).map_err(zip_failed)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Writes an element that holds text alone; characters that XML cannot hold become U+FFFD.
fn element(out: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> std::io::Result<()> {
    let text = legal(text);
    let element = attributes.iter().fold(out.create_element(name), |element, (name, value)| {
        element.with_attribute((*name, legal(value).as_str()))
    });
    element.write_text_content(BytesText::new(&text))?;
    line(out)
}

/// Writes an element without content.
fn empty(out: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> std::io::Result<()> {
    let element = attributes.iter().fold(out.create_element(name), |element, (name, value)| {
        element.with_attribute((*name, legal(value).as_str()))
    });
    element.write_empty()?;
    line(out)
}

fn line(out: &mut Xml) -> std::io::Result<()> {
    out.write_event(Event::Text(BytesText::from_escaped("\n")))
}

fn legal(text: &str) -> String {
    let replace = |c: char| if pressroom_xhtml::is_xml_character(c) { c } else { char::REPLACEMENT_CHARACTER };
    text.chars().map(replace).collect()
}

fn zip_failed(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => Error::from(error),
        error => Error::new(format_args!("the book's container: {error}")),
    }
}

fn xml_failed(error: quick_xml::Error) -> Error {
    Error::new(format_args!("a document of the book cannot be completed: {error}"))
}
