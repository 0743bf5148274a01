//! The writer's own diagnostics. Their wording comes with the plugin's manifest.

use pressroom_core::Code;

/// `{field}`: the story lacks what every item must have.
pub const FIELD_MISSING: Code = Code::error("NEWSML01");
/// `{id}`: the story's id is not an IRI.
pub const ID_NOT_IRI: Code = Code::error("NEWSML02");
/// `{status}`: no publication status of IPTC's.
pub const STATUS_UNKNOWN: Code = Code::error("NEWSML03");
/// Nothing says who provides the story.
pub const PROVIDER_UNKNOWN: Code = Code::warning("NEWSML04");
/// `{qcode}`: its alias is in no catalog, so that it is written as a literal.
pub const ALIAS_UNKNOWN: Code = Code::warning("NEWSML05");
/// `{date}`: a date without a year has no form in NewsML-G2.
pub const DATE_WITHOUT_YEAR: Code = Code::loss("NEWSML06");
/// `{created}` `{updated}`: a story cannot be created after it was updated.
pub const CREATED_AFTER_UPDATE: Code = Code::loss("NEWSML07");
/// `{language}`: not a BCP 47 tag.
pub const LANGUAGE_INVALID: Code = Code::warning("NEWSML08");
/// `{field}`: the issue lacks what every item must have.
pub const ISSUE_FIELD_MISSING: Code = Code::error("NEWSML09");
/// `{section}` `{position}`: a section names a story that was not given.
pub const STORY_MISSING: Code = Code::error("NEWSML10");
/// `{id}`: two items of one message, which receivers would take for versions of each other.
pub const ID_TWICE: Code = Code::error("NEWSML11");
/// `{option}` `{value}`: not an IRI.
pub const OPTION_NOT_IRI: Code = Code::error("NEWSML12");
/// A canceled story's text is not sent again.
pub const CANCELED_TEXT: Code = Code::note("NEWSML13");
/// `{what}`: a correction or kill that does not say why.
pub const NO_REASON: Code = Code::warning("NEWSML14");
/// `{file}` `{reason}`: no thumbnail could be made.
pub const NO_THUMBNAIL: Code = Code::warning("NEWSML15");
