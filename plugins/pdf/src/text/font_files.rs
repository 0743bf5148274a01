//! The font files of a folder, each face read as far as choosing needs: a table at a time.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use harfrust::Tag;
use harfrust::font::attribute::Style as Slope;
use harfrust::font::name::NameId;
use harfrust::font::{Blob, Font as FontData, TableFunction};

/// Larger files are no fonts. The largest collections of Chinese, Japanese and Korean have some 130 MB.
const LARGEST_FILE_BYTES: u64 = 300 * 1024 * 1024;
/// Folders in folders.
const DEEPEST_FOLDER: usize = 8;
/// Of all folders together: more than any system has.
const MOST_FILES: usize = 20_000;
const MOST_FACES_OF_A_FILE: u32 = 64;
const MOST_TABLES: u16 = 256;
const REGULAR: u16 = 400;
const BOLD: u16 = 700;

/// A face of a font file.
pub struct Face {
    pub path: PathBuf,
    /// Within a collection.
    pub index: u32,
    pub family: String,
    pub postscript_name: String,
    pub weight: u16,
    pub italic: bool,
    pub condensed: bool,
    /// Has rules for joining, reordering and placing letters.
    pub has_rules: bool,
    pub data: FontData,
}

impl Face {
    pub fn has(&self, letter: char) -> bool {
        self.data.charmap().map_unicode(letter).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The whole file, for the one purpose that needs it: embedding.
    pub fn read(&self) -> std::io::Result<Vec<u8>> {
        std::fs::read(&self.path)
    }
}

/// All faces that may be embedded, sorted by family, file and place in it: the order of folders plays no part.
pub fn faces(folders: &[PathBuf]) -> Vec<Face> {
    let mut files = Vec::new();
    for folder in folders {
        gather(folder, 0, &mut files);
    }
    files.sort();
    files.dedup();
    let mut faces: Vec<Face> = files.iter().flat_map(|path| faces_of(path)).collect();
    faces.sort_by(|a, b| {
        (&a.family, a.path.file_name(), a.index, &a.path).cmp(&(&b.family, b.path.file_name(), b.index, &b.path))
    });
    faces
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    // A folder that is not there or may not be read has no fonts to offer.
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        // Follows links, as systems that link their fonts together need; the depth ends a circle of them.
        let Ok(kind) = std::fs::metadata(&path) else { continue };
        if kind.is_dir() {
            if depth < DEEPEST_FOLDER {
                gather(&path, depth + 1, files);
            }
        } else if is_font(&path) && kind.len() <= LARGEST_FILE_BYTES && files.len() < MOST_FILES {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn faces_of(path: &Path) -> Vec<Face> {
    let Some(count) = face_count(path) else { return Vec::new() };
    (0..count).filter_map(|index| face(path, index)).collect()
}

fn face_count(path: &Path) -> Option<u32> {
    let head = read_at(&mut File::open(path).ok()?, 0, 12)?;
    if !head.starts_with(b"ttcf") {
        return Some(1);
    }
    Some(u32_at(&head, 8)?.min(MOST_FACES_OF_A_FILE))
}

fn face(path: &Path, index: u32) -> Option<Face> {
    let tables = Arc::new(directory(path, index)?);
    // Half a file is no font, whatever its head says.
    let size = std::fs::metadata(path).ok()?.len();
    if tables.iter().any(|table| table.offset.saturating_add(table.length as u64) > size) {
        return None;
    }
    let has = |tag: &[u8; 4]| tables.iter().any(|table| table.tag == *tag);
    // Outlines that a PDF can hold, and all of the letter in them: coloured letters often have none.
    let outlines = has(b"glyf") || has(b"CFF ");
    let coloured = [b"COLR", b"CBDT", b"sbix", b"SVG "].into_iter().any(has);
    if !outlines || coloured || has(b"CFF2") || !may_be_embedded(path, &tables) {
        return None;
    }
    let has_rules = has(b"GSUB");
    let (file, of) = (path.to_owned(), Arc::clone(&tables));
    let read = move |tag: Tag| -> Option<Blob> {
        let table = of.iter().find(|table| tag == Tag::new(&table.tag))?;
        Some(Blob::from(read_at(&mut File::open(&file).ok()?, table.offset, table.length)?))
    };
    let data = FontData::new(TableFunction::new(Arc::new(read)), 0)?;
    let name = |ids: &[NameId]| {
        let names = data.names();
        let found = ids.iter().find_map(|&id| names.get(id)?.english_or_first());
        found.map(|name| name.name().chars().take(100).collect::<String>()).unwrap_or_default()
    };
    let family = name(&[NameId::TYPOGRAPHIC_FAMILY_NAME, NameId::FAMILY_NAME]);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("font").to_owned();
    let postscript_name = Some(name(&[NameId::POSTSCRIPT_NAME])).filter(|name| !name.is_empty()).unwrap_or(stem);
    let attributes = data.default_attributes();
    let weight = attributes.weight.value() as u16;
    // Some bold fonts say in figures that they are not.
    let bold = weight == REGULAR && name(&[NameId::SUBFAMILY_NAME]).to_ascii_lowercase().contains("bold");
    Some(Face {
        path: path.to_owned(),
        index,
        family,
        postscript_name: postscript_name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
        weight: if bold { BOLD } else { weight },
        italic: !matches!(attributes.style, Slope::Normal),
        condensed: attributes.width.percentage() < 95.0,
        has_rules,
        data,
    })
}

struct Table {
    tag: [u8; 4],
    offset: u64,
    length: usize,
}

/// The table directory of a face (ISO/IEC 14496-22, 4.5).
fn directory(path: &Path, index: u32) -> Option<Vec<Table>> {
    let mut file = File::open(path).ok()?;
    let start = read_at(&mut file, 0, 12)?;
    let at = if start.starts_with(b"ttcf") {
        u64::from(u32_at(&read_at(&mut file, 12 + 4 * u64::from(index), 4)?, 0)?)
    } else {
        0
    };
    let head = read_at(&mut file, at, 12)?;
    let known = [&[0, 1, 0, 0], b"OTTO", b"true"].iter().any(|magic| head.starts_with(*magic));
    let count = u16::from_be_bytes([*head.get(4)?, *head.get(5)?]);
    if !known || count > MOST_TABLES {
        return None;
    }
    let records = read_at(&mut file, at + 12, 16 * usize::from(count))?;
    let tables = records.chunks_exact(16).filter_map(|record| {
        let length = usize::try_from(u32_at(record, 12)?).ok()?;
        Some(Table { tag: record.get(..4)?.try_into().ok()?, offset: u64::from(u32_at(record, 8)?), length })
    });
    Some(tables.collect())
}

/// Whether the font's maker allows it (OS/2, fsType): not "restricted", "no subsetting" or "bitmaps only". A font
/// that does not say allows it.
fn may_be_embedded(path: &Path, tables: &[Table]) -> bool {
    const LEVELS: u16 = 0x000e;
    const RESTRICTED: u16 = 0x0002;
    const NO_SUBSETTING: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    let Some(table) = tables.iter().find(|table| &table.tag == b"OS/2") else { return true };
    let kind = File::open(path).ok().and_then(|mut file| read_at(&mut file, table.offset + 8, 2));
    let Some(&[high, low]) = kind.as_deref() else { return false };
    let kind = u16::from_be_bytes([high, low]);
    kind & LEVELS != RESTRICTED && kind & (NO_SUBSETTING | BITMAPS_ONLY) == 0
}

fn read_at(file: &mut File, at: u64, length: usize) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(at)).ok()?;
    // A table that claims more than the file has is read as far as it goes, and refused.
    let mut bytes = Vec::new();
    file.take(length as u64).read_to_end(&mut bytes).ok()?;
    (bytes.len() == length).then_some(bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A folder of files that are named like fonts.
    fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("pressroom-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        folder
    }

    #[test]
    fn what_is_no_font_is_passed_over() {
        let whole = pressroom_fonts::SERIF.data;
        let mut many = b"ttcf\0\x01\0\0\xff\xff\xff\xff".to_vec();
        many.extend([0xff; 400]);
        let mut forbidden = whole.to_vec();
        let at = whole.windows(4).position(|tag| tag == b"OS/2").unwrap();
        let os2 = u32_at(whole, at + 8).unwrap() as usize;
        forbidden[os2 + 9] = 2;
        let files: [(&str, &[u8]); 7] = [
            ("whole.ttf", whole),
            ("half.ttf", &whole[..whole.len() / 2]),
            ("head.otf", &whole[..11]),
            ("empty.ttf", b""),
            ("noise.ttc", &many),
            ("forbidden.ttf", &forbidden),
            ("readme.txt", whole),
        ];
        let folder = folder("no-fonts", &files);
        std::fs::create_dir_all(folder.join("below")).unwrap();
        std::fs::write(folder.join("below/other.TTF"), whole).unwrap();
        let found = faces(&[folder.clone(), folder.join("not there")]);
        let names: Vec<_> = found.iter().map(|face| face.path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["other.TTF", "whole.ttf"]);
        assert_eq!((found[0].family.as_str(), found[0].weight, found[0].italic), ("Source Serif 4", 400, false));
        assert!(found[0].has('ế') && !found[0].has('字'));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
