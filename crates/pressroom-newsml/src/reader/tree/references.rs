//! `&amp;` and its kin.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::parse::{Mode, Parser};
use crate::reader::codes;

/// Names are short; a `;` further on belongs to something else.
const MAX_NAME_BYTES: usize = 40;
/// What the entities that a file declares may come to.
const MAX_EXPANDED_BYTES: usize = 1024 * 1024;

static HTML: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/html-entities.txt").lines().filter(|line| !line.starts_with('#'));
    let row = |row: &'static str| {
        let (name, code) = row.split_once(' ')?;
        Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
    };
    rows.filter_map(row).collect()
});

impl Parser<'_> {
    /// Text with its references resolved. `from` is where it stands.
    pub fn resolved(&mut self, raw: &str, from: usize) -> String {
        if !raw.contains('&') {
            return raw.to_owned();
        }
        let mut out = String::with_capacity(raw.len());
        let mut at = 0;
        while let Some(found) = raw.get(at..).and_then(|rest| rest.find('&')) {
            out.push_str(raw.get(at..at + found).unwrap_or_default());
            at += found;
            at += self.reference(raw.get(at..).unwrap_or_default(), from + at, &mut out);
        }
        out.push_str(raw.get(at..).unwrap_or_default());
        out
    }

    /// Resolves what begins with `&`; gives how many bytes of it were taken.
    fn reference(&mut self, rest: &str, from: usize, out: &mut String) -> usize {
        let window = rest.as_bytes().iter().take(MAX_NAME_BYTES);
        let end = window.take_while(|b| **b != b'<').position(|b| *b == b';');
        let name = end.and_then(|end| rest.get(1..end)).filter(|name| is_reference(name));
        let (Some(name), Some(end)) = (name, end) else {
            if self.mode == Mode::Xml {
                self.fault(codes::BARE_AMPERSAND, from..from + 1, &[]);
            }
            out.push('&');
            return 1;
        };
        let at = from..from + end + 1;
        match name {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            _ => {
                if let Some(number) = name.strip_prefix('#') {
                    match character(number) {
                        Some(c) => out.push(c),
                        None => self.fault(codes::FORBIDDEN_CHARACTER, at, &[("character", &format!("&{name};"))]),
                    }
                } else if let Some(value) = self.entities.get(name) {
                    self.expanded += value.len();
                    if self.expanded > MAX_EXPANDED_BYTES {
                        out.push_str(&format!("&{name};"));
                        self.fault(codes::TOO_MUCH_EXPANSION, at, &[("name", name)]);
                    } else {
                        out.push_str(value);
                    }
                } else if let Some(c) = HTML.get(name) {
                    out.push(*c);
                    if self.mode == Mode::Xml {
                        self.fault(codes::HTML_ENTITY, at, &[("name", name)]);
                    }
                } else {
                    out.push_str(&format!("&{name};"));
                    self.fault(codes::UNKNOWN_ENTITY, at, &[("name", name)]);
                }
            }
        }
        end + 1
    }
}

fn is_reference(name: &str) -> bool {
    let number = name.strip_prefix('#');
    let word = number.unwrap_or(name);
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || (number.is_none() && matches!(c, '.' | '-' | '_')))
}

/// The character of a number, when XML may hold it.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| pressroom_xhtml::is_xml_character(*c))
}
