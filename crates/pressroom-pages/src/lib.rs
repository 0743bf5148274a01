//! A story, or an issue of many, as pages for readers: what the epub and html plugins share.
//!
//! [`Edition::plan`] settles which pages there are, their names, titles and pictures, without keeping a story's text;
//! [`story::article`] writes a story as the `article` element of its page. What a book or a site adds around is its
//! plugin's own.
#![forbid(unsafe_code)]

pub mod edition;
mod json_ld;
mod markup;
pub mod names;
pub mod pictures;
pub mod story;
#[cfg(feature = "testing")]
pub mod testing;
pub mod words;

use pressroom_core::Code;

pub use edition::{Edition, Section, Story};
pub use json_ld::facts as json_ld;
pub use markup::{Markup, differing, dir};
pub use words::Words;

/// What differs from output to output in the plan of its pages.
pub struct Output {
    /// The output's name in losses, such as `EPUB`.
    pub format: &'static str,
    pub naming: names::Naming,
    pub codes: Codes,
    pub tables: WideTables,
    pub notes: NoteOpening,
}

/// What becomes of a table that is wider than the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WideTables {
    /// It is scrolled sideways.
    Scroll,
    /// Its rows are set one below another, for pages that cannot be scrolled.
    Stack,
}

/// Where a reader sees a note whose mark was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteOpening {
    /// Where it stands.
    InPlace,
    /// EPUB's reading systems may open it over the page.
    OverPage,
}

/// The output's own codes for what the plan notices.
pub struct Codes {
    /// `{story}` `{title}`: no headline.
    pub no_headline: Code,
    /// `{story}` `{tag}`: not a language tag.
    pub bad_language: Code,
    /// An issue without a story.
    pub no_stories: Code,
    /// `{file}`: no alternative text.
    pub not_described: Code,
    /// `{count}` `{total}` `{story}`: how many stories name no author, of how many, and the first one's headline.
    pub no_byline: Code,
}
