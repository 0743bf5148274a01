//! The fonts that text is set in.

use harfrust::font::Font as FontData;
use pressroom_fonts as faces;

/// Position in [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// The faces that the page make-up asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Serif,
    SerifItalic,
    SerifBold,
    SerifBoldItalic,
    Sans,
    SansSemibold,
}

const FACES: [(Face, faces::Font, &str); 6] = [
    (Face::Serif, faces::SERIF, "SourceSerif4-Regular"),
    (Face::SerifItalic, faces::SERIF_ITALIC, "SourceSerif4-Italic"),
    (Face::SerifBold, faces::SERIF_BOLD, "SourceSerif4-Bold"),
    (Face::SerifBoldItalic, faces::SERIF_BOLD_ITALIC, "SourceSerif4-BoldItalic"),
    (Face::Sans, faces::SANS, "SourceSans3-Regular"),
    (Face::SansSemibold, faces::SANS_SEMIBOLD, "SourceSans3-SemiBold"),
];

impl Face {
    pub fn font(self) -> FontId {
        FontId(match self {
            Face::Serif => 0,
            Face::SerifItalic => 1,
            Face::SerifBold => 2,
            Face::SerifBoldItalic => 3,
            Face::Sans => 4,
            Face::SansSemibold => 5,
        })
    }

    pub fn bold(self) -> Face {
        match self {
            Face::Serif | Face::SerifBold => Face::SerifBold,
            Face::SerifItalic | Face::SerifBoldItalic => Face::SerifBoldItalic,
            Face::Sans | Face::SansSemibold => Face::SansSemibold,
        }
    }

    pub fn italic(self) -> Face {
        match self {
            Face::Serif | Face::SerifItalic => Face::SerifItalic,
            Face::SerifBold | Face::SerifBoldItalic => Face::SerifBoldItalic,
            // The sans has no slanted cut here; bold still sets the words apart.
            Face::Sans | Face::SansSemibold => Face::SansSemibold,
        }
    }
}

/// A font, parsed once.
pub struct Font {
    pub data: FontData,
    pub bytes: &'static [u8],
    pub postscript_name: &'static str,
    pub weight: u16,
}

impl Font {
    pub fn units_per_em(&self) -> f32 {
        f32::from(self.data.units_per_em().max(1))
    }

    /// The advance of a glyph in thousandths of an em, cut to a whole number as the PDF's width table has it.
    pub fn width_thousandths(&self, glyph: u16) -> i64 {
        let advance = self.data.glyph_metrics().h_advance(harfrust::GlyphId::from(glyph));
        (f64::from(advance) * 1000.0 / f64::from(self.units_per_em())) as i64
    }
}

/// All fonts of a document.
pub struct Fonts {
    fonts: Vec<Font>,
}

impl Fonts {
    /// Parses the fonts that come with the plugin. `None` when one of them is broken.
    pub fn shipped() -> Option<Self> {
        let mut fonts = Vec::with_capacity(FACES.len());
        for (_, face, postscript_name) in FACES {
            let data = FontData::new(face.data, 0)?;
            fonts.push(Font { data, bytes: face.data, postscript_name, weight: face.weight });
        }
        Some(Fonts { fonts })
    }

    pub fn get(&self, id: FontId) -> Option<&Font> {
        self.fonts.get(usize::from(id.0))
    }

    pub fn iter(&self) -> impl Iterator<Item = (FontId, &Font)> {
        self.fonts.iter().enumerate().map(|(i, font)| (FontId(i as u16), font))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_leads_to_its_own_font() {
        for (face, font, _) in FACES {
            let (_, there, _) = FACES[usize::from(face.font().0)];
            assert_eq!((there.family, there.weight, there.italic), (font.family, font.weight, font.italic));
        }
    }
}
