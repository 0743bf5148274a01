//! Losses that any output may have to report. A plugin's own codes come with its manifest.

use crate::diagnostic::Code;

/// `{format}` `{kind}`: a block is kept as its text only.
pub const BLOCK_FLATTENED: Code = Code::loss("L001");
/// `{format}` `{kind}`: an inline is kept as its text only.
pub const INLINE_FLATTENED: Code = Code::loss("L002");
/// `{file}` `{reason}`: a picture is missing, broken or of a kind the format cannot hold.
pub const PICTURE_UNUSABLE: Code = Code::loss("L003");
/// `{format}` `{field}`: head matter that the format has no place for.
pub const FIELD_DROPPED: Code = Code::loss("L004");
/// `{format}` `{kind}`: a block without text that the format cannot show.
pub const BLOCK_DROPPED: Code = Code::loss("L005");
/// `{format}` `{character}`: a character that XML forbids shows as U+FFFD.
pub const CHARACTER_REPLACED: Code = Code::loss("L006");
/// `{message}`: a plugin gave up, in its own words.
pub const PLUGIN_FAILED: Code = Code::error("L090");
/// `{message}`: a plugin has a fault and panicked.
pub const PLUGIN_PANICKED: Code = Code::error("L091");
/// `{format}` `{note}` `{text}`: a mark leads to a note that the story does not have.
pub const NOTE_MISSING: Code = Code::loss("L095");
/// `{format}` `{note}`: two notes of a story have one name; marks lead to the first.
pub const NOTE_TWICE: Code = Code::loss("L096");
