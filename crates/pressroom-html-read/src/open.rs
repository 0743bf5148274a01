//! What is open while the machine reads.

use pressroom_core::{Block, Embed, Figure, List, PullQuote, Quote, Table, TableCell, Text};

use crate::attributes::Attributes;
use crate::run::{At, Run};

pub struct Open {
    pub name: String,
    pub kind: Kind,
    pub start: At,
    /// The text around it, of which this holds a part of its own.
    pub outer: Option<Run>,
}

pub enum Kind {
    /// Parts paragraphs and is nothing in itself.
    Transparent,
    /// Parts nothing either: a `span`.
    Inline,
    /// Line ends of its text stay.
    Preformatted,
    Headline,
    Deck,
    /// The model's level.
    Crosshead(u8),
    /// A paragraph that is one link to what another site shows.
    EmbedLink,
    List(List),
    Item(Vec<Block>),
    Quote(Quote),
    PullQuote(PullQuote),
    Attribution,
    Note(OpenNote),
    /// What holds the notes of a text, and is nothing in itself.
    Notes,
    Figure(Box<OpenFigure>),
    Caption,
    CaptionPart(CaptionPart),
    Table(OpenTable),
    TableCaption,
    Row(Vec<TableCell>),
    Cell(TableCell),
    /// A film or a sound, whose address may come in a `source`.
    Media(Embed),
}

#[derive(Default)]
pub struct OpenNote {
    /// Its name in the page.
    pub id: Option<String>,
    pub blocks: Vec<Block>,
}

#[derive(Default)]
pub struct OpenFigure {
    pub figure: Figure,
    pub has_picture: bool,
    /// What stands in the figure and is neither picture nor caption.
    pub blocks: Vec<Block>,
}

#[derive(Default)]
pub struct OpenTable {
    pub table: Table,
    /// What stands in the table outside its cells: browsers show it before the table.
    pub before: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptionPart {
    Caption,
    Credit,
    Label,
}

impl OpenFigure {
    pub fn of(attributes: &Attributes) -> Self {
        let handout = attributes.has_class("photo-handout");
        let illustration = attributes.has_class("photo-illustration");
        OpenFigure { figure: Figure { handout, illustration, ..Figure::default() }, ..OpenFigure::default() }
    }

    pub fn set(&mut self, part: CaptionPart, text: Text) {
        let place = match part {
            CaptionPart::Caption => &mut self.figure.caption,
            CaptionPart::Credit => &mut self.figure.credit,
            CaptionPart::Label => &mut self.figure.credit_label,
        };
        match place {
            Some(before) => before.text = format!("{} {}", before.text, text.text),
            None => *place = Some(text),
        }
    }
}

impl Kind {
    /// Whether it holds text and no blocks.
    pub fn holds_text(&self) -> bool {
        match self {
            Kind::Headline
            | Kind::Deck
            | Kind::Crosshead(_)
            | Kind::EmbedLink
            | Kind::PullQuote(_)
            | Kind::Attribution
            | Kind::Caption
            | Kind::CaptionPart(_)
            | Kind::TableCaption
            | Kind::Cell(_)
            | Kind::Media(_) => true,
            Kind::Transparent
            | Kind::Inline
            | Kind::Preformatted
            | Kind::List(_)
            | Kind::Item(_)
            | Kind::Quote(_)
            | Kind::Note(_)
            | Kind::Notes
            | Kind::Figure(_)
            | Kind::Table(_)
            | Kind::Row(_) => false,
        }
    }

    /// Whether it nests the model's blocks.
    pub fn is_container(&self) -> bool {
        match self {
            Kind::List(_) | Kind::Quote(_) | Kind::Note(_) | Kind::Figure(_) | Kind::Table(_) => true,
            Kind::Transparent
            | Kind::Inline
            | Kind::Preformatted
            | Kind::Headline
            | Kind::Deck
            | Kind::Crosshead(_)
            | Kind::EmbedLink
            | Kind::Notes
            | Kind::Item(_)
            | Kind::PullQuote(_)
            | Kind::Attribution
            | Kind::Caption
            | Kind::CaptionPart(_)
            | Kind::TableCaption
            | Kind::Row(_)
            | Kind::Cell(_)
            | Kind::Media(_) => false,
        }
    }
}
