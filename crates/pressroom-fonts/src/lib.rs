//! The typefaces that the output plugins set type in, with every Vietnamese letter in every face.
//!
//! Each face is a constant: a program carries only those it names. The fonts are under the SIL
//! Open Font License (`fonts/OFL-*.txt`); [`OFL_SERIF`] and [`OFL_SANS`] are its text, for outputs
//! that ship a font file and owe the reader the notice. `fonts/README.md` says where they come from.
#![forbid(unsafe_code)]

/// One face of a family: a static TrueType font.
#[derive(Clone, Copy)]
pub struct Font {
    /// As the font itself gives it.
    pub family: &'static str,
    /// 400 is regular, 700 bold, as in CSS.
    pub weight: u16,
    /// Italic rather than upright.
    pub italic: bool,
    /// The whole font file.
    pub data: &'static [u8],
}

impl std::fmt::Debug for Font {
    // The derived form would print hundreds of kilobytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let slope = if self.italic { " italic" } else { "" };
        write!(f, "{} {}{slope}", self.family, self.weight)
    }
}

macro_rules! face {
    ($family:literal, $weight:literal, $italic:literal, $file:literal) => {
        Font { family: $family, weight: $weight, italic: $italic, data: include_bytes!(concat!("../fonts/", $file)) }
    };
}

/// Body text.
pub const SERIF: Font = face!("Source Serif 4", 400, false, "SourceSerif4-Regular.ttf");
/// Emphasis in body text, and decks.
pub const SERIF_ITALIC: Font = face!("Source Serif 4", 400, true, "SourceSerif4-Italic.ttf");
/// Headlines that should be calm rather than loud.
pub const SERIF_SEMIBOLD: Font = face!("Source Serif 4", 600, false, "SourceSerif4-SemiBold.ttf");
/// Headlines, crossheads, strong text.
pub const SERIF_BOLD: Font = face!("Source Serif 4", 700, false, "SourceSerif4-Bold.ttf");
/// Emphasis inside strong text.
pub const SERIF_BOLD_ITALIC: Font = face!("Source Serif 4", 700, true, "SourceSerif4-BoldItalic.ttf");
/// Captions and folios.
pub const SANS: Font = face!("Source Sans 3", 400, false, "SourceSans3-Regular.ttf");
/// Emphasis in captions.
pub const SANS_ITALIC: Font = face!("Source Sans 3", 400, true, "SourceSans3-Italic.ttf");
/// Kickers, credits, labels.
pub const SANS_SEMIBOLD: Font = face!("Source Sans 3", 600, false, "SourceSans3-SemiBold.ttf");

/// Every face there is. Whoever uses this carries all of them, about 2.4 MB.
pub const ALL: [Font; 8] =
    [SERIF, SERIF_ITALIC, SERIF_SEMIBOLD, SERIF_BOLD, SERIF_BOLD_ITALIC, SANS, SANS_ITALIC, SANS_SEMIBOLD];

/// The licence of the serif faces.
pub const OFL_SERIF: &str = include_str!("../fonts/OFL-SourceSerif4.txt");
/// The licence of the sans faces.
pub const OFL_SANS: &str = include_str!("../fonts/OFL-SourceSans3.txt");

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic)]
mod tests {
    use super::{ALL, Font};

    const VIETNAMESE: &str = "\
        àảãáạằẳẵắặầẩẫấậăâèẻẽéẹềểễếệêìỉĩíịòỏõóọồổỗốộờởỡớợôơùủũúụừửữứựưỳỷỹýỵđ\
        ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬĂÂÈẺẼÉẸỀỂỄẾỆÊÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÔƠÙỦŨÚỤỪỬỮỨỰƯỲỶỸÝỴĐ";
    const PUNCTUATION: &str = "…–—‘’“”«»·•×°₫€©®‐\u{a0}\u{202f}";

    fn u16_at(data: &[u8], at: usize) -> usize {
        usize::from(u16::from_be_bytes([data[at], data[at + 1]]))
    }

    fn table(font: &Font, tag: &str) -> &'static [u8] {
        let data = font.data;
        let long = |at| (u16_at(data, at) << 16) | u16_at(data, at + 2);
        let record = (0..u16_at(data, 4))
            .map(|i| 12 + 16 * i)
            .find(|&at| &data[at..at + 4] == tag.as_bytes())
            .unwrap_or_else(|| panic!("{font:?} has no {tag}"));
        &data[long(record + 8)..]
    }

    /// Looks a letter up in the font's Unicode map (format 4, all that these letters need).
    fn has(font: &Font, letter: char) -> bool {
        let cmap = table(font, "cmap");
        let map = (0..u16_at(cmap, 2))
            .map(|i| &cmap[u16_at(cmap, 4 + 8 * i + 6)..])
            .find(|map| u16_at(map, 0) == 4)
            .expect("a map of the basic plane");
        let (code, doubled) = (letter as usize, u16_at(map, 6));
        let segment =
            (0..doubled).step_by(2).find(|at| u16_at(map, 14 + at) >= code).expect("the last segment ends at U+FFFF");
        let start = u16_at(map, 16 + doubled + segment);
        let delta = u16_at(map, 16 + 2 * doubled + segment);
        let offset_at = 16 + 3 * doubled + segment;
        let glyph = match u16_at(map, offset_at) {
            _ if start > code => 0,
            0 => (code + delta) & 0xffff,
            offset => u16_at(map, offset_at + offset + 2 * (code - start)),
        };
        glyph != 0
    }

    #[test]
    fn every_face_has_every_vietnamese_letter() {
        assert_eq!(VIETNAMESE.chars().count(), 134);
        for font in &ALL {
            let missing: String =
                (VIETNAMESE.chars().chain(PUNCTUATION.chars())).filter(|&letter| !has(font, letter)).collect();
            assert_eq!(missing, "", "{font:?}");
        }
    }

    #[test]
    fn a_face_is_what_its_constant_says() {
        for font in &ALL {
            let os2 = table(font, "OS/2");
            assert_eq!(u16_at(os2, 4), usize::from(font.weight), "{font:?}");
            assert_eq!(u16_at(os2, 62) & 1 == 1, font.italic, "{font:?}");
            assert_eq!(u16_at(os2, 8), 0, "{font:?} may be embedded without limits");
        }
    }
}
