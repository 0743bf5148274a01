use serde::Deserialize;

/// The options of the manifest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Who vouches for the book's accessibility; empty for nobody, and then the book claims no conformance.
    pub certified_by: String,
    /// Adds each story's NewsML-G2 to the book.
    pub sources: bool,
    pub pictures: Pictures,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pictures {
    /// As they are, byte for byte.
    #[default]
    Original,
    /// Grey, and no larger than the screens of e-ink readers.
    EInk,
}
