use std::io;

use pressroom_core::{Article, DateTime, Diagnostic};

use crate::story::Story;
use crate::vocabulary::{CATALOG, NAMESPACE};
use crate::xml::Xml;
use crate::{Failure, MessageOptions, picture_item, text_item};

/// Writes a story as a `newsMessage`: its text item first, then its pictures. The same story gives the same bytes.
///
/// Gives back what was noticed. The story needs an `id` and `updated`.
pub fn message<W: io::Write>(out: W, article: &Article, options: &MessageOptions) -> Result<Vec<Diagnostic>, Failure> {
    let mut diagnostics = Vec::new();
    let story = Story::check(article, options, &mut diagnostics)?;
    let mut xml = Xml::new(out, diagnostics)?;
    xml.element("newsMessage", &[("xmlns", NAMESPACE)], |xml| {
        header(xml, &story.updated, story.provider, &format!("{}:{}", story.guid, story.version))?;
        xml.element("itemSet", &[], |xml| items(xml, &story))
    })?;
    Ok(xml.finish()?)
}

/// The items of one story.
pub fn items<W: io::Write>(xml: &mut Xml<W>, story: &Story<'_>) -> io::Result<()> {
    text_item::write(xml, story)?;
    story.pictures.iter().try_for_each(|picture| picture_item::write(xml, story, picture))
}

/// The envelope. A receiver that has seen its `transmitId` has seen these versions of these items.
pub fn header<W: io::Write>(
    xml: &mut Xml<W>,
    sent: &DateTime,
    sender: Option<&str>,
    transmit_id: &str,
) -> io::Result<()> {
    xml.element("header", &[], |xml| {
        xml.text("sent", &[], &sent.to_string())?;
        xml.empty("catalogRef", &[("href", CATALOG)])?;
        if let Some(sender) = sender {
            xml.text("sender", &[], sender)?;
        }
        xml.text("transmitId", &[], transmit_id)?;
        // The items belong together (`nmsig:atomic`: take all of the message or nothing).
        xml.empty("signal", &[("qcode", "nmsig:atomic")])
    })
}
