//! A story: as one message, or as files of its own items.

use std::io;

use pressroom_core::{Article, DateTime, Diagnostic};

use crate::ids::short_name;
use crate::media::{Document, Media};
use crate::options::{NewsmlOptions, Wrapper};
use crate::outputs::Outputs;
use crate::story::Story;
use crate::vocabulary::NAMESPACE;
use crate::xml::Xml;
use crate::{Failure, picture_item, text_item};

/// Writes a story as a `newsMessage`, whatever the options say of a wrapper: its text item first, then its pictures. The
/// same story gives the same bytes.
///
/// Gives back what was noticed. The story needs an `id` and `updated`.
pub fn message<W: io::Write>(
    mut out: W,
    article: &Article,
    options: &NewsmlOptions,
) -> Result<Vec<Diagnostic>, Failure> {
    let options = NewsmlOptions { wrapper: Wrapper::Message, ..options.clone() };
    story(&mut |_: &str, bytes: &[u8]| out.write_all(bytes), article, &Media::default(), &options)
}

/// Writes a story as the options say: one message, or the text item as the main output and each picture item as a
/// further one.
pub fn story(
    outputs: &mut dyn Outputs,
    article: &Article,
    media: &Media,
    options: &NewsmlOptions,
) -> Result<Vec<Diagnostic>, Failure> {
    options.check()?;
    let mut diagnostics = Vec::new();
    let story = Story::check(article, media, options, &mut diagnostics)?;
    match options.wrapper {
        Wrapper::Message => {
            let document = Document { item_alone: false, further: &further_prefix(options) };
            let mut xml = Xml::new(diagnostics);
            xml.element("newsMessage", &[("xmlns", NAMESPACE)], |xml| {
                let transmit_id = format!("{}:{}", story.guid, story.version);
                header(xml, &story.updated, story.provider, &transmit_id, options);
                xml.element("itemSet", &[], |xml| items(xml, &story, document));
            });
            let (text, diagnostics) = xml.finish();
            outputs.write("", text.as_bytes())?;
            Ok(diagnostics)
        }
        Wrapper::Item => single_items(outputs, &story, "", "picture-", diagnostics),
    }
}

/// The items of one story.
pub fn items(xml: &mut Xml, story: &Story<'_>, document: Document<'_>) {
    text_item::write(xml, story, document);
    story.pictures.iter().for_each(|picture| picture_item::write(xml, story, picture, document));
}

/// The items of one story, each a document. `main` names the output of the text; those of the pictures begin with
/// `pictures`.
pub fn single_items(
    outputs: &mut dyn Outputs,
    story: &Story<'_>,
    main: &str,
    pictures: &str,
    diagnostics: Vec<Diagnostic>,
) -> Result<Vec<Diagnostic>, Failure> {
    let mut xml = Xml::new(diagnostics);
    let further = if main.is_empty() { further_prefix(story.options) } else { String::new() };
    text_item::write(&mut xml, story, Document { item_alone: true, further: &further });
    let (text, mut diagnostics) = xml.finish();
    outputs.write(main, text.as_bytes())?;
    for picture in &story.pictures {
        let mut xml = Xml::new(diagnostics);
        picture_item::write(&mut xml, story, picture, Document { item_alone: true, further: "" });
        let (text, noticed) = xml.finish();
        diagnostics = noticed;
        outputs.write(&format!("{pictures}{}.xml", short_name(&picture.guid)), text.as_bytes())?;
    }
    Ok(diagnostics)
}

/// What stands before the names of further outputs in the main one.
pub fn further_prefix(options: &NewsmlOptions) -> String {
    match options.files_folder.as_str() {
        "" => String::new(),
        folder => format!("{folder}/"),
    }
}

/// The envelope. A receiver that has seen its `transmitId` has seen these versions of these items.
pub fn header(xml: &mut Xml, sent: &DateTime, sender: Option<&str>, transmit_id: &str, options: &NewsmlOptions) {
    xml.element("header", &[], |xml| {
        xml.text("sent", &[], &sent.to_string());
        xml.empty("catalogRef", &[("href", &options.catalog)]);
        if let Some(sender) = sender {
            xml.text("sender", &[], sender);
        }
        xml.text("transmitId", &[], transmit_id);
        // The items belong together (`nmsig:atomic`: take all of the message or nothing).
        xml.empty("signal", &[("qcode", "nmsig:atomic")]);
    });
}
