//! The article model. JSON is its wire form: field and type names below are what a plugin sees.
//!
//! Enums are small and closed. What another version wrote and this one does not know decodes to `Unknown`, and encodes
//! again as it came.

mod article;
mod block;
mod dates;
mod figure;
mod inline;
mod issue;
mod notes;
mod original;
mod places;
mod text;
mod words;

pub use article::{Article, Coded, Dateline, Embargo, Link, Located, Person, Removed, UNDETERMINED};
pub use block::{
    Block, Crosshead, Embed, List, Note, Paragraph, PullQuote, Quote, Rule, Table, TableCell, TableRow, UnknownBlock,
    figures, figures_mut,
};
pub use dates::{BadDate, Date, DateTime, Moment};
pub use figure::{Asset, Figure, Rendition};
pub use inline::{Inline, LinkText, Nested, NoteReference, UnknownInline, plain_text};
pub use issue::{ImprintLine, Issue, PrintPage, Publication, Section};
pub use notes::{note_references, notes};
pub use original::Original;
pub use text::{Span, Text};
pub use words::{Direction, RemovedKind, Signal, Status, Withheld};
