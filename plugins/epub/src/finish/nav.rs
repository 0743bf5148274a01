//! The navigation document (EPUB 3.3, 7): its language, roles, and landmarks in the story's language.

use std::collections::BTreeMap;

use pressroom_pages::{Edition, Story, dir};
use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::{Xml, element, line};
use crate::pages::story::PRINT_PAGE;
use crate::pages::{CONTENTS, COVER};

pub fn finish(nav: &str, book: &Edition) -> Result<Vec<u8>, quick_xml::Error> {
    let own = book.words().lang_inside(&book.language);
    let others = book.stories().filter(|story| story.language != book.language);
    let others: BTreeMap<&str, &Story> = others.map(|story| (story.path.as_str(), story)).collect();
    let mut reader = Reader::from_str(nav);
    let mut out = Xml::new(Vec::new());
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(out.into_inner()),
            Event::Start(mut start) => match start.name().as_ref() {
                "html" => {
                    language(&mut start, Some(&book.language));
                    if let Some(dir) = dir(book.direction) {
                        start.push_attribute(("dir", dir));
                    }
                    out.write_event(Event::Start(start))?;
                }
                "nav" if value(&start, "epub:type")?.as_deref() == Some("landmarks") => {
                    reader.read_to_end(start.name())?;
                    print_pages(&mut out, book, own)?;
                    landmarks(&mut out, book, own)?;
                }
                "nav" => {
                    start.push_attribute(("role", "doc-toc"));
                    start.push_attribute(("aria-labelledby", "toc-title"));
                    out.write_event(Event::Start(start))?;
                }
                "h1" => {
                    language(&mut start, own);
                    out.write_event(Event::Start(start))?;
                }
                "a" => {
                    let href = value(&start, "href")?;
                    if let Some(story) = href.and_then(|href| others.get(href.as_str()).copied()) {
                        language(&mut start, Some(&story.language));
                        if story.direction != book.direction {
                            start.push_attribute(("dir", dir(story.direction).unwrap_or("ltr")));
                        }
                    }
                    out.write_event(Event::Start(start))?;
                }
                _ => out.write_event(Event::Start(start))?,
            },
            event => out.write_event(event)?,
        }
    }
}

fn language(start: &mut BytesStart<'_>, language: Option<&str>) {
    if let Some(tag) = language {
        start.push_attribute(("lang", tag));
        start.push_attribute(("xml:lang", tag));
    }
}

fn value(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, quick_xml::Error> {
    let attribute = start.try_get_attribute(name)?;
    Ok(match attribute {
        Some(attribute) => Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0)?.into_owned()),
        None => None,
    })
}

/// Where the pages of the printed edition begin, when somebody gave them (EPUB 3.3, 7.4.4).
fn print_pages(out: &mut Xml, book: &Edition, own: Option<&str>) -> std::io::Result<()> {
    let mut pages = book.stories().filter_map(|story| Some((&story.path, story.print_page.as_ref()?))).peekable();
    if pages.peek().is_none() {
        return Ok(());
    }
    let mut nav = BytesStart::new("nav");
    nav.push_attribute(("epub:type", "page-list"));
    nav.push_attribute(("role", "doc-pagelist"));
    nav.push_attribute(("aria-label", book.words().print_pages));
    nav.push_attribute(("hidden", "hidden"));
    language(&mut nav, own);
    out.write_event(Event::Start(nav))?;
    out.write_event(Event::Start(BytesStart::new("ol")))?;
    for (path, page) in pages {
        out.write_event(Event::Start(BytesStart::new("li")))?;
        element(out, "a", &[("href", &format!("{path}#{PRINT_PAGE}"))], page)?;
        out.write_event(Event::End(BytesEnd::new("li")))?;
    }
    out.write_event(Event::End(BytesEnd::new("ol")))?;
    out.write_event(Event::End(BytesEnd::new("nav")))?;
    line(out)
}

fn landmarks(out: &mut Xml, book: &Edition, own: Option<&str>) -> std::io::Result<()> {
    let words = book.words();
    let mut nav = BytesStart::new("nav");
    nav.push_attribute(("epub:type", "landmarks"));
    nav.push_attribute(("aria-label", words.landmarks));
    nav.push_attribute(("hidden", "hidden"));
    language(&mut nav, own);
    out.write_event(Event::Start(nav))?;
    out.write_event(Event::Start(BytesStart::new("ol")))?;
    line(out)?;
    let mut places = match &book.issue {
        Some(_) => vec![("cover", COVER, words.cover), ("toc", CONTENTS, words.contents)],
        // A landmark leads to a page of the reading order, and a single story has no contents page.
        None => Vec::new(),
    };
    places.extend(book.start().map(|path| ("bodymatter", path, words.start)));
    for (kind, href, title) in places {
        out.write_event(Event::Start(BytesStart::new("li")))?;
        element(out, "a", &[("epub:type", kind), ("href", href)], title)?;
        out.write_event(Event::End(BytesEnd::new("li")))?;
    }
    out.write_event(Event::End(BytesEnd::new("ol")))?;
    out.write_event(Event::End(BytesEnd::new("nav")))
}
