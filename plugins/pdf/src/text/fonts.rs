//! The fonts that text is set in.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::OnceLock;

use harfrust::font::Font as FontData;
use pressroom_fonts as faces;

use super::fallback::{Fallback, Region, Wanted};
use super::scripts::Script;
use crate::theme::{Cuts, Theme};

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
    Headline,
    Deck,
    Nameplate,
}

/// The faces in the order of [`Fonts::by_face`].
const FACES: [Face; 9] = [
    Face::Serif,
    Face::SerifItalic,
    Face::SerifBold,
    Face::SerifBoldItalic,
    Face::Sans,
    Face::SansSemibold,
    Face::Headline,
    Face::Deck,
    Face::Nameplate,
];

const SHIPPED: [(faces::Font, &str); 8] = [
    (faces::SERIF, "SourceSerif4-Regular"),
    (faces::SERIF_ITALIC, "SourceSerif4-Italic"),
    (faces::SERIF_BOLD, "SourceSerif4-Bold"),
    (faces::SERIF_BOLD_ITALIC, "SourceSerif4-BoldItalic"),
    (faces::SANS, "SourceSans3-Regular"),
    (faces::SANS_SEMIBOLD, "SourceSans3-SemiBold"),
    (faces::SERIF_SEMIBOLD, "SourceSerif4-SemiBold"),
    (faces::SANS_ITALIC, "SourceSans3-Italic"),
];
/// A sans: it has a box for letters that no font has.
pub const BOXES: FontId = FontId(4);

impl Face {
    /// What a theme says of the face: family, weight, slope.
    fn cut(self, cuts: &Cuts) -> (&str, u16, bool) {
        match self {
            Face::Serif => (&cuts.body, 400, false),
            Face::SerifItalic => (&cuts.body, 400, true),
            Face::SerifBold => (&cuts.body, 700, false),
            Face::SerifBoldItalic => (&cuts.body, 700, true),
            Face::Sans => (&cuts.labels, 400, false),
            Face::SansSemibold => (&cuts.labels, 600, false),
            Face::Headline => (&cuts.headline.family, cuts.headline.weight, cuts.headline.italic),
            Face::Deck => (&cuts.deck.family, cuts.deck.weight, cuts.deck.italic),
            Face::Nameplate => (&cuts.nameplate.family, cuts.nameplate.weight, cuts.nameplate.italic),
        }
    }

    pub fn bold(self) -> Face {
        match self {
            Face::Serif | Face::SerifBold => Face::SerifBold,
            Face::SerifItalic | Face::SerifBoldItalic => Face::SerifBoldItalic,
            Face::Sans | Face::SansSemibold => Face::SansSemibold,
            Face::Headline | Face::Deck | Face::Nameplate => self,
        }
    }

    pub fn italic(self) -> Face {
        match self {
            Face::Serif | Face::SerifItalic => Face::SerifItalic,
            Face::SerifBold | Face::SerifBoldItalic => Face::SerifBoldItalic,
            // The sans has no slanted cut here; bold still sets the words apart.
            Face::Sans | Face::SansSemibold => Face::SansSemibold,
            Face::Headline | Face::Deck | Face::Nameplate => self,
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

/// The font of a face.
#[derive(Clone, Copy)]
struct Chosen {
    font: FontId,
    serif: bool,
    weight: u16,
    italic: bool,
}

/// All fonts of a document: those that come with the plugin, then those of the machine.
pub struct Fonts {
    shipped: Vec<Font>,
    /// As the theme has it; see [`FACES`].
    by_face: [Chosen; 9],
    fallback: Fallback,
    /// Of the fallback faces, by their position; made when a letter is set in one.
    opened: OnceLock<Vec<OnceLock<Font>>>,
}

impl Fonts {
    /// Parses the fonts that come with the plugin. `None` when one of them is broken. Those for other scripts are looked
    /// for in `font_dir` alone, or in the system's folders when there is none.
    pub fn new(font_dir: Option<PathBuf>) -> Option<Self> {
        let mut shipped = Vec::with_capacity(SHIPPED.len());
        for (face, postscript_name) in SHIPPED {
            let data = FontData::new(face.data, 0)?;
            let source = Source::Shipped(face.data);
            let postscript_name = postscript_name.to_owned();
            shipped.push(Font { data, source, index: 0, postscript_name, weight: face.weight });
        }
        let none = Chosen { font: BOXES, serif: false, weight: 400, italic: false };
        let fallback = Fallback::new(font_dir);
        let mut fonts = Fonts { shipped, by_face: [none; 9], fallback, opened: OnceLock::new() };
        fonts.choose(&Theme::default().fonts).ok()?;
        Some(fonts)
    }

    /// Takes the fonts that a theme asks for: those that come with the plugin, or those of the font folders. The error is
    /// a family that is not there.
    pub fn choose(&mut self, cuts: &Cuts) -> Result<(), String> {
        for (at, face) in FACES.into_iter().enumerate() {
            let (family, weight, italic) = face.cut(cuts);
            let font = self.find(family, weight, italic).ok_or_else(|| family.to_owned())?;
            let serif = !family.to_lowercase().contains("sans");
            if let Some(chosen) = self.by_face.get_mut(at) {
                *chosen = Chosen { font, serif, weight, italic };
            }
        }
        Ok(())
    }

    /// The font of a family that is nearest in weight and slope.
    fn find(&self, family: &str, weight: u16, italic: bool) -> Option<FontId> {
        const OTHER_SLOPE: u16 = 1000;
        let distance = |own_weight: u16, own_italic: bool| {
            own_weight.abs_diff(weight).saturating_add(if own_italic == italic { 0 } else { OTHER_SLOPE })
        };
        let shipped = SHIPPED.iter().zip(0_u16..).filter(|((font, _), _)| font.family.eq_ignore_ascii_case(family));
        let shipped = shipped.min_by_key(|((font, _), at)| (distance(font.weight, font.italic), *at));
        if let Some((_, at)) = shipped {
            return Some(FontId(at));
        }
        let faces = self.fallback.faces().iter().zip(0_u16..);
        let own = faces.filter(|(face, _)| face.family.eq_ignore_ascii_case(family) && !face.condensed);
        let (_, at) = own.min_by_key(|(face, at)| (distance(face.weight, face.italic), *at))?;
        Some(FontId(at.saturating_add(u16::try_from(self.shipped.len()).unwrap_or(u16::MAX))))
    }

    /// The face that stands upright beside letters of scripts that have no slanted cut.
    pub fn upright(&self, face: Face) -> Face {
        let Chosen { serif, italic, .. } = self.chosen(face);
        match face {
            Face::Serif | Face::SerifItalic => Face::Serif,
            Face::SerifBold | Face::SerifBoldItalic => Face::SerifBold,
            Face::Headline | Face::Deck | Face::Nameplate if italic => {
                if serif {
                    Face::Serif
                } else {
                    Face::Sans
                }
            }
            Face::Sans | Face::SansSemibold | Face::Headline | Face::Deck | Face::Nameplate => face,
        }
    }

    fn chosen(&self, face: Face) -> Chosen {
        let at = FACES.iter().position(|known| *known == face).unwrap_or_default();
        let [first, ..] = self.by_face;
        self.by_face.get(at).copied().unwrap_or(first)
    }

    /// The font of a face.
    pub fn of(&self, face: Face) -> FontId {
        self.chosen(face).font
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
        let Chosen { serif, weight, italic, .. } = self.chosen(face);
        let wanted = Wanted { serif, weight, italic, script, region };
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
    fn a_theme_says_which_font_a_face_is() {
        let mut fonts = Fonts::new(Some("no such folder".into())).unwrap();
        let name = |fonts: &Fonts, face: Face| fonts.get(fonts.of(face)).unwrap().postscript_name.clone();
        assert_eq!(name(&fonts, Face::SerifItalic), "SourceSerif4-Italic");
        assert_eq!(name(&fonts, Face::SansSemibold), "SourceSans3-SemiBold");
        assert_eq!(fonts.of(Face::Headline), fonts.of(Face::SerifBold), "a font is embedded once");
        let mut cuts = Theme::default().fonts;
        cuts.headline.family = "source sans 3".into();
        cuts.labels = "Source Serif 4".into();
        fonts.choose(&cuts).unwrap();
        assert_eq!(name(&fonts, Face::Headline), "SourceSans3-SemiBold");
        assert_eq!(name(&fonts, Face::SansSemibold), "SourceSerif4-SemiBold");
        cuts.deck.family = "No Such Family".into();
        assert_eq!(fonts.choose(&cuts), Err("No Such Family".to_owned()));
    }
}
