//! Sizes and styles of everything on the page.

use crate::page::{Colour, Pt};
use crate::text::fonts::Face;
use crate::text::style::Style;

/// Of the baseline grid for Latin text; other scripts open it. Stacked Vietnamese accents need about 1.2 times the size.
pub const LEADING: Pt = 12.0;
/// From the top of a grid line to its baseline.
pub const BASELINE: Pt = 9.3;
/// Of the capitals of the body text above the baseline.
pub const BODY_CAP_HEIGHT: Pt = 6.3;

pub const RED: Colour = Colour::Rgb([0.71, 0.07, 0.12]);
/// Dark enough to read (contrast 7 : 1).
pub const GREY: Colour = Colour::Grey(0.33);
pub const RULE_GREY: Colour = Colour::Grey(0.55);

pub const BODY: Style = Style::new(Face::Serif, 9.4);
pub const DATELINE: Style = Style { tracking_em: 0.03, ..Style::new(Face::SansSemibold, 8.4) };
pub const KICKER: Style =
    Style { small_caps: true, tracking_em: 0.06, ..Style::new(Face::SansSemibold, 13.0).coloured(RED) };
pub const DECK: Style = Style::new(Face::SerifItalic, 13.6).coloured(Colour::Grey(0.2));
pub const DECK_LEADING: Pt = 17.6;
pub const BYLINE: Style = Style::new(Face::SansSemibold, 9.0);
pub const PLACE: Style = Style::new(Face::Sans, 9.0).coloured(GREY);
pub const CAPTION: Style = Style::new(Face::Sans, 8.2);
pub const CREDIT: Style = Style::new(Face::Sans, 8.2).coloured(GREY);
/// One space as wide as three.
pub const WIDE_GAP: Style = Style { tracking_em: 0.5, ..CREDIT };
pub const CAPTION_LEADING: Pt = 10.6;
pub const FURNITURE: Style = Style::new(Face::Sans, 8.0).coloured(GREY);
pub const FURNITURE_STRONG: Style = Style::new(Face::SansSemibold, 8.6);
pub const CROSSHEAD: Style = Style::new(Face::SerifBold, 10.4);
pub const SMALL_CROSSHEAD: Style = Style::new(Face::SerifBold, 9.4);
pub const PULL_QUOTE: Style = Style::new(Face::SerifItalic, 14.0);
pub const PULL_QUOTE_LEADING: Pt = 18.0;
pub const ATTRIBUTION: Style = Style::new(Face::Sans, 8.4).coloured(GREY);
pub const NOTE: Style = Style::new(Face::Sans, 8.8);
pub const TABLE: Style = Style::new(Face::Sans, 8.4);
pub const CONTRIBUTOR: Style = Style::new(Face::SansSemibold, 7.8).coloured(GREY);
pub const END_MATTER: Style = Style::new(Face::Sans, 7.8).coloured(GREY);

/// The title of the publication, at the size of the rest of the page's largest letters; see `front`.
pub fn nameplate(size: Pt) -> Style {
    Style { tracking_em: 0.02, ..Style::new(Face::SerifBold, size) }
}
pub const DATE_LINE: Style = Style::new(Face::Sans, 9.0);
pub const LEAD_DECK: Style = Style::new(Face::SerifItalic, 12.4).coloured(Colour::Grey(0.2));
pub const LEAD_DECK_LEADING: Pt = 16.0;
pub const TEASER_KICKER: Style = Style { small_caps: true, tracking_em: 0.06, ..KICKER_FACE }.coloured(RED);
const KICKER_FACE: Style = Style::new(Face::SansSemibold, 10.4);
pub const TEASER: Style = Style::new(Face::SerifBold, 13.4);
pub const TEASER_LEADING: Pt = 16.4;
pub const TEASER_DECK: Style = Style::new(Face::Serif, 9.4).coloured(Colour::Grey(0.15));
pub const PAGE_NUMBER: Style = Style::new(Face::SansSemibold, 8.6);
pub const CONTENTS_ENTRY: Style = Style::new(Face::Serif, 9.2);
pub const CONTENTS_BYLINE: Style = Style::new(Face::Sans, 7.6).coloured(GREY);
pub const IMPRINT: Style = Style::new(Face::Sans, 7.4).coloured(Colour::Grey(0.2));
pub const IMPRINT_LABEL: Style = Style::new(Face::SansSemibold, 7.4).coloured(Colour::Grey(0.2));
pub const IMPRINT_LEADING: Pt = 9.6;

/// Headlines, largest first.
pub const HEADLINE_SIZES: [Pt; 17] =
    [68.0, 60.0, 54.0, 48.0, 42.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0];
/// No headline is larger than this part of the measure: 36 points on A4.
pub const LARGEST_HEADLINE: f32 = 1.0 / 14.0;
/// The same below another story on its page: 26 points on A4.
pub const LARGEST_SECOND_HEADLINE: f32 = 1.0 / 19.0;
/// Of a headline's size: an accent over a capital must not touch the line above.
pub const HEADLINE_LEADING: f32 = 1.2;
/// Of its first line's baseline below the headline's upper edge.
pub const HEADLINE_BASELINE: f32 = 0.93;

pub fn headline(size: Pt) -> Style {
    Style { tracking_em: -0.006, ..Style::new(Face::SerifBold, size) }
}

pub const FIRST_LINE_INDENT: Pt = 11.0;
pub const LIST_INDENT: Pt = 12.0;
pub const QUOTE_INDENT: Pt = 10.0;
