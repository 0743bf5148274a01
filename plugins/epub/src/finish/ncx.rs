//! The NCX of older readers (OPF 2.0.1, 2.4.1): its language, the book's identifier and title, and its depth.

use pressroom_pages::Edition;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Xml, element, empty};

pub fn finish(ncx: &str, book: &Edition) -> Result<Vec<u8>, quick_xml::Error> {
    let has_sections = book.sections.iter().any(|section| section.title.is_some());
    let depth = if has_sections { "2" } else { "1" };
    let mut reader = Reader::from_str(ncx);
    let mut out = Xml::new(Vec::new());
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(out.into_inner()),
            Event::Start(mut start) if start.name().as_ref() == "ncx" => {
                start.push_attribute(("xml:lang", book.language.as_str()));
                out.write_event(Event::Start(start))?;
            }
            Event::Start(start) if start.name().as_ref() == "head" => {
                reader.read_to_end(start.name())?;
                out.write_event(Event::Start(start.borrow()))?;
                for (name, content) in [
                    ("dtb:uid", book.identifier.as_str()),
                    ("dtb:depth", depth),
                    ("dtb:totalPageCount", "0"),
                    ("dtb:maxPageNumber", "0"),
                ] {
                    empty(&mut out, "meta", &[("name", name), ("content", content)])?;
                }
                out.write_event(Event::End(start.to_end()))?;
            }
            Event::Start(start) if start.name().as_ref() == "docTitle" => {
                reader.read_to_end(start.name())?;
                out.write_event(Event::Start(start.borrow()))?;
                element(&mut out, "text", &[], &book.title)?;
                out.write_event(Event::End(start.to_end()))?;
            }
            event => out.write_event(event)?,
        }
    }
}
