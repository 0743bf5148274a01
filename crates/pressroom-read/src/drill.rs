//! What the fuzz targets and the saved corpus do with an input: read it in every way, and see that nothing is lost.

use crate::{ProfileChoice, Settings, Source, accounting, profile_names, read, read_all};

/// Encodings that a user may name.
const LABELS: [&str; 8] = ["utf-8", "windows-1258", "viscii", "tcvn3", "vni", "utf-16le", "utf-32be", "gbk"];

/// Any bytes, with an encoding that the first byte chooses, or none. Panics when the reader breaks a promise.
pub fn bytes(input: &[u8]) {
    let Some((choice, bytes)) = input.split_first() else { return };
    let encoding = LABELS.get(usize::from(*choice)).map(|label| (*label).to_owned());
    reading(bytes, &Settings { encoding, split: choice & 0x80 != 0, ..Settings::default() });
}

/// Copy in UTF-8, with a profile that the first byte chooses, or none. Panics when the reader breaks a promise.
pub fn copy(input: &[u8]) {
    let Some((choice, copy)) = input.split_first() else { return };
    let profile = profile_names().get(usize::from(choice & 0x3F)).map(|name| ProfileChoice::Named((*name).to_owned()));
    let text = String::from_utf8_lossy(copy);
    reading(text.as_bytes(), &Settings { profile, split: choice & 0x80 != 0, ..Settings::default() });
}

#[allow(clippy::panic)]
fn reading(bytes: &[u8], settings: &Settings) {
    const FILE: &str = "story.txt";
    let source = Source { name: FILE, bytes };
    match read_all(&source, settings) {
        Ok(readings) => {
            let articles: Vec<_> = readings.iter().map(|reading| &reading.article).collect();
            // Parts without text between stories are told, not read.
            if let Some(first) = readings.first()
                && !readings
                    .iter()
                    .any(|reading| reading.diagnostics.iter().any(|d| d.code == crate::codes::EMPTY_PART.id))
            {
                let difference = accounting::difference_of_all(&first.text, &articles, FILE);
                assert!(difference.is_empty(), "lost or made up: {difference:?}");
            }
        }
        Err(faults) => assert!(!faults.is_empty(), "refused without a word"),
    }
    if !settings.split && read(&source, settings).is_ok_and(|reading| reading.offset.is_some()) {
        panic!("an offset without a split");
    }
}

/// Any bytes as a picture's file, for its metadata.
pub fn picture(input: &[u8]) {
    let (head, tail) = input.split_at(input.len() / 2);
    crate::picture_words::of_bytes(input, &[]);
    crate::picture_words::of_bytes(head, tail);
}
