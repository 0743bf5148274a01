//! What a user may set.

use pressroom_core::{Code, Diagnostic};
use serde::Deserialize;

use crate::page::Pt;

/// `{option}` `{value}` `{wanted}`: an option's value cannot be used.
const WRONG_VALUE: Code = Code::error("PDF11");

pub const POINTS_PER_MM: Pt = 72.0 / 25.4;

/// `--option pdf.KEY=VALUE`; the manifest describes each and gives the defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PdfOptions {
    /// A name, or `210x297mm`; empty for A4.
    pub paper: String,
    /// 0 for as many as suit the paper.
    pub columns: usize,
    pub standard: Standard,
    /// A length such as `3mm`; empty for none.
    pub bleed: String,
    pub pictures: Pictures,
    /// A theme's name, or the path of its file.
    pub theme: String,
    /// A folder of fonts for the scripts that the plugin's own lack; empty for the system's.
    pub font_dir: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Paper {
    #[default]
    A4,
    Letter,
    Tabloid,
    Berliner,
    Broadsheet,
    /// Millimetres.
    Custom {
        width: f32,
        height: f32,
    },
}

/// What archives ask for; both with PDF/UA-1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Standard {
    #[default]
    #[serde(rename = "a-2a")]
    A2a,
    /// The story's NewsML-G2 travels in the file.
    #[serde(rename = "a-3a")]
    A3a,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pictures {
    #[default]
    Original,
    /// Small enough for a screen.
    Screen,
}

impl PdfOptions {
    pub fn paper(&self) -> Result<Paper, Diagnostic> {
        /// Of a side, in millimetres: from a postcard to a poster.
        const SIDES: std::ops::RangeInclusive<f32> = 90.0..=2000.0;
        let custom = || {
            let (width, height) = self.paper.strip_suffix("mm")?.split_once(['x', '×'])?;
            let side = |text: &str| text.trim().parse().ok().filter(|side| SIDES.contains(side));
            Some(Paper::Custom { width: side(width)?, height: side(height)? })
        };
        Ok(match self.paper.as_str() {
            "" | "a4" => Paper::A4,
            "letter" => Paper::Letter,
            "tabloid" => Paper::Tabloid,
            "berliner" => Paper::Berliner,
            "broadsheet" => Paper::Broadsheet,
            other => {
                let wanted = "a4, letter, tabloid, berliner, broadsheet, 90x90mm ... 2000x2000mm";
                custom().ok_or_else(|| wrong("paper", other, wanted))?
            }
        })
    }

    pub fn bleed(&self) -> Result<Pt, Diagnostic> {
        /// Printing houses ask for 3 to 5 mm.
        const LARGEST_MM: f32 = 20.0;
        if self.bleed.is_empty() || self.bleed == "0" {
            return Ok(0.0);
        }
        let units = [("mm", 1.0), ("cm", 10.0), ("in", 25.4), ("pt", 1.0 / POINTS_PER_MM)];
        let millimetres = units.into_iter().find_map(|(unit, millimetres)| {
            let number: f32 = self.bleed.strip_suffix(unit)?.trim().parse().ok()?;
            Some(number * millimetres).filter(|bleed| (0.0..=LARGEST_MM).contains(bleed))
        });
        let millimetres = millimetres.ok_or_else(|| wrong("bleed", &self.bleed, "0mm ... 20mm"))?;
        Ok(millimetres * POINTS_PER_MM)
    }
}

fn wrong(option: &str, value: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(WRONG_VALUE).arg("option", option).arg("value", value).arg("wanted", wanted)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn papers_and_lengths_are_read_or_refused() {
        let options =
            |paper: &str, bleed: &str| PdfOptions { paper: paper.into(), bleed: bleed.into(), ..PdfOptions::default() };
        let custom = options("210x297.5mm", "").paper().unwrap();
        assert_eq!(custom, Paper::Custom { width: 210.0, height: 297.5 });
        assert_eq!(options("berliner", "").paper().unwrap(), Paper::Berliner);
        for wrong in ["a5", "210x297", "x297mm", "10x297mm", "210xNaNmm", "infx297mm", "-210x297mm"] {
            assert_eq!(options(wrong, "").paper().unwrap_err().code, "PDF11", "{wrong}");
        }
        assert_eq!(options("", "").bleed().unwrap(), 0.0);
        assert!((options("", "3mm").bleed().unwrap() - 8.504).abs() < 0.001);
        assert_eq!(options("", "9pt").bleed().unwrap(), 9.0);
        for wrong in ["3", "mm", "-3mm", "NaNmm", "300mm"] {
            assert_eq!(options("", wrong).bleed().unwrap_err().code, "PDF11", "{wrong}");
        }
    }
}
