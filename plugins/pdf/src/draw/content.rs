//! A page's content stream (ISO 32000-1, 7.8.2), operator by operator. Written here and not by printpdf, whose forms of
//! them take longer to make and to print than the whole page takes to set.

use crate::page::{Colour, Pt};

#[derive(Debug, Default)]
pub struct Content {
    bytes: Vec<u8>,
}

/// Something in the array of a `TJ`.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    Glyph(u16),
    /// Moves the pen back, in thousandths of the size.
    Back(f64),
}

impl Content {
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn word(&mut self, word: &str) {
        self.bytes.extend_from_slice(word.as_bytes());
    }

    /// A number to a thousandth: no printer shows less, and the numbers stay short.
    fn number(&mut self, number: f64) {
        // No page is as large as this; a cast of more saturates.
        let thousandths = (number * 1000.0).round() as i64;
        if thousandths < 0 {
            self.bytes.push(b'-');
        }
        let (whole, mut rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
        self.digits(whole);
        if rest > 0 {
            self.bytes.push(b'.');
            let mut place = 100;
            while rest > 0 {
                self.bytes.push(b'0' + (rest / place) as u8);
                rest %= place;
                place = (place / 10).max(1);
            }
        }
    }

    fn digits(&mut self, number: u64) {
        const MOST_DIGITS: usize = 20;
        let (mut digits, mut at, mut rest) = ([0_u8; MOST_DIGITS], MOST_DIGITS, number);
        loop {
            at -= 1;
            if let Some(digit) = digits.get_mut(at) {
                *digit = b'0' + (rest % 10) as u8;
            }
            rest /= 10;
            if rest == 0 || at == 0 {
                break;
            }
        }
        self.bytes.extend_from_slice(digits.get(at..).unwrap_or_default());
    }

    fn numbers<const N: usize>(&mut self, numbers: [Pt; N]) {
        for number in numbers {
            self.number(f64::from(number));
            self.bytes.push(b' ');
        }
    }

    fn hex(&mut self, bytes: &[u8]) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        for byte in bytes {
            for digit in [byte >> 4, byte & 0xf] {
                self.bytes.push(DIGITS.get(usize::from(digit)).copied().unwrap_or(b'0'));
            }
        }
    }

    /// Furniture that is no part of any story (14.8.2.2).
    pub fn begin_artifact(&mut self) {
        self.word("/Artifact BMC\n");
    }

    /// A marked piece of a part of the structure (14.6). Tags are letters and digits.
    pub fn begin_part(&mut self, tag: &str, identifier: usize) {
        self.word("/");
        self.word(tag);
        self.word(" <</MCID ");
        self.digits(identifier as u64);
        self.word(">> BDC\n");
    }

    /// Text in another language (14.9.2). BCP 47 has no letters that would need an escape.
    pub fn begin_language(&mut self, language: &str) {
        self.word("/Span <</Lang(");
        self.bytes.extend(language.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte == b'-'));
        self.word(")>> BDC\n");
    }

    /// Glyphs that stand for a text which they do not spell (14.9.4).
    pub fn begin_actual_text(&mut self, text: &str) {
        self.word("/Span <</ActualText<FEFF");
        for unit in text.encode_utf16() {
            self.hex(&unit.to_be_bytes());
        }
        self.word(">>> BDC\n");
    }

    pub fn end_marked(&mut self) {
        self.word("EMC\n");
    }

    pub fn begin_text(&mut self) {
        self.word("BT\n");
    }

    pub fn end_text(&mut self) {
        self.word("ET\n");
    }

    /// The name is that of the page's resources.
    pub fn font(&mut self, name: &str, size: Pt) {
        self.word("/");
        self.word(name);
        self.word(" ");
        self.numbers([size]);
        self.word("Tf\n");
    }

    pub fn fill_colour(&mut self, colour: Colour) {
        match colour {
            Colour::Grey(grey) => {
                self.numbers([grey]);
                self.word("g\n");
            }
            Colour::Rgb(parts) => {
                self.numbers(parts);
                self.word("rg\n");
            }
        }
    }

    pub fn character_spacing(&mut self, spacing: Pt) {
        self.numbers([spacing]);
        self.word("Tc\n");
    }

    /// Of what is shown from here on, in parts of its width.
    pub fn horizontal_scaling(&mut self, scale: f32) {
        self.numbers([scale * 100.0]);
        self.word("Tz\n");
    }

    pub fn text_at(&mut self, x: Pt, y: Pt) {
        self.word("1 0 0 1 ");
        self.numbers([x, y]);
        self.word("Tm\n");
    }

    pub fn show(&mut self, items: &[Shown]) {
        self.word("[");
        let mut in_string = false;
        for item in items {
            match item {
                Shown::Glyph(glyph) => {
                    if !std::mem::replace(&mut in_string, true) {
                        self.word("<");
                    }
                    self.hex(&glyph.to_be_bytes());
                }
                Shown::Back(step) => {
                    if std::mem::take(&mut in_string) {
                        self.word(">");
                    }
                    self.number(*step);
                    self.word(" ");
                }
            }
        }
        self.word(if in_string { ">] TJ\n" } else { "] TJ\n" });
    }

    /// Left, bottom, width, height.
    pub fn rectangle(&mut self, rectangle: [Pt; 4]) {
        self.numbers(rectangle);
        self.word("re\nf\n");
    }

    /// A picture of the page's resources, put where the matrix puts the unit square.
    pub fn picture(&mut self, name: &str, matrix: [Pt; 6]) {
        self.word("q\n");
        self.numbers(matrix);
        self.word("cm\n/");
        self.word(name);
        self.word(" Do\nQ\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        let written = |number: f64| {
            let mut content = Content::default();
            content.number(number);
            String::from_utf8_lossy(&content.bytes).into_owned()
        };
        for (number, text) in [
            (0.0, "0"),
            (-0.0001, "0"),
            (12.0, "12"),
            (0.5, "0.5"),
            (-54.8, "-54.8"),
            (0.05, "0.05"),
            (0.007, "0.007"),
            (1.0006, "1.001"),
            (-595.2756, "-595.276"),
        ] {
            assert_eq!(written(number), text);
        }
        let mut content = Content::default();
        content.show(&[Shown::Glyph(1), Shown::Glyph(0x2ab), Shown::Back(-3.5), Shown::Back(1.0), Shown::Glyph(2)]);
        assert_eq!(content.bytes, b"[<000102AB>-3.5 1 <0002>] TJ\n");
    }
}
