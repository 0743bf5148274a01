//! The package document (EPUB 3.3, 5): its language, the whole of its metadata, pictures in the manifest, the guide.

use pressroom_pages::{Edition, dir};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Plan, Xml, element, empty, line};
use crate::accessibility;
use crate::metadata::{Agent, Metadata, is_position, languages};
use crate::options::Options;
use crate::pages::{self, CONTENTS, COVER};
use crate::sources;
use crate::thumbnails::Thumbnails;

/// The `id` that epub-builder makes the package's `unique-identifier`.
const IDENTIFIER_ID: &str = "epub-id-1";

pub fn finish(opf: &str, plan: &Plan<'_>) -> Result<Vec<u8>, quick_xml::Error> {
    let Plan { book, metadata: facts, options, thumbnails } = plan;
    let mut reader = Reader::from_str(opf);
    let mut out = Xml::new(Vec::new());
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(out.into_inner()),
            Event::Start(mut start) => match start.name().as_ref() {
                "package" => {
                    start.push_attribute(("xml:lang", book.language.as_str()));
                    if let Some(dir) = dir(book.direction) {
                        start.push_attribute(("dir", dir));
                    }
                    out.write_event(Event::Start(start))?;
                }
                "metadata" => {
                    reader.read_to_end(start.name())?;
                    replace(&mut out, start, |out| metadata(out, book, facts, options))?;
                }
                "guide" => {
                    reader.read_to_end(start.name())?;
                    replace(&mut out, start, |out| guide(out, book))?;
                }
                _ => out.write_event(Event::Start(start))?,
            },
            Event::End(end) if end.name().as_ref() == "manifest" => {
                pictures(&mut out, book, thumbnails)?;
                out.write_event(Event::End(end))?;
            }
            event => out.write_event(event)?,
        }
    }
}

/// An element as it was, with other content.
fn replace(
    out: &mut Xml,
    start: BytesStart<'_>,
    content: impl FnOnce(&mut Xml) -> std::io::Result<()>,
) -> std::io::Result<()> {
    out.write_event(Event::Start(start.borrow()))?;
    line(out)?;
    content(out)?;
    out.write_event(Event::End(start.to_end()))
}

fn metadata(out: &mut Xml, book: &Edition, facts: &Metadata, options: &Options) -> std::io::Result<()> {
    element(out, "dc:identifier", &[("id", IDENTIFIER_ID)], &book.identifier)?;
    element(out, "dc:title", &[], &book.title)?;
    for language in languages(&book.language, &facts.languages) {
        element(out, "dc:language", &[], language)?;
    }
    property(out, "dcterms:modified", &book.modified.to_utc_string())?;
    agents(out, "creator", &facts.creators)?;
    agents(out, "contributor", &facts.contributors)?;
    for (name, value) in [
        ("dc:publisher", &facts.publisher),
        ("dc:date", &facts.date),
        ("dc:source", &facts.source),
        ("dc:description", &facts.description),
    ] {
        if let Some(value) = value {
            element(out, name, &[], value)?;
        }
    }
    for rights in &facts.rights {
        element(out, "dc:rights", &[], rights)?;
    }
    if let Some(holder) = &facts.rights_holder {
        property(out, "dcterms:rightsHolder", holder)?;
    }
    for place in &facts.places {
        element(out, "dc:coverage", &[], place)?;
    }
    subjects(out, facts)?;
    element(out, "dc:type", &[], facts.kind)?;
    series(out, facts)?;
    accessibility(out, book, options)?;
    if book.stories().any(|story| story.print_page.is_some()) {
        property(out, "pageBreakSource", &print_edition(book))?;
    }
    if options.sources {
        for story in book.stories() {
            let attributes = [("rel", "record"), ("href", &*sources::path(story)), ("media-type", sources::MEDIA_TYPE)];
            empty(out, "link", &attributes)?;
        }
    }
    if book.cover.is_some() {
        empty(out, "meta", &[("name", "cover"), ("content", COVER_IMAGE_ID)])?;
    }
    Ok(())
}

fn property(out: &mut Xml, property: &str, value: &str) -> std::io::Result<()> {
    element(out, "meta", &[("property", property)], value)
}

fn refine(out: &mut Xml, id: &str, property: &str, value: &str) -> std::io::Result<()> {
    element(out, "meta", &[("refines", &format!("#{id}")), ("property", property)], value)
}

fn agents(out: &mut Xml, kind: &str, agents: &[Agent]) -> std::io::Result<()> {
    for (at, agent) in agents.iter().enumerate() {
        let id = format!("{kind}-{}", at + 1);
        element(out, &format!("dc:{kind}"), &[("id", &id)], &agent.name)?;
        let attributes = [("refines", &*format!("#{id}")), ("property", "role"), ("scheme", "marc:relators")];
        element(out, "meta", &attributes, agent.role)?;
    }
    Ok(())
}

fn subjects(out: &mut Xml, facts: &Metadata) -> std::io::Result<()> {
    for (at, subject) in facts.subjects.iter().enumerate() {
        let id = format!("subject-{}", at + 1);
        element(out, "dc:subject", &[("id", &id)], &subject.name)?;
        if let Some((authority, term)) = &subject.term {
            refine(out, &id, "authority", authority)?;
            refine(out, &id, "term", term)?;
        }
    }
    Ok(())
}

/// The series in EPUB's own terms (EPUB 3.3, D.3.3) and in calibre's, which more programs read.
fn series(out: &mut Xml, facts: &Metadata) -> std::io::Result<()> {
    const ID: &str = "series";
    let Some(series) = &facts.series else { return Ok(()) };
    element(out, "meta", &[("property", "belongs-to-collection"), ("id", ID)], &series.title)?;
    refine(out, ID, "collection-type", "series")?;
    if let Some(issn) = &series.issn {
        refine(out, ID, "dcterms:identifier", &format!("urn:issn:{issn}"))?;
    }
    empty(out, "meta", &[("name", "calibre:series"), ("content", &series.title)])?;
    if let Some(number) = series.number.as_deref().filter(|number| is_position(number)) {
        refine(out, ID, "group-position", number)?;
        empty(out, "meta", &[("name", "calibre:series_index"), ("content", number)])?;
    }
    Ok(())
}

fn accessibility(out: &mut Xml, book: &Edition, options: &Options) -> std::io::Result<()> {
    let claims = accessibility::claims(book);
    for mode in claims.access_modes {
        property(out, "schema:accessMode", mode)?;
    }
    for modes in claims.sufficient {
        property(out, "schema:accessModeSufficient", modes)?;
    }
    for feature in claims.features {
        property(out, "schema:accessibilityFeature", feature)?;
    }
    property(out, "schema:accessibilityHazard", claims.hazard)?;
    let summary = [("property", "schema:accessibilitySummary"), ("xml:lang", book.words().tag)];
    element(out, "meta", &summary, &claims.summary)?;
    if !options.certified_by.trim().is_empty() {
        let claim = [("property", "dcterms:conformsTo"), ("id", "conformance")];
        element(out, "meta", &claim, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA")?;
        refine(out, "conformance", "a11y:certifiedBy", &options.certified_by)?;
    }
    Ok(())
}

/// What the page numbers count, in words: newspapers have no number of their own for a printed issue.
fn print_edition(book: &Edition) -> String {
    let Some(issue) = &book.issue else { return book.title.clone() };
    let issn = issue.publication.issn.as_ref().map(|issn| format!("ISSN {issn}"));
    [Some(book.title.clone()), issn].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

const COVER_IMAGE_ID: &str = "cover-image";

fn pictures(out: &mut Xml, book: &Edition, thumbnails: &Thumbnails) -> std::io::Result<()> {
    if let Some(cover) = &book.cover {
        let attributes = [("id", COVER_IMAGE_ID), ("href", &cover.path), ("media-type", cover.kind.media_type())];
        empty(out, "item", &[&attributes[..], &[("properties", "cover-image")]].concat())?;
    }
    for (at, thumbnail) in thumbnails.values().enumerate() {
        let id = format!("thumbnail-{}", at + 1);
        empty(out, "item", &[("id", &id), ("href", &thumbnail.path), ("media-type", "image/jpeg")])?;
    }
    let stories = book.stories().flat_map(|story| &story.pictures);
    for (at, picture) in stories.enumerate() {
        let id = format!("picture-{}", at + 1);
        empty(out, "item", &[("id", &id), ("href", &picture.path), ("media-type", picture.kind.media_type())])?;
    }
    Ok(())
}

/// For readers older than EPUB 3 (OPF 2.0.1, 2.6): cover, contents, start of the text.
fn guide(out: &mut Xml, book: &Edition) -> std::io::Result<()> {
    let words = book.words();
    let mut reference = |kind: &str, title: &str, href: &str| {
        empty(out, "reference", &[("type", kind), ("title", title), ("href", href)])
    };
    match &book.issue {
        Some(_) => {
            reference("cover", words.cover, COVER)?;
            reference("toc", words.contents, CONTENTS)?;
        }
        None => reference("toc", words.contents, pages::NAVIGATION)?,
    }
    match book.start() {
        Some(path) => reference("text", words.start, path),
        None => Ok(()),
    }
}
