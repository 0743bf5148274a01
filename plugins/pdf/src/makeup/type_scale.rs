//! Sizes and styles of everything on the page, as a theme asks for them.

use crate::page::{Colour, Pt};
use crate::text::fonts::Face;
use crate::text::style::Style;
use crate::theme::Theme;

/// From the top of a grid line to its baseline, in parts of the leading.
pub const BASELINE: f32 = 9.3 / 12.0;
/// Of the capitals of the body text above the baseline, in parts of its size.
const CAP_HEIGHT: f32 = 6.3 / 9.4;
/// What sizes and lengths below were drawn for.
const BODY_SIZE: Pt = 9.4;
const CAPTION_SIZE: Pt = 8.2;
const DECK_SIZE: Pt = 13.6;
/// The measure of A4, for which a theme gives the largest headline.
const MEASURE: Pt = 504.0;

/// Headlines, largest first.
pub const HEADLINE_SIZES: [Pt; 17] =
    [68.0, 60.0, 54.0, 48.0, 42.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0];
/// Below another story on its page, in parts of the largest.
const SECOND_HEADLINE: f32 = 14.0 / 19.0;
/// Of a headline's size: an accent over a capital must not touch the line above.
pub const HEADLINE_LEADING: f32 = 1.2;
/// Of its first line's baseline below the headline's upper edge.
pub const HEADLINE_BASELINE: f32 = 0.93;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeScale {
    pub accent: Colour,
    pub rule_colour: Colour,
    /// Thickness of thin rules, and of that under the running head.
    pub hair: Pt,
    pub head_rule: Pt,
    /// No headline is larger than this part of the measure: 36 points on A4 for the classic theme.
    pub largest_headline: f32,
    /// The same below another story on its page.
    pub largest_second_headline: f32,
    /// Of the capitals of the body text above the baseline.
    pub body_cap_height: Pt,
    pub first_line_indent: Pt,
    pub list_indent: Pt,
    pub quote_indent: Pt,
    pub deck_leading: Pt,
    pub lead_deck_leading: Pt,
    pub caption_leading: Pt,
    pub pull_quote_leading: Pt,
    pub teaser_leading: Pt,
    pub imprint_leading: Pt,

    pub body: Style,
    pub dateline: Style,
    pub kicker: Style,
    pub deck: Style,
    pub byline: Style,
    pub place: Style,
    pub caption: Style,
    pub credit: Style,
    /// One space as wide as three.
    pub wide_gap: Style,
    pub furniture: Style,
    pub furniture_strong: Style,
    pub crosshead: Style,
    pub small_crosshead: Style,
    pub pull_quote: Style,
    pub attribution: Style,
    pub note: Style,
    pub table: Style,
    pub contributor: Style,
    pub end_matter: Style,
    pub date_line: Style,
    pub lead_deck: Style,
    pub teaser_kicker: Style,
    pub teaser: Style,
    pub teaser_deck: Style,
    pub page_number: Style,
    pub contents_entry: Style,
    pub contents_byline: Style,
    pub imprint: Style,
    pub imprint_label: Style,
    headline: Style,
    nameplate: Style,
}

impl TypeScale {
    pub fn of(theme: &Theme) -> Self {
        let (sizes, colours) = (theme.sizes, theme.colours);
        // Everything that is read with the text grows and shrinks with it.
        let (text, caption, deck) = (sizes.body / BODY_SIZE, sizes.caption / CAPTION_SIZE, sizes.deck / DECK_SIZE);
        let serif = |size: Pt| Style::new(Face::Serif, size * text);
        let bold = |size: Pt| Style::new(Face::SerifBold, size * text);
        let slanted = |size: Pt| Style::new(Face::SerifItalic, size * text);
        let sans = |size: Pt| Style::new(Face::Sans, size * caption);
        let strong = |size: Pt| Style::new(Face::SansSemibold, size * caption);
        let labels = colours.labels;
        let kicker = |size: Pt| Style { small_caps: true, tracking_em: 0.06, ..strong(size).coloured(colours.accent) };
        let deck_style = |size: Pt| Style::new(Face::Deck, size * deck).coloured(colours.deck);
        let dark = Colour::Grey(0.2);
        TypeScale {
            accent: colours.accent,
            rule_colour: colours.rules,
            hair: theme.rules.hair,
            head_rule: theme.rules.head,
            largest_headline: sizes.headline / MEASURE,
            largest_second_headline: sizes.headline / MEASURE * SECOND_HEADLINE,
            body_cap_height: sizes.body * CAP_HEIGHT,
            first_line_indent: 11.0 * text,
            list_indent: 12.0 * text,
            quote_indent: 10.0 * text,
            deck_leading: 17.6 * deck,
            lead_deck_leading: 16.0 * deck,
            caption_leading: 10.6 * caption,
            pull_quote_leading: 18.0 * text,
            teaser_leading: 16.4 * text,
            imprint_leading: 9.6 * caption,

            body: serif(BODY_SIZE),
            dateline: Style { tracking_em: 0.03, ..Style::new(Face::SansSemibold, 8.4 * text) },
            kicker: kicker(13.0),
            deck: deck_style(DECK_SIZE),
            byline: strong(9.0),
            place: sans(9.0).coloured(labels),
            caption: sans(CAPTION_SIZE),
            credit: sans(CAPTION_SIZE).coloured(labels),
            wide_gap: Style { tracking_em: 0.5, ..sans(CAPTION_SIZE).coloured(labels) },
            furniture: sans(8.0).coloured(labels),
            furniture_strong: strong(8.6),
            crosshead: bold(10.4),
            small_crosshead: bold(9.4),
            pull_quote: slanted(14.0),
            attribution: sans(8.4).coloured(labels),
            note: sans(8.8),
            table: sans(8.4),
            contributor: strong(7.8).coloured(labels),
            end_matter: sans(7.8).coloured(labels),
            date_line: sans(9.0),
            lead_deck: deck_style(12.4),
            teaser_kicker: kicker(10.4),
            teaser: Style::new(Face::Headline, 13.4 * text).coloured(colours.headline),
            teaser_deck: serif(9.4).coloured(Colour::Grey(0.15)),
            page_number: strong(8.6),
            contents_entry: serif(9.2),
            contents_byline: sans(7.6).coloured(labels),
            imprint: sans(7.4).coloured(dark),
            imprint_label: strong(7.4).coloured(dark),
            headline: Style { tracking_em: -0.006, ..Style::new(Face::Headline, 0.0).coloured(colours.headline) },
            nameplate: Style { tracking_em: 0.02, ..Style::new(Face::Nameplate, 0.0).coloured(colours.nameplate) },
        }
    }

    pub fn headline(&self, size: Pt) -> Style {
        Style { size, ..self.headline }
    }

    /// The title of the publication, at the size of the rest of the page's largest letters; see `front`.
    pub fn nameplate(&self, size: Pt) -> Style {
        Style { size, ..self.nameplate }
    }
}
