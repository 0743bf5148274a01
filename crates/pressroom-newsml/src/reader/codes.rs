//! What the reader notices. Worded in `messages/*/newsml.toml`.

use pressroom_core::Code;

// The file as bytes and as XML.

/// `{what}`: no element of NewsML-G2 is in the file.
pub const NOT_NEWSML: Code = Code::error("N200");
/// `{limit}` MiB.
pub const TOO_LARGE: Code = Code::error("N201");
/// `{found}`: items of other kinds, but no text.
pub const NO_TEXT_ITEM: Code = Code::error("N202");
/// `{encoding}` `{count}`: bytes that are no characters show as U+FFFD.
pub const BAD_BYTES: Code = Code::warning("N203");
/// `{declared}` `{encoding}`: the bytes are in another encoding than the file says.
pub const OTHER_ENCODING: Code = Code::warning("N204");
/// `{count}` `{character}`: characters that XML forbids, or byte order marks in the text, are left out.
pub const INVISIBLE: Code = Code::warning("N205");
/// `{limit}`
pub const TOO_MANY_ELEMENTS: Code = Code::error("N206");
/// `{limit}`
pub const TOO_DEEP: Code = Code::warning("N207");
/// `{limit}`
pub const TOO_MANY_ATTRIBUTES: Code = Code::warning("N208");
/// `{count}`: more of the same.
pub const FURTHER_FAULTS: Code = Code::warning("N209");
/// `{count}`: of the standard's rules, broken again and again.
pub const FURTHER_RULES: Code = Code::note("N224");
pub const BARE_AMPERSAND: Code = Code::warning("N210");
/// `{name}`: HTML's name for a character, which XML does not know.
pub const HTML_ENTITY: Code = Code::warning("N211");
/// `{name}`
pub const UNKNOWN_ENTITY: Code = Code::warning("N212");
/// `{element}`
pub const NEVER_OPENED: Code = Code::warning("N213");
/// `{element}`
pub const NEVER_CLOSED: Code = Code::warning("N214");
/// `{attribute}`: without quotes or value, or given twice.
pub const BAD_ATTRIBUTE: Code = Code::warning("N215");
pub const STRAY_BRACKET: Code = Code::warning("N216");
pub const BAD_TAG: Code = Code::warning("N217");
/// `{text}`: before or after the root element.
pub const TEXT_OUTSIDE: Code = Code::warning("N218");
/// `{element}`
pub const SECOND_ROOT: Code = Code::warning("N219");
pub const NOT_FETCHED: Code = Code::note("N220");
/// `{character}`
pub const FORBIDDEN_CHARACTER: Code = Code::warning("N221");
/// `{name}`
pub const TOO_MUCH_EXPANSION: Code = Code::warning("N222");
/// `{prefix}`
pub const UNDECLARED_PREFIX: Code = Code::warning("N223");

// The items.

/// `{version}`: not a whole number from 1.
pub const BAD_VERSION: Code = Code::warning("N230");
/// `{element}` `{value}` `{assumed}`: a time without a zone.
pub const NO_ZONE: Code = Code::warning("N231");
/// `{element}` `{value}`
pub const BAD_TIME: Code = Code::warning("N232");
/// `{class}`: not said, or not known, so that the content decided.
pub const CLASS_BY_CONTENT: Code = Code::warning("N233");
/// `{kind}`: an item without a story, passed over.
pub const OTHER_ITEM: Code = Code::note("N234");
/// `{guid}` `{version}`
pub const ITEM_TWICE: Code = Code::warning("N235");
/// `{value}`: an embargo that cannot be understood holds until it is lifted.
pub const BAD_EMBARGO: Code = Code::warning("N236");
/// `{status}`
pub const UNKNOWN_STATUS: Code = Code::warning("N237");
/// `{language}`
pub const BAD_LANGUAGE: Code = Code::warning("N238");
/// `{element}`: neither residref nor href.
pub const NO_TARGET: Code = Code::warning("N239");
/// `{guid}`: a linked picture that is not in the file.
pub const PICTURE_ELSEWHERE: Code = Code::note("N240");
/// `{guid}`: a picture that nothing but the message joins to the story.
pub const JOINED_BY_MESSAGE: Code = Code::note("N241");

/// `{version}`: NewsML 1, which is read as far as it says the same.
pub const VERSION_1: Code = Code::note("N340");
/// `{kind}`: nothing in the file is a text, so that a picture or a film with its words is the story.
pub const STORY_OF_MEDIA: Code = Code::note("N341");

// The body.

/// `{href}`: the text itself is in another file.
pub const TEXT_ELSEWHERE: Code = Code::loss("N250");
pub const NO_TEXT: Code = Code::warning("N251");
/// `{namespace}`: HTML in a namespace that is not its own.
pub const HTML_NAMESPACE: Code = Code::warning("N252");
/// `{element}`: its text is kept.
pub const UNKNOWN_ELEMENT: Code = Code::note("N253");
/// `{element}` `{text}`: no part of the story.
pub const LEFT_OUT: Code = Code::note("N254");
/// `{contenttype}` `{found}`
pub const OTHER_CONTENT: Code = Code::warning("N255");
/// `{count}`: the story's text in several forms.
pub const MORE_RENDITIONS: Code = Code::note("N256");
/// `{element}`: formatting around whole paragraphs.
pub const FLATTENED: Code = Code::loss("N257");
/// `{element}`: a picture, film or sound that cannot be had.
pub const MEDIA_DROPPED: Code = Code::loss("N258");
/// `{encoding}`
pub const BAD_INLINE_DATA: Code = Code::loss("N259");
