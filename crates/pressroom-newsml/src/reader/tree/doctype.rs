//! `<!DOCTYPE ...>`. Short texts that it declares are used; whatever lies in another file is never fetched.

use super::parse::{Mode, Parser};
use crate::reader::codes;

const MAX_ENTITIES: usize = 500;
const MAX_ENTITY_BYTES: usize = 4096;

impl Parser<'_> {
    pub fn doctype(&mut self) {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let (end, subset) = extent(rest);
        self.at = start + end;
        let declaration = rest.get(..end).unwrap_or_default();
        let head = subset.as_ref().and_then(|subset| declaration.get(..subset.start)).unwrap_or(declaration);
        let external = head.contains("SYSTEM") || head.contains("PUBLIC");
        if external && self.mode == Mode::Xml {
            self.fault(codes::NOT_FETCHED, start..start + "<!DOCTYPE".len(), &[]);
        }
        let Some(subset) = subset else { return };
        let text = declaration.get(subset.clone()).unwrap_or_default();
        for (at, _) in text.match_indices("<!ENTITY").take(MAX_ENTITIES) {
            let declared = text.get(at + "<!ENTITY".len()..).unwrap_or_default();
            self.entity(declared, start + subset.start + at);
        }
    }

    /// What is declared refers to what was declared before it, already expanded: nothing can refer to itself.
    fn entity(&mut self, declared: &str, from: usize) {
        let declared = declared.trim_start();
        let Some((name, value)) = declared.split_once(|c: char| c.is_whitespace()) else { return };
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            self.fault(codes::NOT_FETCHED, from..from + "<!ENTITY".len(), &[]);
            return;
        };
        let inside = value.get(1..).unwrap_or_default();
        let Some(raw) = inside.find(quote).and_then(|end| inside.get(..end)) else { return };
        let value = if raw.len() <= MAX_ENTITY_BYTES { self.resolved(raw, from) } else { raw.to_owned() };
        if value.len() > MAX_ENTITY_BYTES {
            self.fault(codes::TOO_MUCH_EXPANSION, from..from + "<!ENTITY".len(), &[("name", name)]);
        } else {
            self.entities.entry(name.to_owned()).or_insert(value);
        }
    }
}

/// Where the declaration ends, and the part between brackets.
fn extent(text: &str) -> (usize, Option<std::ops::Range<usize>>) {
    let (mut quote, mut open, mut inner) = (None, None, None);
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), _) => {
                if byte == mark {
                    quote = None;
                }
            }
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[') if open.is_none() => open = Some(at + 1),
            (None, b']') => inner = open.map(|open| open..at),
            (None, b'>') if open.is_none() || inner.is_some() => return (at + 1, inner),
            (None, _) => {}
        }
    }
    // Never closed: the declaration is taken to end with its line, so that the story is not lost with it.
    (text.find('\n').map_or(text.len(), |end| end + 1), None)
}
