use serde::{Deserialize, Serialize};

use super::Withheld;

/// The file that a story was read from, as it came in. Its bytes do not travel with the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Original {
    /// The file's own name, without folders.
    pub name: String,
    pub media_type: String,
    /// Why the plugin cannot have the file. Without it the plugin can open it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
}
