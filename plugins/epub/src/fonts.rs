//! The typefaces of the book, cut down to the letters that it uses.

use pressroom_fonts::{Font, SANS, SANS_SEMIBOLD, SERIF, SERIF_BOLD, SERIF_ITALIC};
use pressroom_plugin::Error;
use read_fonts::FontRef;
use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use skera::{DEFAULT_DROP_TABLES, Plan, SubsetFlags, subset_font};

/// The code points that a book is set in.
pub type Letters = IntSet<u32>;

/// A face and where the style sheet looks for it.
pub struct Face {
    pub path: &'static str,
    pub font: Font,
}

/// The faces of `style.css`, in its order.
pub const FACES: [Face; 5] = [
    Face { path: "fonts/serif-regular.ttf", font: SERIF },
    Face { path: "fonts/serif-italic.ttf", font: SERIF_ITALIC },
    Face { path: "fonts/serif-bold.ttf", font: SERIF_BOLD },
    Face { path: "fonts/sans-regular.ttf", font: SANS },
    Face { path: "fonts/sans-bold.ttf", font: SANS_SEMIBOLD },
];

/// Where the licence notice stands that the fonts' licence asks for.
pub const LICENCE_PATH: &str = "fonts/OFL.txt";

/// The licence's text.
pub fn licence() -> String {
    format!("{}\n\n{}", pressroom_fonts::OFL_SERIF, pressroom_fonts::OFL_SANS)
}

/// How letters are placed: kerning, accents that combine, forms that a language wants. Ligatures and the like are left
/// out; each would pull in glyphs that nobody asked for.
const FEATURES: [&[u8; 4]; 5] = [b"kern", b"mark", b"mkmk", b"ccmp", b"locl"];

/// Copyright, names and version (OpenType, `name`), in American English.
const NAMES: std::ops::RangeInclusive<u16> = 0..=6;
const AMERICAN_ENGLISH: u16 = 0x409;

/// The font with these letters only: a whole TrueType font, as browsers want it.
pub fn subset(font: &Font, letters: &Letters) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::new(format_args!("{font:?} cannot be cut down: {error}"));
    let whole = FontRef::new(font.data).map_err(|error| failed(&error))?;
    let features: IntSet<Tag> = FEATURES.iter().map(|tag| Tag::new(tag)).collect();
    let plan = Plan::new(
        &IntSet::empty(),
        letters,
        &whole,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &DEFAULT_DROP_TABLES.iter().copied().collect(),
        &IntSet::all(),
        &features,
        &NAMES.map(NameId::new).collect(),
        &[AMERICAN_ENGLISH].into_iter().collect(),
    );
    subset_font(&whole, &plan).map_err(|error| failed(&error))
}
