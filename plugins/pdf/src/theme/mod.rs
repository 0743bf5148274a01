//! How a house's pages look: fonts, sizes, colours, columns, rules. A TOML file of few keys; docs/themes.md has them all.

mod file;

use crate::page::{Colour, Pt};

#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub fonts: Cuts,
    pub sizes: Sizes,
    pub colours: Colours,
    pub columns: Columns,
    pub rules: Rules,
    pub head_centred: bool,
    pub nameplate_centred: bool,
    /// The nameplate stands on a band of the accent's colour that reaches the paper's edges.
    pub nameplate_band: bool,
}

/// The fonts that a theme asks for, by what they are used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cuts {
    pub body: String,
    pub labels: String,
    pub headline: Cut,
    pub deck: Cut,
    pub nameplate: Cut,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pub family: String,
    pub weight: u16,
    pub italic: bool,
}

/// Points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    pub body: Pt,
    pub leading: Pt,
    /// The largest on A4; wider papers get larger ones.
    pub headline: Pt,
    pub deck: Pt,
    pub caption: Pt,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colours {
    pub accent: Colour,
    pub headline: Colour,
    pub deck: Colour,
    pub nameplate: Colour,
    pub labels: Colour,
    pub rules: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    pub a4: usize,
    pub letter: usize,
    pub tabloid: usize,
    pub berliner: usize,
    pub broadsheet: usize,
    /// Points.
    pub gutter: Pt,
}

/// Thickness in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    pub head: Pt,
    pub hair: Pt,
    /// Between columns.
    pub columns: bool,
}

pub const SHIPPED: [(&str, &str); 3] = [
    ("classic", include_str!("../../themes/classic.toml")),
    ("modern", include_str!("../../themes/modern.toml")),
    ("broadsheet", include_str!("../../themes/broadsheet.toml")),
];

impl Default for Theme {
    /// What `classic.toml` says; a test compares them.
    fn default() -> Self {
        let cut = |weight, italic| Cut { family: "Source Serif 4".to_owned(), weight, italic };
        Theme {
            fonts: Cuts {
                body: "Source Serif 4".to_owned(),
                labels: "Source Sans 3".to_owned(),
                headline: cut(700, false),
                deck: cut(400, true),
                nameplate: cut(700, false),
            },
            sizes: Sizes { body: 9.4, leading: 12.0, headline: 36.0, deck: 13.6, caption: 8.2 },
            colours: Colours {
                accent: Colour::of_bytes([0xb5, 0x12, 0x1f]),
                headline: Colour::BLACK,
                deck: Colour::of_bytes([0x33; 3]),
                nameplate: Colour::BLACK,
                labels: Colour::of_bytes([0x54; 3]),
                rules: Colour::of_bytes([0x8c; 3]),
            },
            columns: Columns { a4: 3, letter: 3, tabloid: 4, berliner: 5, broadsheet: 6, gutter: 16.0 },
            rules: Rules { head: 2.0, hair: 0.5, columns: false },
            head_centred: false,
            nameplate_centred: true,
            nameplate_band: false,
        }
    }
}
