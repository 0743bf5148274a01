//! Pictures that travel with the items.

use std::collections::BTreeMap;

use pressroom_core::Asset;

use crate::ids::href_of_file;

/// Copies of a story's files, by the names that the story gives them. A file without one is referred to where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    pub copies: BTreeMap<String, MediaCopy>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaCopy {
    /// The name of the output that holds it.
    pub name: String,
    /// As EXIF counts it, from 1 to 8, when the file says.
    pub orientation: Option<u8>,
    /// Upright; its `file` is the name of an output.
    pub thumbnail: Option<Asset>,
}

impl Media {
    pub(crate) fn of(&self, file: &str) -> Option<&MediaCopy> {
        self.copies.get(file)
    }

    /// Where a receiver of a document finds the file: a URL reference.
    pub(crate) fn href(&self, file: &str, document: Document<'_>) -> String {
        match self.of(file) {
            Some(copy) => document.href_of_output(&copy.name),
            None => href_of_file(file),
        }
    }
}

/// What an item is written into.
#[derive(Clone, Copy)]
pub(crate) struct Document<'a> {
    /// The item is the document, and not one among others in a message.
    pub item_alone: bool,
    /// The folder of the further outputs as this document sees it, with `/` at its end.
    pub further: &'a str,
}

impl Document<'_> {
    pub fn href_of_output(self, name: &str) -> String {
        href_of_file(&format!("{}{name}", self.further))
    }
}
