//! Stories as NITF 3.6.

mod blocks;
mod body_head;
pub mod contents;
mod docdata;
mod head;
mod inlines;
mod media;
mod table;
mod xml;

use pressroom_core::{Article, Asset, Diagnostic, Direction};
use pressroom_xhtml::{href_of_file, note_anchors};

use crate::words::ITS_NAMESPACE;
use crate::{NAMESPACE, codes};
use xml::Xml;

/// What differs from output to output.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// The output's name in losses, such as `NITF`.
    pub format: &'a str,
    /// Where a picture is, as a URL reference; `None` leaves `@source` out.
    pub picture: &'a dyn Fn(&Asset) -> Option<String>,
}

/// A document of its own: pictures by their file names.
const DOCUMENT: Style<'static> = Style { format: "NITF", picture: &|asset| Some(href_of_file(&asset.file)) };
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const VERSION: &str = "-//IPTC//DTD NITF 3.6//EN";

/// A story as a NITF document, and what of it NITF cannot say. The same story gives the same bytes.
///
/// Fails when the story has a status that receivers would take for leave to publish.
pub fn document(article: &Article) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let mut out = String::from(DECLARATION);
    let mut losses = Vec::new();
    let status = docdata::status(article)?;
    let mut xml = Xml::new(&mut out, &DOCUMENT, &mut losses);
    xml.notes = note_anchors(&article.body, Some(""));
    root(&mut xml, article, |xml, language| {
        head::write(xml, article, status);
        body(xml, article, language);
    });
    Ok((out, losses))
}

/// Appends a story as a `nitf` element that stands alone inside another document, such as NewsML-G2's `inlineXML`. It has
/// no `head`: the document around it says what the story is.
pub fn inline(out: &mut String, article: &Article, style: &Style<'_>, losses: &mut Vec<Diagnostic>) {
    let mut xml = Xml::new(out, style, losses);
    xml.notes = note_anchors(&article.body, Some(&note_prefix(article.id.as_deref().unwrap_or_default())));
    root(&mut xml, article, |xml, language| body(xml, article, language));
}

/// What stands before the `id` of each note of an inline story with this id: the document around holds other stories, whose
/// notes may have the same names.
pub fn note_prefix(id: &str) -> String {
    let word: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("story-{word}-")
}

fn root(xml: &mut Xml<'_>, article: &Article, content: impl FnOnce(&mut Xml<'_>, Option<&str>)) {
    let language = language(xml, &article.language);
    let its = direction(article).map(|_| ITS_NAMESPACE);
    let attributes =
        [("xmlns", Some(NAMESPACE)), ("xmlns:its", its), ("version", Some(VERSION)), ("baselang", language)];
    xml.element("nitf", &attributes, |xml| content(xml, language));
}

fn body(xml: &mut Xml<'_>, article: &Article, language: Option<&str>) {
    xml.element("body", &[("xml:lang", language), ("its:dir", direction(article))], |xml| {
        body_head::write(xml, article);
        xml.element("body.content", &[], |xml| blocks::body(xml, &article.body));
        if let Some(credit_line) = &article.credit_line {
            xml.element("body.end", &[], |xml| xml.line("tagline", &[], credit_line));
        }
    });
}

/// What `its:dir` has to say: not what every reader expects of a story.
fn direction(article: &Article) -> Option<&'static str> {
    match (article.direction, Direction::of_language(&article.language)) {
        (Direction::Rtl, _) => Some("rtl"),
        (Direction::Ltr, Direction::Rtl) => Some("ltr"),
        (Direction::Ltr, Direction::Ltr) => None,
    }
}

/// The tag, unless it has not the form that `xml:lang` may have.
fn language<'a>(xml: &mut Xml<'_>, tag: &'a str) -> Option<&'a str> {
    const LONGEST_SUBTAG: usize = 8;
    let fits = tag.split('-').enumerate().all(|(index, subtag)| {
        let character = |b: u8| if index == 0 { b.is_ascii_alphabetic() } else { b.is_ascii_alphanumeric() };
        (1..=LONGEST_SUBTAG).contains(&subtag.len()) && subtag.bytes().all(character)
    });
    if !fits {
        xml.losses.push(Diagnostic::new(codes::LANGUAGE_INVALID).arg("language", tag));
    }
    fits.then_some(tag)
}
