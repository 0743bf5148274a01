//! Stories and issues drawn at random, for the property tests of readers and writers.
//!
//! [`Words::Clean`] draws what a reader could have made of good copy, in the model's canonical form, so that a round trip
//! can be compared field by field:
//!
//! - text is NFC, not empty, without controls, and has single spaces between words and none at its ends;
//! - text runs never stand side by side, no inline is empty, a link has no link inside, a line break has text around it;
//! - ids are IRIs, `href`s are `http` or `https`, language tags are BCP 47, codes have aliases of IPTC's catalog;
//! - every optional field is absent or says something; `created` is a whole date or moment before `updated`;
//! - a later version may have signals, a first one has none; tables are whole rectangles, some cells spanning;
//! - no spans, no `removed`, no `extra`, nothing unknown.
//!
//! [`Words::Hostile`] draws anything that the types can hold, control characters and noncharacters included, in every
//! field that takes any text; id and `updated` alone stay what an output needs.
#![forbid(unsafe_code)]

mod blocks;
mod head;
mod inlines;
mod issue;
mod text;

pub use blocks::{blocks, figure};
pub use head::article;
pub use inlines::inlines;
pub use issue::issue;
pub use text::{Words, text};
