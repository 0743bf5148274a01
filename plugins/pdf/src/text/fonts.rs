//! The fonts that text is set in.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::OnceLock;

use harfrust::font::Font as FontData;
use pressroom_fonts as faces;

use super::fallback::{Fallback, Region, Wanted};
use super::scripts::Script;

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

    fn is_serif(self) -> bool {
        !matches!(self, Face::Sans | Face::SansSemibold)
    }

    fn is_italic(self) -> bool {
        matches!(self, Face::SerifItalic | Face::SerifBoldItalic)
    }

    pub fn bold(self) -> Face {
        match self {
            Face::Serif | Face::SerifBold => Face::SerifBold,
            Face::SerifItalic | Face::SerifBoldItalic => Face::SerifBoldItalic,
            Face::Sans | Face::SansSemibold => Face::SansSemibold,
        }
    }

    pub fn upright(self) -> Face {
        match self {
            Face::Serif | Face::SerifItalic => Face::Serif,
            Face::SerifBold | Face::SerifBoldItalic => Face::SerifBold,
            Face::Sans | Face::SansSemibold => self,
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
    source: Source,
    /// Of the font within its file.
    pub index: u32,
    pub postscript_name: String,
    pub weight: u16,
}

enum Source {
    Shipped(&'static [u8]),
    /// Position among the fallback faces.
    File(u16),
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

    pub fn glyph_of(&self, letter: char) -> Option<u16> {
        let glyph = self.data.charmap().map_unicode(letter)?;
        u16::try_from(glyph.to_u32()).ok().filter(|&glyph| glyph != 0)
    }
}

/// All fonts of a document: those that come with the plugin, then those of the machine.
pub struct Fonts {
    shipped: Vec<Font>,
    fallback: Fallback,
    /// Of the fallback faces, by their position; made when a letter is set in one.
    opened: OnceLock<Vec<OnceLock<Font>>>,
}

impl Fonts {
    /// Parses the fonts that come with the plugin. `None` when one of them is broken. Those for other scripts are looked
    /// for in `font_dir` alone, or in the system's folders when there is none.
    pub fn new(font_dir: Option<PathBuf>) -> Option<Self> {
        let mut shipped = Vec::with_capacity(FACES.len());
        for (_, face, postscript_name) in FACES {
            let data = FontData::new(face.data, 0)?;
            let source = Source::Shipped(face.data);
            let postscript_name = postscript_name.to_owned();
            shipped.push(Font { data, source, index: 0, postscript_name, weight: face.weight });
        }
        Some(Fonts { shipped, fallback: Fallback::new(font_dir), opened: OnceLock::new() })
    }

    pub fn get(&self, id: FontId) -> Option<&Font> {
        let at = usize::from(id.0);
        if at < self.shipped.len() {
            return self.shipped.get(at);
        }
        let opened = self.opened.get_or_init(|| self.fallback.faces().iter().map(|_| OnceLock::new()).collect());
        let place = at - self.shipped.len();
        let face = self.fallback.faces().get(place)?;
        Some(opened.get(place)?.get_or_init(|| Font {
            data: face.data.clone(),
            source: Source::File(place as u16),
            index: face.index,
            postscript_name: face.postscript_name.clone(),
            weight: face.weight,
        }))
    }

    /// Whether the font comes with the plugin.
    pub fn is_shipped(&self, id: FontId) -> bool {
        usize::from(id.0) < self.shipped.len()
    }

    /// The font that a letter is set in when the face's own lacks it.
    pub fn fallback(&self, letter: char, face: Face, script: Script, region: Region) -> Option<FontId> {
        let weight = self.get(face.font()).map_or(400, |font| font.weight);
        let wanted = Wanted { serif: face.is_serif(), weight, italic: face.is_italic(), script, region };
        let place = self.fallback.face_for(letter, wanted)?;
        Some(FontId(place.saturating_add(u16::try_from(self.shipped.len()).unwrap_or(u16::MAX))))
    }

    /// The whole font file.
    pub fn bytes(&self, font: &Font) -> std::io::Result<Cow<'static, [u8]>> {
        match font.source {
            Source::Shipped(bytes) => Ok(Cow::Borrowed(bytes)),
            Source::File(place) => {
                let face = self.fallback.faces().get(usize::from(place));
                face.ok_or(std::io::ErrorKind::NotFound)?.read().map(Cow::Owned)
            }
        }
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
