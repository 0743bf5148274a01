//! Which line became what.

use pressroom_core::Span;

/// A line of the source, or a piece of one, and the part of the story that it became.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    pub span: Span,
    /// As in the source, NFC. What was taken out of a line as invisible stands in an entry of its own.
    pub text: String,
    pub part: Part,
    /// The recogniser that took it.
    pub rule: &'static str,
    /// From 0 (a guess) to 1 (certain).
    pub confidence: f32,
}

/// What a line can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Section,
    Headline,
    Located,
    Deck,
    Byline,
    Dateline,
    Separator,
    Lead,
    Paragraph,
    Crosshead,
    Caption,
    Credit,
    Label,
    /// A label that stays with the credit.
    CreditLabel,
    EndMark,
    Leftover,
    Slugline,
    /// When the page was published.
    Date,
    /// Whose information the story is.
    Source,
    Contributor,
    /// `UPDATE 1-`, an embargo, a kill.
    Lifecycle,
    /// For editors; the story keeps it as its `ed_note`.
    EditorsNote,
    /// Not for publication.
    Internal,
    Control,
    /// What a transmission put around the story.
    Framing,
}

impl Part {
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Section => "section",
            Part::Headline => "headline",
            Part::Located => "located",
            Part::Deck => "deck",
            Part::Byline => "byline",
            Part::Dateline => "dateline",
            Part::Separator => "separator",
            Part::Lead => "lead",
            Part::Paragraph => "paragraph",
            Part::Crosshead => "crosshead",
            Part::Caption => "caption",
            Part::Credit => "credit",
            Part::Label => "label",
            Part::CreditLabel => "label kept",
            Part::EndMark => "end mark",
            Part::Leftover => "leftover",
            Part::Slugline => "slugline",
            Part::Date => "date",
            Part::Source => "source",
            Part::Contributor => "contributor",
            Part::Lifecycle => "lifecycle",
            Part::EditorsNote => "ed note",
            Part::Internal => "internal",
            Part::Control => "control",
            Part::Framing => "framing",
        }
    }
}
