//! Diagnostics: the writer's, whose wording comes with the plugin's manifest, and from T201 on the reader's.

use pressroom_core::Code;

/// `{language}`: not a BCP 47 tag.
pub const LANGUAGE_INVALID: Code = Code::warning("T001");
/// `{status}`: no publication status of IPTC's.
pub const STATUS_UNKNOWN: Code = Code::error("T002");
/// `{section}` `{position}`: a section names a story that was not given.
pub const STORY_MISSING: Code = Code::error("T003");

/// No element `nitf`.
pub const NOT_NITF: Code = Code::error("T201");
/// `{limit}` MiB.
pub const TOO_LARGE: Code = Code::error("T202");
/// `{encoding}`: no encoding that Pressroom knows.
pub const ENCODING_UNKNOWN: Code = Code::error("T203");
/// `{encoding}`: bytes that are not of it.
pub const BAD_BYTES: Code = Code::error("T204");
/// `{element}`: it never ends.
pub const NOT_CLOSED: Code = Code::warning("T205");
/// `{element}`: an end without a start.
pub const NOT_OPENED: Code = Code::warning("T206");
/// `{entity}`: a document type that is never fetched, or nothing at all, says what it stands for.
pub const ENTITY_UNKNOWN: Code = Code::warning("T207");
/// `{limit}`: elements inside each other.
pub const TOO_DEEP: Code = Code::warning("T208");
/// `{field}` `{value}`: no value of its kind.
pub const VALUE_INVALID: Code = Code::warning("T209");
/// `{field}` `{value}` `{assumed}`: a time of day without a zone.
pub const TIME_WITHOUT_ZONE: Code = Code::warning("T210");
/// `{element}`: the model has no place for it.
pub const NOT_READ: Code = Code::note("T211");
/// A picture written into the file itself.
pub const OBJECT_NOT_READ: Code = Code::loss("T212");
/// The lead stands twice, once by itself and once in the full text.
pub const LEAD_TWICE: Code = Code::note("T213");
