use serde::Deserialize;

/// The options of the manifest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Who vouches for the book's accessibility; empty for nobody, and then the book claims no conformance.
    pub certified_by: String,
}
