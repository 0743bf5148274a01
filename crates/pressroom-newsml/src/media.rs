//! Pictures that travel with the items.

use std::collections::BTreeMap;

use pressroom_core::Asset;

/// Copies of a story's files, by the names that the story gives them. A file without one is referred to where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    pub copies: BTreeMap<String, MediaCopy>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaCopy {
    /// From the main output, with `/`.
    pub path: String,
    /// As EXIF counts it, from 1 to 8, when the file says.
    pub orientation: Option<u8>,
    /// Upright; its `file` counts from the main output too.
    pub thumbnail: Option<Asset>,
}

impl Media {
    pub(crate) fn of(&self, file: &str) -> Option<&MediaCopy> {
        self.copies.get(file)
    }

    /// Where a receiver finds the file.
    pub(crate) fn place_of<'a>(&'a self, file: &'a str) -> &'a str {
        self.of(file).map_or(file, |copy| &copy.path)
    }
}
