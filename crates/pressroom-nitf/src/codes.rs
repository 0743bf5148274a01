//! Diagnostics: the writer's, whose wording comes with the plugin's manifest, and from T201 on the reader's.

use pressroom_core::Code;

/// `{language}`: not a BCP 47 tag.
pub const LANGUAGE_INVALID: Code = Code::warning("T001");
/// `{status}`: no publication status of IPTC's.
pub const STATUS_UNKNOWN: Code = Code::error("T002");
/// `{section}` `{position}`: a section names a story that was not given.
pub const STORY_MISSING: Code = Code::error("T003");
