//! NewsML-G2 to the article model, from anybody: any 2.x version, any of the shapes that bodies come in, and the faults
//! that agencies' files have; and NewsML 1 ([`version1`]). Each fault is a diagnostic with its place; what cannot be kept is said.
//!
//! The straight line: bytes, text ([`decode`]), tree ([`tree`]), items ([`items`]), stories.

mod body;
pub mod codes;
mod content_meta;
mod context;
mod decode;
mod extra;
mod item_meta;
pub mod items;
mod media;
mod package;
mod people;
mod pictures;
pub mod places;
mod story;
pub mod tree;
pub mod values;
mod version1;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pressroom_core::time::TimeZone;
use pressroom_core::{Article, Diagnostic, Severity, Span};

pub use decode::MAX_INPUT_BYTES;

use items::Items;
use places::Places;
use tree::{Mode, Tree};

/// A story as read.
#[derive(Clone, Debug)]
pub struct Story {
    pub article: Article,
    /// The file as decoded, NFC, lines ended by LF: what spans count in. All stories of a file share it.
    pub text: Arc<str>,
    /// Warnings, losses and notes. What concerns the whole file is with its first story.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file that can be looked at: its tree and its places.
pub struct File {
    pub tree: Tree,
    pub places: Places,
    /// What decoding and parsing noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether the bytes are NewsML-G2: an item or a message, whatever its prefix or namespace; or NewsML 1.
pub fn recognises(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 64 * 1024;
    // Bytes of zero are those of UTF-16's ASCII characters.
    let start: Vec<u8> = bytes.iter().take(LOOKED_AT).copied().filter(|byte| *byte != 0).collect();
    let start = String::from_utf8_lossy(&start);
    let first = start.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{FFFD}'));
    first.starts_with('<')
        && start.match_indices('<').any(|(at, _)| starts_item(start.get(at + 1..).unwrap_or_default()))
}

fn starts_item(tag: &str) -> bool {
    let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or_default();
    local == items::MESSAGE || local == version1::ROOT || items::Kind::of(local).is_some()
}

/// Decodes and parses. Fails on what no reader can read.
pub fn open(name: &str, bytes: &[u8]) -> Result<File, Diagnostic> {
    let decoded = decode::decode(name, bytes)?;
    let tree = tree::parse(&decoded.text, Mode::Xml);
    let places = Places::new(name, decoded.text.into());
    let tree = tree.map_err(|fault| fault.at(&places.span(&(0..0))))?;
    let mut diagnostics = decoded.diagnostics;
    diagnostics.extend(faults(&tree, &places));
    Ok(File { tree, places, diagnostics })
}

fn faults(tree: &Tree, places: &Places) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<_> = tree.faults.iter().map(|fault| places.diagnostic(fault)).collect();
    if tree.further_faults > 0 {
        diagnostics.push(Diagnostic::new(codes::FURTHER_FAULTS).arg("count", tree.further_faults));
    }
    diagnostics
}

/// The stories of a file, one for each text item: in the order of its package, or else of the file. Pictures of the same
/// file are joined to them as figures.
///
/// Errors: the file is too large, no XML, no NewsML-G2, or has no text item.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Story>, Vec<Diagnostic>> {
    read_in_zone(name, bytes, None)
}

/// [`read`], with the zone of times that give none, where no other time of the item or message gives one. Without it: UTC.
pub fn read_in_zone(name: &str, bytes: &[u8], zone: Option<&TimeZone>) -> Result<Vec<Story>, Vec<Diagnostic>> {
    let file = open(name, bytes).map_err(|fault| vec![fault])?;
    let items = Items::find(&file.tree);
    let start = Span { file: name.into(), line: 1, column: 1, end_line: 1, end_column: 1 };
    if items.items.is_empty() {
        let earlier = version1::stories(&file.tree, &version1::items(&file.tree), &file.places, zone);
        if !earlier.is_empty() {
            return Ok(with_first(file.diagnostics, earlier));
        }
        let what = file.tree.roots.iter().find_map(|root| root.element()).map(|root| root.qualified());
        let fault = Diagnostic::new(codes::NOT_NEWSML).arg("what", what.unwrap_or_else(|| "text".to_owned()));
        return Err(vec![fault.at(&start)]);
    }
    let mut diagnostics = file.diagnostics.clone();
    let stories = story::stories(&items, &file.places, zone, &mut diagnostics);
    if stories.is_empty() {
        let mut found: Vec<&str> = items.items.iter().map(|item| item.describe()).collect();
        found.dedup();
        diagnostics.push(Diagnostic::new(codes::NO_TEXT_ITEM).arg("found", found.join(", ")).at(&start));
        return Err(diagnostics);
    }
    // What the standard's own rules say of the file; a reader goes on in spite of them.
    let told: BTreeSet<(u32, u32)> =
        stories.iter().flat_map(|story| &story.diagnostics).chain(&diagnostics).filter_map(place).collect();
    let rules = crate::lint::of_items(&file, &items).into_iter();
    // Each fault once: not again where the reader itself has said what it made of it.
    let further = rules.filter(|found| place(found).is_none_or(|place| !told.contains(&place)));
    diagnostics.extend(first_of_each(further).into_iter().map(|found| match found.severity {
        Severity::Error => Diagnostic { severity: Severity::Warning, ..found },
        Severity::Warning | Severity::Loss | Severity::Note => found,
    }));
    Ok(with_first(diagnostics, stories))
}

/// What concerns the whole file stands with its first story.
fn with_first(mut diagnostics: Vec<Diagnostic>, mut stories: Vec<Story>) -> Vec<Story> {
    if let Some(first) = stories.first_mut() {
        diagnostics.append(&mut first.diagnostics);
        first.diagnostics = diagnostics;
    }
    stories
}

/// A fault that runs through a file is told a few times, and how often it comes again: `check` lists them all.
fn first_of_each(found: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    const OF_A_KIND: usize = 2;
    const NOT_WORTH_COUNTING: usize = 2;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut kept, mut further) = (Vec::new(), Vec::new());
    for diagnostic in found {
        let count = counts.entry(diagnostic.code.to_string()).or_default();
        *count += 1;
        if *count <= OF_A_KIND { kept.push(diagnostic) } else { further.push(diagnostic) }
    }
    if further.len() > NOT_WORTH_COUNTING {
        kept.push(Diagnostic::new(codes::FURTHER_RULES).arg("count", further.len()));
    } else {
        kept.append(&mut further);
    }
    kept
}

fn place(diagnostic: &Diagnostic) -> Option<(u32, u32)> {
    diagnostic.labels.first().map(|label| (label.span.line, label.span.column))
}
