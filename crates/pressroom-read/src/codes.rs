//! What the reader may have to say about an input. The wording is in core's catalogues.

use pressroom_core::Code;

pub const EMPTY: Code = Code::error("R001");
/// `{what}`: a known format under a text file's name.
pub const NOT_TEXT: Code = Code::error("R002");
/// `{encoding}` `{offset}` `{bytes}`: bytes that the encoding does not have.
pub const BAD_BYTES: Code = Code::error("R003");
/// `{limit}`: MiB.
pub const TOO_LARGE: Code = Code::error("R004");
/// `{label}`
pub const UNKNOWN_ENCODING: Code = Code::error("R005");
/// `{limit}`: lines.
pub const TOO_MANY_LINES: Code = Code::error("R006");
/// `{label}` `{encoding}`: a byte order mark says otherwise than the user.
pub const MARK_CONTRADICTS: Code = Code::warning("R007");
/// `{count}` `{character}`
pub const CHARACTERS_TAKEN_OUT: Code = Code::warning("R008");
pub const NO_LAST_LINE_END: Code = Code::note("R009");
/// `{name}` `{known}` `{nearest}`
pub const UNKNOWN_PROFILE: Code = Code::error("R010");
/// `{part}` `{text}` `{confidence}`: percent.
pub const UNSURE: Code = Code::warning("R012");
/// `{text}`
pub const TEXT_AFTER_END: Code = Code::warning("R013");
/// Zero bytes: no text in any encoding that was named.
pub const BINARY: Code = Code::error("R014");
pub const UNMARKED_UTF16: Code = Code::error("R015");
/// `{count}` `{text}`: lines for editors, taken out.
pub const NOT_FOR_PUBLICATION: Code = Code::note("R050");
/// `{word}` `{means}`: what the copy says of its own life.
pub const LIFECYCLE: Code = Code::note("R051");
/// `{word}`: an embargo whose time the copy does not tell in full.
pub const EMBARGO_UNREAD: Code = Code::warning("R052");
