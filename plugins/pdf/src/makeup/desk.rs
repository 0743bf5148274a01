//! What every part of the make-up works with: fonts, paper, the language's ways, the layout under construction.

use std::collections::BTreeMap;

use hypher::Lang;
use pressroom_core::{Code, Diagnostic, Span, losses};

use super::notes::NoteMarks;
use super::sheet::Sheet;
use super::words::Words;
use super::writing::Writing;
use crate::page::{Item, Layout, NodeId, Pt, Target};
use crate::picture::shelf::{Owner, Shelf};
use crate::text::fallback::Region;
use crate::text::fonts::Fonts;
use crate::text::hyphenate;
use crate::text::scripts::Script;
use crate::text::set_lines::{Alignment, Measure, SetLine, set_paragraph};
use crate::text::shape::{Shaped, Shaper};
use crate::text::style::RichText;

/// The make-up of one story, or of what stands before the stories.
pub struct Desk<'a, 's> {
    pub fonts: &'a Fonts,
    pub sheet: &'a Sheet,
    pub layout: &'a mut Layout,
    pub words: Words,
    pub right_to_left: bool,
    pub hyphens: Option<Lang>,
    /// Of every paragraph in Chinese and Japanese, in squares; elsewhere only paragraphs that follow one are indented.
    pub square_indent: Option<f32>,
    pub shaper: Shaper<'a>,
    pub shelf: &'a mut Shelf<'s>,
    /// Whose pictures they are.
    pub owner: Owner,
    /// Those pictures by file name, so that each is opened once.
    pub pictures: BTreeMap<String, Option<usize>>,
    pub notes: NoteMarks,
    /// Added to the level of every heading: below the title of an edition.
    pub heading_offset: u8,
    pub diagnostics: Vec<Diagnostic>,
}

fn square_indent(language: &str, script: Script) -> Option<f32> {
    let squares = if Region::of(language) == Region::Japan { 1.0 } else { 2.0 };
    script.is_squared().then_some(squares)
}

/// `{file}`: a picture of inks does not say which, so that those of most printing houses are taken.
const INKS_ASSUMED: Code = Code::note("PDF14");
/// What the losses' wording calls this output.
pub const FORMAT: &str = "PDF";

impl<'a, 's> Desk<'a, 's> {
    pub fn new(
        fonts: &'a Fonts,
        sheet: &'a Sheet,
        layout: &'a mut Layout,
        writing: &Writing,
        shelf: &'a mut Shelf<'s>,
        owner: Owner,
    ) -> Self {
        let Writing { language, right_to_left, script } = writing;
        Desk {
            fonts,
            sheet,
            layout,
            words: Words::of(language),
            right_to_left: *right_to_left,
            hyphens: hyphenate::language(language),
            square_indent: square_indent(language, *script),
            shaper: Shaper::new(fonts, language, *right_to_left, *script),
            shelf,
            owner,
            pictures: BTreeMap::new(),
            notes: NoteMarks::default(),
            heading_offset: 0,
            diagnostics: Vec::new(),
        }
    }

    pub fn shape(&mut self, text: RichText) -> Shaped {
        self.shaper.shape(text)
    }

    pub fn measure(&self, width: Pt, alignment: Alignment) -> Measure {
        let hyphens = self.hyphens.filter(|_| alignment == Alignment::Justified);
        Measure { width, indent: 0.0, alignment, right_to_left: self.right_to_left, hyphens }
    }

    pub fn set(&mut self, text: RichText, measure: &Measure, node: Option<NodeId>) -> Vec<SetLine> {
        let shaped = self.shape(text);
        set_paragraph(self.fonts, &shaped, measure, node)
    }

    /// One line without breaks, such as a folio: its items from x = 0 and its width.
    pub fn set_one_line(&mut self, text: RichText, node: Option<NodeId>) -> (Vec<Item>, Pt) {
        const ENDLESS: Pt = 1e6;
        let measure =
            Measure { width: ENDLESS, indent: 0.0, alignment: Alignment::Start, right_to_left: false, hyphens: None };
        let lines = self.set(text, &measure, node);
        lines.into_iter().next().map_or((Vec::new(), 0.0), |line| (line.items, line.width))
    }

    pub fn link(&mut self, target: Target) -> usize {
        self.layout.links.push(target);
        self.layout.links.len() - 1
    }

    pub fn address(&mut self, href: &str) -> usize {
        self.link(Target::Address(href.to_owned()))
    }

    /// Index of a picture on the shelf. What cannot be used is reported, once.
    pub fn picture(&mut self, file: &str, span: &Option<Span>) -> Option<usize> {
        if let Some(&known) = self.pictures.get(file) {
            return known;
        }
        let index = match self.shelf.take(self.owner, file) {
            Ok(index) => {
                if self.shelf.pictures.get(index).is_some_and(|picture| picture.assumed_profile) {
                    self.diagnostics.push(Diagnostic::new(INKS_ASSUMED).arg("file", file).at(span));
                }
                Some(index)
            }
            Err(reason) => {
                let lost = Diagnostic::new(losses::PICTURE_UNUSABLE).arg("file", file).arg("reason", reason).at(span);
                self.diagnostics.push(lost);
                None
            }
        };
        self.pictures.insert(file.to_owned(), index);
        index
    }
}
