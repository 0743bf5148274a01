//! HTML as newsrooms send it, and XHTML, to the blocks of a story.
//!
//! Reading never fails: what the model has no form for keeps its words, and each such place is a diagnostic with line and
//! column. Everything that `pressroom-xhtml` writes comes back as it was. It takes linear time, and nesting is limited.
//!
//! The straight line: [`tokens`] cuts the text into tags and text (html5gum, by the WHATWG's rules), [`machine`] keeps
//! what is open and closes what HTML closes by itself, [`run`] makes inlines of the text in between.
#![forbid(unsafe_code)]

mod attributes;
pub mod codes;
mod elements;
mod figure;
mod href;
mod languages;
mod lead;
mod machine;
pub mod notes;
mod open;
mod places;
mod run;
mod start;
mod table;
mod tokens;

use pressroom_core::{Block, Diagnostic, Direction, Removed, Text};

pub use attributes::Attributes;
pub use href::{file_of_href, media_type_of_file};
pub use languages::{Passage, passages_told};
pub use lead::without_dateline;
pub use machine::Machine;
pub use places::{Cursor, Place, Places};
pub use run::{At, Run, Style};
pub use tokens::{Sink, feed};

/// Which rules the mark-up is written by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Html,
    /// XHTML inside an XML document: `<p/>` is empty, CDATA sections are text, names may have prefixes.
    Xml,
}

/// What a fragment or a page says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Html {
    pub blocks: Vec<Block>,
    /// The first `h1`, when nothing stands before it. A later one is a crosshead.
    pub headline: Option<Text>,
    /// Paragraphs of class `deck` before the text.
    pub deck: Vec<Text>,
    /// Of the elements around the text.
    pub language: Option<String>,
    pub direction: Option<Direction>,
    /// What led from a note back to the text: outputs have words of their own for it.
    pub removed: Vec<Removed>,
    /// Parts of the text that say their own language.
    pub passages: Vec<Passage>,
    /// In the order of their places; those about the whole text last.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a fragment or a whole page. `places` tells where it stands in its file.
pub fn read(html: &str, places: &mut dyn Places, syntax: Syntax) -> Html {
    let mut reader = Reader { machine: Machine::new(places.file()), places };
    feed(html, syntax, &mut reader);
    reader.machine.finish()
}

/// Gives each tag and text its line and column.
struct Reader<'p> {
    machine: Machine,
    places: &'p mut dyn Places,
}

impl Sink for Reader<'_> {
    fn start(&mut self, name: &str, attributes: Attributes, from: usize, to: usize) {
        let (from, to) = (self.places.at(from), self.places.at(to));
        self.machine.start(name, &attributes, from, to);
    }

    fn text(&mut self, text: &str, from: usize, to: usize) {
        let (from, to) = (self.places.at(from), self.places.at(to));
        self.machine.text(text, from, to);
    }

    fn end(&mut self, name: &str, at: usize) {
        let at = self.places.at(at);
        self.machine.end(name, at);
    }
}
