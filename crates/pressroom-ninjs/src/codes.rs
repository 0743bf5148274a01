//! Diagnostics: the writer's, whose wording comes with the plugin's manifest, and from J201 on the reader's.

use pressroom_core::Code;

/// `{field}`: the story lacks what every item must have.
pub const FIELD_MISSING: Code = Code::error("J001");
/// `{id}`: the id is not an IRI.
pub const ID_NOT_IRI: Code = Code::error("J002");
/// `{status}`: no publication status of IPTC's.
pub const STATUS_UNKNOWN: Code = Code::error("J003");
/// `{file}`: the first of the pictures that receivers cannot fetch.
pub const PICTURE_WITHOUT_ADDRESS: Code = Code::note("J004");
/// An embargo without a time is written as a story that is withheld.
pub const EMBARGO_WITHOUT_TIME: Code = Code::loss("J005");
/// `{section}` `{position}`: a section names a story that was not given.
pub const STORY_MISSING: Code = Code::error("J006");
/// `{id}`: two items of one edition.
pub const ID_TWICE: Code = Code::error("J007");
/// `{base}`: no web address.
pub const BASE_NOT_ADDRESS: Code = Code::error("J008");

/// No item of ninjs.
pub const NOT_NINJS: Code = Code::error("J201");
/// `{what}`: no JSON.
pub const NOT_JSON: Code = Code::error("J202");
/// `{limit}` MiB.
pub const TOO_LARGE: Code = Code::error("J203");
/// `{encoding}`: bytes that are not of it.
pub const BAD_BYTES: Code = Code::error("J204");
/// `{limit}`: values inside each other.
pub const TOO_DEEP: Code = Code::error("J205");
/// `{key}`: given twice in one object; the last counts.
pub const KEY_TWICE: Code = Code::warning("J206");
/// `{character}`: JSON wants it escaped, or it is half a character.
pub const CHARACTER_INVALID: Code = Code::warning("J207");
/// `{field}` `{value}`: no value of its kind.
pub const VALUE_INVALID: Code = Code::warning("J208");
/// `{field}` `{value}` `{assumed}`: a time of day without a zone.
pub const TIME_WITHOUT_ZONE: Code = Code::warning("J209");
/// `{type}`: an item that is no story.
pub const NO_STORY: Code = Code::error("J210");
/// `{type}`: a body in a form that is not read.
pub const BODY_NOT_READ: Code = Code::loss("J211");
/// `{name}`: a story inside the story is kept as a link to it.
pub const STORY_AS_LINK: Code = Code::loss("J212");
/// `{story}`: a picture of a package of several stories, shown with the one that it follows.
pub const JOINED_BY_ORDER: Code = Code::note("J220");
