//! A theme's file. What it does not say is as in the classic theme; what it says and nobody knows is an error.

use std::ops::RangeInclusive;
use std::path::Path;

use pressroom_core::{Code, Diagnostic, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Cut, SHIPPED, Theme};
use crate::page::Colour;

/// `{theme}` `{reason}` `{known}`: there is no such theme, or its file cannot be read.
const UNREADABLE: Code = Code::error("PDF15");
/// `{key}` `{known}`: a key that no theme has.
const UNKNOWN_KEY: Code = Code::error("PDF16");
/// `{key}` `{wanted}`: a value that the key cannot have.
const WRONG_VALUE: Code = Code::error("PDF17");

/// A theme of a few dozen lines has far less.
const LARGEST_FILE_BYTES: u64 = 64 * 1024;

const SECTIONS: [&str; 7] = ["fonts", "sizes", "colours", "columns", "rules", "head", "nameplate"];
/// Points.
const TYPE_SIZES: RangeInclusive<f32> = 5.0..=120.0;
const RULES: RangeInclusive<f32> = 0.1..=12.0;
const GUTTERS: RangeInclusive<f32> = 4.0..=60.0;
const COLUMNS: RangeInclusive<f32> = 1.0..=12.0;

impl Theme {
    /// A shipped theme by its name, or that of a file by its path. Nothing is the classic one.
    pub fn load(name: &str) -> Result<Theme, Diagnostic> {
        let name = if name.is_empty() { "classic" } else { name };
        if let Some((_, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
            return Theme::parse(name, text);
        }
        let unreadable = |reason: &dyn std::fmt::Display| {
            let known = SHIPPED.map(|(shipped, _)| shipped).join(", ");
            Diagnostic::new(UNREADABLE).arg("theme", name).arg("reason", reason).arg("known", known)
        };
        let path = Path::new(name);
        if !name.contains(['/', '\\']) && !name.ends_with(".toml") {
            return Err(unreadable(&"no theme has this name"));
        }
        let size = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
        if size > LARGEST_FILE_BYTES {
            return Err(unreadable(&format!("{size} bytes; {LARGEST_FILE_BYTES} are allowed")));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(&error))?;
        Theme::parse(name, &text)
    }

    pub fn parse(name: &str, text: &str) -> Result<Theme, Diagnostic> {
        let file = ThemeFile { name, text };
        let root = DeTable::parse(text).map_err(|error| {
            let place = error.span().map(|range| file.span(range.start));
            let reason = error.message().to_owned();
            Diagnostic::new(UNREADABLE).arg("theme", name).arg("reason", reason).arg("known", "TOML").at(&place)
        })?;
        file.check_keys(root.get_ref(), "", &SECTIONS)?;
        let mut theme = Theme::default();
        file.fill(root.get_ref(), &mut theme)?;
        Ok(theme)
    }
}

struct ThemeFile<'t> {
    name: &'t str,
    text: &'t str,
}

type Section<'s> = DeTable<'s>;

impl ThemeFile<'_> {
    fn fill(&self, root: &Section<'_>, theme: &mut Theme) -> Result<(), Diagnostic> {
        if let Some(section) = self.section(root, "fonts", &["body", "labels", "headline", "deck", "nameplate"])? {
            let fonts = &mut theme.fonts;
            for (key, family) in [("body", &mut fonts.body), ("labels", &mut fonts.labels)] {
                if let Some(value) = section.get(key) {
                    *family = self.word(key, value)?.to_owned();
                }
            }
            let cuts = [("headline", &mut fonts.headline), ("deck", &mut fonts.deck)];
            for (key, cut) in cuts.into_iter().chain([("nameplate", &mut fonts.nameplate)]) {
                if let Some(value) = section.get(key) {
                    *cut = self.cut(key, value)?;
                }
            }
        }
        if let Some(section) = self.section(root, "sizes", &["body", "leading", "headline", "deck", "caption"])? {
            let sizes = &mut theme.sizes;
            for (key, size) in [
                ("body", &mut sizes.body),
                ("leading", &mut sizes.leading),
                ("headline", &mut sizes.headline),
                ("deck", &mut sizes.deck),
                ("caption", &mut sizes.caption),
            ] {
                self.number(section, key, TYPE_SIZES, size)?;
            }
        }
        let known = ["accent", "headline", "deck", "nameplate", "labels", "rules"];
        if let Some(section) = self.section(root, "colours", &known)? {
            let colours = &mut theme.colours;
            for (key, colour) in [
                ("accent", &mut colours.accent),
                ("headline", &mut colours.headline),
                ("deck", &mut colours.deck),
                ("nameplate", &mut colours.nameplate),
                ("labels", &mut colours.labels),
                ("rules", &mut colours.rules),
            ] {
                if let Some(value) = section.get(key) {
                    *colour = self.colour(key, value)?;
                }
            }
        }
        let known = ["a4", "letter", "tabloid", "berliner", "broadsheet", "gutter"];
        if let Some(section) = self.section(root, "columns", &known)? {
            let columns = &mut theme.columns;
            self.number(section, "gutter", GUTTERS, &mut columns.gutter)?;
            for (key, count) in [
                ("a4", &mut columns.a4),
                ("letter", &mut columns.letter),
                ("tabloid", &mut columns.tabloid),
                ("berliner", &mut columns.berliner),
                ("broadsheet", &mut columns.broadsheet),
            ] {
                let mut number = *count as f32;
                self.number(section, key, COLUMNS, &mut number)?;
                *count = number.round() as usize;
            }
        }
        if let Some(section) = self.section(root, "rules", &["head", "hair", "columns"])? {
            self.number(section, "head", RULES, &mut theme.rules.head)?;
            self.number(section, "hair", RULES, &mut theme.rules.hair)?;
            self.switch(section, "columns", &mut theme.rules.columns)?;
        }
        if let Some(section) = self.section(root, "head", &["align"])? {
            self.alignment(section, &mut theme.head_centred)?;
        }
        if let Some(section) = self.section(root, "nameplate", &["align", "band"])? {
            self.alignment(section, &mut theme.nameplate_centred)?;
            self.switch(section, "band", &mut theme.nameplate_band)?;
        }
        Ok(())
    }

    fn section<'r, 's>(
        &self,
        root: &'r Section<'s>,
        name: &str,
        known: &[&str],
    ) -> Result<Option<&'r Section<'s>>, Diagnostic> {
        let Some(value) = root.get(name) else { return Ok(None) };
        let DeValue::Table(section) = value.get_ref() else { return Err(self.wrong(name, value, "[ ]")) };
        self.check_keys(section, name, known)?;
        Ok(Some(section))
    }

    fn check_keys(&self, table: &Section<'_>, section: &str, known: &[&str]) -> Result<(), Diagnostic> {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let mut nearest = known.to_vec();
                nearest.sort_by_key(|known| distance(name, known));
                let dot = if section.is_empty() { "" } else { "." };
                let unknown = Diagnostic::new(UNKNOWN_KEY).arg("key", format!("{section}{dot}{name}"));
                let place = Some(self.span(key.span().start));
                return Err(unknown.arg("known", nearest.join(", ")).at(&place));
            }
        }
        Ok(())
    }

    fn word<'v>(&self, key: &str, value: &'v Spanned<DeValue<'_>>) -> Result<&'v str, Diagnostic> {
        value.get_ref().as_str().ok_or_else(|| self.wrong(key, value, "\"…\""))
    }

    /// A family's name, or a table of family, weight and slope.
    fn cut(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Cut, Diagnostic> {
        const REGULAR: f32 = 400.0;
        const WEIGHTS: RangeInclusive<f32> = 100.0..=900.0;
        let DeValue::Table(table) = value.get_ref() else {
            let family = self.word(key, value)?.to_owned();
            return Ok(Cut { family, weight: REGULAR as u16, italic: false });
        };
        self.check_keys(table, key, &["family", "weight", "italic"])?;
        let family = table.get("family").ok_or_else(|| self.wrong(key, value, "family = \"…\""))?;
        let (mut weight, mut italic) = (REGULAR, false);
        self.number(table, "weight", WEIGHTS, &mut weight)?;
        self.switch(table, "italic", &mut italic)?;
        Ok(Cut { family: self.word("family", family)?.to_owned(), weight: weight as u16, italic })
    }

    fn number(
        &self,
        section: &Section<'_>,
        key: &str,
        range: RangeInclusive<f32>,
        number: &mut f32,
    ) -> Result<(), Diagnostic> {
        let Some(value) = section.get(key) else { return Ok(()) };
        let given = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str().parse().ok(),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => None,
        };
        let wanted = || self.wrong(key, value, &format!("{} … {}", range.start(), range.end()));
        *number = given.filter(|given| range.contains(given)).ok_or_else(wanted)?;
        Ok(())
    }

    fn switch(&self, section: &Section<'_>, key: &str, switch: &mut bool) -> Result<(), Diagnostic> {
        let Some(value) = section.get(key) else { return Ok(()) };
        *switch = value.get_ref().as_bool().ok_or_else(|| self.wrong(key, value, "true, false"))?;
        Ok(())
    }

    fn alignment(&self, section: &Section<'_>, centred: &mut bool) -> Result<(), Diagnostic> {
        let Some(value) = section.get("align") else { return Ok(()) };
        *centred = match value.get_ref().as_str() {
            Some("start") => false,
            Some("centre") => true,
            Some(_) | None => return Err(self.wrong("align", value, "start, centre")),
        };
        Ok(())
    }

    /// `#rrggbb`.
    fn colour(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Colour, Diagnostic> {
        let wrong = || self.wrong(key, value, "#000000 … #ffffff");
        let digits = value.get_ref().as_str().and_then(|text| text.strip_prefix('#')).ok_or_else(wrong)?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Colour::of_bytes([red, green, blue]))
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> Diagnostic {
        let place = Some(self.span(value.span().start));
        Diagnostic::new(WRONG_VALUE).arg("key", key).arg("wanted", wanted).at(&place)
    }

    /// The place of a byte.
    fn span(&self, at: usize) -> Span {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        Span { file: self.name.into(), line, column, end_line: line, end_column: column + 1 }
    }
}

/// How many letters have to be added, taken away or replaced to turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    const LONGEST: usize = 40;
    let from: Vec<char> = from.chars().take(LONGEST).collect();
    let mut costs: Vec<usize> = (0..=from.len()).collect();
    for (row, wanted) in to.chars().enumerate() {
        let mut left = row + 1;
        let mut next = vec![left];
        for (have, pair) in from.iter().zip(costs.windows(2)) {
            let [diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(*have != wanted)).min(above + 1).min(left + 1);
            next.push(left);
        }
        costs = next;
    }
    costs.last().copied().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_classic_file_says_what_the_default_is_and_the_others_differ() {
        let themes = SHIPPED.map(|(name, text)| Theme::parse(name, text).unwrap());
        assert_eq!(themes[0], Theme::default());
        assert_eq!(Theme::parse("empty", "").unwrap(), Theme::default());
        assert!(themes[1] != themes[0] && themes[2] != themes[1] && themes[2] != themes[0]);
    }

    #[test]
    fn what_no_theme_has_is_named_with_its_place_and_the_nearest() {
        let faults = [
            ("[colors]\n", "PDF16", 1, "colours, "),
            ("\n[sizes]\nbdoy = 9\n", "PDF16", 3, "body, "),
            ("[fonts]\nheadline = { family = \"A\", wieght = 3 }\n", "PDF16", 2, "weight, "),
            ("[sizes]\nbody = 900\n", "PDF17", 2, "5 … 120"),
            ("[sizes]\nbody = \"9\"\n", "PDF17", 2, "5 … 120"),
            ("[colours]\naccent = \"red\"\n", "PDF17", 2, "#000000 … #ffffff"),
            ("[colours]\naccent = \"#+12345\"\n", "PDF17", 2, "#000000 … #ffffff"),
            ("[head]\nalign = \"left\"\n", "PDF17", 2, "start, centre"),
            ("[rules]\ncolumns = 1\n", "PDF17", 2, "true, false"),
            ("fonts = 1\n", "PDF17", 1, "[ ]"),
            ("[fonts\n", "PDF15", 1, "TOML"),
        ];
        for (text, code, line, said) in faults {
            let fault = Theme::parse("house.toml", text).unwrap_err();
            let wanted = fault.args.get("known").or(fault.args.get("wanted")).unwrap();
            assert_eq!((fault.code.as_ref(), fault.labels[0].span.line), (code, line), "{text}");
            assert!(wanted.starts_with(said), "{text}: {wanted}");
        }
        assert_eq!(Theme::load("clasic").unwrap_err().code, "PDF15");
        assert_eq!(Theme::load("/no/such/theme.toml").unwrap_err().code, "PDF15");
    }
}
