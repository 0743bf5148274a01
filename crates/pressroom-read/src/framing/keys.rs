//! Header lines with keys before the story: `# slug: port`, or `Slug: port` in a block of their own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::facts::Key;
use super::{Field, Frame, HEADER_BYTES, Head};

/// The names of keys, by field.
static NAMES: LazyLock<BTreeMap<String, Key>> = LazyLock::new(|| {
    let fields: BTreeMap<String, Vec<String>> =
        toml::from_str(include_str!("../../lexicons/headers.toml")).unwrap_or_default();
    let known = fields.iter().filter_map(|(field, names)| Some((Key::named(field)?, names)));
    known.flat_map(|(key, names)| names.iter().map(move |name| (name.clone(), key))).collect()
});

/// A key has few words.
const LONGEST_KEY: usize = 40;
/// Without `#` before them, so many known keys make a block.
const ENOUGH: usize = 2;

/// Header lines that follow each other.
pub struct Block<'t> {
    /// Line, key as written, value.
    lines: Vec<(usize, Option<(&'t str, &'t str)>)>,
    pub known: usize,
    hash: bool,
}

impl Block<'_> {
    /// Whether its keys are those that a story begins with; a list of dates and places may stand at its end.
    pub fn names_story(&self) -> bool {
        let keys = self.lines.iter().filter_map(|(_, pair)| NAMES.get(&plain(pair.as_ref()?.0)));
        keys.into_iter()
            .any(|key| matches!(key, Key::Words(Field::Headline | Field::Slugline | Field::Section) | Key::Id))
    }
}

pub fn head(head: &mut Head<'_>, frame: &mut Frame) {
    let Some(block) = block(head) else { return };
    let enough = if block.hash { 1 } else { ENOUGH };
    if block.known < enough {
        return;
    }
    frame.forms.push(if block.hash { "# key: value" } else { "Key: value" });
    for (index, pair) in &block.lines {
        let Some(raw) = head.lines.get(*index) else { continue };
        let field = pair.and_then(|(key, value)| value_of(key, value, frame));
        match field {
            Some((field, value)) => {
                let at = head.range_of(value);
                frame.cut(raw.start..at.start);
                frame.cut(at.end..raw.end);
                frame.take(at, field);
            }
            None => head.cut_line(*index, frame),
        }
        head.next = index + 1;
    }
}

/// Words of a field as they stand; everything else goes to the facts at once.
fn value_of<'t>(key: &'t str, value: &'t str, frame: &mut Frame) -> Option<(Field, &'t str)> {
    let known = NAMES.get(&plain(key)).copied();
    if value.is_empty() {
        return None;
    }
    match known {
        Some(Key::Words(field)) if !frame.cuts.iter().any(|cut| cut.field == Some(field)) => Some((field, value)),
        Some(known) => {
            frame.facts.fill(known, key, value);
            None
        }
        None => {
            frame.facts.extra(key, value);
            None
        }
    }
}

/// The block of header lines that the head begins with.
pub fn block<'t>(head: &Head<'t>) -> Option<Block<'t>> {
    let first = head.next_filled()?;
    let hash = head.line(first)?.trim_start().starts_with('#');
    let mut block = Block { lines: Vec::new(), known: 0, hash };
    for index in first..head.lines.len() {
        let line = head.line(index)?;
        let bare = line.trim();
        let rest =
            if hash { bare.strip_prefix('#').map(|rest| rest.trim_start_matches(['#', ' '])) } else { Some(bare) };
        let Some(rest) = rest.filter(|rest| !rest.is_empty() && rest.len() <= HEADER_BYTES) else { break };
        match pair(rest) {
            Some((key, value)) => {
                block.known += usize::from(NAMES.contains_key(&plain(key)));
                block.lines.push((index, Some((key, value))));
            }
            // A ruler among such lines.
            None if hash && !rest.contains(char::is_alphanumeric) => block.lines.push((index, None)),
            None => break,
        }
    }
    // Unknown keys alone are what any dialogue looks like.
    (block.known > 0 && block.known * 2 >= block.lines.len()).then_some(block)
}

/// `key: value`.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once([':', '：'])?;
    let key = key.trim();
    let letters = key
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '’') || matches!(c as u32, 0x300..=0x36F));
    let address = value.starts_with("//");
    (!key.is_empty() && key.len() <= LONGEST_KEY && letters && !address && key.split(' ').count() <= 4)
        .then(|| (key, value.trim()))
}

fn plain(key: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    key.nfc().collect::<String>().to_lowercase().replace(['_', '-'], " ").replace('’', "'").trim().to_owned()
}
