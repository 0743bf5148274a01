//! The files that stories were read from, as they came in.

use std::collections::{BTreeMap, BTreeSet};

use pressroom_core::{Code, Diagnostic, Original};
use pressroom_plugin::Job;

use super::NEWSML_NAME;
use crate::finish::attachments::Attachment;

/// `{files}` `{why}`: these copies do not travel in the PDF, as readers may not have all that is in them.
const NOT_FOR_READERS: Code = Code::loss("PDF21");

/// Far above what the host reads as a story.
const LARGEST_BYTES: u64 = 64 * 1024 * 1024;
/// So many files are named; the others are counted.
const FILES_NAMED: usize = 12;

/// Those that may travel, in the order of the stories. What may not is told once for each reason; what cannot be read the
/// host has told.
pub fn of(job: &Job<'_>, originals: impl IntoIterator<Item = (usize, Original)>) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    let mut taken = BTreeSet::from([NEWSML_NAME.to_owned()]);
    let mut kept_back: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (index, original) in originals {
        if let Some(why) = &original.withheld {
            kept_back.entry(why.as_str().to_owned()).or_default().push(original.name);
            continue;
        }
        let Ok(content) = job.original(index).and_then(|file| file.read_all(LARGEST_BYTES)) else { continue };
        attachments.push(Attachment {
            name: free_name(&original.name, &mut taken),
            media_type: bare_media_type(&original.media_type),
            description: "Original copy",
            content,
        });
    }
    for (why, mut files) in kept_back {
        let more = files.len().saturating_sub(FILES_NAMED);
        files.truncate(FILES_NAMED);
        if more > 0 {
            files.push(format!("… +{more}"));
        }
        job.report(&Diagnostic::new(NOT_FOR_READERS).arg("files", files.join(", ")).arg("why", why));
    }
    attachments
}

/// A name that is no path and that no other file of the document has, whatever the case of its letters: readers save files
/// under it.
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let harmless = |letter: char| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { '_' } else { letter };
    let name: String = name.chars().map(harmless).collect();
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        Some(_) | None => (name.as_str(), String::new()),
    };
    let mut free = name.clone();
    let mut number = 1_u32;
    while !taken.insert(free.to_lowercase()) {
        number = number.saturating_add(1);
        free = format!("{stem} ({number}){ending}");
    }
    free
}

/// Type and subtype, as ISO 19005-3, 6.8 takes them.
fn bare_media_type(media_type: &str) -> String {
    let bare = media_type.split(';').next().unwrap_or_default().trim();
    let is_token = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+._".contains(&byte))
    };
    match bare.split_once('/') {
        Some((kind, subtype)) if is_token(kind) && is_token(subtype) => bare.to_owned(),
        Some(_) | None => "application/octet-stream".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_paths_and_differ() {
        let mut taken = BTreeSet::from([NEWSML_NAME.to_owned()]);
        let given = ["1.txt", "1.TXT", "1 (2).txt", "../a\n.txt", "NewsML-G2.xml", ".copy", "bản tin"];
        let names: Vec<String> = given.iter().map(|name| free_name(name, &mut taken)).collect();
        let wanted = ["1.txt", "1 (2).TXT", "1 (2) (2).txt", ".._a_.txt", "NewsML-G2 (2).xml", ".copy", "bản tin"];
        assert_eq!(names, wanted);
    }

    #[test]
    fn a_media_type_has_no_parameters() {
        let given = ["text/plain; charset=utf-8", "text", "text/a b", "application/vnd.iptc.g2.newsitem+xml"];
        let wanted = ["text/plain", "application/octet-stream", "application/octet-stream", given[3]];
        assert_eq!(given.map(bare_media_type), wanted);
    }
}
