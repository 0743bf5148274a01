//! What a user may set.

use serde::Deserialize;

/// `--option pdf.KEY=VALUE`; the manifest describes each and gives the defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PdfOptions {
    pub paper: Paper,
    /// A folder of fonts for the scripts that the plugin's own lack; empty for the system's.
    pub font_dir: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    #[default]
    A4,
    Letter,
    Tabloid,
    Berliner,
    Broadsheet,
}
